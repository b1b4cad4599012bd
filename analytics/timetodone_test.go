package analytics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// cell returns one cell of the only row.
func cell(t *testing.T, a analytics.Answer, column string) any {
	t.Helper()
	if len(a.Rows) != 1 {
		t.Fatalf("%d rows", len(a.Rows))
	}
	return a.Value(0, column)
}

func TestTimeToDone(t *testing.T) {
	db := datatest.Open(t, nil)
	two := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Submitted, data.Accepted) // done after 2 h
	three := datatest.Walk(t, 2, "2026-03-01", data.Received, data.Coordinated, data.Submitted, data.Accepted)
	bad := datatest.Walk(t, 3, "2026-03-01", data.Received, data.RejectedIt) // rejected after 1 h
	open := datatest.Walk(t, 4, "2026-03-01", data.Received)
	again := datatest.Walk(t, 5, "2026-03-01", data.Received, data.Submitted, data.Accepted, data.Undone, data.Accepted) // done at last after 4 h
	datatest.Add(t, db, two, three, bad, open, again)
	s := month(time.March)
	s.Grain, s.AsOf = analytics.None, datatest.At(t, "2026-04-05")
	a := ask(t, db, "time-to-done", s)
	for column, want := range map[string]any{
		"reports": int64(5), "done": int64(3), "rejected": int64(1), "open": int64(1), "skipped": int64(0),
		"median_s": 4 * 3600.0, // three of five after four hours: the rejected one stays among the five
		"p75_s":    nil, "done_30d": 0.6, "rejected_30d": 0.2, "open_30d": 0.2,
	} {
		got := cell(t, a, column)
		if f, ok := got.(float64); ok {
			got = float64(int(f*1e9+.5)) / 1e9
		}
		if got != want {
			t.Errorf("%s: got %v; want %v", column, got, want)
		}
	}
	s.AsOf = datatest.At(t, "2026-03-01 02:30") // the second decision on 5 is still to come, the first stands
	a = ask(t, db, "time-to-done", s)
	if cell(t, a, "done") != int64(2) || cell(t, a, "median_s") != nil && cell(t, a, "median_s") != 7200.0 {
		t.Errorf("as of half past two: %v", a.Rows)
	}
	if cell(t, a, "done_30d") != nil {
		t.Error("thirty days have not gone by, and are spoken of")
	}
	s.AsOf = datatest.At(t, "2026-03-01 03:30") // taken back: open
	if a = ask(t, db, "time-to-done", s); cell(t, a, "done") != int64(2) || cell(t, a, "open") != int64(2) {
		t.Errorf("as of half past three: %v", a.Rows)
	}
}

func TestFirstResponse(t *testing.T) {
	db := datatest.Open(t, nil)
	one := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated)
	bad := datatest.Walk(t, 2, "2026-03-01", data.Received, data.RejectedIt, data.Completed, data.Coordinated) // waits again later
	open := datatest.Walk(t, 3, "2026-03-01", data.Received)
	typed := datatest.Walk(t, 4, "2026-03-01", data.Received, data.Coordinated)
	typed.Report.SentAt = datatest.At(t, "2026-02-28 22:00") // sent in February, entered two hours later
	datatest.Add(t, db, one, bad, open, typed)
	s := analytics.Scope{From: first(time.February), Until: first(time.April), Zone: datatest.Jakarta, AsOf: datatest.At(t, "2026-03-01 10:00")}
	a := ask(t, db, "first-response", s)
	var got [][]any
	for _, row := range a.Rows {
		got = append(got, append(row[:7:7], row[13]))
	}
	if len(got) != 2 {
		t.Fatal(got)
	}
	for i, want := range [][]any{
		{first(time.February), int64(1), int64(1), int64(0), int64(0), int64(0), 10800.0},
		{first(time.March), int64(3), int64(1), int64(1), int64(1), int64(0), nil},
	} {
		if diff := cmp.Diff(want, a.Rows[i][:7]); diff != "" {
			t.Error(diff)
		}
	}
}

