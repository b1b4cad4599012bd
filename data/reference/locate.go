package reference

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Box is a stretch of the earth between two latitudes and two longitudes, in degrees.
type Box struct{ South, West, North, East float64 }

// Holds tells whether a place lies in the box or on its edge; a number that is none lies in no box.
func (b Box) Holds(lat, lon float64) bool {
	return lat >= b.South && lat <= b.North && lon >= b.West && lon <= b.East
}

// Bounds returns the smallest box around all kelurahan, the islands included. A place outside it is not in Jakarta; one
// inside it may still not be.
func Bounds() Box {
	b := boundaries().cells.bound
	return Box{South: b.Bottom(), West: b.Left(), North: b.Top(), East: b.Right()}
}

// Locate returns the code of the kelurahan in which a place lies, in degrees; Parent leads on to its kecamatan and city. It
// is not ok for a place outside Jakarta, which is an answer and no error. The boundaries are simplified at their source,
// so a place within some ten metres of a line may be given to the neighbour. The first call reads the boundaries.
func Locate(lat, lon float64) (kelurahan string, ok bool) {
	b := boundaries().cells.at(orb.Point{lon, lat})
	if b == nil {
		return "", false
	}
	return b.code, true
}

// Outline returns the outer rings of a city, kecamatan or kelurahan, each point as longitude and latitude, the last one
// equal to the first; none has holes. The rings of cities and kecamatan are coarser than those of the kelurahan in them: draw
// them, but place nothing by them. All is the caller's own. It is not ok for a code without a boundary.
func Outline(code string) (rings [][][2]float64, ok bool) {
	b, ok := boundaries().byCode[code]
	if !ok {
		return nil, false
	}
	for _, polygon := range b.shape {
		for _, ring := range polygon {
			rings = append(rings, pairs(ring))
		}
	}
	return rings, true
}

func pairs(ring orb.Ring) [][2]float64 {
	points := make([][2]float64, len(ring))
	for i, p := range ring {
		points[i] = p
	}
	return points
}

// Centre returns a place inside a city, kecamatan or kelurahan at which its name or a mark can stand, in degrees: the
// source's own where that lies inside, else the middle of the widest stretch through its largest part. It is not ok for a
// code without a boundary.
func Centre(code string) (lat, lon float64, ok bool) {
	b, ok := boundaries().byCode[code]
	if !ok {
		return 0, 0, false
	}
	p := b.label
	if !b.holds(p) {
		p = inside(b.largest())
	}
	return p.Lat(), p.Lon(), true
}

func (b *boundary) largest() orb.Ring {
	size := func(p orb.Polygon) float64 { return math.Abs(planar.Area(p[0])) }
	return slices.MaxFunc(b.shape, func(p, q orb.Polygon) int {
		if size(p) < size(q) {
			return -1
		}
		return 1
	})[0]
}

// inside returns the middle of the widest stretch of the ring on the parallel half-way up.
func inside(ring orb.Ring) orb.Point {
	lat := ring.Bound().Center().Lat()
	var crossings []float64
	for i := 1; i < len(ring); i++ {
		from, to := ring[i-1], ring[i]
		if (from.Lat() > lat) != (to.Lat() > lat) {
			crossings = append(crossings, from.Lon()+(lat-from.Lat())/(to.Lat()-from.Lat())*(to.Lon()-from.Lon()))
		}
	}
	slices.Sort(crossings)
	middle, widest := 0.0, -1.0
	for i := 1; i < len(crossings); i += 2 {
		if width := crossings[i] - crossings[i-1]; width > widest {
			middle, widest = (crossings[i]+crossings[i-1])/2, width
		}
	}
	return orb.Point{middle, lat}
}
