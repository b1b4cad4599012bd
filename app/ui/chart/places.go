package chart

import (
	"math"
	"slices"

	"tuntas/analytics/figure"
)

// outlineParts is how finely outlines are kept: a picture of so many units shows no difference.
const outlineParts = 2400

// prepared returns f as it is drawn: outlines are thinned out once, not at every size.
func prepared(f figure.Figure) figure.Figure {
	if f.Kind == figure.Places && f.Check() == nil {
		f.Shapes = figure.Simplify(f.Shapes, outlineParts)
	}
	return f
}

// projection puts degrees into a box, north up, with lengths true along the middle latitude.
type projection struct {
	west, north float64
	x, y        float64 // units to a degree
	corner      spot
}

// squeeze is how much shorter a degree of longitude is than one of latitude.
func squeeze(r figure.Region) float64 { return math.Cos((r.South + r.North) / 2 * math.Pi / 180) }

func project(r figure.Region, room box) projection {
	wide, high := max(1e-9, (r.East-r.West)*squeeze(r)), max(1e-9, r.North-r.South)
	unit := min(float64(room.W)/wide, float64(room.H)/high)
	p := projection{west: r.West, north: r.North, x: unit * squeeze(r), y: unit}
	p.corner = spot{room.X + (room.W-float32(wide*unit))/2, room.Y + (room.H-float32(high*unit))/2}
	return p
}

func (p projection) spot(at [2]float64) spot {
	return spot{p.corner.X + float32((at[0]-p.west)*p.x), p.corner.Y + float32((p.north-at[1])*p.y)}
}

// places fills the shape of each category with the shade of its class. Places without a value have a pattern, as have those
// too small to judge; names stand where they fit.
func (l *layout) places() {
	l.takeTop(gap / 2)
	l.Plot = l.area
	main, off := figure.Mainland(l.f.Shapes)
	room := l.area
	if len(off) > 0 {
		inset := l.inset(off)
		room.X, room.W = inset.right()+2*gap, l.area.right()-inset.right()-2*gap
		l.territory(off, box{inset.X + insetRim, inset.Y + insetRim, max(1, inset.W-2*insetRim), max(1, inset.H-2*insetRim)})
	}
	l.territory(main, room)
	l.placeNames()
	l.Walk = walkNear
}

// insetRim is kept free inside the frame.
const insetRim = 8

// inset draws the frame of places far off, with words that it has a scale of its own.
func (l *layout) inset(places []int) box {
	r := figure.RegionOf(l.f.Shapes, places)
	h := l.r.height(gradeSmall)
	narrow := float32(max(1e-9, r.East-r.West) * squeeze(r) / max(1e-9, r.North-r.South)) // width for a height of 1
	room := max(0, l.area.H-h-2)
	wide := min(l.area.W*0.24, max(60, room*narrow+2*insetRim))
	frame := box{l.area.X, l.area.Y, wide, min(room, max(40, (wide-2*insetRim)/narrow+2*insetRim))}
	lines := l.r.wrap(l.w.Text("chart.inset"), gradeSmall, wide, 1)
	for i, p := range frame.ring() {
		l.put(stroke{p, frame.ring()[(i+1)%4], ink{Role: roleAxis}, 1})
	}
	for i, line := range lines {
		l.put(l.r.text(line, gradeSmall, ink{Role: roleQuiet}).moved(frame.X, frame.bottom()+2+float32(i)*h))
	}
	return frame
}

// territory draws some of the places into room, at one scale.
func (l *layout) territory(places []int, room box) {
	to := project(figure.RegionOf(l.f.Shapes, places), room)
	classes := newClasses(l.f, l.w)
	for _, c := range places {
		rings := make([][]spot, len(l.f.Shapes[c].Rings))
		for i, ring := range l.f.Shapes[c].Rings {
			rings[i] = make([]spot, len(ring))
			for k, p := range ring {
				rings[i][k] = to.spot(p)
			}
		}
		a := l.placeArea(l.f.Series[0].Points[c], classes)
		a.Rings = rings
		l.put(a)
		at, tiny := speck(rings)
		if tiny {
			l.put(disc{At: at, Radius: speckRadius, Ink: a.Ink, Edge: ink{Role: roleText}, Width: 1})
		}
		if l.f.Series[0].Points[c].Missing {
			continue
		}
		l.mark(0, c, hull(rings).inside(l.Plot), false)
		m := &l.Marks[len(l.Marks)-1]
		m.Rings, m.Shade = rings, a.Ink
		if tiny {
			m.Rings, m.Box, m.Round = nil, around(at, speckRadius).inside(l.Plot), true
			m.Hit = m.Box.grown(touch)
		}
	}
}

// speckRadius is that of the disc that stands for a place too small to be seen.
const speckRadius = 4

// speck tells whether no ring of a place is large enough to be seen, and where the largest lies.
func speck(rings [][]spot) (at spot, tiny bool) {
	largest := float32(-1)
	for _, r := range rings {
		if size := surface(r); size > largest {
			largest, at = size, hull([][]spot{r}).middle()
		}
	}
	return at, largest < 1.2*speckRadius*speckRadius
}

// surface is the size of what a ring goes around.
func surface(ring []spot) float32 {
	var twice float32
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		twice += p.X*q.Y - q.X*p.Y
	}
	return max(twice, -twice) / 2
}

// placeArea is how a place of that value is filled.
func (l *layout) placeArea(p figure.Point, c classes) area {
	a := area{Edge: ink{Role: roleAxis}, Width: 0.8}
	if p.Missing {
		a.Ink, a.Pattern, a.PatternInk = ink{Role: roleMissing}, patternRising, ink{Role: roleQuiet}
		return a
	}
	a.Ink = ink{Role: roleHeat, Shade: c.shade(p.Value)}
	if p.Small {
		a.Pattern, a.PatternInk = patternDots, ink{Role: roleOnHeat, Shade: a.Ink.Shade}
	}
	return a
}

