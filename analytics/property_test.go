package analytics_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// histories are 150 reports that go through the official flow with refusals, rejections, decisions taken back and detours;
// the same seed gives the same ones.
func histories(seed int, from time.Time) []datatest.Case {
	rng := rand.New(rand.NewPCG(uint64(seed), 7))
	pick := func(texts ...string) string { return texts[rng.IntN(len(texts))] }
	all := make([]datatest.Case, 150)
	for i := range all {
		at := from.Add(time.Duration(rng.IntN(60*24*60)) * time.Minute)
		all[i].Report = data.Report{
			Number: fmt.Sprintf("JK%06d", i), SentAt: at, Channel: pick("JAKI", "LAPOR1708", ""), Category: pick("Jalan", "Banjir"),
			Area: pick("31.74.06.1003", "31.71.01.1001"),
		}
		all[i].Events = data.History{{Kind: data.Received, Stage: data.Waiting, Unit: "door", HappenedAt: at}}
		for range rng.IntN(16) {
			at = at.Add(time.Duration(1+rng.IntN(4000)) * time.Minute)
			if e, ok := anyMove(rng, all[i].Events, at); ok {
				e.Unit = pick("door", "north", "south")
				all[i].Events = append(all[i].Events, e)
			}
		}
	}
	return all
}

// anyMove is one of the moves that somebody may make; false when there is none.
func anyMove(rng *rand.Rand, h data.History, at time.Time) (data.Event, bool) {
	var moves []data.Event
	for _, by := range []data.Staff{{Name: "a", Role: data.Admin}, {Name: "o", Role: data.Officer}, {Name: "v", Role: data.Validator}} {
		for _, k := range data.Possible(h, by, at) {
			moves = append(moves, data.EventOf(data.Command{Kind: k, Reason: "r"}, by, at))
		}
	}
	if rng.IntN(6) > 0 { // most events move a report; the others name a unit, too
		moves = slices.DeleteFunc(moves, func(e data.Event) bool { return e.Stage == "" })
	}
	if len(moves) == 0 {
		return data.Event{}, false
	}
	return moves[rng.IntN(len(moves))], true
}

// until is what was known of the cases before an instant.
func until(cases []datatest.Case, at time.Time) []datatest.Case {
	var known []datatest.Case
	for _, c := range cases {
		if c.Events = c.Events.AsOf(at); len(c.Events) > 0 {
			known = append(known, c)
		}
	}
	return known
}

// scopes are ways to ask a question: as it is, about each of its measures, and by each of its dimensions.
func scopes(q analytics.Question, base analytics.Scope) []analytics.Scope {
	all := []analytics.Scope{base}
	for _, of := range q.Of {
		s := base
		s.Of = of
		all = append(all, s)
	}
	for _, by := range q.By {
		s := base
		s.By = by
		all = append(all, s)
	}
	return all
}

// answered is what a question says in a scope; a scope that does not fit says so in each database alike.
func answered(t *testing.T, db *store.DB, q analytics.Question, s analytics.Scope) any {
	t.Helper()
	a, err := q.Ask(t.Context(), db, s)
	if err != nil {
		return err.Error()
	}
	return a.Rows
}

// TestAsOfIsWhatWasSaidThen: the answer as of a past instant is the one that a store gives which ends there.
func TestAsOfIsWhatWasSaidThen(t *testing.T) {
	for seed := range 3 {
		cases := histories(seed, datatest.At(t, "2026-01-01"))
		at := datatest.At(t, "2026-01-10").AddDate(0, 0, 18*seed)
		now, then := datatest.Open(t, nil), datatest.Open(t, nil)
		datatest.Add(t, now, cases...)
		prepared(t, now)
		datatest.Add(t, then, until(cases, at)...)
		base := analytics.Scope{AsOf: at, Now: datatest.At(t, "2026-08-01"), Zone: datatest.Jakarta}
		said := 0
		for _, q := range analytics.Questions() {
			for _, s := range scopes(q, base) {
				past, wanted := answered(t, now, q, s), answered(t, then, q, s)
				if diff := cmp.Diff(wanted, past); diff != "" {
					t.Errorf("seed %d, %s of %q by %q: %s", seed, q.Name, s.Of, s.By, diff)
				}
				if rows, ok := past.([][]any); ok && len(rows) > 0 {
					said++
				}
			}
		}
		if said < 60 {
			t.Errorf("seed %d: only %d answers say something", seed, said)
		}
	}
}

