package analytics

import (
	"context"
	"database/sql"
	"time"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
)

// horizon is up to which restricted means and shares are taken, in seconds: the same for all groups and questions.
const horizon = 30 * daySeconds

// The ways in which a wait can end.
const (
	byGoal      = 1 // Done, or the first move
	byRejection = 2
	causes      = 2
)

// timeToDone estimates how long after it was received a report is Done. Rejected is the other way to end and takes the
// report out of those that may still be done (Aalen and Johansen 1978). A report that was Done and came back is open.
func timeToDone(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	return incidence(ctx, q, s, "time_to_done", "done")
}

// firstResponse estimates how long after it was received a report leaves Waiting for the first time.
func firstResponse(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	return incidence(ctx, q, s, "first_response", "moved")
}

// incidence asks a statement for waits that end by the goal, by rejection or not yet, and estimates each group's.
func incidence(ctx context.Context, q Querier, s Scope, statement, goal string) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"reports", figure.Count}, {goal, figure.Count}, {"rejected", figure.Count}, {"open", figure.Count}, {"skipped", figure.Count},
		{"median_s", figure.Duration}, {"median_low_s", figure.Duration}, {"median_high_s", figure.Duration},
		{"p75_s", figure.Duration}, {"p75_low_s", figure.Duration}, {"p75_high_s", figure.Duration},
		{"p90_s", figure.Duration}, {"p90_low_s", figure.Duration}, {"p90_high_s", figure.Duration},
		{goal + "_30d", figure.Share}, {goal + "_30d_low", figure.Share}, {goal + "_30d_high", figure.Share},
		{"rejected_30d", figure.Share}, {"rejected_30d_low", figure.Share}, {"rejected_30d_high", figure.Share}, {"open_30d", figure.Share},
		{"mean_30d_s", figure.Duration}, {"mean_30d_low_s", figure.Duration}, {"mean_30d_high_s", figure.Duration},
	}
	var keys []key
	var waits [][]stats.Outcome
	var sort classifier
	err := ask(ctx, q, statement, s.args(), func(r *sql.Rows) error {
		var k key
		var cause int
		var seconds any
		if err := r.Scan(&k.period, &k.group, &cause, &seconds); err != nil {
			return err
		}
		if n := len(keys); n == 0 || keys[n-1] != k { // the statement has ordered the keys
			keys, waits = append(keys, k), append(waits, nil)
		}
		held := &waits[len(waits)-1]
		sort.lengths(seconds).each(func(length float64, n int64) {
			*held = append(*held, stats.Outcome{Time: length, Cause: cause, Weight: n})
		})
		return nil
	})
	rows := make([][]any, 0, len(keys))
	var n int64
	for i, k := range keys {
		cells, reports := incidenceCells(waits[i])
		n += reports
		rows = append(rows, append(k.cells(s), cells...))
	}
	return columns, rows, n, err
}

// incidenceCells are the cells of one group behind its key; reports is how many it has.
func incidenceCells(waits []stats.Outcome) (cells []any, reports int64) {
	var skipped int64
	var all []stats.Observation
	for _, o := range waits {
		reports += o.Weight
		if o.Time < 0 {
			skipped += o.Weight
		}
		all = append(all, stats.Observation{Time: o.Time, Weight: o.Weight, Ended: o.Cause != 0})
	}
	in := stats.AalenJohansen(waits, causes)
	done, rejected := in.Ended[byGoal-1], in.Ended[byRejection-1]
	cells = []any{reports, done, rejected, in.N - done - rejected, skipped}
	for _, p := range []float64{0.5, 0.75, 0.9} {
		cells = append(cells, estimated(in.Quantile(p, byGoal, level))...)
	}
	cells = append(cells, estimated(in.Share(horizon, byGoal, level))...)
	cells = append(cells, estimated(in.Share(horizon, byRejection, level))...)
	cells = append(cells, known(in.Open(horizon)))
	return append(cells, estimated(stats.KaplanMeier(all).RestrictedMean(horizon, level))...), reports
}

// estimated is an estimate as cells: the value and both ends of its interval.
func estimated(e stats.Estimate) []any { return []any{known(e.Value), known(e.Low), known(e.High)} }

// drawMedian shows medians with their intervals: a line along time, dots for names.
func drawMedian(a Answer, w Words) figure.Figure {
	name := a.Question.key()
	rows, notes := a.shown("reports", w)
	f := figure.Figure{
		Kind: figure.Dots, CategoryAxis: a.axis(w), ValueAxis: w.Text("axis.time"), Unit: figure.Duration, Notes: notes,
		Categories: a.labels(rows, w), Title: w.Text(name + ".nothing"),
	}
	if a.Scope.Grain != "" && a.Scope.By == "" {
		f.Kind = figure.Lines
	}
	points := a.points("median_s", rows)
	for i, row := range rows {
		points[i].N = a.count(row, "reports")
		points[i].Small = points[i].N < smallest
		if low, ok := a.number(row, "median_low_s"); ok {
			points[i].Low = low
		}
		if high, ok := a.number(row, "median_high_s"); ok {
			points[i].High = high
		}
	}
	f.Series = []figure.Series{{Name: w.Text("column.median_s"), Tone: figure.Plain, Points: points}}
	if row, ok := a.telling(rows); ok {
		v, _ := a.number(row, "median_s")
		f.Title = w.Text(name+".finding", "n", w.Number(a.N), "where", a.label(row, w), "time", w.Duration(seconds(v)))
	}
	return f
}

// telling returns the row with a median that is spoken of: along time that of the last period that is whole, else the one
// that rests on the most reports.
func (a Answer) telling(rows []int) (best int, ok bool) {
	for _, row := range rows {
		_, has := a.number(row, "median_s")
		switch {
		case !has:
		case a.Scope.Grain != "" && a.Scope.By == "":
			if !ok || !a.Scope.partial(a.Value(row, "period").(time.Time)) {
				best, ok = row, true
			}
		case !ok || a.count(row, "reports") > a.count(best, "reports"):
			best, ok = row, true
		}
	}
	return best, ok
}