// hull is the box around rings.
func hull(rings [][]spot) box {
	left, top := float32(math.Inf(1)), float32(math.Inf(1))
	right, foot := float32(math.Inf(-1)), float32(math.Inf(-1))
	for _, ring := range rings {
		for _, p := range ring {
			left, right, top, foot = min(left, p.X), max(right, p.X), min(top, p.Y), max(foot, p.Y)
		}
	}
	return box{left, top, right - left, foot - top}
}

// placeNames writes name and value of each place that has room for them inside, the largest first.
func (l *layout) placeNames() {
	order := slices.Clone(l.Marks)
	slices.SortStableFunc(order, func(a, b mark) int { return compare(b.Box.W*b.Box.H, a.Box.W*a.Box.H) })
	var taken []box
	for _, m := range order {
		if len(m.Rings) == 0 || m.Box.H < l.r.height(gradeSmall) {
			continue
		}
		for _, t := range l.placeName(m, taken) {
			taken = append(taken, t.Box)
		}
	}
}

// placeName writes a place in the best way that has room somewhere in it, and returns what it wrote.
func (l *layout) placeName(m mark, taken []box) []text {
	spots := within(m.Rings)
	for _, lines := range l.namesOf(m) {
		for _, at := range spots {
			if ts := l.nameInside(lines, m, at); ts != nil && !slices.ContainsFunc(ts, func(t text) bool { return slices.ContainsFunc(taken, t.Box.meets) }) {
				l.putOn(m, ts)
				return ts
			}
		}
	}
	return nil
}

// namesOf are the ways to write a place, the best first: its name in one line to three with its value, then without.
func (l *layout) namesOf(m mark) [][]string {
	var with, without [][]string
	name, number := l.f.Categories[m.Category], value(l.f.Series[0].Points[m.Category].Value, l.f.Unit, l.w)
	wide := l.r.width(name, gradeSmall)
	for most, room := range []float32{wide, wide * 0.65, wide * 0.45} {
		if room > m.Box.W || !l.r.whole(name, gradeSmall, room, most+1) {
			continue
		}
		lines := l.r.wrap(name, gradeSmall, room, most+1)
		with = append(with, append(lines[:len(lines):len(lines)], number))
		without = append(without, lines)
	}
	return append(with, without...)
}

// nameInside sets the lines about at; nil where one of them leaves the place.
func (l *layout) nameInside(lines []string, m mark, at spot) []text {
	h := l.r.height(gradeSmall)
	var ts []text
	for i, line := range lines {
		t := l.r.text(line, gradeSmall, ink{Role: roleOnHeat, Shade: m.Shade.Shade})
		t = t.moved(at.X-t.Box.W/2, at.Y+(float32(i)-float32(len(lines))/2)*h)
		for _, p := range rim(t.Box) {
			if !holds(m.Rings, p) {
				return nil
			}
		}
		ts = append(ts, t)
	}
	return ts
}

// putOn writes texts on a place, on a patch where a pattern would run through them.
func (l *layout) putOn(m mark, ts []text) {
	for _, t := range ts {
		if l.f.Series[0].Points[m.Category].Small {
			l.put(fill{Box: box{t.Box.X - 2, t.Box.Y + 1, t.Box.W + 4, t.Box.H - 1}, Ink: m.Shade})
		}
		l.put(t)
	}
}

// rim are spots along the upper and the lower edge of b.
func rim(b box) []spot {
	var all []spot
	const parts = 10
	for i := range parts + 1 {
		x := b.X + b.W*float32(i)/parts
		all = append(all, spot{x, b.Y}, spot{x, b.bottom()})
	}
	return all
}

// within are some places inside the rings with much room at their sides, the best first: the middles of lines across.
func within(rings [][]spot) []spot {
	b := hull(rings)
	type stretch struct {
		mid   spot
		worth float32
	}
	var all []stretch
	const lines, most = 15, 5
	for n := range lines {
		y := b.Y + b.H*(float32(n)+0.5)/lines
		xs := crossings(rings, y)
		for i := 0; i+1 < len(xs); i += 2 {
			// a line near the middle is worth a little more than one at the rim
			worth := (xs[i+1] - xs[i]) * (1.2 - float32(math.Abs(float64(y-b.middle().Y)))/max(1, b.H))
			all = append(all, stretch{spot{(xs[i] + xs[i+1]) / 2, y}, worth})
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return compare(b.worth, a.worth) })
	var spots []spot
	for _, s := range all[:min(most, len(all))] {
		spots = append(spots, s.mid)
	}
	return spots
}

// crossings are the places at which the rings cross the height y, from left to right.
func crossings(rings [][]spot, y float32) []float32 {
	var xs []float32
	for _, ring := range rings {
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			if p.Y <= y != (q.Y <= y) {
				xs = append(xs, p.X+(y-p.Y)*(q.X-p.X)/(q.Y-p.Y))
			}
		}
	}
	slices.Sort(xs)
	return xs
}

// holds tells whether p lies inside the rings, after the even-odd rule.
func holds(rings [][]spot, p spot) bool {
	inside := false
	for _, ring := range rings {
		for i, a := range ring {
			b := ring[(i+1)%len(ring)]
			if a.Y <= p.Y != (b.Y <= p.Y) && p.X < a.X+(p.Y-a.Y)*(b.X-a.X)/(b.Y-a.Y) {
				inside = !inside
			}
		}
	}
	return inside
}
