package store_test

import (
	"testing"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// TestPrepare: whatever changes a report makes its prepared rows be told anew, and nothing that was prepared changes an answer.
func TestPrepare(t *testing.T) {
	db := datatest.Open(t, &datatest.Clock{Now: datatest.At(t, "2026-04-01 08:00")})
	whole := datatest.Walk(t, 1, "2026-03-02 08:00", data.Received, data.Submitted, data.Refused, data.Submitted)
	early := whole
	early.Events = whole.Events[:2]
	other := datatest.Walk(t, 2, "2026-03-02 08:00", data.Received, data.Submitted)
	unprepared := func(want int, after string) {
		t.Helper()
		if got, err := store.Unprepared(t.Context(), db); err != nil || got != want {
			t.Errorf("%d reports are not prepared after %s, want %d; %v", got, after, want, err)
		}
		writes := db.Writes()
		if err := db.Prepare(t.Context()); err != nil || db.Writes() != writes {
			t.Errorf("preparing after %s: %v, %d writes", after, err, db.Writes()-writes)
		}
		if got, err := store.Unprepared(t.Context(), db); err != nil || got != 0 {
			t.Errorf("%d reports were left out after %s; %v", got, after, err)
		}
		if h, err := db.Verify(t.Context(), store.Head{}, nil); err != nil || !h.Sound() {
			t.Errorf("after %s: %+v, %v", after, h.Derived, err)
		}
	}
	unprepared(0, "nothing")
	datatest.Add(t, db, early, other)
	unprepared(2, "an import")
	datatest.Add(t, db, whole)
	unprepared(1, "events of a known report")
	ids, err := db.ReportIDs(t.Context(), []string{whole.Report.Number})
	if err != nil {
		t.Fatal(err)
	}
	c := data.Command{ID: "a", Report: ids[whole.Report.Number], Version: 4, Kind: data.Accepted}
	if err := db.Advance(t.Context(), c, data.Staff{Name: "ani", Role: data.Validator}); err != nil {
		t.Fatal(err)
	}
	unprepared(1, "a decision")
	if err := db.AddAlias(t.Context(), data.Alias{List: data.ListCategory, Told: other.Report.Category, Value: "Jalan"}); err != nil {
		t.Fatal(err)
	}
	unprepared(2, "an alias")
	if err := db.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	unprepared(2, "computing anew")
}
