package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
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
	counts, err := patternCounts(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	for _, c := range counts {
		rows = append(rows, append(c.k.cells(s), c.pattern, c.detail, c.found, c.cases, share(c.found, c.cases)))
	}
	var n int64
	for _, row := range rows {
		n += row[len(row)-3].(int64)
	}
	return columns, rows, n, nil
}

// patternCount is how often one pattern was found in one period and group, of how many cases.
type patternCount struct {
	k               key
	pattern, detail string
	found, cases    int64
}

// unitPatterns is no question of its own: patterns by unit, from which those of all units together follow too, as each case
// is with one unit. What it finds is remembered like an answer.
var unitPatterns = Question{Name: "pattern-counts", measure: func(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	counts, err := askPatterns(ctx, q, s)
	rows := make([][]any, 0, len(counts))
	for _, c := range counts {
		rows = append(rows, []any{c})
	}
	return []Column{{"count", figure.Count}}, rows, 0, err
}}

// patternCounts are the counts of all patterns but that about deadlines, in the order of the patterns.
func patternCounts(ctx context.Context, q Querier, s Scope) (counts []patternCount, err error) {
	if s.By != "" && s.By != ByUnit {
		return askPatterns(ctx, q, s)
	}
	byUnit := s
	byUnit.By = ByUnit
	a, err := remembered(ctx, q, unitPatterns, byUnit)
	for _, row := range a.Rows {
		counts = append(counts, row[0].(patternCount))
	}
	if s.By == "" {
		counts = together(counts)
	}
	return counts, err
}

// together adds up the counts of all groups; the order stays that of patterns, periods and details.
func together(counts []patternCount) (all []patternCount) {
	at := map[patternCount]int{}
	for _, c := range counts {
		c.k.group = ""
		name := patternCount{k: c.k, pattern: c.pattern, detail: c.detail}
		i, ok := at[name]
		if !ok {
			i, at[name] = len(all), len(all)
			all = append(all, name)
		}
		all[i].found += c.found
		all[i].cases += c.cases
	}
	slices.SortFunc(all, func(a, b patternCount) int {
		return cmp.Or(cmp.Compare(a.order(), b.order()), a.k.period.Time.Compare(b.k.period.Time), strings.Compare(a.detail, b.detail))
	})
	return all
}

// order is where the pattern stands among all.
func (c patternCount) order() int {
	return slices.IndexFunc(patternStatements, func(p struct{ pattern, statement string }) bool { return p.pattern == c.pattern })
}

// askPatterns asks the statements for their counts.
func askPatterns(ctx context.Context, q Querier, s Scope) (counts []patternCount, err error) {
	args, err := patternArgs(ctx, q, s)
	if err != nil {
		return nil, err
	}
	for _, p := range patternStatements {
		err := ask(ctx, q, p.statement, args, func(r *sql.Rows) error {
			c := patternCount{pattern: p.pattern}
			var detail sql.NullString
			err := r.Scan(&c.k.period, &c.k.group, &detail, &c.found, &c.cases)
			c.detail = detail.String
			counts = append(counts, c)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return counts, nil
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
