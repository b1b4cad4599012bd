package chart

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// rule tells which places between lines are inside.
type rule int

const (
	evenOdd rule = iota // holes are rings inside rings
	nonZero             // rings that overlap are one
)

// sublines is how often a line of pixels is cut across; along the line the share of each pixel is exact.
const sublines = 4

// scanner fills polygons in an image, with smooth edges. Everything it is given is in pixels.
type scanner struct {
	img   *image.RGBA
	cover []float32 // of the line of pixels at hand
	edges []edge
	cuts  []crossing
}

// edge is a line that goes down from Y0 to Y1.
type edge struct {
	x0, y0, x1, y1 float32
	turn           int // 1 where it was drawn downwards, -1 upwards
}

type crossing struct {
	x    float32
	turn int
}

func newScanner(img *image.RGBA) *scanner {
	return &scanner{img: img, cover: make([]float32, img.Bounds().Dx()+1)}
}

// texture tells which pixels of a filled polygon get paint; nil stands for all.
type texture func(x, y int) bool

// fill paints the inside of the rings. What lies outside the image is left out.
func (s *scanner) fill(rings [][]spot, r rule, c color.Color, t texture) {
	box := s.trace(rings)
	if box.Empty() {
		return
	}
	paint := color.RGBAModel.Convert(c).(color.RGBA)
	active := s.edges
	slices.SortFunc(active, func(a, b edge) int { return compare(a.y0, b.y0) })
	first := 0 // edges before it have ended
	for y := box.Min.Y; y < box.Max.Y; y++ {
		clear(s.cover[box.Min.X:min(box.Max.X+1, len(s.cover))])
		for first < len(active) && active[first].y1 <= float32(y) {
			first++
		}
		for n := range sublines {
			s.cross(active[first:], float32(y)+(float32(n)+0.5)/sublines)
			s.spans(r, box)
		}
		s.blend(y, box, paint, t)
	}
}

func compare(a, b float32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// trace collects the edges and returns the pixels that they can reach.
func (s *scanner) trace(rings [][]spot) image.Rectangle {
	s.edges = s.edges[:0]
	left, top := float32(math.Inf(1)), float32(math.Inf(1))
	right, foot := float32(math.Inf(-1)), float32(math.Inf(-1))
	for _, ring := range rings {
		for i, p := range ring {
			left, right, top, foot = min(left, p.X), max(right, p.X), min(top, p.Y), max(foot, p.Y)
			q := ring[(i+1)%len(ring)]
			if p.Y < q.Y {
				s.edges = append(s.edges, edge{p.X, p.Y, q.X, q.Y, 1})
			} else if p.Y > q.Y {
				s.edges = append(s.edges, edge{q.X, q.Y, p.X, p.Y, -1})
			}
		}
	}
	if len(s.edges) == 0 {
		return image.Rectangle{}
	}
	return pixels(left, top, right, foot).Intersect(s.img.Bounds())
}

// pixels are those that a stretch touches; what is far outside is cut before it leaves the range of whole numbers.
func pixels(left, top, right, foot float32) image.Rectangle {
	const far = 1 << 20
	down := func(v float32) int { return int(math.Floor(float64(min(far, max(-far, v))))) }
	up := func(v float32) int { return int(math.Ceil(float64(min(far, max(-far, v))))) }
	return image.Rect(down(left), down(top), up(right), up(foot))
}

// cross finds where the line at height y meets the edges, from left to right.
func (s *scanner) cross(edges []edge, y float32) {
	s.cuts = s.cuts[:0]
	for _, e := range edges {
		if e.y0 > y {
			break // they are in order
		}
		if e.y1 > y {
			s.cuts = append(s.cuts, crossing{e.x0 + (y-e.y0)*(e.x1-e.x0)/(e.y1-e.y0), e.turn})
		}
	}
	slices.SortFunc(s.cuts, func(a, b crossing) int { return compare(a.x, b.x) })
}

// spans adds what lies between the cuts to the cover of the line.
func (s *scanner) spans(r rule, box image.Rectangle) {
	wound := 0
	for i := 0; i+1 < len(s.cuts); i++ {
		wound += s.cuts[i].turn
		if r == evenOdd && i%2 == 0 || r == nonZero && wound != 0 {
			s.span(max(s.cuts[i].x, float32(box.Min.X)), min(s.cuts[i+1].x, float32(box.Max.X)))
		}
	}
}

func (s *scanner) span(from, to float32) {
	if to <= from {
		return
	}
	const part = 1.0 / sublines
	first, last := int(from), int(to)
	if first == last {
		s.cover[first] += (to - from) * part
		return
	}
	s.cover[first] += (float32(first+1) - from) * part
	for x := first + 1; x < last; x++ {
		s.cover[x] += part
	}
	s.cover[last] += (to - float32(last)) * part
}

// blend lays the paint over a line of pixels, as thick as it is covered.
func (s *scanner) blend(y int, box image.Rectangle, c color.RGBA, t texture) {
	row := s.img.Pix[s.img.PixOffset(box.Min.X, y):]
	for x := box.Min.X; x < box.Max.X; x++ {
		cover := uint32(min(1, s.cover[x])*255 + 0.5)
		if cover == 0 || t != nil && !t(x, y) {
			continue
		}
		lay(row[4*(x-box.Min.X):], c, cover)
	}
}

// lay puts c over the pixel, cover of 255 parts of it. Both are premultiplied.
func lay(pixel []uint8, c color.RGBA, cover uint32) {
	if cover == 255 && c.A == 255 {
		pixel[0], pixel[1], pixel[2], pixel[3] = c.R, c.G, c.B, 255
		return
	}
	rest := 255 - uint32(c.A)*cover/255
	for i, v := range [4]uint8{c.R, c.G, c.B, c.A} {
		pixel[i] = uint8(min(255, (uint32(v)*cover+uint32(pixel[i])*rest+127)/255))
	}
}
