package chart

import (
	"math"

	"tuntas/analytics/figure"
)

// columns is the grid of a figure whose categories run to the right.
type columns struct {
	plot box
	axis axis
	band float32 // width of a category
}

func (g columns) mid(category int) float32 { return g.plot.X + (float32(category)+0.5)*g.band }
func (g columns) y(v float64) float32      { return g.plot.bottom() - g.axis.at(v)*g.plot.H }

// tickRoom is the height that a step of the axis has at least.
const tickRoom = 30

// columns places axis, grid lines and category labels for values from lo to hi, and leaves a margin at the right and above
// the highest value, both as wide as asked.
func (l *layout) columns(lo, hi float64, right, above float32) columns {
	small := l.r.height(gradeSmall)
	if l.spared < noAxisNames && l.f.ValueAxis != "" {
		l.takeTop(gap / 2)
		l.paragraph(l.f.ValueAxis, gradeSmall, roleQuiet, 1)
	}
	l.takeTop(max(small/2, above))
	a := valueAxis(l.f, lo, hi, max(3, int((l.area.H-2*small)/tickRoom)), l.w)
	left := l.tickWidth(a) + gap
	g := columns{axis: a}
	g.plot = box{l.area.X + left, l.area.Y, max(1, l.area.W-left-right), 0}
	g.band = g.plot.W / float32(len(l.f.Categories))
	labels := l.columnLabels(g)
	if l.spared < noAxisNames && l.f.CategoryAxis != "" {
		t := l.r.text(l.r.shorten(l.f.CategoryAxis, gradeSmall, l.area.W), gradeSmall, ink{Role: roleQuiet})
		l.takeBottom(t.Box.H)
		l.put(t.moved(max(l.area.X, g.plot.right()-t.Box.W), l.area.bottom()))
	}
	drop := small/2 + 1 // below the words of the lowest tick
	l.takeBottom(deepest(labels) + drop)
	g.plot.H = l.area.H
	for _, t := range labels {
		l.put(t.moved(t.Box.X, t.Box.Y+g.plot.bottom()+drop))
	}
	l.valueGrid(g)
	l.Plot = g.plot
	return g
}

func (l *layout) tickWidth(a axis) float32 {
	var w float32
	for _, t := range a.Ticks {
		w = max(w, l.r.width(t.Words, gradeSmall))
	}
	return w
}

func deepest(labels []text) float32 {
	var h float32
	for _, t := range labels {
		h = max(h, t.Box.bottom())
	}
	return h
}

func (l *layout) valueGrid(g columns) {
	h := l.r.height(gradeSmall)
	every := 1
	for g.plot.H/float32(len(g.axis.Ticks)-1)*float32(every) < h && every < len(g.axis.Ticks) {
		every++
	}
	for i, t := range g.axis.Ticks {
		y := g.y(t.Value)
		k := ink{Role: roleGrid}
		if t.Value == 0 {
			k.Role = roleAxis
		}
		l.put(stroke{spot{g.plot.X, y}, spot{g.plot.right(), y}, k, 1})
		if i%every == 0 {
			words := l.r.text(t.Words, gradeSmall, ink{Role: roleQuiet})
			l.put(words.moved(g.plot.X-gap-words.Box.W, y-h/2))
		}
	}
}

// columnLabels writes the categories below their bands, measured from the foot of the plot: all of them in one line or in
// two if they fit, otherwise every second, every third and so on in one line.
func (l *layout) columnLabels(g columns) []text {
	room := g.band - gap
	if l.wholeLabels(room, 1) || l.wholeLabels(room, 2) {
		return l.wrappedLabels(g, l.evenRoom(room))
	}
	for every := 1; every <= len(l.f.Categories); every++ {
		if ts := l.everyLabel(g, every); parted(ts, gap) {
			return ts
		}
	}
	return nil
}

// wholeLabels tells whether all labels stand in so many lines of that width.
func (l *layout) wholeLabels(room float32, lines int) bool {
	for _, name := range l.f.Categories {
		if !l.r.whole(name, gradeSmall, room, lines) {
			return false
		}
	}
	return true
}

