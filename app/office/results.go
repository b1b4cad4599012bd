package office

import (
	"context"
	"strings"

	"tuntas/analytics"
	"tuntas/analytics/figure"
)

// usualMeasures are those of a part of results that names none.
var usualMeasures = []string{"received", "flood"}

// results holds measures of one unit against the period before, the same period last year and, where there is one, a target:
// the table that reports on performance begin with.
func (c *composer) results(ctx context.Context, q asked) (figure.Section, error) {
	l := c.words
	s := figure.Section{Title: l.Text("part.results")}
	if c.open() {
		s.Finding = l.Text("part.needs_period")
		return s, nil
	}
	names := q.Measures
	if len(names) == 0 {
		names = usualMeasures
	}
	unit := measureNamed(names[0]).Unit
	s.Table.Columns = resultColumns(unit, len(q.Targets) > 0, l.Text)
	var said []string
	for _, name := range names {
		r, err := c.result(ctx, q, name)
		if err != nil {
			return s, err
		}
		s.Table.Rows = append(s.Table.Rows, r.cells(q))
		said = append(said, r.sentence(c))
	}
	s.Finding = strings.Join(said, " ")
	s.Card = []figure.Entry{
		{Label: l.Text("card.definition"), Text: l.Text("part.results.how")}, {Label: l.Text("card.period"), Text: analytics.Period(c.scope, l)},
		{Label: l.Text("card.zone"), Text: l.Zone().String()},
	}
	return s, nil
}

func measureNamed(name string) analytics.Measure {
	for _, m := range analytics.Measures() {
		if m.Name == name {
			return m
		}
	}
	return analytics.Measure{}
}

func resultColumns(unit figure.Unit, targets bool, text func(key string, pairs ...any) string) []figure.Column {
	columns := []figure.Column{
		{Name: "measure", Title: text("card.name"), Unit: figure.Text}, {Name: "value", Title: text("part.results.now"), Unit: unit},
		{Name: "n", Title: text("column.n"), Unit: figure.Count},
		{Name: "before", Title: text("part.results.before"), Unit: unit}, {Name: "verdict", Title: text("part.results.verdict"), Unit: figure.Text},
		{Name: "last_year", Title: text("part.results.last_year"), Unit: unit}, {Name: "last_year_verdict", Title: text("part.results.verdict"), Unit: figure.Text},
	}
	if targets {
		columns = append(columns, figure.Column{Name: "target", Title: text("part.results.target"), Unit: unit},
			figure.Column{Name: "reached", Title: text("part.results.reached"), Unit: figure.Share})
	}
	return columns
}

// result is one measure beside what it is held against.
type result struct {
	measure      analytics.Measure
	name         string // in words
	value, n     any
	before, year against
}

// against is what would be expected, and what the interval of the difference allows to be said.
type against struct {
	expected any
	verdict  string // as a value's word; empty where there is nothing to say
}

func (c *composer) result(ctx context.Context, q asked, name string) (result, error) {
	l := c.words
	r := result{measure: measureNamed(name), name: l.Text("measure." + strings.ReplaceAll(name, "-", "_") + ".name")}
	compare, err := analytics.Find("compare")
	if err != nil {
		return r, err
	}
	for _, to := range []struct {
		against analytics.Against
		put     *against
	}{{analytics.Before, &r.before}, {analytics.LastYear, &r.year}} {
		s := q.scope(c.scope)
		s.Of, s.Against = name, to.against
		s, _ = compare.Fit(s)
		a, err := compare.Ask(ctx, c.db, s)
		if err != nil {
			return r, err
		}
		if len(a.Rows) == 0 {
			continue
		}
		r.value, r.n = a.Value(0, "value"), a.Value(0, "n")
		if a.Value(0, "base_n") == int64(0) {
			continue // nothing is known of those days
		}
		verdict, _ := a.Value(0, "verdict").(string)
		*to.put = against{expected: a.Value(0, "expected"), verdict: l.Text("value." + verdict)}
	}
	return r, nil
}

func (r result) cells(q asked) []any {
	row := []any{r.name, r.value, r.n, r.before.expected, or(r.before.verdict, "–"), r.year.expected, or(r.year.verdict, "–")}
	if len(q.Targets) == 0 {
		return row
	}
	target, ok := q.Targets[r.measure.Name]
	if !ok {
		return append(row, nil, nil)
	}
	return append(row, target, reached(r.value, target))
}

// reached is the value in parts of the target; nothing where one is missing.
func reached(value any, target float64) any {
	v, ok := number(value)
	if !ok || target == 0 {
		return nil
	}
	return v / target
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// sentence says how the measure stands to both.
func (r result) sentence(c *composer) string {
	l := c.words
	write := func(v any) string { return analytics.Cell(r.measure.Unit, v, l) }
	if r.value == nil {
		return l.Text("measure.compare.nothing", "measure", r.name) + "."
	}
	said := l.Text("part.results.value", "measure", r.name, "value", write(r.value))
	if r.before.verdict != "" {
		said += l.Text("part.results.than_before", "expected", write(r.before.expected), "verdict", r.before.verdict)
	}
	if r.year.verdict != "" {
		said += l.Text("part.results.than_year", "expected", write(r.year.expected), "verdict", r.year.verdict)
	}
	return said + "."
}
