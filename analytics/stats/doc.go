// Package stats is the arithmetic behind the measures: how long something lasts when much of it has not ended yet
// (Kaplan-Meier), how sure a share is (Wilson, Newcombe, funnel limits), and percentiles. It knows numbers and the
// published definitions they follow. It refuses to know reports, stages, time zones and units of time: durations are plain
// numbers, in whatever unit the caller counts in. Everything is a pure function. Each is tested against published answers.
//
// What cannot be known is said and never invented: a percentile that was not reached is +Inf, a value without an answer
// NaN. Levels of confidence are given as 0.95 for 95 per cent.
package stats

import "math"

// Interval is a range that holds the true value with the stated level of confidence.
type Interval struct{ Low, High float64 }

// Estimate is a value with its standard error and its interval, in the unit of the value. SE is NaN where none is defined.
// Low and High are NaN where they cannot be known; for times, +Inf means later than everything that was observed.
type Estimate struct{ Value, SE, Low, High float64 }

// unknown is the estimate of something that the data do not tell.
func unknown() Estimate {
	return Estimate{Value: math.NaN(), SE: math.NaN(), Low: math.NaN(), High: math.NaN()}
}

// normalQuantile returns the value below which a standard normal variable lies with probability p.
func normalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

// deviate returns how many standard errors lie on either side at level: 1.96 for 0.95. A level that is not between 0 and
// 1 gives NaN.
func deviate(level float64) float64 {
	if !(level > 0 && level < 1) {
		return math.NaN()
	}
	return normalQuantile((1 + level) / 2)
}
