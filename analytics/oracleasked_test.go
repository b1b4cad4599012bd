package analytics_test

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// asked is a question as the oracle answers it: which columns make a row besides period and group, which are compared.
type asked struct {
	keys, columns []string
	says          func(*oracle) map[string][]any
	official      bool // knows histories only that keep to the table of moves
}

var (
	shareColumns    = []string{"rate", "low", "high"}
	medianColumns   = []string{"median_s", "median_low_s", "median_high_s"}
	meanColumns     = []string{"mean_30d_s", "mean_30d_low_s", "mean_30d_high_s"}
	quartileColumns = []string{"p75_s", "p75_low_s", "p75_high_s", "p90_s", "p90_low_s", "p90_high_s"}
	edges           = []string{"from", "to"}
)

// incidenceColumns are those of a wait that can end in two ways.
func incidenceColumns(goal string) []string {
	within := []string{goal + "_30d", goal + "_30d_low", goal + "_30d_high", "rejected_30d", "rejected_30d_low", "rejected_30d_high", "open_30d"}
	return slices.Concat([]string{"reports", goal, "rejected", "open", "skipped"}, medianColumns, quartileColumns, within, meanColumns)
}

var oracleAnswers = map[string]asked{
	"volume":    {nil, []string{"received", "done", "rejected", "open", "done_share"}, (*oracle).volume, false},
	"rejection": {nil, append([]string{"received", "undecided", "decided", "rejected"}, shareColumns...), (*oracle).rejection, false},
	"refusal":   {nil, append([]string{"reports", "decisions", "accepted", "refused"}, shareColumns...), (*oracle).refusal, false},
	"flood":     {nil, []string{"received", "done", "done_share"}, (*oracle).flood, false},
	"time-in-stage": {[]string{"stage"}, slices.Concat([]string{"reports", "stays", "open"}, medianColumns,
		[]string{"p75_s", "p90_s", "p75_low_s", "p75_high_s", "p90_low_s", "p90_high_s"}, meanColumns,
		[]string{"deadline", "within", "within_low", "within_high"}), (*oracle).timeInStage, false},
	"flow": {[]string{"stage"}, []string{"entered", "left", "open"}, (*oracle).flow, false},
	"backlog": {[]string{"stage"}, []string{
		"open", "days_0_3", "days_4_7", "days_8_14", "days_15_30", "days_31_60", "days_over_60", "oldest_s", "arrivals", "mean_s", "expected", "load",
	}, (*oracle).backlog, false},
	"time-to-done":      {nil, incidenceColumns("done"), (*oracle).timeToDone, false},
	"first-response":    {nil, incidenceColumns("moved"), (*oracle).firstResponse, false},
	"first-pass":        {nil, append([]string{"reports", "accepted", "refused"}, shareColumns...), (*oracle).firstPass, false},
	"passes":            {[]string{"pass"}, slices.Concat([]string{"judged", "accepted"}, shareColumns, []string{"done", "done_share"}), (*oracle).passes, false},
	"paths":             {edges, []string{"moves", "reports", "median_s", "official"}, (*oracle).paths, false},
	"deviations":        {edges, []string{"moves", "reports"}, (*oracle).deviations, false},
	"variants":          {[]string{"variant"}, []string{"steps", "reports", "share", "official"}, (*oracle).variants, false},
	"activities":        {[]string{"activity"}, []string{"events", "reports", "repeated"}, (*oracle).activityCounts, false},
	"activity-paths":    {[]string{"activity", "next_activity"}, []string{"moves", "reports", "median_s"}, (*oracle).activityPaths, false},
	"activity-variants": {[]string{"variant"}, []string{"steps", "reports", "share"}, (*oracle).activityVariants, false},
	"handover":          {[]string{"from_unit", "to_unit"}, []string{"moves", "reports", "median_s"}, (*oracle).handover, false},
	"deadlines": {[]string{"rule"}, slices.Concat([]string{"clock", "calendar", "clocks", "kept", "late", "running", "overdue"}, shareColumns,
		[]string{"mean_s"}), (*oracle).deadlines, true},
	"flood-peaks": {nil, []string{
		"received", "done", "peak_day", "peak_day_reports", "peak_hour", "peak_hour_reports", "response_s", "received_1y", "received_2y", "received_3y",
	}, (*oracle).floodPeaks, false},
	"flood-warnings": {nil, []string{"received", "warning", "mean_before", "sd_before", "limit_c1", "limit_c2"}, (*oracle).floodWarnings, false},
	"flood-clusters": {[]string{"area", "began"}, []string{"ended", "lasted_s", "reports", "done", "first_report", "last_report"}, (*oracle).floodClusters, false},
	"patterns":       {[]string{"pattern", "detail"}, []string{"found", "cases", "share"}, (*oracle).patterns, true},
	"changes":        {[]string{"change", "from", "to"}, []string{"reports", "events", "late_events"}, (*oracle).changes, false},
	"throughput":     {nil, []string{"reports", "events", "mean_s", "shortest_s", "median_s", "longest_s"}, (*oracle).throughput, false},
	"units": {nil, append([]string{"n", "hits", "rate", "low", "high", "overall"}, "limit_low", "limit_high", "outer_low", "outer_high", "place"),
		(*oracle).units, false},
	"trend": {nil, []string{"value", "n", "centre", "limit_low", "limit_high", "range", "range_limit", "partial", "signal"}, (*oracle).trend, false},
	"compare": {nil, []string{
		"value", "n", "base", "base_n", "expected", "difference", "low", "high", "ratio", "ratio_low", "ratio_high", "verdict", "partial",
	}, (*oracle).compare, false},
}

