package demo_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/reference"
)

// near tells whether count of n is what probability p gives, within five standard deviations.
func near(count, n int, p float64) bool {
	return math.Abs(float64(count)-float64(n)*p) <= 5*math.Sqrt(float64(n)*p*(1-p))+1
}

func TestRefusalsAreWhatWasPlanted(t *testing.T) {
	s, planted := city(t)
	decisions, refused := map[string]int{}, map[string]int{}
	for _, h := range s.histories {
		for _, d := range h.Decisions() {
			decisions[d.Unit]++
			if d.Kind == data.Refused {
				refused[d.Unit]++
			}
		}
	}
	low, high, cities := 1.0, 0.0, 0
	for _, u := range planted.Units {
		r := u.Refusals
		if r.Of != decisions[u.Unit] || r.Count != refused[u.Unit] {
			t.Errorf("%s: said %d of %d; got %d of %d", u.Unit, r.Count, r.Of, refused[u.Unit], decisions[u.Unit])
		}
		if !near(r.Count, r.Of, r.Planted) {
			t.Errorf("%s: refused %d of %d, planted %.3f", u.Unit, r.Count, r.Of, r.Planted)
		}
		delete(decisions, u.Unit)
		if u.Agency == reference.Village {
			continue
		}
		cities++
		low, high = min(low, r.Planted), max(high, r.Planted)
	}
	if len(decisions) > 0 {
		t.Errorf("units that were not spoken of: %v", decisions)
	}
	if low != 0.04 || high != 0.30 || cities < 30 || cities > 40 {
		t.Errorf("planted from %v to %v in %d units", low, high, cities)
	}
}

func TestRejectionsAreWhatWasPlanted(t *testing.T) {
	s, planted := city(t)
	r := planted.Rejections
	if got := len(s.events(data.RejectedIt)); got != r.Count || r.Of != len(s.reports) {
		t.Errorf("said %d of %d; got %d of %d", r.Count, r.Of, got, len(s.reports))
	}
	if !near(r.Count, r.Of, r.Planted) {
		t.Errorf("rejected %d of %d, planted %.3f", r.Count, r.Of, r.Planted)
	}
}

// checkShares holds what was said about n reports against what came, and both against the plan.
func checkShares(t *testing.T, plan []demo.SharePlan, got map[string]int, n int) {
	t.Helper()
	sum := 0.0
	for _, p := range plan {
		sum += p.Planted
		if p.Count != got[p.Name] || !near(p.Count, n, p.Planted) {
			t.Errorf("%s: said %d, got %d of %d; planted %.4f", p.Name, p.Count, got[p.Name], n, p.Planted)
		}
		delete(got, p.Name)
	}
	if math.Abs(sum-1) > 1e-9 || len(got) > 0 {
		t.Errorf("planted shares sum to %v; not spoken of: %v", sum, got)
	}
}

func TestSharesAreWhatWasPlanted(t *testing.T) {
	s, planted := city(t)
	channels, categories, cities := map[string]int{}, map[string]int{}, map[string]int{}
	private := 0
	for _, r := range s.reports {
		channels[r.Channel]++
		categories[r.Category]++
		cities[reference.Parent(reference.Parent(r.Area))]++
		if r.Private {
			private++
		}
	}
	if !near(private, len(s.reports), 0.2) {
		t.Errorf("private: got %d of %d", private, len(s.reports))
	}
	checkShares(t, planted.Channels, channels, len(s.reports))
	checkShares(t, planted.Categories, categories, len(s.reports))
	checkShares(t, planted.Cities, cities, len(s.reports))
	for _, p := range planted.Channels {
		if p.Name == "JAKI" && (p.Planted < 0.75 || p.Planted > 0.85) {
			t.Errorf("JAKI: planted %v", p.Planted)
		}
	}
}

// Qlue had left the list of channels in October 2022 and must not send reports afterwards.
func TestChannelsOfTheirTime(t *testing.T) {
	s, _ := generate(t, demo.Plan{Reports: 20_000, Seed: 2, Until: time.Date(2023, time.January, 1, 0, 0, 0, 0, jakarta), Zone: jakarta})
	change, qlue := time.Date(2022, time.October, 1, 0, 0, 0, 0, time.UTC), 0
	for _, r := range s.reports {
		if r.Channel != "Qlue" {
			continue
		}
		if qlue++; r.SentAt.After(change.Add(24 * time.Hour)) {
			t.Fatalf("%s came by Qlue on %v", r.Number, r.SentAt)
		}
	}
	if qlue < 500 {
		t.Errorf("got %d reports by Qlue before", qlue)
	}
}

