package ui_test

import (
	"fmt"
	"io"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/office"
	"tuntas/app/ui"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
)

// TestJudgeByKeyboard decides cases of a real store with keys alone, takes one decision back, and finds all of it there.
func TestJudgeByKeyboard(t *testing.T) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db := datatest.Open(t, clock)
	if _, err := office.Sample(t.Context(), db, demo.Plan{Reports: 6000, Seed: 5, Until: clock.Now, Zone: datatest.Jakarta}, nil); err != nil {
		t.Fatal(err)
	}
	clock.Now = clock.Now.Add(time.Hour)
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(1280, 800))
	var opened []int64
	n := 0
	u := ui.New(t.Context(), ui.Office{
		Window: w, DB: db, Run: task.Inline, Clock: clock.Read, Account: "ana",
		NewID:    func() string { n++; return fmt.Sprintf("command-%d", n) },
		Values:   settings.Values{Language: "id", Appearance: "light", TextSize: 1, Role: string(data.Validator)},
		Keep:     func(settings.Values) error { return nil },
		SaveFile: func(string, func(io.Writer) error) error { return nil }, OpenFile: func(string) error { return nil },
		Opened: func(report int64, _ time.Duration) { opened = append(opened, report) },
	})
	u.Show(ui.Validate)
	press := func(keys string) {
		for _, r := range keys {
			clock.Now = clock.Now.Add(time.Second)
			w.Canvas().OnTypedRune()(r)
		}
	}
	press("aaza")
	if len(opened) < 5 || opened[3] != opened[1] {
		t.Fatalf("opened %v: the second case comes back after its decision was taken back", opened)
	}
	want := []data.Kind{data.Accepted, data.Undone, data.Accepted}
	_, h, err := db.Case(t.Context(), opened[1])
	if err != nil || h.Stage() != data.Done {
		t.Fatal(h.Stage(), err)
	}
	for i, e := range h[len(h)-3:] {
		if e.Kind != want[i] || e.Actor != "ana" {
			t.Errorf("event %d: %s by %s, want %s by ana", i, e.Kind, e.Actor, want[i])
		}
	}
	if d, err := db.Day(t.Context(), data.Staff{Name: "ana", Role: data.Validator}); err != nil || d.Done != 2 {
		t.Errorf("the day counts %d decisions, %v", d.Done, err)
	}
	u.Show(ui.Desk)
	holds, err := db.Holds(t.Context())
	if err != nil || len(holds) != 1 {
		t.Errorf("held after the page was left: %v, %v", holds, err)
	}
}
