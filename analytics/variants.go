package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// variants counts the sequences of stages that reports have gone through, those still open up to where they stand.
func variants(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	return sequences(ctx, q, s, "variants", func(steps []string) []any {
		for i := 1; i < len(steps); i++ {
			if !data.Official(data.Stage(steps[i-1]), data.Stage(steps[i])) {
				return []any{"no"}
			}
		}
		return []any{"yes"}
	}, Column{"official", figure.Text})
}

// activityVariants counts the sequences of the sources' own activities, to hold an import against its origin.
func activityVariants(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	return sequences(ctx, q, s, "activity_variants", func([]string) []any { return nil })
}

// sequences asks a statement for sequences and puts the most frequent first, with the share of all reports that each and
// those before it have; more gives the cells of further columns from the steps.
func sequences(ctx context.Context, q Querier, s Scope, statement string, more func(steps []string) []any, further ...Column) ([]Column, [][]any, int64, error) {
	columns := append([]Column{
		{"variant", figure.Text}, {"steps", figure.Count}, {"reports", figure.Count}, {"share", figure.Share}, {"coverage", figure.Share},
	}, further...)
	counts, err := sequenceCounts(ctx, q, s, statement)
	if err != nil {
		return nil, nil, 0, err
	}
	var n, so int64
	for _, reports := range counts {
		n += reports
	}
	rows := make([][]any, 0, len(counts))
	order := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	for _, variant := range order {
		so += counts[variant]
		steps := strings.Split(variant, between)
		row := []any{variant, int64(len(steps)), counts[variant], share(counts[variant], n), share(so, n)}
		rows = append(rows, append(row, more(steps)...))
	}
	return columns, rows, n, nil
}

// sequenceCounts is how many reports have each sequence, counted part by part.
func sequenceCounts(ctx context.Context, q Querier, s Scope, statement string) (map[string]int64, error) {
	counts := map[string]int64{}
	span := "report_span"
	if statement == "activity_variants" {
		span = "event_span"
	}
	err := askParts(ctx, q, parts{span, statement, 100_000}, s.args(), func(r *sql.Rows) error {
		var variant string
		var reports int64
		if err := r.Scan(&variant, &reports); err != nil {
			return err
		}
		counts[variant] += reports
		return nil
	})
	return counts, err
}

// parts says how the histories of many reports are gone through: all at once would not fit into memory.
type parts struct {
	span      string // statement that says between which identifiers the reports lie
	statement string
	reports   int64 // identifiers in a part
}

// askParts asks a statement for the reports of the span, part by part.
func askParts(ctx context.Context, q Querier, p parts, args map[string]any, scan func(*sql.Rows) error) error {
	var first, last int64
	err := ask(ctx, q, p.span, args, func(r *sql.Rows) error { return r.Scan(&first, &last) })
	for low := first; err == nil && low <= last; low += p.reports {
		args["low"], args["high"] = low, low+p.reports
		err = ask(ctx, q, p.statement, args, scan)
	}
	return err
}

// drawVariants shows the most frequent ways as lying bars.
func drawVariants(a Answer, w Words) figure.Figure {
	name := a.Question.key()
	rows, notes := a.shown("reports", w)
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("column.variant"), ValueAxis: w.Text("axis.reports"), Unit: figure.Count, Notes: notes,
		Title: w.Text(name + ".nothing"),
	}
	if len(rows) > 0 {
		f.Notes = append(f.Notes, w.Text("figure.short"))
	}
	for _, row := range rows {
		f.Categories = append(f.Categories, short(a.variant(a.text(row, "variant"), w)))
	}
	f.Series = []figure.Series{{Name: w.Text("axis.reports"), Tone: figure.Plain, Points: a.leading(a.points("reports", rows), rows, keyVariant)}}
	if len(rows) > 0 {
		first, _ := a.number(rows[0], "share")
		f.Title = w.Text(name+".finding", "n", w.Number(int64(len(a.Rows))), "share", w.Percent(first))
	}
	return f
}

// variant writes a sequence in the reader's language: stages by their names, the sources' activities as they are.
func (a Answer) variant(text string, w Words) string {
	steps := strings.Split(text, between)
	for i, step := range steps {
		if s := data.Stage(step); a.Question.Name == "variants" && s.Valid() {
			steps[i] = w.Stage(s)
		}
	}
	return strings.Join(steps, arrow)
}

// short writes a sequence as a figure has room for it: the first letters of each step. The table has the whole names.
func short(variant string) string {
	const letters = 3
	steps := strings.Split(variant, arrow)
	for i, step := range steps {
		if r := []rune(step); len(r) > letters {
			steps[i] = string(r[:letters])
		}
	}
	return strings.Join(steps, strings.TrimSpace(arrow))
}
