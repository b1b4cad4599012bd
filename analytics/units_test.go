package analytics_test

import (
	"errors"
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// decided are n reports of a unit whose follow-up was judged, the first refused of them refused, one an hour from at on.
func decided(t testing.TB, unit, at string, n, refused int) []datatest.Case {
	t.Helper()
	cases := make([]datatest.Case, n)
	for i := range cases {
		kind := data.Accepted
		if i < refused {
			kind = data.Refused
		}
		c := datatest.Walk(t, 1, at, data.Received, data.Submitted, kind)
		c.Report.Number = unit + at + strconv.Itoa(i)
		for e := range c.Events {
			c.Events[e].Unit = unit
		}
		cases[i] = c
	}
	return cases
}

func TestUnits(t *testing.T) {
	db := datatest.Open(t, nil)
	var cases []datatest.Case
	for unit, counts := range map[string][2]int{"usual": {500, 45}, "far": {100, 20}, "high": {50, 10}, "few": {29, 15}, "good": {321, 10}} {
		cases = append(cases, decided(t, unit, "2026-03-01", counts[0], counts[1])...)
	}
	datatest.Add(t, db, cases...) // 100 of 1000: limits around 10 %
	a := ask(t, db, "units", analytics.Scope{})
	var got []string
	for i := range a.Rows {
		got = append(got, a.Value(i, "unit").(string)+" "+a.Value(i, "place").(string))
		if a.Value(i, "overall") != 0.1 {
			t.Errorf("overall %v", a.Value(i, "overall"))
		}
	}
	want := []string{"usual within", "good far_below", "far far_above", "high above", "few too_small"} // by size, never by rate
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for column, want := range map[string]float64{"limit_low": .0734, "limit_high": .1260, "outer_low": .0600, "outer_high": .1427} {
		if v := a.Value(0, column).(float64); math.Abs(v-want) > 1e-4 {
			t.Errorf("%s of 500: got %v; want %v", column, v, want)
		}
	}
	q, _ := analytics.Find("units")
	if _, err := q.Ask(t.Context(), db, analytics.Scope{Of: "received"}); !errors.Is(err, data.ErrUnknownDimension) {
		t.Errorf("a count is no rate: %v", err)
	}
}

// TestTrend puts the flow rates of the NIST handbook, taken as counts of reports, into ten weeks, and one that is not over.
func TestTrend(t *testing.T) {
	db := datatest.Open(t, nil)
	rates := []int{496, 476, 499, 513, 478, 512, 526, 524, 536, 521}
	var cases []datatest.Case
	monday := datatest.At(t, "2026-03-02 10:00")
	for week, n := range append(rates, 7) {
		for i := range n {
			c := datatest.Walk(t, 1, "2026-03-02", data.Received)
			c.Report.Number = strconv.Itoa(week) + "-" + strconv.Itoa(i)
			c.Report.SentAt = monday.AddDate(0, 0, 7*week)
			c.Events[0].HappenedAt = c.Report.SentAt
			cases = append(cases, c)
		}
	}
	datatest.Add(t, db, cases...)
	s := analytics.Scope{Of: "received", Grain: analytics.Week, AsOf: monday.AddDate(0, 0, 71), Zone: datatest.Jakarta}
	a := ask(t, db, "trend", s)
	if len(a.Rows) != 11 {
		t.Fatalf("%d weeks", len(a.Rows))
	}
	for column, want := range map[string]float64{"centre": 508.1, "limit_low": 458.159, "limit_high": 558.041, "range_limit": 61.347} {
		if v := a.Value(0, column).(float64); math.Abs(v-want) > 2e-3 {
			t.Errorf("%s: got %v; want %v", column, v, want)
		}
	}
	if a.Value(10, "partial") != "yes" || a.Value(10, "signal") != nil || a.Value(10, "value") != i64(7) || a.Value(10, "range") != nil {
		t.Errorf("the week that is not over: %v", a.Rows[10])
	}
	if a.Value(1, "range") != i64(20) || a.Value(9, "partial") != "no" {
		t.Errorf("%v", a.Rows)
	}
	s.AsOf = monday.AddDate(0, 0, 84) // the eleventh week is over with 7, the twelfth with none
	a = ask(t, db, "trend", s)
	if a.Value(10, "signal") != "outside" || a.Value(11, "value") != i64(0) || len(a.Rows) != 13 {
		t.Errorf("%v", a.Rows[9:])
	}
	s.Of = "refusal" // a rate where nothing was decided is a gap
	if got := ask(t, db, "trend", s); len(got.Rows) != 0 {
		t.Errorf("%v", got.Rows)
	}
}

func TestCompare(t *testing.T) {
	db := datatest.Open(t, nil)
	var cases []datatest.Case
	cases = append(cases, decided(t, "u", "2026-03-03", 70, 56)...)
	cases = append(cases, decided(t, "u", "2026-02-03", 80, 48)...)
	cases = append(cases, decided(t, "u", "2025-03-03", 40, 32)...)
	datatest.Add(t, db, cases...)
	march := month(time.March)
	for _, tt := range []struct {
		name  string
		scope func(s analytics.Scope) analytics.Scope
		want  map[string]any
	}{
		{name: "the month before", want: map[string]any{
			"value": .8, "base": .6, "difference": .2, "low": .0524, "high": .3339, "verdict": "higher", "n": i64(70), "base_n": i64(80),
			"partial": "no", "base_from": first(time.February), "base_last": time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC),
		}},
		{name: "last year", scope: func(s analytics.Scope) analytics.Scope { s.Against = analytics.LastYear; return s }, want: map[string]any{
			"base": .8, "base_n": i64(40), "difference": 0.0, "verdict": "same",
		}},
		{name: "a target", scope: func(s analytics.Scope) analytics.Scope { s.Against, s.Target = analytics.Target, .9; return s }, want: map[string]any{
			"base": .9, "base_n": i64(0), "difference": -.1, "verdict": "lower", "base_from": nil,
		}},
		{name: "counts of as many days", scope: func(s analytics.Scope) analytics.Scope { s.Of = "received"; return s }, want: map[string]any{
			"value": i64(70), "base": i64(80), "expected": 80 * 31. / 28, "difference": 70 - 80*31./28, "verdict": "same",
			"ratio": 70. / 80 * 28 / 31, "ratio_low": .5734, "ratio_high": 1.0892,
		}},
		{name: "at the same age", scope: func(s analytics.Scope) analytics.Scope {
			s.AsOf = datatest.At(t, "2026-03-03 01:30") // before any decision of March; the base is seen on 3 February, 01:30
			s.Of = "received"
			return s
		}, want: map[string]any{"value": i64(70), "base": i64(80), "partial": "yes", "expected": 80.0, "base_seen": time.Date(2026, 2, 3, 0, 0, 0, 0, time.UTC)}},
		{name: "the last month that is over", scope: func(s analytics.Scope) analytics.Scope {
			return analytics.Scope{AsOf: datatest.At(t, "2026-04-20"), Zone: datatest.Jakarta}
		}, want: map[string]any{"value": .8, "base": .6, "base_from": first(time.February)}},
	} {
		s := march
		if tt.scope != nil {
			s = tt.scope(s)
		}
		a := ask(t, db, "compare", s)
		for column, want := range tt.want {
			got := cell(t, a, column)
			if f, ok := want.(float64); ok && got != nil && math.Abs(got.(float64)-f) < 1e-4 {
				continue
			}
			if got != want {
				t.Errorf("%s: %s: got %v; want %v", tt.name, column, got, want)
			}
		}
	}
}

