package analytics

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// variants counts the sequences of stages that reports have gone through, those still open up to where they stand.
func variants(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	args := s.args()
	moved, err := movedReports(ctx, q, args)
	if err != nil {
		return nil, nil, 0, err
	}
	all, err := sequences(ctx, q, "variants", args, moved)
	if err != nil {
		return nil, nil, 0, err
	}
	columns, rows, n := variantRows(all)
	for i, row := range rows {
		steps, official := strings.Split(row[0].(string), between), true
		for k := 1; k < len(steps); k++ {
			official = official && data.Official(data.Stage(steps[k-1]), data.Stage(steps[k]))
		}
		rows[i] = append(row, yesno(official))
	}
	return append(columns, Column{"official", figure.Text}), rows, n, nil
}

// activityVariants counts the sequences of the sources' own activities, to hold an import against its origin.
func activityVariants(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	told, err := activitySequences(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	columns, rows, n := variantRows(told.sequences)
	return columns, rows, n, nil
}

// variantRows puts the most frequent sequences first, with the share of all reports that each and those before it have.
func variantRows(all []sequence) (columns []Column, rows [][]any, n int64) {
	columns = []Column{
		{"variant", figure.Text}, {"steps", figure.Count}, {"reports", figure.Count}, {"share", figure.Share}, {"coverage", figure.Share},
	}
	counts := map[string]int64{}
	for _, one := range all {
		counts[one.text()] += one.reports
		n += one.reports
	}
	var so int64
	rows = make([][]any, 0, len(counts))
	order := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	for _, variant := range order {
		so += counts[variant]
		steps := int64(strings.Count(variant, between) + 1)
		rows = append(rows, []any{variant, steps, counts[variant], share(counts[variant], n), share(so, n)})
	}
	return columns, rows, n
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
