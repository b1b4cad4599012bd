package stats

import "math"

// Funnel returns the limits between which the share of a group of n cases lies with probability level if its true share is
// p, the share of all groups together. Draw 0.95 and 0.998; a group outside differs by more than chance. The limits are
// exact binomial ones, interpolated so that they run smoothly over n. Without cases they are 0 to 1; NaN for a p or a
// level that is none, or n below 0.
//
// Source: Spiegelhalter 2005, Stat Med 24:1185, doi 10.1002/sim.1970.
func Funnel(p float64, n int64, level float64) Interval {
	switch {
	case !(p >= 0 && p <= 1) || n < 0 || math.IsNaN(deviate(level)):
		return Interval{math.NaN(), math.NaN()}
	case n == 0:
		return Interval{0, 1}
	case p == 0 || p == 1:
		return Interval{p, p}
	}
	tail := (1 - level) / 2
	return Interval{funnelLimit(p, n, tail), funnelLimit(p, n, 1-tail)}
}

// funnelLimit returns max(0, r - (F(r)-a)/(F(r)-F(r-1)))/n, where r is the smallest number with F(r) >= a and F is the
// binomial distribution of n trials with success p.
func funnelLimit(p float64, n int64, a float64) float64 {
	size := float64(n)
	r := math.Max(0, math.Floor(size*p-40*math.Sqrt(size*p*(1-p))-40)) // below lies less than any float can tell from nothing
	odds := math.Log(p) - math.Log1p(-p)
	mass := binomialLog(r, size, p)
	below, upTo := 0.0, math.Exp(mass)
	for upTo < a && r < size {
		mass += math.Log((size-r)/(r+1)) + odds
		r++
		below = upTo
		upTo += math.Exp(mass)
	}
	if upTo <= below { // rounding kept the sum short of a: r is n
		return r / size
	}
	return math.Min(1, math.Max(0, r-(upTo-a)/(upTo-below))/size)
}

// binomialLog returns the logarithm of the probability of exactly k successes in n trials.
func binomialLog(k, n, p float64) float64 {
	return logFactorial(n) - logFactorial(k) - logFactorial(n-k) + k*math.Log(p) + (n-k)*math.Log1p(-p)
}

func logFactorial(n float64) float64 {
	v, _ := math.Lgamma(n + 1)
	return v
}
