package chart

import (
	"math"

	"tuntas/analytics/figure"
)

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
	l.events(g.mid)
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
		if t.Box.W > m.Box.W+g.band*0.24 || p.Value < 0 {
			return
		}
		top := m.Box.Y
		if p.Ranged() {
			top = g.y(max(p.High, p.Value))
		}
		t = t.moved(m.Box.middle().X-t.Box.W/2, top-t.Box.H-1)
		if ts = append(ts, t); tangled(ts) {
			return
		}
	}
	for _, t := range ts {
		l.over(t, l.crossed(t.Box, g))
	}
}

// tangled tells whether the last of ts comes near another one.
func tangled(ts []text) bool {
	last := ts[len(ts)-1].Box
	for _, t := range ts[:len(ts)-1] {
		if t.Box.meets(box{last.X - 2, last.Y, last.W + 4, last.H}) {
			return true
		}
	}
	return false
}

// over writes t, on a patch of paper where a line runs through it.
func (l *layout) over(t text, crossed bool) {
	if crossed {
		l.put(fill{Box: box{t.Box.X - 2, t.Box.Y + 1, t.Box.W + 4, t.Box.H - 1}, Ink: ink{Role: rolePaper}})
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
	l.events(g.mid)
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
		if m.Series > 0 && m.Box.H > 4 { // a low bar needs all of its height to be seen
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
