package store_test

import (
	"testing"

	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
)

// TestDueTimes holds the deadlines of a sample city against those that the histories tell.
func TestDueTimes(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db := datatest.Open(t, clock)
	if _, err := office.Sample(t.Context(), db, demo.Plan{Reports: 1500, Seed: 3, Until: clock.Now, Zone: datatest.Jakarta}, nil); err != nil {
		t.Fatal(err)
	}
	lines, err := db.Reports(t.Context(), data.Filter{}, 0, 1500)
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, s := range lines {
		ids = append(ids, s.ID)
	}
	got, err := db.DueTimes(t.Context(), ids...)
	if err != nil || len(got) == 0 {
		t.Fatal(len(got), err)
	}
	rules, err := db.Rules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		_, h, err := db.Case(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		want, runs := data.Next(data.Due(h, rules, db.Calendar()))
		if d, ok := got[id]; ok != runs || !d.At.Equal(want.DueAt) {
			t.Errorf("report %d: %v %v, want %v %v", id, d, ok, want.DueAt, runs)
		}
	}
}
