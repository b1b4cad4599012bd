package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// BenchmarkImport takes in 300,000 events of 37,500 reports for each operation, into a new file: staging, merging,
// derivation and ledger. Reading the file is measured by package intake.
func BenchmarkImport(b *testing.B) {
	const reports, walk = 37_500, 8
	kinds := []data.Kind{
		data.Received, data.Coordinated, data.Disposed, data.Started, data.FollowedUp, data.Submitted, data.FieldChecked, data.Accepted,
	}
	from := datatest.At(b, "2026-01-01")
	for b.Loop() {
		db, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "b.duckdb"), store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		_, err = db.Import(b.Context(), data.Import{}, func(s *store.Batch) error {
			for i := range reports {
				r := data.Report{
					Number: fmt.Sprintf("JK%010d", i), Channel: "JAKI", Category: "Jalan", Area: "31.74.06.1003", Text: "Jalan berlubang di depan pasar",
					SentAt: from.Add(time.Duration(i) * time.Minute),
				}
				if err := s.AddReport(r); err != nil {
					return err
				}
				for j, k := range kinds {
					e := data.Event{Kind: k, Stage: k.Target(), Activity: string(k), Unit: "Sudin Bina Marga", Actor: "officer-0012", HappenedAt: r.SentAt.Add(time.Duration(j) * time.Hour)}
					if err := s.AddEvent(r.Number, e); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*reports*walk/b.Elapsed().Seconds(), "events/s")
}
