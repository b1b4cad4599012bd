package analytics_test

import (
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestBaseBeginsWithData: days before the first report of all are no days without reports. A base that begins earlier counts
// from that report on, and one that lies before it says nothing.
func TestBaseBeginsWithData(t *testing.T) {
	db := datatest.Open(t, nil)
	for i := range 17 { // one a day from 15 to 31 January, two a day in February
		datatest.Add(t, db, datatest.Walk(t, i, time.Date(2026, 1, 15+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), data.Received))
	}
	for i := range 56 {
		datatest.Add(t, db, datatest.Walk(t, 100+i, time.Date(2026, 2, 1+i/2, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), data.Received))
	}
	for _, tt := range []struct {
		name     string
		month    time.Month
		expected any
		verdict  string
		from     any
	}{
		{"the base begins in its middle", time.February, 28.0, "higher", time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)},
		{"the base lies before all data", time.January, nil, "unknown", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := month(tt.month)
			s.Of, s.Against = "received", analytics.Before
			a := ask(t, db, "compare", s)
			if got := a.Value(0, "expected"); got != tt.expected {
				t.Errorf("expected: got %v, want %v", got, tt.expected)
			}
			if got := a.Value(0, "verdict"); got != tt.verdict {
				t.Errorf("verdict: got %v, want %v", got, tt.verdict)
			}
			if got := a.Value(0, "base_from"); got != tt.from {
				t.Errorf("base from: got %v, want %v", got, tt.from)
			}
		})
	}
}
