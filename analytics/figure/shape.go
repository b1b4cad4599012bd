package figure

import (
	"math"
	"slices"
)

// Simplify returns the shapes with as few points as a picture needs that is parts points wide: no line moves further than one
// of those parts of the whole. Rings that are smaller than that keep three points, so every place stays where it is. The
// shapes given stay as they are.
func Simplify(shapes []Shape, parts float64) []Shape {
	width := extent(shapes)
	if parts <= 0 || width <= 0 {
		return shapes
	}
	most := width / parts
	simple := make([]Shape, len(shapes))
	for i, s := range shapes {
		simple[i] = Shape{Code: s.Code, Rings: make([][][2]float64, len(s.Rings))}
		for k, ring := range s.Rings {
			simple[i].Rings[k] = simplified(ring, most)
		}
	}
	return simple
}

// extent is the longer side of the box around all shapes, in degrees.
func extent(shapes []Shape) float64 {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, s := range shapes {
		for _, ring := range s.Rings {
			for _, p := range ring {
				for k := range p {
					low[k], high[k] = min(low[k], p[k]), max(high[k], p[k])
				}
			}
		}
	}
	return max(high[0]-low[0], high[1]-low[1])
}

// simplified thins a ring out after Douglas and Peucker. The ring is cut at the point farthest from its first one: two lines
// then stand for it, each with ends that stay.
func simplified(ring [][2]float64, most float64) [][2]float64 {
	if len(ring) < 5 {
		return ring
	}
	far, at := 0.0, 0
	for i, p := range ring {
		if d := math.Hypot(p[0]-ring[0][0], p[1]-ring[0][1]); d > far {
			far, at = d, i
		}
	}
	kept := make([]bool, len(ring))
	kept[0], kept[at], kept[len(ring)-1] = true, true, true
	keep(ring, kept, 0, at, most)
	keep(ring, kept, at, len(ring)-1, most)
	var thin [][2]float64
	for i, p := range ring {
		if kept[i] {
			thin = append(thin, p)
		}
	}
	if len(thin) < 4 {
		return [][2]float64{ring[0], ring[len(ring)/3], ring[2*len(ring)/3], ring[0]}
	}
	return thin
}

// keep marks the points between from and to that a straight line would miss by more than most.
func keep(ring [][2]float64, kept []bool, from, to int, most float64) {
	far, at := most, -1
	for i := from + 1; i < to; i++ {
		if d := aside(ring[i], ring[from], ring[to]); d > far {
			far, at = d, i
		}
	}
	if at < 0 {
		return
	}
	kept[at] = true
	keep(ring, kept, from, at, most)
	keep(ring, kept, at, to, most)
}

// aside is the distance of p from the stretch between a and b.
func aside(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := dx*dx + dy*dy
	share := 0.0
	if length > 0 {
		share = min(1, max(0, ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/length))
	}
	return math.Hypot(p[0]-a[0]-share*dx, p[1]-a[1]-share*dy)
}

// Inside is a place in the shape at which its name can stand: the middle of the widest stretch on some lines across, of those
// that are hardly narrower the one nearest to the middle. A shape without rings gives the origin.
func (s Shape) Inside() [2]float64 {
	r := RegionOf([]Shape{s}, []int{0})
	var at [2]float64
	best := -1.0
	const lines = 15
	for n := range lines {
		y := r.South + (r.North-r.South)*(float64(n)+0.5)/lines
		var xs []float64
		for _, ring := range s.Rings {
			xs = append(xs, crossings(ring, y)...)
		}
		slices.Sort(xs)
		for i := 0; i+1 < len(xs); i += 2 {
			aside := math.Abs(float64(n)-(lines-1)/2) / lines // from the middle, at most a half
			if worth := (xs[i+1] - xs[i]) * (1 - 0.4*aside); worth > best {
				at, best = [2]float64{(xs[i] + xs[i+1]) / 2, y}, worth
			}
		}
	}
	return at
}

// crossings are the places at which a ring crosses the latitude y.
func crossings(ring [][2]float64, y float64) []float64 {
	var xs []float64
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if a[1] <= y != (b[1] <= y) {
			xs = append(xs, a[0]+(y-a[1])*(b[0]-a[0])/(b[1]-a[1]))
		}
	}
	return xs
}
