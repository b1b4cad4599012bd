package stats_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tuntas/analytics/stats"
)

// The maintained and nonmaintained groups of aml (R, survival); + marks the open ones.
const (
	maintained    = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
	nonmaintained = "5 5 8 8 12 16+ 23 27 30 33 43 45"
	flats         = "9 1 1+ 6 6 8+ 10+" // R, survival, quantile.Rout.save
)

// parse reads times, with + behind those that are open.
func parse(t testing.TB, text string) []stats.Observation {
	t.Helper()
	var all []stats.Observation
	for word := range strings.FieldsSeq(text) {
		number, open := strings.CutSuffix(word, "+")
		time, err := strconv.ParseFloat(number, 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, stats.Observation{Time: time, Weight: 1, Ended: !open})
	}
	return all
}

// near compares published numbers: NaN equals NaN, infinities must be the same.
func near(got, want, tolerance float64) bool {
	if math.IsNaN(want) || math.IsInf(want, 0) {
		return math.IsNaN(got) && math.IsNaN(want) || got == want
	}
	return math.Abs(got-want) <= tolerance
}

func check(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !near(got, want, 1e-4) {
		t.Errorf("%s: got %v; want %v", what, got, want)
	}
}

func TestKaplanMeierMaintained(t *testing.T) {
	c := stats.KaplanMeier(parse(t, maintained))
	if c.N != 11 || c.Ended != 7 || c.Last != 161 || c.Skipped != 0 {
		t.Errorf("got n %d, ended %d, last %v, skipped %d; want 11, 7, 161, 0", c.N, c.Ended, c.Last, c.Skipped)
	}
	want := []struct{ time, survival, se, low, high float64 }{
		{9, .9091, .0867, .7541, 1},
		{13, .8182, .1163, .6192, 1},
		{18, .7159, .1397, .4884, 1},
		{23, .6136, .1526, .3769, .9992},
		{31, .4909, .1642, .2549, .9456},
		{34, .3682, .1627, .1549, .8753},
		{48, .1841, .1535, .0359, .9435},
	}
	if len(c.Steps) != len(want) {
		t.Fatalf("%d steps; want %d", len(c.Steps), len(want))
	}
	for i, w := range want {
		s := c.Steps[i]
		band := stats.Log.Around(s, .95)
		check(t, "time", s.Time, w.time)
		check(t, "survival", s.Survival, w.survival)
		check(t, "se", s.Survival*math.Sqrt(s.Greenwood), w.se)
		check(t, "low", band.Low, w.low)
		check(t, "high", band.High, w.high)
	}
}

func TestKaplanMeierNonmaintained(t *testing.T) {
	c := stats.KaplanMeier(parse(t, nonmaintained))
	for at, want := range map[float64]float64{
		0: 1, 4.9: 1, 5: .8333, 8: .6667, 11.9: .6667, 12: .5833, 16: .5833, 23: .4861, 27: .3889, 30: .2917, 33: .1944, 43: .0972,
		45: 0, 1000: 0,
	} {
		check(t, "at "+strconv.FormatFloat(at, 'g', -1, 64), c.At(at), want)
	}
	if first := c.Steps[0]; first.AtRisk != 12 || first.Ended != 2 {
		t.Errorf("first step %+v; want 2 of 12", first)
	}
	band := stats.Log.Around(c.Steps[len(c.Steps)-1], .95)
	check(t, "band at 0", band.Low, math.NaN())
}

