package chart

import (
	"math"
	"slices"

	"tuntas/analytics/figure"
)

// plane is the grid of a figure with numbers on both axes. Its columns hold the plot and the upright axis.
type plane struct {
	columns
	along axis
}

func (g plane) x(v float64) float32      { return g.plot.X + g.along.at(v)*g.plot.W }
func (g plane) at(p figure.Point) spot   { return spot{g.x(p.X), g.y(p.Value)} }
func (g plane) place(x, y float64) spot  { return spot{g.x(x), g.y(y)} }
func (g plane) inside(x, y float64) bool { return g.along.holds(x) && g.axis.holds(y) }

// holds tells whether v lies on the axis.
func (a axis) holds(v float64) bool { return v >= a.Lo && v <= a.Hi }

// plane places both axes and leaves a margin at the right.
func (l *layout) plane(right float32) plane {
	small := l.r.height(gradeSmall)
	if l.spared < noAxisNames && l.f.ValueAxis != "" {
		l.takeTop(gap / 2)
		l.paragraph(l.f.ValueAxis, gradeSmall, roleQuiet, 1)
	}
	l.takeTop(max(small/2, l.eventRoom()))
	lo, hi := bounds(l.f)
	var g plane
	g.axis = valueAxis(l.f, lo, hi, max(3, int((l.area.H-2*small)/tickRoom)), l.w)
	left := l.tickWidth(g.axis) + gap
	g.plot = box{l.area.X + left, l.area.Y, max(1, l.area.W-left-right), 0}
	g.along = l.alongAxis(g.plot.W)
	if l.spared < noAxisNames && l.f.CategoryAxis != "" {
		t := l.r.text(l.r.shorten(l.f.CategoryAxis, gradeSmall, l.area.W), gradeSmall, ink{Role: roleQuiet})
		l.takeBottom(t.Box.H)
		l.put(t.moved(max(l.area.X, g.plot.right()-t.Box.W), l.area.bottom()))
	}
	l.takeBottom(small + small/2 + 1)
	g.plot.H = l.area.H
	l.valueGrid(g.columns)
	l.footTicks(g)
	l.Plot = g.plot
	return g
}

// alongAxis has as many ticks as stand side by side in that width.
func (l *layout) alongAxis(width float32) axis {
	lo, hi := alongBounds(l.f)
	for n := 8; ; n-- {
		a := newAxis(lo, hi, l.f.AlongUnit, n, l.w)
		if n == 1 || float32(len(a.Ticks))*(l.tickWidth(a)+3*gap) < width {
			return a
		}
	}
}

// alongBounds returns the least and the greatest X. Cases and time begin at nothing.
func alongBounds(f figure.Figure) (lo, hi float64) {
	for _, s := range f.Series {
		for _, p := range s.Points {
			if !p.Missing {
				lo, hi = min(lo, p.X), max(hi, p.X)
			}
		}
	}
	return lo, hi
}

// footTicks writes the ticks of the lying axis below the plot, those that have room.
func (l *layout) footTicks(g plane) {
	free := l.area.X
	for _, t := range g.along.Ticks {
		x := g.x(t.Value)
		l.put(stroke{spot{x, g.plot.bottom()}, spot{x, g.plot.bottom() + 4}, ink{Role: roleAxis}, 1})
		words := l.r.text(t.Words, gradeSmall, ink{Role: roleQuiet})
		left := min(max(l.area.X, x-words.Box.W/2), l.area.right()-words.Box.W)
		if left >= free {
			l.put(words.moved(left, g.plot.bottom()+l.r.height(gradeSmall)/2+1))
			free = left + words.Box.W + gap
		}
	}
}

// mostDots is up to how many points of a line each has a dot of its own.
const mostDots = 40

