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

var benchSeat = data.Seat{Staff: data.Staff{Name: "bench", Role: data.Validator}, Window: "w"}

// BenchmarkNext holds the next case and gives it back: what follows a decision. Budget: 100 ms with the decision itself.
func BenchmarkNext(b *testing.B) {
	db := bigDesk(b)
	n, err := db.Count(b.Context(), data.Filter{Stages: []data.Stage{data.Validation}})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d cases wait", n)
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

// BenchmarkSearchLines searches as you type, as a page does: the first lines, then how many there are. Budget: 100 ms for the
// lines.
func BenchmarkSearchLines(b *testing.B) {
	db := bigDesk(b)
	for _, words := range []string{"l", "lampu", "lampu padam", "jalan berlubang", "rw 03 lampu", "JK2603", "tidakada"} {
		f := data.Filter{Text: words, Order: data.Order{Descending: true}}
		b.Run("lines "+words, func(b *testing.B) {
			for b.Loop() {
				if _, err := db.Reports(b.Context(), f, 0, 200); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("count "+words, func(b *testing.B) {
			for b.Loop() {
				if _, err := db.Count(b.Context(), f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
