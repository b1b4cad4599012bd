package analytics_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestSecondLook accepts five cases, takes one back, and looks again at three: all are drawn by chance.
func TestSecondLook(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}
	db := datatest.Open(t, clock)
	if err := db.SetSecondLookPlan(t.Context(), data.SecondLookPlan{Share: 1, Risk: 1}, data.Staff{Name: "ketua", Role: data.Supervisor}); err != nil {
		t.Fatal(err)
	}
	var cases []datatest.Case
	for n := range 5 {
		cases = append(cases, datatest.Walk(t, n, "2026-03-01 08:00", data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted))
	}
	datatest.Add(t, db, cases...)
	first, second := data.Staff{Name: "ani", Role: data.Validator}, data.Staff{Name: "budi", Role: data.Validator}
	for id := int64(1); id <= 5; id++ {
		clock.Now = clock.Now.Add(time.Minute)
		if err := db.Advance(t.Context(), data.Command{ID: fmt.Sprint("a", id), Report: id, Version: 5, Kind: data.Accepted}, first); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Advance(t.Context(), data.Command{ID: "u", Report: 5, Version: 6, Kind: data.Undone}, first); err != nil {
		t.Fatal(err)
	}
	looks, err := db.SecondLooks(t.Context(), second, 10)
	if err != nil || len(looks) != 4 {
		t.Fatalf("got %v, %v", looks, err)
	}
	list := data.DefaultChecklist()
	all := func(fail string) (answers []data.Answer) {
		for _, item := range list.Items {
			answers = append(answers, data.Answer{Item: item.ID, Value: map[bool]data.AnswerValue{false: data.Yes, true: data.No}[item.ID == fail]})
		}
		return answers
	}
	clock.Now = datatest.At(t, "2026-03-12 09:00")
	for i, verdict := range []data.Kind{data.Accepted, data.Refused, data.Accepted} {
		a := data.SecondAnswer{ID: fmt.Sprint("s", i), Report: looks[i].Report, Decision: looks[i].Decision, Verdict: verdict, Review: data.Review{Version: 1, Answers: all("")}}
		if verdict == data.Refused {
			a.Review.Answers = all("not_finished")
		}
		if err := db.AnswerSecondLook(t.Context(), a, second); err != nil {
			t.Fatal(err)
		}
	}
	got := ask(t, db, "second-look", analytics.Scope{Zone: datatest.Jakarta, By: analytics.ByValidator})
	want := []any{"ani", int64(4), int64(3), int64(1), int64(0), int64(0), 1.0 / 3}
	if len(got.Rows) != 1 || got.N != 3 || !cmp.Equal(got.Rows[0][:7], want) {
		t.Errorf("got %v of %d, want %v", got.Rows, got.N, want)
	}
	if low, high := got.Value(0, "low").(float64), got.Value(0, "high").(float64); low < 0.06 || low > 0.062 || high < 0.79 || high > 0.793 {
		t.Errorf("interval %v to %v; Wilson's for one of three is 0.0615 to 0.7923", low, high)
	}
	before := ask(t, db, "second-look", analytics.Scope{Zone: datatest.Jakarta, AsOf: datatest.At(t, "2026-03-11")})
	if len(before.Rows) != 1 || before.N != 0 || before.Value(0, "drawn") != int64(4) {
		t.Errorf("before any answer: %v", before.Rows)
	}
}
