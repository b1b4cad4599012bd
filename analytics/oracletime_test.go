package analytics_test

import (
	"math"
	"slices"

	"tuntas/data"
)

// wait is one case of a duration: how long, and how it ended; 0 is not yet.
type wait struct {
	seconds float64
	cause   int
}

// z95 is the normal deviate of 95 per cent.
const z95 = 1.959963984540054

// horizonSeconds is the horizon of restricted means and shares: thirty days.
const horizonSeconds = 30 * 86400.0

// curve is the product-limit estimate in its slowest form: at each time, how many had lasted so long, how many ended. With
// causes it has the share that has ended by each.
type curve struct {
	times           []float64
	atRisk, ended   []float64
	open, greenwood []float64
	share           [][3]float64 // by cause
	causes          [][3]float64 // ended at this time by cause
	longest         float64
	n               int
}

func curveOf(waits []wait) (c curve) {
	var times []float64
	for _, w := range waits {
		if w.seconds < 0 {
			continue
		}
		c.n++
		c.longest = math.Max(c.longest, w.seconds)
		if w.cause > 0 && !slices.Contains(times, w.seconds) {
			times = append(times, w.seconds)
		}
	}
	slices.Sort(times)
	open, greenwood, share := 1.0, 0.0, [3]float64{}
	for _, t := range times {
		n, d, by := 0.0, 0.0, [3]float64{}
		for _, w := range waits {
			if w.seconds >= t {
				n++
			}
			if w.seconds == t && w.cause > 0 {
				d++
				by[w.cause]++
			}
		}
		for k := range by {
			share[k] += open * by[k] / n
		}
		open *= 1 - d/n
		if d == n {
			open = 0
		}
		greenwood += d / (n * (n - d))
		c.times, c.atRisk, c.ended = append(c.times, t), append(c.atRisk, n), append(c.ended, d)
		c.open, c.greenwood = append(c.open, open), append(c.greenwood, greenwood)
		c.share, c.causes = append(c.share, share), append(c.causes, by)
	}
	return c
}

// at is the index of the last step at or before t, -1 before the first; ok is false where nobody was watched so long.
func (c curve) at(t float64) (i int, ok bool) {
	i = -1
	for j, step := range c.times {
		if step <= t {
			i = j
		}
	}
	return i, c.n > 0 && (t <= c.longest || i >= 0 && c.open[i] == 0)
}

// first is the time at which heights come below 1-p, or the middle of the piece that lies on it; nothing when they do not.
func (c curve) first(p float64, height func(i int) float64) any {
	for i := range c.times {
		h := height(i)
		if math.Abs(h-(1-p)) < 1e-9 {
			end := c.longest
			if i+1 < len(c.times) {
				end = c.times[i+1]
			}
			return (c.times[i] + end) / 2
		}
		if h < 1-p {
			return c.times[i]
		}
	}
	return nil
}

// band is an end of the interval of the open share on the scale of ln(-ln); which is 1 for the upper one.
func (c curve) band(which float64) func(i int) float64 {
	return func(i int) float64 {
		if c.open[i] <= 0 {
			return math.NaN()
		}
		return math.Pow(c.open[i], math.Exp(which*z95*math.Sqrt(c.greenwood[i])/math.Log(c.open[i])))
	}
}

// quantile is the time by which the share p has ended, with its interval.
func (c curve) quantile(p float64) []any {
	return []any{c.first(p, func(i int) float64 { return c.open[i] }), c.first(p, c.band(-1)), c.first(p, c.band(1))}
}

// restricted is the mean up to the horizon, with its interval.
func (c curve) restricted() []any {
	last, ok := c.at(horizonSeconds)
	if !ok {
		return []any{nil, nil, nil}
	}
	areaFrom := func(from float64) (area float64) { // under the curve from a time to the horizon, piece by piece
		height, begin := 1.0, 0.0
		for i := 0; i <= last; i++ {
			area += height * math.Max(0, c.times[i]-math.Max(begin, from))
			height, begin = c.open[i], c.times[i]
		}
		return area + height*math.Max(0, horizonSeconds-math.Max(begin, from))
	}
	mean, variance := areaFrom(0), 0.0
	for i := 0; i <= last; i++ {
		if a := areaFrom(c.times[i]); c.atRisk[i] > c.ended[i] {
			variance += a * a * c.ended[i] / (c.atRisk[i] * (c.atRisk[i] - c.ended[i]))
		}
	}
	reach := z95 * math.Sqrt(variance)
	return []any{mean, math.Max(0, mean-reach), math.Min(horizonSeconds, mean+reach)}
}

