package figure_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"tuntas/analytics/figure"
)

func csvOf(t *testing.T, f figure.Figure) string {
	t.Helper()
	var out strings.Builder
	if err := figure.WriteCSV(&out, f.Numbers(figure.Headings{})); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    figure.Figure
		want string
	}{
		{
			"bars with a gap", figure.Figure{Kind: figure.Bars, Categories: []string{"a", "b"}, Series: []figure.Series{{
				Name: "s", Points: []figure.Point{{Value: 1.5, Low: 1, High: 2, N: 9, Small: true}, {Missing: true}},
			}}},
			"series,category,value,low,high,n,small\ns,a,1.5,1,2,9,small\ns,b,,,,,\n",
		},
		{
			"events", figure.Figure{Kind: figure.Lines, Categories: []string{"a"}, Series: []figure.Series{{Points: make([]figure.Point, 1)}},
				Events: []figure.Annotation{{Category: 0, Text: "Lebaran"}, {Category: 0, Text: "banjir"}}},
			"category,value,event\na,0,Lebaran; banjir\n",
		},
		{
			"steps", figure.Figure{Kind: figure.Steps, Categories: []string{"a"}, Series: []figure.Series{{Points: []figure.Point{{X: 86400, Value: .25}}}}},
			"category,along,value\na,86400,0.25\n",
		},
		{
			"boxes", figure.Figure{Kind: figure.Boxes, Categories: []string{"a"}, Series: []figure.Series{{Points: []figure.Point{{Low: 1, Q1: 2, Value: 3, Q3: 4, High: 5}}}}},
			"category,value,low,q1,q3,high\na,3,1,2,4,5\n",
		},
		{
			"places", figure.Figure{Kind: figure.Places, Categories: []string{"Gambir"}, Shapes: []figure.Shape{{Code: "31.71.01"}}, Series: []figure.Series{{Points: []figure.Point{{Value: -2}}}}},
			"code,category,value\n31.71.01,Gambir,-2\n",
		},
		{
			"flow", figure.Figure{Kind: figure.Flow, Nodes: []figure.Node{{ID: "a", Name: "A", Count: 7, Words: "2 hr"}, {ID: "b", Name: "B"}}, Ways: []figure.Way{{From: "a", To: "b", Count: 3, Odd: true}}},
			"from,to,n,remark,odd\nA,,7,2 hr,\nB,,0,,\nA,B,3,,odd\n",
		},
	} {
		if got := csvOf(t, tt.f); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
	}
	titled := figure.Figure{CategoryAxis: "bulan"}.Numbers(figure.Headings{Value: "nilai"})
	if titled.Columns[0].Title != "bulan" || titled.Columns[1].Title != "nilai" {
		t.Errorf("titles %v", titled.Columns)
	}
}

