package analytics_test

import (
	"math"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/reference"
	"tuntas/data/store"
)

// TestPlanted: each effect that the sample city was made with is found by the question meant for it, and not by those about
// something else.
func TestPlanted(t *testing.T) {
	db, planted := sampleCity(t, 40_000, 11)
	for name, check := range map[string]func(*testing.T, *store.DB, demo.Planted){
		"what stands open": plantedOpen, "rejections": plantedRejections, "stays": plantedStays, "refusals": plantedRefusals,
		"pace": plantedPace, "floods": plantedFloods, "warnings": plantedWarnings,
	} {
		t.Run(name, func(t *testing.T) { check(t, db, planted) })
	}
}

// plantedOpen: what has not ended.
func plantedOpen(t *testing.T, db *store.DB, planted demo.Planted) {
	s := analytics.Scope{Zone: datatest.Jakarta, AsOf: planted.Until}
	if a := ask(t, db, "backlog", s); a.N != int64(planted.Open) {
		t.Errorf("%d open; planted %d", a.N, planted.Open)
	}
	s.Grain = analytics.None
	if open := total(ask(t, db, "flow", s), "open"); open != int64(planted.Open) {
		t.Errorf("%d open at the end of the flow; planted %d", open, planted.Open)
	}
	waits := ask(t, db, "time-to-done", s)
	if cell(t, waits, "done") != int64(planted.Done) || cell(t, waits, "rejected") != int64(planted.Rejected) {
		t.Errorf("%v; planted %d done, %d rejected", waits.Rows, planted.Done, planted.Rejected)
	}
}

// plantedRejections: they are the ways to Rejected, the official flow has them all, and no city, channel or category has
// more of them than chance gives.
func plantedRejections(t *testing.T, db *store.DB, planted demo.Planted) {
	s := analytics.Scope{Zone: datatest.Jakarta, AsOf: planted.Until}
	a := ask(t, db, "paths", s)
	var rejected int64
	for i := range a.Rows {
		if a.Value(i, "to") == string(data.Rejected) {
			rejected += a.Value(i, "moves").(int64)
		}
	}
	if rejected != int64(planted.Rejections.Count) {
		t.Errorf("%d moves to Rejected; planted %d", rejected, planted.Rejections.Count)
	}
	if a := ask(t, db, "deviations", s); a.N != 0 {
		t.Errorf("the city keeps to the official flow: %v", a.Rows)
	}
	s.Of = "rejection"
	for _, by := range []analytics.Dimension{analytics.ByCity, analytics.ByChannel, analytics.ByCategory} {
		s.By = by
		a := ask(t, db, "units", s)
		for i := range a.Rows {
			if p := a.Value(i, "place").(string); p == "far_above" || p == "far_below" {
				t.Errorf("%v lies %s for rejections", a.Rows[i][0], p)
			}
		}
	}
}

// plantedStays: the medians that were drawn.
func plantedStays(t *testing.T, db *store.DB, planted demo.Planted) {
	a := ask(t, db, "time-in-stage", analytics.Scope{Zone: datatest.Jakarta, AsOf: planted.Until})
	median := map[string]float64{}
	for i := range a.Rows {
		median[a.Value(i, "stage").(string)], _ = a.Value(i, "median_s").(float64)
	}
	for _, p := range planted.Stays {
		if p.Stage.Open() && math.Abs(median[string(p.Stage)]/p.DrawnMedian-1) > .02 {
			t.Errorf("%s: median %.0f s; drawn %.0f s", p.Stage, median[string(p.Stage)], p.DrawnMedian)
		}
	}
}

