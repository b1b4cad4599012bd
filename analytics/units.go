package analytics

import (
	"cmp"
	"context"
	"slices"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
)

// outerLevel is the confidence of the outer limits of a funnel.
const outerLevel = 0.998

// Where a group lies in a funnel.
const (
	placeSmall  = "too_small"
	placeWithin = "within"
	placeAbove  = "above"
	placeBelow  = "below"
	placeFar    = "far_" // before above and below: outside the outer limits too
)

// units holds a rate of each group against the limits within which chance alone keeps it, if its true rate is that of all
// together (Spiegelhalter 2005). It is no ranking: the rows are in the order of their size.
func units(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"n", figure.Count}, {"hits", figure.Count}, {"rate", figure.Share}, {"low", figure.Share}, {"high", figure.Share},
		{"overall", figure.Share}, {"limit_low", figure.Share}, {"limit_high", figure.Share},
		{"outer_low", figure.Share}, {"outer_high", figure.Share}, {"place", figure.Text},
	}
	m := measureNamed(s.Of)
	groups, err := m.ask(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	whole := s
	whole.By = ""
	all, err := m.ask(ctx, q, whole)
	if err != nil || len(all.Rows) == 0 {
		return columns, nil, 0, err
	}
	total := m.read(all, 0)
	rows := [][]any{}
	for row := range groups.Rows {
		r := m.read(groups, row)
		if r.n == 0 {
			continue
		}
		rows = append(rows, append([]any{groups.text(row, string(s.By))}, placed(r, total)...))
	}
	slices.SortStableFunc(rows, func(a, b []any) int { return cmp.Compare(b[1].(int64), a[1].(int64)) })
	return columns, rows, total.n, nil
}

// placed are the cells of one group behind its name.
func placed(r, total reading) []any {
	overall := float64(total.hits) / float64(total.n)
	inner, outer := stats.Funnel(overall, r.n, level), stats.Funnel(overall, r.n, outerLevel)
	return []any{
		r.n, r.hits, r.value, r.low, r.high, overall, inner.Low, inner.High, outer.Low, outer.High, place(r, inner, outer),
	}
}

// place says where a group lies; one of a few cases only is not judged.
func place(r reading, inner, outer stats.Interval) string {
	switch {
	case r.n < smallest:
		return placeSmall
	case r.value > outer.High:
		return placeFar + placeAbove
	case r.value < outer.Low:
		return placeFar + placeBelow
	case r.value > inner.High:
		return placeAbove
	case r.value < inner.Low:
		return placeBelow
	}
	return placeWithin
}

// drawUnits shows the rates beside the limits of chance.
func drawUnits(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Dots, CategoryAxis: a.axis(w), ValueAxis: a.measureName(w), Unit: figure.Share, Title: w.Text("measure.units.nothing"),
	}
	rows, notes := a.shown("n", w)
	f.Notes, f.Categories = notes, a.labels(rows, w)
	values, limits := make([]figure.Point, len(rows)), make([]figure.Point, len(rows))
	outside := 0
	for i, row := range rows {
		rate, _ := a.number(row, "rate")
		overall, _ := a.number(row, "overall")
		low, _ := a.number(row, "outer_low")
		high, _ := a.number(row, "outer_high")
		small := a.text(row, "place") == placeSmall
		values[i] = figure.Point{Value: rate, Low: rate, High: rate, N: a.count(row, "n"), Small: small, Key: a.key(row)}
		limits[i] = figure.Point{Value: overall, Low: low, High: high, N: a.count(row, "n"), Key: a.key(row)}
		f.Reference = &figure.Line{Name: w.Text("value.total"), Value: overall}
	}
	for row := range a.Rows {
		if p := a.text(row, "place"); p == placeFar+placeAbove || p == placeFar+placeBelow {
			outside++
		}
	}
	f.Series = []figure.Series{
		{Name: a.measureName(w), Tone: figure.Plain, Points: values},
		{Name: w.Text("axis.limits"), Tone: figure.Third, Points: limits},
	}
	if len(rows) > 0 {
		f.Title = w.Text("measure.units.finding", "n", w.Number(int64(outside)), "of", w.Number(int64(len(a.Rows))))
	}
	return f
}

// measureName is the name of the measure that the answer is about.
func (a Answer) measureName(w Words) string { return w.Text(measureKey(a.Scope.Of) + ".name") }