func TestCSVGuardsAgainstFormulas(t *testing.T) {
	for words, want := range map[string]string{
		"Gambir": "Gambir", "=1+1": "'=1+1", "+1": "'+1", "-2+3": "'-2+3", "@SUM(1)": "'@SUM(1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "  =1": "'  =1",
		"\u00a0=1": "'\u00a0=1", "＝1": "'＝1", "a=1": "a=1", "": "",
	} {
		var out bytes.Buffer
		table := figure.Table{Columns: []figure.Column{{Name: "w"}, {Name: "n"}}, Rows: [][]any{{words, -3.5}}}
		if err := figure.WriteCSV(&out, table); err != nil {
			t.Fatal(err)
		}
		got := strings.TrimSuffix(strings.TrimPrefix(out.String(), "w,n\n"), ",-3.5\n")
		if got = strings.Trim(got, `"`); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

func TestCSVCells(t *testing.T) {
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	table := figure.Table{Columns: make([]figure.Column, 7), Rows: [][]any{{true, day, nil, int64(-4), math.NaN(), 1e-9, 1234567.25}}}
	var out strings.Builder
	if err := figure.WriteCSV(&out, table); err != nil {
		t.Fatal(err)
	}
	if _, got, _ := strings.Cut(out.String(), "\n"); got != "true,2026-03-01,,-4,,1e-09,1234567.25\n" {
		t.Errorf("got %q", got)
	}
	for _, rows := range [][][]any{{{1}}, {{[]byte("x")}}, {{"a", "b"}}} {
		if err := figure.WriteCSV(&out, figure.Table{Columns: make([]figure.Column, 1), Rows: rows}); !errors.Is(err, figure.ErrShape) {
			t.Errorf("%v: %v", rows, err)
		}
	}
	if err := figure.WriteCSV(broken{}, table); !errors.Is(err, errBroken) {
		t.Errorf("a writer that fails: %v", err)
	}
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestSimplify(t *testing.T) {
	var round [][2]float64
	for i := range 721 {
		a := float64(i) * math.Pi / 360
		round = append(round, [2]float64{106 + math.Cos(a), -6 + math.Sin(a)})
	}
	tiny := [][2]float64{{108, -6}, {108.0001, -6}, {108.0001, -6.0001}, {108.00005, -6.00015}, {108, -6}}
	shapes := []figure.Shape{{Code: "a", Rings: [][][2]float64{round}}, {Code: "b", Rings: [][][2]float64{tiny}}}
	simple := figure.Simplify(shapes, 1000)
	ring := simple[0].Rings[0]
	if len(ring) > 120 || len(ring) < 20 || ring[0] != round[0] {
		t.Errorf("%d points are left of %d", len(ring), len(round))
	}
	for _, p := range round {
		least := math.Inf(1)
		for i := 1; i < len(ring); i++ {
			least = min(least, figure.Aside(p, ring[i-1], ring[i]))
		}
		if most := 3.0 / 1000; least > most {
			t.Fatalf("%v lies %v off its line", p, least)
		}
	}
	if got := simple[1].Rings[0]; len(got) != 4 || simple[1].Code != "b" {
		t.Errorf("a ring smaller than the picture shows became %v", got)
	}
	if fmt.Sprint(figure.Simplify(shapes, 0)) != fmt.Sprint(shapes) || len(figure.Simplify(nil, 1000)) != 0 {
		t.Error("nothing to simplify by")
	}
}

func TestLayers(t *testing.T) {
	f := figure.Figure{Kind: figure.Flow, Nodes: []figure.Node{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}, {ID: "e"}, {ID: "alone"}}, Ways: []figure.Way{
		{From: "a", To: "b"}, {From: "b", To: "c"}, {From: "a", To: "e"}, {From: "c", To: "d"}, {From: "c", To: "a"}, {From: "b", To: "b"}, {From: "a", To: "alone", Odd: true},
	}}
	if got := fmt.Sprint(f.Layers()); got != "[0 1 2 3 3 0]" {
		t.Errorf("got %s", got)
	}
	odd := figure.Figure{Nodes: []figure.Node{{ID: "a"}, {ID: "b"}}, Ways: []figure.Way{{From: "a", To: "b", Odd: true}}}
	if got := fmt.Sprint(odd.Layers()); got != "[0 1]" {
		t.Errorf("a flow of odd ways: %s", got)
	}
}

func TestMainlandAndPolygons(t *testing.T) {
	square := func(x, y, side float64) [][2]float64 {
		return [][2]float64{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
	}
	shapes := []figure.Shape{{Rings: [][][2]float64{square(106, -6, .1)}}, {Rings: [][][2]float64{square(106.1, -6, .1)}}, {Rings: [][][2]float64{square(106, -5, .01)}}}
	main, off := figure.Mainland(shapes)
	if fmt.Sprint(main, off) != "[0 1] [2]" {
		t.Errorf("mainland %v, off %v", main, off)
	}
	if main, off := figure.Mainland(shapes[:2]); len(main) != 2 || len(off) != 0 {
		t.Errorf("mainland %v, off %v", main, off)
	}
	s := figure.Shape{Rings: [][][2]float64{square(0, 0, 9), square(3, 3, 3), square(20, 0, 1), square(4, 4, 1)}}
	if at := (figure.Shape{Rings: s.Rings[:2]}).Inside(); at[0] > 3 && at[0] < 6 && at[1] > 3 && at[1] < 6 || at[0] < 0 || at[0] > 9 {
		t.Errorf("a place inside lies at %v", at)
	}
	if got := s.Polygons(); len(got) != 3 || len(got[0]) != 2 || len(got[1]) != 1 || got[2][0][0] != [2]float64{4, 4} {
		t.Errorf("polygons %v", got)
	}
}

func TestBorders(t *testing.T) {
	of := func(unit figure.Unit, values ...float64) figure.Figure {
		points := []figure.Point{{Missing: true, Value: 9e9}}
		for _, v := range values {
			points = append(points, figure.Point{Value: v})
		}
		return figure.Figure{Unit: unit, Series: []figure.Series{{Points: points}}}
	}
	var many []float64
	for i := range 100 {
		many = append(many, float64(i*i))
	}
	for _, tt := range []struct {
		f    figure.Figure
		want string
	}{
		{of(figure.Count), "[] 0 0"},
		{of(figure.Count, 7, 7, 7), "[] 7 7"},
		{of(figure.Count, 1, 5), "[5] 1 5"},
		{of(figure.Count, many...), "[900 3500 7000 9000] 0 9801"},
		{of(figure.Share, .011, .024, .131, .4), "[0.024 0.14] 0.011 0.4"},
		{of(figure.Duration, 3000, 90000, 200000, 900000), "[86400 216000] 3000 900000"},
	} {
		borders, least, most := tt.f.Borders()
		if got := fmt.Sprint(borders, least, most); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
