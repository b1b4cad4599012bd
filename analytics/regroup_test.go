package analytics_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/reference"
)

func TestRegrouped(t *testing.T) {
	db := datatest.Open(t, nil)
	sunday := datatest.Walk(t, 1, "2026-03-01 23:30", data.Received, data.Submitted, data.Accepted) // accepted on Monday at half past one
	monday := datatest.Walk(t, 2, "2026-03-02 00:10", data.Received, data.Submitted, data.Refused)
	village := datatest.Walk(t, 3, "2026-03-02 00:20", data.Received)
	village.Events[0].Unit = "Kelurahan Bukit Duri"
	odd := datatest.Walk(t, 4, "2026-03-02 00:20", data.Received)
	odd.Events[0].Unit = "Regu Tujuh" // is in no list
	datatest.Add(t, db, sunday, monday, village, odd)
	counted := func(question string, by analytics.Dimension, column string) map[string]int64 {
		a := ask(t, db, question, analytics.Scope{By: by, Grain: analytics.None, Zone: datatest.Jakarta})
		got := map[string]int64{}
		for i := range a.Rows {
			n, _ := a.Value(i, column).(int64)
			got[a.Value(i, string(by)).(string)] += n
		}
		return got
	}
	for _, tt := range []struct {
		question string
		by       analytics.Dimension
		column   string
		want     map[string]int64
	}{
		{"volume", analytics.ByWeekday, "received", map[string]int64{"7": 1, "1": 3}},
		{"volume", analytics.ByHour, "received", map[string]int64{"23": 1, "00": 3}},
		{"refusal", analytics.ByWeekday, "decisions", map[string]int64{"1": 2}},
		{"refusal", analytics.ByHour, "decisions", map[string]int64{"01": 1, "02": 1}},
		{"refusal", analytics.ByOPD, "decisions", map[string]int64{"Sudin Bina Marga": 2}},
		{"volume", analytics.ByOPD, "received", map[string]int64{"Sudin Bina Marga": 2, "KELURAHAN": 1, "Regu Tujuh": 1}},
	} {
		if diff := cmp.Diff(tt.want, counted(tt.question, tt.by, tt.column)); diff != "" {
			t.Errorf("%s by %s: %s", tt.question, tt.by, diff)
		}
	}
}

// TestAgencies: an agency has what its units have together.
func TestAgencies(t *testing.T) {
	db, planted := sampleCity(t, 3000, 4)
	s := analytics.Scope{By: analytics.ByUnit, Grain: analytics.None, Now: planted.Until, Zone: datatest.Jakarta}
	units := ask(t, db, "volume", s)
	want := map[string]int64{}
	for i := range units.Rows {
		unit := units.Value(i, "unit").(string)
		if agency, ok := reference.OPDOf(unit, planted.Until); ok {
			unit = agency
		}
		want[unit] += units.Value(i, "received").(int64)
	}
	s.By = analytics.ByOPD
	a := ask(t, db, "volume", s)
	got := map[string]int64{}
	for i := range a.Rows {
		got[a.Value(i, "opd").(string)] = a.Value(i, "received").(int64)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(units.Rows) < 2*len(got) {
		t.Errorf("%d units: %s", len(units.Rows), diff)
	}
}

// TestEveryGroupingDivides: what a question says it can be grouped by divides it; a dimension that a statement does not
// know would be one group for all.
func TestEveryGroupingDivides(t *testing.T) {
	db, planted := sampleCity(t, 3000, 4)
	datatest.Add(t, db, judged(t)...)
	for _, q := range analytics.Questions() {
		for _, by := range q.By {
			if !slices.Contains([]analytics.Dimension{analytics.ByOPD, analytics.ByWeekday, analytics.ByHour}, by) ||
				q.Name == "deviations" || q.Name == "second-look" { // of which the sample city has hardly any
				continue
			}
			s := analytics.Scope{By: by, Now: planted.Until, Zone: datatest.Jakarta}
			if _, err := q.Ask(t.Context(), db, s); errors.Is(err, data.ErrUnknownDimension) && len(q.Of) > 0 {
				continue // a measure that does not know it
			}
			groups := map[any]bool{}
			a := ask(t, db, q.Name, s)
			for i := range a.Rows {
				groups[a.Value(i, string(by))] = true
			}
			if want := map[analytics.Dimension]int{analytics.ByOPD: 1, analytics.ByWeekday: 7, analytics.ByHour: 8}[by]; len(groups) < want || by != analytics.ByOPD && groups[""] {
				t.Errorf("%s by %s: %d groups: %v", q.Name, by, len(groups), groups)
			}
		}
	}
}
