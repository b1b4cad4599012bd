package store_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// TestReturnToTheDefaultChecklist: a category goes back to the default list by a version more; what was decided by its own list
// keeps that one, nobody can decide by the version without items, and a list of its own may follow.
func TestReturnToTheDefaultChecklist(t *testing.T) {
	db, _ := queueDesk(t, waiting(t, 1, 5, "officer"), waiting(t, 2, 5, "officer"))
	road := data.Checklist{Category: "Jalan", Items: []data.Item{{ID: "rata", Indonesian: "Rata", English: "Even", Refuses: true}}}
	if _, err := db.AddChecklist(t.Context(), road, ani.Staff); err != nil {
		t.Fatal(err)
	}
	review := data.Review{Category: "Jalan", Version: 1, Answers: []data.Answer{{Item: "rata", Value: data.No}}}
	if err := db.Advance(t.Context(), data.Command{ID: "a", Report: 1, Version: 5, Kind: data.Refused, Review: &review}, ani.Staff); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		category string
		by       data.Staff
		want     error
	}{
		{"Jalan", data.Staff{Name: "x", Role: data.Analyst}, data.ErrRole}, {"Pohon", ani.Staff, data.ErrChecklist}, {"", ani.Staff, data.ErrChecklist},
		{"Jalan", ani.Staff, nil}, {"Jalan", ani.Staff, data.ErrChecklist}, // it has returned already
	} {
		if _, err := db.ReturnChecklist(t.Context(), tt.category, tt.by); !errors.Is(err, tt.want) {
			t.Errorf("%q by %s returns: %v, want %v", tt.category, tt.by.Role, err, tt.want)
		}
	}
	if c := must(db.Checklist(t.Context(), "Jalan")); c.Category != "" || len(c.Items) == 0 {
		t.Errorf("roads are judged by %+v", c)
	}
	empty := data.Review{Category: "Jalan", Version: 2}
	err := db.Advance(t.Context(), data.Command{ID: "b", Report: 2, Version: 5, Kind: data.Accepted, Review: &empty}, ani.Staff)
	if !errors.Is(err, data.ErrChecklist) {
		t.Errorf("accepted by a list without items: %v", err)
	}
	h := must(historyOf(t, db, 1))
	kept, ok, err := db.Review(t.Context(), h[len(h)-1].Seq)
	if err != nil || !ok || len(must(db.ChecklistVersion(t.Context(), kept.Category, kept.Version)).Failed(kept.Answers)) != 1 {
		t.Errorf("the decision's checklist is gone: %+v, %v, %v", kept, ok, err)
	}
	if v, err := db.AddChecklist(t.Context(), road, ani.Staff); v != 3 || err != nil || must(db.Checklist(t.Context(), "Jalan")).Version != 3 {
		t.Errorf("a list of its own again: version %d, %v", v, err)
	}
	var versions []int
	for _, c := range must(db.ChecklistVersions(t.Context())) {
		if c.Category == "Jalan" {
			versions = append(versions, c.Version)
		}
	}
	if !slices.Equal(versions, []int{3, 2, 1}) {
		t.Errorf("versions %v", versions)
	}
	if err := db.VerifyLedger(t.Context(), store.Head{}); err != nil {
		t.Error(err)
	}
}

// TestItem: an item is known by its newest words, at once when it is written and after opening, also when that is only to look.
func TestItem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}
	db := must(store.Open(t.Context(), path, store.Options{Clock: clock.Read}))
	write := func(category, words string) {
		t.Helper()
		c := data.Checklist{Category: category, Items: []data.Item{{ID: "rata", Indonesian: words, English: words + " in English", Refuses: true}}}
		if _, err := db.AddChecklist(t.Context(), c, ani.Staff); err != nil {
			t.Fatal(err)
		}
		clock.Now = clock.Now.Add(time.Microsecond)
	}
	check := func(when string) {
		t.Helper()
		for id, want := range map[string]string{"rata": "newest", "no_photo": data.DefaultChecklist().Items[0].Indonesian, "nothing": ""} {
			if item, ok := db.Item(id); item.Indonesian != want || ok != (want != "") {
				t.Errorf("%s: %s is %q, %v; want %q", when, id, item.Indonesian, ok, want)
			}
		}
	}
	write("Pohon", "first")
	write("Jalan", "second")
	clock.Now = clock.Now.Add(time.Second)
	write("Banjir", "newest")
	check("written")
	open := func(how func() (*store.DB, error)) {
		t.Helper()
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = must(how())
	}
	open(func() (*store.DB, error) { return store.Open(t.Context(), path, store.Options{}) })
	check("opened")
	open(func() (*store.DB, error) { return store.OpenReadOnly(t.Context(), path, store.Options{}) })
	check("opened to be looked at")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
