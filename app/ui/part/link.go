package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// FocusGained underlines the word.
func (k *link) FocusGained() { k.focused = true; k.Refresh() }

// FocusLost takes the line away.
func (k *link) FocusLost() { k.focused = false; k.Refresh() }

// TypedRune is for Fyne.
func (k *link) TypedRune(rune) {}

// TypedKey does it on Enter and Space.
func (k *link) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		k.tapped()
	}
}

// CreateRenderer is for Fyne.
func (k *link) CreateRenderer() fyne.WidgetRenderer {
	return &linkRenderer{k: k, under: canvas.NewRectangle(nil)}
}

type linkRenderer struct {
	k     *link
	under *canvas.Rectangle
}

func (r *linkRenderer) Layout(size fyne.Size) {
	r.k.line.Resize(size)
	r.under.Move(fyne.NewPos(0, size.Height-1))
	r.under.Resize(fyne.NewSize(size.Width, 2))
}

func (r *linkRenderer) MinSize() fyne.Size { return r.k.line.MinSize() }

func (r *linkRenderer) Refresh() {
	r.under.FillColor = colourFor(r.k.line.look.colour, r.k)
	r.under.Hidden = !r.k.focused
	r.k.line.Refresh()
	canvas.Refresh(r.k)
}

func (r *linkRenderer) Objects() []fyne.CanvasObject {
	r.under.Hidden = !r.k.focused
	return []fyne.CanvasObject{r.k.line, r.under}
}

func (r *linkRenderer) Destroy() {}

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
