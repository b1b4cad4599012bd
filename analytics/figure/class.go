package figure

import (
	"math"
	"slices"
)

// Borders parts the values of f into at most five classes, for more shades are not told apart: it returns the value at which
// each class but the first begins, round numbers in order, and the least and the greatest of all values. The last classes
// are small where there are many values: what stands out is to be seen. A figure without values has no borders.
func (f Figure) Borders() (borders []float64, least, most float64) {
	var all []float64
	for _, s := range f.Series {
		for _, p := range s.Points {
			if !p.Missing {
				all = append(all, p.Value)
			}
		}
	}
	if len(all) == 0 {
		return nil, 0, 0
	}
	slices.Sort(all)
	least, most = all[0], all[len(all)-1]
	for _, part := range borderParts(len(all)) {
		b := rounded(all[int(part*float64(len(all)))], f.Unit)
		if b > least && b <= most && (len(borders) == 0 || b > borders[len(borders)-1]) {
			borders = append(borders, b)
		}
	}
	return borders, least, most
}

// Class is a stretch of values of one shade.
type Class struct {
	Low, High float64
	Below     bool // High itself is the beginning of the next class
}

// Classes are the stretches between the borders of f. Those of whole counts end with the last number that is in them, so
// that a class of one number has equal ends.
func (f Figure) Classes() []Class {
	borders, least, most := f.Borders()
	if f.Empty() {
		return nil
	}
	whole := f.Unit == Count && f.whole()
	var all []Class
	for _, b := range borders {
		c := Class{Low: least, High: b, Below: true}
		if whole {
			c.High, c.Below = b-1, false
		}
		all, least = append(all, c), b
	}
	return append(all, Class{Low: least, High: most})
}

// whole tells whether all values are whole numbers.
func (f Figure) whole() bool {
	for _, s := range f.Series {
		for _, p := range s.Points {
			if !p.Missing && p.Value != math.Trunc(p.Value) {
				return false
			}
		}
	}
	return true
}

// borderParts says below which part of the values each border lies.
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

// steps of durations that people count in, in seconds.
var spans = []float64{1, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 5 * 86400}

// rounded is v to a step of at most a fifth of it that is round in the unit.
func rounded(v float64, unit Unit) float64 {
	rough := math.Abs(v) / 5
	if rough == 0 {
		return 0
	}
	step := math.Pow(10, math.Floor(math.Log10(rough)))
	switch {
	case rough >= 5*step:
		step *= 5
	case rough >= 2*step:
		step *= 2
	}
	switch unit {
	case Count:
		step = max(1, step)
	case Share:
		step = max(0.001, step) // shares are written with one decimal of a per cent
	case Duration:
		step = spans[0]
		for _, s := range spans {
			if s <= rough*1.2 {
				step = s
			}
		}
	}
	return math.Round(v/step) * step
}
