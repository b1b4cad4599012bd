package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"tuntas/analytics/stats"
)

// outcomes turns observations into outcomes whose ends are all of cause 1.
func outcomes(all []stats.Observation) []stats.Outcome {
	list := make([]stats.Outcome, len(all))
	for i, o := range all {
		list[i] = stats.Outcome{Time: o.Time, Weight: o.Weight}
		if o.Ended {
			list[i].Cause = 1
		}
	}
	return list
}

// TestAalenJohansenByHand is a group of six worked out with a pencil: ends of cause 1 at 1 and 3, of cause 2 at 2 and 3, open
// at 2 and 4.
func TestAalenJohansenByHand(t *testing.T) {
	in := stats.AalenJohansen([]stats.Outcome{{1, 1, 1}, {2, 2, 1}, {2, 0, 1}, {3, 1, 1}, {3, 2, 1}, {4, 0, 1}, {-1, 1, 1}, {5, 3, 1}}, 2)
	if in.N != 6 || in.Skipped != 2 || in.Ended[0] != 2 || in.Ended[1] != 2 || in.Last != 4 {
		t.Errorf("%+v", in)
	}
	for _, w := range []struct{ at, one, two, open float64 }{
		{.5, 0, 0, 1}, {1, 1. / 6, 0, 5. / 6}, {2, 1. / 6, 1. / 6, 4. / 6}, {3, 1./6 + 4./18, 1./6 + 4./18, 4. / 18}, {4, 7. / 18, 7. / 18, 4. / 18},
		{4.1, math.NaN(), math.NaN(), math.NaN()},
	} {
		check(t, "cause 1", in.Share(w.at, 1, .95).Value, w.one)
		check(t, "cause 2", in.Share(w.at, 2, .95).Value, w.two)
		check(t, "open", in.Open(w.at), w.open)
	}
	// Variance at 1: 1/6·5/6/6, and the delta method at 2 for cause 1: (1/6)²·0 + S·S... the share no longer moves.
	check(t, "se", in.Share(1, 1, .95).SE, math.Sqrt(5./216))
	check(t, "se where nothing was added", in.Share(2, 1, .95).SE, math.Sqrt(5./216))
	check(t, "median", in.Quantile(.3, 1, .95).Value, 3)
	check(t, "not reached", in.Quantile(.5, 1, .95).Value, inf)
	check(t, "no such cause", in.Share(1, 3, .95).Value, math.NaN())
}

// TestOneCauseIsKaplanMeier: with one cause the incidence is what Kaplan and Meier leave, and so is its standard error.
func TestOneCauseIsKaplanMeier(t *testing.T) {
	for _, text := range []string{maintained, nonmaintained} {
		all := parse(t, text)
		in, c := stats.AalenJohansen(outcomes(all), 1), stats.KaplanMeier(all)
		for _, s := range c.Steps {
			got := in.Share(s.Time, 1, .95)
			check(t, "share", got.Value, 1-s.Survival)
			if s.Survival > 0 {
				check(t, "se", got.SE, s.Survival*math.Sqrt(s.Greenwood))
			}
		}
	}
}

func TestIncidencesAndOpenMakeOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.Custom(func(t *rapid.T) stats.Outcome {
			return stats.Outcome{
				Time: float64(rapid.IntRange(0, 30).Draw(t, "time")), Cause: rapid.IntRange(0, 2).Draw(t, "cause"),
				Weight: rapid.Int64Range(1, 5).Draw(t, "weight"),
			}
		})
		in := stats.AalenJohansen(rapid.SliceOfN(one, 1, 40).Draw(t, "outcomes"), 2)
		at := float64(rapid.IntRange(0, int(in.Last)).Draw(t, "at"))
		a, b := in.Share(at, 1, .95), in.Share(at, 2, .95)
		if sum := a.Value + b.Value + in.Open(at); math.Abs(sum-1) > 1e-9 {
			t.Fatalf("%v and %v and %v make %v", a.Value, b.Value, in.Open(at), sum)
		}
		if !(a.Low >= 0 && a.Low <= a.Value+1e-12 && a.Value <= a.High+1e-12 && a.High <= 1) {
			t.Fatalf("%+v is not in order", a)
		}
	})
}

// TestOpenCaseNeverHastensIncidence: a case that is still open can only delay the time by which a share has ended.
func TestOpenCaseNeverHastensIncidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := observations().Draw(t, "observations")
		before := stats.AalenJohansen(outcomes(all), 1).Quantile(.5, 1, .95).Value
		more := stats.Observation{Time: float64(rapid.IntRange(0, 40).Draw(t, "open")), Weight: 1}
		if after := stats.AalenJohansen(outcomes(append(all, more)), 1).Quantile(.5, 1, .95).Value; after < before {
			t.Fatalf("median %v, and %v with one more still open", before, after)
		}
	})
}
