package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/store"
)

func TestLinks(t *testing.T) {
	db, clock := queueDesk(t, waiting(t, 1, 5, "officer"), waiting(t, 2, 4, "officer"), waiting(t, 3, 3, "officer"))
	analyst := data.Staff{Name: "x", Role: data.Analyst}
	steps := []struct {
		name     string
		from, to int64
		kind     data.LinkKind
		by       data.Staff
		cut      bool
		err      error
	}{
		{"a duplicate", 1, 2, data.LinkDuplicate, ani.Staff, false, nil},
		{"said again", 1, 2, data.LinkDuplicate, budi.Staff, false, nil},
		{"of another, too", 1, 3, data.LinkDuplicate, ani.Staff, false, data.ErrLink},
		{"the other way round", 2, 1, data.LinkDuplicate, ani.Staff, false, data.ErrLink},
		{"another kind", 2, 3, data.LinkContinues, budi.Staff, false, nil},
		{"by an analyst", 3, 1, data.LinkContinues, analyst, false, data.ErrRole},
		{"with what is not there", 3, 99, data.LinkContinues, ani.Staff, false, data.ErrNotFound},
		{"taken back by an analyst", 1, 2, data.LinkDuplicate, analyst, true, data.ErrRole},
		{"taken back", 1, 2, data.LinkDuplicate, budi.Staff, true, nil},
		{"taken back again", 1, 2, data.LinkDuplicate, ani.Staff, true, nil},
		{"now of another", 1, 3, data.LinkDuplicate, ani.Staff, false, nil},
	}
	head := must(db.Head(t.Context())).Entry
	for _, s := range steps {
		clock.Now = clock.Now.Add(time.Minute)
		do := db.AddLink
		if s.cut {
			do = db.CutLink
		}
		err := do(t.Context(), data.Link{From: s.from, To: s.to, Kind: s.kind}, s.by)
		if !errors.Is(err, s.err) || (err == nil) != (s.err == nil) {
			t.Errorf("%s: got %v, want %v", s.name, err, s.err)
		}
	}
	if added := must(db.Head(t.Context())).Entry - head; added != 4 {
		t.Errorf("%d entries of the ledger, want 4", added)
	}
	ends := func(report int64) (all []string) {
		for _, l := range must(db.Links(t.Context(), report)) {
			all = append(all, string(l.Kind)+" "+l.By+" "+l.Other.Number[len(l.Other.Number)-2:])
		}
		return all
	}
	for report, want := range map[int64][]string{1: {"duplicate ani 11"}, 2: {"continues budi 11"}, 3: {"continues budi 12", "duplicate ani 13"}} {
		if got := ends(report); !slices.Equal(got, want) {
			t.Errorf("links of %d: %v, want %v", report, got, want)
		}
	}
	if err := db.VerifyLedger(t.Context(), must(db.Head(t.Context()))); err != nil {
		t.Error(err)
	}
}

func TestPartHashes(t *testing.T) {
	db, clock := queueDesk(t, waiting(t, 1, 5, "officer"), waiting(t, 2, 4, "officer"))
	photo := func(sha string, c data.Crops, weak bool) data.Photo {
		return data.Photo{SHA256: sha, Format: data.JPEG, Bytes: 1, Width: 1, Height: 1, Hash: 7, Weak: weak, Crops: c}
	}
	old, flat, done := photo("aa", data.Crops{}, false), photo("bb", data.Crops{}, true), photo("cc", data.Crops{1}, false)
	all := []data.Evidence{{Report: 1, Role: data.PhotoAfter, Photo: old}, {Report: 2, Role: data.PhotoAfter, Photo: old},
		{Report: 1, Role: data.PhotoComplaint, Photo: flat}, {Report: 2, Role: data.PhotoComplaint, Photo: done}}
	if r, err := db.AddEvidence(t.Context(), all, false); err != nil || r.Taken != 4 {
		t.Fatal(r, err)
	}
	if err := db.SaveExaminations(t.Context(), []data.Examination{{Report: 1, Version: 5, ExaminedAt: clock.Now}}); err != nil {
		t.Fatal(err)
	}
	if got := must(db.PhotosWithoutParts(t.Context(), "", 9)); !slices.Equal(got, []string{"aa"}) {
		t.Fatalf("without parts: %v", got)
	}
	if got := must(db.PhotosWithoutParts(t.Context(), "aa", 9)); len(got) > 0 {
		t.Errorf("behind it: %v", got)
	}
	if err := db.SavePartHashes(t.Context(), map[string]data.Crops{"aa": {2: 5}}); err != nil {
		t.Fatal(err)
	}
	if got := must(db.PhotosWithoutParts(t.Context(), "", 9)); len(got) > 0 {
		t.Errorf("still without parts: %v", got)
	}
	for _, h := range must(db.EvidenceHashes(t.Context())) {
		if h.Crops[2] != 5 && h.Crops[0] != 1 {
			t.Errorf("hashes of parts %v", h)
		}
	}
	if _, ok, err := db.Examination(t.Context(), 1); ok || err != nil {
		t.Errorf("what was said without the parts stands: %v", err)
	}
	if err := db.SavePartHashes(t.Context(), map[string]data.Crops{"aa": {}}); err != nil { // nothing to see in any of them
		t.Fatal(err)
	}
	if got := must(db.PhotosWithoutParts(t.Context(), "", 9)); len(got) > 0 {
		t.Errorf("asked for again: %v", got)
	}
	if err := db.VerifyLedger(t.Context(), must[store.Head](db.Head(t.Context()))); err != nil {
		t.Errorf("the ledger: %v", err)
	}
}
