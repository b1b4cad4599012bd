package chart

import (
	"math"
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

// newClasses parts the values of f by how many lie below, with borders at round numbers.
func newClasses(f figure.Figure, w words) classes {
	var all []float64
	for _, s := range f.Series {
		for _, p := range s.Points {
			if !p.Missing {
				all = append(all, p.Value)
			}
		}
	}
	slices.Sort(all)
	c := classes{unit: f.Unit, words: w}
	if len(all) == 0 {
		return c
	}
	c.lo, c.hi = all[0], all[len(all)-1]
	for _, part := range borderParts(len(all)) {
		b := roundBorder(all[int(part*float64(len(all)))], c.hi-c.lo, f.Unit)
		if b > c.lo && b <= c.hi && (len(c.borders) == 0 || b > c.borders[len(c.borders)-1]) {
			c.borders = append(c.borders, b)
		}
	}
	return c
}

// borderParts says below which part of the values each border lies. Where there are many the last classes are small: what
// stands out is to be seen.
func borderParts(n int) []float64 {
	switch {
	case n < 4:
		return []float64{0.5}
	case n < 8:
		return []float64{0.34, 0.67}
	case n < 20:
		return []float64{0.25, 0.5, 0.75}
	}
	return []float64{0.3, 0.6, 0.85, 0.97}
}

// roundBorder rounds v to a step that is small against the whole stretch and round in its unit.
func roundBorder(v, stretch float64, unit figure.Unit) float64 {
	step := roundStep(min(stretch/40, max(math.Abs(v)/12, stretch/1000)), unit)
	if unit == figure.Share {
		step = max(step, 0.001) // shares are written with one decimal of a per cent
	}
	return math.Round(v/step) * step
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

// names says from where to where each class goes.
func (c classes) names() []string {
	var names []string
	from := c.lo
	for _, b := range c.borders {
		names = append(names, c.words.Text("chart.class", "low", value(from, c.unit, c.words), "high", value(b, c.unit, c.words)))
		from = b
	}
	if from == c.hi {
		return append(names, value(c.hi, c.unit, c.words))
	}
	return append(names, c.words.Text("chart.class_last", "low", value(from, c.unit, c.words), "high", value(c.hi, c.unit, c.words)))
}

// classLegend shows the shades of a map with the borders of their classes, and how a place without value is drawn.
func (l *layout) classLegend() []entry {
	c := newClasses(l.f, l.w)
	var entries []entry
	for i, name := range c.names() {
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
