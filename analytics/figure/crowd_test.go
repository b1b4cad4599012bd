package figure_test

import (
	"errors"
	"strings"
	"testing"

	"tuntas/analytics/figure"
)

// crowded is a figure of six series with two categories; series i has the values i and 10·i.
func crowded(k figure.Kind) figure.Figure {
	f := figure.Figure{Kind: k, Unit: figure.Count, Categories: []string{"x", "y"}, Notes: []string{"before"}}
	for i := range 6 {
		v := float64(i + 1)
		points := []figure.Point{{Value: v, Low: v, High: v, X: 1, N: int64(i + 1)}, {Value: 10 * v, Low: 10 * v, High: 10 * v, X: 2, N: int64(i + 1)}}
		f.Series = append(f.Series, figure.Series{Name: string(rune('a' + i)), Tone: figure.Plain, Points: points})
	}
	return f
}

func TestNoMoreSeriesThanAreToldApart(t *testing.T) {
	words := figure.Crowd{Others: "others", Grouped: "grouped", Gridded: "gridded", Narrowed: "narrowed"}
	for _, tt := range []struct {
		kind         figure.Kind
		want         figure.Kind
		series, said string
	}{
		{figure.Stacked, figure.Stacked, "d e f others", "grouped"},
		{figure.Bars, figure.Heat, "a b c d e f", "gridded"},
		{figure.Lines, figure.Heat, "a b c d e f", "gridded"},
		{figure.Lying, figure.Heat, "x y", "gridded"},
		{figure.Dots, figure.Heat, "x y", "gridded"},
		{figure.Steps, figure.Steps, "c d e f", "narrowed"},
		{figure.Funnel, figure.Funnel, "c d e f", "narrowed"},
		{figure.Heat, figure.Heat, "a b c d e f", ""},
	} {
		f := crowded(tt.kind)
		if err := f.Check(); errors.Is(err, figure.ErrShape) != (tt.said != "") {
			t.Errorf("%s: six series are checked with %v", tt.kind, err)
		}
		got := f.Legible(words)
		var names []string
		for _, s := range got.Series {
			names = append(names, s.Name)
		}
		if err := got.Check(); err != nil || got.Kind != tt.want || strings.Join(names, " ") != tt.series {
			t.Errorf("%s: became %s of %v, %v; want %s of %s", tt.kind, got.Kind, names, err, tt.want, tt.series)
		}
		if said := strings.Join(got.Notes, " "); said != strings.TrimSpace("before "+tt.said) || len(f.Notes) != 1 || len(f.Series) != 6 {
			t.Errorf("%s: notes %q of %v", tt.kind, said, f.Notes)
		}
	}
}

func TestOthersAddUp(t *testing.T) {
	f := crowded(figure.Stacked)
	f.Series[0].Points[1].Missing = true
	f.Series[1].Points[1].Missing, f.Series[2].Points[1].Missing = true, true
	f.Series[2].Points[0].Small = true
	rest := f.Legible(figure.Crowd{Others: "others"}).Series[3]
	if p := rest.Points[0]; p.Value != 1+2+3 || p.N != 1+2+3 || !p.Small || p.Key != nil {
		t.Errorf("others of x: %+v; want the sum of a, b and c, too small as c is", p)
	}
	if !rest.Points[1].Missing || rest.Tone == figure.Plain {
		t.Errorf("others: %+v; want no value for y and a tone of its own", rest)
	}
}

func TestTurnedGridKeepsItsPoints(t *testing.T) {
	got := crowded(figure.Lying).Legible(figure.Crowd{})
	if len(got.Categories) != 6 || got.Categories[5] != "f" || got.Series[1].Points[5].Value != 60 {
		t.Errorf("columns %v, last of y %+v; want 60 in column f", got.Categories, got.Series[1].Points[5])
	}
}

func TestTails(t *testing.T) {
	f := figure.Figure{Kind: figure.Lying}
	f.Tailed("Unit A", "D7")
	f.Tailed("", "D6")
	f.Tailed("Unit C, D7", "")
	f.Series = []figure.Series{{Points: make([]figure.Point, 3)}}
	if err := f.Check(); err != nil {
		t.Fatal(err)
	}
	names, tails := f.Parts()
	if got := strings.Join(names, "|") + " / " + strings.Join(tails, "|"); got != "Unit A|D6|Unit C, D7 / D7||" {
		t.Errorf("parts %s", got)
	}
	if f.Categories[0] != "Unit A, D7" {
		t.Errorf("category %q; want name and tail for renderers that know no tails", f.Categories[0])
	}
	if p := f.Picked([]int{2, 0}); p.Categories[1] != "Unit A, D7" || p.Tails[1] != "D7" || len(p.Series[0].Points) != 2 || p.Check() != nil {
		t.Errorf("picked %+v", p)
	}
	f.Tails[0] = "D8"
	if err := f.Check(); !errors.Is(err, figure.ErrShape) {
		t.Errorf("a tail that is not the end of its category passes: %v", err)
	}
}

func TestClassesOfWholeCounts(t *testing.T) {
	f := figure.Figure{Kind: figure.Heat, Unit: figure.Count, Categories: make([]string, 30)}
	points := make([]figure.Point, 30)
	for i := range points {
		points[i].Value = float64(i)
	}
	f.Series = []figure.Series{{Points: points}}
	classes := f.Classes()
	next := 0.0
	for i, c := range classes {
		if c.Below || c.Low != next || c.High < c.Low {
			t.Errorf("class %d: %+v; want it to begin with %v", i, c, next)
		}
		next = c.High + 1
	}
	if next != 30 || len(classes) < 3 {
		t.Errorf("%d classes end before %v", len(classes), next)
	}
	points[0].Value = 0.5
	if classes := f.Classes(); !classes[0].Below {
		t.Errorf("%+v; want classes of means to end where the next begins", classes[0])
	}
	if got := (figure.Figure{Unit: figure.Count}).Classes(); got != nil {
		t.Errorf("classes %v of nothing", got)
	}
}
