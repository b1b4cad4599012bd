package validate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/ui/part"
)

// action is a word in the banner and what it does.
type action struct {
	text string
	do   func()
}

// banner is the sentence above the case that says why something was not done, or what has changed.
type banner struct {
	page *Page
	text string
	rows *part.Notables
	box  *fyne.Container
}

func newBanner(p *Page) *banner {
	b := &banner{page: p, rows: part.NewNotables()}
	b.box = container.NewStack(b.rows)
	b.box.Hide()
	return b
}

// show says text, with at most two things that can be done about it.
func (b *banner) show(text string, actions ...action) {
	b.text = text
	n := part.Notable{Why: text}
	for _, a := range actions {
		n.Actions = append(n.Actions, part.NotableAction{Text: a.text, Do: a.do})
	}
	n.Actions = append(n.Actions, part.NotableAction{Text: b.page.say("case.dismiss"), Do: b.close})
	b.rows.Set([]part.Notable{n})
	b.box.Show()
	b.box.Refresh()
}

func (b *banner) close() {
	b.page.offered = nil
	if s := b.page.now; s != nil {
		s.note = nil
	}
	b.hide()
	b.page.view.relayout()
}

func (b *banner) hide() {
	b.text = ""
	b.box.Hide()
}

// warningInk is the colour of what should be looked at.
const warningInk = theme.ColorNameWarning

func warningIcon() fyne.Resource { return theme.NewWarningThemedResource(theme.WarningIcon()) }
