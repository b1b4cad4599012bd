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

func (e *Entry) listen(escape, enter func()) { e.escape, e.enter = escape, enter }

// TypedKey passes Escape on, and Enter where it begins no line.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && e.escape != nil:
		e.escape()
	case (k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) && !e.MultiLine && e.enter != nil:
		e.enter()
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
	escape func()
	erase  func() // on Delete and Backspace; may be nil
}

func newButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

func (b *Button) listen(escape, _ func()) { b.escape = escape }

// TypedKey presses the button on Enter, passes Escape on and empties what the button chooses on Delete.
func (b *Button) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && b.escape != nil:
		b.escape()
	case b.erase != nil && (k.Name == fyne.KeyDelete || k.Name == fyne.KeyBackspace):
		b.erase()
	case k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	default:
		b.Button.TypedKey(k)
	}
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
