package analytics_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
)

// smallCity is a small city with every kind of case.
func smallCity(t testing.TB, now time.Time) *store.DB {
	t.Helper()
	db := datatest.Open(t, &datatest.Clock{Now: now})
	_, err := db.Import(t.Context(), data.Import{Profile: "demo"}, func(b *store.Batch) error {
		_, err := demo.Generate(t.Context(), demo.Plan{Reports: 500, Seed: 4, Until: now, Zone: datatest.Jakarta}, b, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	datatest.Add(t, db, histories(6, now.AddDate(0, -3, 0))...)
	datatest.Add(t, db, sentFrom(t, "Banjir", "31.74.06.1003", "2026-01-20", 6)...)
	return db
}

// aMark is one mark of a figure.
type aMark struct {
	key  figure.Key
	tone figure.Tone
	of   figure.Point
}

// marks are those of a figure that lead somewhere.
func marks(f figure.Figure) (all []aMark) {
	for _, s := range f.Series {
		for _, p := range s.Points {
			if len(p.Key) > 0 && !p.Missing {
				all = append(all, aMark{p.Key, s.Tone, p})
			}
		}
	}
	for _, w := range f.Ways {
		all = append(all, aMark{w.Key, figure.Plain, figure.Point{Value: float64(w.Count)}})
	}
	return all
}

// counted is how many cases a list of a mark must have.
func counted(f figure.Figure, m aMark, list analytics.Behind, first bool) int64 {
	switch {
	case f.Unit == figure.Share && first && list != analytics.BehindClocks:
		return int64(math.Round(m.of.Value * float64(m.of.N)))
	case f.Unit == figure.Count:
		return int64(m.of.Value)
	}
	return m.of.N
}

// TestCasesAreThoseOfTheMark holds each list of cases against the number that its mark shows: for every question, by
// everything that it can be grouped by, with and without periods.
func TestCasesAreThoseOfTheMark(t *testing.T) {
	now := datatest.At(t, "2026-03-10 15:30")
	db := smallCity(t, now)
	l := i18n.For("en", datatest.Jakarta)
	for _, q := range analytics.Questions() {
		listed := 0
		for _, s := range scopesOf(t, q) {
			s.Now, s.Zone = now, datatest.Jakarta
			a, err := q.Ask(t.Context(), db, s)
			if err != nil {
				t.Fatal(q.Name, s.By, s.Grain, err)
			}
			f := a.Section(l).Figure
			all := marks(f)
			for i := 0; i < len(all); i += max(1, len(all)/3) {
				listed += holdLists(t, db, q, a, f, all[i])
			}
		}
		if listed == 0 && q.Name != "compare" && q.Name != "second-look" {
			t.Errorf("%s: no mark has a list", q.Name)
		}
	}
}

// scopesOf are ways to ask a question: by each dimension without periods, and by month.
func scopesOf(t *testing.T, q analytics.Question) (all []analytics.Scope) {
	t.Helper()
	whole := analytics.Scope{From: on(t, "2025-10-01"), Until: on(t, "2026-04-01"), Grain: analytics.None}
	measures := q.Of
	if len(measures) == 0 {
		measures = []string{""}
	}
	if q.Name == "compare" {
		return nil // has no marks of its own: it stands on tiles
	}
	for _, of := range measures {
		s := whole
		s.Of = of
		if q.Whole {
			s.Grain = ""
		}
		if q.Name == "trend" {
			s.Grain = analytics.Month
		}
		all = append(all, s)
		if of != "" {
			continue
		}
		for _, by := range q.By {
			if by != analytics.ByReport && by != analytics.ByOPD {
				s.By = by
				all = append(all, s)
			}
		}
		if q.Divided() {
			s.By, s.Grain = analytics.None, analytics.Month
			all = append(all, s)
		}
	}
	return all
}

// holdLists asks for each list of a mark and returns how many there are.
func holdLists(t *testing.T, db *store.DB, q analytics.Question, a analytics.Answer, f figure.Figure, m aMark) int {
	t.Helper()
	lists := q.Lists(a.Scope, m.key, m.tone)
	for i, list := range lists {
		c, err := q.Cases(t.Context(), db, a.Scope, m.key, list)
		if err != nil {
			t.Fatalf("%s %v: %v", q.Name, m.key, err)
		}
		got, want := c.N, counted(f, m, list, i == 0)
		if slices.ContainsFunc(c.Columns, func(c analytics.Column) bool { return c.Name == "found" }) {
			got = sumOf(c.Answer, "found")
		}
		if list == analytics.BehindClocks {
			got = sumOf(c.Answer, "kept") + sumOf(c.Answer, "late") + sumOf(c.Answer, "overdue")
		}
		if got != want || len(c.Reports) != len(c.Rows) || (c.N <= 1000 && int64(len(c.Rows)) != c.N) {
			t.Errorf("%s of %q by %q per %q, %s of %v: %d cases in %d rows; the mark says %d",
				q.Name, a.Scope.Of, a.Scope.By, a.Scope.Grain, list, m.key, got, len(c.Rows), want)
		}
		if table := c.Table(i18n.For("en", datatest.Jakarta)); len(table.Rows) != len(c.Rows) {
			t.Errorf("%s: a table of %d rows", q.Name, len(table.Rows))
		}
	}
	return len(lists)
}

func sumOf(a analytics.Answer, column string) (n int64) {
	for i := range a.Rows {
		v, _ := a.Value(i, column).(int64)
		n += v
	}
	return n
}

func TestCasesOfNoMark(t *testing.T) {
	q, err := analytics.Find("volume")
	if err != nil {
		t.Fatal(err)
	}
	if got := q.Lists(analytics.Scope{}, nil, figure.Plain); got != nil {
		t.Errorf("lists %v of a mark without a key", got)
	}
	db := datatest.Open(t, nil)
	s := analytics.Scope{Now: datatest.At(t, "2026-03-01"), Of: "nonsense"}
	if _, err := q.Cases(t.Context(), db, s, figure.Key{"from": "2026-01-01"}, analytics.BehindReports); !errors.Is(err, data.ErrUnknownDimension) {
		t.Errorf("%v; want that the measure is unknown", err)
	}
}
