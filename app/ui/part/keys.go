package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// keyed is a thing with the focus that passes Escape and Enter on to the dialog it stands in.
type keyed interface {
	listen(escape, enter func())
}

// Entry is a line of text that knows Escape and Enter: in a dialog they cancel and confirm.
type Entry struct {
	widget.Entry
	escape, enter func()
	wraps         bool // over several lines that are one
	focused       bool
	shell         fyne.CanvasObject // the widget that is built on this one; nil: none
}

// NewEntry returns an empty line with a placeholder.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	return e
}

// NewArea returns an empty field of several lines, at least rows of them on screen. Enter begins a new line there,
// Control and Enter confirm.
func NewArea(placeholder string, rows int) *Entry {
	e := NewEntry(placeholder)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return e
}

// NewWrapped returns an empty line that wraps over at least rows of them on screen; Enter confirms.
func NewWrapped(placeholder string, rows int) *Entry {
	e := NewArea(placeholder, rows)
	e.wraps = true
	return e
}

func (e *Entry) listen(escape, enter func()) { e.escape, e.enter = escape, enter }

// AcceptsTab lets Tab lead on to the next field: nobody writes tabs here.
func (e *Entry) AcceptsTab() bool { return false }

// FocusGained draws a ring and brings the field into sight.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.shell != nil {
		reveal(e.shell)
		return
	}
	reveal(e)
}

// FocusLost takes the ring away.
func (e *Entry) FocusLost() { e.focused = false; e.Entry.FocusLost() }

// CreateRenderer is for Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(e, e.Entry.CreateRenderer(), func() bool { return e.focused })
}

// TypedKey passes Escape on, and Enter where it begins no line.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && e.escape != nil:
		e.escape()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && (e.wraps || !e.MultiLine && e.enter != nil):
		if e.enter != nil {
			e.enter()
		}
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut confirms on Control and Enter.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && e.enter != nil && c.Modifier == fyne.KeyModifierShortcutDefault &&
		(c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
		e.enter()
		return
	}
	e.Entry.TypedShortcut(s)
}

// Button is a button that is pressed by Enter too. In a dialog it passes Escape on.
type Button struct {
	widget.Button
	escape  func()
	erase   func() // on Delete and Backspace; may be nil
	focused bool
}

// NewButton returns a button; the icon may be nil.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	return newButton(text, icon, tapped)
}

func newButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

func (b *Button) listen(escape, _ func()) { b.escape = escape }

// FocusGained draws a ring and brings the button into sight.
func (b *Button) FocusGained() { b.focused = true; b.Button.FocusGained(); reveal(b) }

// FocusLost takes the ring away.
func (b *Button) FocusLost() { b.focused = false; b.Button.FocusLost() }

// CreateRenderer is for Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(b, b.Button.CreateRenderer(), func() bool { return b.focused })
}

// TypedKey presses the button on Enter and Space, empties what the button chooses on Delete, and passes all else on.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && b.escape != nil:
		b.escape()
	case b.erase != nil && (k.Name == fyne.KeyDelete || k.Name == fyne.KeyBackspace):
		b.erase()
	case k.Name == fyne.KeySpace:
		b.Button.TypedKey(k)
	case k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter:
		if !b.Button.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	default:
		PassKey(b, k)
	}
}

// TypedRune passes letters on to the window.
func (b *Button) TypedRune(r rune) { PassRune(b, r) }

// Tick is a question that is answered with yes by a mark. In a dialog it passes Escape and Enter on.
type Tick struct {
	widget.Check
	escape, enter func()
	focused       bool
}

// NewTick returns a question without a mark. Changed is called for each mark that is made or taken away; it may be nil.
func NewTick(text string, changed func(on bool)) *Tick {
	t := &Tick{}
	t.Text, t.OnChanged = text, changed
	t.ExtendBaseWidget(t)
	return t
}

// FocusGained draws a ring and brings the question into sight.
func (t *Tick) FocusGained() { t.focused = true; t.Check.FocusGained(); reveal(t) }

// FocusLost takes the ring away.
func (t *Tick) FocusLost() { t.focused = false; t.Check.FocusLost() }

// CreateRenderer is for Fyne.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	g := newRinged(t, t.Check.CreateRenderer(), func() bool { return t.focused })
	g.snug = true
	return g
}

func (t *Tick) listen(escape, enter func()) { t.escape, t.enter = escape, enter }

// TypedKey passes on what is not Space; outside of a dialog Enter answers too.
func (t *Tick) TypedKey(k *fyne.KeyEvent) {
	enter := k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter
	switch {
	case k.Name == fyne.KeyEscape && t.escape != nil:
		t.escape()
	case enter && t.enter != nil:
		t.enter()
	case enter:
		t.Check.TypedRune(' ')
	case k.Name != fyne.KeySpace: // it comes as a letter
		PassKey(t, k)
	}
}

// TypedRune answers on Space and passes letters on to the window.
func (t *Tick) TypedRune(r rune) {
	if r != ' ' {
		PassRune(t, r)
		return
	}
	t.Check.TypedRune(r)
}

// NewCloser returns a button that is pressed by Enter and by Escape.
func NewCloser(text string, icon fyne.Resource, tapped func()) *Button {
	b := newButton(text, icon, tapped)
	b.escape = tapped
	return b
}

// Enable lets a widget be used, or not.
func Enable(w fyne.Disableable, on bool) {
	if on {
		w.Enable()
		return
	}
	w.Disable()
}
