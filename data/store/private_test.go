package store_test

import (
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// secret is what no list may show; the report is found by it all the same.
const secret = "penghuni kamar dua belas"

// TestListsKeepPrivateReportsCovered asks all that makes lists for a private report, as it came in and as it was described only
// after an event had spoken of it.
func TestListsKeepPrivateReportsCovered(t *testing.T) {
	for _, implied := range []bool{false, true} {
		db := datatest.Open(t, nil)
		r := data.Report{
			Number: "JK1", Area: "31.71.01.1001", Category: "Jalan", Address: "Jl. Rahasia", Text: secret, Private: true,
			SentAt: datatest.At(t, "2026-03-10"), Continues: "JK2",
		}
		received := data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: r.SentAt}
		if implied {
			events := func(b *store.Batch) error { return b.AddEvent(r.Number, received) }
			if _, err := db.Import(t.Context(), data.Import{}, events); err != nil {
				t.Fatal(err)
			}
			datatest.Add(t, db, datatest.Case{Report: r})
		} else {
			datatest.Add(t, db, datatest.Case{Report: r, Events: data.History{received}})
		}
		open := data.Report{Number: "JK2", Area: r.Area, Category: r.Category, Text: "lubang", SentAt: r.SentAt.Add(time.Hour)}
		datatest.Add(t, db, datatest.Case{Report: open, Events: data.History{{Kind: data.Received, Stage: data.Waiting, HappenedAt: open.SentAt}}})
		checkCovered(t, db)
	}
}

func checkCovered(t *testing.T, db *store.DB) {
	t.Helper()
	ctx := t.Context()
	of := func(number string) data.Report {
		r, _, err := db.Track(ctx, number)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	private, open := of("JK1"), of("JK2")
	if private.Text != secret || !private.Private {
		t.Fatalf("its own page has %q", private.Text)
	}
	if err := db.AddLink(ctx, data.Link{From: private.ID, To: open.ID, Kind: data.LinkDuplicate}, data.Staff{Name: "ani", Role: data.Validator}); err != nil {
		t.Fatal(err)
	}
	for name, ask := range map[string]func() ([]data.Summary, error){
		"lines":      func() ([]data.Summary, error) { return db.Lines(ctx, data.Filter{}, 0, 9) },
		"reports":    func() ([]data.Summary, error) { return db.Reports(ctx, data.Filter{}, 0, 9) },
		"search":     func() ([]data.Summary, error) { return db.Reports(ctx, data.Filter{Text: "kamar penghuni"}, 0, 9) },
		"number":     func() ([]data.Summary, error) { return db.Reports(ctx, data.Filter{Text: "JK1"}, 0, 9) },
		"near":       func() ([]data.Summary, error) { return db.Near(ctx, open, 9) },
		"continuing": func() ([]data.Summary, error) { return db.Continuing(ctx, "JK2") },
		"linked": func() (all []data.Summary, err error) {
			linked, err := db.Links(ctx, open.ID)
			for _, l := range linked {
				all = append(all, l.Other)
			}
			return all, err
		},
	} {
		lines, err := ask()
		found := false
		for _, s := range lines {
			if s.Private != (s.Number == "JK1") || s.Private && s.Text != "" {
				t.Errorf("%s: %s private %v says %q", name, s.Number, s.Private, s.Text)
			}
			found = found || s.Number == "JK1"
		}
		if err != nil || !found {
			t.Errorf("%s: found %v, %v", name, lines, err)
		}
	}
	texts, err := db.Texts(ctx, private.ID, open.ID)
	if err != nil || texts[private.ID] != "" || texts[open.ID] != "lubang" {
		t.Errorf("texts %v, %v", texts, err)
	}
}