// TestCompareNeedsAPeriod: one end of a period is no period.
func TestCompareNeedsAPeriod(t *testing.T) {
	db := datatest.Open(t, nil)
	q, err := analytics.Find("compare")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []analytics.Scope{{From: first(time.March)}, {Until: first(time.March)}} {
		if _, err := q.Ask(t.Context(), db, s); !errors.Is(err, data.ErrPeriod) {
			t.Errorf("from %v until %v: %v; want %v", s.From, s.Until, err, data.ErrPeriod)
		}
	}
}

// TestCompareGroups: a group that only one of the periods has is shown.
func TestCompareGroups(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, append(decided(t, "new", "2026-03-03", 3, 1), decided(t, "old", "2026-02-03", 4, 1)...)...)
	s := month(time.March)
	s.By, s.Of = analytics.ByUnit, "received"
	a := ask(t, db, "compare", s)
	if len(a.Rows) != 2 || a.Value(0, "base") != i64(0) || a.Value(1, "unit") != "old" || a.Value(1, "value") != i64(0) {
		t.Errorf("%v", a.Rows)
	}
	s.Of = "refusal"
	a = ask(t, db, "compare", s)
	if len(a.Rows) != 2 || a.Value(0, "base") != nil || a.Value(0, "verdict") != "unknown" {
		t.Errorf("%v", a.Rows)
	}
}
