package store_test

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/store"
)

// bigDesk opens the city that TUNTAS_BENCH_DB names; budgets hold for 1,500,000 reports.
func bigDesk(b *testing.B) *store.DB {
	b.Helper()
	path := os.Getenv("TUNTAS_BENCH_DB")
	if path == "" {
		b.Skip("TUNTAS_BENCH_DB names no city")
	}
	db, err := store.Open(b.Context(), path, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	return db
}

// reportProcessor returns what tells, at the end, how much processor time a round took.
func reportProcessor(b *testing.B) func() {
	began := processorTime()
	return func() { b.ReportMetric(float64(processorTime()-began)/float64(b.N)/1e6, "cpu-ms/op") }
}

var benchSeat = data.Seat{Staff: data.Staff{Name: "bench", Role: data.Validator}, Window: "w"}

// BenchmarkNext holds the next case and gives it back: what follows a decision. Budget: 100 ms with the decision itself.
func BenchmarkNext(b *testing.B) {
	db := bigDesk(b)
	n, err := db.Count(b.Context(), data.Filter{Stages: []data.Stage{data.Validation}})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d cases wait", n)
	defer reportProcessor(b)()
	for b.Loop() {
		c, err := db.Next(b.Context(), benchSeat)
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Release(b.Context(), c.Report, benchSeat); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecideAndNext refuses or accepts the case at hand with its answers and opens the next one. Budget: 100 ms.
func BenchmarkDecideAndNext(b *testing.B) {
	db := bigDesk(b)
	list := data.DefaultChecklist()
	review := &data.Review{Version: list.Version, Open: time.Minute}
	for _, item := range list.Items {
		review.Answers = append(review.Answers, data.Answer{Item: item.ID, Value: data.Yes})
	}
	c, err := db.Next(b.Context(), benchSeat)
	defer reportProcessor(b)()
	for b.Loop() {
		if errors.Is(err, data.ErrQueueEmpty) {
			b.Skip("the queue is empty")
		}
		if err != nil {
			b.Fatal(err)
		}
		command := data.Command{ID: fmt.Sprint("bench", time.Now().UnixNano()), Report: c.Report, Version: c.Version, Kind: data.Accepted, Review: review}
		if err := db.Advance(b.Context(), command, benchSeat.Staff); err != nil {
			b.Fatal(err)
		}
		c, err = db.Next(b.Context(), benchSeat)
	}
}

// BenchmarkDay tells how the day has gone.
func BenchmarkDay(b *testing.B) {
	db := bigDesk(b)
	defer reportProcessor(b)()
	for b.Loop() {
		if _, err := db.Day(b.Context(), benchSeat.Staff); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCountViews counts for twelve views at once.
func BenchmarkCountViews(b *testing.B) {
	db := bigDesk(b)
	var views []data.View
	for _, s := range data.Stages() {
		views = append(views, data.View{Name: string(s), Filter: data.Filter{Stages: []data.Stage{s}, Areas: []string{"31.74", "31.71.01"}}})
	}
	for _, d := range data.DeadlineStates() {
		views = append(views, data.View{Name: string(d), Filter: data.Filter{Deadline: d}})
	}
	for b.Loop() {
		if _, err := db.CountViews(b.Context(), views); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDeadlineLines reads the first lines of what is overdue.
func BenchmarkDeadlineLines(b *testing.B) {
	db := bigDesk(b)
	f := data.Filter{Deadline: data.DeadlineOverdue, Order: data.Order{By: data.OrderSince}}
	for b.Loop() {
		if _, err := db.Reports(b.Context(), f, 0, 200); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLines reads lines of the list: under each filter with how many there are, and under those that leave a long list sorted
// by each heading, from the beginning to the end. Far down is what the first look costs, again each further one. Budget: 100 ms.
func BenchmarkLines(b *testing.B) {
	db := bigDesk(b)
	c, err := db.Choices(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	year := c.Last.AddDate(-1, 0, 0)
	long := map[string]data.Filter{
		"all": {}, "city": {Area: "31.74"}, "category": {Category: c.Categories[0]}, "channel": {Channel: c.Channels[0]}, "unit": {Unit: c.Units[0]},
		"year": {From: year, Until: c.Last}, "done": {Stages: []data.Stage{data.Done}}, "no deadline": {Deadline: data.DeadlineNone},
	}
	for name, f := range long {
		benchOrders(b, db, name, f)
	}
	for name, f := range map[string]data.Filter{
		"stage": {Stages: []data.Stage{data.Validation}}, "area": {Area: "31.74.06"}, "categories": {Categories: c.Categories[:3]},
		"month": {From: c.Last.AddDate(0, -1, 0), Until: c.Last}, "second pass": {Passes: []int{2, 3, 4, 5}},
		"overdue": {Deadline: data.DeadlineOverdue}, "today": {Deadline: data.DeadlineToday}, "running": {Deadline: data.DeadlineRunning},
		"all together": {
			Stages: []data.Stage{data.Done}, Area: "31.74", Category: c.Categories[0], Channel: c.Channels[0], From: c.First, Until: c.Last, Passes: []int{1},
		},
	} {
		f.Order = data.Order{Descending: true}
		benchLines(b, db, name+"/by sent/first", f, 0, true)
	}
}

// benchOrders reads lines of a long list by each heading.
func benchOrders(b *testing.B, db *store.DB, name string, f data.Filter) {
	all, err := db.Count(b.Context(), f)
	if err != nil {
		b.Fatal(err)
	}
	n := int(all)
	places := []struct {
		name   string
		offset int
	}{{"first", 0}, {"1000", 1_000}, {"5000", 5_000}, {"15000", 15_000}, {"middle", n / 2}, {"again", n / 3}, {"last", n - 200}}
	for _, by := range []data.OrderBy{
		data.OrderSent, data.OrderNumber, data.OrderStage, data.OrderSince, data.OrderCategory, data.OrderArea, data.OrderUnit, data.OrderPass, data.OrderChannel,
	} {
		for _, p := range places {
			f.Order = data.Order{By: by, Descending: true}
			benchLines(b, db, fmt.Sprintf("%s/by %s/%s", name, by, p.name), f, p.offset, p.name != "again")
		}
	}
}

func benchLines(b *testing.B, db *store.DB, name string, f data.Filter, offset int, forget bool) {
	b.Run(name, func(b *testing.B) {
		defer reportProcessor(b)()
		for b.Loop() {
			if forget {
				db.ForgetCounts()
			}
			if offset == 0 {
				if _, err := db.Count(b.Context(), f); err != nil {
					b.Fatal(err)
				}
			}
			if _, err := db.Lines(b.Context(), f, offset, 200); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkDueTimes tells the deadlines of the lines on screen.
func BenchmarkDueTimes(b *testing.B) {
	db := bigDesk(b)
	lines, err := db.Lines(b.Context(), data.Filter{Stages: []data.Stage{data.Validation}, Order: data.Order{By: data.OrderArea}}, 0, 200)
	if err != nil {
		b.Fatal(err)
	}
	var ids []int64
	for _, s := range lines {
		ids = append(ids, s.ID)
	}
	b.Run("deadlines", func(b *testing.B) {
		defer reportProcessor(b)()
		for b.Loop() {
			if _, err := db.DueTimes(b.Context(), ids...); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("texts", func(b *testing.B) {
		defer reportProcessor(b)()
		for b.Loop() {
			if _, err := db.Texts(b.Context(), ids...); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// searches are what people type, and what they do not.
var searches = []struct{ name, words string }{
	{"one letter", "l"},
	{"one digit", "1"},
	{"frequent", "lampu"},
	{"two words", "lampu padam"},
	{"three words", "rw 03 lampu"},
	{"piece of a number", "JK2603"},
	{"whole number", "JK2503100314"},
	{"rare", "blangko"},
	{"rare and frequent", "jalan blangko rt"},
	{"nowhere", "tidakada"},
	{"quote", "'\""},
	{"wildcards", "% _"},
	{"emoji", "😀"},
	{"right to left", "مرحبا"},
}

// BenchmarkSearch searches as you type, as a page does: how many there are and the first lines, by looking through the words
// and with the index. Budget: 100 ms for both together. What was found is kept for the next
// question, and forgotten here before each round.
func BenchmarkSearch(b *testing.B) {
	db := bigDesk(b)
	b.Run("scan", func(b *testing.B) { benchSearches(b, db) })
	b.Run("making the index", func(b *testing.B) {
		for b.Loop() {
			db.ForgetWords()
			if err := db.IndexWords(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(db.WordsSize())/(1<<20), "MB")
	})
	b.Run("index", func(b *testing.B) { benchSearches(b, db) })
}

func benchSearches(b *testing.B, db *store.DB) {
	for _, s := range searches {
		f := data.Filter{Text: s.words, Order: data.Order{Descending: true}}
		b.Run(s.name, func(b *testing.B) {
			defer reportProcessor(b)()
			for b.Loop() {
				db.ForgetSearches()
				if _, err := db.Count(b.Context(), f); err != nil {
					b.Fatal(err)
				}
				if _, err := db.Lines(b.Context(), f, 0, 200); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
