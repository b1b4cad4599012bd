package analytics

import (
	"context"
	"math"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
)

// Against is what compare compares a period with.
type Against string

// What a period can be compared with. The period before is as long: the months before where the period is whole months.
const (
	Before   Against = "before"
	LastYear Against = "last-year"
	Target   Against = "target"
)

// compare holds a measure of one period against another period or a target. Both periods are seen at the same age: as long
// after their ends, or, while the period goes on, as long after their beginnings, so that what had more time to be finished
// does not look better for it. Counts are held against as many days. Days before the first report of all are no days without
// reports: a base that begins earlier begins with it, and one that lies before it says nothing.
func compare(ctx context.Context, q Querier, s Scope) ([]Column, [][]any, int64, error) {
	m := measureNamed(s.Of)
	columns := []Column{
		{"value", m.Unit}, {"n", figure.Count}, {"base", m.Unit}, {"base_n", figure.Count}, {"expected", m.Unit},
		{"difference", m.Unit}, {"low", m.Unit}, {"high", m.Unit},
		{"ratio", figure.Share}, {"ratio_low", figure.Share}, {"ratio_high", figure.Share}, {"verdict", figure.Text}, {"partial", figure.Text},
		{"base_from", figure.Date}, {"base_last", figure.Date}, {"base_seen", figure.Date},
	}
	now, err := m.whole(ctx, q, s)
	if err != nil {
		return nil, nil, 0, err
	}
	c := comparison{measure: m, scope: s, base: map[string]reading{}, days: 1}
	if s.Against != Target {
		err = c.askBase(ctx, q)
	}
	if err != nil {
		return nil, nil, 0, err
	}
	return columns, c.rows(now), now.N, nil
}

// comparison is a measure of one period held against others.
type comparison struct {
	measure Measure
	scope   Scope
	past    Scope // of the period that is compared with; zero for a target
	base    map[string]reading
	groups  []string // of the base, in order
	empty   bool     // the base lies before all that is known
	days    float64  // how many times as many days the period has as the base, as far as both have gone
}

// askBase asks for the period that is compared with.
func (c *comparison) askBase(ctx context.Context, q Querier) error {
	c.past = c.scope.past()
	first, err := beginning(ctx, q, c.scope)
	if err != nil {
		return err
	}
	if first.After(c.past.From) {
		c.past.From = first
	}
	if c.empty = !c.past.From.Before(c.past.Until); c.empty {
		return nil
	}
	a, err := c.measure.ask(ctx, q, c.past)
	if err != nil {
		return err
	}
	for row := range a.Rows {
		group := c.group(a, row)
		c.base[group] = c.measure.read(a, row)
		c.groups = append(c.groups, group)
	}
	if past := c.past.daysGone(); past > 0 {
		c.days = c.scope.daysGone() / past
	}
	return nil
}

func (c *comparison) group(a Answer, row int) string {
	if c.scope.By == "" {
		return ""
	}
	return a.text(row, string(c.scope.By))
}

// past is the scope of the period that is compared with, seen at the same age.
func (s Scope) past() Scope {
	p := s
	from, until := day(s.From, firstDay), day(s.Until, lastDay)
	months := (until.Year()-from.Year())*12 + int(until.Month()-from.Month())
	switch {
	case s.Against == LastYear:
		p.From, p.Until = yearsBack(from, 1), yearsBack(until, 1)
	case from.Day() == 1 && until.Day() == 1:
		p.From, p.Until = from.AddDate(0, -months, 0), from
	default:
		p.From, p.Until = from.Add(from.Sub(until)), from
	}
	p.AsOf = s.local(p.Until).Add(s.asOf().Sub(s.local(until)))
	if s.asOf().Before(s.local(until)) {
		p.AsOf = s.local(p.From).Add(s.asOf().Sub(s.local(from)))
	}
	return p
}

// daysGone is how many days of the period had gone by at the as-of instant, a part of a day as such a part.
func (s Scope) daysGone() float64 {
	end := s.local(s.Until)
	if s.asOf().Before(end) {
		end = s.asOf()
	}
	return math.Max(0, end.Sub(s.local(s.From)).Hours()/24)
}

// rows are the groups of the period, then those that only the base has.
func (c *comparison) rows(now Answer) [][]any {
	var rows [][]any
	seen := map[string]bool{}
	for row := range now.Rows {
		group := c.group(now, row)
		seen[group] = true
		rows = append(rows, c.row(group, c.measure.read(now, row)))
	}
	for _, group := range c.groups {
		if !seen[group] {
			rows = append(rows, c.row(group, c.nothing()))
		}
	}
	return rows
}

// nothing is what a measure is where nothing came.
func (c *comparison) nothing() reading {
	if c.measure.Unit == figure.Count {
		i := stats.PoissonInterval(0, level)
		return reading{high: i.High}
	}
	return reading{value: math.NaN(), low: math.NaN(), high: math.NaN()}
}

