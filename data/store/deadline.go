package store

import (
	"database/sql"
	"fmt"
	"strings"
	"time"

	"tuntas/data"
)

// startedReports is each report at one of the open stages with the starts of its clocks: see data.Starts. The instant at which
// it was sent stands for its first event, and a decision that was taken back has entered nothing anew. The inner statements name the
// reports again, so that they read few blocks.
const startedReports = `SELECT o.report_id, o.stage, coalesce(j.at, o.since) AS since, greatest(o.sent_at, b.at) AS case_at,
		greatest(o.sent_at, b.at, d.at) AS pass_at
	FROM report_current o
	LEFT JOIN (SELECT report_id, max(left_at) AS at FROM visit WHERE stage = $rejected
		AND report_id IN (SELECT report_id FROM report_current WHERE list_contains($open, stage)) GROUP BY report_id) b ON b.report_id = o.report_id
	LEFT JOIN (SELECT report_id, max(decided_at) AS at FROM decision WHERE kind = $refused AND undone_at IS NULL
		AND report_id IN (SELECT report_id FROM report_current WHERE list_contains($open, stage) AND pass > $first) GROUP BY report_id) d ON d.report_id = o.report_id
	LEFT JOIN (` + judgedSince + `) j ON j.report_id = o.report_id AND o.stage = $validation
	WHERE list_contains($open, o.stage)`

// judgedSince is when each report with a decision that was taken back last came to Validation by anything else.
const judgedSince = `SELECT v.report_id, max(v.entered_at) AS at
	FROM visit v
	JOIN (SELECT report_id, list(undone_at) AS undone FROM decision WHERE undone_at IS NOT NULL GROUP BY report_id) u ON u.report_id = v.report_id
	WHERE v.stage = $validation AND v.report_id IN (SELECT report_id FROM decision WHERE undone_at IS NOT NULL)
		AND NOT list_contains(u.undone, v.entered_at)
	GROUP BY v.report_id`

// startedArgs are the parameters of startedReports.
func startedArgs(open ...data.Stage) []any {
	return []any{
		sql.Named("rejected", string(data.Rejected)), sql.Named("refused", string(data.Refused)), sql.Named("open", stageTexts(open)),
		sql.Named("first", 1), sql.Named("validation", string(data.Validation)),
	}
}

// runsAt are the stages at which a clock runs, and the column of its start: data.Starts.At in SQL.
var runsAt = map[data.Clock]struct {
	column string
	stages []data.Stage
}{
	data.ClockCase:       {"case_at", openStages()},
	data.ClockCoordinate: {"case_at", []data.Stage{data.Waiting}},
	data.ClockFollowUp:   {"pass_at", []data.Stage{data.Waiting, data.Coordination, data.Disposition, data.Process}},
	data.ClockPass:       {"pass_at", openStages()},
	data.ClockValidation: {"since", []data.Stage{data.Validation}},
}

func openStages() (open []data.Stage) {
	for _, s := range data.Stages() {
		if s.Open() {
			open = append(open, s)
		}
	}
	return open
}

// atStages returns the condition that a report stands at one of these stages. Over the few values of this column a function is
// quicker than comparing with several.
func atStages(stages []data.Stage, n *names) string {
	return "list_contains(" + n.put(stageTexts(stages)) + ", c.stage)"
}

func closedStages() (closed []data.Stage) {
	for _, s := range data.Stages() {
		if !s.Open() {
			closed = append(closed, s)
		}
	}
	return closed
}

// dueConditions turns rules into the condition that the earliest running deadline of a started report stands so at the
// instant now. Each rule gives a span of starts: its deadline never falls when its start rises, so no date is computed for
// any row.
type dueConditions struct {
	rules    []data.Rule
	calendar data.Calendar
	now      time.Time
	names    *names
}

// in returns the condition that a started report s has a deadline of this state; for none it is the opposite, that a clock runs.
func (d dueConditions) in(state data.DeadlineState) (string, error) {
	tomorrow := d.calendar.Begins(d.calendar.Day(d.now).AddDate(0, 0, 1))
	dueBy := func(at time.Time) string {
		return d.any(func(r data.Rule) (data.Window, bool) { return r.DueBy(at, d.calendar) })
	}
	past := func() string { return dueBy(d.now) }
	soon := func() string { return dueBy(tomorrow.Add(-time.Microsecond)) }
	runs := func() string { return d.any(func(r data.Rule) (data.Window, bool) { return r.Fires(d.calendar) }) }
	switch state {
	case data.DeadlineOverdue:
		return past(), nil
	case data.DeadlineToday:
		return soon() + " AND NOT " + past(), nil
	case data.DeadlineRunning:
		return runs() + " AND NOT " + soon(), nil
	case data.DeadlineNone:
		return runs(), nil
	}
	return "", data.About(string(state), data.ErrUnknownDimension)
}

// any returns the condition that the clock of at least one rule has a start in the rule's span.
func (d dueConditions) any(span func(data.Rule) (data.Window, bool)) string {
	parts := []string{d.names.put(false)}
	for _, r := range d.rules {
		w, ok := span(r)
		if !ok {
			continue
		}
		at := runsAt[r.Clock]
		part := fmt.Sprintf("list_contains(%s, s.stage) AND s.%s >= %s", d.names.put(stageTexts(at.stages)), at.column, d.names.put(w.From.UTC()))
		if !w.Until.IsZero() {
			part += fmt.Sprintf(" AND s.%s < %s", at.column, d.names.put(w.Until.UTC()))
		}
		parts = append(parts, part)
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// surely returns a condition on report_current c under which a clock runs: by a rule without an end, since a start that is never
// before the report was sent.
func (d dueConditions) surely() string {
	parts := []string{d.names.put(false)}
	for _, r := range d.rules {
		at := runsAt[r.Clock]
		if w, ok := r.Fires(d.calendar); ok && w.Until.IsZero() && at.column != "since" {
			parts = append(parts, atStages(at.stages, d.names)+" AND c.sent_at >= "+d.names.put(w.From.UTC()))
		}
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// names gives each value of a statement a name of its own.
type names struct{ args []any }

// put returns the name under which the value travels.
func (n *names) put(value any) string {
	name := fmt.Sprintf("v%d", len(n.args))
	n.args = append(n.args, sql.Named(name, value))
	return "$" + name
}

func stageTexts(stages []data.Stage) []string {
	texts := make([]string, len(stages))
	for i, s := range stages {
		texts[i] = string(s)
	}
	return texts
}