// steps draws for each series a line that stays level until its next value, and its interval as a soft band.
func (l *layout) steps() {
	right := l.endRoom()
	g := l.plane(right)
	for s := range l.f.Series {
		l.put(l.stepBand(s, g)...)
	}
	for s := range l.f.Series {
		line := stairs(l.f.Series[s].Points, g, value0)
		l.put(path{Points: line, Ink: l.solid(s), Width: 2.2, Dash: patterns[s%len(patterns)]})
	}
	l.referenceAcross(g.columns)
	for s, row := range l.f.Series {
		for c, p := range row.Points {
			if p.Missing {
				continue
			}
			if p.Small || len(row.Points) <= mostDots {
				l.put(l.dotOf(g.at(p), dotRadius-0.5, s, p.Small))
			}
			l.mark(s, c, around(g.at(p), dotRadius).inside(g.plot), true)
		}
	}
	if right > 0 {
		l.endNames(g.columns)
	}
	l.events(func(c int) float32 { return l.eventAt(c, g) })
}

// eventAt is where a category stands: the X of the first series that has a value there, or the left edge.
func (l *layout) eventAt(category int, g plane) float32 {
	for _, s := range l.f.Series {
		if p := s.Points[category]; !p.Missing {
			return g.x(p.X)
		}
	}
	return g.plot.X
}

func value0(p figure.Point) float64 { return p.Value }
func low0(p figure.Point) float64   { return p.Low }
func high0(p figure.Point) float64  { return p.High }

// stairs runs level from each value to the place of the next, and then to it.
func stairs(points []figure.Point, g plane, of func(figure.Point) float64) []spot {
	var line []spot
	for _, p := range points {
		if p.Missing {
			continue
		}
		x, y := g.x(p.X), g.y(of(p))
		if n := len(line); n > 0 {
			line = append(line, spot{x, line[n-1].Y})
		}
		line = append(line, spot{x, y})
	}
	return line
}

func (l *layout) stepBand(series int, g plane) []item {
	points := l.f.Series[series].Points
	if !slices.ContainsFunc(points, func(p figure.Point) bool { return !p.Missing && p.Ranged() }) {
		return nil
	}
	return l.band(series, stairs(points, g, high0), stairs(points, g, low0))
}

// band is the stretch between two lines.
func (l *layout) band(series int, top, foot []spot) []item {
	if len(top) < 2 {
		return nil
	}
	ring := slices.Clone(top)
	for _, p := range slices.Backward(foot) {
		ring = append(ring, p)
	}
	return []item{area{Rings: [][]spot{ring}, Ink: ink{Role: roleBand, Tone: l.f.Series[series].Tone}}}
}

// funnel draws a dot for each category at its number of cases and its value, within the curves of the limits. Those outside
// the outermost curves are larger, have a dark edge and their names beside them.
func (l *layout) funnel() {
	right := l.limitRoom()
	g := l.plane(right)
	for i, limit := range l.f.Limits {
		for _, curve := range [][]float64{limit.Low, limit.High} {
			l.put(l.curve(limit.Along, curve, i, g)...)
		}
	}
	l.referenceAcross(g.columns)
	if right > 0 {
		l.limitNames(g.columns, func(i int, v []float64) (float64, bool) { return g.lastInside(l.f.Limits[i].Along, v) })
	}
	radius := float32(dotRadius)
	if len(l.f.Categories) > 200 {
		radius = 2.5
	}
	for s, row := range l.f.Series {
		for c, p := range row.Points {
			if p.Missing {
				continue
			}
			d := l.dotOf(g.at(p), radius, s, p.Small).(disc)
			if p.Outside(outermost(l.f)) != "" {
				d.Radius, d.Edge, d.Width = radius+2, ink{Role: roleText}, 1.8
			}
			l.put(d)
			l.mark(s, c, around(d.At, d.Radius).inside(g.plot), true)
		}
	}
	l.dotNames(g.plot)
	l.Walk = walkNear
}

// curve draws a limit over the places along, the outermost finely dashed, inner ones coarser; what lies off the axes is cut.
func (l *layout) curve(along, values []float64, order int, g plane) []item {
	if len(along) == 0 {
		along, values = []float64{g.along.Lo, g.along.Hi}, []float64{values[0], values[0]}
	}
	var items []item
	var run []spot
	flush := func() {
		if len(run) > 1 {
			items = append(items, path{Points: run, Ink: ink{Role: roleQuiet}, Width: 1.4, Dash: limitDashes(order)})
		}
		run = nil
	}
	for i := range along {
		if !g.inside(along[i], values[i]) {
			flush()
			continue
		}
		run = append(run, g.place(along[i], values[i]))
	}
	flush()
	return items
}

