package analytics_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// drawn is the figure of an answer in English.
func drawn(t testing.TB, db *store.DB, question string, s analytics.Scope) figure.Figure {
	t.Helper()
	s.Zone = datatest.Jakarta
	f := ask(t, db, question, s).Section(i18n.For("en", datatest.Jakarta)).Figure
	if err := f.Check(); err != nil {
		t.Fatal(err)
	}
	return f
}

// sentFrom are n reports of a category from an area, sent on a day.
func sentFrom(t testing.TB, category, area, day string, n int) []datatest.Case {
	t.Helper()
	cases := make([]datatest.Case, n)
	for i := range cases {
		cases[i] = datatest.Walk(t, 1, day+" 08:00", data.Received)
		r := &cases[i].Report
		r.Number, r.Category, r.Area = strings.Join([]string{category, area, day, string(rune('a' + i))}, "-"), category, area
	}
	return cases
}

// on is the first instant of a day of Jakarta, by whose clock the days of a scope count.
func on(t testing.TB, day string) time.Time {
	t.Helper()
	return datatest.At(t, day).In(datatest.Jakarta)
}

func TestAreasAreAMap(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, sentFrom(t, "Jalan", "31.74.06.1003", "2026-03-02", 3)...)
	datatest.Add(t, db, sentFrom(t, "Jalan", "31.71.01.1001", "2026-03-02", 1)...)
	datatest.Add(t, db, sentFrom(t, "Jalan", "", "2026-03-02", 2)...)
	for _, tt := range []struct {
		name   string
		scope  analytics.Scope
		kind   figure.Kind
		places int
		code   string
		value  float64
		noted  bool
	}{
		{"cities", analytics.Scope{By: analytics.ByCity}, figure.Places, 6, "31.74", 3, true},
		{"kelurahan", analytics.Scope{By: analytics.ByKelurahan}, figure.Places, 267, "31.74.06.1003", 3, true},
		{"without reports", analytics.Scope{By: analytics.ByKelurahan}, figure.Places, 267, "31.74.06.1002", 0, true},
		{
			"kecamatan of a city", analytics.Scope{By: analytics.ByKecamatan, Where: map[analytics.Dimension][]string{analytics.ByCity: {"31.74"}}},
			figure.Places, 10, "31.74.06", 3, false,
		},
		{
			"one place", analytics.Scope{By: analytics.ByKelurahan, Where: map[analytics.Dimension][]string{analytics.ByKelurahan: {"31.74.06.1003"}}},
			figure.Lying, 0, "", 0, false,
		},
	} {
		tt.scope.Grain = analytics.None
		f := drawn(t, db, "volume", tt.scope)
		if f.Kind != tt.kind || len(f.Shapes) != tt.places {
			t.Errorf("%s: %s with %d shapes; want %s with %d", tt.name, f.Kind, len(f.Shapes), tt.kind, tt.places)
			continue
		}
		at := slices.IndexFunc(f.Shapes, func(s figure.Shape) bool { return s.Code == tt.code })
		if tt.code != "" && (at < 0 || f.Series[0].Points[at].Value != tt.value || f.Series[0].Points[at].Key[string(tt.scope.By)] != tt.code) {
			t.Errorf("%s: %s at %d: %+v; want %v", tt.name, tt.code, at, f.Series[0].Points[max(at, 0)], tt.value)
		}
		if noted := slices.Contains(f.Notes, "2 without a known place"); noted != tt.noted {
			t.Errorf("%s: notes %q", tt.name, f.Notes)
		}
	}
}

func TestRatesHaveNoValueWhereNothingCame(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, sentFrom(t, "Jalan", "31.74.06.1003", "2026-03-02", 3)...)
	f := drawn(t, db, "rejection", analytics.Scope{By: analytics.ByCity, Grain: analytics.None})
	for i, p := range f.Series[0].Points {
		if !p.Missing {
			t.Errorf("%s: %v; want no value, for nothing was decided", f.Categories[i], p.Value)
		}
	}
}

