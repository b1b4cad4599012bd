package analytics_test

import (
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/data/datatest"
)

// measureSpec says which question of the oracle gives a measure, and where in its cells hits, cases and the value with its
// interval stand; -1 where it has none.
type measureSpec struct {
	rows      func(*oracle) map[string][]any
	hits, n   int
	value     int
	low, high int
	unit      figure.Unit
}

// oracleMeasures are the measures by name.
var oracleMeasures = map[string]measureSpec{
	"refusal":        {(*oracle).refusal, 3, 1, 4, 5, 6, figure.Share},
	"rejection":      {(*oracle).rejection, 3, 2, 4, 5, 6, figure.Share},
	"first-pass":     {(*oracle).firstPass, 1, 0, 3, 4, 5, figure.Share},
	"done":           {(*oracle).volume, 1, 0, 4, -1, -1, figure.Share},
	"received":       {(*oracle).volume, 0, 0, 0, -1, -1, figure.Count},
	"flood":          {(*oracle).flood, 0, 0, 0, -1, -1, figure.Count},
	"time-to-done":   {(*oracle).timeToDone, -1, 0, 5, 6, 7, figure.Duration},
	"first-response": {(*oracle).firstResponse, -1, 0, 5, 6, 7, figure.Duration},
}

// readRow is a measure in one row: its value with its interval, the hits and the cases.
type readRow struct {
	value, low, high float64
	hits, n          int64
}

func asFloat(v any) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	}
	return math.NaN()
}

// measured is the measure of the scope in its rows.
func (o *oracle) measured() map[string]readRow {
	m := oracleMeasures[o.s.Of]
	rows := map[string]readRow{}
	for key, cells := range m.rows(o) {
		r := readRow{value: asFloat(cells[m.value]), n: cells[m.n].(int64)}
		if m.hits >= 0 {
			r.hits = cells[m.hits].(int64)
		}
		switch {
		case m.unit == figure.Share:
			r.low, r.high = 0, 1
			if s := scored(r.hits, r.n); r.n > 0 {
				r.low, r.high = s[1].(float64), s[2].(float64)
			}
		case m.unit == figure.Count:
			r.low, r.high = exactPoisson(r.hits)
		default:
			r.low, r.high = asFloat(cells[m.low]), asFloat(cells[m.high])
		}
		rows[key] = r
	}
	return rows
}

// exactPoisson is the interval of a count: the means with which so few, or so many, come with probability .025.
func exactPoisson(k int64) (low, high float64) {
	upTo := func(k int64, mean float64) (p float64) { // the probability of k or fewer
		term := math.Exp(-mean)
		for i := int64(0); i <= k; i++ {
			p += term
			term *= mean / float64(i+1)
		}
		return p
	}
	solve := func(k int64, p float64) float64 {
		from, to := 0.0, float64(k)*3+30
		for range 200 {
			if m := (from + to) / 2; upTo(k, m) > p {
				from = m
			} else {
				to = m
			}
		}
		return from
	}
	if k > 0 {
		low = solve(k-1, .975)
	}
	return low, solve(k, .025)
}

// units: the rates of groups between the limits of chance.
func (o *oracle) units() map[string][]any {
	whole := *o
	whole.s.By = ""
	total, ok := whole.measured()["|"]
	rows := map[string][]any{}
	for key, r := range o.measured() {
		if !ok || r.n == 0 {
			continue
		}
		p := float64(total.hits) / float64(total.n)
		low, high := funnel(p, r.n, .025)
		outerLow, outerHigh := funnel(p, r.n, .001)
		place := "within"
		switch {
		case r.n < 30:
			place = "too_small"
		case r.value > outerHigh:
			place = "far_above"
		case r.value < outerLow:
			place = "far_below"
		case r.value > high:
			place = "above"
		case r.value < low:
			place = "below"
		}
		rows[key] = []any{r.n, r.hits, r.value, r.low, r.high, p, low, high, outerLow, outerHigh, place}
	}
	return rows
}

// funnel are the two limits with a probability in each tail, from the binomial distribution term by term.
func funnel(p float64, n int64, tail float64) (low, high float64) {
	if p == 0 || p == 1 {
		return p, p
	}
	limit := func(a float64) float64 {
		before, upTo, term := 0.0, 0.0, math.Pow(1-p, float64(n))
		for r := int64(0); r <= n; r++ {
			before = upTo
			upTo += term
			if upTo >= a {
				return math.Max(0, float64(r)-(upTo-a)/(upTo-before)) / float64(n)
			}
			term *= float64(n-r) / float64(r+1) * p / (1 - p)
		}
		return 1
	}
	return limit(tail), math.Min(1, limit(1-tail))
}

