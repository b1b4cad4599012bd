package analytics_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/reference"
	"tuntas/data/store"
)

// setRule writes a deadline rule down.
func setRule(t *testing.T, db *store.DB, r data.Rule) {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.QueryContext(t.Context(), "INSERT INTO rule (code, valid_from, definition) VALUES ($code, $from, $text)",
		sql.Named("code", r.Code), sql.Named("from", r.From), sql.Named("text", string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
}

// own leaves the deadlines of these rules only.
func own(a analytics.Answer, codes ...string) (rows [][]any) {
	for i, row := range a.Rows {
		for _, code := range codes {
			if rule := a.Value(i, "rule").(string); rule == code+" 2026-01-01" {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

var since2026 = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func TestDeadlines(t *testing.T) {
	db := datatest.Open(t, nil)
	setRule(t, db, data.Rule{Code: "C", Clock: data.ClockCase, Hours: 3, From: since2026})
	setRule(t, db, data.Rule{Code: "P", Clock: data.ClockPass, Hours: 2, From: since2026})
	setRule(t, db, data.Rule{Code: "A", Clock: data.ClockCase, Hours: 1, Average: true, From: since2026})
	setRule(t, db, data.Rule{Code: "W", Clock: data.ClockCase, Days: 1, Working: true, From: since2026})
	quick := datatest.Walk(t, 1, "2026-03-02 08:00", data.Received, data.Submitted, data.Accepted)
	again := datatest.Walk(t, 2, "2026-03-02 08:00", data.Received, data.Submitted, data.Refused, data.Submitted, data.Accepted)
	open := datatest.Walk(t, 3, "2026-03-06 20:00", data.Received) // a Friday: its first working day is used up on Monday
	datatest.Add(t, db, quick, again, open)
	s := month(time.March)
	s.AsOf = datatest.At(t, "2026-03-09 19:59")
	a := ask(t, db, "deadlines", s)
	want := [][]any{
		{"C 2026-01-01", "case", "calendar_days", 10800.0, i64(3), i64(1), i64(1), i64(0), i64(1), 1.0 / 3},
		// each pass has a clock of its own: two hours to the decision are too many by nothing
		{"P 2026-01-01", "pass", "calendar_days", 7200.0, i64(4), i64(0), i64(3), i64(0), i64(1), 0.0},
		{"A 2026-01-01", "case", "calendar_days", 3600.0, i64(3), nil, nil, nil, nil, nil},
		{"W 2026-01-01", "case", "working_days", 86400.0, i64(3), i64(2), i64(0), i64(1), i64(0), 1.0},
	}
	got := own(a, "C", "P", "A", "W")
	for i := range got {
		if diff := cmp.Diff(want[i], got[i][:10]); diff != "" {
			t.Error(diff)
		}
	}
	if mean := got[2][12]; mean != 3*3600.0 { // of two hours and four
		t.Errorf("the mean of what ended is %v", mean)
	}
	s.AsOf = datatest.At(t, "2026-03-09 20:00") // the instant itself is too late
	if late := own(ask(t, db, "deadlines", s), "W"); late[0][7] != i64(0) || late[0][8] != i64(1) {
		t.Errorf("on Monday evening: %v", late)
	}
}

// TestDeadlinesAreThoseOfHistories: what is counted in tables is what data.Due says of each history, for every clock, in
// calendar and working days, at any instant.
func TestDeadlinesAreThoseOfHistories(t *testing.T) {
	var rules []data.Rule
	for i, clock := range data.Clocks() {
		rules = append(rules, data.Rule{Code: fmt.Sprint("R", i), Clock: clock, Days: 1, Hours: 5 * i, From: since2026})
		rules = append(rules, data.Rule{Code: fmt.Sprint("W", i), Clock: clock, Days: 2, Working: true, From: since2026})
	}
	calendar := data.Calendar{Zone: datatest.Jakarta, Working: func(d time.Time) bool { return reference.WorkingDay(d, reference.LeaveRests) }}
	for seed := range 4 {
		cases := histories(20+seed, datatest.At(t, "2026-02-01"))
		db := datatest.Open(t, nil)
		for _, r := range rules {
			setRule(t, db, r)
		}
		datatest.Add(t, db, cases...)
		if seed%2 > 0 {
			prepared(t, db)
		}
		at := datatest.At(t, "2026-02-20").AddDate(0, 0, 15*seed)
		want := map[string][4]int64{}
		for _, c := range until(cases, at) {
			for _, d := range data.Due(c.Events, rules, calendar) {
				n := want[d.Rule.Code+" 2026-01-01"]
				switch d.State(at, calendar) {
				case data.DeadlineMet:
					n[0]++
				case data.DeadlineLate:
					n[1]++
				case data.DeadlineOverdue:
					n[3]++
				default:
					n[2]++
				}
				want[d.Rule.Code+" 2026-01-01"] = n
			}
		}
		got := map[string][4]int64{}
		a := ask(t, db, "deadlines", analytics.Scope{AsOf: at, Zone: datatest.Jakarta})
		for i := range a.Rows {
			if rule := a.Value(i, "rule").(string); want[rule] != [4]int64{} {
				var n [4]int64
				for j, column := range []string{"kept", "late", "running", "overdue"} {
					n[j], _ = a.Value(i, column).(int64)
				}
				got[rule] = n
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || len(want) != len(rules) {
			t.Errorf("seed %d: %s", seed, diff)
		}
	}
}

// TestClocksOfUnits: the clocks of a unit are those that the bureau says are its own, from the day on that it says so, whether
// they are prepared or not.
func TestClocksOfUnits(t *testing.T) {
	db := datatest.Open(t, nil)
	c := datatest.Walk(t, 1, "2026-03-02 08:00", data.Received, data.Submitted, data.Accepted)
	for i := range c.Events {
		c.Events[i].Unit = "Kel. Told"
	}
	datatest.Add(t, db, c)
	units := func() (all []any) {
		s := month(time.March)
		s.By = analytics.ByUnit
		a := ask(t, db, "deadlines", s)
		for i := range a.Rows {
			if unit := a.Value(i, "unit"); !slices.Contains(all, unit) {
				all = append(all, unit)
			}
		}
		return all
	}
	for _, want := range []string{"Kel. Told", "Kelurahan Meant"} {
		if want != "Kel. Told" {
			if err := db.AddAlias(t.Context(), data.Alias{List: data.ListUnit, Told: "Kel. Told", Value: want}); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if got := units(); !slices.Equal(got, []any{want}) {
				t.Errorf("%v, want %s", got, want)
			}
			prepared(t, db)
		}
	}
}

// TestDeadlinesWhereClocksArePutForward: a day counts 24 hours also where it has 23, in tables as in data.Due.
func TestDeadlinesWhereClocksArePutForward(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db, err := store.Open(t.Context(), "", store.Options{Zone: zone, Clock: clock.Read})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	rule := data.Rule{Code: "C", Clock: data.ClockCase, Days: 2, From: since2026}
	setRule(t, db, rule)
	sent := time.Date(2026, time.March, 7, 12, 0, 0, 0, zone)                              // clocks are put forward on the 8th
	for _, hours := range []time.Duration{46*time.Hour + 59*time.Minute, 47 * time.Hour} { // two days are 47 hours
		c := datatest.Case{Report: data.Report{Number: fmt.Sprint("JK", hours), Channel: fmt.Sprint(hours), SentAt: sent}}
		c.Events = data.History{
			{Kind: data.Received, Stage: data.Waiting, HappenedAt: sent}, {Kind: data.Accepted, Stage: data.Done, HappenedAt: sent.Add(hours)},
		}
		datatest.Add(t, db, c)
		due := data.Due(c.Events, []data.Rule{rule}, db.Calendar())
		want := due[0].State(clock.Now, db.Calendar()) == data.DeadlineMet
		for range 2 {
			a := ask(t, db, "deadlines", analytics.Scope{
				Zone: zone, Now: clock.Now, By: analytics.ByChannel, From: since2026, Until: since2026.AddDate(1, 0, 0),
			})
			for i := range a.Rows {
				if a.Value(i, "rule") == "C 2026-01-01" && a.Value(i, "channel") == c.Report.Channel && (a.Value(i, "kept") == i64(1)) != want {
					t.Errorf("%v: %v, kept %v", hours, a.Rows[i], want)
				}
			}
			prepared(t, db)
		}
		if want != (hours < 47*time.Hour) {
			t.Errorf("after %v: %v", hours, due[0])
		}
	}
}
