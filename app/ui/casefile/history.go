package casefile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
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
