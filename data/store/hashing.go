package store

import (
	"crypto/sha256"
	"hash"
	"strconv"
	"time"
)

// hashing hashes the events of an import in the order in which they arrive, in the lines of the ledger: reading them again
// from the tables would take as long as writing them. It holds as long as all of them are added, and in this order.
type hashing struct {
	sum     hash.Hash
	pending []byte
	tail    []byte // what ends each line: no command, the import, when it was recorded
	before  int64  // seq of the last event before the import
}

func newHashing(s span, id int64, now time.Time) *hashing {
	tail := append([]byte(columnEnd), columnEnd...)
	tail = strconv.AppendInt(tail, id, 10)
	tail = append(tail, columnEnd...)
	tail = strconv.AppendInt(tail, now.UnixMicro(), 10)
	return &hashing{sum: sha256.New(), tail: append(tail, rowEnd...), before: s.firstSeq - 1}
}

// hashedEvent is an event as far as its line differs from others.
type hashedEvent struct {
	nth        int64
	number     string
	what, who  string // their columns, separated
	commitment string
	happened   int64 // microseconds
	day        int32 // days since 1970
}

func (h *hashing) add(e hashedEvent) {
	b := strconv.AppendInt(h.pending, h.before+e.nth, 10)
	for _, column := range [...]string{e.number, e.what, e.who, e.commitment} {
		b = append(b, columnEnd...)
		b = append(b, column...)
	}
	b = append(b, columnEnd...)
	b = strconv.AppendInt(b, e.happened, 10)
	b = append(b, columnEnd...)
	b = strconv.AppendInt(b, int64(e.day), 10)
	h.pending = append(b, h.tail...)
	if len(h.pending) > 1<<15 {
		h.flush()
	}
}

func (h *hashing) flush() {
	_, _ = h.sum.Write(h.pending) // never fails
	h.pending = h.pending[:0]
}
