package part

import (
	"slices"
	"strings"
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

// Chronicle returns what everybody at a desk may know of a history, the latest first: to Moments it adds who did it, for whom,
// why, what was remarked, and which decisions were taken back.
func Chronicle(l *i18n.Language, h data.History, now time.Time) []Moment {
	visits, all := h.Visits(), Moments(l, h, now)
	for i, e := range h {
		m := &all[i]
		m.Detail = detail(l, e)
		if e.Kind.Decision() && i+1 < len(h) && h[i+1].Kind == data.Undone {
			m.Title = l.Text("case.undone", "what", m.Title)
		}
		if e.Stage == "" {
			continue
		}
		if pass := visits[0].Pass; pass > 1 && !m.Refused { // a refusal ends the pass before
			m.Title += " · " + strings.ToLower(l.Text("case.pass", "n", l.Number(int64(pass))))
		}
		visits = visits[1:]
	}
	slices.Reverse(all)
	return all
}

// detail says who did it and for whom, why, and what was remarked, each on a line.
func detail(l *i18n.Language, e data.Event) string {
	lines := filledTexts(strings.Join(filledTexts(e.Unit, actor(l, e)), " · "))
	if e.Reason != "" {
		lines = append(lines, l.Text("case.reason", "reason", l.Ground(e.Reason)))
	}
	return strings.Join(append(lines, filledTexts(strings.TrimSpace(e.Note))...), "\n")
}

func actor(l *i18n.Language, e data.Event) string {
	switch {
	case e.Actor != "" && e.Role != "":
		return l.Text("case.by", "actor", e.Actor, "role", l.Role(e.Role))
	case e.Role != "":
		return l.Role(e.Role)
	}
	return e.Actor
}

// filledTexts returns the texts that are not empty.
func filledTexts(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}
