package chart

import (
	"math"

	"tuntas/analytics/figure"
)

// tick is a round value on the axis and how it is written.
type tick struct {
	Value float64
	Words string
}

// axis runs from Lo to Hi, both of them ticks.
type axis struct {
	Lo, Hi float64
	Ticks  []tick
}

// at returns where v lies on the axis: 0 at Lo, 1 at Hi, never outside.
func (a axis) at(v float64) float32 {
	return float32(min(1, max(0, (v-a.Lo)/(a.Hi-a.Lo))))
}

// newAxis covers lo to hi with about count steps of a round width.
func newAxis(lo, hi float64, unit figure.Unit, count int, w words) axis {
	step := roundStep((hi-lo)/float64(max(1, count)), unit)
	first, last := math.Floor(lo/step+1e-9), math.Ceil(hi/step-1e-9)
	if last <= first {
		last = first + 1
	}
	a := axis{Lo: first * step, Hi: last * step}
	for k := first; k <= last; k++ {
		a.Ticks = append(a.Ticks, tick{k * step, tickWords(k*step, step, unit, w)})
	}
	return a
}

const (
	minute = 60.0
	hour   = 60 * minute
	day    = 24 * hour
)

// spans are the widths of a step in time that people count in.
var spans = []float64{
	1, 5, 10, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
	hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 5 * day,
}

// roundStep returns the smallest round width of at least raw.
func roundStep(raw float64, unit figure.Unit) float64 {
	switch unit {
	case figure.Duration:
		for _, s := range spans {
			if s >= raw {
				return s
			}
		}
		return day * decimalStep(raw/day)
	case figure.Share:
		return max(1e-4, decimalStep(raw))
	default:
		return max(1, decimalStep(raw))
	}
}

// decimalStep returns 1, 2 or 5 times a power of ten, the smallest of at least raw.
func decimalStep(raw float64) float64 {
	if raw < 1e-9 {
		return 1e-9
	}
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= raw*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// tickWords writes a tick no more exactly than the step asks; all ticks of an axis are in one unit.
func tickWords(v, step float64, unit figure.Unit, w words) string {
	switch unit {
	case figure.Share:
		digits := int(max(0, math.Ceil(-math.Log10(step*100)-1e-9)))
		return w.Text("chart.tick_percent", "n", w.Decimal(v*100, digits))
	case figure.Duration:
		return spanWords(v, step, w)
	default:
		return w.Number(int64(math.Round(v)))
	}
}

func spanWords(v, step float64, w words) string {
	unit, size := w.Text("unit.second"), 1.0
	switch {
	case step >= day:
		unit, size = w.Text("unit.day"), day
	case step >= hour:
		unit, size = w.Text("unit.hour"), hour
	case step >= minute:
		unit, size = w.Text("unit.minute"), minute
	}
	return w.Number(int64(math.Round(v/size))) + " " + unit
}

// valueAxis is the axis for the values of f. Bars start at zero; lines and dots do too, unless their values lie close
// together and far from it.
func valueAxis(f figure.Figure, lo, hi float64, count int, w words) axis {
	free := f.Kind == figure.Lines || f.Kind == figure.Dots || f.Kind == figure.Funnel || f.Kind == figure.Boxes
	if !free || lo == hi || lo < (hi-lo)*2 {
		lo, hi = min(0, lo), max(0, hi)
	}
	return newAxis(lo, hi, f.Unit, count, w)
}
