package analytics_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tuntas/analytics"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/reference"
	"tuntas/data/store"
)

// plantedCity is the sample city in memory, so that an effect can be taken out of it.
type plantedCity struct {
	demo.Planted
	cases []datatest.Case
	at    map[string]int
}

// AddReport and AddEvent take what the generator makes.
func (c *plantedCity) AddReport(r data.Report) error {
	c.at[r.Number] = len(c.cases)
	c.cases = append(c.cases, datatest.Case{Report: r})
	return nil
}

func (c *plantedCity) AddEvent(number string, e data.Event) error {
	i := c.at[number]
	c.cases[i].Events = append(c.cases[i].Events, e)
	return nil
}

func newPlantedCity(t *testing.T, reports int) *plantedCity {
	t.Helper()
	c := &plantedCity{at: map[string]int{}}
	plan := demo.Plan{Reports: reports, Seed: 11, Until: datatest.At(t, "2026-06-01"), Zone: datatest.Jakarta}
	var err error
	if c.Planted, err = demo.Generate(t.Context(), plan, c, nil); err != nil {
		t.Fatal(err)
	}
	return c
}

// without is the city with each case changed; what happens after its end is left out.
func (c *plantedCity) without(change func(datatest.Case) datatest.Case) (cases []datatest.Case) {
	for _, old := range c.cases {
		changed := change(datatest.Case{Report: old.Report, Events: slices.Clone(old.Events)})
		changed.Events = changed.Events.AsOf(c.Until)
		if len(changed.Events) > 0 {
			cases = append(cases, changed)
		}
	}
	return cases
}

// shift moves what happens from the nth event on.
func shift(h data.History, n int, by time.Duration) {
	for i := n; i < len(h); i++ {
		h[i].HappenedAt = h[i].HappenedAt.Add(by)
	}
}

// unrefused has each follow-up accepted where it was refused: the passes after the first are left out.
func unrefused(c datatest.Case) datatest.Case {
	at := slices.IndexFunc(c.Events, func(e data.Event) bool { return e.Kind == data.Refused })
	if at < 0 {
		return c
	}
	e := c.Events[at]
	e.Kind, e.Stage, e.Reason = data.Accepted, data.Done, ""
	c.Events = append(c.Events[:at:at], e)
	return c
}

// unrejected has nothing rejected: the report waits on where it was.
func unrejected(c datatest.Case) datatest.Case {
	if at := slices.IndexFunc(c.Events, func(e data.Event) bool { return e.Kind == data.RejectedIt }); at >= 0 {
		c.Events = c.Events[:at]
	}
	return c
}

// evenPace has stays in Process last as if all units were equally fast.
func evenPace(pace map[string]float64) func(datatest.Case) datatest.Case {
	return func(c datatest.Case) datatest.Case {
		unit := ""
		for i, e := range c.Events {
			if e.Unit != "" {
				unit = e.Unit
			}
			if e.Stage == data.Process && i+1 < len(c.Events) && pace[unit] > 0 {
				stay := c.Events[i+1].HappenedAt.Sub(e.HappenedAt)
				shift(c.Events, i+1, time.Duration(float64(stay)/pace[unit])-stay)
			}
		}
		return c
	}
}

// scattered has reports of floods come on any day: the whole case moves.
func scattered(days int) func(datatest.Case) datatest.Case {
	rng := rand.New(rand.NewPCG(5, 5))
	return func(c datatest.Case) datatest.Case {
		if !reference.Flood(c.Report.Category) {
			return c
		}
		by := time.Duration(rng.IntN(days)-days/2) * 24 * time.Hour
		c.Report.SentAt = c.Report.SentAt.Add(by)
		shift(c.Events, 0, by)
		return c
	}
}

// finder says whether a question finds its effect.
type finder func(t *testing.T, db *store.DB, c *plantedCity) bool

var finders = map[string]finder{
	"units of refusal":               farUnits("refusal"),
	"units of first-pass":            farUnits("first-pass"),
	"refusal":                        findsRefusals,
	"passes":                         findsPasses,
	"time-in-stage by unit":          findsPace,
	"trend of flood by day":          findsFloodDays,
	"flood-warnings":                 findsWarnings,
	"flood-clusters":                 findsClusters,
	"rejection":                      findsRejections,
	"units of rejection by city":     farGroups("rejection", analytics.ByCity),
	"units of rejection by category": farGroups("rejection", analytics.ByCategory),
	"units of done by channel":       farGroups("done", analytics.ByChannel),
	"deviations": func(t *testing.T, db *store.DB, c *plantedCity) bool {
		return ask(t, db, "deviations", c.scope()).N > 0
	},
}

