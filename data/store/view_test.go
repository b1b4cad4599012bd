package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
	"tuntas/data/datatest"
)

func TestViews(t *testing.T) {
	db := datatest.Open(t, nil)
	f := data.Filter{
		Stages: []data.Stage{data.Validation}, Areas: []string{"31.74"}, Passes: []int{2, 3}, Deadline: data.DeadlineOverdue, Text: "lampu",
		From: datatest.At(t, "2026-03-01"), Order: data.Order{By: data.OrderSince, Descending: true},
	}
	for _, v := range []data.View{{Name: " Terlambat ", Owner: "ani", Filter: f}, {Name: "Semua"}, {Name: "Lain", Owner: "budi"}, {Name: "Terlambat", Owner: "budi"}} {
		if err := db.SaveView(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	want := []data.View{{Name: "Semua"}, {Name: "Terlambat", Owner: "ani", Filter: f}}
	if diff := cmp.Diff(want, must(db.Views(t.Context(), "ani"))); diff != "" {
		t.Error(diff)
	}
	want[1].Filter = data.Filter{Unit: "x"}
	if err := db.SaveView(t.Context(), want[1]); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, must(db.Views(t.Context(), "ani"))); diff != "" {
		t.Errorf("replaced: %s", diff)
	}
	if err := db.RemoveView(t.Context(), "ani", "Terlambat"); err != nil {
		t.Error(err)
	}
	if err := db.RemoveView(t.Context(), "ani", "Terlambat"); !errors.Is(err, data.ErrUnknownView) {
		t.Errorf("removed twice: %v", err)
	}
	for _, name := range []string{" ", strings.Repeat("x", 101)} {
		if err := db.SaveView(t.Context(), data.View{Name: name}); !errors.Is(err, data.ErrViewName) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if mine := must(db.Views(t.Context(), "budi")); len(mine) != 3 {
		t.Errorf("another's views: %v", mine)
	}
}

// TestFilters counts with each part of a filter, one by one and all views at once.
func TestFilters(t *testing.T) {
	cases := []datatest.Case{waiting(t, 1, 5, "officer"), waiting(t, 2, 4, "officer"), full(t, 3), waiting(t, 4, 9, "officer"), waiting(t, 5, 1, "officer")}
	cases[1].Report.Area, cases[1].Report.Channel, cases[1].Report.Text = "31.71.01.1001", "Qlue", "Lampu jalan padam"
	cases[3].Report.Category = "Pohon"
	cases[0].Events = append(cases[0].Events, data.Event{Kind: data.Refused, Stage: data.Process, Actor: "v", HappenedAt: datatest.At(t, "2026-03-09 10:00")})
	db, clock := queueDesk(t, cases...)
	clock.Now = datatest.At(t, "2026-03-10 07:30") // D6: that of the 4th ends at 8:00, those of the 1st and before are past
	for _, tt := range []struct {
		name string
		f    data.Filter
		want int64
	}{
		{"all", data.Filter{}, 5},
		{"areas", data.Filter{Areas: []string{"31.71", "31.74.06"}}, 5},
		{"one area", data.Filter{Areas: []string{"31.71.01"}}, 1},
		{"no area by half a code", data.Filter{Area: "31.7"}, 0},
		{"channels", data.Filter{Channels: []string{"Qlue", "X"}}, 1},
		{"categories", data.Filter{Categories: []string{"Pohon", "Jalan"}}, 5},
		{"a category, and of a list", data.Filter{Category: "Pohon", Categories: []string{"Jalan"}}, 0},
		{"units", data.Filter{Units: []string{"Sudin Bina Marga"}}, 5},
		{"second pass", data.Filter{Passes: []int{2, 3}}, 2},
		{"ids", data.Filter{IDs: []int64{1, 3, 99}}, 2},
		{"no ids", data.Filter{IDs: []int64{}}, 0},
		{"words", data.Filter{Text: "padam LAMPU"}, 1},
		{"words at a stage", data.Filter{Text: "lampu", Stages: []data.Stage{data.Done}}, 0},
		{"a number and a day", data.Filter{Text: "jk2603", Until: datatest.At(t, "2026-03-02")}, 2},
		{"overdue", data.Filter{Deadline: data.DeadlineOverdue}, 1},
		{"due today", data.Filter{Deadline: data.DeadlineToday}, 1},
		{"running", data.Filter{Deadline: data.DeadlineRunning}, 2},
		{"no clock", data.Filter{Deadline: data.DeadlineNone}, 1},
		{"due today, elsewhere", data.Filter{Deadline: data.DeadlineToday, Area: "31.74"}, 0},
		{"no clock, elsewhere", data.Filter{Deadline: data.DeadlineNone, Area: "31.71"}, 0},
	} {
		got, err := db.Count(t.Context(), tt.f)
		views, viewErr := db.CountViews(t.Context(), []data.View{{Filter: tt.f}, {}, {Filter: tt.f}})
		lines, lineErr := db.Reports(t.Context(), tt.f, 0, 10)
		if err := errors.Join(err, viewErr, lineErr); err != nil || got != tt.want || views[0] != tt.want || views[1] != 5 || views[2] != tt.want || int64(len(lines)) != tt.want {
			t.Errorf("%s: got %d, views %v, %d lines, %v; want %d", tt.name, got, views, len(lines), err, tt.want)
		}
	}
	if _, err := db.Count(t.Context(), data.Filter{Deadline: "soon"}); !errors.Is(err, data.ErrUnknownDimension) {
		t.Errorf("an unknown state: %v", err)
	}
	if counts, err := db.CountViews(t.Context(), nil); err != nil || len(counts) != 0 {
		t.Errorf("no views: %v, %v", counts, err)
	}
}
