package analytics

import (
	"context"
	"math"
	"time"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
)

// trend follows a measure from period to period on an XmR chart. Centre and limits come from the periods that are whole;
// one that is not is shown and not judged. A period in which nothing came is a zero for counts and a gap for the rest.
func trend(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	m := measureNamed(s.Of)
	columns := []Column{
		{"value", m.Unit}, {"n", figure.Count}, {"centre", m.Unit}, {"limit_low", m.Unit}, {"limit_high", m.Unit},
		{"range", m.Unit}, {"range_limit", m.Unit}, {"partial", figure.Text}, {"signal", figure.Text},
	}
	a, err := m.ask(ctx, q, s)
	if err != nil || len(a.Rows) == 0 {
		return columns, nil, 0, err
	}
	began, err := beginning(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	t := m.follow(a, s, began)
	return columns, t.cells(m), a.N, nil
}

// course is a measure period by period.
type course struct {
	periods  []time.Time
	readings []reading
	chart    stats.XmR
	judged   []float64 // NaN where a period is not whole or has no value
	partial  []bool    // not whole
}

// follow puts the rows of an answer into the periods of the scope, and judges them. A period in which the data began is not
// whole, and nothing is known of one before that.
func (m Measure) follow(a Answer, s Scope, began time.Time) course {
	t := course{periods: s.span(a.Value(0, "period").(time.Time))}
	at := map[time.Time]int{}
	for row := range a.Rows {
		at[a.Value(row, "period").(time.Time).UTC()] = row
	}
	for _, p := range t.periods {
		r := reading{value: math.NaN(), low: math.NaN(), high: math.NaN()}
		if row, ok := at[p]; ok {
			r = m.read(a, row)
		} else if m.Unit == figure.Count && s.Grain.end(p).After(began) {
			r = reading{}
		}
		judged, partial := r.value, s.partial(p) || p.Before(began)
		if partial {
			judged = math.NaN()
		}
		t.readings, t.judged, t.partial = append(t.readings, r), append(t.judged, judged), append(t.partial, partial)
	}
	t.chart = stats.Individuals(t.judged)
	return t
}

// cells are the rows of the course. No limit lies where no value can: below zero, or above all of a share.
func (t course) cells(m Measure) [][]any {
	low, high := math.Max(0, t.chart.Low), t.chart.High
	if m.Unit == figure.Share {
		high = math.Min(1, high)
	}
	rows := make([][]any, 0, len(t.periods))
	before := math.NaN()
	for i, p := range t.periods {
		r := t.readings[i]
		moved := math.Abs(t.judged[i] - before)
		if !math.IsNaN(t.judged[i]) {
			before = t.judged[i]
		}
		var signal any
		if said := t.chart.Signals[i]; !t.partial[i] && said != stats.Usual {
			signal = string(said)
		}
		rows = append(rows, []any{
			p, m.cell(r.value), r.n, known(t.chart.Centre), known(low), known(high), m.cell(moved), known(t.chart.RangeHigh), yesno(t.partial[i]), signal,
		})
	}
	return rows
}

// drawTrend shows the course with its centre and limits.
func drawTrend(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Lines, CategoryAxis: a.axis(w), ValueAxis: a.measureName(w), Title: w.Text("measure.trend.nothing", "measure", a.measureName(w)),
		Unit: measureNamed(a.Scope.Of).Unit,
	}
	rows, notes := a.shown("n", w)
	f.Notes, f.Categories = notes, a.labels(rows, w)
	f.Series = []figure.Series{{Name: a.measureName(w), Tone: figure.Plain, Points: a.points("value", rows)}}
	if len(rows) == 0 {
		return f
	}
	for i, row := range rows {
		f.Series[0].Points[i].N = a.count(row, "n")
		f.Series[0].Points[i].Small = f.Unit != figure.Count && a.count(row, "n") < smallest
	}
	low, hasLow := a.number(rows[0], "limit_low")
	if high, ok := a.number(rows[0], "limit_high"); ok && hasLow {
		f.Limits = []figure.Limit{{Name: w.Text("axis.run_limits"), Low: []float64{low}, High: []float64{high}}}
	}
	if centre, ok := a.number(rows[0], "centre"); ok {
		f.Reference = &figure.Line{Name: w.Text("column.centre"), Value: centre}
	}
	signals := a.signals(w)
	f.Notes = append(f.Notes, signals...)
	f.Title = w.Text("measure.trend.finding", "measure", a.measureName(w), "n", w.Number(int64(len(signals))), "of", w.Number(int64(len(a.Rows))))
	return f
}

// signals names what stands out, one line for all periods of a run.
func (a Answer) signals(w Words) (lines []string) {
	for row := 0; row < len(a.Rows); row++ {
		said, from := a.text(row, "signal"), row
		if said == "" || said == string(stats.NoSignal) {
			continue
		}
		for said == string(stats.LongRun) && row+1 < len(a.Rows) && a.text(row+1, "signal") == said {
			row++
		}
		period := a.label(from, w)
		if row > from {
			period += " – " + a.label(row, w)
		}
		lines = append(lines, w.Text("figure.signal", "period", period, "signal", w.Text("value."+said)))
	}
	return lines
}
