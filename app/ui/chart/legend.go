package chart

import "tuntas/analytics/figure"

// entry is one item of the legend: draw paints its swatch into a box.
type entry struct {
	name string
	wide float32 // of the swatch; zero for swatchWide
	draw func(b box) []item
}

const (
	swatchWide = 18
	swatchHigh = 11
)

// legend places one entry for each series if there are two or more, and one for each thing that needs words: the
// reference line, groups too small to judge, missing cells, the ramp.
func (l *layout) legend() {
	var entries []entry
	if l.f.Kind == figure.Heat {
		entries = l.ramp()
	} else if len(l.f.Series) > 1 {
		for i, s := range l.f.Series {
			entries = append(entries, entry{name: s.Name, draw: l.swatch(i)})
		}
	}
	if ref := l.f.Reference; ref != nil && (l.f.Kind == figure.Bars || l.f.Kind == figure.Stacked || l.f.Kind == figure.Lines) {
		entries = append(entries, entry{name: l.referenceWords(), draw: referenceSwatch})
	}
	if anyPoint(l.f, func(p figure.Point) bool { return p.Small && !p.Missing }) {
		entries = append(entries, entry{name: l.w.Text("chart.small"), draw: l.smallSwatch})
	}
	l.flow(entries)
}

// flow sets the entries one after the other in as many rows as they need.
func (l *layout) flow(entries []entry) {
	if len(entries) == 0 {
		return
	}
	l.takeTop(gap)
	h, x := l.r.height(gradeBody), l.area.X
	for _, e := range entries {
		wide := e.wide
		if wide == 0 {
			wide = swatchWide
		}
		name := l.r.shorten(e.name, gradeBody, l.area.W-wide-gap)
		t := l.r.text(name, gradeBody, ink{Role: roleText})
		if x > l.area.X && x+wide+gap+t.Box.W > l.area.right() {
			x = l.area.X
			l.takeTop(h)
		}
		l.put(e.draw(box{x, l.area.Y + (h-swatchHigh)/2, wide, swatchHigh})...)
		l.put(t.moved(x+wide+gap, l.area.Y))
		x += wide + gap + t.Box.W + 3*gap
	}
	l.takeTop(h + gap)
}

func (l *layout) swatch(series int) func(box) []item {
	return func(b box) []item {
		mid := b.middle()
		switch l.f.Kind {
		case figure.Lines:
			items := dashes([]spot{{b.X, mid.Y}, {b.right(), mid.Y}}, series, l.solid(series))
			return append(items, disc{At: mid, Radius: dotRadius, Ink: l.solid(series)})
		case figure.Dots:
			return []item{l.dot(mid, series, false)}
		}
		return append([]item{fill{Box: b, Ink: l.solid(series)}}, hatch(b, series)...)
	}
}

// smallSwatch shows how a group too small to judge is drawn.
func (l *layout) smallSwatch(b box) []item {
	switch l.f.Kind {
	case figure.Lines, figure.Dots:
		return []item{l.dot(b.middle(), 0, true)}
	case figure.Heat:
		return []item{fill{Box: b, Ink: ink{Role: roleHeat, Shade: 0.4}}, l.corner(b, 0.4)}
	}
	return []item{fill{Box: b, Ink: l.tone(0, true), Edge: l.solid(0), Width: 1}}
}

func referenceSwatch(b box) []item {
	y := b.middle().Y
	return dashed([]spot{{b.X, y}, {b.right(), y}}, []float32{4, 3}, ink{Role: roleText}, 1.25)
}

func (l *layout) referenceWords() string {
	return l.w.Text("chart.value", "series", l.f.Reference.Name, "value", value(l.f.Reference.Value, l.f.Unit, l.w))
}