// row is one group with what it is held against.
func (c *comparison) row(group string, now reading) []any {
	base, found := c.base[group]
	switch {
	case c.empty:
		base = reading{value: math.NaN(), low: math.NaN(), high: math.NaN()}
	case !found:
		base = c.nothing()
	}
	expected := base
	switch {
	case c.scope.Against == Target:
		base = reading{value: c.scope.Target, low: c.scope.Target, high: c.scope.Target}
		expected = base
	case c.measure.Unit == figure.Count:
		expected = reading{value: base.value * c.days, low: base.low * c.days, high: base.high * c.days}
	}
	d := c.difference(now, base, expected)
	row := []any{
		c.measure.cell(now.value), now.n, c.measure.baseCell(base.value, c.scope), base.n, known(expected.value),
		known(now.value - expected.value), known(d.Low), known(d.High),
	}
	row = append(row, c.ratio(now, base)...)
	row = append(row, verdict(d), yesno(c.scope.asOf().Before(c.scope.local(c.scope.Until))))
	if c.scope.By != "" {
		row = append([]any{group}, row...)
	}
	return append(row, c.when()...)
}

// difference is the interval of what the measure is more than was to be expected: Newcombe's for two rates.
func (c *comparison) difference(now, base, expected reading) stats.Interval {
	if c.measure.hits != "" && c.scope.Against != Target {
		return stats.Newcombe(now.hits, now.n, base.hits, base.n, level)
	}
	return stats.Difference(now.estimate(), expected.estimate())
}

// ratio is how many times the base a count is, as many days taken, with its interval; nothing for other measures.
func (c *comparison) ratio(now, base reading) []any {
	if c.measure.Unit != figure.Count || c.scope.Against == Target || c.days == 0 || c.empty {
		return []any{nil, nil, nil}
	}
	r := stats.RateRatio(now.hits, base.hits, level)
	return []any{known(r.Value / c.days), known(r.Low / c.days), known(r.High / c.days)}
}

// baseCell is a target as it was given, else a value of the measure.
func (m Measure) baseCell(v float64, s Scope) any {
	if s.Against == Target {
		return known(v)
	}
	return m.cell(v)
}

// when says which days the base has and up to which it was seen; nothing for a target, and where there is no base.
func (c *comparison) when() []any {
	if c.scope.Against == Target || c.empty {
		return []any{nil, nil, nil}
	}
	seen := c.past.asOf().Add(-time.Nanosecond).In(zoneOf(c.past)) // the last instant that was seen
	return []any{day(c.past.From, firstDay), day(c.past.Until, lastDay).AddDate(0, 0, -1), day(seen, firstDay)}
}

func (r reading) estimate() stats.Estimate {
	return stats.Estimate{Value: r.value, Low: r.low, High: r.high}
}

// verdict says what the interval of a difference allows to be said.
func verdict(d stats.Interval) string {
	switch {
	case d.Low > 0:
		return "higher"
	case d.High < 0:
		return "lower"
	case math.IsNaN(d.Low) || math.IsNaN(d.High):
		return "unknown"
	}
	return "same"
}

// drawCompare shows the period beside what it is compared with.
func drawCompare(a Answer, w Words) figure.Figure {
	m := measureNamed(a.Scope.Of)
	f := figure.Figure{
		Kind: figure.Lying, CategoryAxis: a.axis(w), ValueAxis: a.measureName(w), Unit: m.Unit,
		Title: w.Text("measure.compare.nothing", "measure", a.measureName(w)),
	}
	rows, notes := a.shown("n", w)
	f.Notes, f.Categories = notes, a.labels(rows, w)
	if a.Scope.asOf().Before(a.Scope.local(a.Scope.Until)) {
		f.Notes = append(f.Notes, w.Text("figure.provisional", "period", Period(a.Scope, w)))
	}
	base := w.Text("against." + strings.ReplaceAll(string(a.Scope.Against), "-", "_"))
	f.Notes = append(f.Notes, a.lateBase(base, w)...)
	f.Series = []figure.Series{
		{Name: Period(a.Scope, w), Tone: figure.Plain, Points: a.points("value", rows)},
		{Name: base, Tone: figure.Second, Points: a.points("expected", rows)},
	}
	if len(rows) == 0 {
		return f
	}
	now, _ := a.number(rows[0], "value")
	f.Title = w.Text("measure.compare.finding", "measure", a.measureName(w), "where", a.label(rows[0], w),
		"now", Cell(m.Unit, now, w), "base", Cell(m.Unit, a.Value(rows[0], "expected"), w), "against", base,
		"verdict", w.Text("value."+a.text(rows[0], "verdict")))
	return f
}

// lateBase says that the data begin within the period that is compared with, or after it.
func (a Answer) lateBase(base string, w Words) []string {
	if a.Scope.Against == Target || len(a.Rows) == 0 {
		return nil
	}
	from, ok := a.Value(0, "base_from").(time.Time)
	switch {
	case !ok:
		return []string{w.Text("figure.no_base", "base", base)}
	case from.After(day(a.Scope.past().From, firstDay)):
		return []string{w.Text("figure.late_base", "base", base, "day", Cell(figure.Date, from, w))}
	}
	return nil
}