func TestFloodDaysStandOut(t *testing.T) {
	s, planted := city(t)
	reports, floods := map[string]int{}, map[string]int{}
	for _, r := range s.reports {
		day := r.SentAt.In(jakarta).Format(time.DateOnly)
		reports[day]++
		if reference.Flood(r.Category) {
			floods[day]++
		}
	}
	days := len(planted.Floods)
	if days < 20 || days > 24 {
		t.Errorf("got %d flood days in two wet seasons", days)
	}
	on, off := 0, 0
	for _, f := range planted.Floods {
		checkFlood(t, f, reports[f.Date], floods[f.Date])
		on += floods[f.Date]
		delete(floods, f.Date)
	}
	for _, n := range floods {
		off += n
	}
	daily := float64(off) / float64(len(reports)-days)
	if mean := float64(on) / float64(days); mean < 20*daily {
		t.Errorf("flood days have %.1f flood reports, others %.2f", mean, daily)
	}
	if !slices.IsSortedFunc(planted.Floods, func(a, b demo.FloodDay) int { return strings.Compare(a.Date, b.Date) }) {
		t.Errorf("not by date: %v", planted.Floods)
	}
}

// checkFlood holds one flood day against the reports of the day.
func checkFlood(t *testing.T, f demo.FloodDay, reports, floods int) {
	t.Helper()
	date, err := time.Parse(time.DateOnly, f.Date)
	if m := date.Month(); err != nil || (m > time.March && m < time.November) {
		t.Errorf("flood on %s", f.Date)
	}
	if f.Reports != reports || f.FloodReports != floods || len(f.Kelurahan) == 0 {
		t.Errorf("%s: said %d of %d; got %d of %d", f.Date, f.FloodReports, f.Reports, floods, reports)
	}
	if usual := float64(f.Reports) / (1 + f.Added); math.Abs(float64(f.FloodReports)-usual*f.Added) > 5*math.Sqrt(usual)+5 {
		t.Errorf("%s: %d of %d, planted %.3f more than usual", f.Date, f.FloodReports, f.Reports, f.Added)
	}
}

// The medians of the stays that were drawn are those planted, where nothing multiplies them; and where all stays have
// ended they are the medians of the visits.
func TestStaysAreWhatWasPlanted(t *testing.T) {
	s, planted := city(t)
	lasted := map[data.Stage][]float64{}
	for _, h := range s.histories {
		for _, v := range h.Visits() {
			if !v.Lasts() {
				lasted[v.Stage] = append(lasted[v.Stage], v.LeftAt.Sub(v.EnteredAt).Seconds())
			}
		}
	}
	for _, p := range planted.Stays {
		if p.Stage != data.Process && math.Abs(math.Log(p.DrawnMedian/p.Median)) > 5*1.2533*p.Sigma/math.Sqrt(float64(p.Drawn))+0.005 {
			t.Errorf("%s: drawn median %.0f s of %d, planted %.0f s", p.Stage, p.DrawnMedian, p.Drawn, p.Median)
		}
		got := lasted[p.Stage]
		slices.Sort(got)
		if median := got[len(got)/2]; math.Abs(median/p.DrawnMedian-1) > 0.05 {
			t.Errorf("%s: median of the visits %.0f s, drawn %.0f s", p.Stage, median, p.DrawnMedian)
		}
		if ended := len(got); ended > p.Drawn || ended < p.Drawn*9/10 {
			t.Errorf("%s: %d visits ended, %d drawn", p.Stage, ended, p.Drawn)
		}
	}
}

// A slow unit's work lasts longer than a fast one's, by the planted pace.
func TestPaceShowsInProcess(t *testing.T) {
	s, planted := city(t)
	lasted := map[string][]float64{}
	for _, h := range s.histories {
		for _, v := range h.Visits() {
			if v.Stage == data.Process && !v.Lasts() {
				lasted[v.Unit] = append(lasted[v.Unit], math.Log(v.LeftAt.Sub(v.EnteredAt).Hours()))
			}
		}
	}
	checked := 0
	for _, u := range planted.Units {
		got := lasted[u.Unit]
		if u.Agency == reference.Village || u.Agency == reference.Water || len(got) < 200 {
			continue
		}
		checked++
		slices.Sort(got)
		want := math.Log(30 * u.Pace)
		if diff := got[len(got)/2] - want; math.Abs(diff) > 5*1.2533/math.Sqrt(float64(len(got)))+0.03 {
			t.Errorf("%s: median off by %.2f of %d visits, pace %.3f", u.Unit, diff, len(got), u.Pace)
		}
	}
	if checked < 20 {
		t.Errorf("only %d units could be checked", checked)
	}
}
