package stats_test

import (
	"math"
	"slices"
	"testing"

	"tuntas/analytics/stats"
)

// TestIndividuals: the flow rates of the NIST handbook, 6.3.2.2, and the JETS data of SAS.
func TestIndividuals(t *testing.T) {
	flow := []float64{49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1}
	x := stats.Individuals(flow)
	check(t, "mean", x.Centre, 50.81)
	check(t, "mean range", x.MeanRange, 1.8778)
	check(t, "low", x.Low, 45.8159)
	check(t, "high", x.High, 55.8041)
	if !near(x.RangeHigh, 6.1347, 2e-4) {
		t.Errorf("limit of ranges %v", x.RangeHigh)
	}
	if slices.ContainsFunc(x.Signals, func(s stats.Signal) bool { return s != stats.Usual }) {
		t.Errorf("signals %v; the handbook sees none", x.Signals)
	}
	jets := stats.Individuals([]float64{
		78.4, 80.1, 84.4, 79.1, 80.4, 83.5, 73.8, 83.5, 75.0, 76.8, 70.5, 80.3, 82.4, 79.4, 86.4, 90.5, 77.7, 82.5, 79.9, 83.2,
	})
	check(t, "mean", jets.Centre, 80.39)
	check(t, "mean range", jets.MeanRange, 5.3263)
	check(t, "low", jets.Low, 66.2243)
	check(t, "high", jets.High, 94.5557)
}

func TestSignals(t *testing.T) {
	nan := math.NaN()
	x := stats.XmR{Centre: 10, Low: 4, High: 16, RangeHigh: 5}
	for _, w := range []struct {
		name   string
		values []float64
		want   []stats.Signal
	}{
		{"outside", []float64{10, 12, 17, 3}, []stats.Signal{"", "", stats.Outside, stats.Outside}},
		{"jump", []float64{8, 14, 13}, []stats.Signal{"", stats.Jump, ""}},
		{"a gap is no value", []float64{8, nan, 14}, []stats.Signal{"", stats.NoSignal, stats.Jump}},
		{
			"eight on one side", []float64{9, 11, 11, 12, 11, nan, 11, 12, 11, 11},
			[]stats.Signal{"", "long_run", "long_run", "long_run", "long_run", "no_value", "long_run", "long_run", "long_run", "long_run"},
		},
		{"the centre ends a run", []float64{11, 11, 11, 11, 10, 11, 11, 11, 11}, make([]stats.Signal, 9)},
		{"seven are too few", []float64{11, 11, 11, 11, 11, 11, 11, 9}, make([]stats.Signal, 8)},
	} {
		if x.Judge(w.values); !slices.Equal(x.Signals, w.want) {
			t.Errorf("%s: got %q; want %q", w.name, x.Signals, w.want)
		}
	}
	one := stats.Individuals([]float64{3, nan})
	check(t, "one value", one.High, nan)
	if !slices.Equal(one.Signals, []stats.Signal{"", stats.NoSignal}) {
		t.Errorf("one value: %q", one.Signals)
	}
}

func TestWarnings(t *testing.T) {
	days := []float64{3, 5, 2, 4, 6, 3, 5, 4, 20}
	c1, ok := stats.C1.Warn(days, 8, .001, 0)
	if !ok || !c1.Alarm {
		t.Errorf("C1: %+v", c1)
	}
	check(t, "C1 mean", c1.Mean, 4.1429)
	check(t, "C1 sd", c1.SD, 1.3452)
	check(t, "C1 score", c1.Score, 11.7881)
	check(t, "C1 limit", c1.Limit, 8.2998)
	c2, ok := stats.C2.Warn(append([]float64{4}, days...), 9, .001, 0)
	if !ok || !c2.Alarm {
		t.Errorf("C2: %+v", c2)
	}
	check(t, "C2 mean", c2.Mean, 3.8571)
	check(t, "C2 sd", c2.SD, 1.3452)
	check(t, "C2 score", c2.Score, 12.0005)
	check(t, "C2 limit", c2.Limit, 8.0141)
	quiet := []float64{0, 0, 0, 0, 0, 0, 0, 1, 3}
	if w, _ := stats.C1.Warn(quiet, 7, .001, .5); w.Alarm {
		t.Errorf("one report where none came: %+v", w)
	}
	if w, _ := stats.C1.Warn(quiet, 8, .001, .5); !w.Alarm {
		t.Errorf("three reports: %+v", w)
	}
	for _, at := range []int{-1, 6, 9} {
		if w, ok := stats.C1.Warn(quiet, at, .001, 0); ok || w.Alarm {
			t.Errorf("day %d has no baseline: %+v", at, w)
		}
	}
}
