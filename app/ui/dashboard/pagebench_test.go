//go:build unix

package dashboard

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
)

// BenchmarkPage is a change of the filter on each page: all its questions and measures are asked side by side, as the page
// does, and made into figures, for another city each time. The budget is 100 ms at the 95th percentile with 1,500,000
// reports; cpu-ms is what all threads used, which says more on a machine with other work. TUNTAS_BENCH_REPORTS is the size of
// the city, 100,000 if not given; it is made once and kept in build/bench.
func BenchmarkPage(b *testing.B) {
	now := datatest.At(b, "2026-06-01 08:00")
	db := keptCity(b, now)
	for _, of := range pagesOf(analytics.Questions()) {
		for name, period := range benchPeriods(now) {
			b.Run(of.name+"/"+name, func(b *testing.B) {
				var took []time.Duration
				used := processTime()
				for i := 0; b.Loop(); i++ {
					f := period
					f.area = []string{"31.71", "31.72", "31.73", "31.74", "31.75"}[i%5]
					began := time.Now()
					askPage(b, db, of, f, now)
					took = append(took, time.Since(began))
				}
				b.ReportMetric(float64((processTime()-used).Microseconds())/1e3/float64(b.N), "cpu-ms")
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1e3, "p95-ms")
			})
		}
	}
}

// benchPeriods are the periods of a page that people look at, by name.
func benchPeriods(now time.Time) map[string]filter {
	year := usualFilter(data.Choices{}, now, datatest.Jakarta)
	month := year
	month.from = month.until.AddDate(0, -1, 0)
	return map[string]filter{"year": year, "month": month, "all": {}}
}

// askPage asks everything on a page, through a memory that is new: no answer is known yet.
func askPage(b *testing.B, db *store.DB, of pageOf, f filter, now time.Time) {
	l, known := i18n.For("id", datatest.Jakarta), analytics.NewMemory(db, db.Writes)
	s := f.scope()
	s.Now, s.Zone = now, datatest.Jakarta
	ctx := context.WithoutCancel(b.Context())
	var all sync.WaitGroup
	for _, v := range of.views {
		q, err := analytics.Find(v.question)
		if err != nil {
			b.Fatal(err)
		}
		all.Go(func() {
			fitting, _ := v.scope(q, s)
			a, err := q.Ask(ctx, known, fitting)
			if err != nil {
				b.Error(err)
				return
			}
			_ = a.Section(l)
		})
	}
	if of.name == overviewPage {
		for _, m := range analytics.Measures() {
			all.Go(func() {
				if _, err := analytics.Look(ctx, known, m.Name, fitted(m.Name, s)); err != nil {
					b.Error(err)
				}
			})
		}
	}
	all.Wait()
}

// keptCity opens the city of the benchmarks and makes it where it is not there yet.
func keptCity(b *testing.B, now time.Time) *store.DB {
	b.Helper()
	if os.Getenv("TUNTAS_BENCH_DB") != "" {
		return benchStore(b, now)
	}
	reports, err := strconv.Atoi(os.Getenv("TUNTAS_BENCH_REPORTS"))
	if err != nil {
		reports = 100_000
	}
	path := filepath.Join("..", "..", "..", "build", "bench", "city-"+strconv.Itoa(reports)+".duckdb")
	db, err := store.Open(b.Context(), path, store.Options{Zone: datatest.Jakarta, Clock: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	if n, err := db.Count(b.Context(), data.Filter{}); err != nil || n > 0 {
		if err != nil {
			b.Fatal(err)
		}
		return db
	}
	_, err = db.Import(b.Context(), data.Import{Profile: "demo"}, func(batch *store.Batch) error {
		_, err := demo.Generate(b.Context(), demo.Plan{Reports: reports, Seed: 4, Until: now, Zone: datatest.Jakarta}, batch, nil)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

// processTime is what all threads of this process have used so far.
func processTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
