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
	h.scroll = container.NewVScroll(container.New(around{right: 14}, part.Below(h.timeline)))
	h.box = container.NewStack(part.NewCard(l.Text("case.history"), container.New(settled{}, h.scroll)))
	return h
}

func (h *history) show(all []part.Moment) {
	h.timeline.Set(all)
	h.scroll.ScrollToTop()
	h.scroll.Content.Refresh()
	h.scroll.Refresh()
	h.box.Refresh()
}

// moments puts a history into words, the latest first. Each event that begins a stay has its length, the last one up to
// now while somebody still owes work.
func moments(l *i18n.Language, h data.History, now time.Time) []part.Moment {
	visits := h.Visits()
	var all []part.Moment
	for i, e := range h {
		m := part.Moment{
			Title: title(l, h, i), Detail: detail(l, e), When: l.DateTime(e.HappenedAt), Stage: e.Stage,
			Refused: e.Kind == data.Refused,
		}
		if e.Stage != "" {
			stayOf(l, &m, visits[0], now)
			visits = visits[1:]
		}
		all = append(all, m)
	}
	slices.Reverse(all)
	return all
}

// stayOf puts the length of the stay v into m: what has no end yet lasts, and what needs no more work has no length.
// From the second pass on its number is said; a refusal ends the pass before.
func stayOf(l *i18n.Language, m *part.Moment, v data.Visit, now time.Time) {
	switch {
	case !v.Lasts():
		m.Stay = l.Duration(v.LeftAt.Sub(v.EnteredAt))
	case v.Stage.Open() && !now.Before(v.EnteredAt):
		m.Stay, m.Ongoing = l.Duration(now.Sub(v.EnteredAt)), true
	}
	if v.Pass > 1 && !m.Refused {
		m.Title += " · " + strings.ToLower(l.Text("case.pass", "n", l.Number(int64(v.Pass))))
	}
}

// title says what event i is: what the source called it where that has no meaning here.
func title(l *i18n.Language, h data.History, i int) string {
	e := h[i]
	what := l.Kind(e.Kind)
	if e.Kind == data.Recorded && e.Activity != "" {
		what = e.Activity
	}
	if e.Kind.Decision() && i+1 < len(h) && h[i+1].Kind == data.Undone {
		what = l.Text("case.undone", "what", what)
	}
	return what
}

// detail says who did it and for whom, why, and what was remarked, each on a line.
func detail(l *i18n.Language, e data.Event) string {
	lines := filled(strings.Join(filled(e.Unit, actor(l, e)), " · "))
	if e.Reason != "" {
		lines = append(lines, l.Text("case.reason", "reason", reasonText(l, e.Reason)))
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

// reasonText is the text of a reason's code; a reason that is no code of ours is its own text.
func reasonText(l *i18n.Language, reason string) string {
	key := "reason." + reason
	if text := l.Text(key); text != key {
		return text
	}
	return reason
}
