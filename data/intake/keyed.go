package intake

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"tuntas/data"
)

const (
	headerRows  = 1000     // objects whose keys make the header
	headerBytes = 16 << 20 // of them that are held for that
	maxColumns  = 1 << 14
	maxAhead    = 16 << 20 // bytes that may lie between the beginnings of two objects
)

// pair is a value and its name.
type pair struct {
	key   string
	value []byte
}

// object is a row of a form that names its values. It keeps nothing of the source's buffers.
type object struct {
	line  int64  // on which it begins, from 1
	raw   []byte // shortened
	pairs []pair
	fault data.Refusal // why its values are not known; empty when they are
}

// objectSource gives out the objects of a file, io.EOF behind the last.
type objectSource interface {
	nextObject() (object, error)
}

// keyed gives out objects as rows. Its header is the union of the keys in the first 1,000 objects, in the order in which they
// are met; a key that comes later is ignored. A key that an object lacks is an empty field.
type keyed struct {
	src    objectSource
	header []string
	at     map[string]int
	ahead  []object
	err    error // with which the source ended while the header was looked for
	fields [][]byte
}

// newKeyed finds the header. It returns data.ErrTooLarge when there are too many keys.
func newKeyed(src objectSource) (*keyed, error) {
	k := &keyed{src: src, at: make(map[string]int)}
	for size := 0; len(k.ahead) < headerRows && size < headerBytes; {
		o, err := src.nextObject()
		if err == io.EOF {
			k.err = err
			break
		}
		if err != nil {
			return nil, err
		}
		k.ahead = append(k.ahead, o)
		for _, p := range o.pairs {
			size += len(p.key) + len(p.value)
			if _, ok := k.at[p.key]; !ok {
				k.at[p.key] = len(k.header)
				k.header = append(k.header, strings.TrimSpace(p.key))
			}
		}
		size += len(o.raw)
		if len(k.header) > maxColumns {
			return nil, fmt.Errorf("%w: %d keys", data.ErrTooLarge, len(k.header))
		}
	}
	k.fields = make([][]byte, len(k.header))
	return k, nil
}

// next returns the next object as a row.
func (k *keyed) next() (record, error) {
	var o object
	switch {
	case len(k.ahead) > 0:
		o = k.ahead[0]
		k.ahead = k.ahead[1:]
	case k.err != nil:
		return record{}, k.err
	default:
		if o, k.err = k.src.nextObject(); k.err != nil {
			return record{}, k.err
		}
	}
	rec := record{line: o.line, raw: o.raw, fault: o.fault}
	if o.fault == "" {
		rec.fields, rec.fault = k.row(o.pairs)
	}
	return rec, nil
}

// row puts each value under its header; a key that stands twice is a fault.
func (k *keyed) row(pairs []pair) ([][]byte, data.Refusal) {
	clear(k.fields)
	for _, p := range pairs {
		at, ok := k.at[p.key]
		switch {
		case !ok:
			continue
		case k.fields[at] != nil:
			return nil, data.RefusedShape
		case len(p.value) > maxField:
			return nil, data.RefusedShape
		}
		k.fields[at] = p.value
		if p.value == nil {
			k.fields[at] = []byte{}
		}
	}
	return k.fields, ""
}

// shortened is a copy of what is kept of a row's text.
func shortened(b []byte) []byte {
	if len(b) > rawKept {
		b = beginning(b)
	}
	return bytes.Clone(b)
}

// tape keeps what a parser reads until it is taken, for parsers that tell where they are but not what stood there.
type tape struct {
	src  io.Reader
	buf  []byte
	from int   // first byte of buf not yet taken
	at   int64 // its place in the source

	failed error // with which the source ended too early
}

// Read returns data.ErrTooLarge when too much was read and not taken.
func (t *tape) Read(b []byte) (int, error) {
	if len(t.buf)-t.from > maxAhead {
		t.failed = fmt.Errorf("%w: one row holds more than %d bytes", data.ErrTooLarge, maxAhead)
		return 0, t.failed
	}
	if t.from > len(t.buf)/2 {
		t.buf, t.from = append(t.buf[:0], t.buf[t.from:]...), 0
	}
	n, err := t.src.Read(b)
	t.buf = append(t.buf, b[:n]...)
	if err != nil && err != io.EOF {
		t.failed = err
	}
	return n, err
}

// take returns what stands up to offset in the source, and keeps it no longer than until the next Read.
func (t *tape) take(offset int64) []byte {
	n := int(offset - t.at)
	b := t.buf[t.from : t.from+n]
	t.from, t.at = t.from+n, offset
	return b
}
