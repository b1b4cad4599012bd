package track

import (
	"strings"
	"time"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// moments tells a history, the first event first, with nobody's name and no remark.
func moments(l *i18n.Language, h data.History, now time.Time) []part.Moment {
	visits, decisions := h.Visits(), h.Decisions()
	unit, all := "", part.Moments(l, h, now)
	for i, e := range h {
		var details []string
		if e.Stage != "" {
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
		all[i].Detail = strings.Join(details, " · ")
	}
	return all
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
		return []string{l.Text("track.reason", "reason", l.Ground(e.Reason))}
	case e.Kind.NeedsReason():
		return []string{l.Text("track.no_reason")}
	}
	return nil
}
