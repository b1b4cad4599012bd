package stats

import "math"

// Band is the scale on which the interval around a curve is computed.
type Band int

// The bands. LogLog stays within 0 and 1 by itself and is better in the tails and in small groups.
const (
	Log    Band = iota // S·exp(±z√G), cut at 1: the default of R's survfit
	LogLog             // S^exp(±z√G / ln S)
)

// Around returns the band around the curve from step s on, at level. Both ends are NaN where the curve has come down to 0:
// Greenwood's sum is infinite there.
//
// Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2nd ed.
func (b Band) Around(s Step, level float64) Interval { return b.around(s, deviate(level)) }

// around is Around with z standard errors on either side.
func (b Band) around(s Step, z float64) Interval {
	if s.Survival <= 0 {
		return Interval{math.NaN(), math.NaN()}
	}
	width := z * math.Sqrt(s.Greenwood)
	if b == LogLog {
		power := width / math.Log(s.Survival) // negative
		return Interval{math.Pow(s.Survival, math.Exp(-power)), math.Pow(s.Survival, math.Exp(power))}
	}
	return Interval{s.Survival * math.Exp(-width), math.Min(1, s.Survival*math.Exp(width))}
}

// low gives the lower end of the band where that may lie below height; elsewhere it gives +Inf in a few steps. With x the
// width by -ln S the lower end is S to the power of exp(x), which is at most 1/(1-x).
func (b Band) low(height, z float64) func(Step) float64 {
	depth := -math.Log(height)
	return func(s Step) float64 {
		below := -math.Log(s.Survival)
		x := z * math.Sqrt(s.Greenwood) / below
		if b == LogLog && x < 1 && below < depth*(1-x) {
			return math.Inf(1)
		}
		return b.around(s, z).Low
	}
}