// spread is the standard error of the share ended by a cause at step i: the delta method, each term written out.
func (c curve) spread(i, cause int) float64 {
	sum, f := 0.0, c.share[i][cause]
	for j := 0; j <= i; j++ {
		n, d, dk, before := c.atRisk[j], c.ended[j], c.causes[j][cause], 1.0
		if j > 0 {
			before = c.open[j-1]
		}
		rest := f - c.share[j][cause]
		if d < n {
			sum += rest * rest * d / (n * (n - d))
		}
		sum += before*before*dk*(n-dk)/(n*n*n) - 2*rest*before*dk/(n*n)
	}
	return math.Sqrt(math.Max(0, sum))
}

// shareAround is the share ended by a cause at step i with its interval.
func (c curve) shareAround(i, cause int) (share, low, high float64) {
	share = c.share[i][cause]
	if share <= 0 {
		return 0, 0, 0
	}
	if share > 1-1e-9 {
		return 1, math.NaN(), 1
	}
	w := z95 * c.spread(i, cause) / (share * math.Log(share))
	return share, math.Pow(share, math.Exp(-w)), math.Pow(share, math.Exp(w))
}

// reached is the first time by which the share p has ended by the cause, and by the upper and the lower end.
func (c curve) reached(p float64, cause int) []any {
	cells := []any{nil, nil, nil}
	for i := len(c.times) - 1; i >= 0; i-- {
		share, low, high := c.shareAround(i, cause)
		for j, v := range []float64{share, high, low} {
			if v >= p-1e-9 {
				cells[j] = c.times[i]
			}
		}
	}
	return cells
}

// within is the share ended by a cause within the horizon.
func (c curve) within(cause int) []any {
	i, ok := c.at(horizonSeconds)
	switch {
	case !ok:
		return []any{nil, nil, nil}
	case i < 0:
		return []any{0.0, 0.0, 0.0}
	}
	share, low, high := c.shareAround(i, cause)
	if math.IsNaN(low) { // all have: what was certain a step before
		low = 0
		if i > 0 {
			_, low, _ = c.shareAround(i-1, cause)
		}
	}
	return []any{share, low, high}
}

// timeInStage: one stay is one observation.
func (o *oracle) timeInStage() map[string][]any {
	rows := map[string][]any{}
	for key, all := range o.by(o.scoped(o.dated(o.stays())), func(f fact) []string { return []string{string(f.stage)} }) {
		open := count(all, func(f fact) bool { return !f.ended() })
		if all[0].stage == data.Done || all[0].stage == data.Rejected {
			rows[key] = append([]any{reportsOf(all), count(all, nil), nil}, make([]any, 16)...)
			continue
		}
		var waits []wait
		for _, f := range all {
			w := wait{seconds: o.seconds(f)}
			if f.ended() {
				w.cause = 1
			}
			waits = append(waits, w)
		}
		c := curveOf(waits)
		cells := append([]any{reportsOf(all), count(all, nil), open}, c.quantile(.5)...)
		p75, p90 := c.quantile(.75), c.quantile(.9)
		cells = append(cells, p75[0], p90[0], p75[1], p75[2], p90[1], p90[2])
		rows[key] = append(append(cells, c.restricted()...), o.inTime(all[0].stage, c)...)
	}
	return rows
}