// limitDashes tells the curves apart: the outermost is finer.
func limitDashes(order int) []float32 { return [][]float32{{2, 3}, {7, 4}, {11, 3, 2, 3}}[order%3] }

// lastInside is the value of a curve at the last place that is in the plot.
func (g plane) lastInside(along, values []float64) (v float64, ok bool) {
	if len(along) == 0 {
		return values[0], g.axis.holds(values[0])
	}
	for i := range along {
		if g.inside(along[i], values[i]) {
			v, ok = values[i], true
		}
	}
	return v, ok
}

// limitRoom is the width kept for the names of the limits at their right ends; zero where the legend says them.
func (l *layout) limitRoom() float32 {
	if l.area.W < 420 {
		return 0
	}
	var w float32
	for _, limit := range l.f.Limits {
		w = max(w, l.r.width(limit.Name, gradeSmall))
	}
	if w == 0 {
		return 0
	}
	return min(w+2*gap, l.area.W*0.25)
}

// limitNames writes the name of each limit at the height where its curves end, moved apart where they would meet.
func (l *layout) limitNames(g columns, end func(i int, values []float64) (float64, bool)) {
	h := l.r.height(gradeSmall)
	var ts []text
	for i, limit := range l.f.Limits {
		for _, values := range [][]float64{limit.High, limit.Low} {
			v, ok := end(i, values)
			if !ok {
				continue
			}
			t := l.r.text(l.r.shorten(limit.Name, gradeSmall, l.area.right()-g.plot.right()-gap), gradeSmall, ink{Role: roleQuiet})
			ts = append(ts, t.moved(g.plot.right()+gap, g.y(v)-h/2))
		}
	}
	if float32(len(ts))*h > g.plot.H+h {
		return
	}
	apart(ts, g.plot.Y-h/2, g.plot.bottom()+h/2)
	for _, t := range ts {
		l.put(t)
	}
}

// outermost is the first of the limits alone: only beyond it a value stands out.
func outermost(f figure.Figure) []figure.Limit { return f.Limits[:min(1, len(f.Limits))] }

// mostNames is up to how many dots beyond the limits get their names.
const mostNames = 14

// dotNames writes the names of the dots beyond the limits beside them, the farthest first, where there is room.
func (l *layout) dotNames(room box) {
	var far []mark
	for _, m := range l.Marks {
		if l.f.Series[m.Series].Points[m.Category].Outside(outermost(l.f)) != "" {
			far = append(far, m)
		}
	}
	middle := float64(room.middle().Y)
	above := l.r.height(gradeSmall) / 2 // for a name beside the highest dot
	room.Y, room.H = room.Y-above, room.H+above
	slices.SortStableFunc(far, func(a, b mark) int {
		return compare(float32(math.Abs(float64(b.Box.middle().Y)-middle)), float32(math.Abs(float64(a.Box.middle().Y)-middle)))
	})
	var taken []box
	for _, m := range l.Marks {
		taken = append(taken, m.Box)
	}
	for i, m := range far {
		if i == mostNames {
			return
		}
		name := l.r.squeeze(l.r.brief(l.f.Categories[m.Category], gradeSmall, room.W*0.45), gradeSmall, room.W*0.45)
		t := l.r.text(name, gradeSmall, ink{Role: roleText})
		if t, ok := beside(t, m.Box, room, taken); ok {
			l.over(t, true)
			taken = append(taken, t.Box)
		}
	}
}

// beside finds a free place for t at the right of b, at its left, above or below it.
func beside(t text, b, room box, taken []box) (text, bool) {
	const off = 4
	mid := b.middle()
	for _, at := range []spot{
		{b.right() + off, mid.Y - t.Box.H/2}, {b.X - off - t.Box.W, mid.Y - t.Box.H/2},
		{mid.X - t.Box.W/2, b.Y - t.Box.H - 1}, {mid.X - t.Box.W/2, b.bottom() + 1},
	} {
		t = t.moved(at.X, at.Y)
		if t.Box.within(room) && !slices.ContainsFunc(taken, t.Box.meets) {
			return t, true
		}
	}
	return t, false
}
