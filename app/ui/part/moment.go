package part

import (
	"time"

	"tuntas/app/i18n"
	"tuntas/data"
)

// Moments returns an entry for each event, in their order, with what every reader may know: what happened, when, and how
// long the stay lasted that began with it, or has lasted until now while somebody still owes work. Names and remarks are the
// page's to add. An activity without a meaning here keeps the name that its source gave it.
func Moments(l *i18n.Language, h data.History, now time.Time) []Moment {
	visits := h.Visits()
	all := make([]Moment, len(h))
	for i, e := range h {
		m := Moment{Title: l.Kind(e.Kind), When: l.DateTime(e.HappenedAt), Stage: e.Stage, Refused: e.Kind == data.Refused}
		if e.Kind == data.Recorded && e.Activity != "" {
			m.Title = e.Activity
		}
		if e.Stage != "" {
			m.Stay, m.Ongoing = stay(l, visits[0], now)
			visits = visits[1:]
		}
		all[i] = m
	}
	return all
}

// stay writes how long a visit lasted, or has lasted so far; what needs no more work has no length.
func stay(l *i18n.Language, v data.Visit, now time.Time) (text string, ongoing bool) {
	switch {
	case !v.Lasts():
		return l.Duration(v.LeftAt.Sub(v.EnteredAt)), false
	case v.Stage.Open():
		return l.Duration(max(0, now.Sub(v.EnteredAt))), true
	}
	return "", false
}
