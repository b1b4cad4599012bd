package figure_test

import (
	"errors"
	"math"
	"testing"

	"tuntas/analytics/figure"
)

func TestCheck(t *testing.T) {
	point := func(p figure.Point) figure.Figure {
		return figure.Figure{Kind: figure.Bars, Categories: []string{"a"}, Series: []figure.Series{{Points: []figure.Point{p}}}}
	}
	for _, tt := range []struct {
		name string
		f    figure.Figure
		ok   bool
	}{
		{"one bar", point(figure.Point{Value: 1, Low: 1, High: 1}), true},
		{"a gap has no number", point(figure.Point{Missing: true, Value: math.NaN()}), true},
		{"no values at all", figure.Figure{Kind: figure.Heat}, true},
		{"no such kind", figure.Figure{Kind: "pie"}, false},
		{"no number", point(figure.Point{Value: math.NaN()}), false},
		{"an interval without end", point(figure.Point{Value: 1, Low: 0, High: math.Inf(1)}), false},
		{"fewer points than categories", figure.Figure{Kind: figure.Lines, Categories: []string{"a"}, Series: []figure.Series{{}}}, false},
		{"reference is no number", figure.Figure{Kind: figure.Dots, Reference: &figure.Line{Value: math.NaN()}}, false},
	} {
		err := tt.f.Check()
		if (err == nil) != tt.ok || err != nil && !errors.Is(err, figure.ErrShape) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestEmptyAndFaint(t *testing.T) {
	f := figure.Figure{
		Categories: []string{"a", "b"},
		Series:     []figure.Series{{Points: []figure.Point{{Missing: true}, {Missing: true}}}},
	}
	if !f.Empty() || len(f.Faint()) != 0 {
		t.Errorf("empty %v, faint %v", f.Empty(), f.Faint())
	}
	f.Series = append(f.Series, figure.Series{Points: []figure.Point{{Missing: true}, {Value: 1, Small: true}}})
	if got := f.Faint(); f.Empty() || len(got) != 1 || got[0] != "b" {
		t.Errorf("empty %v, faint %v", f.Empty(), got)
	}
	if (figure.Point{Low: 1, High: 1}).Ranged() || !(figure.Point{Low: 1, High: 2}).Ranged() {
		t.Error("ranged")
	}
}
