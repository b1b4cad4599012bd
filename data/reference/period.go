package reference

import "time"

// Period is a stretch of days from From up to, not including, Until, both at midnight UTC. A zero From or Until is open.
type Period struct{ From, Until time.Time }

// Holds tells whether the day on which t falls by its own clock lies in the period.
func (p Period) Holds(t time.Time) bool {
	day := dayOf(t)
	return !day.Before(p.From) && (p.Until.IsZero() || day.Before(p.Until))
}

// dayOf returns the calendar day of t, at midnight UTC.
func dayOf(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// period brings two dates of an addition to days; a zero date stays open.
func period(from, until time.Time) Period {
	var p Period
	if !from.IsZero() {
		p.From = dayOf(from)
	}
	if !until.IsZero() {
		p.Until = dayOf(until)
	}
	return p
}

func (p Period) always() bool { return p.From.IsZero() && p.Until.IsZero() }

// empty tells whether no day lies in the period.
func (p Period) empty() bool { return !p.Until.IsZero() && !p.From.Before(p.Until) }

func (p Period) overlaps(q Period) bool {
	return (p.Until.IsZero() || q.From.Before(p.Until)) && (q.Until.IsZero() || p.From.Before(q.Until))
}

// before returns what of p comes before from, and whether anything does.
func (p Period) before(from time.Time) (Period, bool) {
	if from.IsZero() || !p.From.Before(from) {
		return Period{}, false
	}
	if p.Until.IsZero() || from.Before(p.Until) {
		p.Until = from
	}
	return p, true
}
