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
		{"an X that is no number", point(figure.Point{X: math.Inf(-1)}), false},
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

func TestCheckKinds(t *testing.T) {
	series := func(kind figure.Kind, categories []string, points ...figure.Point) figure.Figure {
		return figure.Figure{Kind: kind, Categories: categories, Series: []figure.Series{{Points: points}}}
	}
	two := []string{"a", "b"}
	limited := func(l figure.Limit) figure.Figure {
		f := series(figure.Funnel, two, figure.Point{X: 3}, figure.Point{X: 1})
		f.Limits = []figure.Limit{l}
		return f
	}
	noted := func(category int) figure.Figure {
		f := series(figure.Lines, two, figure.Point{}, figure.Point{})
		f.Events = []figure.Annotation{{Category: category, Text: "Lebaran"}}
		return f
	}
	placed := func(shapes ...figure.Shape) figure.Figure {
		f := series(figure.Places, []string{"a"}, figure.Point{})
		f.Shapes = shapes
		return f
	}
	ring := func(points ...[2]float64) figure.Shape { return figure.Shape{Rings: [][][2]float64{points}} }
	flow := func(nodes []figure.Node, ways ...figure.Way) figure.Figure {
		return figure.Figure{Kind: figure.Flow, Nodes: nodes, Ways: ways}
	}
	ab := []figure.Node{{ID: "a"}, {ID: "b"}}
	for _, tt := range []struct {
		name string
		f    figure.Figure
		ok   bool
	}{
		{"steps along", series(figure.Steps, two, figure.Point{X: 1}, figure.Point{X: 2}), true},
		{"steps over a gap", series(figure.Steps, two, figure.Point{X: 9, Missing: true}, figure.Point{X: 2}), true},
		{"steps back", series(figure.Steps, two, figure.Point{X: 2}, figure.Point{X: 1}), false},
		{"curves", limited(figure.Limit{Along: []float64{1, 2}, Low: []float64{0, 0}, High: []float64{1, 1}}), true},
		{"straight lines", limited(figure.Limit{Low: []float64{0}, High: []float64{1}}), true},
		{"a curve too short", limited(figure.Limit{Along: []float64{1, 2}, Low: []float64{0}, High: []float64{1}}), false},
		{"a curve that goes back", limited(figure.Limit{Along: []float64{2, 1}, Low: []float64{0, 0}, High: []float64{1, 1}}), false},
		{"curves that cross", limited(figure.Limit{Low: []float64{2}, High: []float64{1}}), false},
		{"a curve without number", limited(figure.Limit{Low: []float64{math.NaN()}, High: []float64{1}}), false},
		{"a box", series(figure.Boxes, []string{"a"}, figure.Point{Low: 1, Q1: 2, Value: 3, Q3: 4, High: 5}), true},
		{"a box out of order", series(figure.Boxes, []string{"a"}, figure.Point{Low: 1, Q1: 4, Value: 3, Q3: 5, High: 6}), false},
		{"days", series(figure.Calendar, []string{"2026-03-01", "2026-03-05"}, figure.Point{}, figure.Point{}), true},
		{"no day", series(figure.Calendar, []string{"2026-02-30"}, figure.Point{}), false},
		{"a day twice", series(figure.Calendar, []string{"2026-03-01", "2026-03-01"}, figure.Point{}, figure.Point{}), false},
		{"two series of days", figure.Figure{Kind: figure.Calendar, Series: make([]figure.Series, 2)}, false},
		{"a place", placed(ring([2]float64{106, -6}, [2]float64{107, -6}, [2]float64{107, -7})), true},
		{"a place without outline", placed(figure.Shape{}), false},
		{"a place of two points", placed(ring([2]float64{106, -6}, [2]float64{107, -6})), false},
		{"a place beyond the earth", placed(ring([2]float64{106, -6}, [2]float64{107, -6}, [2]float64{107, -97})), false},
		{"fewer shapes than places", placed(), false},
		{"a flow", flow(ab, figure.Way{From: "a", To: "b"}, figure.Way{From: "a", To: "a"}), true},
		{"a way to nowhere", flow(ab, figure.Way{From: "a", To: "c"}), false},
		{"a way twice", flow(ab, figure.Way{From: "a", To: "b"}, figure.Way{From: "a", To: "b"}), false},
		{"a way less than nobody goes", flow(ab, figure.Way{From: "a", To: "b", Count: -1}), false},
		{"a node twice", flow([]figure.Node{{ID: "a"}, {ID: "a"}}), false},
		{"a node less than nobody is in", flow([]figure.Node{{ID: "a", Count: -2}}), false},
		{"a flow with series", figure.Figure{Kind: figure.Flow, Series: make([]figure.Series, 1)}, false},
		{"a second spark", figure.Figure{Kind: figure.Spark, Series: make([]figure.Series, 2)}, false},
		{"an event", noted(1), true},
		{"an event after the end", noted(2), false},
		{"an event before the beginning", noted(-1), false},
	} {
		err := tt.f.Check()
		if (err == nil) != tt.ok || err != nil && !errors.Is(err, figure.ErrShape) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestEmptyFlow(t *testing.T) {
	if !(figure.Figure{Kind: figure.Flow}).Empty() || (figure.Figure{Kind: figure.Flow, Nodes: make([]figure.Node, 1)}).Empty() {
		t.Error("a flow is empty without nodes only")
	}
}
