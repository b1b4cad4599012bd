package analytics_test

import (
	"errors"
	"slices"
	"testing"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestComposeAsksWhatIsAsked: a document holds the questions in front unless others are named, in their order.
func TestComposeAsksWhatIsAsked(t *testing.T) {
	db := datatest.Open(t, nil)
	w := i18n.For("en", datatest.Jakarta)
	scope := analytics.Scope{Now: datatest.At(t, "2026-04-01"), Zone: datatest.Jakarta}
	for _, tt := range []struct{ asked, want []string }{
		{nil, []string{"volume", "time-in-stage", "rejection", "refusal", "flood"}},
		{[]string{"compare", "backlog"}, []string{"compare", "backlog"}},
	} {
		d, err := analytics.Compose(t.Context(), db, analytics.Issue{Scope: scope, Asked: tt.asked}, w)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range d.Sections {
			got = append(got, s.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("asked %v: got %v; want %v", tt.asked, got, tt.want)
		}
		if slices.ContainsFunc(d.Sections, func(s figure.Section) bool { return len(s.Card) == 0 }) {
			t.Error("a section has no card")
		}
	}
	_, err := analytics.Compose(t.Context(), db, analytics.Issue{Scope: scope, Asked: []string{"weather"}}, w)
	if !errors.Is(err, data.ErrUnknownQuestion) {
		t.Errorf("got %v; want %v", err, data.ErrUnknownQuestion)
	}
}
