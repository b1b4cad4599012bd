package analytics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
)

// wet is a flood report of a kelurahan that is moved on an hour after it was sent.
func wet(t *testing.T, n int, area, at string) datatest.Case {
	t.Helper()
	c := datatest.Walk(t, n, at, data.Received, data.Coordinated)
	c.Report.Category, c.Report.Area = "Banjir", area
	return c
}

const bukitDuri, gambir = "31.74.01.1005", "31.71.01.1001"

func TestFloodPeaks(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db,
		wet(t, 1, gambir, "2026-02-03 23:30"), wet(t, 2, gambir, "2026-02-04 00:10"), wet(t, 3, gambir, "2026-02-04 23:59"),
		wet(t, 4, gambir, "2025-02-20 10:00"), wet(t, 5, gambir, "2024-02-20 10:00"), wet(t, 6, gambir, "2024-02-21 10:00"),
		datatest.Walk(t, 7, "2026-02-04 00:20", data.Received)) // of another category
	s := month(time.February)
	s.Grain = analytics.None
	want := []any{i64(3), i64(0), time.Date(2026, 2, 4, 0, 0, 0, 0, time.UTC), i64(2), "23:00–23:59", i64(2), 3600.0, i64(1), i64(2), nil}
	if diff := cmp.Diff([][]any{want}, ask(t, db, "flood-peaks", s).Rows); diff != "" {
		t.Error(diff)
	}
	s.Grain = analytics.Month
	a := ask(t, db, "flood-peaks", s)
	if diff := cmp.Diff(append([]any{time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)}, want...), a.Rows[0]); diff != "" {
		t.Error("by month", diff)
	}
	s.AsOf = datatest.At(t, "2026-02-03 23:45")
	if a := ask(t, db, "flood-peaks", s); cell(t, a, "received") != i64(1) || cell(t, a, "peak_hour") != "23:00–23:59" {
		t.Errorf("on the first evening: %v", a.Rows)
	}
}

func TestFloodClusters(t *testing.T) {
	db := datatest.Open(t, nil)
	var cases []datatest.Case
	for i, at := range []string{"10:00", "10:50", "11:40", "12:30", "15:00"} { // three lie within two hours, twice; the last alone
		cases = append(cases, wet(t, 10+i, bukitDuri, "2026-02-03 "+at))
	}
	cases = append(cases, wet(t, 20, gambir, "2026-02-03 10:00"), wet(t, 21, gambir, "2026-02-03 12:00"), wet(t, 22, gambir, "2026-02-03 14:00"))
	datatest.Add(t, db, cases...)
	s := month(time.February)
	s.Least = 3
	a := ask(t, db, "flood-clusters", s)
	want := [][]any{{bukitDuri, "2026-02-03 10:00", "2026-02-03 12:30", 9000.0, i64(4), i64(0), "JK2603010020", "JK2603010023"}}
	if diff := cmp.Diff(want, a.Rows); diff != "" || a.N != 4 {
		t.Error(a.N, diff)
	}
	s.Least = 2 // exactly two hours apart is within
	if a := ask(t, db, "flood-clusters", s); len(a.Rows) != 2 || a.Value(0, "reports").(int64)+a.Value(1, "reports").(int64) != 7 {
		t.Errorf("of two: %v", a.Rows)
	}
	s.Least = 0
	if a := ask(t, db, "flood-clusters", s); len(a.Rows) != 0 {
		t.Errorf("of five: %v", a.Rows)
	}
}

// TestFloodWarnings: the days of the computed example in the reference of early warnings.
func TestFloodWarnings(t *testing.T) {
	db := datatest.Open(t, nil)
	var cases []datatest.Case
	for i, n := range []int{4, 3, 5, 2, 4, 6, 3, 5, 4, 20} {
		for j := range n {
			c := wet(t, 100*i+j, gambir, time.Date(2026, 2, 1+i, 0, j, 0, 0, time.UTC).Format("2006-01-02 15:04"))
			cases = append(cases, c)
		}
	}
	datatest.Add(t, db, cases...)
	s := month(time.February)
	s.AsOf = datatest.At(t, "2026-02-11")
	a := ask(t, db, "flood-warnings", s)
	if len(a.Rows) != 10 || a.N != 56 {
		t.Fatalf("%d days, %d reports", len(a.Rows), a.N)
	}
	last := len(a.Rows) - 1
	if a.Value(last, "warning") != "warn_c1_c2" || a.Value(0, "warning") != "warn_unknown" || a.Value(last-1, "warning") != "warn_none" {
		t.Errorf("%v", a.Rows)
	}
	for column, want := range map[string]float64{"mean_before": 4.1429, "sd_before": 1.3452, "limit_c1": 8.2998, "limit_c2": 8.0141} {
		if got := a.Value(last, column).(float64); got < want-1e-4 || got > want+1e-4 {
			t.Errorf("%s %v, want %v", column, got, want)
		}
	}
	s.By = analytics.ByCity
	if a := ask(t, db, "flood-warnings", s); len(a.Rows) != 1 || a.Rows[0][1] != "31.71" {
		t.Errorf("by city: %v", a.Rows)
	}
	s.From = s.From.AddDate(0, 0, 9) // what came before still is the baseline
	if a := ask(t, db, "flood-warnings", s); len(a.Rows) != 1 || a.N != 20 {
		t.Errorf("the last day: %v", a.Rows)
	}
}

// plantedWarnings: the flood days of the sample city are flagged, and hardly any other day is.
func plantedWarnings(t *testing.T, db *store.DB, planted demo.Planted) {
	a := ask(t, db, "flood-warnings", analytics.Scope{Zone: datatest.Jakarta, AsOf: planted.Until})
	flagged := map[string]bool{}
	for i := range a.Rows {
		switch a.Value(i, "warning") {
		case "warn_c1", "warn_c2", "warn_c1_c2":
			flagged[a.Value(i, "period").(time.Time).Format(time.DateOnly)] = true
		}
	}
	found, floods := 0, 0
	for _, f := range planted.Floods {
		if f.FloodReports < 20 {
			continue
		}
		floods++
		if flagged[f.Date] {
			found++
		}
	}
	if floods < 20 || found < floods*8/10 {
		t.Errorf("%d of %d flood days are flagged", found, floods)
	}
	if others := len(flagged) - found; others > len(a.Rows)/20 {
		t.Errorf("%d other days are flagged of %d", others, len(a.Rows))
	}
}
