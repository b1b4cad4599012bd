// Package search finds texts by pieces of their words, quickly among millions. It knows which rows hold which words, all in
// memory. It refuses to know where texts come from and what a row is. What it finds is exactly what looking through every
// text would find; nothing is guessed and nothing ranked.
package search

import "slices"

// Index is the words of all rows below a number; nil is an empty one. It never changes: With returns another one.
type Index struct{ segments []*Segment }

// all returns the segments; nil is an empty index.
func (x *Index) all() []*Segment {
	if x == nil {
		return nil
	}
	return x.segments
}

// End returns the number from which on no rows are in the index; 0 when it is empty.
func (x *Index) End() int64 {
	if last := x.Last(); last != nil {
		return last.end
	}
	return 0
}

// Last returns the segment of the latest rows; nil when the index is empty.
func (x *Index) Last() *Segment {
	if len(x.all()) == 0 {
		return nil
	}
	return x.segments[len(x.segments)-1]
}

// With returns an index with s at its end; segments that begin where s does or behind that are replaced by it.
func (x *Index) With(s *Segment) *Index {
	with := &Index{slices.Clone(x.all())}
	for len(with.segments) > 0 && with.Last().first >= s.first {
		with.segments = with.segments[:len(with.segments)-1]
	}
	with.segments = append(with.segments, s)
	return with
}

// Size returns how many bytes of memory the index takes, nearly.
func (x *Index) Size() (n int) {
	for _, s := range x.all() {
		n += s.Size()
	}
	return n
}

// Find returns the rows whose text holds the piece and each of the others, in any order; a row that tells of another one
// stands for that. A piece is not empty and holds no blank.
func (x *Index) Find(piece string, others ...string) *Set {
	found := x.holding(piece)
	for _, other := range others {
		found.meet(x.holding(other))
	}
	x.settle(found)
	return found
}

// holding returns the rows whose text holds the piece.
func (x *Index) holding(piece string) *Set {
	to := newSet(x.End())
	for _, s := range x.all() {
		s.find([]byte(piece), to)
	}
	return to
}

// settle puts the rows that others tell of in their place.
func (x *Index) settle(found *Set) {
	var told []int64
	for _, s := range x.all() {
		for _, t := range s.tellers {
			if found.Has(t.row) {
				found.remove(t.row)
				told = append(told, t.of)
			}
		}
	}
	for _, row := range told {
		found.Add(row)
	}
}
