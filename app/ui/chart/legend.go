package chart

import (
	"slices"

	"tuntas/analytics/figure"
)

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
	switch {
	case l.f.Kind == figure.Heat:
		entries = l.ramp()
	case l.f.Kind == figure.Places || l.f.Kind == figure.Calendar:
		entries = l.classLegend()
	case len(l.f.Series) > 1:
		for i, s := range l.f.Series {
			entries = append(entries, entry{name: s.Name, draw: l.swatch(i)})
		}
	}
	if l.f.Reference != nil && slices.Contains(acrossKinds, l.f.Kind) {
		entries = append(entries, entry{name: l.referenceWords(), draw: referenceSwatch})
	}
	entries = append(entries, l.asides()...)
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

// acrossKinds are the kinds whose reference line lies across, so that the legend names it.
var acrossKinds = []figure.Kind{figure.Bars, figure.Stacked, figure.Lines, figure.Steps, figure.Funnel}

// asides are the entries of what stands beside the values: bands, limits without a name of their own, ways that are not
// official, remarks.
func (l *layout) asides() []entry {
	var entries []entry
	if l.banded() {
		entries = append(entries, entry{name: l.w.Text("chart.band"), draw: func(b box) []item {
			return []item{fill{Box: b, Ink: ink{Role: roleBand, Tone: l.f.Series[0].Tone}}}
		}})
	}
	if l.limitRoom() == 0 {
		for i, limit := range l.f.Limits {
			entries = append(entries, entry{name: limit.Name, draw: func(b box) []item {
				y := b.middle().Y
				return dashed([]spot{{b.X, y}, {b.right(), y}}, limitDashes(i), ink{Role: roleQuiet}, 1.4)
			}})
		}
	}
	if slices.ContainsFunc(l.f.Ways, func(w figure.Way) bool { return w.Odd }) {
		entries = append(entries, entry{name: l.w.Text("chart.odd"), draw: func(b box) []item {
			y := b.middle().Y
			return dashed([]spot{{b.X, y}, {b.right(), y}}, []float32{5, 4}, wayInk(figure.Way{Odd: true}), 3)
		}})
	}
	if len(l.f.Events) > 0 && l.f.Kind != figure.Spark {
		entries = append(entries, entry{name: l.w.Text("chart.event"), draw: flagSwatch})
	}
	return entries
}

// banded tells whether intervals are drawn as soft bands.
func (l *layout) banded() bool {
	many := l.f.Kind == figure.Lines && len(l.f.Categories) >= manyPoints
	return (many || l.f.Kind == figure.Steps) && anyPoint(l.f, func(p figure.Point) bool { return !p.Missing && p.Ranged() })
}

func (l *layout) swatch(series int) func(box) []item {
	return func(b box) []item {
		mid := b.middle()
		switch l.f.Kind {
		case figure.Lines, figure.Steps:
			items := dashes([]spot{{b.X, mid.Y}, {b.right(), mid.Y}}, series, l.solid(series))
			return append(items, disc{At: mid, Radius: dotRadius, Ink: l.solid(series)})
		case figure.Dots, figure.Funnel:
			return []item{l.dot(mid, series, false)}
		}
		return append([]item{fill{Box: b, Ink: l.solid(series)}}, hatch(b, series)...)
	}
}

// smallSwatch shows how a group too small to judge is drawn.
func (l *layout) smallSwatch(b box) []item {
	switch l.f.Kind {
	case figure.Lines, figure.Dots, figure.Steps, figure.Funnel, figure.Spark:
		return []item{l.dot(b.middle(), 0, true)}
	case figure.Places:
		a := l.placeArea(figure.Point{Small: true}, classes{})
		a.Rings, a.Edge = [][]spot{b.ring()}, ink{Role: roleAxis}
		return []item{a}
	case figure.Boxes:
		return []item{fill{Box: b, Ink: ink{Role: rolePaper}, Edge: l.solid(0), Width: 1.4}}
	case figure.Heat, figure.Calendar:
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
