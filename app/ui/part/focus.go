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
	outer, inner *canvas.Rectangle
}

func newRinged(of fyne.Widget, r fyne.WidgetRenderer, focused func() bool) *ringed {
	g := &ringed{WidgetRenderer: r, of: of, focused: focused, outer: canvas.NewRectangle(nil), inner: canvas.NewRectangle(nil)}
	g.paint()
	return g
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
	g.outer.Resize(size)
	g.inner.Move(fyne.NewPos(ringWidth, ringWidth))
	g.inner.Resize(size.SubtractWidthHeight(2*ringWidth, 2*ringWidth))
}

// Refresh is for Fyne.
func (g *ringed) Refresh() {
	g.paint()
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

// reveal scrolls until o is seen, where it lies in a scroller that Settled holds: Fyne puts the focus on what is out of sight.
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

// contains tells whether o lies somewhere in the containers, cards and banners of parent.
func contains(parent, o fyne.CanvasObject) bool {
	var inside []fyne.CanvasObject
	switch p := parent.(type) {
	case *fyne.Container:
		inside = p.Objects
	case *Card:
		inside = []fyne.CanvasObject{p.head, p.body}
	case *surface:
		inside = []fyne.CanvasObject{p.content}
	case *Notables:
		inside = []fyne.CanvasObject{p.rows}
	case *Picker:
		inside = []fyne.CanvasObject{p.box}
	}
	return parent == o || slices.ContainsFunc(inside, func(k fyne.CanvasObject) bool { return contains(k, o) })
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
