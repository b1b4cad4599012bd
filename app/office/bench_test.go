package office_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/intake"
	"tuntas/data/store"
)

// benchReports is the size of the city that the budgets are measured on: TUNTAS_BENCH_REPORTS, else 100,000. The budgets
// hold for 1,500,000. TUNTAS_BENCH_DB names a city that was made before.
func benchReports() int {
	if n, err := strconv.Atoi(os.Getenv("TUNTAS_BENCH_REPORTS")); err == nil {
		return n
	}
	return 100_000
}

var benchNow = time.Date(2026, 6, 1, 0, 0, 0, 0, datatest.Jakarta)

func benchCity(b *testing.B) (*store.DB, string) {
	b.Helper()
	path := os.Getenv("TUNTAS_BENCH_DB")
	made := path == ""
	if made {
		path = filepath.Join(b.TempDir(), "city.duckdb")
	}
	db, err := store.Open(b.Context(), path, store.Options{Clock: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	if made {
		plan := demo.Plan{Reports: benchReports(), Seed: 1, Until: benchNow, Zone: datatest.Jakarta}
		if _, err := office.Sample(b.Context(), db, plan, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	return db, path
}

// BenchmarkFilterChange asks each question in another scope each time. Budget of those in front: 100 ms.
func BenchmarkFilterChange(b *testing.B) {
	db, _ := benchCity(b)
	cities := []string{"31.71", "31.72", "31.73", "31.74", "31.75"}
	for _, q := range analytics.Questions() {
		b.Run(q.Name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				s := analytics.Scope{Now: benchNow, Zone: datatest.Jakarta}
				if slices.Contains(q.Where, analytics.ByCity) { // those for checking imports know no places
					s.Where = map[analytics.Dimension][]string{analytics.ByCity: {cities[i%len(cities)]}}
				}
				if _, err := q.Ask(b.Context(), db, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPage changes a dashboard's filter: all questions in front are asked side by side, as the page does, under one of
// the filters that people use. Budget for all of them: 100 ms, 95th percentile, which is reported beside the mean.
func BenchmarkPage(b *testing.B) {
	db, _ := benchCity(b)
	for name, change := range pageFilters() {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				s := analytics.Scope{Now: benchNow, Zone: datatest.Jakarta, Where: map[analytics.Dimension][]string{}}
				change(&s, i)
				began := time.Now()
				if err := askPage(b.Context(), db, s); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1e3, "p95-ms")
		})
	}
}

// pageFilters are the changes that people make, by name; each goes on to the next value.
func pageFilters() map[string]func(s *analytics.Scope, i int) {
	year := func(s *analytics.Scope, i int) {
		s.From, s.Until = benchNow.AddDate(-1-i%3, 0, 0), benchNow.AddDate(-i%3, 0, 0)
	}
	city := func(s *analytics.Scope, i int) {
		s.Where[analytics.ByCity] = []string{[]string{"31.71", "31.73", "31.74"}[i%3]}
	}
	return map[string]func(s *analytics.Scope, i int){
		"all": func(*analytics.Scope, int) {}, "city": city, "year": year,
		"year-city": func(s *analytics.Scope, i int) { year(s, 0); city(s, i) },
		"year-as-of": func(s *analytics.Scope, i int) {
			year(s, 0)
			s.AsOf = benchNow.AddDate(0, -1-i%6, 0)
		},
	}
}

// inFront are the questions of a first look.
var inFront = []string{"volume", "time-in-stage", "rejection", "refusal", "flood"}

// askPage asks the questions in front side by side and returns when the last one has answered.
func askPage(ctx context.Context, db *store.DB, s analytics.Scope) error {
	var wait sync.WaitGroup
	errs := make([]error, len(analytics.Questions()))
	for i, q := range analytics.Questions() {
		if slices.Contains(inFront, q.Name) {
			wait.Go(func() { _, errs[i] = q.Ask(ctx, db, s) })
		}
	}
	wait.Wait()
	return errors.Join(errs...)
}

// BenchmarkSearch searches as you type. Budget: 100 ms.
func BenchmarkSearch(b *testing.B) {
	db, _ := benchCity(b)
	words := []string{"lampu", "lampu pa", "lampu padam", "jalan berlubang"}
	for i := 0; b.Loop(); i++ {
		f := data.Filter{Text: words[i%len(words)], Order: data.Order{Descending: true}}
		if _, err := db.Reports(b.Context(), f, 0, 200); err != nil {
			b.Fatal(err)
		}
		if _, err := db.Count(b.Context(), f); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScroll reads 200 lines of the desk anywhere in the list.
func BenchmarkScroll(b *testing.B) {
	db, _ := benchCity(b)
	n, err := db.Count(b.Context(), data.Filter{})
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if _, err := db.Reports(b.Context(), data.Filter{Order: data.Order{Descending: true}}, i*7919*200%int(n), 200); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecision accepts a case that waits, takes that back and reads the next one. Budget, for one of the two and the
// reading: 100 ms.
func BenchmarkDecision(b *testing.B) {
	db, _ := benchCity(b)
	lines, err := db.Reports(b.Context(), data.Filter{Stages: []data.Stage{data.Validation}}, 0, 100)
	if err != nil || len(lines) == 0 {
		b.Skip("SKIPPED: nothing waits for validation", err)
	}
	by := data.Staff{Name: "bench", Role: data.Validator}
	for i := 0; b.Loop(); i++ {
		id := lines[i%len(lines)].ID
		_, h, err := db.Case(b.Context(), id)
		if err != nil {
			b.Fatal(err)
		}
		for j, k := range []data.Kind{data.Accepted, data.Undone} {
			c := data.Command{ID: fmt.Sprint(b.N, i, j, time.Now().UnixNano()), Report: id, Version: h.Version() + j, Kind: k}
			if err := db.Advance(b.Context(), c, by); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkOpen opens the database and reads what the first page shows. Budget for the whole start: 1.5 s.
func BenchmarkOpen(b *testing.B) {
	db, path := benchCity(b)
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		db, err := store.Open(b.Context(), path, store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := db.Reports(b.Context(), data.Filter{Order: data.Order{Descending: true}}, 0, 200); err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBring takes a CSV.gz of events in, from the file to the ledger: a million, or TUNTAS_BENCH_EVENTS. Budget: 300,000
// events/s, 600 MB.
func BenchmarkBring(b *testing.B) {
	const steps = 8
	cases := 125_000
	if n, err := strconv.Atoi(os.Getenv("TUNTAS_BENCH_EVENTS")); err == nil {
		cases = n / steps
	}
	path := filepath.Join(b.TempDir(), "events.csv.gz")
	writeEvents(b, path, cases, steps)
	p, err := intake.Open("event-log")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		db, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "b.duckdb"), store.Options{})
		if err != nil {
			b.Fatal(err)
		}
		r, _, err := office.Bring(b.Context(), db, p, data.Import{Paths: []string{path}}, 0, nil)
		if err != nil || r.Taken != int64(cases*steps) {
			b.Fatal(r, err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*cases*steps)/b.Elapsed().Seconds(), "events/s")
}

func writeEvents(b *testing.B, path string, cases, steps int) {
	b.Helper()
	f, err := os.Create(path) //nolint:gosec // a folder of the test
	if err != nil {
		b.Fatal(err)
	}
	z, _ := gzip.NewWriterLevel(f, gzip.BestSpeed)
	stages := data.Stages()
	fmt.Fprintln(z, "case_id,activity,timestamp,resource")
	for c := range cases {
		for s := range steps {
			at := benchNow.Add(time.Duration(c)*time.Minute + time.Duration(s)*time.Hour)
			fmt.Fprintf(z, "case-%07d,%s,%s,officer-%04d\n", c, stages[s%7], at.Format(time.RFC3339), c%977)
		}
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkRelease releases the whole city as open data, from the gate to the files.
func BenchmarkRelease(b *testing.B) {
	db, _ := benchCity(b)
	for b.Loop() {
		s := analytics.Scope{From: time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), Now: time.Now()}
		plan := office.PlanRelease(s, i18n.For("id", datatest.Jakarta), office.Terms{K: 5, Version: "1.0.0"})
		r, err := office.PrepareRelease(b.Context(), db, plan)
		if err != nil {
			b.Fatal(err)
		}
		if err := office.WriteRelease(b.Context(), r, filepath.Join(b.TempDir(), fmt.Sprint("r", b.N, time.Now().UnixNano()))); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(r.Balance.Source), "reports")
	}
}
