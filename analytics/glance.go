package analytics

import (
	"context"
	"math"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
)

// Glance is a measure at one look: its value in a scope, what that is held against, and its course.
type Glance struct {
	Measure  Measure
	Scope    Scope
	value    reading
	compared Answer // without rows where there is nothing to compare with
	course   Answer
}

// The most days that a course by days, and by weeks, has.
const (
	mostByDay  = 62
	mostByWeek = 200
)

// Look asks for a measure in a scope. What it is compared with is the period of s.Against; a scope that is open at an end is
// compared with nothing. It returns data.ErrUnknownDimension for a measure that is none.
func Look(ctx context.Context, db Querier, measure string, s Scope) (Glance, error) {
	m := measureNamed(measure)
	if m.Name == "" {
		return Glance{}, data.About(measure, data.ErrUnknownDimension)
	}
	if _, ok := db.(*Memory); !ok {
		db = NewMemory(db, func() int64 { return 0 }) // the course holds most of what is asked after it
	}
	g := Glance{Measure: m, Scope: s}
	s.Of, s.By, s.Grain = measure, "", ""
	follow, err := Find("trend")
	if err != nil {
		return g, err
	}
	course := s
	course.Grain, course.Against = s.Course(), ""
	if g.course, err = follow.Ask(ctx, db, course); err != nil {
		return g, err
	}
	g.compared, g.value, err = m.look(ctx, db, s)
	return g, err
}

// look returns the measure's value and what it is compared with.
func (m Measure) look(ctx context.Context, db Querier, s Scope) (compared Answer, value reading, err error) {
	if s.From.IsZero() || s.Until.IsZero() {
		s.Of, s.Against = "", ""
		a, err := m.whole(ctx, db, s)
		if err != nil || len(a.Rows) == 0 {
			return Answer{}, reading{value: math.NaN()}, err
		}
		return Answer{}, m.read(a, 0), nil
	}
	q, err := Find("compare")
	if err != nil {
		return Answer{}, reading{}, err
	}
	a, err := q.Ask(ctx, db, s)
	value = reading{value: math.NaN()}
	if len(a.Rows) > 0 {
		value = reading{value: number(a, 0, "value"), n: a.count(0, "n")}
	}
	return a, value, err
}

// Course is the division into periods that shows how the scope went without too many of them.
func (s Scope) Course() Grain {
	days := s.Until.Sub(s.From).Hours() / 24
	switch {
	case s.From.IsZero() || s.Until.IsZero() || days > mostByWeek:
		return Month
	case days > mostByDay:
		return Week
	}
	return Day
}

// Name is the measure's name.
func (g Glance) Name(w Words) string { return w.Text(measureKey(g.Measure.Name) + ".name") }

// Value is the value as a reader sees it; the word for a missing one where there is none.
func (g Glance) Value(w Words) string {
	return Cell(g.Measure.Unit, known(g.value.value), w)
}

// Small tells whether the value rests on too few cases to be judged, and how many they are.
func (g Glance) Small() (n int64, small bool) {
	return g.value.n, g.Measure.Unit != figure.Count && g.value.n < smallest
}

// Partial tells whether the period goes on after the as-of instant.
func (g Glance) Partial() bool {
	return !g.Scope.Until.IsZero() && g.Scope.asOf().Before(g.Scope.local(g.Scope.Until))
}

// Verdict is what the interval of the difference allows to be said: higher, lower, same or unknown; empty where there is
// nothing to compare with.
func (g Glance) Verdict() string {
	if len(g.compared.Rows) == 0 {
		return ""
	}
	return g.compared.text(0, "verdict")
}

// Against is what would be usual and the days that tell it, or that it is the target, as a reader sees them; empty where there is nothing to compare
// with.
func (g Glance) Against(w Words) (expected, period string) {
	if len(g.compared.Rows) == 0 {
		return "", ""
	}
	if g.compared.Scope.Against == Target && g.compared.Value(0, "expected") != nil {
		return Cell(g.Measure.Unit, g.compared.Value(0, "expected"), w), w.Text("against.target")
	}
	from, _ := g.compared.Value(0, "base_from").(time.Time)
	last, _ := g.compared.Value(0, "base_last").(time.Time)
	if from.IsZero() || g.compared.Value(0, "expected") == nil {
		return "", ""
	}
	return Cell(g.Measure.Unit, g.compared.Value(0, "expected"), w), Period(Scope{From: from, Until: last.AddDate(0, 0, 1)}, w)
}

// From is the first day of what the value is held against; zero where there is nothing.
func (g Glance) From() time.Time {
	if len(g.compared.Rows) == 0 {
		return time.Time{}
	}
	from, _ := g.compared.Value(0, "base_from").(time.Time)
	return from
}

// Spark is the course as a small line.
func (g Glance) Spark(w Words) figure.Figure {
	f := figure.Figure{ID: g.Measure.Name, Kind: figure.Spark, Title: g.Name(w), Unit: g.Measure.Unit}
	s := figure.Series{Name: f.Title, Tone: figure.Plain}
	for row := range g.course.Rows {
		f.Categories = append(f.Categories, g.course.label(row, w))
		v, ok := g.course.number(row, "value")
		s.Points = append(s.Points, figure.Point{Value: v, Missing: !ok, Low: v, High: v, N: g.course.count(row, "n")})
	}
	f.Series = []figure.Series{s}
	return f
}
