package dashboard

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/analytics"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
)

// BenchmarkFilterChange is a change of the filter until every figure of the first page is drawn, the questions one after the
// other. TUNTAS_BENCH_DB names a larger city.
func BenchmarkFilterChange(b *testing.B) {
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(assets.NewTheme(assets.Light))
	now := datatest.At(b, "2026-06-01 08:00")
	db := benchStore(b, now)
	p := New(Dashboard{
		Questions: db, Choices: db.Choices, Kept: func() Kept { return Kept{} }, Run: task.Inline, Window: test.NewWindow(nil),
		Language: i18n.For("id", datatest.Jakarta), Now: func() time.Time { return now }, Open: func(data.Filter) {},
	})
	p.dash.Window.SetContent(p.Content())
	p.dash.Window.Resize(fyne.NewSize(1080, 750))
	p.Load(b.Context())
	areas := []string{"31.71", "31.72", "31.73", "31.74", "31.75"}
	for _, page := range p.Pages() {
		b.Run(page, func(b *testing.B) {
			p.Show(page)
			for i := 0; b.Loop(); i++ {
				p.filter.area = areas[i%len(areas)]
				p.loads++
				p.onFilter()
			}
		})
	}
}

// BenchmarkQuestionsBeside is the same for the questions alone, side by side as in the program.
func BenchmarkQuestionsBeside(b *testing.B) {
	now := datatest.At(b, "2026-06-01 08:00")
	db := benchStore(b, now)
	areas := []string{"31.71", "31.72", "31.73", "31.74", "31.75"}
	for _, of := range planned() {
		b.Run(of.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				f := usualFilter(data.Choices{}, now, datatest.Jakarta)
				f.area = areas[i%len(areas)]
				askAll(b, db, of, f, now)
			}
		})
	}
}

func askAll(b *testing.B, db *store.DB, of pageOf, f filter, now time.Time) {
	var all sync.WaitGroup
	for _, v := range of.views {
		q, err := analytics.Find(v.question)
		if err != nil {
			continue // stands for a question to come
		}
		s := f.scope()
		s.Now, s.Zone = now, datatest.Jakarta
		s, _ = v.scope(q, s)
		all.Go(func() {
			if _, err := q.Ask(context.WithoutCancel(b.Context()), db, s); err != nil {
				b.Error(err)
			}
		})
	}
	all.Wait()
}

func benchStore(b *testing.B, now time.Time) *store.DB {
	b.Helper()
	if path := os.Getenv("TUNTAS_BENCH_DB"); path != "" {
		db, err := store.Open(b.Context(), path, store.Options{Zone: datatest.Jakarta, Clock: func() time.Time { return now }})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = db.Close() })
		return db
	}
	db := datatest.Open(b, &datatest.Clock{Now: now})
	_, err := db.Import(b.Context(), data.Import{Profile: "demo"}, func(batch *store.Batch) error {
		_, err := demo.Generate(b.Context(), demo.Plan{Reports: 20000, Seed: 4, Until: now, Zone: datatest.Jakarta}, batch, nil)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return db
}
