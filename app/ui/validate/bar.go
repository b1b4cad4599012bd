package validate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// bar is the strip of decisions at the bottom.
type bar struct {
	page                                          *Page
	accept, refuse, check, skip, undo, memo, keys *part.KeyButton
	last                                          *widget.Label   // what was done last
	day                                           *widget.Label   // how the day goes
	lines                                         *fyne.Container // both
	card                                          *part.Card
}

func newBar(p *Page) *bar {
	b := &bar{page: p}
	b.accept = p.newButton(p.say("command.accepted")+" (A)", assets.Themed(assets.IconAccepted), p.onAccept)
	b.refuse = p.newButton(p.say("command.refused")+" (R)", assets.Themed(assets.IconRefused), p.onRefuse)
	b.check = p.newButton(p.say("validate.check")+" (F)", nil, p.onCheck)
	b.skip = p.newButton(p.say("validate.skip")+" (S)", nil, p.onSkip)
	b.undo = p.newButton(p.say("case.undo")+" (Z)", nil, p.onUndo)
	b.memo = p.newButton(p.say("validate.memo")+" (M)", nil, p.onMemo)
	b.keys = p.newButton("?", nil, p.showKeys)
	b.accept.Importance, b.refuse.Importance = widget.HighImportance, widget.DangerImportance
	b.last, b.day = newTold(true), newTold(false)
	b.lines = part.Tower(3, part.Flush(b.day))
	row := part.EndsWith(leastTold, container.NewHBox(b.accept, b.refuse, b.check, b.skip), b.lines, container.NewHBox(b.memo, b.undo, b.keys))
	b.card = part.NewCard("", row)
	return b
}

// leastTold is the width in which the words between the buttons are seen whole on most days.
const leastTold = 250

// newTold returns a small line that is cut where it ends.
func newTold(bold bool) *widget.Label {
	t := widget.NewLabel("")
	t.SizeName, t.Truncation, t.Alignment = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis, fyne.TextAlignCenter
	t.TextStyle.Bold = bold
	return t
}

// tell says what was done last; it stays until something else is done.
func (b *bar) tell(text string) {
	b.last.SetText(text)
	b.lines.Objects = []fyne.CanvasObject{part.Flush(b.last), part.Flush(b.day)}
	b.lines.Refresh()
}

// show lets those be pressed that do something now.
func (b *bar) show() {
	p := b.page
	free := !p.give.busy
	can := func(k data.Kind) bool { return free && p.now != nil && p.allowed(k) == nil }
	part.Enable(b.accept, can(data.Accepted))
	part.Enable(b.refuse, can(data.Refused))
	part.Enable(b.check, can(data.FieldChecked))
	part.Enable(b.skip, free && p.now != nil)
	part.Enable(b.undo, free && len(p.past) > 0)
	for _, o := range []*part.KeyButton{b.check, b.undo} {
		setShown(o, !p.in.Blind)
	}
	setShown(b.memo, p.view != nil && p.view.lastMemo.Number != "")
}

func (p *Page) newButton(text string, icon fyne.Resource, tapped func()) *part.KeyButton {
	return part.NewKeyButton(p, text, icon, tapped)
}
