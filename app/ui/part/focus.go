package part

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// ringWidth is how thick the ring around what has the focus is.
const ringWidth = 2

// ringed draws a ring around a widget that has the focus: dark outside and light inside, or the other way round in the dark, so
// that it is seen on any ground.
type ringed struct {
	fyne.WidgetRenderer
	of           fyne.Widget
	focused      func() bool
	snug         bool    // no wider than what stands in the widget
	out          float32 // how far the ring lies outside of the widget
	outer, inner *canvas.Rectangle
}

func newRinged(of fyne.Widget, r fyne.WidgetRenderer, focused func() bool) *ringed {
	g := &ringed{WidgetRenderer: r, of: of, focused: focused, outer: canvas.NewRectangle(nil), inner: canvas.NewRectangle(nil)}
	g.paint()
	return g
}

// Ringed returns the renderer with the ring that all things of the window have around them while they have the focus, for a
// widget of a page.
func Ringed(of fyne.Widget, r fyne.WidgetRenderer, focused func() bool) fyne.WidgetRenderer {
	return newRinged(of, r, focused)
}

func (g *ringed) paint() {
	radius := sizeFor(theme.SizeNameButtonRadius, g.of)
	for _, r := range []*canvas.Rectangle{g.outer, g.inner} {
		r.StrokeWidth, r.CornerRadius, r.Hidden = ringWidth, radius, !g.focused()
		radius = max(0, radius-ringWidth)
	}
	g.outer.StrokeColor = colourFor(theme.ColorNameForeground, g.of)
	g.inner.StrokeColor = colourFor(theme.ColorNameBackground, g.of)
}

// Layout is for Fyne.
func (g *ringed) Layout(size fyne.Size) {
	g.WidgetRenderer.Layout(size)
	g.place(size)
}

// place puts the ring around a widget of that size.
func (g *ringed) place(size fyne.Size) {
	if g.snug {
		size.Width = min(size.Width, g.MinSize().Width)
	}
	for i, r := range []*canvas.Rectangle{g.outer, g.inner} {
		in := float32(i*ringWidth) - g.out
		r.Move(fyne.NewPos(in, in))
		r.Resize(size.SubtractWidthHeight(2*in, 2*in))
	}
}

// Refresh is for Fyne. The ring is placed anew: the renderer of what was hidden for a minute is another one, which Fyne has not
// laid out.
func (g *ringed) Refresh() {
	g.paint()
	g.place(g.of.Size())
	g.WidgetRenderer.Refresh()
}

// Objects is for Fyne.
func (g *ringed) Objects() []fyne.CanvasObject {
	all := g.WidgetRenderer.Objects()
	return append(all[:len(all):len(all)], g.outer, g.inner)
}

// scrollers are those that lie in a window, as far as their layout told. Only the goroutine of the widgets knows them.
var scrollers = map[*container.Scroll]bool{}

// revealRoom is how much is shown above and below what gets the focus.
const revealRoom = 24

// reveal is Reveal: Fyne puts the focus on what is out of sight.
func reveal(o fyne.CanvasObject) { revealPart(o, 0, o.Size().Height) }

// RevealBelow scrolls until as much as has room of what lies below o in its scroller is seen, and o itself.
func RevealBelow(o fyne.CanvasObject) { revealPart(o, 0, math.MaxFloat32) }

// revealPart scrolls until what lies at a height of o is seen.
func revealPart(o fyne.CanvasObject, at, height float32) {
	d := fyne.CurrentApp().Driver()
	for s := range scrollers {
		switch {
		case d.CanvasForObject(s) == nil:
			delete(scrollers, s)
		case contains(s.Content, o):
			bring(s, d.AbsolutePositionForObject(o).Y-d.AbsolutePositionForObject(s.Content).Y+at, height)
		}
	}
}

// contains tells whether o lies somewhere in what parent is made of.
func contains(parent, o fyne.CanvasObject) bool {
	return parent == o || slices.ContainsFunc(inside(parent), func(k fyne.CanvasObject) bool { return contains(k, o) })
}

// holder is a widget of this package, or of a page, that others with the focus may stand in.
type holder interface{ Holds() []fyne.CanvasObject }

// inside is what an object holds, where something in it can have the focus.
func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch p := o.(type) {
	case *fyne.Container:
		return p.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{p.Content}
	case *container.Split:
		return []fyne.CanvasObject{p.Leading, p.Trailing}
	case *container.ThemeOverride:
		return []fyne.CanvasObject{p.Content}
	case holder:
		return p.Holds()
	}
	return nil
}

// Holds is what may have the focus in a card.
func (c *Card) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{c.head, c.body} }

// Holds is what may have the focus on a surface.
func (s *surface) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{s.content} }

// Holds is what may have the focus among what stands out.
func (n *Notables) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{n.rows} }

// Holds is what may have the focus in a picker.
func (p *Picker) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{p.box} }

// Holds is what may have the focus in a period.
func (p *Period) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{p.box} }

// Holds is what may have the focus among chips.
func (c *Chips) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{c.box} }

// Holds is what may have the focus on a chip.
func (c *Chip) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{c.area} }

// Holds is what may have the focus beside what is going on.
func (b *Busy) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{b.box} }

// Holds is what may have the focus in the top of a page.
func (h *Heading) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{h.row} }

// PassKey gives a key that a widget with the focus does not want to the window, as if nothing had the focus.
func PassKey(from fyne.CanvasObject, k *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

// PassRune gives a letter that a widget with the focus does not want to the window, as if nothing had the focus.
func PassRune(from fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// bring scrolls s until what lies at this height of its content is seen.
func bring(s *container.Scroll, at, height float32) {
	room := s.Size().Height
	top, bottom := max(0, at-revealRoom), min(s.Content.Size().Height, at+height+revealRoom)
	switch {
	case top < s.Offset.Y:
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, top))
	case bottom > s.Offset.Y+room:
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, min(top, bottom-room)))
	}
}
