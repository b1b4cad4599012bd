package analytics

import (
	"context"
	"time"

	"tuntas/analytics/figure"
	"tuntas/analytics/stats"
)

// Measure is one number that can be judged, followed or compared, whatever question gives it.
type Measure struct {
	Name     string
	Question string // that gives it
	Unit     figure.Unit
	value    string // its column
	hits, of string // the columns of a rate; empty for others
	low      string // the columns of its interval, where the question gives one
	high     string
	once     bool // each case lies in one group, however it is grouped
}

// Measures returns all measures; the slice is the caller's own. Their texts have the keys measure.NAME.
func Measures() []Measure {
	return []Measure{
		{Name: "refusal", Question: "refusal", Unit: figure.Share, value: "rate", hits: "refused", of: "decisions", once: true},
		{Name: "rejection", Question: "rejection", Unit: figure.Share, value: "rate", hits: "rejected", of: "decided", once: true},
		{Name: "first-pass", Question: "first-pass", Unit: figure.Share, value: "rate", hits: "accepted", of: "reports"},
		{Name: "done", Question: "volume", Unit: figure.Share, value: "done_share", hits: "done", of: "received", once: true},
		{Name: "received", Question: "volume", Unit: figure.Count, value: "received"},
		{Name: "flood", Question: "flood", Unit: figure.Count, value: "received"},
		{Name: "time-to-done", Question: "time-to-done", Unit: figure.Duration, value: "median_s", low: "median_low_s", high: "median_high_s"},
		{Name: "first-response", Question: "first-response", Unit: figure.Duration, value: "median_s", low: "median_low_s", high: "median_high_s"},
	}
}

func measureNames() (names []string) {
	for _, m := range Measures() {
		names = append(names, m.Name)
	}
	return names
}

// rates are the names of the measures that are a share of cases.
func rates() (names []string) {
	for _, m := range Measures() {
		if m.hits != "" {
			names = append(names, m.Name)
		}
	}
	return names
}

// measureNamed returns the measure of that name; the zero measure when there is none.
func measureNamed(name string) Measure {
	for _, m := range Measures() {
		if m.Name == name {
			return m
		}
	}
	return Measure{}
}

// ask puts the measure's question in the scope as it is: nothing is filled in.
func (m Measure) ask(ctx context.Context, db Querier, s Scope) (Answer, error) {
	q, err := Find(m.Question)
	if err != nil {
		return Answer{}, err
	}
	if s.Of, s.Against = "", ""; s.Grain == "" {
		s.Grain = None
	}
	if s.By == "" {
		s.By = None
	}
	return q.Ask(ctx, db, s)
}

// whole puts the measure's question in a scope that is not divided into periods. Where the same was asked period by period
// and is remembered, the periods are added up: of reports and decisions each lies in one of them. Medians are not added up.
func (m Measure) whole(ctx context.Context, db Querier, s Scope) (Answer, error) {
	known, ok := db.(*Memory)
	if !ok || s.By != "" || m.Unit == figure.Duration {
		return m.ask(ctx, db, s)
	}
	q, course, err := m.asked(s, s.Course())
	if err != nil {
		return Answer{}, err
	}
	a, ok := known.known(q, course)
	if !ok {
		return m.ask(ctx, db, s)
	}
	return m.together(a), nil
}

// together is the answer of all rows of a as one: what the measure is read from, and no more.
func (m Measure) together(a Answer) Answer {
	whole := Answer{Question: a.Question, Scope: a.Scope, N: a.N, Columns: []Column{{m.value, m.Unit}}}
	whole.Scope.Grain, whole.Scope.By = "", ""
	if len(a.Rows) == 0 {
		return whole
	}
	if m.hits == "" {
		whole.Rows = [][]any{{a.sum(m.value)}}
		return whole
	}
	hits, of := a.sum(m.hits), a.sum(m.of)
	whole.Columns = append(whole.Columns, Column{m.hits, figure.Count}, Column{m.of, figure.Count})
	whole.Rows = [][]any{{share(hits, of), hits, of}}
	return whole
}

// asked is the measure's question with a scope that fits it, divided as grain says.
func (m Measure) asked(s Scope, grain Grain) (Question, Scope, error) {
	q, err := Find(m.Question)
	if err != nil {
		return q, s, err
	}
	s.Of, s.Against, s.Grain = "", "", grain
	if s.By == "" {
		s.By = None
	}
	s = s.with(q)
	return q, s, s.check(q)
}

// reading is what a measure was, and on how much it rests.
type reading struct {
	value, low, high float64 // NaN where there is none
	hits, n          int64
}

// read returns the measure in a row of its question's answer, with its interval: Wilson's for a rate, Garwood's for a
// count, the question's own for a time.
func (m Measure) read(a Answer, row int) reading {
	r := reading{value: number(a, row, m.value)}
	switch {
	case m.hits != "":
		r.hits, r.n = a.count(row, m.hits), a.count(row, m.of)
		i := stats.Wilson(r.hits, r.n, level)
		r.low, r.high = i.Low, i.High
	case m.Unit == figure.Count:
		r.hits, r.n = int64(r.value), int64(r.value)
		i := stats.PoissonInterval(r.hits, level)
		r.low, r.high = i.Low, i.High
	default:
		r.n, r.low, r.high = a.count(row, "reports"), number(a, row, m.low), number(a, row, m.high)
	}
	return r
}

// cell is a value of the measure as a cell: counts are whole.
func (m Measure) cell(v float64) any {
	if c := known(v); c == nil || m.Unit != figure.Count {
		return c
	}
	return int64(v)
}

// local is the first instant of a day in the scope's zone.
func (s Scope) local(d time.Time) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, zoneOf(s))
}

// span returns the periods of the scope's grain from the beginning of the scope, or first where it is open, to the last
// one that had begun by the as-of instant; the zero time once where there is no grain.
func (s Scope) span(first time.Time) []time.Time {
	if s.Grain == "" {
		return []time.Time{{}}
	}
	if !s.From.IsZero() {
		first = day(s.From, first)
	}
	if !s.local(first).Before(s.asOf()) {
		return nil // nothing of the scope was seen
	}
	var all []time.Time
	for t := s.Grain.begin(first); s.local(t).Before(s.asOf()) && (s.Until.IsZero() || t.Before(day(s.Until, t))); t = s.Grain.end(t) {
		all = append(all, t)
	}
	return all
}

// partial tells whether the period that begins on t is not whole in the scope: it was not over, or the scope cuts it.
func (s Scope) partial(t time.Time) bool {
	end := s.Grain.end(t)
	return s.local(end).After(s.asOf()) || (!s.From.IsZero() && t.Before(day(s.From, t))) || (!s.Until.IsZero() && end.After(day(s.Until, end)))
}
