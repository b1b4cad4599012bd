package main

import (
	"path/filepath"
	"strings"
	"testing"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// TestReasonsOfTheBureau: a reason that comes from an item of the bureau's own checklist is called as the bureau calls it, and by
// its id where a machine reads.
func TestReasonsOfTheBureau(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}
	db, err := store.Open(t.Context(), path, store.Options{Clock: clock.Read})
	if err != nil {
		t.Fatal(err)
	}
	by := data.Staff{Name: "ani", Role: data.Validator}
	item := data.Item{ID: "permukaan_rata", Indonesian: "Jalan rata", English: "The road is even", Refuses: true}
	if _, err := db.AddChecklist(t.Context(), data.Checklist{Category: "Jalan", Items: []data.Item{item}}, by); err != nil {
		t.Fatal(err)
	}
	walk := datatest.Walk(t, 1, "2026-03-09 08:00", data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted)
	datatest.Add(t, db, walk)
	c := data.Command{ID: "c", Report: 1, Version: 5, Kind: data.Refused, Review: &data.Review{
		Category: "Jalan", Version: 1, Answers: []data.Answer{{Item: item.ID, Value: data.No}},
	}}
	if err := db.Advance(t.Context(), c, by); err != nil {
		t.Fatal(err)
	}
	r, _, err := db.Case(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ command, lang, want string }{
		{"ask refusal --by reason", "id", "Tidak lolos: Jalan rata"},
		{"ask refusal --by reason", "en", "Failed: The road is even"},
		{"ask refusal --by reason --format csv", "en", "permukaan_rata"},
		{"ask refusal --by reason --format json", "en", `"permukaan_rata"`},
		{"track " + r.Number, "en", "Failed: The road is even"},
	} {
		out, code := runSelf(t, append(strings.Fields(tt.command), "--db", path, "--lang", tt.lang)...)
		if code != 0 || !strings.Contains(out, tt.want) {
			t.Errorf("%s in %s: code %d, no %q in\n%s", tt.command, tt.lang, code, tt.want, out)
		}
	}
}