// TestDoneBeforeReceived: times that contradict each other are counted, and kept out of the estimate.
func TestDoneBeforeReceived(t *testing.T) {
	db := datatest.Open(t, nil)
	odd := datatest.Walk(t, 1, "2026-03-01 12:00", data.Received, data.Accepted)
	odd.Report.SentAt = odd.Report.SentAt.Add(5 * time.Hour)
	datatest.Add(t, db, odd, datatest.Walk(t, 2, "2026-03-01 12:00", data.Received, data.Accepted))
	s := month(time.March)
	s.Grain = analytics.None
	a := ask(t, db, "time-to-done", s)
	if cell(t, a, "skipped") != int64(1) || cell(t, a, "reports") != int64(2) || cell(t, a, "median_s") != 3600.0 {
		t.Errorf("%v", a.Rows)
	}
}

// TestTimeInStageSpread holds the further columns of time-in-stage on ten stays of 1 to 10 hours and one that is open.
func TestTimeInStageSpread(t *testing.T) {
	db := datatest.Open(t, nil)
	var cases []datatest.Case
	for i := 1; i <= 10; i++ {
		c := datatest.Walk(t, i, "2026-03-01", data.Received, data.Coordinated)
		c.Events[1].HappenedAt = c.Events[0].HappenedAt.Add(time.Duration(i) * time.Hour)
		cases = append(cases, c)
	}
	datatest.Add(t, db, append(cases, datatest.Walk(t, 11, "2026-03-01", data.Received))...)
	s := month(time.March)
	s.AsOf = datatest.At(t, "2026-04-01")
	s.Where = map[analytics.Dimension][]string{analytics.ByStage: {"waiting"}}
	a := ask(t, db, "time-in-stage", s)
	const hour = 3600.0
	for column, want := range map[string]any{
		"stays": int64(11), "open": int64(1), "median_s": 6 * hour, "p75_s": 9 * hour, "p90_s": 10 * hour,
		"mean_30d_s": (55 + 30*24) * hour / 11, "p90_high_s": nil, // 10 of 11 have ended after ten hours, one after none
	} {
		got := cell(t, a, column)
		if f, ok := got.(float64); ok {
			got = float64(int(f + .5))
			want = float64(int(want.(float64) + .5))
		}
		if got != want {
			t.Errorf("%s: got %v; want %v", column, got, want)
		}
	}
	if low, median := cell(t, a, "median_low_s").(float64), 6*hour; low >= median {
		t.Errorf("lower end %v", low)
	}
}

// TestFirstResponseOfOneInstant: a source that tells three times in one second that a report came in tells of one wait.
func TestFirstResponseOfOneInstant(t *testing.T) {
	db := datatest.Open(t, nil)
	c := datatest.Walk(t, 1, "2026-03-01 08:00", data.Received, data.Received, data.Received, data.Coordinated)
	for i := range 3 {
		c.Events[i].HappenedAt = c.Events[0].HappenedAt
	}
	datatest.Add(t, db, c)
	s := month(time.March)
	s.Grain = analytics.None
	a := ask(t, db, "first-response", s)
	if len(a.Rows) != 1 || cell(t, a, "reports") != int64(1) || cell(t, a, "moved") != int64(1) {
		t.Errorf("%v", a.Rows)
	}
}

// TestWaitingAgainIsNoResponse: a report that goes from Waiting to Waiting has not been answered by that.
func TestWaitingAgainIsNoResponse(t *testing.T) {
	db := datatest.Open(t, nil)
	c := datatest.Walk(t, 1, "2026-03-02 08:00", data.Received, data.Received, data.Coordinated)
	still := datatest.Walk(t, 2, "2026-03-02 08:00", data.Received, data.Received)
	datatest.Add(t, db, c, still)
	a := ask(t, db, "first-response", month(time.March))
	want := []any{int64(2), int64(1), int64(1), c.Events[2].HappenedAt.Sub(c.Report.SentAt).Seconds()}
	got := []any{a.Value(0, "reports"), a.Value(0, "moved"), a.Value(0, "open"), a.Value(0, "median_s")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
