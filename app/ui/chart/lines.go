package chart

import (
	"cmp"
	"slices"
)

// lines draws a line for each series over the categories, with a dot at every value and a gap where one is missing. Two or
// more lines carry their names at their right ends, if there is room.
func (l *layout) lines() {
	lo, hi := bounds(l.f)
	right := max(l.endRoom(), l.limitRoom())
	g := l.columns(lo, hi, right, gap)
	for s := range l.f.Series {
		l.put(l.lineBand(s, g)...)
	}
	l.straightLimits(g)
	for s := range l.f.Series {
		l.put(l.lineOf(s, g)...)
	}
	l.referenceAcross(g)
	radius := min(dotRadius, max(1.25, g.band*0.3))
	for s, row := range l.f.Series {
		for c, p := range row.Points {
			if p.Missing {
				continue
			}
			if !l.banded() {
				l.whisker(p, spot{g.mid(c), 0}, g)
			}
			at := spot{g.mid(c), g.y(p.Value)}
			l.put(l.dotOf(at, radius, s, p.Small))
			l.mark(s, c, around(at, radius).inside(g.plot), true)
		}
	}
	switch {
	case l.limitRoom() > 0:
		l.limitNames(g, func(_ int, values []float64) (float64, bool) { return values[0], true })
	case right > 0:
		l.endNames(g)
	}
	l.events(g.mid)
}

// manyPoints is from how many points on a line has a band in place of whiskers.
const manyPoints = 10

// lineBand is the stretch of the intervals of a series, with a gap where a value or its interval is missing.
func (l *layout) lineBand(series int, g columns) []item {
	if !l.banded() {
		return nil
	}
	var items []item
	var top, foot []spot
	flush := func() {
		items = append(items, l.band(series, top, foot)...)
		top, foot = nil, nil
	}
	for c, p := range l.f.Series[series].Points {
		if p.Missing || !p.Ranged() {
			flush()
			continue
		}
		top, foot = append(top, spot{g.mid(c), g.y(p.High)}), append(foot, spot{g.mid(c), g.y(p.Low)})
	}
	flush()
	return items
}

// straightLimits draws the limits of a run across the plot.
func (l *layout) straightLimits(g columns) {
	for i, limit := range l.f.Limits {
		for _, v := range []float64{limit.Low[0], limit.High[0]} {
			y := g.y(v)
			l.put(dashed([]spot{{g.plot.X, y}, {g.plot.right(), y}}, limitDashes(i), ink{Role: roleQuiet}, 1.4)...)
		}
	}
}

// lineOf draws the runs of neighbouring values of a series.
func (l *layout) lineOf(series int, g columns) []item {
	var items []item
	var run []spot
	for c, p := range l.f.Series[series].Points {
		if p.Missing {
			items = append(items, dashes(run, series, l.solid(series))...)
			run = nil
			continue
		}
		run = append(run, spot{g.mid(c), g.y(p.Value)})
	}
	return append(items, dashes(run, series, l.solid(series))...)
}

func around(at spot, radius float32) box {
	return box{at.X - radius, at.Y - radius, 2 * radius, 2 * radius}
}

// inside returns the part of b that lies in outer.
func (b box) inside(outer box) box {
	x, y := max(b.X, outer.X), max(b.Y, outer.Y)
	return box{x, y, max(0, min(b.right(), outer.right())-x), max(0, min(b.bottom(), outer.bottom())-y)}
}

func (l *layout) dot(at spot, series int, small bool) item {
	return l.dotOf(at, dotRadius+0.5, series, small)
}

// dotOf is the dot of a value: full, or a ring where the group is too small to judge.
func (l *layout) dotOf(at spot, radius float32, series int, small bool) item {
	d := disc{At: at, Radius: radius, Ink: l.solid(series)}
	if small {
		d.Ink, d.Edge, d.Width = ink{Role: rolePaper}, l.solid(series), 1.5
	}
	return d
}

// endRoom is the width kept for the names at the ends of the lines; zero when one line is alone or there is no room.
func (l *layout) endRoom() float32 {
	if len(l.f.Series) < 2 || l.area.W < 360 {
		return 0
	}
	var names []string
	for _, s := range l.f.Series {
		names = append(names, s.Name)
	}
	return min(l.r.widest(names, gradeSmall)+2*gap, l.area.W*0.25)
}

// endNames writes the name of each line at the height of its last value, moved apart where they would meet.
func (l *layout) endNames(g columns) {
	h := l.r.height(gradeSmall)
	var ts []text
	for i, s := range l.f.Series {
		last := -1
		for c, p := range s.Points {
			if !p.Missing {
				last = c
			}
		}
		if last < 0 {
			continue
		}
		t := l.r.text(l.r.shorten(s.Name, gradeSmall, l.area.right()-g.plot.right()-gap), gradeSmall, ink{Role: roleTone, Tone: l.f.Series[i].Tone})
		ts = append(ts, t.moved(g.plot.right()+gap, g.y(s.Points[last].Value)-h/2))
	}
	if float32(len(ts))*h > g.plot.H+h {
		return
	}
	apart(ts, g.plot.Y-h/2, g.plot.bottom()+h/2)
	for _, t := range ts {
		l.put(t)
	}
}

// apart moves texts that stand above each other until none meets another, inside top to foot.
func apart(ts []text, top, foot float32) {
	slices.SortStableFunc(ts, func(a, b text) int { return cmp.Compare(a.Box.Y, b.Box.Y) })
	for i := range ts {
		ts[i].Box.Y = max(ts[i].Box.Y, top)
		top = ts[i].Box.bottom()
	}
	for i := len(ts) - 1; i >= 0; i-- {
		ts[i].Box.Y = min(ts[i].Box.Y, foot-ts[i].Box.H)
		foot = ts[i].Box.Y
	}
}
