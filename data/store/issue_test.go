package store_test

import (
	"errors"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// march is an issue of March 2026 as of the middle of April.
func march(t *testing.T, name string) data.Issue {
	t.Helper()
	return data.Issue{
		Name: name, Kind: "workbook", From: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC),
		AsOf: datatest.At(t, "2026-04-15"), Rule: "all", Definitions: "abc", By: "biro",
	}
}

func changesOf(t *testing.T, db *store.DB, name string) []data.Change {
	t.Helper()
	var all []data.Change
	n, err := db.Changes(t.Context(), name, func(c data.Change) error { all = append(all, c); return nil })
	if err != nil || n != int64(len(all)) {
		t.Fatalf("%d changes of %d, %v", n, len(all), err)
	}
	return all
}

func TestIssueStands(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-04-20")}
	db := datatest.Open(t, clock)
	datatest.Add(t, db, datatest.Walk(t, 1, "2026-03-02"), datatest.Walk(t, 2, "2026-03-03"), datatest.Walk(t, 3, "2026-04-02"), datatest.Walk(t, 4, "2026-02-01"))
	if _, err := db.Issue(t.Context(), "2026-03"); !errors.Is(err, data.ErrNotFound) {
		t.Fatalf("an issue that was never published: %v", err)
	}
	first, err := db.Publish(t.Context(), march(t, "2026-03"))
	if err != nil || first.Revision != 1 || first.Cases < 2 || first.Cases > 3 || len(first.DataHash) != 64 || first.LedgerEntry == 0 {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := db.Issue(t.Context(), "2026-03")
	if err != nil || !again.AsOf.Equal(first.AsOf) || again.DataHash != first.DataHash || !again.From.Equal(first.From) || again.By != "biro" {
		t.Errorf("read back %+v, want %+v, %v", again, first, err)
	}
	if c := changesOf(t, db, "2026-03"); len(c) > 0 {
		t.Errorf("nothing was recorded, and %d cases differ: %+v", len(c), c[0])
	}
	clock.Now = datatest.At(t, "2026-05-20")
	datatest.Add(t, db, datatest.Walk(t, 5, "2026-05-02"))
	if c := changesOf(t, db, "2026-03"); len(c) > 0 {
		t.Errorf("a report of May changes March: %+v", c)
	}
}

func TestWhyAnIssueDiffers(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-04-20")}
	db := datatest.Open(t, clock)
	one := datatest.Walk(t, 1, "2026-03-02")
	datatest.Add(t, db, one, datatest.Walk(t, 2, "2026-03-03"))
	if _, err := db.Publish(t.Context(), march(t, "2026-03")); err != nil {
		t.Fatal(err)
	}
	clock.Now = datatest.At(t, "2026-05-20")
	datatest.Add(t, db, datatest.Walk(t, 3, "2026-03-05"))
	reopened := data.Event{Kind: data.Started, Stage: data.Process, HappenedAt: datatest.At(t, "2026-04-10")}
	_, err := db.Import(t.Context(), data.Import{Profile: "late"}, func(b *store.Batch) error { return b.AddEvent(one.Report.Number, reopened) })
	if err != nil {
		t.Fatal(err)
	}
	why := map[string]data.Why{}
	for _, c := range changesOf(t, db, "2026-03") {
		why[c.Number] = c.Why
		if c.Why == data.LateReport && (c.Was != nil || c.Is == nil) || c.Why == data.LateEvent && (c.Was == nil || c.Is == nil || c.Is.Stage != data.Process) {
			t.Errorf("%+v", c)
		}
	}
	if len(why) != 2 || why[one.Report.Number] != data.LateEvent {
		t.Errorf("causes %v", why)
	}
	second, err := db.Publish(t.Context(), march(t, "2026-03"))
	if err != nil || second.Revision != 2 {
		t.Fatalf("%+v, %v", second, err)
	}
	if c := changesOf(t, db, "2026-03"); len(c) > 0 {
		t.Errorf("the revision differs from itself: %+v", c)
	}
	before, err := db.IssueBefore(t.Context(), "workbook", "2026-04", datatest.At(t, "2026-06-01"))
	if err != nil || before.Revision != 2 {
		t.Errorf("before: %+v, %v", before, err)
	}
	if _, err := db.IssueBefore(t.Context(), "workbook", "2026-03", datatest.At(t, "2026-06-01")); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("an issue is before itself: %v", err)
	}
}