// unasked are the questions that the oracle does not answer, with what tests them.
var unasked = map[string]string{
	"second-look": "TestSecondLook",
}

// bases are days around which histories lie: an ordinary spring with holidays, a leap day, the 53rd week of 2020.
var bases = []time.Time{
	midnight(time.Date(2026, 2, 20, 0, 0, 0, 0, time.UTC)), midnight(time.Date(2024, 2, 15, 0, 0, 0, 0, time.UTC)),
	midnight(time.Date(2020, 12, 15, 0, 0, 0, 0, time.UTC)),
}

// world is some reports and the day around which they lie.
type world struct {
	base  time.Time // midnight in Jakarta
	cases []datatest.Case
}

// step is the time between two things that can happen: durations so far apart are never in one class of lengths.
const step = 6 * time.Hour

var (
	someUnits = []string{"", "", "Kelurahan Bukit Duri", "Kelurahan Gambir", "Regu Tujuh", "DINAS PERHUBUNGAN"}
	someAreas = []string{"31.74.06.1003", "31.71.01.1001", "31.71.01.1002", "31.71.02.1001", "", "Entah"}
	someKinds = []string{"Jalan", "Banjir", "Penanganan Banjir", ""}
	someDoors = []string{"JAKI", "LAPOR1708", ""}
	someDesks = []string{"a", "b", ""}
)

// drawWorld draws reports that keep to the table of moves, or, as files from elsewhere have them, do not.
func drawWorld(t *rapid.T, official bool) world {
	w := world{base: bases[0]}
	if !official {
		w.base = rapid.SampledFrom(bases).Draw(t, "base")
	}
	for i := range 24 - rapid.IntRange(0, 24).Draw(t, "fewer reports") {
		w.cases = append(w.cases, drawCase(t, i, w.base, official))
	}
	return w
}

func drawCase(t *rapid.T, n int, base time.Time, official bool) datatest.Case {
	at := base.Add(time.Duration(rapid.IntRange(0, 120).Draw(t, "sent")) * step)
	if !official && rapid.IntRange(0, 5).Draw(t, "year") == 5 {
		at = at.AddDate(-rapid.IntRange(1, 3).Draw(t, "back"), 0, 0)
	}
	c := datatest.Case{Report: data.Report{
		Number: fmt.Sprintf("JK%04d", n), SentAt: at, Channel: rapid.SampledFrom(someDoors).Draw(t, "channel"),
		Category: rapid.SampledFrom(someKinds).Draw(t, "category"), Area: rapid.SampledFrom(someAreas).Draw(t, "area"),
	}}
	if rapid.Bool().Draw(t, "located") {
		c.Report.Lat, c.Report.Lon = -6.2, 106.8
	}
	if !official && rapid.IntRange(0, 9).Draw(t, "odd") == 9 {
		c.Report.SentAt = at.Add(time.Duration(rapid.IntRange(-2, 2).Draw(t, "off")) * step)
	}
	c.Events = data.History{{Kind: data.Received, Stage: data.Waiting, HappenedAt: at, Unit: rapid.SampledFrom(someUnits).Draw(t, "unit")}}
	for range 12 - rapid.IntRange(0, 12).Draw(t, "fewer events") {
		at = at.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "gap")) * step)
		if e, ok := drawEvent(t, c.Events, at, official); ok {
			c.Events = append(c.Events, e)
		}
	}
	return c
}

