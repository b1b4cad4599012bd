package store_test

import (
	"slices"
	"testing"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// hashOf is the content hash of a database into which the cases came one import after another.
func hashOf(t *testing.T, cases ...datatest.Case) string {
	t.Helper()
	db := datatest.Open(t, nil)
	for _, c := range cases {
		datatest.Add(t, db, c)
	}
	return content(t, db)
}

func content(t *testing.T, db *store.DB) string {
	t.Helper()
	h, err := db.ContentHash(t.Context())
	if err != nil || len(h) != 64 {
		t.Fatalf("got %q, %v", h, err)
	}
	return h
}

func TestContentHash(t *testing.T) {
	one, two := full(t, 1), datatest.Walk(t, 2, "2026-03-02", data.Received, data.Coordinated)
	want := hashOf(t, one, two)
	db := datatest.Open(t, nil)
	datatest.Add(t, db, two, one)
	if got := content(t, db); got != want {
		t.Errorf("in another order and one import: got %s, want %s", got, want)
	}
	datatest.Add(t, db, one)
	if got := content(t, db); got != want {
		t.Errorf("twice: got %s, want %s", got, want)
	}
	changes := map[string]func(c *datatest.Case){
		"the category": func(c *datatest.Case) { c.Report.Category += "x" },
		"the text":     func(c *datatest.Case) { c.Report.Text += "x" },
		"a note":       func(c *datatest.Case) { c.Events[1].Note += "x" },
		"a unit":       func(c *datatest.Case) { c.Events[1].Unit += "x" },
		"a time":       func(c *datatest.Case) { c.Events[1].HappenedAt = c.Events[1].HappenedAt.Add(1000) },
		"an event":     func(c *datatest.Case) { c.Events = c.Events[:len(c.Events)-1] },
	}
	for name, change := range changes {
		other := full(t, 1)
		other.Events = slices.Clone(other.Events)
		change(&other)
		if got := hashOf(t, other, two); got == want {
			t.Errorf("%s makes no difference", name)
		}
	}
}
