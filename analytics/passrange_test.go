package analytics_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestPassNarrows: what a question counts under the first pass and under all later ones together is what it counts without
// that filter, and each is what it counts when it is grouped by pass.
func TestPassNarrows(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, histories(5, datatest.At(t, "2026-01-05 00:00"))...)
	under := func(q analytics.Question, by analytics.Dimension, passes ...string) analytics.Answer {
		t.Helper()
		s := analytics.Scope{Grain: analytics.None, By: by, Where: map[analytics.Dimension][]string{}}
		if len(passes) > 0 {
			s.Where[analytics.ByPass] = passes
		}
		return ask(t, db, q.Name, s)
	}
	for _, q := range analytics.Questions() {
		if !slices.Contains(q.Where, analytics.ByPass) {
			continue
		}
		whole, first, later := under(q, analytics.None), under(q, analytics.None, "1"), under(q, analytics.None, "2+")
		without := int64(0) // clocks that belong to no pass
		if q.Name == "deadlines" || q.Name == "changes" {
			without = whole.N - first.N - later.N
		}
		if whole.N != first.N+later.N+without || without < 0 || (whole.N > 0 && first.N == 0) {
			t.Errorf("%s: %d at the first pass and %d later; want %d together", q.Name, first.N, later.N, whole.N)
		}
		if slices.Contains(q.By, analytics.ByPass) && q.Name != "changes" {
			for _, pass := range []string{"1", "2", "3"} {
				var grouped int64
				if a := under(q, analytics.ByPass, pass); a.N > 0 {
					for i := range a.Rows {
						if got := a.Value(i, "pass"); got != pass {
							t.Errorf("%s: a row of pass %v under pass %s", q.Name, got, pass)
						}
					}
					grouped = a.N
				}
				if got := under(q, analytics.None, pass).N; got != grouped {
					t.Errorf("%s: pass %s has %d; grouped it has %d", q.Name, pass, got, grouped)
				}
			}
		}
	}
}

func TestPassesOfAScope(t *testing.T) {
	db := datatest.Open(t, nil)
	q, err := analytics.Find("refusal")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		passes []string
		want   error
	}{
		{[]string{"1"}, nil},
		{[]string{"2", "1", "3"}, nil},
		{[]string{"2+"}, nil},
		{[]string{"1", "3"}, data.ErrUnknownDimension},
		{[]string{"0"}, data.ErrUnknownDimension},
		{[]string{"two"}, data.ErrUnknownDimension},
		{[]string{"+"}, data.ErrUnknownDimension},
	} {
		s := analytics.Scope{Now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Where: map[analytics.Dimension][]string{analytics.ByPass: tt.passes}}
		if _, err := q.Ask(t.Context(), db, s); !errors.Is(err, tt.want) {
			t.Errorf("%q: %v; want %v", tt.passes, err, tt.want)
		}
	}
}
