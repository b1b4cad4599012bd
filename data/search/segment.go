package search

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
)

// Segment holds the words of a run of rows. It never changes.
type Segment struct {
	base    uint32 // rows are counted from here; divisible by 64
	first   int64
	end     int64 // behind the last row
	names   lexicon
	rows    []uint32 // of each name its one row, counted from base
	words   lexicon
	lists   []uint32 // where the list of each word begins in packed, and where the last one ends
	packed  []byte   // each list: its form, then the rows
	tellers []teller
}

// teller is a row that tells of another one.
type teller struct{ row, of int64 }

// The forms of a list.
const (
	inSteps = 0 // from each row to the next
	inBits  = 1 // a bit for each row of the segment
)

// lexicon is a list of words, each followed by a blank.
type lexicon struct {
	letters []byte
	starts  []uint32 // where each word begins, and where the last one ends
}

func newLexicon() lexicon { return lexicon{starts: []uint32{0}} }

func (x *lexicon) add(word string) {
	x.letters = append(append(x.letters, word...), ' ')
	x.starts = append(x.starts, uint32(len(x.letters))) //nolint:gosec // a segment is far smaller
}

// clip gives back the room that was held for more words.
func (x *lexicon) clip() { x.letters, x.starts = slices.Clip(x.letters), slices.Clip(x.starts) }

func (x *lexicon) size() int { return cap(x.letters) + 4*cap(x.starts) }

// each calls found with the place of each word that holds piece.
func (x *lexicon) each(piece []byte, found func(i int)) {
	i := 0
	for from := 0; from < len(x.letters); from = int(x.starts[i]) {
		at := bytes.Index(x.letters[from:], piece)
		if at < 0 {
			return
		}
		i = x.wordAt(i, uint32(from+at)) //nolint:gosec // within letters
		found(i)
		i++
	}
}

// wordAt returns which word the letter at lies in; it is word i or a later one.
func (x *lexicon) wordAt(i int, at uint32) int {
	step := 1
	for i+step < len(x.starts) && x.starts[i+step] <= at {
		i += step
		step *= 2
	}
	k, exact := slices.BinarySearch(x.starts[i:min(i+step, len(x.starts))], at)
	if exact {
		return i + k
	}
	return i + k - 1
}

// find adds the rows of which a word holds piece.
func (s *Segment) find(piece []byte, to *Set) {
	to = &Set{to.words[s.base/wordBits:]}
	s.names.each(piece, func(i int) { to.words[s.rows[i]/wordBits] |= bit(s.rows[i]) })
	s.words.each(piece, func(i int) {
		list := s.packed[s.lists[i]:s.lists[i+1]]
		if list[0] == inBits {
			to.join(list[1:])
		} else {
			to.walk(list[1:])
		}
	})
}

// join adds rows that are given as bits.
func (s *Set) join(list []byte) {
	for i := 0; i*8 < len(list); i++ {
		s.words[i] |= binary.BigEndian.Uint64(list[i*8:])
	}
}

// walk adds rows that are given as steps.
func (s *Set) walk(list []byte) {
	row := uint32(0)
	for i := 0; i < len(list); {
		step := uint32(list[i])
		i++
		if step >= 0x80 {
			step &= 0x7f
			for shift := 7; ; shift += 7 {
				b := list[i]
				i++
				step |= uint32(b&0x7f) << shift
				if b < 0x80 {
					break
				}
			}
		}
		row += step
		s.words[row/wordBits] |= bit(row)
	}
}

// First returns the number of the first row of the run.
func (s *Segment) First() int64 { return s.first }

// End returns the number behind the last row of the run.
func (s *Segment) End() int64 { return s.end }

// Size returns how many bytes of memory the segment takes, nearly.
func (s *Segment) Size() int {
	return s.names.size() + s.words.size() + 4*cap(s.rows) + 4*cap(s.lists) + cap(s.packed) + 16*cap(s.tellers)
}

// span returns how many words of bits the rows need.
func (s *Segment) span() int { return int(s.end-int64(s.base)+wordBits-1) / wordBits }

// mostRows is beyond what a row may be numbered.
const mostRows = math.MaxUint32