// evenRoom narrows room where labels need two lines, as far as all stay whole: then labels alike break alike.
func (l *layout) evenRoom(room float32) float32 {
	if l.wholeLabels(room, 1) {
		return room
	}
	for narrow := room - 2; narrow > 0 && l.wholeLabels(narrow, 2); narrow -= 2 {
		room = narrow
	}
	return room
}

func (l *layout) wrappedLabels(g columns, room float32) []text {
	var ts []text
	h := l.r.height(gradeSmall)
	for c, name := range l.f.Categories {
		for i, line := range l.r.wrap(name, gradeSmall, room, 2) {
			t := l.r.text(line, gradeSmall, ink{Role: roleText})
			ts = append(ts, t.moved(g.mid(c)-t.Box.W/2, float32(i)*h))
		}
	}
	return ts
}

// everyLabel writes every every-th label; one that would leave the figure is pushed back into it.
func (l *layout) everyLabel(g columns, every int) []text {
	var ts []text
	for c := 0; c < len(l.f.Categories); c += every {
		name := l.r.shorten(l.f.Categories[c], gradeSmall, l.area.W*0.4)
		t := l.r.text(name, gradeSmall, ink{Role: roleText})
		x := min(max(l.area.X, g.mid(c)-t.Box.W/2), l.area.right()-t.Box.W)
		ts = append(ts, t.moved(x, 0))
	}
	return ts
}

// bars draws the series of a category beside each other.
func (l *layout) bars() {
	lo, hi := bounds(l.f)
	above := l.r.height(gradeSmall) + 2
	g := l.columns(lo, hi, 0, above)
	n := float32(len(l.f.Series))
	group := min(g.band*0.76, 64*n)
	wide := group / n
	for s := range l.f.Series {
		for c, p := range l.f.Series[s].Points {
			if p.Missing {
				continue
			}
			x := g.mid(c) - group/2 + float32(s)*wide
			l.bar(s, c, upright(x, max(wide*0.5, wide-1), g.y(0), g.y(p.Value)))
			l.whisker(p, spot{x + wide/2, 0}, g)
		}
	}
	l.referenceAcross(g)
	l.hatchMarks()
	l.barValues(g)
}

// upright is the box between two heights.
func upright(x, w, y0, y1 float32) box { return box{x, min(y0, y1), w, max(y0, y1) - min(y0, y1)} }

// bar draws the bar of a point and notes it as its mark.
func (l *layout) bar(series, category int, b box) {
	small := l.f.Series[series].Points[category].Small
	f := fill{Box: b, Ink: l.tone(series, small)}
	if small {
		f.Edge, f.Width = l.solid(series), 1
	}
	l.put(f)
	l.mark(series, category, b, false)
}

// whisker draws the interval of a point as a line with two ends.
func (l *layout) whisker(p figure.Point, at spot, g columns) {
	if !p.Ranged() {
		return
	}
	top, foot := g.y(p.High), g.y(p.Low)
	k := ink{Role: roleText}
	l.put(stroke{spot{at.X, top}, spot{at.X, foot}, k, 1.2})
	for _, y := range []float32{top, foot} {
		l.put(stroke{spot{at.X - 3, y}, spot{at.X + 3, y}, k, 1.2})
	}
}

func (l *layout) referenceAcross(g columns) {
	if l.f.Reference == nil {
		return
	}
	y := g.y(l.f.Reference.Value)
	l.put(dashed([]spot{{g.plot.X, y}, {g.plot.right(), y}}, []float32{4, 3}, ink{Role: roleText}, 1.25)...)
}

// hatchMarks lays the patterns of the series over their bars, unless the figure would become too heavy: then order, legend
// and tool tip tell the series apart.
func (l *layout) hatchMarks() {
	var lines []item
	for _, m := range l.Marks {
		if !l.f.Series[m.Series].Points[m.Category].Small {
			lines = append(lines, hatch(m.Box, m.Series)...)
		}
	}
	if len(l.Items)+len(lines)+len(l.Marks) < budget {
		l.put(lines...)
	}
}

