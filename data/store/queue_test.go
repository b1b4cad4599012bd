package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

func seat(name, window string) data.Seat {
	return data.Seat{Staff: data.Staff{Name: name, Role: data.Validator}, Window: window}
}

var (
	ani  = seat("ani", "w1")
	budi = seat("budi", "w2")
)

// waiting returns a case that came in on the day of March 2026 and waits for its decision; officer filed the follow-up.
func waiting(t testing.TB, n, day int, officer string) datatest.Case {
	c := datatest.Walk(t, n, fmt.Sprintf("2026-03-%02d 08:00", day), data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted)
	for i := range c.Events {
		c.Events[i].Actor = officer
	}
	return c
}

func queueDesk(t testing.TB, cases ...datatest.Case) (*store.DB, *datatest.Clock) {
	clock := &datatest.Clock{Now: datatest.At(t, "2026-03-10 09:00")}
	db := datatest.Open(t, clock)
	datatest.Add(t, db, cases...)
	return db, clock
}

func numbersOf(cases []data.Queued) (numbers []string) {
	for _, c := range cases {
		numbers = append(numbers, c.Number[len(c.Number)-2:])
	}
	return numbers
}

func wantNext(t *testing.T, db *store.DB, s data.Seat, want string, without ...int64) data.Queued {
	t.Helper()
	c, err := db.Next(t.Context(), s, without...)
	if err != nil || c.Number[len(c.Number)-2:] != want {
		t.Fatalf("%s got %s, %v; want %s", s.Name, c.Number, err, want)
	}
	return c
}