// trend: a measure from period to period, between three mean ranges over 1.128.
func (o *oracle) trend() map[string][]any {
	m := oracleMeasures[o.s.Of]
	read := o.measured()
	if len(read) == 0 {
		return map[string][]any{}
	}
	first, _ := time.Parse(time.DateOnly, strings.TrimSuffix(slices.Min(slices.Collect(maps.Keys(read))), "|"))
	var values []float64
	periods := o.periods(first)
	for _, p := range periods {
		r, ok := read[p.Format(time.DateOnly)+"|"]
		if !ok && (m.unit != figure.Count || o.unknown(p)) {
			r.value = math.NaN()
		}
		if o.cut(p) {
			r.value = math.NaN()
		}
		values = append(values, r.value)
	}
	return o.charted(periods, values, read)
}

// cut tells whether a period is not whole: it was not over, or a bound of the scope lies in it.
func (o *oracle) cut(p time.Time) bool {
	end := p
	for period(o.s.Grain, end).Equal(p) {
		end = end.AddDate(0, 0, 1)
	}
	over := !localDay(o.asOf()).Before(end)
	return !over || p.Before(o.began()) || !o.s.From.IsZero() && p.Before(localOf(o.s.From)) || !o.s.Until.IsZero() && end.After(localOf(o.s.Until))
}

// unknown tells whether a period was over before the data began.
func (o *oracle) unknown(p time.Time) bool {
	return p.Before(o.began()) && !period(o.s.Grain, o.began()).Equal(p)
}

func (o *oracle) charted(periods []time.Time, values []float64, read map[string]readRow) map[string][]any {
	m := oracleMeasures[o.s.Of]
	sum, n, ranges, steps, before := 0.0, 0.0, 0.0, 0.0, math.NaN()
	moved := make([]float64, len(values))
	for i, v := range values {
		moved[i] = math.Abs(v - before)
		if math.IsNaN(v) {
			continue
		}
		sum, n = sum+v, n+1
		if !math.IsNaN(before) {
			ranges, steps = ranges+math.Abs(v-before), steps+1
		}
		before = v
	}
	centre, mean := sum/n, ranges/steps // no number with fewer than two
	if n < 2 {
		centre = math.NaN()
	}
	low, high := math.Max(0, centre-3*mean/1.128), centre+3*mean/1.128
	if m.unit == figure.Share {
		high = math.Min(1, high)
	}
	rows := map[string][]any{}
	for i, p := range periods {
		key := p.Format(time.DateOnly) + "|"
		r, ok := read[key]
		if !ok && (m.unit != figure.Count || o.unknown(p)) {
			r.value = math.NaN()
		}
		rows[key] = []any{
			m.cell(r.value), r.n, number(centre), number(low), number(high), m.cell(moved[i]), number(mean * 3.267), yes(o.cut(p)),
			signal(values, i, centre, centre-3*mean/1.128, centre+3*mean/1.128, moved[i] > 3.267*mean, o.cut(p)),
		}
	}
	return rows
}

// signal is what a value of a chart tells.
func signal(values []float64, i int, centre, low, high float64, jump, cut bool) any {
	v := values[i]
	switch {
	case cut:
		return nil
	case math.IsNaN(v):
		return "no_value"
	case v < low || v > high:
		return "outside"
	case jump:
		return "jump"
	}
	run := 0
	side := func(v float64) int { return map[bool]int{true: 1}[v > centre] - map[bool]int{true: 1}[v < centre] }
	for j := i; j >= 0; j-- { // gaps do not end a run
		if math.IsNaN(values[j]) {
			continue
		}
		if side(values[j]) != side(v) {
			break
		}
		run++
	}
	for j := i + 1; j < len(values); j++ {
		if math.IsNaN(values[j]) {
			continue
		}
		if side(values[j]) != side(v) {
			break
		}
		run++
	}
	if side(v) != 0 && run >= 8 {
		return "long_run"
	}
	return nil
}

