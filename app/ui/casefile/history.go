package casefile

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// history is the right column: everything that happened, the latest first.
type history struct {
	timeline *part.Timeline
	scroll   *container.Scroll
	box      *fyne.Container
}

func newHistory(l *i18n.Language) *history {
	h := &history{timeline: part.NewTimeline(l)}
	h.scroll = container.NewVScroll(beforeBar(part.Below(h.timeline)))
	h.box = container.NewStack(part.NewCard(l.Text("case.history"), part.Settled(h.scroll)))
	return h
}

func (h *history) show(all []part.Moment) {
	h.timeline.Set(all)
	h.scroll.ScrollToTop()
	h.scroll.Content.Refresh()
	h.scroll.Refresh()
	h.box.Refresh()
}

// moments puts a history into words, the latest first.
func moments(l *i18n.Language, h data.History, now time.Time) []part.Moment {
	visits, all := h.Visits(), part.Moments(l, h, now)
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
	lines := filled(strings.Join(filled(e.Unit, actor(l, e)), " · "))
	if e.Reason != "" {
		lines = append(lines, l.Text("case.reason", "reason", l.Ground(e.Reason)))
	}
	return strings.Join(append(lines, filled(strings.TrimSpace(e.Note))...), "\n")
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
