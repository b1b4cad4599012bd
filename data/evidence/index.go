package evidence

import (
	"cmp"
	"math/bits"
	"slices"

	"tuntas/data"
)

// Index holds the perceptual hashes of all photos in memory, 144 bytes each. It may be read from several goroutines while
// nobody adds. The zero Index is empty.
type Index struct {
	hashes  []uint64
	reports []int64
	crops   []data.Crops
}

// Match is a report with a photo that looks alike.
type Match struct {
	Report   int64
	Hash     uint64 // of that photo: tells which of the report's photos it is
	Distance int    // bits in which the hashes differ, 0 to 64
	Cropped  bool   // one looks like a part of the other, and not like the whole
}

// NewIndex returns an index of these hashes; weak ones should not be among them.
func NewIndex(all []data.PhotoHash) *Index {
	n := len(all)
	x := &Index{hashes: make([]uint64, 0, n), reports: make([]int64, 0, n), crops: make([]data.Crops, 0, n)}
	for _, h := range all {
		x.Add(h)
	}
	return x
}

// Add puts one more photo into the index.
func (x *Index) Add(h data.PhotoHash) {
	x.hashes, x.reports, x.crops = append(x.hashes, h.Hash), append(x.reports, h.Report), append(x.crops, h.Crops)
}

// Len returns how many photos the index holds.
func (x *Index) Len() int { return len(x.hashes) }

// Near returns the photos that look nearly the same as this one, whole by NearlySame or cropped by CropSame, those that look
// alike as a whole first, then nearest first, then by report. A report stands there once for each of its photos that is near,
// the photo asked about included. All hashes are compared: a million take some 35 milliseconds.
func (x *Index) Near(photo data.Photo) []Match {
	var found []Match
	for i, h := range x.hashes {
		if d := bits.OnesCount64(h ^ photo.Hash); d <= NearlySame {
			found = append(found, Match{Report: x.reports[i], Hash: h, Distance: d})
		} else if d := Cropped(photo.Hash, &x.crops[i], h, &photo.Crops); d <= CropSame {
			found = append(found, Match{Report: x.reports[i], Hash: h, Distance: d, Cropped: true})
		}
	}
	slices.SortFunc(found, func(a, b Match) int {
		if a.Cropped != b.Cropped {
			return map[bool]int{false: -1, true: 1}[a.Cropped]
		}
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Report, b.Report))
	})
	return found
}

// Cropped returns in how many bits the whole of one picture differs from the nearest part of the other, either way round.
func Cropped(a uint64, ofB *data.Crops, b uint64, ofA *data.Crops) int {
	return min(nearest(a, ofB), nearest(b, ofA))
}

// nearest returns in how many bits a hash differs from that of the nearest part. Half the bits of a hash that means something
// are set, so it is never near a part that was not hashed.
func nearest(hash uint64, parts *data.Crops) int {
	d := 64
	for _, p := range parts {
		d = min(d, bits.OnesCount64(p^hash))
	}
	return d
}

// distance is in how many bits the hashes of two whole pictures differ.
func distance(a, b data.Photo) int { return bits.OnesCount64(a.Hash ^ b.Hash) }
