package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
)

// DialogOpen tells whether a dialog, a menu or an open list lies over the window: a shortcut then does nothing.
func DialogOpen(w fyne.Window) bool { return w.Canvas().Overlays().Top() != nil }

// Dialog is an open dialog. It has the focus in its first field; Escape cancels, Enter confirms.
type Dialog struct {
	window  fyne.Window
	popup   *widget.PopUp
	before  func(*fyne.KeyEvent) // what the window did with keys that no widget wanted
	focused fyne.Focusable       // what had the focus before
}

// plan is what a dialog is made of.
type plan struct {
	title   string
	body    fyne.CanvasObject
	buttons []fyne.CanvasObject
	keyed   []keyed
	first   fyne.Focusable
	width   float32
	cancel  func()
	confirm func()
}

func openDialog(w fyne.Window, p plan) *Dialog {
	d := &Dialog{window: w, before: w.Canvas().OnTypedKey(), focused: w.Canvas().Focused()}
	foot := container.NewHBox(append([]fyne.CanvasObject{layout.NewSpacer()}, p.buttons...)...)
	parts := []fyne.CanvasObject{newLine(p.title, lookSection), p.body, foot}
	content := AtLeast(min(InText(p.width), w.Canvas().Size().Width-dialogEdge-2*dialogRoom.x), 0, Tower(14, parts...))
	card := newSurface(content, theme.ColorNameOverlayBackground, assets.ColorBorder, theme.SizeNameDialogRadius, dialogRoom)
	d.popup = widget.NewModalPopUp(card, w.Canvas())
	for _, k := range p.keyed {
		k.listen(p.cancel, p.confirm)
	}
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { d.onKey(e, p) })
	d.popup.Show()
	d.fit()
	if over := d.popup.MinSize().Height + dialogEdge - w.Canvas().Size().Height; over > 0 {
		parts[1] = lowered(p.body, over)
		content.Objects[0].(*fyne.Container).Objects = parts
		d.fit()
	}
	if p.first != nil {
		w.Canvas().Focus(p.first)
	}
	return d
}

// dialogEdge is what a window shows around a dialog, both sides together.
const dialogEdge = 48

// dialogRoom is around what a dialog holds.
var dialogRoom = edges{22, 20}

// leastBody is the height that the body of a dialog keeps however low the window is.
const leastBody = 120

// lowered lets body scroll in a height that is less than its own.
func lowered(body fyne.CanvasObject, less float32) fyne.CanvasObject {
	m := body.MinSize()
	scroll := container.NewVScroll(body)
	scroll.SetMinSize(fyne.NewSize(m.Width, max(leastBody, m.Height-less)))
	return Settled(scroll)
}

func (d *Dialog) onKey(e *fyne.KeyEvent, p plan) {
	switch e.Name {
	case fyne.KeyEscape:
		p.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.confirm()
	}
}

// fit gives the dialog the height that its wrapped texts need, in the middle of the window.
func (d *Dialog) fit() {
	d.popup.Refresh()
	size, room := d.popup.MinSize(), d.window.Canvas().Size()
	d.popup.Resize(size)
	d.popup.Move(fyne.NewPos(max(0, (room.Width-size.Width)/2), max(0, (room.Height-size.Height)/2)))
}

// Close takes the dialog away and gives the focus back. A second call does nothing.
func (d *Dialog) Close() {
	if d.popup == nil {
		return
	}
	d.popup.Hide()
	d.popup = nil
	d.window.Canvas().SetOnTypedKey(d.before)
	if d.focused != nil {
		d.window.Canvas().Focus(d.focused)
	}
}

// Question is what Confirm asks.
type Question struct {
	Title  string
	Text   string // what happens, in a sentence or two
	Yes    string // the verb on the button
	Danger bool   // it cannot be taken back: the button is red and Enter does not press it by itself
}

// Confirm asks and calls yes when the reader agrees.
func Confirm(w fyne.Window, l *i18n.Language, q Question, yes func()) *Dialog {
	var d *Dialog
	cancel := func() { d.Close() }
	agree := func() { d.Close(); yes() }
	no := newButton(l.Text("part.cancel"), nil, cancel)
	ok := newButton(q.Yes, nil, agree)
	p := plan{
		title: q.Title, body: Flush(newProse(q.Text, lookBody)), width: 420,
		buttons: []fyne.CanvasObject{no, ok}, keyed: []keyed{no, ok}, first: ok, cancel: cancel, confirm: agree,
	}
	ok.Importance = widget.HighImportance
	if q.Danger {
		ok.Importance = widget.DangerImportance
		p.first, p.confirm = no, func() {}
	}
	d = openDialog(w, p)
	return d
}