func (c *plantedCity) scope() analytics.Scope {
	return analytics.Scope{Zone: datatest.Jakarta, AsOf: c.Until}
}

// farUnits: more units than one in ten lie outside the outer limits of a funnel.
func farUnits(of string) finder { return farGroups(of, analytics.ByUnit) }

func farGroups(of string, by analytics.Dimension) finder {
	return func(t *testing.T, db *store.DB, c *plantedCity) bool {
		t.Helper()
		s := c.scope()
		s.Of, s.By = of, by
		a := ask(t, db, "units", s)
		far, judged := 0, 0
		for i := range a.Rows {
			switch a.Value(i, "place") {
			case "far_above", "far_below":
				far, judged = far+1, judged+1
			case "too_small":
			default:
				judged++
			}
		}
		return far*10 > judged
	}
}

// findsRefusals: the rate of each unit with enough decisions has the planted one in its interval, nine times in ten.
func findsRefusals(t *testing.T, db *store.DB, c *plantedCity) bool {
	t.Helper()
	a := ask(t, db, "refusal", c.scope())
	low, high, n := map[string]float64{}, map[string]float64{}, map[string]int64{}
	for i := range a.Rows {
		unit := a.Value(i, "unit").(string)
		low[unit], _ = a.Value(i, "low").(float64)
		high[unit], _ = a.Value(i, "high").(float64)
		n[unit] = a.Value(i, "decisions").(int64)
	}
	hit, of := 0, 0
	for _, u := range c.Units {
		if n[u.Unit] >= 100 {
			of++
			if low[u.Unit] <= u.Refusals.Planted && u.Refusals.Planted <= high[u.Unit] {
				hit++
			}
		}
	}
	return of >= 10 && hit*10 >= of*8
}

// findsPasses: more than one report in twenty took more than one pass.
func findsPasses(t *testing.T, db *store.DB, c *plantedCity) bool {
	t.Helper()
	a := ask(t, db, "passes", c.scope())
	var again, done int64
	for i := range a.Rows {
		n := a.Value(i, "done").(int64)
		if done += n; a.Value(i, "pass").(string) > "1" {
			again += n
		}
	}
	return again*20 > done
}

// findsPace: of the units with enough stays, more than one in four has an interval of its median without that of all.
func findsPace(t *testing.T, db *store.DB, c *plantedCity) bool {
	t.Helper()
	s := c.scope()
	s.Where = map[analytics.Dimension][]string{analytics.ByStage: {string(data.Process)}}
	s.Until = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	all := cell(t, ask(t, db, "time-in-stage", s), "median_s").(float64)
	s.By = analytics.ByUnit
	a := ask(t, db, "time-in-stage", s)
	off, of := 0, 0
	for i := range a.Rows {
		if agency, _ := reference.Agency(a.Value(i, "unit").(string)); a.Value(i, "stays").(int64) < 60 || agency == reference.Water {
			continue // the water agency is slow where there was a flood
		}
		low, high := a.Value(i, "median_low_s").(float64), a.Value(i, "median_high_s").(float64)
		if of++; all < low || all > high {
			off++
		}
	}
	return of >= 10 && off*4 > of
}

// largeFloods are the planted flood days with at least so many reports of floods.
func (c *plantedCity) largeFloods(least int) (days []string) {
	for _, f := range c.Floods {
		if f.FloodReports >= least {
			days = append(days, f.Date)
		}
	}
	return days
}

// findsFloodDays: the planted days with many reports lie outside the limits of a chart by day.
func findsFloodDays(t *testing.T, db *store.DB, c *plantedCity) bool {
	t.Helper()
	s := c.scope()
	s.Of, s.Grain = "flood", analytics.Day
	a := ask(t, db, "trend", s)
	return most(a, c.largeFloods(10), func(i int) bool { return a.Value(i, "signal") == "outside" })
}

