package analytics

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tuntas/analytics/figure"
)

// activity is a name by which the sources call what happened, and what it was taken for.
type activity struct{ name, kind string }

// activityTold is what the sources called the events of a scope, and in which sequences reports had these.
type activityTold struct {
	activities []activity // by name
	sequences  []sequence
}

func (t activityTold) names() []string {
	names := make([]string, 0, len(t.activities))
	for _, a := range t.activities {
		names = append(names, a.name)
	}
	return names
}

// toldActivities is no question of its own: several are answered from what it finds, which is remembered like an answer.
var toldActivities = Question{Name: "activity-sequences", measure: func(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	var told activityTold
	err := ask(ctx, q, "activity_names", s.args(), func(r *sql.Rows) error {
		var a activity
		told.activities = append(told.activities, a)
		return r.Scan(&told.activities[len(told.activities)-1].name, &told.activities[len(told.activities)-1].kind)
	})
	if err != nil {
		return nil, nil, 0, err
	}
	told.sequences, err = toldSequences(ctx, q, s)
	rows := [][]any{{told.activities}}
	for _, one := range told.sequences {
		rows = append(rows, []any{one})
	}
	return []Column{{"told", figure.Text}}, rows, 0, err
}}

// toldSequences are the sequences that reports had of what the sources called the events of a scope. Those of the events of
// some units only are not prepared.
func toldSequences(ctx context.Context, q Querier, s Scope) ([]sequence, error) {
	args := s.args()
	told, err := reportsOf(ctx, q, "activity_told", args)
	if err != nil {
		return nil, err
	}
	return sequences(ctx, q, "activity_sequences", args, told)
}

// activitySequences asks what the sources called the events of a scope, and in which sequences reports had these.
func activitySequences(ctx context.Context, q Querier, s Scope) (activityTold, error) {
	a, err := remembered(ctx, q, toldActivities, s)
	if err != nil {
		return activityTold{}, err
	}
	told := activityTold{activities: a.Rows[0][0].([]activity)}
	for _, row := range a.Rows[1:] {
		told.sequences = append(told.sequences, row[0].(sequence))
	}
	return told, nil
}

// activityCount is how often an activity came.
type activityCount struct {
	events, reports, repeated, loops, returns int64
}

// add counts an activity as it comes in a sequence: events of it in runs of events one after the other, loops of which are
// longer than one.
func (c *activityCount) add(reports, events, runs, loops int64) {
	c.events += reports * events
	c.reports += reports
	c.loops += reports * loops
	c.repeated += reports * one(events > 1)
	c.returns += reports * one(runs > 1)
}

// activities counts events by what their source called them, to hold an import against its origin. Loops are runs of two or
// more directly upon each other, returns the reports in which the activity came again after others: self-loops and
// repetitions as bupaR's edeaR counts them.
func activities(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := []Column{
		{"activity", figure.Text}, {"kind", figure.Text}, {"events", figure.Count}, {"reports", figure.Count},
		{"repeated", figure.Count}, {"loops", figure.Count}, {"returns", figure.Count},
	}
	told, err := activitySequences(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	counts := map[string]activityCount{}
	for _, one := range told.sequences {
		one.count(counts)
	}
	var rows [][]any
	var n int64
	for _, a := range told.activities {
		c := counts[a.name]
		n += c.events
		rows = append(rows, []any{a.name, a.kind, c.events, c.reports, c.repeated, c.loops, c.returns})
	}
	slices.SortStableFunc(rows, func(a, b []any) int { return cmp.Compare(b[2].(int64), a[2].(int64)) })
	return columns, rows, n, nil
}

// count adds the steps of a sequence to the counts of all activities.
func (s sequence) count(counts map[string]activityCount) {
	type came struct{ events, runs, loops int64 }
	all := map[string]came{}
	for i, step := range s.steps {
		c := all[step]
		c.events++
		again := i > 0 && s.steps[i-1] == step
		c.runs += one(!again)
		c.loops += one(again && (i == 1 || s.steps[i-2] != step))
		all[step] = c
	}
	for step, c := range all {
		count := counts[step]
		count.add(s.reports, c.events, c.runs, c.loops)
		counts[step] = count
	}
}

// stepPair is two steps one directly after the other.
type stepPair struct{ step, after string }

// activityPaths is the directly-follows graph of the sources' own activities, to hold an import against its origin.
func activityPaths(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	columns := append([]Column{{"activity", figure.Text}, {"next_activity", figure.Text}}, moveColumns[2:]...)
	told, err := activitySequences(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	medians, err := activityMedians(ctx, q, s, told.names())
	if err != nil {
		return nil, nil, 0, err
	}
	var rows [][]any
	var n int64
	for pair, m := range told.pairs() {
		n += m.moves
		row := []any{pair.step, pair.after, m.moves, m.reports, nil}
		if median, ok := medians[pair]; ok {
			row[4] = median
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b []any) int {
		return cmp.Or(cmp.Compare(b[2].(int64), a[2].(int64)), strings.Compare(a[0].(string), b[0].(string)), strings.Compare(a[1].(string), b[1].(string)))
	})
	return columns, rows, n, nil
}

// pairs counts how often each activity followed directly upon each, and in how many reports.
func (t activityTold) pairs() map[stepPair]aMove {
	all := map[stepPair]aMove{}
	for _, s := range t.sequences {
		times := map[stepPair]int64{}
		for i := 1; i < len(s.steps); i++ {
			times[stepPair{s.steps[i-1], s.steps[i]}]++
		}
		for pair, n := range times {
			m := all[pair]
			m.moves += n * s.reports
			m.reports += s.reports
			all[pair] = m
		}
	}
	return all
}

// activityMedians is after how long each of these activities followed directly upon each, in seconds.
func activityMedians(ctx context.Context, q Querier, s Scope, names []string) (map[stepPair]float64, error) {
	args := s.args()
	told, err := reportsOf(ctx, q, "activity_told", args)
	if err != nil {
		return nil, err
	}
	args["between"], args["steps"], args["width"], args["reports"] = between, names, len(names)+1, told
	medians := map[stepPair]float64{}
	err = ask(ctx, q, "activity_lengths", args, func(r *sql.Rows) error {
		var step, after int
		var median float64
		err := r.Scan(&step, &after, &median)
		if err == nil {
			medians[stepPair{names[step-1], names[after-1]}] = median
		}
		return err
	})
	return medians, err
}