// forward leads from each stage towards Done; at Validation there are two ways.
var forward = map[data.Stage][]data.Kind{
	data.Waiting: {data.Coordinated}, data.Coordination: {data.Started}, data.Disposition: {data.Started}, data.Process: {data.FollowedUp},
	data.FollowUp: {data.Submitted}, data.Validation: {data.Accepted, data.Refused},
}

// drawEvent draws one of the moves that somebody may make; now and then, unless all is official, any event at all.
func drawEvent(t *rapid.T, h data.History, at time.Time, official bool) (data.Event, bool) {
	e := data.Event{HappenedAt: at, Reason: rapid.SampledFrom([]string{"r1", "r2"}).Draw(t, "reason")}
	if !official && rapid.IntRange(0, 4).Draw(t, "any") == 4 {
		e.Kind = rapid.SampledFrom(data.Kinds()).Draw(t, "kind")
		e.Stage = rapid.SampledFrom(append(data.Stages(), "", "", "")).Draw(t, "stage")
	} else {
		var moves []data.Event
		for _, by := range []data.Staff{{Name: "o", Role: data.Admin}, {Name: "o", Role: data.Officer}, {Name: h[len(h)-1].Actor, Role: data.Validator}} {
			for _, k := range data.Possible(h, by, at) {
				moves = append(moves, data.EventOf(data.Command{Kind: k, Reason: e.Reason}, by, at))
			}
		}
		onwards := slices.IndexFunc(moves, func(e data.Event) bool { return slices.Contains(forward[h.Stage()], e.Kind) })
		switch {
		case len(moves) == 0:
			return e, false
		case onwards >= 0 && rapid.IntRange(0, 3).Draw(t, "onwards") < 3:
			e = moves[onwards]
			e.Kind = rapid.SampledFrom(forward[h.Stage()]).Draw(t, "verdict")
			e.Stage = e.Kind.Target()
		default:
			e = rapid.SampledFrom(moves).Draw(t, "move")
		}
	}
	e.Unit = rapid.SampledFrom(someUnits).Draw(t, "to")
	e.Activity = rapid.SampledFrom([]string{"", "", "", "", "", "", "", "Tindak lanjut", "a>b"}).Draw(t, "activity")
	if e.Kind.Decision() {
		e.Actor = rapid.SampledFrom(someDesks).Draw(t, "validator")
	}
	return e, true
}

// drawScope draws a scope in which a question can be asked.
func drawScope(t *rapid.T, q analytics.Question, w world) analytics.Scope {
	s := analytics.Scope{Now: w.base.AddDate(4, 0, 0), Zone: datatest.Jakarta}
	if rapid.IntRange(0, 4).Draw(t, "then") < 4 {
		s.AsOf = w.base.Add(time.Duration((240 - rapid.IntRange(0, 244).Draw(t, "before the end"))) * step / 2)
	}
	if rapid.Bool().Draw(t, "since") {
		s.From = localDay(w.base).AddDate(0, 0, rapid.IntRange(-20, 60).Draw(t, "from"))
	}
	if !s.From.IsZero() && rapid.Bool().Draw(t, "until") {
		s.Until = s.From.AddDate(0, 0, rapid.IntRange(1, 60).Draw(t, "days"))
	}
	if q.Name == "compare" && s.Until.IsZero() {
		s.From = localDay(w.base).AddDate(0, 0, rapid.IntRange(-20, 60).Draw(t, "from"))
		s.Until = s.From.AddDate(0, 0, rapid.IntRange(1, 60).Draw(t, "days"))
	}
	s.Of, s.Least = "", int64(rapid.IntRange(0, 3).Draw(t, "least"))
	if len(q.Of) > 0 {
		s.Of = rapid.SampledFrom(q.Of).Draw(t, "of")
	}
	s.Against = rapid.SampledFrom([]analytics.Against{"", analytics.Before, analytics.LastYear, analytics.Target}).Draw(t, "against")
	s.Target = .25
	if len(q.Rules) > 0 {
		s.Rule = rapid.SampledFrom(q.Rules).Draw(t, "rule")
	}
	s.By = rapid.SampledFrom(append([]analytics.Dimension{"", analytics.None}, q.By...)).Draw(t, "by")
	if q.Divided() {
		s.Grain = rapid.SampledFrom([]analytics.Grain{"", analytics.None, analytics.Day, analytics.Week, analytics.Month, analytics.Quarter, analytics.Year}).Draw(t, "grain")
	}
	s.Where = drawFilter(t, q)
	return s
}

