package track

import (
	"strings"
	"time"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// moments tells a history, the first event first. Each event that begins a stay says how long it lasted; the last stay
// goes on until now, unless nobody owes work there.
func moments(l *i18n.Language, h data.History, now time.Time) []part.Moment {
	visits, decisions := h.Visits(), h.Decisions()
	unit := ""
	all := make([]part.Moment, 0, len(h))
	for _, e := range h {
		m := part.Moment{Title: title(l, e), When: l.DateTime(e.HappenedAt), Stage: e.Stage, Refused: e.Kind == data.Refused}
		var details []string
		if e.Stage != "" {
			m.Stay, m.Ongoing = stay(l, visits[0], now)
			details = append(details, newPass(l, e, visits[0])...)
			visits = visits[1:]
		}
		if e.Kind.Decision() {
			details = append(details, takenBack(l, decisions[0])...)
			decisions = decisions[1:]
		}
		details = append(reason(l, e), details...)
		if e.Unit != "" && e.Unit != unit {
			unit = e.Unit
			details = append([]string{unit}, details...)
		}
		m.Detail = strings.Join(details, " · ")
		all = append(all, m)
	}
	return all
}

// title says what happened; an activity without a meaning here keeps the name that its source gave it.
func title(l *i18n.Language, e data.Event) string {
	if e.Kind == data.Recorded && e.Activity != "" {
		return e.Activity
	}
	return l.Kind(e.Kind)
}

// stay writes how long a visit lasted, or has lasted so far.
func stay(l *i18n.Language, v data.Visit, now time.Time) (text string, ongoing bool) {
	switch {
	case !v.Lasts():
		return l.Duration(v.LeftAt.Sub(v.EnteredAt)), false
	case v.Stage.Open():
		return l.Duration(max(0, now.Sub(v.EnteredAt))), true
	}
	return "", false
}

// newPass says where a refused follow-up has sent the report.
func newPass(l *i18n.Language, e data.Event, v data.Visit) []string {
	if e.Kind != data.Refused {
		return nil
	}
	return []string{l.Text("track.new_pass", "stage", l.Stage(v.Stage), "n", l.Number(int64(v.Pass)))}
}

// takenBack says that a decision holds no more.
func takenBack(l *i18n.Language, d data.Decision) []string {
	if d.UndoneAt.IsZero() {
		return nil
	}
	return []string{l.Text("track.taken_back", "date", l.Date(d.UndoneAt))}
}

// reason writes the reason of an event. A refusal without one says so.
func reason(l *i18n.Language, e data.Event) []string {
	switch {
	case e.Reason != "":
		return []string{l.Text("track.reason", "reason", reasonInWords(l, e.Reason))}
	case e.Kind.NeedsReason():
		return []string{l.Text("track.no_reason")}
	}
	return nil
}

// reasonInWords returns the text of a reason's code; a reason that is no known code is returned as it is.
func reasonInWords(l *i18n.Language, code string) string {
	key := "reason." + code
	if text := l.Text(key); text != key {
		return text
	}
	return code
}
