package stats

import "math"

// PoissonInterval returns the interval for the number that was to be expected where k came: divide both ends by the time or
// the people to get that of a rate. NaN when k is negative.
//
// Source: Garwood 1936, Biometrika 28:437 (exact).
func PoissonInterval(k int64, level float64) Interval {
	if k < 0 || math.IsNaN(deviate(level)) {
		return Interval{math.NaN(), math.NaN()}
	}
	tail := (1 - level) / 2
	i := Interval{High: poissonMean(float64(k), tail)}
	if k > 0 {
		i.Low = poissonMean(float64(k-1), 1-tail)
	}
	return i
}

// poissonMean returns the mean of the Poisson distribution with which k or fewer come with probability p, by halving.
func poissonMean(k, p float64) float64 {
	low, high := 0.0, k+20+20*math.Sqrt(k+1)
	for range 200 {
		middle := (low + high) / 2
		if middle == low || middle == high {
			break
		}
		if poissonUpTo(k, middle) > p {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// poissonUpTo returns the probability of k or fewer where mean are expected. The terms are added from the largest down
// until they no longer matter.
func poissonUpTo(k, mean float64) float64 {
	if mean <= 0 {
		return 1
	}
	if k >= mean { // the smaller tail is the one above
		return 1 - poissonRun(k+1, mean, 1)
	}
	return poissonRun(k, mean, -1)
}

// poissonRun adds the probabilities of first, first+step and so on.
func poissonRun(first, mean, step float64) float64 {
	term := math.Exp(first*math.Log(mean) - mean - logFactorial(first))
	sum := 0.0
	for k := first; k >= 0 && term > sum*1e-17; k += step {
		sum += term
		if step < 0 {
			term *= k / mean
		} else {
			term *= mean / (k + 1)
		}
	}
	return sum
}

// RateRatio returns a/b of two counts over equal times with its interval exp(ln(a/b) ± z√(1/a+1/b)). NaN throughout when
// one of them is not above zero. SE is that of the logarithm.
func RateRatio(a, b int64, level float64) Estimate {
	z := deviate(level)
	if a < 1 || b < 1 || math.IsNaN(z) {
		return unknown()
	}
	ratio, se := float64(a)/float64(b), math.Sqrt(1/float64(a)+1/float64(b))
	return Estimate{ratio, se, ratio * math.Exp(-z*se), ratio * math.Exp(z*se)}
}

// Difference returns the interval of a-b from the intervals of two independent estimates: what is lacking to the nearer
// ends is squared and added. NaN where an end that is needed is not known, infinite where it was not reached.
//
// Source: Zou and Donner 2008, Stat Med 27:1693; of Wilson's ends it makes Newcombe's interval.
func Difference(a, b Estimate) Interval {
	d := a.Value - b.Value
	return Interval{d - math.Hypot(a.Value-a.Low, b.High-b.Value), d + math.Hypot(a.High-a.Value, b.Value-b.Low)}
}
