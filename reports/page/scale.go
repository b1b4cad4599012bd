package page

import (
	"fmt"
	"html/template"

	"tuntas/analytics/figure"
)

// scale says which shade stands for which values. It is part of the page and not of the chart: words wrap there at any width.
type scale struct {
	Name   string // of the values
	Low    string // a run of shades from Low to High, where there are no classes
	High   string
	Shades []shade
}

// shade is one class of values.
type shade struct {
	Words string
	Style template.CSS // how far the shade lies from the lowest to the highest
}

// newScale is the scale of f, nil where f has no shades.
func newScale(w writer, f figure.Figure) *scale {
	s := &scale{Name: f.ValueAxis}
	switch f.Kind {
	case figure.Heat:
		low, high := heatExtent(f)
		s.Low, s.High = w.value(low, f.Unit), w.value(high, f.Unit)
	case figure.Calendar, figure.Places:
		classes := f.Classes()
		for i, c := range classes {
			part := 50.0
			if len(classes) > 1 {
				part = 100 * float64(i) / float64(len(classes)-1)
			}
			s.Shades = append(s.Shades, shade{classWords(w, f, c), template.CSS(fmt.Sprintf("--part:%.0f%%", part))}) //nolint:gosec // a number
		}
	default:
		return nil
	}
	return s
}

// classWords are the borders of a class.
func classWords(w writer, f figure.Figure, c figure.Class) string {
	low, high := w.value(c.Low, f.Unit), w.value(c.High, f.Unit)
	switch {
	case c.Below:
		return low + " – < " + high
	case low == high:
		return high
	}
	return low + " – " + high
}

// heatExtent is from which to which value the shades of a grid run.
func heatExtent(f figure.Figure) (low, high float64) {
	low, high = bounds(f)
	if high <= low {
		low, high = min(low, 0), max(high, low+smallest(f.Unit))
	}
	return low, high
}