func TestUnitsAreAFunnel(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, decided(t, "usual", "2026-03-01", 500, 45)...)
	datatest.Add(t, db, decided(t, "far", "2026-03-01", 100, 30)...)
	f := drawn(t, db, "units", analytics.Scope{})
	if f.Kind != figure.Funnel || len(f.Limits) != 2 {
		t.Fatalf("%s with %d limits; want a funnel with two", f.Kind, len(f.Limits))
	}
	for i, p := range f.Series[0].Points {
		want := map[string]string{"usual": f.Limits[1].Name, "far": f.Limits[0].Name}[f.Categories[i]]
		if got := p.Outside(f.Limits); got != want {
			t.Errorf("%s: outside %q; want %q", f.Categories[i], got, want)
		}
	}
}

func TestWaysAreAProcessMap(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, decided(t, "unit", "2026-03-01", 10, 4)...)
	f := drawn(t, db, "paths", analytics.Scope{})
	back := slices.IndexFunc(f.Ways, func(w figure.Way) bool { return w.From == string(data.Validation) && w.To != string(data.Done) })
	if f.Kind != figure.Flow || back < 0 || f.Ways[back].Count != 4 {
		t.Errorf("%s, ways %+v; want a flow with 4 moves back", f.Kind, f.Ways)
	}
	at := slices.IndexFunc(f.Nodes, func(n figure.Node) bool { return n.ID == string(data.Validation) })
	if at < 0 || f.Nodes[at].Count != 10 || f.Nodes[at].Key["stage"] != string(data.Validation) {
		t.Errorf("nodes %+v; want 10 in validation", f.Nodes)
	}
}

func TestDaysAreACalendar(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, sentFrom(t, "Banjir", "31.74.06.1003", "2026-01-20", 4)...)
	for until, want := range map[string]figure.Kind{"2026-02-01": figure.Calendar, "2026-01-22": figure.Bars} {
		f := drawn(t, db, "flood", analytics.Scope{
			From: on(t, "2026-01-01"), Until: on(t, until), Grain: analytics.Day, By: analytics.None,
			Remarks: []analytics.Remark{{Day: on(t, "2026-01-20"), Text: "storm"}},
		})
		if f.Kind != want {
			t.Errorf("until %s: %s; want %s", until, f.Kind, want)
			continue
		}
		if want == figure.Calendar && (len(f.Categories) != 31 || f.Series[0].Points[19].Value != 4 || f.Series[0].Points[18].Value != 0) {
			t.Errorf("%d days, %v", len(f.Categories), f.Series[0].Points)
		}
		if len(f.Events) != 1 || f.Events[0].Text != "storm" {
			t.Errorf("until %s: events %+v; want the storm", until, f.Events)
		}
	}
}

func TestRemarksStandOnTheirPeriod(t *testing.T) {
	db, _ := sampleCity(t, 600, 3)
	remarks := []analytics.Remark{
		{Day: on(t, "2026-03-21"), Text: "Lebaran"}, {Day: on(t, "2026-01-02"), Text: "storm"}, {Day: on(t, "1999-01-01"), Text: "long ago"},
	}
	scope := analytics.Scope{From: on(t, "2026-01-01"), Until: on(t, "2026-06-01"), Remarks: remarks}
	for _, q := range []string{"volume", "rejection", "flood", "trend", "time-to-done"} {
		f := drawn(t, db, q, scope)
		var got []string
		for _, e := range f.Events {
			got = append(got, f.Categories[e.Category]+": "+e.Text)
		}
		if want := []string{"Jan 2026: storm", "Mar 2026: Lebaran"}; !slices.Equal(got, want) {
			t.Errorf("%s: %q; want %q", q, got, want)
		}
	}
	if f := drawn(t, db, "backlog", scope); len(f.Events) != 0 {
		t.Errorf("no time axis, events %+v", f.Events)
	}
}