// inTime is the last rule that set a deadline for Waiting or for Validation alone, and the share of stays that ended before it.
func (o *oracle) inTime(stage data.Stage, c curve) []any {
	var rule data.Rule
	on := localDay(o.asOf().Add(-1))
	for _, r := range ruleBook() {
		speaks := stage == data.Waiting && r.Clock == data.ClockCoordinate || stage == data.Validation && r.Clock == data.ClockValidation
		if speaks && !r.Working && !on.Before(r.From) && (r.Until.IsZero() || on.Before(r.Until)) && !r.From.Before(rule.From) {
			rule = r
		}
	}
	if rule.Code == "" {
		return []any{nil, nil, nil, nil}
	}
	allowed := float64(rule.Days*24+rule.Hours) * 3600
	i, ok := c.at(allowed - 1)
	share, low, high := 0.0, 0.0, 0.0
	switch {
	case !ok:
		return []any{ruleText(rule), nil, nil, nil}
	case i >= 0 && c.open[i] > 0:
		share, low, high = 1-c.open[i], 1-c.band(1)(i), 1-c.band(-1)(i)
		low, high = math.Min(low, high), math.Max(low, high)
	case i >= 0:
		share, high = 1, 1
		if i > 0 {
			low = math.Min(1-c.band(1)(i-1), 1-c.band(-1)(i-1))
		}
	}
	return []any{ruleText(rule), share, low, high}
}

// timeToDone: from when a report was sent until it is done, or rejected, as it stands.
func (o *oracle) timeToDone() map[string][]any {
	rows := map[string][]any{}
	for key, all := range o.by(o.scoped(o.standing()), nil) {
		var waits []wait
		for _, f := range all {
			w := wait{seconds: o.asOf().Sub(f.c.Report.SentAt).Seconds()}
			switch f.stage {
			case data.Done:
				w = wait{f.from.Sub(f.c.Report.SentAt).Seconds(), 1}
			case data.Rejected:
				w = wait{f.from.Sub(f.c.Report.SentAt).Seconds(), 2}
			}
			waits = append(waits, w)
		}
		rows[key] = incidenceOf(waits)
	}
	return rows
}

// firstResponse: from when a report was sent until it left the Waiting that it began in.
func (o *oracle) firstResponse() map[string][]any {
	return o.responses(o.firstStays())
}

// firstStays are the stays with which reports began, where they began in Waiting. One that goes over into Waiting again lasts on.
func (o *oracle) firstStays() (all []fact) {
	var before *fact
	waits := false // the stay at hand belongs to the first one
	stays := o.stays()
	for i := range stays {
		f := &stays[i]
		first := before == nil || before.c != f.c
		switch waits = f.stage == data.Waiting && (first || waits); {
		case waits && first:
			all = append(all, *f)
		case waits:
			all[len(all)-1].until, all[len(all)-1].next = f.until, f.next
		}
		before = f
	}
	return all
}

func (o *oracle) responses(firsts []fact) map[string][]any {
	rows := map[string][]any{}
	for key, all := range o.by(o.scoped(firsts), nil) {
		var waits []wait
		for _, f := range all {
			w := wait{seconds: o.asOf().Sub(f.c.Report.SentAt).Seconds()}
			if f.ended() {
				w = wait{f.until.Sub(f.c.Report.SentAt).Seconds(), 1}
			}
			if f.next == data.Rejected {
				w.cause = 2
			}
			waits = append(waits, w)
		}
		rows[key] = incidenceOf(waits)
	}
	return rows
}

// incidenceOf are the cells of waits that end in one of two ways.
func incidenceOf(waits []wait) []any {
	c := curveOf(waits)
	var ended [3]int64
	skipped := int64(0)
	for _, w := range waits {
		if w.seconds < 0 {
			skipped++
			continue
		}
		ended[w.cause]++
	}
	cells := []any{int64(len(waits)), ended[1], ended[2], ended[0], skipped}
	for _, p := range []float64{.5, .75, .9} {
		cells = append(cells, c.reached(p, 1)...)
	}
	cells = append(append(cells, c.within(1)...), c.within(2)...)
	i, ok := c.at(horizonSeconds)
	switch {
	case !ok:
		cells = append(cells, nil)
	case i < 0:
		cells = append(cells, 1.0)
	default:
		cells = append(cells, c.open[i])
	}
	return append(cells, c.restricted()...)
}
