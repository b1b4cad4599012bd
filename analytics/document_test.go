package analytics_test

import (
	"errors"
	"testing"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestEverySectionHasItsCard: no answer goes into a document without the card of its measure, not even one about nothing, and
// a name that is no question is refused.
func TestEverySectionHasItsCard(t *testing.T) {
	db := datatest.Open(t, nil)
	w := i18n.For("en", datatest.Jakarta)
	scope := analytics.Scope{Now: datatest.At(t, "2026-04-01"), Zone: datatest.Jakarta}
	for _, q := range analytics.Questions() {
		a, err := q.Ask(t.Context(), db, scope)
		if err != nil {
			t.Fatal(q.Name, err)
		}
		if s := a.Section(w); s.ID != q.Name || len(s.Card) == 0 {
			t.Errorf("%s became the section %q with a card of %d lines", q.Name, s.ID, len(s.Card))
		}
	}
	if _, err := analytics.Find("weather"); !errors.Is(err, data.ErrUnknownQuestion) {
		t.Errorf("got %v; want %v", err, data.ErrUnknownQuestion)
	}
}
