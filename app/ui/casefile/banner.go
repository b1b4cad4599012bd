package casefile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// banner is the sentence above the moves that stays until it is answered: something was not done.
type banner struct {
	language *i18n.Language
	text     string
	box      *fyne.Container
	act      *part.Button // what is offered; nil when nothing is
}

func newBanner(l *i18n.Language) *banner {
	b := &banner{language: l, box: container.NewStack()}
	b.box.Hide()
	return b
}

// show says text. Action, unless empty, is the word that calls act and closes the banner.
func (b *banner) show(text, action string, act func()) {
	b.text, b.act = text, nil
	buttons := part.Row()
	if act != nil {
		b.act = part.NewButton(action, nil, func() { b.hide(); act() })
		b.act.Importance = widget.HighImportance
		buttons.Add(b.act)
	}
	buttons.Add(part.NewButton(b.language.Text("case.dismiss"), nil, b.hide))
	icon := widget.NewIcon(theme.NewWarningThemedResource(theme.WarningIcon()))
	words := container.New(sentence{}, icon, part.Flush(part.Words(text)), buttons)
	b.box.Objects = []fyne.CanvasObject{part.NewCard("", words)}
	b.box.Show()
	b.box.Refresh()
}

func (b *banner) hide() {
	b.text, b.act = "", nil
	b.box.Hide()
}

// sentence puts a sign left, buttons right, and text that wraps between them.
type sentence struct{}

// Layout is for Fyne.
func (sentence) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sign, words, buttons := objects[0], objects[1], objects[2]
	s, b := sign.MinSize(), buttons.MinSize()
	sign.Resize(s)
	sign.Move(fyne.NewPos(0, (size.Height-s.Height)/2))
	buttons.Resize(b)
	buttons.Move(fyne.NewPos(size.Width-b.Width, (size.Height-b.Height)/2))
	width := max(40, size.Width-s.Width-b.Width-16)
	words.Resize(fyne.NewSize(width, words.Size().Height))
	h := words.MinSize().Height
	words.Resize(fyne.NewSize(width, h))
	words.Move(fyne.NewPos(s.Width+8, (size.Height-h)/2))
}

// MinSize is for Fyne.
func (sentence) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s, w, b := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(s.Width+b.Width+120, max(s.Height, w.Height, b.Height))
}
