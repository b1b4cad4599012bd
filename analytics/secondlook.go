package analytics

import (
	"context"
	"database/sql"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// secondLook is the share of accepted follow-ups that another validator, who did not know of the decision, would have
// refused, with Wilson's score interval. Only cases drawn by chance count: those drawn for their risk say nothing about all,
// and stand in columns of their own. Agreement is the rest up to one.
func secondLook(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append([]Column{
		{"drawn", figure.Count}, {"looked", figure.Count}, {"disagreed", figure.Count}, {"risk_looked", figure.Count},
		{"risk_disagreed", figure.Count},
	}, rateColumns...)
	args := s.args()
	args["chance"] = string(data.DrawnByChance)
	var rows [][]any
	var n int64
	err := ask(ctx, q, "second_look", args, func(r *sql.Rows) error {
		var k key
		var drawn, looked, disagreed, riskLooked, riskDisagreed int64
		if err := r.Scan(&k.period, &k.group, &drawn, &looked, &disagreed, &riskLooked, &riskDisagreed); err != nil {
			return err
		}
		n += looked
		counts := append(k.cells(s), drawn, looked, disagreed, riskLooked, riskDisagreed)
		rows = append(rows, append(counts, rate(disagreed, looked)...))
		return nil
	})
	return columns, rows, n, err
}

// drawSecondLook shows the rate with its intervals. Points of few second looks are marked as too small to judge.
func drawSecondLook(a Answer, w Words) figure.Figure {
	rows, notes := a.shown("looked", w)
	f := figure.Figure{
		Kind: figure.Dots, CategoryAxis: a.axis(w), ValueAxis: w.Text("axis.second_look"), Unit: figure.Share, Notes: notes,
		Categories: a.labels(rows, w), Title: w.Text("measure.second_look.nothing"),
		Series: []figure.Series{{Name: w.Text("measure.second_look.name"), Tone: figure.Bad, Points: a.rated(rows, "looked")}},
	}
	if a.Scope.Grain != "" && a.Scope.By == "" {
		f.Kind = figure.Lines
	}
	if a.N > 0 {
		all := float64(a.sum("disagreed")) / float64(a.N)
		f.Reference = &figure.Line{Name: w.Text("value.total"), Value: all}
		f.Title = w.Text("measure.second_look.finding", "share", w.Percent(all), "n", w.Number(a.N))
	}
	return f
}
