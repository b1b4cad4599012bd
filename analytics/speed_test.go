package analytics_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
)

// uncast is a day that is compared with a parameter whose type nobody names: an instant travels, and the engine would turn
// each stored day into an instant, through its calendar, and could pass over nothing that was stored for other days.
var uncast = regexp.MustCompile(`(_date|day)\s*[<>]=?\s*\$[a-z]+([^:a-z]|$)`)

func TestDaysAreComparedAsDays(t *testing.T) {
	names, err := filepath.Glob("sql/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := uncast.FindString(string(text)); found != "" {
			t.Errorf("%s compares %q without ::DATE", name, found)
		}
	}
}

// TestReportsOfStages: the reports of each stage, told apart by bits or by a table of them, are those whose histories were
// in it.
func TestReportsOfStages(t *testing.T) {
	cases := histories(8, datatest.At(t, "2026-01-01"))
	db := datatest.Open(t, nil)
	datatest.Add(t, db, cases...)
	want := map[string]int64{}
	for _, c := range cases {
		seen := map[data.Stage]bool{}
		for _, v := range c.Events.Visits() {
			seen[v.Stage] = true
		}
		for stage := range seen {
			want[string(stage)]++
		}
	}
	s := analytics.Scope{By: analytics.None, Grain: analytics.None, Zone: datatest.Jakarta}
	for _, grain := range []analytics.Grain{analytics.None, analytics.Year} {
		s.Grain, s.Rule = grain, analytics.Received // all were sent in one year
		a := ask(t, db, "time-in-stage", s)
		if len(a.Rows) != len(want) || len(want) < 6 {
			t.Errorf("grain %s: %d stages, want %d", grain, len(a.Rows), len(want))
		}
		for i := range a.Rows {
			if stage := a.Value(i, "stage").(string); a.Value(i, "reports") != want[stage] {
				t.Errorf("grain %s, %s: %v reports, want %d", grain, stage, a.Value(i, "reports"), want[stage])
			}
		}
	}
}

// TestHelpsChangeNothing: a period that holds all of history gives what an open one gives, although only the first lets
// statements pass over reports.
func TestHelpsChangeNothing(t *testing.T) {
	db := datatest.Open(t, nil)
	datatest.Add(t, db, histories(11, datatest.At(t, "2026-01-01"))...)
	open := analytics.Scope{Now: datatest.At(t, "2026-02-10"), Zone: datatest.Jakarta}
	all := open
	all.From, all.Until = datatest.At(t, "2000-01-01"), datatest.At(t, "2100-01-01")
	for _, name := range []string{"first-pass", "passes", "handover", "deadlines", "throughput", "patterns", "variants", "first-response", "rejection", "time-in-stage"} {
		q, err := analytics.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range q.Rules {
			for _, by := range append(q.By, analytics.None) {
				open.Rule, open.By, all.Rule, all.By = rule, by, rule, by
				got, want := ask(t, db, name, all), ask(t, db, name, open)
				if len(want.Rows) == 0 || !reflect.DeepEqual(got.Rows, want.Rows) {
					t.Errorf("%s %s by %q: %v; want %v", name, rule, by, got.Rows, want.Rows)
				}
			}
		}
	}
}
