package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// link is a word that does something when it is tapped, or chosen with Enter or Space.
type link struct {
	widget.BaseWidget
	line    *line
	tapped  func()
	focused bool
}

func newLink(l look, tapped func()) *link {
	k := &link{line: newLine("", l), tapped: tapped}
	k.ExtendBaseWidget(k)
	return k
}

func (k *link) set(text string) { k.line.set(text, k.line.look) }

// Tapped does it.
func (k *link) Tapped(*fyne.PointEvent) { k.tapped() }

// Cursor is a hand.
func (k *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained draws a ring and brings the word into sight.
func (k *link) FocusGained() { k.focused = true; k.Refresh(); reveal(k) }

// FocusLost takes the ring away.
func (k *link) FocusLost() { k.focused = false; k.Refresh() }

// TypedRune passes letters on to the window.
func (k *link) TypedRune(r rune) { PassRune(k, r) }

// TypedKey does it on Enter and Space and passes all else on.
func (k *link) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		k.tapped()
	default:
		PassKey(k, e)
	}
}

// CreateRenderer is for Fyne.
func (k *link) CreateRenderer() fyne.WidgetRenderer {
	g := newRinged(k, widget.NewSimpleRenderer(k.line), func() bool { return k.focused })
	g.out = linkRing
	return g
}

// linkRing is how far the ring lies outside of a word, which has no edge of its own.
const linkRing = 4

// Chip is a filter that is in force, with a cross that takes it away.
type Chip struct {
	widget.BaseWidget
	text  *line
	cross *link
	area  *surface
}

// NewChip returns a chip. Removed is called when its cross is tapped; the page takes the chip away.
func NewChip(text string, removed func()) *Chip {
	c := &Chip{text: newLine(text, look{colour: theme.ColorNameForeground, size: theme.SizeNameCaptionText})}
	c.cross = newLink(look{colour: assets.ColorQuiet, size: theme.SizeNameText, bold: true}, removed)
	c.cross.set("×")
	row := &fyne.Container{Layout: spaced(7), Objects: []fyne.CanvasObject{c.text, c.cross}}
	c.area = newSurface(row, theme.ColorNameSelection, "", "", edges{11, 3})
	c.ExtendBaseWidget(c)
	return c
}

// Text returns what the chip says.
func (c *Chip) Text() string { return c.text.text }

// CreateRenderer is for Fyne.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.area) }
