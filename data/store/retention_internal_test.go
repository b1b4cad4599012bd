package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tuntas/data"
)

func TestRetention(t *testing.T) {
	now := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.duckdb"), Options{Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	last := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	_, err = db.Import(t.Context(), data.Import{}, func(b *Batch) error {
		var errs []error
		for i, c := range []struct {
			kind data.Kind
			days int // since the last event
		}{{data.Accepted, 31}, {data.Accepted, 30}, {data.Accepted, 29}, {data.Submitted, 400}, {data.RejectedIt, 100}, {data.Accepted, 400}} {
			number := fmt.Sprint("JK", i)
			errs = append(errs, b.AddReport(data.Report{Number: number, SentAt: last(500), Text: "teks warga"}),
				b.AddEvent(number, data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: last(500)}),
				b.AddEvent(number, data.Event{Kind: c.kind, Stage: c.kind.Target(), HappenedAt: last(c.days).Add(-time.Microsecond)}))
		}
		return errors.Join(errs...)
	})
	if err != nil {
		t.Fatal(err)
	}
	if due, err := db.RetentionDue(t.Context()); err != nil || len(due) != 0 {
		t.Errorf("without rules: %v, %v", due, err)
	}
	for _, bad := range [][]data.RetentionRule{{{Days: 3}}, {{Stages: []data.Stage{data.Done}}}, {{Stages: []data.Stage{"selesai"}, Days: 3}}} {
		if err := db.SetRetention(t.Context(), bad); !errors.Is(err, data.ErrRetention) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	rules := []data.RetentionRule{{Stages: []data.Stage{data.Done}, Days: 365}, {Stages: []data.Stage{data.Done, data.Rejected}, Days: 30}}
	if err := db.SetRetention(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
	due, err := db.RetentionDue(t.Context())
	if err != nil || len(due) != 2 || !slices.Equal(due[0].Reports, []int64{6}) || !slices.Equal(due[1].Reports, []int64{1, 2, 5}) {
		t.Fatalf("%+v, %v", due, err)
	}
	if r, _, err := db.Case(t.Context(), 6); err != nil || r.Text == "" {
		t.Errorf("the dry run has erased: %v, %v", r, err)
	}
	e, err := db.Retain(t.Context(), "timer", "", nil)
	if err != nil || e.Reports != 4 {
		t.Errorf("%+v, %v", e, err)
	}
	for id, want := range map[int64]string{1: "", 2: "", 3: "teks warga", 4: "teks warga", 5: "", 6: ""} {
		if r, _, err := db.Case(t.Context(), id); err != nil || r.Text != want {
			t.Errorf("report %d: %q, %v", id, r.Text, err)
		}
	}
	if e, err := db.Retain(t.Context(), "timer", "", nil); err != nil || e.Reports != 0 || len(e.Rewritten) != 0 {
		t.Errorf("once more: %+v, %v", e, err)
	}
	if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Head.Entry != 3 {
		t.Errorf("%+v", h.Ledger)
	}
	if err := db.SetRetention(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if rules, err := db.RetentionRules(t.Context()); err != nil || len(rules) != 0 {
		t.Errorf("%v, %v", rules, err)
	}
}
