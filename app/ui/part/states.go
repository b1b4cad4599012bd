package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
)

// NewEmpty returns what stands where nothing is: an icon, one sentence that says what to do next, and the buttons that do
// it.
func NewEmpty(icon assets.IconName, sentence string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	picture := canvas.NewImageFromResource(assets.Coloured(icon, assets.ColorQuiet))
	picture.FillMode = canvas.ImageFillContain
	picture.SetMinSize(fyne.NewSquareSize(44))
	l := lookQuiet
	l.align = fyne.TextAlignCenter
	parts := []fyne.CanvasObject{container.NewCenter(picture), AtLeastInText(400, 0, newProse(sentence, l))}
	if len(buttons) > 0 {
		row := container.NewHBox()
		for _, b := range buttons {
			row.Add(b)
		}
		parts = append(parts, container.NewCenter(row))
	}
	return container.NewCenter(Tower(8, parts...))
}

// Busy shows that something takes its time, how far it is where that is known, and a button to stop it. It takes no room
// while it is hidden.
type Busy struct {
	widget.BaseWidget
	text     *line
	activity *widget.Activity
	bar      *shareBar
	stop     *Button
	box      *fyne.Container
}

// NewBusy returns a hidden Busy. Cancel is called by its button; with nil there is no button.
func NewBusy(l *i18n.Language, cancel func()) *Busy {
	b := &Busy{text: newLine("", lookBody), activity: widget.NewActivity(), bar: newShareBar(l)}
	b.stop = newButton(l.Text("part.cancel"), theme.CancelIcon(), cancel)
	b.stop.Hidden = cancel == nil
	b.bar.Hide()
	middle := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
	}
	left := container.New(spaced(10), b.activity, middle(b.text))
	b.box = container.NewBorder(nil, nil, left, container.New(room{x: 4, y: 0}, b.stop), container.New(room{x: 8, y: 0}, middle(b.bar)))
	b.ExtendBaseWidget(b)
	b.BaseWidget.Hide()
	return b
}

// Start shows the activity with text; how far it is is not known yet.
func (b *Busy) Start(text string) {
	b.stop.Enable()
	b.bar.Hide()
	b.SetText(text)
	b.activity.Start()
	b.Show()
}

// SetText says what is being done.
func (b *Busy) SetText(text string) {
	b.text.set(text, lookBody)
	b.box.Refresh()
}

// SetShare shows how far it is, from 0 to 1; below 0 that is not known.
func (b *Busy) SetShare(share float64) {
	if share < 0 {
		b.bar.Hide()
		b.box.Refresh()
		return
	}
	b.bar.Show()
	b.bar.set(min(share, 1))
	b.box.Refresh() // the bar has no place before it is shown
}

// End hides the activity.
func (b *Busy) End() {
	b.activity.Stop()
	b.Hide()
}

// Keys is what takes the keyboard: the button that stops what is going on.
func (b *Busy) Keys() fyne.Focusable { return b.stop }

// CreateRenderer is for Fyne.
func (b *Busy) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.box) }

// Notice is the bar at the bottom that tells a result, perhaps with one thing to do about it, and goes away by itself.
type Notice struct {
	widget.BaseWidget
	later  func(func())
	text   *line
	action *link
	close  *link
	bar    *surface
	act    func()
}

// NewNotice returns a hidden bar. Later calls what it is given after the time for which the bar stays, unless it is given
// something else before: task.Later.
func NewNotice(later func(f func())) *Notice {
	n := &Notice{later: later}
	n.text = newLine("", look{colour: assets.ColorOnNotice, size: theme.SizeNameText})
	n.action = newLink(look{colour: assets.ColorNoticeAction, size: theme.SizeNameText, bold: true}, n.onAction)
	n.close = newLink(look{colour: assets.ColorOnNotice, size: theme.SizeNameText}, n.Hide)
	n.close.set("×")
	row := container.New(spaced(18), n.text, n.action, n.close)
	n.bar = newSurface(row, assets.ColorNotice, "", theme.SizeNameCardRadius, edges{18, 10})
	n.ExtendBaseWidget(n)
	n.BaseWidget.Hide()
	return n
}

// Say shows a sentence.
func (n *Notice) Say(text string) { n.Offer(text, "", nil) }

// Offer shows a sentence and a word that calls act when it is tapped. The bar closes then.
func (n *Notice) Offer(text, action string, act func()) {
	n.text.set(text, n.text.look)
	n.action.set(action)
	n.action.Hidden = act == nil
	n.act = act
	n.Show()
	n.bar.Refresh()
	n.later(n.Hide)
}

// Text returns the sentence that was shown last.
func (n *Notice) Text() string { return n.text.text }

func (n *Notice) onAction() {
	act := n.act
	n.later(nil)
	n.Hide()
	if act != nil {
		act()
	}
}

// CreateRenderer is for Fyne.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.bar) }

// AtBottom lays the bar over content, centred near the lower edge.
func AtBottom(content fyne.CanvasObject, n *Notice) fyne.CanvasObject {
	row := container.NewHBox(layout.NewSpacer(), n, layout.NewSpacer())
	return container.NewStack(content, container.NewVBox(layout.NewSpacer(), container.New(room{0, 16}, row)))
}
