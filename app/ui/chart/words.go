package chart

import (
	"fmt"
	"math"
	"slices"
	"time"

	"tuntas/analytics/figure"
)

// words writes values and fixed texts in the reader's language; *i18n.Language does.
type words interface {
	Text(key string, pairs ...any) string
	Number(n int64) string
	Decimal(v float64, digits int) string
	Percent(share float64) string
	Duration(d time.Duration) string
	Months() [12]string
}

// value writes v in its unit. Counts that are not whole, as means are, get one decimal.
func value(v float64, unit figure.Unit, w words) string {
	switch unit {
	case figure.Share:
		return w.Percent(v)
	case figure.Duration:
		return w.Duration(seconds(v))
	default:
		if v == math.Trunc(v) {
			return w.Number(int64(v))
		}
		return w.Decimal(v, 1)
	}
}

// seconds turns v into a duration and stops at about 290 years, where a duration ends.
func seconds(v float64) time.Duration {
	const most = float64(math.MaxInt64) / float64(time.Second)
	if math.Abs(v) >= most {
		return time.Duration(math.Copysign(math.MaxInt64, v))
	}
	return time.Duration(v * float64(time.Second))
}

// said is what the tool tip says about a point: category, series and value, interval, number of cases, warning.
func said(f figure.Figure, series, category int, w words) []string {
	p, s := f.Series[series].Points[category], f.Series[series]
	lines := []string{categoryWords(f, category, w), value(p.Value, f.Unit, w)}
	if s.Name != "" {
		lines[1] = w.Text("chart.value", "series", s.Name, "value", lines[1])
	}
	if (f.Kind == figure.Steps || f.Kind == figure.Funnel) && f.CategoryAxis != "" {
		lines = append(lines, w.Text("chart.value", "series", f.CategoryAxis, "value", value(p.X, f.AlongUnit, w)))
	}
	if f.Kind == figure.Boxes {
		lines = append(lines, w.Text("chart.quartiles", "low", value(p.Q1, f.Unit, w), "high", value(p.Q3, f.Unit, w)))
	}
	if p.Ranged() {
		lines = append(lines, w.Text("chart.interval", "low", value(p.Low, f.Unit, w), "high", value(p.High, f.Unit, w)))
	}
	if p.N > 0 {
		lines = append(lines, w.Text("chart.n", "n", w.Number(p.N)))
	}
	if p.Small {
		lines = append(lines, w.Text("chart.small"))
	}
	if beyond := p.Outside(f.Limits); beyond != "" {
		lines = append(lines, w.Text("chart.outside", "name", beyond))
	}
	if f.Kind == figure.Calendar {
		lines = kept(lines, eventWords(f, category))
	}
	return lines
}

// categoryWords is the name of a category; days are written as people read them.
func categoryWords(f figure.Figure, category int, w words) string {
	name := f.Categories[category]
	if f.Kind != figure.Calendar {
		return name
	}
	day, err := time.Parse(time.DateOnly, name)
	if err != nil {
		return name
	}
	weekday := w.Text(fmt.Sprintf("chart.weekday.%d", (int(day.Weekday())+6)%7+1))
	return fmt.Sprintf("%s %d %s %d", weekday, day.Day(), w.Months()[day.Month()-1], day.Year())
}

// tidy returns a copy of f in which every series has one point for each category, and every value is a number that can be
// drawn: what is not a number or beyond 1e15 is missing.
func tidy(f figure.Figure) figure.Figure {
	series := make([]figure.Series, len(f.Series))
	for i, s := range f.Series {
		points := make([]figure.Point, len(f.Categories))
		for c := range points {
			points[c] = figure.Point{Missing: true}
			if c < len(s.Points) {
				points[c] = sound(s.Points[c], f.Kind)
			}
		}
		s.Points = points
		series[i] = s
	}
	f.Series = series
	if f.Reference != nil && !drawable(f.Reference.Value) {
		f.Reference = nil
	}
	f.Events = slices.DeleteFunc(slices.Clone(f.Events), func(e figure.Annotation) bool {
		return e.Category < 0 || e.Category >= len(f.Categories)
	})
	f.Limits = slices.DeleteFunc(slices.Clone(f.Limits), func(l figure.Limit) bool {
		return (figure.Figure{Kind: figure.Lines, Limits: []figure.Limit{l}}).Check() != nil
	})
	return f
}

func sound(p figure.Point, kind figure.Kind) figure.Point {
	if !drawable(p.Value) {
		p.Missing = true
	}
	for _, v := range []*float64{&p.X, &p.Q1, &p.Q3} {
		if !drawable(*v) {
			*v = 0
			p.Missing = p.Missing || kind == figure.Steps || kind == figure.Funnel || kind == figure.Boxes
		}
	}
	if !drawable(p.Low) || !drawable(p.High) {
		p.Low, p.High = p.Value, p.Value
	}
	return p
}

func drawable(v float64) bool { return math.Abs(v) <= 1e15 } // false for NaN

// anyPoint tells whether a point of f with a value, or a missing one, is as asked.
func anyPoint(f figure.Figure, asked func(figure.Point) bool) bool {
	for _, s := range f.Series {
		for _, p := range s.Points {
			if asked(p) {
				return true
			}
		}
	}
	return false
}

// bounds returns the least and the greatest of all values, interval ends and the reference line.
func bounds(f figure.Figure) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	add := func(v float64) { lo, hi = min(lo, v), max(hi, v) }
	for _, s := range f.Series {
		for _, p := range s.Points {
			if p.Missing {
				continue
			}
			add(p.Value)
			if p.Ranged() {
				add(p.Low)
				add(p.High)
			}
		}
	}
	if f.Reference != nil && f.Kind != figure.Heat {
		add(f.Reference.Value)
	}
	return limitBounds(f, lo, hi)
}

// limitBounds widens a stretch to the limits, as far as they are not much farther off than the values: funnels are wide open
// where there are few cases.
func limitBounds(f figure.Figure, lo, hi float64) (float64, float64) {
	room := (hi - lo) * 0.4
	least, most := lo-room, hi+room
	if f.Kind != figure.Funnel {
		least, most = math.Inf(-1), math.Inf(1)
	}
	for _, limit := range f.Limits {
		for _, v := range append(limit.Low[:len(limit.Low):len(limit.Low)], limit.High...) {
			if v >= least && v <= most {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
	}
	return lo, hi
}
