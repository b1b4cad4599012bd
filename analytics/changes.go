package analytics

import (
	"context"
	"database/sql"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// What became of a report between two instants.
const (
	changeNew   = "change_new"   // it was not known
	changeMoved = "change_moved" // it stands in another stage
	changeLate  = "change_late"  // only what had happened before, and was learned later, makes the difference
	changeSame  = "change_same"  // it stands where it stood; something happened to it
)

// usualChange is how far back changes looks where the scope says nothing.
const usualChange = 7 * 24 * time.Hour

// changes says report by report what differs between two instants: as of Since and as of the as-of instant. Against a
// published issue what was known when it was published is compared, so that what was recorded later about the time before
// shows too.
func changes(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"change", figure.Text}, {"from", figure.Text}, {"to", figure.Text}, {"reports", figure.Count}, {"events", figure.Count}, {"late_events", figure.Count},
	}
	since, err := s.sinceOf(ctx, q)
	if err != nil {
		return nil, nil, 0, err
	}
	args := s.args()
	args["since"], args["byrecord"], args["nobody"] = since.UTC(), s.Issue != "", 0
	var rows [][]any
	var n int64
	err = ask(ctx, q, "changes", args, func(r *sql.Rows) error {
		var k key
		var before, after sql.NullString
		var belated bool
		var reports, events, late int64
		if err := r.Scan(&k.period, &k.group, &before, &after, &belated, &reports, &events, &late); err != nil {
			return err
		}
		n += reports
		rows = append(rows, append(k.cells(s), changeOf(before, after, belated), told(before), told(after), reports, events, late))
		return nil
	})
	return columns, rows, n, err
}

// changeOf names the difference between two stages.
func changeOf(before, after sql.NullString, belated bool) string {
	switch {
	case belated:
		return changeLate
	case !before.Valid:
		return changeNew
	case before.String != after.String:
		return changeMoved
	}
	return changeSame
}

// told is a text as a cell.
func told(text sql.NullString) any {
	if !text.Valid {
		return nil
	}
	return text.String
}

// sinceOf is the earlier one of the two instants: that of the issue, or that of the scope. An
// unknown issue gives data.ErrUnknownDimension.
func (s Scope) sinceOf(ctx context.Context, q Querier) (since time.Time, err error) {
	if s.Issue == "" {
		return s.Since, nil
	}
	err = ask(ctx, q, "issues", map[string]any{"issue": s.Issue}, func(r *sql.Rows) error {
		var at time.Time
		if err := r.Scan(&at); err != nil {
			return err
		}
		if since.IsZero() {
			since = at
		}
		return nil
	})
	if err == nil && since.IsZero() {
		return since, data.About(s.Issue, data.ErrUnknownDimension)
	}
	return since, err
}

// drawChanges counts the reports by what became of them.
func drawChanges(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("column.change"), ValueAxis: w.Text("axis.reports"), Unit: figure.Count, Title: w.Text("measure.changes.nothing"),
	}
	s := figure.Series{Name: w.Text("axis.reports"), Tone: figure.Plain}
	var late int64
	for _, change := range []string{changeNew, changeMoved, changeLate, changeSame} {
		var reports int64
		for row := range a.Rows {
			if a.text(row, "change") == change {
				reports += a.count(row, "reports")
			}
		}
		if change == changeLate {
			late = reports
		}
		f.Categories = append(f.Categories, w.Text("value."+change))
		p := figure.Point{Value: float64(reports), Low: float64(reports), High: float64(reports), N: reports, Key: a.scopeKey()}
		p.Key[keyChange] = change
		s.Points = append(s.Points, p)
	}
	f.Series = []figure.Series{s}
	if a.N > 0 {
		f.Title = w.Text("measure.changes.finding", "n", w.Number(a.N), "late", w.Number(late))
	}
	return f
}
