package analytics_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/datatest"
)

// TestWaysThatDoNotFit: reports with many steps, with several at one instant, and steps of very many names are answered like
// all others.
func TestWaysThatDoNotFit(t *testing.T) {
	db := datatest.Open(t, nil)
	short := datatest.Walk(t, 1, "2026-03-01", data.Received, data.Started, data.FollowedUp, data.Submitted)
	kinds := []data.Kind{data.Received, data.Started, data.FollowedUp, data.Submitted}
	for range 10 {
		kinds = append(kinds, data.Refused, data.FollowedUp, data.Submitted)
	}
	long := datatest.Walk(t, 2, "2026-03-01", kinds...)
	tied := datatest.Walk(t, 3, "2026-03-01", data.Received, data.Submitted, data.Refused, data.FollowedUp)
	for i := range tied.Events {
		tied.Events[i].HappenedAt = tied.Events[0].HappenedAt // in the order in which they were told
	}
	datatest.Add(t, db, short, long, tied)
	n := i64
	again := strings.Repeat(">process>follow_up>validation", 10)
	variants := [][]any{
		{"waiting>process>follow_up>validation", n(4), n(1), 1.0 / 3, 1.0 / 3, "no"},
		{"waiting>process>follow_up>validation" + again, n(34), n(1), 1.0 / 3, 2.0 / 3, "no"},
		{"waiting>validation>process>follow_up", n(4), n(1), 1.0 / 3, 1.0, "no"},
	}
	s := month(time.March)
	s.AsOf = datatest.At(t, "2026-05-01")
	if diff := cmp.Diff(variants, ask(t, db, "variants", s).Rows); diff != "" {
		t.Error(diff)
	}
	paths := map[string][]any{
		"received submitted": {n(1), n(1), 0.0}, "submitted refused": {n(11), n(2), 3600.0}, "refused followed_up": {n(11), n(2), 3600.0},
		"followed_up submitted": {n(12), n(2), 3600.0}, "received started": {n(2), n(2), 3600.0}, "started followed_up": {n(2), n(2), 3600.0},
	}
	got := map[string][]any{}
	for _, row := range ask(t, db, "activity-paths", s).Rows {
		got[row[0].(string)+" "+row[1].(string)] = row[2:]
	}
	if diff := cmp.Diff(paths, got); diff != "" {
		t.Error(diff)
	}

	many := datatest.Walk(t, 4, "2026-04-01", append([]data.Kind{data.Received}, make([]data.Kind, 700)...)...)
	for i := range many.Events[1:] {
		many.Events[i+1].Kind, many.Events[i+1].Activity = data.FieldChecked, fmt.Sprintf("step %03d", i)
	}
	datatest.Add(t, db, many)
	s = month(time.April)
	s.AsOf = datatest.At(t, "2026-07-01")
	rows := ask(t, db, "activities", s).Rows
	if len(rows) != 701 || rows[1][0] != "step 000" || rows[700][0] != "step 699" {
		t.Errorf("%d activities", len(rows))
	}
}
