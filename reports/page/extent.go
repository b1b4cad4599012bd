package page

import (
	"math"

	"tuntas/analytics/figure"
)

// extent is the value axis of a chart: from, to and the distance between ticks.
type extent struct{ Min, Max, Step float64 }

// durations are the tick distances under a day, in seconds, that people can read.
var durations = []float64{minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour}

// newExtent finds an axis that holds every value, interval and the reference of f. It begins at zero, but for lines and dots
// that lie far from it.
func newExtent(f figure.Figure) extent {
	low, high := bounds(f)
	free := f.Kind == figure.Lines || f.Kind == figure.Dots || f.Kind == figure.Funnel || f.Kind == figure.Boxes
	if !free || low < high*0.6 || high <= low {
		low, high = min(low, 0), max(high, 0)
	}
	if high <= low {
		high = low + smallest(f.Unit)
	}
	if labelled(f) && high > 0 && (f.Unit != figure.Share || high < 0.9) {
		high *= 1.06 // room for the number on the longest bar
	}
	e := roundExtent(low, high, f.Unit)
	if whole := f.Unit == figure.Share && high <= 1; whole {
		e.Max = min(e.Max, 1)
	}
	return e
}

// roundExtent begins and ends at ticks.
func roundExtent(low, high float64, u figure.Unit) extent {
	if high <= low {
		high = low + smallest(u)
	}
	step := niceStep((high-low)/5, u)
	if u == figure.Duration && high >= day {
		step = max(step, hour) // beside days no minutes are written
	}
	return extent{Min: math.Floor(low/step+1e-9) * step, Max: math.Ceil(high/step-1e-9) * step, Step: step}
}

// smallest is the tick distance under which an axis of the unit makes no sense.
func smallest(u figure.Unit) float64 {
	switch u {
	case figure.Share:
		return 0.001
	case figure.Duration:
		return minute
	case figure.Count:
		return 1
	}
	return math.SmallestNonzeroFloat32
}

func bounds(f figure.Figure) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for i := range f.Categories {
		var up, down float64 // of a stack
		for _, s := range f.Series {
			p := s.Points[i]
			if p.Missing {
				continue
			}
			if f.Kind == figure.Stacked {
				up, down = up+max(p.Value, 0), down+min(p.Value, 0)
				low, high = min(low, down), max(high, up)
				continue
			}
			low, high = min(low, p.Value), max(high, p.Value)
			if p.Ranged() && f.Kind != figure.Funnel { // whose limits stand in for intervals
				low, high = min(low, p.Low), max(high, p.High)
			}
		}
	}
	if f.Reference != nil {
		low, high = min(low, f.Reference.Value), max(high, f.Reference.Value)
	}
	return limitBounds(f, low, high)
}

// niceStep rounds a tick distance up to 1, 2 or 5 times a power of ten, or to a length of time that people count in.
func niceStep(rough float64, u figure.Unit) float64 {
	if u != figure.Duration {
		return max(decimalStep(rough), smallest(u))
	}
	for _, d := range durations {
		if rough <= d {
			return d
		}
	}
	return max(1, decimalStep(rough/day)) * day
}

func decimalStep(rough float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, m := range []float64{1, 2, 5} {
		if rough <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// limitBounds widens a stretch to the limits; those of a funnel only as far as they are not much farther off than the values.
func limitBounds(f figure.Figure, low, high float64) (float64, float64) {
	least, most := math.Inf(-1), math.Inf(1)
	if room := (high - low) * 0.4; f.Kind == figure.Funnel {
		least, most = low-room, high+room
	}
	for _, l := range f.Limits {
		for _, v := range append(l.Low[:len(l.Low):len(l.Low)], l.High...) {
			if v >= least && v <= most {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	return low, high
}
