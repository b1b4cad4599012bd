package stats

import "math"

// Shewhart's constants for moving ranges of two values.
const (
	rangeToSigma = 1.128 // d2: how much larger than the standard deviation the mean range is
	rangeLimit   = 3.267 // D4: how many mean ranges the highest usual one is
	runLength    = 8     // values in a row on one side of the centre that are no chance
)

// XmR is a chart of single values and their moving ranges: what is usual, and what stands out. Limits are 3/1.128 mean
// ranges on either side of the mean; 2.66 is that number rounded.
//
// Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2; Wheeler, Understanding Variation.
type XmR struct {
	Centre    float64
	Low, High float64 // limits of the values
	MeanRange float64
	RangeHigh float64 // limit of the moving ranges
	Signals   []Signal
}

// Signal is what a value of an XmR chart tells.
type Signal string

// The signals, the first that applies. A value without one is usual.
const (
	Usual    Signal = ""
	Outside  Signal = "outside"  // above or below the limits
	Jump     Signal = "jump"     // the range to the value before is above its limit
	LongRun  Signal = "long_run" // one of eight or more in a row on one side of the centre
	NoSignal Signal = "no_value" // there is no value
)

// Individuals returns the chart of values in the order of time; NaN is a value that is missing and takes no part. Centre
// and limits are NaN with fewer than two values.
func Individuals(values []float64) XmR {
	known := present(values)
	x := XmR{
		Centre: math.NaN(), Low: math.NaN(), High: math.NaN(), MeanRange: math.NaN(), RangeHigh: math.NaN(),
		Signals: make([]Signal, len(values)),
	}
	if len(known) >= 2 {
		x.Centre, x.MeanRange = mean(known), mean(ranges(known))
		x.Low, x.High = x.Centre-3*x.MeanRange/rangeToSigma, x.Centre+3*x.MeanRange/rangeToSigma
		x.RangeHigh = rangeLimit * x.MeanRange
	}
	x.Judge(values)
	return x
}

// Judge sets the signals for values, which need not be those that the limits came from.
func (x *XmR) Judge(values []float64) {
	x.Signals = make([]Signal, len(values))
	before := math.NaN()
	var run []int
	side := 0
	for i, v := range values {
		if math.IsNaN(v) {
			x.Signals[i] = NoSignal
			continue
		}
		switch {
		case v < x.Low || v > x.High:
			x.Signals[i] = Outside
		case math.Abs(v-before) > x.RangeHigh:
			x.Signals[i] = Jump
		}
		if now := sign(v - x.Centre); now != side || now == 0 {
			run, side = nil, now
		}
		run = append(run, i)
		x.markRun(run, side)
		before = v
	}
}

// markRun marks the values of a run that is long enough, where they are not marked already.
func (x *XmR) markRun(run []int, side int) {
	if side == 0 || len(run) < runLength {
		return
	}
	for _, i := range run {
		if x.Signals[i] == Usual {
			x.Signals[i] = LongRun
		}
	}
}

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// present returns the values that are there.
func present(values []float64) []float64 {
	var known []float64
	for _, v := range values {
		if !math.IsNaN(v) {
			known = append(known, v)
		}
	}
	return known
}

// ranges returns how far each value lies from the one before.
func ranges(values []float64) []float64 {
	var all []float64
	for i := 1; i < len(values); i++ {
		all = append(all, math.Abs(values[i]-values[i-1]))
	}
	return all
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
