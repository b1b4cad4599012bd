package analytics_test

import (
	"slices"
	"strings"
	"testing"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestNotes: what rests on few cases, what has not ended, and a month that was not over are said beside the rows; what a
// figure is narrowed to stands on its card.
func TestNotes(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, datatest.Walk(t, 1, "2026-03-01", data.Received, data.Coordinated), datatest.Walk(t, 2, "2026-03-02", data.Received))
	w := i18n.For("en", datatest.Jakarta)
	s := month(3)
	s.AsOf = datatest.At(t, "2026-03-10")
	for _, tt := range []struct {
		question string
		want     []string
	}{
		{"time-in-stage", []string{"2 of 2 rows rest on fewer than 30 cases", "2 of 3 had not ended"}},
		{"time-to-done", []string{"1 of 1 rows rest on fewer than 30 cases", "2 of 2 had not ended", "Mar 2026 was not over"}},
		{"volume", []string{"Mar 2026 was not over"}},
		{"backlog", nil},
	} {
		got := ask(t, db, tt.question, s).Notes(w)
		for _, want := range tt.want {
			if !slices.ContainsFunc(got, func(note string) bool { return strings.Contains(note, want) }) {
				t.Errorf("%s: %q lack %q", tt.question, got, want)
			}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: %q", tt.question, got)
		}
	}
	s.Where = map[analytics.Dimension][]string{analytics.ByCity: {"31.74"}, analytics.ByChannel: {"JAKI"}}
	if card := ask(t, db, "volume", s).Card(w); card.Filter != "Channel: JAKI; City: Jakarta Selatan" {
		t.Errorf("narrowed to %q", card.Filter)
	}
	entries := ask(t, db, "volume", s).Card(w).Entries(w)
	if last := entries[len(entries)-1]; last.Label != "Narrowed to" {
		t.Errorf("%v", last)
	}
}
