package intake

import (
	"encoding/binary"
	"fmt"

	"tuntas/data"
)

// Types of values in Thrift's compact protocol.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftInt16  = 4
	thriftInt32  = 5
	thriftInt64  = 6
	thriftDouble = 7
	thriftText   = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
)

const (
	maxThriftDepth = 32
	maxThriftItems = 1 << 20 // elements of all lists of one structure
)

// thrift walks through a structure in Thrift's compact protocol without allocating what it claims to hold, so that a list
// that is longer than the text behind it is found before a parser makes room for it.
type thrift struct {
	buf   []byte
	at    int
	items int // elements of lists so far
}

var errThrift = fmt.Errorf("%w: its description cannot be read", data.ErrNotTable)

// walk passes over a structure from t.at on.
func (t *thrift) walk(depth int) error {
	if depth > maxThriftDepth {
		return errThrift
	}
	for {
		head, err := t.byte()
		if err != nil || head == 0 {
			return err
		}
		if head>>4 == 0 { // the number of the field stands behind
			if _, err := t.unsigned(); err != nil {
				return err
			}
		}
		if kind := head & 15; kind != thriftTrue && kind != thriftFalse { // which are their own values
			if err := t.value(kind, depth); err != nil {
				return err
			}
		}
	}
}

// value passes over a value of this type. Truth values are here where they are elements.
func (t *thrift) value(kind byte, depth int) error {
	switch kind {
	case thriftTrue, thriftFalse, thriftByte:
		return t.skip(1)
	case thriftInt16, thriftInt32, thriftInt64:
		_, err := t.unsigned()
		return err
	case thriftDouble:
		return t.skip(8)
	case thriftText:
		n, err := t.unsigned()
		if err != nil || n > uint64(len(t.buf)) {
			return errThrift
		}
		return t.skip(int(n))
	case thriftList, thriftSet:
		return t.list(depth)
	case thriftMap:
		return t.pairs(depth)
	case thriftStruct:
		return t.walk(depth + 1)
	}
	return errThrift
}

// list passes over a list or a set; each element takes at least a byte.
func (t *thrift) list(depth int) error {
	head, err := t.byte()
	if err != nil {
		return err
	}
	n := uint64(head >> 4)
	if n == 15 {
		if n, err = t.unsigned(); err != nil {
			return err
		}
	}
	return t.elements(n, []byte{head & 15}, depth)
}

// pairs passes over a map.
func (t *thrift) pairs(depth int) error {
	n, err := t.unsigned()
	if err != nil || n == 0 {
		return err
	}
	kinds, err := t.byte()
	if err != nil {
		return err
	}
	return t.elements(n, []byte{kinds >> 4, kinds & 15}, depth)
}

// elements passes over n times the values of these types.
func (t *thrift) elements(n uint64, kinds []byte, depth int) error {
	if n > uint64(len(t.buf)-t.at) || depth >= maxThriftDepth {
		return errThrift
	}
	if t.items += int(n); t.items > maxThriftItems {
		return fmt.Errorf("%w: its description has more than %d parts", data.ErrTooLarge, maxThriftItems)
	}
	for range n {
		for _, kind := range kinds {
			if err := t.value(kind, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *thrift) byte() (byte, error) {
	if t.at >= len(t.buf) {
		return 0, errThrift
	}
	t.at++
	return t.buf[t.at-1], nil
}

func (t *thrift) skip(n int) error {
	if n > len(t.buf)-t.at {
		return errThrift
	}
	t.at += n
	return nil
}

func (t *thrift) unsigned() (uint64, error) {
	n, size := binary.Uvarint(t.buf[t.at:])
	if size <= 0 {
		return 0, errThrift
	}
	t.at += size
	return n, nil
}
