package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"tuntas/analytics/stats"
)

func TestWilson(t *testing.T) {
	nan := math.NaN()
	for _, w := range []struct {
		k, n      int64
		low, high float64
	}{
		{81, 263, .2553, .3662},
		{15, 148, .0624, .1605},
		{0, 20, 0, .1611},
		{1, 29, .0061, .1718},
		{20, 20, 1 - .1611, 1},
		{0, 0, 0, 1},
		{3, 2, nan, nan},
		{-1, 2, nan, nan},
	} {
		got := stats.Wilson(w.k, w.n, .95)
		check(t, "low", got.Low, w.low)
		check(t, "high", got.High, w.high)
	}
	if got := stats.Wilson(0, 20, .95).Low; got != 0 {
		t.Errorf("low of none: %v; want exactly 0", got)
	}
	check(t, "level", stats.Wilson(1, 2, 1).Low, nan)
}

func TestNewcombe(t *testing.T) {
	nan := math.NaN()
	for _, w := range []struct {
		k1, n1, k2, n2 int64
		low, high      float64
	}{
		{56, 70, 48, 80, .0524, .3339},
		{9, 10, 3, 10, .1705, .8090},
		{6, 7, 2, 7, .0582, .8062},
		{5, 56, 0, 29, -.0381, .1926},
		{0, 10, 0, 20, -.1611, .2775},
		{0, 10, 0, 10, -.2775, .2775},
		{10, 10, 0, 20, .6791, 1},
		{10, 10, 0, 10, .6075, 1},
		{0, 0, 1, 2, nan, nan},
		{1, 2, 3, 2, nan, nan},
	} {
		got := stats.Newcombe(w.k1, w.n1, w.k2, w.n2, .95)
		check(t, "low", got.Low, w.low)
		check(t, "high", got.High, w.high)
	}
}

func TestWilsonHoldsItsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 1_000_000).Draw(t, "n")
		k := rapid.Int64Range(0, n).Draw(t, "k")
		i, p := stats.Wilson(k, n, .95), float64(k)/float64(n)
		if !(i.Low >= 0 && i.Low <= p && p <= i.High && i.High <= 1) {
			t.Fatalf("%+v does not hold %v within 0 and 1", i, p)
		}
		mirror := stats.Wilson(n-k, n, .95)
		if math.Abs(mirror.Low-(1-i.High)) > 1e-12 || math.Abs(mirror.High-(1-i.Low)) > 1e-12 {
			t.Fatalf("%+v is not the mirror of %+v", mirror, i)
		}
	})
}

func TestQuantile(t *testing.T) {
	ten := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for _, w := range []struct {
		sorted  []float64
		p, want float64
	}{
		{ten, .1, 1.9}, {ten, .25, 3.25}, {ten, .5, 5.5}, {ten, .75, 7.75}, {ten, .9, 9.1},
		{ten, 0, 1}, {ten, 1, 10},
		{[]float64{4}, .5, 4}, {[]float64{4}, 1, 4},
		{nil, .5, math.NaN()}, {ten, 1.1, math.NaN()}, {ten, -.1, math.NaN()}, {ten, math.NaN(), math.NaN()},
	} {
		if got := stats.Quantile(w.sorted, w.p); !near(got, w.want, 1e-12) {
			t.Errorf("p %v of %v: got %v; want %v", w.p, w.sorted, got, w.want)
		}
	}
}

func TestFunnel(t *testing.T) {
	for _, w := range []struct {
		n                              int64
		low95, high95, low998, high998 float64
	}{
		{20, 0, .2285, 0, .3352},
		{50, .0139, .1797, 0, .2401},
		{100, .0404, .1577, .0142, .1984},
		{500, .0734, .1260, .0600, .1427},
	} {
		inner, outer := stats.Funnel(.1, w.n, .95), stats.Funnel(.1, w.n, .998)
		check(t, "95 low", inner.Low, w.low95)
		check(t, "95 high", inner.High, w.high95)
		check(t, "99.8 low", outer.Low, w.low998)
		check(t, "99.8 high", outer.High, w.high998)
	}
}

func TestFunnelEdges(t *testing.T) {
	nan := math.NaN()
	for _, w := range []struct {
		p         float64
		n         int64
		low, high float64
	}{
		{.1, 0, 0, 1}, {0, 50, 0, 0}, {1, 50, 1, 1}, {-.1, 50, nan, nan}, {1.1, 50, nan, nan}, {nan, 50, nan, nan}, {.1, -1, nan, nan},
	} {
		got := stats.Funnel(w.p, w.n, .95)
		check(t, "low", got.Low, w.low)
		check(t, "high", got.High, w.high)
	}
	const p, n = .1, 10_000_000 // so many that the normal limits hold
	got, reach := stats.Funnel(p, n, .95), 1.959964*math.Sqrt(p*(1-p)/n)
	if math.Abs(got.Low-(p-reach)) > 1e-7 || math.Abs(got.High-(p+reach)) > 1e-7 {
		t.Errorf("ten million: got %+v; want about %v on either side", got, reach)
	}
}

func TestFunnelHoldsItsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(.01, .99).Draw(t, "p")
		n := rapid.Int64Range(5, 5000).Draw(t, "n")
		inner, outer := stats.Funnel(p, n, .95), stats.Funnel(p, n, .998)
		if !(outer.Low >= 0 && outer.Low <= inner.Low && inner.Low <= p && p <= inner.High && inner.High <= outer.High && outer.High <= 1) {
			t.Fatalf("%+v within %+v around %v", inner, outer, p)
		}
	})
}

func BenchmarkFunnel(b *testing.B) {
	for b.Loop() {
		stats.Funnel(.1, 1_000_000, .998)
	}
}