// ShowError shows the sentence for err, which says what to do, and lets the reader copy the whole chain for those who can
// read it. Nil shows nothing. The page logs the error itself.
func ShowError(w fyne.Window, l *i18n.Language, err error) *Dialog {
	if err == nil {
		return nil
	}
	var d *Dialog
	done := func() { d.Close() }
	details := newCopyButton(l, err)
	ok := newButton(l.Text("part.close"), nil, done)
	ok.Importance = widget.HighImportance
	d = openDialog(w, plan{
		title: l.Text("part.error.title"), body: Flush(newProse(l.Reason(err), lookBody)),
		width: 440, buttons: []fyne.CanvasObject{details, ok}, keyed: []keyed{details, ok}, first: ok, cancel: done, confirm: done,
	})
	return d
}

func newCopyButton(l *i18n.Language, err error) *Button {
	b := newButton(l.Text("part.copy"), theme.ContentCopyIcon(), nil)
	b.OnTapped = func() {
		fyne.CurrentApp().Clipboard().SetContent(err.Error())
		b.SetText(l.Text("part.copied"))
	}
	return b
}

// NewErrorNotice returns what stands inside a page in place of what could not be loaded: the sentence, a button that
// copies the details, and with retry one that tries again.
func NewErrorNotice(l *i18n.Language, err error, retry func()) fyne.CanvasObject {
	icon := widget.NewIcon(theme.NewErrorThemedResource(theme.ErrorIcon()))
	buttons := container.NewHBox(newCopyButton(l, err))
	if retry != nil {
		again := newButton(l.Text("part.retry"), theme.ViewRefreshIcon(), retry)
		buttons.Objects = append([]fyne.CanvasObject{again}, buttons.Objects...)
	}
	words := Flush(newProse(l.Reason(err), lookBody))
	row := container.NewBorder(nil, nil, container.New(room{x: 2, y: 0}, icon), nil, container.New(room{x: 8, y: 0}, words))
	content := Tower(10, row, buttons)
	return newSurface(content, assets.ColorCard, theme.ColorNameError, theme.SizeNameCardRadius, edges{14, 12})
}

// Sheet is a dialog that shows something to read, with what can be done with it.
type Sheet struct {
	Title   string
	Body    fyne.CanvasObject
	Actions []SheetAction // the dialog stays open

	OnKey    func(k fyne.KeyName) // keys that the dialog does not want; may be nil
	OnLetter func(r rune)         // letters; may be nil
	OnClose  func()               // may be nil
}

// SheetAction is a button of a Sheet.
type SheetAction struct {
	Text string
	Do   func()
}

// ShowSheet opens a sheet; Escape and Enter close it.
func ShowSheet(w fyne.Window, l *i18n.Language, s Sheet) *Dialog {
	var d *Dialog
	done := func() {
		d.Close()
		if s.OnClose != nil {
			s.OnClose()
		}
	}
	var buttons []fyne.CanvasObject
	var keys []keyed
	for _, a := range s.Actions {
		b := newButton(a.Text, nil, a.Do)
		buttons, keys = append(buttons, b), append(keys, b)
	}
	ok := newSheetCloser(l, s, done)
	d = openDialog(w, plan{
		title: s.Title, body: s.Body, width: 620, buttons: append(buttons, ok), keyed: append(keys, ok), first: ok, cancel: done, confirm: done,
	})
	return d
}

// sheetCloser closes a sheet and passes on to it what is typed.
type sheetCloser struct {
	Button
	sheet Sheet
}

func newSheetCloser(l *i18n.Language, s Sheet, done func()) *sheetCloser {
	b := &sheetCloser{sheet: s}
	b.Text, b.OnTapped, b.Importance = l.Text("part.close"), done, widget.HighImportance
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey passes on what the button does not know.
func (b *sheetCloser) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Button.TypedKey(k)
	default:
		if b.sheet.OnKey != nil {
			b.sheet.OnKey(k.Name)
		}
	}
}

// TypedRune passes letters on.
func (b *sheetCloser) TypedRune(r rune) {
	if b.sheet.OnLetter != nil {
		b.sheet.OnLetter(r)
	}
}
