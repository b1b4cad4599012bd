package stats

import (
	"math"
	"sort"
)

// flatTolerance is how near the curve must come to a height to lie on it: products of fractions are never exact.
const flatTolerance = 1e-9

// Quantile returns the time by which the share p, between 0 and 1, has ended: the median for 0.5. It is the first time at
// which the curve lies below 1-p; where the curve runs exactly at 1-p, the middle of that flat piece, which may end at the
// longest observation. The interval is found by the same rule on the bands. Value and High are +Inf when they were not
// reached: say "longer than Last". Low is +Inf when not even the lower band was, and NaN when the lower band is not
// defined where it would be. SE is NaN: none is defined. p outside 0 and 1, or no observations, gives NaN throughout.
//
// Source: Brookmeyer and Crowley 1982, Biometrics 38:29; flat pieces as in R, survival, quantile.survfit.
func (c Curve) Quantile(p, level float64, b Band) Estimate {
	z := deviate(level)
	if !(p > 0 && p < 1) || c.N == 0 || math.IsNaN(z) {
		return unknown()
	}
	height := 1 - p
	e := Estimate{
		SE:    math.NaN(),
		Value: c.crossing(height, c.reaches(height), func(s Step) float64 { return s.Survival }),
		Low:   c.crossing(height, 0, b.low(height+2*flatTolerance, z)),
		High:  c.crossing(height, c.reaches(height), func(s Step) float64 { return b.around(s, z).High }),
	}
	if math.IsInf(e.Low, 1) && !math.IsInf(e.Value, 1) {
		e.Low = math.NaN()
	}
	return e
}

// reaches returns the index of the first step at which the curve has come down to height; the upper band does not lie
// lower, so nothing need be looked for before.
func (c Curve) reaches(height float64) int {
	return sort.Search(len(c.Steps), func(i int) bool { return c.Steps[i].Survival <= height+flatTolerance })
}

// crossing returns the first time, from step first on, at which of(step) lies below height, or the middle of the piece on
// which it equals height; +Inf when it never comes so low.
func (c Curve) crossing(height float64, first int, of func(Step) float64) float64 {
	for i := first; i < len(c.Steps); i++ {
		s := c.Steps[i]
		y := of(s)
		switch {
		case math.Abs(y-height) <= flatTolerance:
			return (s.Time + c.end(i)) / 2
		case y < height:
			return s.Time
		}
	}
	return math.Inf(1)
}

// end returns where the flat piece that begins with step i ends.
func (c Curve) end(i int) float64 {
	if i+1 < len(c.Steps) {
		return c.Steps[i+1].Time
	}
	return c.Last
}

// ShareWithin returns the share that has ended by t, t included, 0 to 1. It is NaN throughout where the curve says nothing
// about t, see At. Where everything has ended the value is 1 and SE NaN; Low is then what the band says of the step before,
// 0 without one.
func (c Curve) ShareWithin(t, level float64, b Band) Estimate {
	i, ok := c.find(t)
	switch {
	case !ok || math.IsNaN(deviate(level)):
		return unknown()
	case i < 0:
		return Estimate{}
	case c.Steps[i].Survival > 0:
		s := c.Steps[i]
		band := b.Around(s, level)
		return Estimate{1 - s.Survival, s.Survival * math.Sqrt(s.Greenwood), 1 - band.High, 1 - band.Low}
	}
	low := 0.0
	if i > 0 {
		low = 1 - b.Around(c.Steps[i-1], level).High
	}
	return Estimate{1, math.NaN(), low, 1}
}

// RestrictedMean returns the mean duration when everything longer than tau is counted as tau: the area under the curve up
// to tau. Compare groups at one and the same tau. The interval is normal, cut at 0 and tau. It is NaN throughout for a tau
// that is negative or lies where the curve says nothing, see At.
//
// Source: Andersen, Hansen and Klein 2004, Lifetime Data Anal 10:335; variance Σ A²·d/(n(n-d)), A being the area from the
// step to tau.
func (c Curve) RestrictedMean(tau, level float64) Estimate {
	last, ok := c.find(tau)
	z := deviate(level)
	if !ok || tau < 0 || math.IsInf(tau, 1) || math.IsNaN(z) {
		return unknown()
	}
	area, variance, until := 0.0, 0.0, tau
	for i := last; i >= 0; i-- {
		s := c.Steps[i]
		area += s.Survival * (until - s.Time)
		until = s.Time
		if n, d := float64(s.AtRisk), float64(s.Ended); d < n {
			variance += area * area * d / n / (n - d)
		}
	}
	area += until
	se := math.Sqrt(variance)
	return Estimate{area, se, math.Max(0, area-z*se), math.Min(tau, area+z*se)}
}
