package stats

import "math"

// Wilson returns the score interval for the share k of n. Without cases it is 0 to 1: nothing is known. NaN when k is
// negative or more than n.
//
// Source: Wilson 1927, J Am Stat Assoc 22:209; method 3 of Newcombe 1998, Stat Med 17:857.
func Wilson(k, n int64, level float64) Interval {
	z := deviate(level)
	switch {
	case k < 0 || k > n || math.IsNaN(z):
		return Interval{math.NaN(), math.NaN()}
	case n == 0:
		return Interval{0, 1}
	}
	size, p := float64(n), float64(k)/float64(n)
	middle := 2*size*p + z*z
	reach := z * math.Sqrt(z*z+4*size*p*(1-p))
	whole := 2 * (size + z*z)
	i := Interval{(middle - reach) / whole, (middle + reach) / whole}
	if k == 0 {
		i.Low = 0 // exactly, whatever rounding says
	}
	if k == n {
		i.High = 1
	}
	return i
}

// Newcombe returns the interval for the difference k1/n1 - k2/n2 of two independent shares, -1 to 1. NaN when a group has
// no cases or its k does not fit its n.
//
// Source: Newcombe 1998, Stat Med 17:873, method 10 (hybrid score).
func Newcombe(k1, n1, k2, n2 int64, level float64) Interval {
	if n1 < 1 || n2 < 1 {
		return Interval{math.NaN(), math.NaN()}
	}
	p1, p2 := float64(k1)/float64(n1), float64(k2)/float64(n2)
	a, b := Wilson(k1, n1, level), Wilson(k2, n2, level)
	return Interval{
		Low:  p1 - p2 - math.Hypot(p1-a.Low, b.High-p2),
		High: p1 - p2 + math.Hypot(a.High-p1, p2-b.Low),
	}
}
