package analytics

import (
	"context"
	"database/sql"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// What patterns look for.
const (
	nearly      = 0.95               // of an allowance gone: the last twentieth before the deadline
	apartAtMost = 10.0               // seconds between two decisions of one validator
	withinDays  = 7 * 24 * time.Hour // after Done, for the same place again
)

// The patterns, in the order of their rows, and the statements that look for them; that about deadlines comes from the
// question about these.
const (
	patternDeadline  = "before_deadline"
	patternDecisions = "decisions_apart"
	patternStays     = "no_length"
	patternPlaces    = "place_again"
	patternPhotos    = "photo_twice"
)

var patternStatements = []struct{ pattern, statement string }{
	{patternDecisions, "pattern_decisions"}, {patternStays, "pattern_stays"}, {patternPlaces, "pattern_places"}, {patternPhotos, "pattern_photos"},
}

// patterns counts what is worth a second look: closings in the last twentieth before a deadline, decisions of one validator
// seconds apart, stays of no length, the same place again within a week of Done, and photos that two reports share. None of
// them says that anything is wrong; each has ordinary reasons. Grouped by report it names the reports behind each count.
func patterns(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"pattern", figure.Text}, {"detail", figure.Text}, {"found", figure.Count}, {"cases", figure.Count}, {"share", figure.Share},
	}
	rows, err := closings(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	args, err := patternArgs(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	for _, p := range patternStatements {
		err := ask(ctx, q, p.statement, args, func(r *sql.Rows) error {
			var k key
			var detail sql.NullString
			var found, cases int64
			if err := r.Scan(&k.period, &k.group, &detail, &found, &cases); err != nil {
				return err
			}
			rows = append(rows, append(k.cells(s), p.pattern, detail.String, found, cases, share(found, cases)))
			return nil
		})
		if err != nil {
			return nil, nil, 0, err
		}
	}
	var n int64
	for _, row := range rows {
		n += row[len(row)-3].(int64)
	}
	return columns, rows, n, nil
}

// patternArgs are the parameters of all statements about patterns: those of the scope, and the days and the identifiers
// between which the reports lie that may follow upon one that became Done in the period. A report's own day and that of an
// instant may differ by one.
func patternArgs(ctx context.Context, q Querier, s Scope) (map[string]any, error) {
	args := s.args()
	args["apart"], args["within"] = apartAtMost, withinDays.Seconds()
	args["soonest"], args["latest"] = day(s.From, firstDay), day(s.Until, lastDay)
	if s.From.IsZero() && s.Until.IsZero() {
		return args, nil
	}
	if !s.From.IsZero() {
		args["soonest"] = day(s.From, firstDay).AddDate(0, 0, -1)
	}
	if !s.Until.IsZero() {
		args["latest"] = day(s.Until, lastDay).Add(withinDays).AddDate(0, 0, 2)
	}
	return args, addSpan(ctx, q, "place_span", args)
}

// closings are the clocks that stopped in the last twentieth of their allowance, of those that stopped at all.
func closings(ctx context.Context, q Querier, s Scope) (rows [][]any, err error) {
	clocks, err := clocksOf(ctx, q, s)
	for _, d := range clocks {
		if d.rule.Average || d.kept+d.late == 0 || s.By == ByReport && d.nearly == 0 {
			continue
		}
		rows = append(rows, append(d.k.cells(s), patternDeadline, ruleName(d.rule), d.nearly, d.kept+d.late, share(d.nearly, d.kept+d.late)))
	}
	return rows, err
}

// drawPatterns shows how often each pattern was found.
func drawPatterns(a Answer, w Words) figure.Figure {
	rows, notes := a.shown("found", w)
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("column.pattern"), ValueAxis: w.Text("axis.found"), Unit: figure.Count, Notes: notes,
		Title: w.Text("measure.patterns.nothing"),
	}
	tail := a.ruleTails("detail", w)
	f.Notes = append(f.Notes, a.rulesSince("detail", rows, w)...)
	for _, row := range rows {
		name, end := w.Text("value."+a.text(row, "pattern")), ""
		if _, _, ok := readRule(a.text(row, "detail")); ok {
			end = tail(row)
		} else if detail := a.text(row, "detail"); detail != "" {
			name += " (" + detailName(detail, w) + ")"
		}
		if a.Scope.By != "" || a.Scope.Grain != "" {
			name = a.label(row, w) + ": " + name
		}
		f.Tailed(name, end)
	}
	f.Series = []figure.Series{{Name: w.Text("axis.found"), Tone: figure.Plain, Points: a.leading(a.points("found", rows), rows, keyPattern, keyDetail)}}
	if len(rows) > 0 {
		f.Title = w.Text("measure.patterns.finding", "n", w.Number(a.N))
	}
	return f
}

// detailName names a stage or a rule; a report's name is its own.
func detailName(detail string, w Words) string {
	if stage := data.Stage(detail); stage.Valid() {
		return w.Stage(stage)
	}
	return ruleWords(detail, w)
}
