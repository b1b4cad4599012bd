package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Typist is what takes the keys of a page whose letters are commands.
type Typist interface {
	TypedRune(r rune)
	TypedKey(e *fyne.KeyEvent)
}

// KeyButton is a button of such a page. While it has the focus the page's keys still work, and Enter presses it.
type KeyButton struct {
	widget.Button
	page    Typist
	focused bool
}

// NewKeyButton returns a button that passes the keys that are not its own on to page. The icon may be nil.
func NewKeyButton(page Typist, text string, icon fyne.Resource, tapped func()) *KeyButton {
	b := &KeyButton{page: page}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained draws a ring and brings the button into sight.
func (b *KeyButton) FocusGained() { b.focused = true; b.Button.FocusGained(); reveal(b) }

// FocusLost takes the ring away.
func (b *KeyButton) FocusLost() { b.focused = false; b.Button.FocusLost() }

// CreateRenderer is for Fyne.
func (b *KeyButton) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(b, b.Button.CreateRenderer(), func() bool { return b.focused })
}

// TypedRune passes letters on to the page.
func (b *KeyButton) TypedRune(r rune) { b.page.TypedRune(r) }

// TypedKey presses the button on Enter and Space and passes the rest on to the page.
func (b *KeyButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	default:
		b.page.TypedKey(e)
	}
}
