package analytics_test

import (
	"fmt"
	"math"
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

// published is a table that was published about the reports of a window, and what was chosen where it is silent.
type published struct {
	name        string
	from, until string // days; until is the one after the last
	asOf        string
	total       int
	status      map[data.Stage]int // of all reports
	channels    map[string]int     // those named; the others came through others
	categories  map[string]int     // the same
	days        map[string]int     // reports of single days, where published; on the others fewer came than on the busiest
	share       map[data.Stage]float64
	done        float64 // share done as published, in per cent
}

// tables are what was published of 2020, 2021 and 2024. Only K1 says how many reports stood in each stage, its split of
// Coordination and Waiting is a choice that fits the rounding; where a table has the share alone the nearest
// count stands. What 2021 calls EWS, work with an estimated end, is work in Process.
var tables = []published{
	{
		name: "social restrictions 2020", from: "2020-03-01", until: "2020-10-12", asOf: "2020-10-12", total: 6886, done: 97.1,
		status: map[data.Stage]int{data.Done: 6686, data.Coordination: 130, data.Waiting: 41, data.Disposition: 20, data.Process: 9},
		share:  map[data.Stage]float64{data.Coordination: 1.9, data.Waiting: .6},
		channels: map[string]int{
			"JAKI": 2099, "Twitter": 1131, "Email": 1081, "SMS": 808, "Qlue": 674, "Facebook": 517, "Lapor 1708": 461, "Twitter Gubernur": 84, "Balai Warga": 31,
		},
		categories: map[string]int{"Gangguan": 2865, "Hubungan Pekerja-Pengusaha": 536, "Pelanggaran Perda/Pergub": 486, "Pungli": 404, "Perizinan": 319},
	},
	{
		name: "2020", from: "2020-01-01", until: "2021-01-01", asOf: "2021-04-09", total: 137_776, done: 99.9,
		status:     map[data.Stage]int{data.Done: 137_574, data.Process: 202},
		channels:   map[string]int{"Qlue": 55_153, "JAKI": 51_675, "Twitter": 13_511, "Email": 5_324, "Facebook": 4_542},
		categories: map[string]int{"Sampah": 14_494, "Parkir Liar": 14_493, "Pohon": 8_199, "Pelanggaran Perda/Pergub": 7_860},
	},
	{
		name: "flood, January and February 2021", from: "2021-01-01", until: "2021-02-10", asOf: "2021-02-10", total: 436, done: 99.8,
		status:     map[data.Stage]int{data.Done: 435, data.Process: 1},
		channels:   map[string]int{"Twitter": 197, "Qlue": 123, "JAKI": 111, "Twitter Gubernur": 3, "Facebook": 1, "Email": 1},
		categories: map[string]int{"Banjir": 300, "Penanganan Banjir": 136},
	},
	{
		name: "March 2021", from: "2021-03-01", until: "2021-04-01", asOf: "2021-04-08", total: 13_312, done: 98.8,
		status:     map[data.Stage]int{data.Done: 13_156, data.Process: 156},
		channels:   map[string]int{"JAKI": 6_675, "Qlue": 4_012, "Twitter": 1_159, "Facebook": 622, "Email": 451},
		categories: map[string]int{"Gangguan": 2_137},
		days:       map[string]int{"2021-03-03": 536, "2021-03-13": 368, "2021-03-17": 514, "2021-03-20": 327},
	},
	{
		name: "2021", from: "2021-01-01", until: "2022-01-01", asOf: "2022-01-01", total: 134_814, done: 97.4,
		status:     map[data.Stage]int{data.Done: 131_309, data.Coordination: 1_618, data.Disposition: 539, data.Waiting: 135, data.Process: 1_213},
		share:      map[data.Stage]float64{data.Coordination: 1.2, data.Disposition: .4, data.Waiting: .1},
		channels:   map[string]int{"JAKI": 102_986, "Qlue": 12_022, "Twitter": 9_525, "Email": 4_549, "Facebook": 2_342},
		categories: map[string]int{"Gangguan": 18_833, "Jalan": 12_324, "Parkir Liar": 10_583, "Pohon": 8_645, "Sampah": 7_202},
	},
	{
		name: "2024", from: "2024-01-01", until: "2025-01-01", asOf: "2025-01-01", total: 185_852, done: 96.8,
		status:     map[data.Stage]int{data.Done: 179_932, data.Process: 5_920},
		categories: map[string]int{"Jalan": 26_014, "Pohon": 19_683, "Parkir Liar": 19_152},
		days:       map[string]int{"2024-05-14": 800},
	},
}

// ways lead from Waiting to the stage in which a report was left.
var ways = map[data.Stage][]data.Kind{
	data.Waiting: nil, data.Coordination: {data.Coordinated}, data.Disposition: {data.Coordinated, data.Disposed},
	data.Process: {data.Started}, data.Done: {data.Submitted, data.Accepted},
}

// spread deals names out to n reports, as many as each is given, in the order of a shuffle; the rest has rest.
func spread[T comparable](rng *rand.Rand, n int, counts map[T]int, order []T, rest T) []T {
	all := make([]T, 0, n)
	for _, name := range order {
		for range counts[name] {
			all = append(all, name)
		}
	}
	for len(all) < n {
		all = append(all, rest)
	}
	rng.Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// names are the keys of a table in a fixed order.
func names[T ~string](counts map[T]int) []T {
	all := make([]T, 0, len(counts))
	for name := range counts {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// days deals the days of the window out: those that are given have theirs, the others share the rest evenly.
func (p published) dates(t *testing.T) []time.Time {
	t.Helper()
	from, until := datatest.At(t, p.from), datatest.At(t, p.until)
	var open, all []time.Time
	for d := from; d.Before(until); d = d.AddDate(0, 0, 1) {
		n, given := p.days[d.In(datatest.Jakarta).Format(time.DateOnly)]
		for range n {
			all = append(all, d)
		}
		if !given {
			open = append(open, d)
		}
	}
	for i := 0; len(all) < p.total; i++ {
		all = append(all, open[i%len(open)])
	}
	return all
}

// fill brings the reports of a table into a database. All had reached where they stood a week before the as-of instant.
func (p published) fill(t *testing.T, db *store.DB) {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(p.total), 1))
	stages := spread(rng, p.total, p.status, names(p.status), data.Waiting)
	channels := spread(rng, p.total, p.channels, names(p.channels), "lain")
	categories := spread(rng, p.total, p.categories, names(p.categories), "lain")
	asOf := datatest.At(t, p.asOf)
	_, err := db.Import(t.Context(), data.Import{Profile: "published"}, func(b *store.Batch) error {
		for i, on := range p.dates(t) {
			at := on.Add(time.Duration(i%1400) * time.Minute / 2)
			r := data.Report{Number: fmt.Sprintf("JK%08d", i), Channel: channels[i], Category: categories[i], SentAt: at}
			if err := b.AddReport(r); err != nil {
				return err
			}
			if err := b.AddEvent(r.Number, data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at}); err != nil {
				return err
			}
			for j, k := range ways[stages[i]] {
				e := data.Event{Kind: k, Stage: k.Target(), HappenedAt: at.Add(asOf.Sub(at) * time.Duration(j+1) / 4)}
				if err := b.AddEvent(r.Number, e); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// received is how many reports each group has.
func received(t *testing.T, db *store.DB, s analytics.Scope, by analytics.Dimension) map[string]int {
	t.Helper()
	s.By, s.Grain = by, analytics.None
	a := ask(t, db, "volume", s)
	counts := map[string]int{}
	for i := range a.Rows {
		counts[a.Value(i, string(by)).(string)] = int(a.Value(i, "received").(int64))
	}
	return counts
}

// TestPublishedTables: from reports that are as the tables say, the questions give the tables back, their sums included.
func TestPublishedTables(t *testing.T) {
	for _, p := range tables {
		t.Run(p.name, func(t *testing.T) {
			db := datatest.Open(t, nil)
			p.fill(t, db)
			day := func(text string) time.Time { return datatest.At(t, text).In(datatest.Jakarta) }
			s := analytics.Scope{From: day(p.from), Until: day(p.until), AsOf: day(p.asOf), Zone: datatest.Jakarta}
			p.checkStages(t, received(t, db, s, analytics.ByStage))
			p.checkNamed(t, "channel", p.channels, received(t, db, s, analytics.ByChannel))
			p.checkNamed(t, "category", p.categories, received(t, db, s, analytics.ByCategory))
			p.checkDays(t, db, s)
			flood := ask(t, db, "flood", analytics.Scope{From: s.From, Until: s.Until, AsOf: s.AsOf, Grain: analytics.None, By: analytics.None, Zone: s.Zone})
			if want := int64(p.categories["Banjir"] + p.categories["Penanganan Banjir"]); flood.N != want {
				t.Errorf("%d flood reports, want %d", flood.N, want)
			}
		})
	}
}

func (p published) checkStages(t *testing.T, got map[string]int) {
	t.Helper()
	sum := 0
	for stage, n := range got {
		sum += n
		if n != p.status[data.Stage(stage)] {
			t.Errorf("%s: %d, want %d", stage, n, p.status[data.Stage(stage)])
		}
	}
	if sum != p.total || len(got) != len(p.status) {
		t.Errorf("%d reports in %d stages, want %d in %d", sum, len(got), p.total, len(p.status))
	}
	percent := func(n int) float64 { return math.Round(1000*float64(n)/float64(p.total)) / 10 }
	if done := percent(got["done"]); done != p.done {
		t.Errorf("%.1f %% done, published %.1f", done, p.done)
	}
	for stage, want := range p.share {
		if share := percent(got[string(stage)]); share != want {
			t.Errorf("%s: %.1f %%, published %.1f", stage, share, want)
		}
	}
}

// checkNamed holds the named channels or categories against the answer, and their sum with the others against the total.
func (p published) checkNamed(t *testing.T, what string, want, got map[string]int) {
	t.Helper()
	sum, named := 0, map[string]int{}
	for name, n := range got {
		sum += n
		if _, ok := want[name]; ok {
			named[name] = n
		}
	}
	if diff := cmp.Diff(want, named); diff != "" && len(want) > 0 {
		t.Errorf("%s: %s", what, diff)
	}
	if sum != p.total {
		t.Errorf("by %s: %d reports, want %d", what, sum, p.total)
	}
}

// checkDays: the days that were published, and that the busiest of them is the busiest of all.
func (p published) checkDays(t *testing.T, db *store.DB, s analytics.Scope) {
	t.Helper()
	if len(p.days) == 0 {
		return
	}
	s.Grain = analytics.Day
	a := ask(t, db, "volume", s)
	peak, most := "", int64(0)
	for i := range a.Rows {
		on, n := a.Value(i, "period").(time.Time).Format(time.DateOnly), a.Value(i, "received").(int64)
		if want, ok := p.days[on]; ok && int64(want) != n {
			t.Errorf("%s: %d, want %d", on, n, want)
		}
		if n > most {
			peak, most = on, n
		}
	}
	if int64(p.days[peak]) != most {
		t.Errorf("the busiest day is %s with %d", peak, most)
	}
}

// TestJanuary2023: one cohort, two figures three weeks apart, both right. 14,233 reports: 12,936 were done (90.9 %) as of
// 12 February, 13,671 (96.1 %) as of 7 March. The earlier figure stays what it was, and the difference can be listed.
func TestJanuary2023(t *testing.T) {
	const total, first, second = 14_233, 12_936, 13_671
	db := datatest.Open(t, nil)
	begin := datatest.At(t, "2023-01-01")
	_, err := db.Import(t.Context(), data.Import{Profile: "published"}, func(b *store.Batch) error {
		for i := range total {
			at := begin.Add(time.Duration(i) * 3 * time.Minute)
			r := data.Report{Number: fmt.Sprintf("JK2301%05d", i), Channel: "JAKI", Category: "Jalan", SentAt: at}
			if err := b.AddReport(r); err != nil {
				return err
			}
			events := []data.Event{{Kind: data.Received, Stage: data.Waiting, HappenedAt: at}}
			switch {
			case i < first:
				events = append(events, data.Event{Kind: data.Accepted, Stage: data.Done, HappenedAt: at.Add(4 * 24 * time.Hour)})
			case i < second:
				events = append(events, data.Event{Kind: data.Accepted, Stage: data.Done, HappenedAt: datatest.At(t, "2023-02-20")})
			}
			for _, e := range events {
				if err := b.AddEvent(r.Number, e); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s := analytics.Scope{
		From: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2023, 2, 1, 0, 0, 0, 0, time.UTC), Grain: analytics.None, Zone: datatest.Jakarta,
	}
	for _, tt := range []struct {
		asOf  string
		done  int64
		share float64
	}{{"2023-02-12", first, 90.9}, {"2023-03-07", second, 96.1}} {
		s.AsOf = datatest.At(t, tt.asOf)
		a := ask(t, db, "volume", s)
		percent := math.Round(1000*a.Value(0, "done_share").(float64)) / 10
		if a.N != total || a.Value(0, "done") != tt.done || percent != tt.share {
			t.Errorf("as of %s: %v, %.1f %%; published %d of %d, %.1f %%", tt.asOf, a.Rows[0], percent, tt.done, total, tt.share)
		}
	}
	s.By, s.Since = analytics.ByChannel, datatest.At(t, "2023-02-12")
	want := [][]any{{"JAKI", "change_moved", "waiting", "done", int64(second - first), int64(second - first), int64(0)}}
	if diff := cmp.Diff(want, ask(t, db, "changes", s).Rows); diff != "" {
		t.Error(diff)
	}
}
