package analytics

import (
	"cmp"
	"context"
	"math"
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
	all := m.together(groups)
	if !m.once {
		whole := s
		whole.By = ""
		all, err = m.whole(ctx, q, whole)
	}
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
		rows = append(rows, append(groups.keyOf(row).cells(s), placed(r, total)...))
	}
	size := len(keyColumns(s))
	slices.SortStableFunc(rows, func(a, b []any) int { return cmp.Compare(b[size].(int64), a[size].(int64)) })
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

// drawUnits shows the rates over the number of cases, between the limits of chance.
func drawUnits(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Funnel, CategoryAxis: w.Text(measureKey(a.Scope.Of) + ".denominator"), ValueAxis: a.measureName(w), Unit: figure.Share,
		AlongUnit: figure.Count, Title: w.Text("measure.units.nothing"),
	}
	s := figure.Series{Name: a.measureName(w), Tone: figure.Plain}
	outside := 0
	rows, small := a.judged()
	if small > 0 {
		f.Notes = []string{w.Text("figure.too_small", "n", w.Number(int64(small)), "least", smallest)}
	}
	for _, row := range rows {
		rate, _ := a.number(row, "rate")
		overall, _ := a.number(row, "overall")
		place, n := a.text(row, "place"), a.count(row, "n")
		p := figure.Point{Value: rate, N: n, X: float64(n), Small: place == placeSmall, Key: a.key(row)}
		p.Low, _ = a.number(row, "low")
		p.High, _ = a.number(row, "high")
		f.Categories, s.Points = append(f.Categories, a.label(row, w)), append(s.Points, p)
		f.Reference = &figure.Line{Name: w.Text("value.total"), Value: overall}
		if place == placeFar+placeAbove || place == placeFar+placeBelow {
			outside++
		}
	}
	if len(s.Points) == 0 {
		return f
	}
	f.Series = []figure.Series{s}
	f.Limits = []figure.Limit{
		funnelLimit(w.Percent(outerLevel), outerLevel, f.Reference.Value, s.Points),
		funnelLimit(w.Percent(level), level, f.Reference.Value, s.Points),
	}
	f.Title = w.Text("measure.units.finding", "n", w.Number(int64(outside)), "of", w.Number(int64(len(a.Rows))))
	return f
}

// judged are the rows that rest on enough cases to be judged, and how many do not; where none does, all of them.
func (a Answer) judged() (rows []int, small int) {
	var all []int
	for row := range a.Rows {
		all = append(all, row)
		if a.text(row, "place") != placeSmall {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return all, 0
	}
	return rows, len(all) - len(rows)
}

// funnelSteps is how many numbers of cases a curve of a funnel is worked out at, beside those of the points.
const funnelSteps = 40

// funnelLimit is the pair of curves within which chance keeps the rate overall with that confidence, exact at each point.
func funnelLimit(name string, confidence, overall float64, points []figure.Point) figure.Limit {
	var along []float64
	for _, p := range points {
		along = append(along, p.X)
	}
	first, last := slices.Min(along), slices.Max(along)
	for i := range funnelSteps {
		along = append(along, math.Round(first*math.Pow(last/first, float64(i)/funnelSteps)))
	}
	slices.Sort(along)
	l := figure.Limit{Name: name, Along: slices.Compact(along)}
	for _, n := range l.Along {
		i := stats.Funnel(overall, int64(n), confidence)
		l.Low, l.High = append(l.Low, i.Low), append(l.High, i.High)
	}
	return l
}

// measureName is the name of the measure that the answer is about.
func (a Answer) measureName(w Words) string { return w.Text(measureKey(a.Scope.Of) + ".name") }