func TestFloodsYearAfterYear(t *testing.T) {
	db := datatest.Open(t, nil)
	for _, year := range []string{"2023", "2024", "2025"} {
		datatest.Add(t, db, sentFrom(t, "Banjir", "31.74.06.1003", year+"-02-01", 1)...)
	}
	for _, year := range []string{"2022", "2023", "2025"} { // as often, and with a year between
		datatest.Add(t, db, sentFrom(t, "Banjir", "31.71.01.1001", year+"-02-01", 5)...)
	}
	f := drawn(t, db, "flood", analytics.Scope{By: analytics.ByKelurahan, Grain: analytics.Year})
	if want := "1 area flooded 3 years in a row or more: Pondok Labu"; f.Title != want || f.Series[0].Name != "Pondok Labu" {
		t.Errorf("%q with %s first; want %q", f.Title, f.Series[0].Name, want)
	}
}

func TestFit(t *testing.T) {
	where := map[analytics.Dimension][]string{analytics.ByUnit: {"a"}, analytics.ByCategory: {"b"}, analytics.ByChannel: nil}
	s := analytics.Scope{Where: where, Rule: analytics.Touched, Grain: analytics.Month, By: analytics.ByValidator}
	for _, tt := range []struct {
		question string
		left     []analytics.Dimension
		rule     analytics.Rule
		grain    analytics.Grain
	}{
		{"volume", nil, analytics.Touched, analytics.Month},
		{"refusal", nil, "", analytics.Month},
		{"variants", []analytics.Dimension{analytics.ByUnit}, "", ""},
		{"activities", []analytics.Dimension{analytics.ByCategory}, "", ""},
	} {
		q, err := analytics.Find(tt.question)
		if err != nil {
			t.Fatal(err)
		}
		got, left := q.Fit(s)
		if !slices.Equal(left, tt.left) || got.Rule != tt.rule || got.Grain != tt.grain {
			t.Errorf("%s: left %v, rule %q, grain %q; want %v, %q, %q", tt.question, left, got.Rule, got.Grain, tt.left, tt.rule, tt.grain)
		}
		got.Now = time.Now()
		if _, err := q.Ask(t.Context(), datatest.Open(t, nil), got); err != nil {
			t.Errorf("%s: %v", tt.question, err)
		}
	}
}

func TestLook(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, decided(t, "unit", "2026-02-02", 100, 10)...)
	datatest.Add(t, db, decided(t, "other", "2026-03-02", 100, 40)...)
	l := i18n.For("en", datatest.Jakarta)
	march := analytics.Scope{
		From: on(t, "2026-03-01"), Until: on(t, "2026-04-01"), Now: on(t, "2026-05-01"), Zone: datatest.Jakarta,
		Against: analytics.Before,
	}
	g, err := analytics.Look(t.Context(), db, "refusal", march)
	if err != nil {
		t.Fatal(err)
	}
	expected, period := g.Against(l)
	if g.Value(l) != "40.0%" || expected != "10.0%" || g.Verdict() != "higher" || g.Partial() || !strings.Contains(period, "Feb") {
		t.Errorf("%s against %s of %s: %s, partial %v", g.Value(l), expected, period, g.Verdict(), g.Partial())
	}
	spark := g.Spark(l)
	if err := spark.Check(); err != nil || len(spark.Categories) != 31 {
		t.Errorf("%d days, %v; want March", len(spark.Categories), err)
	}
	open, err := analytics.Look(t.Context(), db, "refusal", analytics.Scope{Now: march.Now, Zone: march.Zone})
	if err != nil || open.Value(l) != "25.0%" || open.Verdict() != "" {
		t.Errorf("all time: %s, %q, %v", open.Value(l), open.Verdict(), err)
	}
	few := analytics.Scope{From: on(t, "2026-04-01"), Until: on(t, "2026-04-20"), Now: on(t, "2026-04-10"), Zone: datatest.Jakarta}
	if g, err = analytics.Look(t.Context(), db, "refusal", few); err != nil || !g.Partial() {
		t.Errorf("a period that goes on: partial %v, %v", g.Partial(), err)
	}
	if n, small := g.Small(); !small || n != 0 {
		t.Errorf("%d cases, small %v", n, small)
	}
	if _, err := analytics.Look(t.Context(), db, "luck", march); !errors.Is(err, data.ErrUnknownDimension) {
		t.Errorf("an unknown measure: %v", err)
	}
}
