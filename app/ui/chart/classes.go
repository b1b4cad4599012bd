package chart

import (
	"slices"

	"tuntas/analytics/figure"
)

// classes are stretches of values, at most five, for more shades are not told apart; each has one shade. Borders holds where each but the first begins.
type classes struct {
	borders []float64
	lo, hi  float64
	unit    figure.Unit
	words   words
}

func newClasses(f figure.Figure, w words) classes {
	c := classes{unit: f.Unit, words: w}
	c.borders, c.lo, c.hi = f.Borders()
	return c
}

// shade is that of the class of v, from 0 to 1.
func (c classes) shade(v float64) float32 {
	if len(c.borders) == 0 {
		return 0.5
	}
	return c.step(c.class(v))
}

// step is the shade of class n. The faintest shade of the ramp is left out: it is hardly told from paper.
func (c classes) step(n int) float32 {
	const first = 1.0 / 6
	return first + (1-first)*float32(n)/float32(len(c.borders))
}

func (c classes) class(v float64) int {
	n, found := slices.BinarySearch(c.borders, v)
	if found {
		n++
	}
	return n
}

// names says from where to where each class of f goes.
func (c classes) names(f figure.Figure) []string {
	var names []string
	for _, class := range f.Classes() {
		low, high := value(class.Low, c.unit, c.words), value(class.High, c.unit, c.words)
		switch {
		case class.Below:
			names = append(names, c.words.Text("chart.class", "low", low, "high", high))
		case low == high:
			names = append(names, high)
		default:
			names = append(names, c.words.Text("chart.class_last", "low", low, "high", high))
		}
	}
	return names
}

// classLegend shows the shades of a map with the borders of their classes, and how a place without value is drawn.
func (l *layout) classLegend() []entry {
	c := newClasses(l.f, l.w)
	var entries []entry
	for i, name := range c.names(l.f) {
		shade := float32(0.5)
		if len(c.borders) > 0 {
			shade = c.step(i)
		}
		entries = append(entries, entry{name: name, draw: func(b box) []item {
			return []item{fill{Box: b, Ink: ink{Role: roleHeat, Shade: shade}, Edge: ink{Role: roleAxis}, Width: 0.8}}
		}})
	}
	if anyPoint(l.f, func(p figure.Point) bool { return p.Missing }) {
		entries = append(entries, entry{name: l.w.Text("chart.missing"), draw: missingSwatch})
	}
	return entries
}

func missingSwatch(b box) []item {
	return []item{area{
		Rings: [][]spot{b.ring()}, Ink: ink{Role: roleMissing}, Pattern: patternRising, PatternInk: ink{Role: roleQuiet},
		Edge: ink{Role: roleAxis}, Width: 0.8,
	}}
}