func drawFilter(t *rapid.T, q analytics.Question) map[analytics.Dimension][]string {
	where := map[analytics.Dimension][]string{}
	values := map[analytics.Dimension][]string{
		analytics.ByUnit: someUnits, analytics.ByChannel: someDoors, analytics.ByCategory: someKinds, analytics.ByKelurahan: someAreas,
		analytics.ByCity: {"31.74", "31.71", "31.75"}, analytics.ByKecamatan: {"31.71.01", "31.74.06"},
		analytics.ByStage: {"waiting", "process", "validation", "done", "rejected"},
	}
	for _, d := range q.Where {
		switch narrow := rapid.IntRange(0, 11).Draw(t, "narrow"); {
		case narrow != 11:
		case d == analytics.ByPass:
			where[d] = []string{rapid.SampledFrom([]string{"1", "2", "2+", "3+"}).Draw(t, "pass")}
		default:
			where[d] = rapid.SliceOfN(rapid.SampledFrom(values[d]), 1, 2).Draw(t, "to")
		}
	}
	return where
}

// Rapid draws small numbers more often than large ones: what is to be rare is the largest of a range.

// TestOracle asks every question in random scopes about random histories, and an oracle the same: two ways to each number
// that have nothing in common.
func TestOracle(t *testing.T) {
	for _, q := range analytics.Questions() {
		if _, ok := oracleAnswers[q.Name]; !ok && unasked[q.Name] == "" {
			t.Errorf("nobody checks %s", q.Name)
		}
	}
	said := map[string]int{}
	for name, official := range map[string]bool{"official": true, "any": false} {
		t.Run(name, func(t *testing.T) {
			fewer(t, 7)
			rapid.Check(t, func(rt *rapid.T) { checkOracle(t, rt, official, said) })
		})
	}
	for name := range oracleAnswers {
		if said[name] < 5 {
			t.Errorf("%s said something only %d times", name, said[name])
		}
	}
}

// fewer sets how many worlds rapid draws, unless more are asked for on the command line.
func fewer(t *testing.T, checks int) {
	f := flag.Lookup("rapid.checks")
	if f.Value.String() != f.DefValue {
		return
	}
	if err := f.Value.Set(fmt.Sprint(checks)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Value.Set(f.DefValue) })
}

// eachAsked is in how many scopes each question is asked about one world.
const eachAsked = 4

// prepareSome adds the cases, with figures prepared of none of them, of how they stood at an instant, or of all.
func prepareSome(t *testing.T, rt *rapid.T, db *store.DB, cases []datatest.Case) {
	if rapid.Bool().Draw(rt, "early") {
		at := datatest.At(t, "2026-01-01").AddDate(0, 0, rapid.IntRange(1, 60).Draw(rt, "days"))
		datatest.Add(t, db, until(cases, at)...)
		prepared(t, db)
	}
	datatest.Add(t, db, cases...)
	if rapid.Bool().Draw(rt, "late") {
		prepared(t, db)
	}
}

func prepared(t *testing.T, db *store.DB) {
	t.Helper()
	if err := db.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func checkOracle(t *testing.T, rt *rapid.T, official bool, said map[string]int) {
	w := drawWorld(rt, official)
	db := datatest.Open(t, nil)
	for _, r := range ownRules() {
		setRule(t, db, r)
	}
	prepareSome(t, rt, db, w.cases)
	for _, q := range analytics.Questions() {
		want, ok := oracleAnswers[q.Name]
		if !ok || want.official && !official {
			continue
		}
		for range eachAsked {
			s := drawScope(rt, q, w)
			a, err := q.Ask(t.Context(), db, s)
			if errors.Is(err, data.ErrUnknownDimension) {
				continue // a measure that is not grouped or divided so
			}
			if err != nil {
				rt.Fatalf("%s: %v in %+v", q.Name, err, s)
			}
			o := &oracle{cases: w.cases, q: a.Question, s: a.Scope}
			got, twice := told(a, want.keys, want.columns)
			if twice != "" {
				rt.Fatalf("%s has two rows of %q", q.Name, twice)
			}
			wanted := want.says(o)
			if d := differ(got, wanted, want.columns); d != "" {
				rt.Fatalf("%s by %q, grain %q, rule %q, of %q against %q, from %v until %v as of %v where %v:\n%s", q.Name, a.Scope.By, a.Scope.Grain, a.Scope.Rule,
					a.Scope.Of, a.Scope.Against, a.Scope.From, a.Scope.Until, a.Scope.AsOf, a.Scope.Where, d)
			}
			said[q.Name] += len(got)
		}
	}
}
