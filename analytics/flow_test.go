package analytics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// first is the first of a month of 2026.
func first(m time.Month) time.Time { return time.Date(2026, m, 1, 0, 0, 0, 0, time.UTC) }

// rowsWith returns the rows whose cell in a column is value, without that check on the rest.
func rowsWith(a analytics.Answer, column string, value any) [][]any {
	var rows [][]any
	for i := range a.Rows {
		if a.Value(i, column) == value {
			rows = append(rows, a.Rows[i])
		}
	}
	return rows
}

func TestFlow(t *testing.T) {
	db := datatest.Open(t, nil)
	old := datatest.Walk(t, 1, "2026-02-10", data.Received)                          // waits since February
	over := datatest.Walk(t, 2, "2026-02-28 23:30", data.Received, data.Coordinated) // crosses into March by an hour
	quick := datatest.Walk(t, 3, "2026-03-05", data.Received, data.RejectedIt)       // in and out in March
	later := datatest.Walk(t, 4, "2026-04-02", data.Received)                        // after the period
	back := datatest.Walk(t, 5, "2026-03-31 22:30", data.Received, data.Coordinated) // at Coordination at 23:30
	back.Events = append(back.Events, datatest.Walk(t, 5, "2026-04-01 01:00", data.Started).Events...)
	datatest.Add(t, db, old, over, quick, later, back)
	s := analytics.Scope{From: first(time.February), Until: first(time.April), Zone: datatest.Jakarta}
	feb, mar := first(time.February), first(time.March)
	want := [][]any{
		{feb, "waiting", int64(2), int64(0), int64(2)}, {feb, "coordination", int64(0), int64(0), int64(0)},
		{feb, "process", int64(0), int64(0), int64(0)}, {feb, "rejected", int64(0), int64(0), nil},
		{mar, "waiting", int64(2), int64(3), int64(1)}, {mar, "coordination", int64(2), int64(0), int64(2)},
		{mar, "process", int64(0), int64(0), int64(0)}, {mar, "rejected", int64(1), int64(0), nil},
	}
	got := ask(t, db, "flow", s)
	want = [][]any{want[0], want[1], want[3], want[4], want[5], want[7]} // nobody came to Process before April
	if diff := cmp.Diff(want, got.Rows); diff != "" {
		t.Error(diff)
	}
	s.From = first(time.March) // what lay there when the period began counts at its end
	if diff := cmp.Diff(want[3:], ask(t, db, "flow", s).Rows); diff != "" {
		t.Error(diff)
	}
	s.AsOf = datatest.At(t, "2026-03-01 00:30") // the move at that very instant is not seen
	if got := ask(t, db, "flow", s).Rows; len(got) != 1 || got[0][4] != int64(2) {
		t.Errorf("as of half past midnight: %v", got)
	}
	s.AsOf, s.Grain, s.From, s.Until = time.Time{}, analytics.None, time.Time{}, time.Time{}
	if got := rowsWith(ask(t, db, "flow", s), "stage", "waiting"); len(got) != 1 || got[0][3] != int64(2) {
		t.Errorf("over all time: %v", got)
	}
}

func TestBacklog(t *testing.T) {
	db := datatest.Open(t, nil)
	at := "2026-05-01 12:00"
	fresh := datatest.Walk(t, 1, "2026-04-27 12:01", data.Received)           // under 4 days
	four := datatest.Walk(t, 2, "2026-04-27 12:00", data.Received)            // 4 days to the second
	old := datatest.Walk(t, 3, "2026-01-01", data.Received, data.Coordinated) // over 60
	done := datatest.Walk(t, 4, "2026-04-01", data.Received, data.Submitted, data.Accepted)
	later := datatest.Walk(t, 5, "2026-04-30 12:00", data.Received, data.RejectedIt)
	later.Events[1].HappenedAt = datatest.At(t, "2026-05-01 12:00") // rejected at the instant itself: open before it
	datatest.Add(t, db, fresh, four, old, done, later)
	a := ask(t, db, "backlog", analytics.Scope{AsOf: datatest.At(t, at), Zone: datatest.Jakarta})
	n := func(v int64) any { return v }
	want := [][]any{
		{"waiting", n(3), n(2), n(1), n(0), n(0), n(0), n(0), 4 * 86400.0, n(3), nil, nil, nil},
		{"coordination", n(1), n(0), n(0), n(0), n(0), n(0), n(1), 120.5 * 86400.0, nil, nil, nil, nil},
	}
	want[0][9] = nil // nothing left Waiting in the four weeks before: there is no length of stay and no load
	if diff := cmp.Diff(want, a.Rows); diff != "" {
		t.Error(diff)
	}
	if a.N != 4 {
		t.Errorf("%d open; want 4", a.N)
	}
}

// TestLittlesLaw: one report a day, each a day in Waiting, leaves one there at any time.
func TestLittlesLaw(t *testing.T) {
	db := datatest.Open(t, nil)
	var cases []datatest.Case
	for i := range 40 {
		c := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated)
		sent := datatest.At(t, "2026-03-01 12:00").AddDate(0, 0, i)
		c.Report.Number, c.Report.SentAt = "JK26030100"+string(rune('A'+i)), sent
		c.Events[0].HappenedAt, c.Events[1].HappenedAt = sent, sent.Add(24*time.Hour)
		cases = append(cases, c)
	}
	datatest.Add(t, db, cases...)
	a := ask(t, db, "backlog", analytics.Scope{AsOf: datatest.At(t, "2026-04-05"), Zone: datatest.Jakarta})
	if got := a.Rows[0][9:]; got[0] != int64(28) || got[1] != 86400.0 || got[2] != int64(1) || got[3] != 1.0 {
		t.Errorf("arrivals, mean, expected, load: %v", got)
	}
}
