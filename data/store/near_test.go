package store_test

import (
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
)

func TestNearAndContinuing(t *testing.T) {
	db := datatest.Open(t, &datatest.Clock{Now: datatest.At(t, "2026-06-01")})
	sent := datatest.At(t, "2026-03-10")
	report := func(number, area, category string, after time.Duration, continues string) data.Report {
		return data.Report{Number: number, Area: area, Category: category, SentAt: sent.Add(after), Continues: continues}
	}
	const day = 24 * time.Hour
	all := []data.Report{
		report("A", "31.71.01.1001", "Jalan", 0, ""),
		report("B", "31.71.01.1001", "Jalan", 13*day, "A"),
		report("C", "31.71.01.1001", "Jalan", -13*day, ""),
		report("D", "31.71.01.1001", "Jalan", 15*day, "A"), // too late
		report("E", "31.71.01.1002", "Jalan", day, ""),     // elsewhere
		report("F", "31.71.01.1001", "Saluran", day, "B"),  // something else
		report("G", "", "Jalan", day, ""),                  // nobody knows where
	}
	for _, r := range all {
		datatest.Add(t, db, datatest.Case{Report: r, Events: data.History{{Kind: data.Received, Stage: data.Waiting, HappenedAt: r.SentAt}}})
	}
	of := func(number string) data.Report {
		r, _, err := db.Track(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	numbers := func(lines []data.Summary, err error) (got string) {
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range lines {
			got += s.Number
		}
		return got
	}
	tests := []struct{ name, got, want string }{
		{"near A", numbers(db.Near(t.Context(), of("A"), 9)), "BC"},
		{"at most one", numbers(db.Near(t.Context(), of("A"), 1)), "B"},
		{"without an area", numbers(db.Near(t.Context(), of("G"), 9)), ""},
		{"continues A", numbers(db.Continuing(t.Context(), "A")), "BD"},
		{"continues C", numbers(db.Continuing(t.Context(), "C")), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
}