func number(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// cell is a number as it stands in a table: counts are whole.
func (m measureSpec) cell(v float64) any {
	if c := number(v); c == nil || m.unit != figure.Count {
		return c
	}
	return int64(v)
}

// compare: a measure of a period against the period before, the same a year ago, or a target.
func (o *oracle) compare() map[string][]any {
	m, base, ratioOf := oracleMeasures[o.s.Of], map[string]readRow{}, 1.0
	past := o.past()
	if first := o.began(); first.After(past.s.From) {
		past.s.From = first
	}
	none, lacks := readRow{value: math.NaN(), low: math.NaN(), high: math.NaN()}, !past.s.From.Before(past.s.Until)
	if o.s.Against != analytics.Target && !lacks {
		base = past.measured()
		if gone := past.daysGone(); gone > 0 {
			ratioOf = o.daysGone() / gone
		}
	}
	nothing := none
	if m.unit == figure.Count {
		none = readRow{high: -math.Log(.025)}
	}
	now, rows := o.measured(), map[string][]any{}
	for _, key := range keysOf(emptied(now), emptied(base)) {
		a, ok := now[key]
		if !ok {
			a = none
		}
		b, ok := base[key]
		switch {
		case lacks:
			b = nothing
		case !ok:
			b = none
		}
		if o.s.Against == analytics.Target {
			b = readRow{value: o.s.Target, low: o.s.Target, high: o.s.Target}
		}
		rows[key] = m.compared(a, b, ratioOf, o.s.Against)
		rows[key] = append(rows[key], yes(o.asOf().Before(midnight(o.s.Until))))
	}
	return rows
}

func emptied(rows map[string]readRow) map[string][]int {
	all := map[string][]int{}
	for key := range rows {
		all[key] = nil
	}
	return all
}

// compared are the cells of one group: the value, the base, what was to be expected, and the difference with its interval,
// in which what is lacking to the nearer ends is squared and added.
func (m measureSpec) compared(a, b readRow, ratioOf float64, against analytics.Against) []any {
	expected := b
	if m.unit == figure.Count && against != analytics.Target {
		expected.value, expected.low, expected.high = b.value*ratioOf, b.low*ratioOf, b.high*ratioOf
	}
	d := a.value - expected.value
	low := d - math.Sqrt(math.Pow(a.value-a.low, 2)+math.Pow(expected.high-expected.value, 2))
	high := d + math.Sqrt(math.Pow(a.high-a.value, 2)+math.Pow(expected.value-expected.low, 2))
	verdict := "same"
	switch {
	case low > 0:
		verdict = "higher"
	case high < 0:
		verdict = "lower"
	case math.IsNaN(low) || math.IsNaN(high):
		verdict = "unknown"
	}
	ratios := []any{nil, nil, nil}
	if m.unit == figure.Count && against != analytics.Target && a.hits > 0 && b.hits > 0 && ratioOf > 0 {
		r, w := float64(a.hits)/float64(b.hits)/ratioOf, math.Exp(z95*math.Sqrt(1/float64(a.hits)+1/float64(b.hits)))
		ratios = []any{r, r / w, r * w}
	}
	cell := m.cell
	if against == analytics.Target {
		cell = number
	}
	cells := []any{m.cell(a.value), a.n, cell(b.value), b.n, number(expected.value), number(d), number(low), number(high)}
	return append(append(cells, ratios...), verdict)
}

// midnight is the first instant of a day in Jakarta.
func midnight(d time.Time) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, datatest.Jakarta)
}

func (o *oracle) daysGone() float64 {
	hours := 0.0
	for t := midnight(o.s.From); t.Before(midnight(o.s.Until)) && t.Before(o.asOf()); t = t.Add(time.Hour) {
		hours += math.Min(1, o.asOf().Sub(t).Hours())
	}
	return hours / 24
}

// past is the scope of what is compared with: seen as long after its end, or, while the period goes on, after its beginning.
func (o *oracle) past() *oracle {
	p := *o
	from, until := localOf(o.s.From), localOf(o.s.Until)
	switch months := (until.Year()-from.Year())*12 + int(until.Month()) - int(from.Month()); {
	case o.s.Against == analytics.LastYear:
		p.s.From, p.s.Until = sameDay(from, -1), sameDay(until, -1)
	case from.Day() == 1 && until.Day() == 1:
		p.s.From, p.s.Until = from.AddDate(0, -months, 0), from
	default:
		p.s.From, p.s.Until = from.Add(-until.Sub(from)), from
	}
	p.s.AsOf = midnight(p.s.Until).Add(o.asOf().Sub(midnight(until)))
	if o.asOf().Before(midnight(until)) {
		p.s.AsOf = midnight(p.s.From).Add(o.asOf().Sub(midnight(from)))
	}
	return &p
}
