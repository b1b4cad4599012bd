package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// firstPass is the share of reports whose first follow-up was accepted at once, of those whose first follow-up was judged.
// Where several judge one pass, none of them may have refused.
func firstPass(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append([]Column{{"reports", figure.Count}, {"accepted", figure.Count}, {"refused", figure.Count}}, rateColumns...)
	var rows [][]any
	var n int64
	args, err := decided(ctx, q, s)
	if err == nil {
		err = helpFirstPass(ctx, q, s, args)
	}
	if err != nil {
		return nil, nil, 0, err
	}
	err = ask(ctx, q, "first_pass", args, func(r *sql.Rows) error {
		var k key
		var reports, accepted int64
		if err := r.Scan(&k.period, &k.group, &reports, &accepted); err != nil {
			return err
		}
		n += reports
		rows = append(rows, append(append(k.cells(s), reports, accepted, reports-accepted), rate(accepted, reports)...))
		return nil
	})
	return columns, rows, n, err
}

// helpFirstPass chooses how first passes are judged. Where no report of the scope has several decisions about its first pass,
// and that is so nearly always, each decision is a report; else those of a report are put together.
func helpFirstPass(ctx context.Context, q Querier, s Scope, args map[string]any) error {
	helps, first, last := args["helps"].([]string), args["lowest"].(int64), args["highest"].(int64)
	args["helps"] = append(helps, "again")
	if last-first < mostBits*8 {
		span := Scope{From: s.From, Until: s.Until, AsOf: s.asOf(), Rule: s.Rule, Zone: s.Zone}
		judged := func(ctx context.Context, q Querier, _ Scope) ([]Column, [][]any, int64, error) {
			var decisions, reports int64
			err := ask(ctx, q, "first_judged", args, func(r *sql.Rows) error { return r.Scan(&decisions, &reports) })
			return []Column{{"decisions", figure.Count}, {"reports", figure.Count}}, [][]any{{decisions, reports}}, 1, err
		}
		a, err := remembered(ctx, q, Question{Name: "first-judged", measure: judged}, span)
		if err != nil {
			return err
		}
		if a.count(0, "decisions") == a.count(0, "reports") {
			args["helps"] = []string{"once", "left"}
		}
	}
	return nil
}

func drawFirstPass(a Answer, w Words) figure.Figure {
	return drawRate(a, "reports", "accepted", figure.Good, w)
}

// passRow is one pass of one period and group.
type passRow struct {
	k                      key
	pass                   int64
	judged, accepted, done int64
}

// passes says how many reports were judged at each pass and how many of these accepted, and how many times the reports
// that are Done had been handed in for validation.
func passes(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append([]Column{{"pass", figure.Text}, {"judged", figure.Count}, {"accepted", figure.Count}}, rateColumns...)
	columns = append(columns, Column{"done", figure.Count}, Column{"done_share", figure.Share})
	all := passRows{at: map[passKey]int{}, done: map[key]int64{}}
	args, err := narrowed(ctx, q, s, "decision_span")
	if err != nil {
		return nil, nil, 0, err
	}
	err = ask(ctx, q, "passes_judged", args, func(r *sql.Rows) error {
		var p passRow
		if err := r.Scan(&p.k.period, &p.k.group, &p.pass, &p.judged, &p.accepted); err != nil {
			return err
		}
		all.add(p)
		return nil
	})
	if err != nil {
		return nil, nil, 0, err
	}
	err = ask(ctx, q, "passes_done", s.args(), func(r *sql.Rows) error {
		var p passRow
		if err := r.Scan(&p.k.period, &p.k.group, &p.pass, &p.done); err != nil {
			return err
		}
		all.add(p)
		return nil
	})
	rows, n := all.cells(s)
	return columns, rows, n, err
}

// passKey is what a row of passes is about.
type passKey struct {
	k    key
	pass int64
}

// passRows joins what was judged and what is done.
type passRows struct {
	rows []passRow
	at   map[passKey]int
	done map[key]int64 // all that are done, whatever the pass
}

func (all *passRows) add(p passRow) {
	all.done[p.k] += p.done
	i, ok := all.at[passKey{p.k, p.pass}]
	if !ok {
		all.at[passKey{p.k, p.pass}] = len(all.rows)
		all.rows = append(all.rows, p)
		return
	}
	all.rows[i].judged += p.judged
	all.rows[i].accepted += p.accepted
	all.rows[i].done += p.done
}

// cells are the rows in order; n is how many reports were judged at their first pass.
func (all *passRows) cells(s Scope) (rows [][]any, n int64) {
	slices.SortFunc(all.rows, func(a, b passRow) int {
		return cmp.Or(a.k.period.Time.Compare(b.k.period.Time), strings.Compare(a.k.group, b.k.group), cmp.Compare(a.pass, b.pass))
	})
	for _, p := range all.rows {
		if p.pass == 1 {
			n += p.judged
		}
		row := append(p.k.cells(s), strconv.FormatInt(p.pass, 10), p.judged, p.accepted)
		row = append(append(row, rate(p.accepted, p.judged)...), p.done, share(p.done, all.done[p.k]))
		rows = append(rows, row)
	}
	return rows, n
}

// drawPasses shows how many reports are done after how many passes.
func drawPasses(a Answer, w Words) figure.Figure {
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: w.Text("column.pass"), ValueAxis: w.Text("axis.reports"), Unit: figure.Count, Title: w.Text("measure.passes.nothing"),
	}
	var rows []int
	var done, first int64
	for row := range a.Rows {
		n := a.count(row, "done")
		done += n
		if a.text(row, "pass") == "1" {
			first += n
		}
		if len(rows) == maxCategories {
			f.Notes = []string{w.Text("figure.rows_cut", "n", w.Number(maxCategories))}
			continue
		}
		name := Label(ByPass, a.text(row, "pass"), w)
		if a.Scope.By != "" || a.Scope.Grain != "" {
			name = a.label(row, w) + ", " + name
		}
		rows, f.Categories = append(rows, row), append(f.Categories, name)
	}
	points := a.points("done", rows)
	for i, row := range rows {
		points[i].Key[keyTimes] = a.text(row, "pass")
	}
	f.Series = []figure.Series{{Name: w.Stage(data.Done), Tone: figure.Good, Points: points}}
	if done > 0 {
		f.Title = w.Text("measure.passes.finding", "n", w.Number(done), "share", w.Percent(float64(first)/float64(done)))
	}
	return f
}

// throughput is the time from the first to the last event of a report: what process mining calls so, without a thought of
// those that are still open. It is for holding an import against its origin, report by report where asked; time-to-done is
// the question about performance.
func throughput(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"reports", figure.Count}, {"events", figure.Count}, {"mean_s", figure.Duration}, {"shortest_s", figure.Duration},
		{"median_s", figure.Duration}, {"longest_s", figure.Duration},
	}
	var rows [][]any
	var n int64
	args, _, err := dense(ctx, q, s, "received_count", true)
	if err != nil {
		return nil, nil, 0, err
	}
	err = ask(ctx, q, "throughput", args, func(r *sql.Rows) error {
		var k key
		var reports, events int64
		var mean, shortest, median, longest float64
		if err := r.Scan(&k.period, &k.group, &reports, &events, &mean, &shortest, &median, &longest); err != nil {
			return err
		}
		n += reports
		rows = append(rows, append(k.cells(s), reports, events, mean, shortest, median, longest))
		return nil
	})
	return columns, rows, n, err
}
