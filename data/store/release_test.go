package store_test

import (
	"slices"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// What happened after the instant is not seen, and the order says nothing about the reports.
func TestReleaseCases(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, full(t, 1), full(t, 2), datatest.Walk(t, 3, "2026-03-02"), datatest.Walk(t, 4, "2026-04-02"))
	w := store.Window{
		From: datatest.At(t, "2026-03-01"), Until: datatest.At(t, "2026-04-01"), AsOf: datatest.At(t, "2026-06-01"), Salt: "s",
	}
	w.From, w.Until = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	var plain, whole []store.ReleaseCase
	for c, err := range db.ReleaseCases(t.Context(), w, false) {
		if err != nil {
			t.Fatal(err)
		}
		plain = append(plain, c)
	}
	for c, err := range db.ReleaseCases(t.Context(), w, true) {
		if err != nil {
			t.Fatal(err)
		}
		whole = append(whole, c)
	}
	if len(plain) != 3 || len(whole) != 3 {
		t.Fatalf("%d and %d cases", len(plain), len(whole))
	}
	for i, c := range whole {
		if c.Number != plain[i].Number || c.Stage != plain[i].Stage || c.Pass != plain[i].Pass {
			t.Errorf("with stays %+v, without %+v", c, plain[i])
		}
		if last := c.Stays[len(c.Stays)-1]; last.Took >= 0 || last.Stage != c.Stage {
			t.Errorf("the last stay is %+v", last)
		}
	}
	w.AsOf = datatest.At(t, "2026-03-01 08:01")
	for c, err := range db.ReleaseCases(t.Context(), w, true) {
		if err != nil || c.Stage != data.Waiting || len(c.Stays) != 1 || c.Stays[0].Took >= 0 {
			t.Errorf("a minute later: %+v, %v", c, err)
		}
		break
	}
	numbers := func(cases []store.ReleaseCase) (all []string) {
		for _, c := range cases {
			all = append(all, c.Number)
		}
		return all
	}
	if slices.IsSorted(numbers(plain)) && slices.IsSorted(numbers(other(t, db, w, "t"))) && slices.IsSorted(numbers(other(t, db, w, "u"))) {
		t.Error("three salts give the order of the numbers")
	}
}

func other(t *testing.T, db *store.DB, w store.Window, salt string) (all []store.ReleaseCase) {
	w.Salt, w.AsOf = salt, w.AsOf.AddDate(1, 0, 0)
	for c, err := range db.ReleaseCases(t.Context(), w, false) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}