func TestQueue(t *testing.T) {
	db, clock := queueDesk(t, waiting(t, 1, 5, "officer"), waiting(t, 2, 4, "officer"), waiting(t, 3, 3, "ani"),
		waiting(t, 4, 5, "officer"), full(t, 5), waiting(t, 6, 2, "officer"))
	for _, r := range data.DefaultRules() { // one rule that counts here: six days from the report
		if r.Code != "D6" {
			r.Off = true
			if err := db.SetRule(t.Context(), r, ani.Staff); err != nil {
				t.Fatal(err)
			}
		}
	}
	x := data.Examination{Report: 6, Version: 5, Photos: 2, Risk: 5, Flags: []data.Flag{{Code: data.FlagSameFile, Twin: data.Twin{Report: 1, Number: "JK1"}}}, ExaminedAt: clock.Now}
	four, _, err := db.Track(t.Context(), "JK2603010014")
	if err != nil {
		t.Fatal(err)
	}
	x.Report = four.ID
	if err := db.SaveExaminations(t.Context(), []data.Examination{x}); err != nil {
		t.Fatal(err)
	}
	kept, ok, err := db.Examination(t.Context(), four.ID)
	if err != nil || !ok || kept.Risk != 5 || len(kept.Flags) != 1 || kept.Flags[0] != x.Flags[0] {
		t.Errorf("examination: %+v, %v, %v", kept, ok, err)
	}
	for _, tt := range []struct {
		who  data.Seat
		want []string
	}{{ani, []string{"16", "12", "14", "11"}}, {budi, []string{"16", "13", "12", "14", "11"}}} {
		all, err := db.Queue(t.Context(), tt.who, 10)
		if err != nil || !slices.Equal(numbersOf(all), tt.want) {
			t.Errorf("%s: got %v, %v; want %v", tt.who.Name, numbersOf(all), err, tt.want)
		}
		if all[0].Rule != "D6" || !all[0].DueAt.Equal(datatest.At(t, "2026-03-08 08:00")) {
			t.Errorf("deadline: %s %s", all[0].Rule, all[0].DueAt)
		}
	}
	if _, err := db.Queue(t.Context(), data.Seat{Staff: data.Staff{Name: "x", Role: data.Officer}}, 1); !errors.Is(err, data.ErrRole) {
		t.Errorf("an officer: %v", err)
	}
	first := wantNext(t, db, ani, "16")
	wantNext(t, db, budi, "13")
	wantNext(t, db, budi, "12", 0, must(db.Queue(t.Context(), budi, 1))[0].Report) // what is on screen is left out
	if err := db.Skip(t.Context(), first.Report, first.Version, ani, " "); !errors.Is(err, data.ErrReasonMissing) {
		t.Errorf("skipped without a reason: %v", err)
	}
	if err := db.Skip(t.Context(), first.Report, first.Version+1, ani, "photo does not load"); !errors.Is(err, data.ErrConflict) {
		t.Errorf("skipped what has changed: %v", err)
	}
	if err := db.Skip(t.Context(), first.Report, first.Version, ani, "photo does not load"); err != nil {
		t.Fatal(err)
	}
	if all := must(db.Queue(t.Context(), ani, 10)); !slices.Equal(numbersOf(all), []string{"14", "11", "16"}) {
		t.Errorf("after skipping: %v", numbersOf(all))
	}
	wantNext(t, db, budi, "16", must(db.Holds(t.Context()))[0].Report, must(db.Holds(t.Context()))[1].Report)
	if skips := must(db.Skips(t.Context(), first.Report)); len(skips) != 1 || skips[0].By != "ani" || skips[0].Reason != "photo does not load" {
		t.Errorf("skips: %v", skips)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestHold(t *testing.T) {
	db, clock := queueDesk(t, waiting(t, 1, 5, "officer"))
	aniElsewhere := seat("ani", "w9")
	steps := []struct {
		name  string
		after time.Duration
		do    func() error
		held  string // by whom whose window; empty when by nobody
		err   error
	}{
		{"taken", 0, func() error { _, err := db.Hold(t.Context(), 1, ani); return err }, "ani w1", nil},
		{"another is refused", time.Minute, func() error { _, err := db.Hold(t.Context(), 1, budi); return err }, "ani w1", data.ErrHeld},
		{"renewed", 13 * time.Minute, func() error { _, err := db.Hold(t.Context(), 1, ani); return err }, "ani w1", nil},
		{"the renewal counts", 14 * time.Minute, func() error { _, err := db.Hold(t.Context(), 1, budi); return err }, "ani w1", data.ErrHeld},
		{"the same person at another window", 0, func() error { _, err := db.Hold(t.Context(), 1, aniElsewhere); return err }, "ani w9", nil},
		{"the old window cannot give back", 0, func() error { return db.Release(t.Context(), 1, ani) }, "ani w9", nil},
		{"no taking over without a reason", 0, func() error { _, err := db.TakeOver(t.Context(), 1, budi, " "); return err }, "ani w9", data.ErrReasonMissing},
		{"taken over", 0, func() error { _, err := db.TakeOver(t.Context(), 1, budi, "ani is ill"); return err }, "budi w2", nil},
		{"run out", data.HoldFor, func() error { _, err := db.Hold(t.Context(), 1, ani); return err }, "ani w1", nil},
		{"given back", 0, func() error { return db.Release(t.Context(), 1, ani) }, "", nil},
		{"no such report", 0, func() error { _, err := db.Hold(t.Context(), 99, ani); return err }, "", data.ErrNotFound},
	}
	for _, s := range steps {
		clock.Now = clock.Now.Add(s.after)
		if err := s.do(); !errors.Is(err, s.err) || (err == nil) != (s.err == nil) {
			t.Errorf("%s: got %v, want %v", s.name, err, s.err)
		}
		held := ""
		for _, h := range must(db.Holds(t.Context())) {
			held += h.Holder + " " + h.Window
		}
		if held != s.held {
			t.Errorf("%s: held by %q, want %q", s.name, held, s.held)
		}
	}
	var trace []data.HoldStep
	for _, s := range must(db.HoldTraces(t.Context(), 1)) {
		trace = append(trace, s.Step)
	}
	want := []data.HoldStep{data.HoldTaken, data.HoldMoved, data.HoldOver, data.HoldTaken, data.HoldReleased}
	if !slices.Equal(trace, want) {
		t.Errorf("trace %v, want %v", trace, want)
	}
}

// TestHoldIsNoCondition: who has no hold may decide when the version fits.
func TestHoldIsNoCondition(t *testing.T) {
	db, _ := queueDesk(t, waiting(t, 1, 5, "officer"))
	if _, err := db.Hold(t.Context(), 1, ani); err != nil {
		t.Fatal(err)
	}
	if err := db.Advance(t.Context(), data.Command{ID: "c1", Report: 1, Version: 5, Kind: data.Accepted}, budi.Staff); err != nil {
		t.Errorf("without a hold: %v", err)
	}
	if err := db.Advance(t.Context(), data.Command{ID: "c2", Report: 1, Version: 5, Kind: data.Accepted}, ani.Staff); !errors.Is(err, data.ErrConflict) {
		t.Errorf("with a hold and an old version: %v", err)
	}
	if _, err := db.Next(t.Context(), budi); !errors.Is(err, data.ErrQueueEmpty) {
		t.Errorf("an empty queue: %v", err)
	}
}

func TestDay(t *testing.T) {
	var cases []datatest.Case
	for n := range 8 {
		cases = append(cases, waiting(t, n, 5, "officer"))
	}
	cases = append(cases, waiting(t, 8, 4, "officer"), waiting(t, 9, 3, "officer"))
	db, clock := queueDesk(t, cases...)
	clock.Now = datatest.At(t, "2026-03-10 07:30")
	decide := func(report int64, kind data.Kind, after time.Duration) {
		t.Helper()
		clock.Now = clock.Now.Add(after)
		h := must(historyOf(t, db, report))
		c := data.Command{ID: fmt.Sprint(report, kind, clock.Now), Report: report, Version: h.Version(), Kind: kind, Reason: "not_finished"}
		if err := db.Advance(t.Context(), c, ani.Staff); err != nil {
			t.Fatal(err)
		}
	}
	decide(3, data.Accepted, 0)
	decide(4, data.Refused, 90*time.Minute)
	decide(5, data.Accepted, 10*time.Minute)
	decide(5, data.Undone, 0)
	decide(6, data.Accepted, 10*time.Minute)
	got, err := db.Day(t.Context(), ani.Staff)
	// Left are seven: one of the 3rd and one of the 4th were not touched and are due on the 9th and the 10th by D6, the rest on
	// the 11th.
	want := data.Workday{Done: 3, Accepted: 2, Refused: 1, LastHour: 2, Left: 7, Pace: 2}
	want.Overdue, want.DueToday = got.Overdue, got.DueToday
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if got.Overdue+got.DueToday != 2 {
		t.Errorf("overdue %d, due today %d", got.Overdue, got.DueToday)
	}
	if other, err := db.Day(t.Context(), budi.Staff); err != nil || other.Done != 0 || other.Left != 7 {
		t.Errorf("another's day: %+v, %v", other, err)
	}
}

func historyOf(t testing.TB, db *store.DB, id int64) (data.History, error) {
	_, h, err := db.Case(t.Context(), id)
	return h, err
}

// TestDeskModel lets two people work at one desk, each at his own pace, and holds every answer of the store against a plain
// model: slices and maps, no SQL.
func TestDeskModel(t *testing.T) {
	store.Draws(t, 10, 200)
	rapid.Check(t, func(rt *rapid.T) {
		m := newDeskModel(t, rt)
		rt.Repeat(map[string]func(*rapid.T){
			"next": m.next, "decide": m.decide, "undo": m.undo, "skip": m.skip, "release": m.release, "take over": m.takeOver,
			"wait": m.wait, "rework": m.rework, "look at the day": m.checkDay, "look again": m.lookAgain, "put a second look aside": m.skipLook, "ask for second looks": m.checkLooks,
			"read what was recorded": m.checkRecords, "": m.check,
		})
	})
}
