package analytics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

func i64(n int64) any { return n }

func TestPaths(t *testing.T) {
	db := datatest.Open(t, nil)
	straight := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted, data.Accepted)
	jump := datatest.Walk(t, 2, "2026-03-01", data.Received, data.Submitted, data.Refused, data.FollowedUp, data.Submitted)
	jump.Events[1].HappenedAt = jump.Events[0].HappenedAt.Add(3 * time.Hour / 2)
	datatest.Add(t, db, straight, jump)
	s := month(time.March)
	s.AsOf = datatest.At(t, "2026-03-01 04:00") // straight is at Follow-up, jump at its second: the moves at 4 h are not seen
	n := i64
	want := [][]any{
		{"process", "follow_up", n(2), n(2), 3600.0, "yes"},
		{"coordination", "process", n(1), n(1), 3600.0, "yes"},
		{"validation", "process", n(1), n(1), 1800.0, "yes"},
		{"waiting", "coordination", n(1), n(1), 3600.0, "yes"},
		{"waiting", "validation", n(1), n(1), 5400.0, "no"},
	}
	if diff := cmp.Diff(want, ask(t, db, "paths", s).Rows); diff != "" {
		t.Error(diff)
	}
	deviated := ask(t, db, "deviations", s)
	if diff := cmp.Diff([][]any{{"waiting", "validation", n(1), n(1)}}, deviated.Rows); diff != "" {
		t.Error(diff)
	}
	s.By = analytics.ByReport
	if diff := cmp.Diff([][]any{{jump.Report.Number, "waiting", "validation", n(1), n(1)}}, ask(t, db, "deviations", s).Rows); diff != "" {
		t.Error(diff)
	}
	s.By, s.AsOf = "", datatest.At(t, "2026-05-01")
	variants := [][]any{
		{"waiting>coordination>process>follow_up>validation>done", n(6), n(1), 0.5, 0.5, "yes"},
		{"waiting>validation>process>follow_up>validation", n(5), n(1), 0.5, 1.0, "no"},
	}
	if diff := cmp.Diff(variants, ask(t, db, "variants", s).Rows); diff != "" {
		t.Error(diff)
	}
}

func TestHandover(t *testing.T) {
	db := datatest.Open(t, nil)
	c := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated, data.Coordinated, data.Started, data.FollowedUp, data.Coordinated)
	for i, unit := range []string{"", "Kelurahan Cideng", "Dinas Bina Marga", "", "", "Kelurahan Cideng"} {
		c.Events[i].Unit = unit // an empty one keeps the unit before
	}
	datatest.Add(t, db, c)
	n := i64
	want := [][]any{
		{"", "Kelurahan Cideng", n(1), n(1), 3600.0},
		{"Dinas Bina Marga", "Kelurahan Cideng", n(1), n(1), 3 * 3600.0}, // Coordination, Process and Follow-up are one turn
		{"Kelurahan Cideng", "Dinas Bina Marga", n(1), n(1), 3600.0},
	}
	s := month(time.March)
	if diff := cmp.Diff(want, ask(t, db, "handover", s).Rows); diff != "" {
		t.Error(diff)
	}
	s.AsOf = datatest.At(t, "2026-03-01 05:00")
	if got := ask(t, db, "handover", s); got.N != 2 {
		t.Errorf("as of the instant of the last: %v", got.Rows)
	}
	s.Where = map[analytics.Dimension][]string{analytics.ByUnit: {""}}
	if got := ask(t, db, "handover", s); got.N != 1 {
		t.Errorf("from nobody: %v", got.Rows)
	}
}

// TestPathsAgreeWithFlow: what leaves a stage is what moves out of it.
func TestPathsAgreeWithFlow(t *testing.T) {
	db, _ := sampleCity(t, 1500, 9)
	s := analytics.Scope{Grain: analytics.None, AsOf: datatest.At(t, "2026-04-10"), Zone: datatest.Jakarta}
	left := map[string]int64{}
	paths := ask(t, db, "paths", s)
	for i := range paths.Rows {
		left[paths.Value(i, "from").(string)] += paths.Value(i, "moves").(int64)
	}
	flow := ask(t, db, "flow", s)
	if len(flow.Rows) != 8 {
		t.Fatalf("%d stages", len(flow.Rows))
	}
	for i := range flow.Rows {
		stage := flow.Value(i, "stage").(string)
		if flow.Value(i, "left") != left[stage] {
			t.Errorf("%s: left %v, moved on %d", stage, flow.Value(i, "left"), left[stage])
		}
	}
}
