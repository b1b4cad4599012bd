package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"tuntas/analytics/stats"
)

// TestPoissonInterval: the table of exact limits that goes back to Garwood 1936.
func TestPoissonInterval(t *testing.T) {
	for _, w := range []struct {
		k         int64
		low, high float64
	}{
		{0, 0, 3.6889}, {1, .0253, 5.5716}, {2, .2422, 7.2247}, {5, 1.6235, 11.6683}, {10, 4.7954, 18.3904}, {20, 12.2165, 30.8884},
		{100, 81.3640, 121.6268}, {-1, math.NaN(), math.NaN()},
	} {
		got := stats.PoissonInterval(w.k, .95)
		check(t, "low", got.Low, w.low)
		check(t, "high", got.High, w.high)
	}
	many := stats.PoissonInterval(1_000_000, .95)
	if math.Abs(many.Low-(1e6-1960)) > 3 || math.Abs(many.High-(1e6+1960)) > 5 {
		t.Errorf("a million: %+v", many)
	}
}

func TestRateRatio(t *testing.T) {
	got := stats.RateRatio(180, 120, .95)
	check(t, "ratio", got.Value, 1.5)
	check(t, "low", got.Low, 1.1906)
	check(t, "high", got.High, 1.8898)
	check(t, "of none", stats.RateRatio(3, 0, .95).Value, math.NaN())
}

func TestDifferences(t *testing.T) {
	// Newcombe's method is square-and-add on Wilson's ends: the published value comes out of the general rule.
	a, b := stats.Wilson(56, 70, .95), stats.Wilson(48, 80, .95)
	got := stats.Difference(stats.Estimate{Value: .8, Low: a.Low, High: a.High}, stats.Estimate{Value: .6, Low: b.Low, High: b.High})
	check(t, "low", got.Low, .0524)
	check(t, "high", got.High, .3339)
	rapid.Check(t, func(t *rapid.T) {
		x, y := rapid.Int64Range(0, 2000).Draw(t, "x"), rapid.Int64Range(0, 2000).Draw(t, "y")
		count := func(k int64) stats.Estimate {
			i := stats.PoissonInterval(k, .95)
			return stats.Estimate{Value: float64(k), Low: i.Low, High: i.High}
		}
		d, mirror := stats.Difference(count(x), count(y)), stats.Difference(count(y), count(x))
		if !(d.Low <= float64(x-y) && float64(x-y) <= d.High) || math.Abs(d.Low+mirror.High) > 1e-6 {
			t.Fatalf("%+v around %d, mirrored %+v", d, x-y, mirror)
		}
	})
}

// TestQuantileInterval: ranks 2 and 9 of ten hold the median with 97.9 %, 6 and 15 of twenty with 95.9 %: the table of any
// textbook on order statistics.
func TestQuantileInterval(t *testing.T) {
	upTo := func(n int) []float64 {
		all := make([]float64, n)
		for i := range all {
			all[i] = float64(i + 1)
		}
		return all
	}
	for _, w := range []struct {
		n                   int
		p, value, low, high float64
	}{
		{10, .5, 5.5, 2, 9}, {20, .5, 10.5, 6, 15}, {5, .5, 3, math.Inf(-1), inf}, {6, .5, 3.5, 1, 6}, {10, .9, 9.1, 7, inf},
	} {
		checkInterval(t, "quantile", stats.QuantileInterval(upTo(w.n), w.p, .95), w.value, w.low, w.high, 1e-9)
	}
	check(t, "none", stats.QuantileInterval(nil, .5, .95).Low, math.NaN())
}
