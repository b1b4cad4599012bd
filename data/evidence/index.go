package evidence

import (
	"cmp"
	"math/bits"
	"slices"

	"tuntas/data"
)

// Index holds the perceptual hashes of all photos in memory, 16 bytes each. It may be read from several goroutines while
// nobody adds. The zero Index is empty.
type Index struct {
	hashes  []uint64
	reports []int64
}

// Match is a report with a photo that looks alike.
type Match struct {
	Report   int64
	Distance int // bits in which the hashes differ, 0 to 64
}

// NewIndex returns an index of these hashes; weak ones should not be among them.
func NewIndex(all []data.PhotoHash) *Index {
	x := &Index{hashes: make([]uint64, 0, len(all)), reports: make([]int64, 0, len(all))}
	for _, h := range all {
		x.Add(h)
	}
	return x
}

// Add puts one more hash into the index.
func (x *Index) Add(h data.PhotoHash) {
	x.hashes, x.reports = append(x.hashes, h.Hash), append(x.reports, h.Report)
}

// Len returns how many hashes the index holds.
func (x *Index) Len() int { return len(x.hashes) }

// Near returns the photos whose hash differs from this one in at most distance bits, nearest first, then by report. A
// report stands there once for each of its photos that is near, the photo asked about included. All hashes are compared:
// a million take about a millisecond.
func (x *Index) Near(hash uint64, distance int) []Match {
	var found []Match
	for i, h := range x.hashes {
		if d := bits.OnesCount64(h ^ hash); d <= distance {
			found = append(found, Match{x.reports[i], d})
		}
	}
	slices.SortFunc(found, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Report, b.Report))
	})
	return found
}