func TestCurveEdges(t *testing.T) {
	nan := math.NaN()
	empty := stats.KaplanMeier(nil)
	check(t, "empty", empty.At(0), nan)
	check(t, "empty median", empty.Quantile(.5, .95, stats.Log).Value, nan)
	check(t, "empty mean", empty.RestrictedMean(1, .95).Value, nan)
	check(t, "empty share", empty.ShareWithin(1, .95, stats.Log).Value, nan)

	odd := []stats.Observation{{nan, 1, true}, {-1, 1, true}, {math.Inf(1), 1, false}, {3, 0, true}, {3, -2, true}, {3, 2, true}}
	c := stats.KaplanMeier(odd)
	if c.N != 2 || c.Skipped != 5 || c.Last != 3 {
		t.Errorf("got n %d, skipped %d, last %v; want 2, 5, 3", c.N, c.Skipped, c.Last)
	}

	open := stats.KaplanMeier(parse(t, "2+ 5+"))
	check(t, "all open", open.At(5), 1)
	check(t, "beyond the last", open.At(5.1), nan)
	for what, got := range map[string]float64{
		"median": open.Quantile(.5, .95, stats.Log).Value, "low": open.Quantile(.5, .95, stats.Log).Low,
	} {
		check(t, "all open: "+what, got, math.Inf(1))
	}
	check(t, "share within, none ended", open.ShareWithin(5, .95, stats.Log).High, 0)

	zero := stats.KaplanMeier(parse(t, "0 0 4 4"))
	check(t, "ended at once", zero.At(0), .5)
}

func TestKaplanMeierLeavesItsInput(t *testing.T) {
	given := parse(t, "9 1 5+")
	kept := slices.Clone(given)
	stats.KaplanMeier(given)
	if !slices.Equal(given, kept) {
		t.Errorf("got %v; want %v", given, kept)
	}
}

func observations() *rapid.Generator[[]stats.Observation] {
	one := rapid.Custom(func(t *rapid.T) stats.Observation {
		return stats.Observation{
			Time:   float64(rapid.IntRange(0, 30).Draw(t, "time")),
			Weight: rapid.Int64Range(1, 5).Draw(t, "weight"),
			Ended:  rapid.Bool().Draw(t, "ended"),
		}
	})
	return rapid.SliceOfN(one, 1, 40)
}

func TestCurveFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := stats.KaplanMeier(observations().Draw(t, "observations"))
		before, at := 1.0, -1.0
		for _, s := range c.Steps {
			if !(s.Survival < before && s.Survival >= 0 && s.Time > at && s.Ended > 0 && s.Ended <= s.AtRisk) {
				t.Fatalf("step %+v after %v at %v", s, before, at)
			}
			for _, b := range []stats.Band{stats.Log, stats.LogLog} {
				i := b.Around(s, .95)
				if s.Survival > 0 && !(i.Low >= 0 && i.Low <= s.Survival && i.High >= s.Survival && i.High <= 1) {
					t.Fatalf("band %v: %+v around %v", b, i, s.Survival)
				}
			}
			before, at = s.Survival, s.Time
		}
	})
}

func TestWeightIsRepetition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weighted := observations().Draw(t, "observations")
		var repeated []stats.Observation
		for _, o := range weighted {
			for range o.Weight {
				repeated = append(repeated, stats.Observation{Time: o.Time, Weight: 1, Ended: o.Ended})
			}
		}
		a, b := stats.KaplanMeier(weighted), stats.KaplanMeier(repeated)
		if a.N != b.N || a.Ended != b.Ended || a.Last != b.Last || !slices.Equal(a.Steps, b.Steps) {
			t.Fatalf("weighted %+v; repeated %+v", a, b)
		}
	})
}

func TestOpenObservationNeverShortensMedian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := observations().Draw(t, "observations")
		before := stats.KaplanMeier(all).Quantile(.5, .95, stats.Log).Value
		more := stats.Observation{Time: float64(rapid.IntRange(0, 40).Draw(t, "open")), Weight: rapid.Int64Range(1, 9).Draw(t, "more")}
		after := stats.KaplanMeier(append(all, more)).Quantile(.5, .95, stats.Log).Value
		if after < before {
			t.Fatalf("median %v, and %v with one more still open", before, after)
		}
	})
}

func BenchmarkKaplanMeier(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	all := make([]stats.Observation, 1_000_000)
	for i := range all {
		all[i] = stats.Observation{Time: math.Floor(rng.ExpFloat64() * 86400 * 5), Weight: 1, Ended: rng.IntN(10) > 0}
	}
	for b.Loop() {
		c := stats.KaplanMeier(all)
		c.Quantile(.5, .95, stats.LogLog)
		c.RestrictedMean(86400, .95)
	}
}
