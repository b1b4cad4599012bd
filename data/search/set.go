package search

import (
	"encoding/binary"
	"math/bits"
)

// Set is a set of row numbers from 0 up.
type Set struct{ words []uint64 } // the first number of each word is its highest bit

const wordBits = 64

// newSet returns an empty set with room for the numbers below end.
func newSet(end int64) *Set { return &Set{make([]uint64, (end+wordBits-1)/wordBits)} }

func bit(n uint32) uint64 { return 1 << (wordBits - 1 - n%wordBits) }

// Add puts a number that is not negative into the set.
func (s *Set) Add(n int64) {
	for int64(len(s.words))*wordBits <= n {
		s.words = append(s.words, 0)
	}
	s.words[n/wordBits] |= bit(uint32(n % wordBits)) //nolint:gosec // below 64
}

func (s *Set) remove(n int64) { s.words[n/wordBits] &^= bit(uint32(n % wordBits)) } //nolint:gosec // below 64

// Has tells whether a number is in the set; no negative one is.
func (s *Set) Has(n int64) bool {
	return n >= 0 && n/wordBits < int64(len(s.words)) && s.words[n/wordBits]&bit(uint32(n%wordBits)) != 0 //nolint:gosec // below 64
}

// Len counts the numbers in the set.
func (s *Set) Len() (n int) {
	for _, w := range s.words {
		n += bits.OnesCount64(w)
	}
	return n
}

// Clone returns a copy of the set.
func (s *Set) Clone() *Set { return &Set{append([]uint64(nil), s.words...)} }

// meet takes out what is not in other, which has the same room.
func (s *Set) meet(other *Set) {
	for i := range s.words {
		s.words[i] &= other.words[i]
	}
}

// Bits returns the set as a row of bits, the first number as the highest bit of the first byte, and how many bits there are. At
// least one bit more than the highest number needs is there; the last is always 0.
func (s *Set) Bits() (all []byte, n int64) {
	all = make([]byte, 0, len(s.words)*8+8)
	for _, w := range s.words {
		all = binary.BigEndian.AppendUint64(all, w)
	}
	return append(all, 0), int64(len(s.words))*wordBits + 8
}