// additive are columns of counts whose groups make the whole.
var additive = map[string][]string{
	"volume": {"received", "done", "rejected", "open"}, "rejection": {"received", "decided", "rejected"}, "refusal": {"decisions", "refused"},
	"flood": {"received", "done"}, "flood-peaks": {"received", "done"}, "deadlines": {"clocks"}, "flow": {"entered", "left", "open"}, "backlog": {"open", "days_0_3", "days_over_60"},
	"time-to-done": {"reports", "done", "open"}, "first-response": {"reports", "moved"}, "paths": {"moves"}, "handover": {"moves"},
	"passes": {"done"}, "deviations": {"moves"}, "time-in-stage": {"stays", "open"}, "throughput": {"reports", "events"},
}

func total(a analytics.Answer, column string) (n int64) {
	for i := range a.Rows {
		v, _ := a.Value(i, column).(int64)
		n += v
	}
	return n
}

// TestGroupsMakeTheWhole: where a case belongs to one group, the groups add up to the whole, and so do the periods.
func TestGroupsMakeTheWhole(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, histories(3, datatest.At(t, "2026-01-01"))...)
	for name, columns := range additive {
		q, err := analytics.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		s := analytics.Scope{AsOf: datatest.At(t, "2026-02-20"), Grain: analytics.None, By: analytics.None, Zone: datatest.Jakarta}
		whole := ask(t, db, name, s)
		for _, by := range q.By {
			if by == analytics.ByReason {
				continue // each reason is measured against all
			}
			s.By = by
			parts := ask(t, db, name, s)
			for _, column := range columns {
				if got, want := total(parts, column), total(whole, column); got != want || want == 0 && name != "deviations" && column != "days_over_60" {
					t.Errorf("%s by %s: %s adds up to %d; the whole is %d", name, by, column, got, want)
				}
			}
		}
		s.By, s.Grain = analytics.None, analytics.Week
		if name == "flow" {
			columns = columns[:2] // what is open at the end of each week is no sum
		}
		for _, column := range columns {
			if got, want := total(ask(t, db, name, s), column), total(whole, column); got != want {
				t.Errorf("%s by week: %s adds up to %d; the whole is %d", name, column, got, want)
			}
		}
	}
}

// TestOpenReportShortensNothing: one more report that is still open never makes a median shorter.
func TestOpenReportShortensNothing(t *testing.T) {
	for seed := range 4 {
		cases := histories(seed, datatest.At(t, "2026-01-01"))
		db := datatest.Open(t, nil)
		datatest.Add(t, db, cases...)
		s := analytics.Scope{AsOf: datatest.At(t, "2026-02-20"), Grain: analytics.None, By: analytics.None, Zone: datatest.Jakarta}
		medians := func() map[string]float64 {
			all := map[string]float64{}
			for _, name := range []string{"time-in-stage", "time-to-done", "first-response"} {
				a := ask(t, db, name, s)
				for i := range a.Rows {
					stage, _ := a.Value(i, "stage").(string)
					if v, ok := a.Value(i, "median_s").(float64); ok {
						all[name+stage] = v
					}
				}
			}
			return all
		}
		before := medians()
		open := datatest.Walk(t, 9, "2026-01-20", data.Received)
		open.Events[0].HappenedAt = open.Report.SentAt.Add(time.Duration(seed) * time.Hour)
		datatest.Add(t, db, open)
		after := medians()
		if len(before) < 4 {
			t.Errorf("seed %d: only %d medians", seed, len(before))
		}
		for name, v := range before {
			if now, ok := after[name]; ok && now < v-1e-9 {
				t.Errorf("seed %d: %s: median %v, and %v with one more open", seed, name, v, now)
			}
		}
	}
}