// findsWarnings: there is a flag on the days with which a flood began; the later ones have it in their own baseline.
func findsWarnings(t *testing.T, db *store.DB, c *plantedCity) bool {
	t.Helper()
	a := ask(t, db, "flood-warnings", c.scope())
	days := slices.DeleteFunc(c.largeFloods(10), func(d string) bool {
		on, _ := time.Parse(time.DateOnly, d)
		return slices.ContainsFunc(c.Floods, func(f demo.FloodDay) bool {
			before, _ := time.Parse(time.DateOnly, f.Date)
			return before.Before(on) && on.Sub(before) <= 4*24*time.Hour
		})
	})
	return most(a, days, func(i int) bool {
		return slices.Contains([]any{"warn_c1", "warn_c2", "warn_c1_c2"}, a.Value(i, "warning"))
	})
}

// most tells whether seven of ten of the days are found.
func most(a analytics.Answer, days []string, found func(i int) bool) bool {
	said := map[string]bool{}
	for i := range a.Rows {
		if found(i) {
			said[a.Value(i, "period").(time.Time).Format(time.DateOnly)] = true
		}
	}
	hit := 0
	for _, d := range days {
		if said[d] {
			hit++
		}
	}
	return len(days) >= 3 && hit*10 >= len(days)*7
}

// findsClusters: there are clusters, and nine of ten reports in them are of planted floods.
func findsClusters(t *testing.T, db *store.DB, c *plantedCity) bool {
	t.Helper()
	s := c.scope()
	s.Least = 3
	a := ask(t, db, "flood-clusters", s)
	wet := map[string]bool{}
	for _, f := range c.Floods {
		for _, k := range f.Kelurahan {
			wet[f.Date+k] = true
		}
	}
	within := 0
	for i := range a.Rows {
		if wet[a.Value(i, "began").(string)[:10]+a.Value(i, "area").(string)] {
			within++
		}
	}
	return len(a.Rows) >= 3 && within*10 >= len(a.Rows)*9
}

// findsRejections: about as many moves to Rejected as were planted, and a rate.
func findsRejections(t *testing.T, db *store.DB, c *plantedCity) bool {
	t.Helper()
	s := c.scope()
	s.Grain = analytics.None
	a := ask(t, db, "paths", s)
	var rejected int64
	for i := range a.Rows {
		if a.Value(i, "to") == string(data.Rejected) {
			rejected += a.Value(i, "moves").(int64)
		}
	}
	high, _ := cell(t, ask(t, db, "rejection", s), "high").(float64)
	return rejected*2 > int64(c.Rejections.Count) && high > c.Rejections.Planted/2
}

// TestMatrix: each effect that the sample city was made with is found by the questions meant for it, and by no other: in
// a city that is the same but for that effect just these questions find nothing.
func TestMatrix(t *testing.T) {
	city := newPlantedCity(t, 16_000)
	pace := map[string]float64{}
	for _, u := range city.Units {
		pace[u.Unit] = u.Pace
	}
	days := int(city.Until.Sub(city.From).Hours() / 24)
	floods := []string{"trend of flood by day", "flood-warnings", "flood-clusters"}
	refusals := []string{"units of refusal", "units of first-pass", "refusal", "passes"}
	never := []string{"units of rejection by city", "units of rejection by category", "units of done by channel", "deviations"}
	for name, tt := range map[string]struct {
		change func(datatest.Case) datatest.Case
		silent []string
	}{
		"the city":           {func(c datatest.Case) datatest.Case { return c }, nil},
		"without refusals":   {unrefused, refusals},
		"without rejections": {unrejected, []string{"rejection"}},
		"all equally fast":   {evenPace(pace), []string{"time-in-stage by unit"}},
		"floods scattered":   {scattered(days), floods},
	} {
		t.Run(name, func(t *testing.T) {
			db := datatest.Open(t, nil)
			datatest.Add(t, db, city.without(tt.change)...)
			line := ""
			for _, question := range slices.Sorted(maps.Keys(finders)) {
				want := !slices.Contains(tt.silent, question) && !slices.Contains(never, question)
				got := finders[question](t, db, city)
				if got != want {
					t.Errorf("%s finds something: %v; want %v", question, got, want)
				}
				line += fmt.Sprintf("%s %v; ", question, got)
			}
			t.Log(line)
		})
	}
}