// barValues writes every value at the end of its bar, or none at all when one of them has no room.
func (l *layout) barValues(g columns) {
	var ts []text
	for _, m := range l.Marks {
		p := l.f.Series[m.Series].Points[m.Category]
		t := l.r.text(value(p.Value, l.f.Unit, l.w), gradeSmall, ink{Role: roleText})
		if t.Box.W > m.Box.W+g.band*0.24/float32(len(l.f.Series)) || p.Value < 0 {
			return
		}
		top := m.Box.Y
		if p.Ranged() {
			top = g.y(max(p.High, p.Value))
		}
		t = t.moved(m.Box.middle().X-t.Box.W/2, top-t.Box.H-1)
		ts = append(ts, t)
	}
	for _, t := range ts {
		l.over(t, l.crossed(t.Box, g))
	}
}

// over writes t, on a patch of paper where a line runs through it.
func (l *layout) over(t text, crossed bool) {
	if crossed {
		l.put(fill{Box: box{t.Box.X - 2, t.Box.Y + 2, t.Box.W + 4, t.Box.H - 3}, Ink: ink{Role: rolePaper}})
	}
	l.put(t)
}

// crossed tells whether the reference line runs through b.
func (l *layout) crossed(b box, g columns) bool {
	if l.f.Reference == nil {
		return false
	}
	y := g.y(l.f.Reference.Value)
	return b.Y < y && y < b.bottom()
}

// stacked draws the series of a category on top of each other; values below zero hang from the line.
func (l *layout) stacked() {
	lo, hi := stackBounds(l.f)
	g := l.columns(lo, hi, 0, 0)
	wide := min(g.band*0.72, 72)
	up, down := make([]float64, len(l.f.Categories)), make([]float64, len(l.f.Categories))
	for s := range l.f.Series {
		for c, p := range l.f.Series[s].Points {
			if p.Missing {
				continue
			}
			pile := up
			if p.Value < 0 {
				pile = down
			}
			from := g.y(pile[c])
			pile[c] += p.Value
			l.bar(s, c, upright(g.mid(c)-wide/2, wide, from, g.y(pile[c])))
		}
	}
	l.hatchMarks()
	l.seams()
	l.referenceAcross(g)
	l.stackValues()
}

func stackBounds(f figure.Figure) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for c := range f.Categories {
		var up, down float64
		for _, s := range f.Series {
			if p := s.Points[c]; !p.Missing {
				up, down = up+max(0, p.Value), down+min(0, p.Value)
			}
		}
		lo, hi = min(lo, down), max(hi, up)
	}
	if f.Reference != nil {
		lo, hi = min(lo, f.Reference.Value), max(hi, f.Reference.Value)
	}
	return lo, hi
}

// seams part the bars that stand on each other.
func (l *layout) seams() {
	if len(l.Items)+2*len(l.Marks) > budget {
		return
	}
	for _, m := range l.Marks {
		if m.Series > 0 && m.Box.H > 2 {
			y := m.Box.bottom()
			l.put(stroke{spot{m.Box.X, y}, spot{m.Box.right(), y}, ink{Role: rolePaper}, 1})
		}
	}
}

// stackValues writes the values that fit into their bars, on a patch that hides the pattern.
func (l *layout) stackValues() {
	if len(l.Items)+2*len(l.Marks) > budget {
		return
	}
	for _, m := range l.Marks {
		p, tone := l.f.Series[m.Series].Points[m.Category], l.f.Series[m.Series].Tone
		paper, words := l.tone(m.Series, p.Small), ink{Role: roleOnTone, Tone: tone}
		if p.Small {
			words = ink{Role: roleText}
		}
		t := l.r.text(value(p.Value, l.f.Unit, l.w), gradeSmall, words)
		if t.Box.W+2*gap > m.Box.W || t.Box.H+2 > m.Box.H {
			continue
		}
		mid := m.Box.middle()
		t = t.moved(mid.X-t.Box.W/2, mid.Y-t.Box.H/2)
		l.put(fill{Box: box{t.Box.X - 3, t.Box.Y + 1, t.Box.W + 6, t.Box.H - 2}, Ink: paper}, t)
	}
}
