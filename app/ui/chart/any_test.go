package chart

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/analytics/figure"
)

func anyFigure(t *rapid.T) figure.Figure {
	names := rapid.SampledFrom(append([]string{"", "X"}, append(units, months...)...))
	f := figure.Figure{
		Kind: rapid.SampledFrom([]figure.Kind{
			figure.Bars, figure.Stacked, figure.Lying, figure.Lines, figure.Dots, figure.Heat, figure.Steps, figure.Funnel, figure.Boxes, figure.Spark,
		}).Draw(t, "kind"),
		Unit:  rapid.SampledFrom([]figure.Unit{figure.Count, figure.Share, figure.Duration}).Draw(t, "unit"),
		Title: names.Draw(t, "title"), Subtitle: names.Draw(t, "subtitle"),
		CategoryAxis: names.Draw(t, "category axis"), ValueAxis: names.Draw(t, "value axis"),
		Notes: rapid.SliceOfN(names, 0, 3).Draw(t, "notes"),
	}
	// sizes are drawn from a list: rapid's own lengths are nearly always short
	n := rapid.SampledFrom([]int{0, 1, 2, 5, 8, 12, 31, 60}).Draw(t, "many")
	for range n {
		f.Categories = append(f.Categories, names.Draw(t, "category"))
	}
	most := rapid.SampledFrom([]float64{1, 30, 4000, 1e7}).Draw(t, "most")
	for range rapid.SampledFrom([]int{0, 1, 1, 2, 3, 4, 6}).Draw(t, "series") {
		points := make([]figure.Point, max(0, n+rapid.SampledFrom([]int{0, 0, 0, -1, 1}).Draw(t, "off")))
		for i := range points {
			points[i] = anyPointOf(t, most)
		}
		f.Series = append(f.Series, figure.Series{Name: names.Draw(t, "name"), Tone: figure.Second, Points: points})
	}
	if rapid.Bool().Draw(t, "reference") {
		f.Reference = &figure.Line{Name: names.Draw(t, "line"), Value: rapid.Float64Range(-most, most).Draw(t, "at")}
	}
	for range rapid.SampledFrom([]int{0, 0, 1, 3}).Draw(t, "events") {
		f.Events = append(f.Events, figure.Annotation{Category: rapid.IntRange(-1, n).Draw(t, "event"), Text: names.Draw(t, "remark")})
	}
	for range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "limits") {
		v := rapid.Float64Range(0, most).Draw(t, "limit")
		f.Limits = append(f.Limits, figure.Limit{Name: names.Draw(t, "limit name"), Low: []float64{v / 2}, High: []float64{v}})
	}
	return asKind(f, most)
}

// asKind gives the points what their kind asks for.
func asKind(f figure.Figure, most float64) figure.Figure {
	f.AlongUnit = figure.Count
	for _, s := range f.Series {
		for i := range s.Points {
			p := &s.Points[i]
			p.X = float64(i * i)
			if f.Kind == figure.Boxes {
				p.Low, p.Q1, p.Q3, p.High = p.Value-most/5, p.Value-most/9, p.Value+most/8, p.Value+most/4
			}
		}
	}
	return f
}

func anyPointOf(t *rapid.T, most float64) figure.Point {
	v := rapid.OneOf(rapid.Float64Range(0, most), rapid.Float64Range(0, most), rapid.Float64Range(-most, most), rapid.SampledFrom([]float64{0, math.NaN(), math.Inf(1), 1e300})).Draw(t, "value")
	p := figure.Point{Value: v, Low: v, High: v, N: rapid.Int64Range(0, 9999).Draw(t, "n")}
	kind := rapid.IntRange(0, 5).Draw(t, "form")
	p.Missing, p.Small = kind == 0, kind == 1
	if kind > 3 {
		p.Low, p.High = v-most/10, v+most/10
	}
	return p
}

func TestAnyCalendarAndMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := figure.Figure{Title: "Laporan", Unit: figure.Count, Kind: rapid.SampledFrom([]figure.Kind{figure.Calendar, figure.Places}).Draw(t, "kind")}
		n := rapid.SampledFrom([]int{1, 2, 6, 40, 400}).Draw(t, "many")
		day := time.Date(2024, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 5, 0, 0, 0, 0, time.UTC)
		points := make([]figure.Point, n)
		for i := range n {
			points[i] = anyPointOf(t, 500)
			if f.Kind == figure.Calendar {
				f.Categories = append(f.Categories, day.Format(time.DateOnly))
				day = day.AddDate(0, 0, rapid.SampledFrom([]int{1, 1, 1, 2, 9, 200}).Draw(t, "gap"))
				continue
			}
			f.Categories = append(f.Categories, rapid.SampledFrom(units).Draw(t, "name"))
			x, y := rapid.Float64Range(106, 107).Draw(t, "x"), rapid.Float64Range(-7, -5).Draw(t, "y")
			side := rapid.SampledFrom([]float64{0, 1e-6, .01, .3}).Draw(t, "side")
			f.Shapes = append(f.Shapes, figure.Shape{Rings: [][][2]float64{{{x, y}, {x + side, y}, {x + side/2, y + side}}}})
		}
		f.Series = []figure.Series{{Points: points}}
		width, height := float32(rapid.IntRange(280, 1600).Draw(t, "width")), float32(rapid.IntRange(240, 1000).Draw(t, "height"))
		s := arrange(prepared(tidy(f)), width, height, square, jakarta())
		check(t, f, width, height, s)
		for i := range s.Marks {
			if to := s.near(i, 1, 0); to < 0 || to >= len(s.Marks) {
				t.Errorf("from %d to %d", i, to)
			}
		}
	})
}
