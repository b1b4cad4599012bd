package analytics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// judged are three reports: accepted at once, accepted at the second pass, and refused with the refusal taken back.
func judged(t *testing.T) []datatest.Case {
	t.Helper()
	once := datatest.Walk(t, 1, "2026-03-01", data.Received, data.FollowedUp, data.Submitted, data.Accepted)
	twice := datatest.Walk(t, 2, "2026-03-01", data.Received, data.Submitted, data.Refused, data.Submitted, data.Accepted)
	back := datatest.Walk(t, 3, "2026-03-01", data.Received, data.Submitted, data.Refused, data.Undone, data.Accepted)
	twice.Events[2].Reason, back.Events[2].Reason = "no_photo", "photo_unclear"
	return []datatest.Case{once, twice, back}
}

func TestFirstPass(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, judged(t)...)
	s := month(time.March)
	s.By = analytics.None
	a := ask(t, db, "first-pass", s)
	if diff := cmp.Diff([]any{i64(3), i64(2), i64(1), 2.0 / 3}, a.Rows[0][:4]); diff != "" {
		t.Error(diff)
	}
	s.AsOf = datatest.At(t, "2026-03-01 02:30") // both refusals stand, nothing is accepted
	if a := ask(t, db, "first-pass", s); cell(t, a, "accepted") != i64(0) || cell(t, a, "reports") != i64(2) {
		t.Errorf("as of half past two: %v", a.Rows)
	}
}

// TestFirstPassJudgedTwice: a report whose first follow-up was judged twice is one report, refused if any decision refused it, on the
// day of the last one.
func TestFirstPassJudgedTwice(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db,
		datatest.Walk(t, 1, "2026-03-01", data.Received, data.Submitted, data.Accepted),
		datatest.Walk(t, 2, "2026-03-31 20:30", data.Received, data.Submitted, data.Refused, data.Undone, data.Accepted, data.Submitted, data.Refused),
	)
	for _, c := range []struct {
		period            time.Month
		reports, accepted int64
	}{{time.March, 1, 1}, {time.April, 1, 0}} {
		s := month(c.period)
		s.By = analytics.None
		if a := ask(t, db, "first-pass", s); cell(t, a, "reports") != c.reports || cell(t, a, "accepted") != c.accepted {
			t.Errorf("%v: %v; want %d reports, %d accepted", c.period, a.Rows, c.reports, c.accepted)
		}
	}
}

func TestPasses(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, judged(t)...)
	a := ask(t, db, "passes", month(time.March))
	want := [][]any{
		{"1", i64(3), i64(2), 2.0 / 3, a.Rows[0][4], a.Rows[0][5], i64(2), 2.0 / 3},
		{"2", i64(1), i64(1), 1.0, a.Rows[1][4], a.Rows[1][5], i64(1), 1.0 / 3},
	}
	if diff := cmp.Diff(want, a.Rows); diff != "" {
		t.Error(diff)
	}
	if a.N != 3 {
		t.Errorf("%d judged; want 3", a.N)
	}
}

func TestByReason(t *testing.T) {
	db := datatest.Open(t, nil)
	no, unclear := datatest.Walk(t, 7, "2026-03-02", data.Received, data.RejectedIt), datatest.Walk(t, 8, "2026-03-02", data.Received, data.RejectedIt)
	no.Events[1].Reason = "duplicate"
	datatest.Add(t, db, append(judged(t), no, unclear)...)
	s := month(time.March)
	s.By, s.Grain = analytics.ByReason, analytics.None
	a := ask(t, db, "rejection", s)
	for i, want := range [][]any{{"", i64(5), i64(0), i64(5), i64(1), 0.2}, {"duplicate", i64(5), i64(0), i64(5), i64(1), 0.2}} {
		if diff := cmp.Diff(want, a.Rows[i][:6]); diff != "" {
			t.Error(diff)
		}
	}
	if a.N != 5 {
		t.Errorf("%d decided; want 5, not once for each reason", a.N)
	}
	a = ask(t, db, "refusal", s)
	if diff := cmp.Diff([][]any{{"no_photo", i64(1), i64(4), i64(3), i64(1), 0.25, a.Rows[0][6], a.Rows[0][7]}}, a.Rows); diff != "" {
		t.Error(diff)
	}
	s.AsOf = datatest.At(t, "2026-03-01 02:30")
	if a := ask(t, db, "refusal", s); len(a.Rows) != 2 || a.N != 2 {
		t.Errorf("before one was taken back: %v", a.Rows)
	}
}
