package search

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// Builder makes a segment.
type Builder struct {
	segment Segment
	codes   map[string]uint32
	stream  []uint32 // the codes of the words of one row behind those of the other
	ends    []uint32 // where the words of each row end in stream
	rows    []uint32 // the row of each end, counted from base
	last    []uint32 // of each word the row that held it last, counted from base + 1
	counts  []uint32 // of each word how many rows hold it
}

// NewBuilder returns a builder of a segment for the rows from first up to, not including, end.
func NewBuilder(first, end int64) (*Builder, error) {
	if first < 0 || end < first || end > mostRows {
		return nil, fmt.Errorf("rows from %d to %d", first, end)
	}
	base := uint32(first) / wordBits * wordBits
	s := Segment{base: base, first: first, end: end, names: newLexicon(), words: newLexicon()}
	return &Builder{segment: s, codes: map[string]uint32{}}, nil
}

// Add takes in the text of a row within the segment, each row once, the rows in rising order. It tells of the row of, most
// often itself. The first word should be one that hardly any other row has: it is found as quickly, and takes less room.
func (b *Builder) Add(row, of int64, text string) {
	n := uint32(row - int64(b.segment.base)) //nolint:gosec // within the segment
	if of != row {
		b.segment.tellers = append(b.segment.tellers, teller{row, of})
	}
	name, rest, _ := strings.Cut(text, " ")
	b.segment.names.add(name)
	b.segment.rows = append(b.segment.rows, n)
	for word := ""; rest != ""; {
		if word, rest, _ = strings.Cut(rest, " "); word != "" {
			b.addWord(n, word)
		}
	}
	b.ends, b.rows = append(b.ends, uint32(len(b.stream))), append(b.rows, n) //nolint:gosec // far smaller
}

func (b *Builder) addWord(n uint32, word string) {
	code, known := b.codes[word]
	if !known {
		code = uint32(len(b.codes))         //nolint:gosec // far smaller
		b.codes[strings.Clone(word)] = code // a part would keep the whole text
		b.last, b.counts = append(b.last, 0), append(b.counts, 0)
		b.segment.words.add(word)
	}
	if b.last[code] != n+1 {
		b.last[code] = n + 1
		b.counts[code]++
		b.stream = append(b.stream, code)
	}
}

// Segment returns what was made. The builder cannot be used afterwards.
func (b *Builder) Segment() *Segment {
	b.codes = nil
	rows, starts := b.rowsOfWords()
	s := &b.segment
	s.lists = make([]uint32, 0, len(b.counts)+1)
	for i := range b.counts {
		s.lists = append(s.lists, uint32(len(s.packed))) //nolint:gosec // far smaller
		s.pack(rows[starts[i]:starts[i+1]])
	}
	s.lists = append(s.lists, uint32(len(s.packed))) //nolint:gosec // far smaller
	s.packed, s.rows = slices.Clip(slices.Clone(s.packed)), slices.Clone(s.rows)
	s.names.clip()
	s.words.clip()
	return s
}

// rowsOfWords turns the words of rows into the rows of words, one word's behind the other's.
func (b *Builder) rowsOfWords() (rows, starts []uint32) {
	starts = make([]uint32, len(b.counts)+1)
	for i, n := range b.counts {
		starts[i+1] = starts[i] + n
	}
	rows, next := make([]uint32, len(b.stream)), slices.Clone(starts)
	from := uint32(0)
	for i, end := range b.ends {
		for _, code := range b.stream[from:end] {
			rows[next[code]] = b.rows[i]
			next[code]++
		}
		from = end
	}
	return rows, starts
}

// frequent is how many of the rows of a segment at least hold a word whose list is made of bits: one in so many.
const frequent = 16

// pack appends the list of a word.
func (s *Segment) pack(rows []uint32) {
	if len(rows)*frequent > s.span()*wordBits {
		s.packed = append(s.packed, inBits)
		set := Set{make([]uint64, s.span())}
		for _, row := range rows {
			set.words[row/wordBits] |= bit(row)
		}
		for _, w := range set.words {
			s.packed = binary.BigEndian.AppendUint64(s.packed, w)
		}
		return
	}
	s.packed = append(s.packed, inSteps)
	from := uint32(0)
	for _, row := range rows {
		s.packed = binary.AppendUvarint(s.packed, uint64(row-from))
		from = row
	}
}