// plantedRefusals: the funnel of refusals shows the best and the worst units; each unit's rate is what it was made with.
func plantedRefusals(t *testing.T, db *store.DB, planted demo.Planted) {
	a := ask(t, db, "units", analytics.Scope{Of: "refusal", Zone: datatest.Jakarta})
	place, n := map[string]string{}, map[string]int64{}
	for i := range a.Rows {
		unit := a.Value(i, "unit").(string)
		place[unit], n[unit] = a.Value(i, "place").(string), a.Value(i, "n").(int64)
	}
	found := 0
	for _, u := range planted.Units {
		if n[u.Unit] != int64(u.Refusals.Of) {
			t.Errorf("%s: %d decisions; planted %d", u.Unit, n[u.Unit], u.Refusals.Of)
		}
		switch {
		case u.Refusals.Of < 150:
		case u.Refusals.Planted >= .28:
			found++
			if place[u.Unit] != "far_above" {
				t.Errorf("%s, made with %.2f, lies %s (%d decisions)", u.Unit, u.Refusals.Planted, place[u.Unit], n[u.Unit])
			}
		case u.Refusals.Planted <= .05 && u.Agency != reference.Village:
			found++
			if place[u.Unit] != "far_below" && place[u.Unit] != "below" {
				t.Errorf("%s, made with %.2f, lies %s (%d decisions)", u.Unit, u.Refusals.Planted, place[u.Unit], n[u.Unit])
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d units could be checked", found)
	}
}

// plantedPace: time in Process by unit tells the fast units from the slow ones.
func plantedPace(t *testing.T, db *store.DB, planted demo.Planted) {
	a := ask(t, db, "time-in-stage", analytics.Scope{
		By: analytics.ByUnit, Zone: datatest.Jakarta, Where: map[analytics.Dimension][]string{analytics.ByStage: {"process"}},
	})
	low, high := map[string]float64{}, map[string]float64{}
	for i := range a.Rows {
		unit := a.Value(i, "unit").(string)
		low[unit], _ = a.Value(i, "median_low_s").(float64)
		high[unit], _ = a.Value(i, "median_high_s").(float64)
	}
	checked, missed := 0, 0
	for _, u := range planted.Units {
		if u.Agency == reference.Village || u.Agency == reference.Water || u.Refusals.Of < 200 {
			continue
		}
		checked++
		if want := 30 * 3600 * u.Pace; want < low[u.Unit]*.97 || want > high[u.Unit]*1.03 {
			missed++
		}
	}
	if checked < 15 || missed > checked/8 {
		t.Errorf("%d of %d units have an interval without the planted median", missed, checked)
	}
}

// plantedFloods: on a chart of flood reports a day the flood days stand out, and hardly any other; the refusals of the
// same weeks do not.
func plantedFloods(t *testing.T, db *store.DB, planted demo.Planted) {
	s := analytics.Scope{Of: "flood", Grain: analytics.Day, Zone: datatest.Jakarta, AsOf: planted.Until}
	s.From, s.Until = first(time.November).AddDate(-1, 0, 0), first(time.April) // a wet season
	a := ask(t, db, "trend", s)
	signal := map[string]string{}
	outside := 0
	for i := range a.Rows {
		said, _ := a.Value(i, "signal").(string)
		signal[a.Value(i, "period").(time.Time).Format(time.DateOnly)] = said
		if said == "outside" {
			outside++
		}
	}
	found, floods := 0, 0
	for _, f := range planted.Floods {
		said, within := signal[f.Date]
		if !within || f.FloodReports < 20 {
			continue
		}
		floods++
		if said == "outside" {
			found++
		}
	}
	if floods < 8 || found < floods {
		t.Errorf("%d of %d flood days stand out", found, floods)
	}
	if others := outside - found; others > len(a.Rows)/25 {
		t.Errorf("%d other days stand out of %d", others, len(a.Rows))
	}
	s.Of, s.Grain = "refusal", analytics.Month
	a = ask(t, db, "trend", s)
	for i := range a.Rows {
		if said := a.Value(i, "signal"); said != nil {
			t.Errorf("refusals in %v: %v", a.Value(i, "period"), said)
		}
	}
}
