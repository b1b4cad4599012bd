package analytics_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestBeginningOfTheData: what lies before the first report is not known; it is no drop, no rise and no year without floods.
func TestBeginningOfTheData(t *testing.T) {
	db := datatest.Open(t, nil)
	for i := range 100 { // one flood report every other day from 21 January on
		c := datatest.Walk(t, i, "2026-01-21", data.Received)
		c.Report.SentAt = c.Report.SentAt.AddDate(0, 0, 2*i)
		c.Events[0].HappenedAt, c.Report.Category = c.Report.SentAt, "Banjir"
		datatest.Add(t, db, c)
	}
	s := analytics.Scope{Zone: datatest.Jakarta, Of: "received", Grain: analytics.Month, AsOf: datatest.At(t, "2026-07-01")}
	s.From, s.Until = on(t, "2025-12-01"), on(t, "2026-07-01")
	trend := ask(t, db, "trend", s)
	var got [][]any
	for row := range 3 {
		got = append(got, []any{trend.Value(row, "value"), trend.Value(row, "partial")})
	}
	if diff := cmp.Diff([][]any{{nil, "yes"}, {int64(6), "yes"}, {int64(14), "no"}}, got); diff != "" {
		t.Errorf("trend (-want +got):\n%s", diff)
	}
	compared := func(month time.Month, against analytics.Against) []any {
		s := analytics.Scope{Zone: datatest.Jakarta, Of: "received", Against: against, AsOf: datatest.At(t, "2026-07-01")}
		s.From = time.Date(2026, month, 1, 0, 0, 0, 0, time.UTC)
		s.Until = s.From.AddDate(0, 1, 0)
		a := ask(t, db, "compare", s)
		from, _ := a.Value(0, "base_from").(time.Time)
		return []any{a.Value(0, "base"), a.Value(0, "verdict"), from.Format(time.DateOnly)}
	}
	if diff := cmp.Diff([]any{nil, "unknown", "0001-01-01"}, compared(3, analytics.LastYear)); diff != "" {
		t.Errorf("against a year without data (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{int64(6), "same", "2026-01-21"}, compared(2, analytics.Before)); diff != "" {
		t.Errorf("against a month of eleven days (-want +got):\n%s", diff)
	}
	last := datatest.Walk(t, 100, "2027-02-10", data.Received)
	last.Report.Category = "Banjir"
	august := datatest.Walk(t, 101, "2027-08-20", data.Received)
	august.Report.Category = "Banjir"
	dry := datatest.Walk(t, 102, "2027-12-20", data.Received)
	dry.Report.Category = "Banjir"
	datatest.Add(t, db, last, august, dry)
	peaks := ask(t, db, "flood-peaks", analytics.Scope{Zone: datatest.Jakarta, Grain: analytics.Month})
	want := map[string][]any{
		"2026-01-01": {nil, nil}, "2026-08-01": {nil, nil}, "2027-02-01": {int64(14), nil}, "2027-12-01": {int64(0), nil},
	}
	for row := range peaks.Rows {
		period := peaks.Value(row, "period").(time.Time).Format(time.DateOnly)
		if w, ok := want[period]; ok {
			if diff := cmp.Diff(w, []any{peaks.Value(row, "received_1y"), peaks.Value(row, "received_2y")}); diff != "" {
				t.Errorf("%s (-want +got):\n%s", period, diff)
			}
		}
	}
}
