package chart

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tuntas/analytics/figure"
)

var (
	_ desktop.Hoverable      = (*Chart)(nil)
	_ desktop.Cursorable     = (*Chart)(nil)
	_ fyne.Tappable          = (*Chart)(nil)
	_ fyne.SecondaryTappable = (*Chart)(nil)
	_ fyne.Focusable         = (*Chart)(nil)
	_ fyne.Accessible        = (*Chart)(nil)
)

// mark makes the mark at index i the marked one, or none with -1, and shows its value.
func (c *Chart) mark(i int) {
	if i == c.marked {
		return
	}
	c.marked = i
	c.showMarked()
}

func (c *Chart) at(p fyne.Position) int { return c.scene.hit(spot{p.X, p.Y}) }

// MouseIn shows the value of the mark under the pointer.
func (c *Chart) MouseIn(e *desktop.MouseEvent) {
	c.inside = true
	c.MouseMoved(e)
}

// MouseMoved shows the value of the mark under the pointer; the same mark is not shown again.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) {
	i := c.at(e.Position)
	if i < 0 && c.focused {
		return // what was chosen by keyboard stays
	}
	c.mark(i)
}

// MouseOut hides the value, unless it was chosen by keyboard.
func (c *Chart) MouseOut() {
	c.inside = false
	if !c.focused {
		c.mark(-1)
	}
}

// Cursor is a hand over a mark that leads somewhere.
func (c *Chart) Cursor() desktop.Cursor {
	if c.inside && c.marked >= 0 && c.OnTapped != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped opens the mark under the pointer.
func (c *Chart) Tapped(e *fyne.PointEvent) {
	if i := c.at(e.Position); i >= 0 {
		c.mark(i)
		c.choose()
	}
}

// TappedSecondary asks for the menu of the figure.
func (c *Chart) TappedSecondary(e *fyne.PointEvent) {
	if c.OnMenu != nil {
		c.OnMenu(e)
	}
}

// FocusGained shows the focus and, when it came by keyboard, the value of the mark that was chosen last or the first one.
func (c *Chart) FocusGained() {
	c.focused = true
	if c.marked < 0 && !c.inside && len(c.scene.Marks) > 0 {
		c.marked = 0
	}
	c.showMarked()
	if c.OnReached != nil {
		c.OnReached(0, c.Size().Height) // as much of the figure as there is room for
	}
	c.reach()
}

// reach tells where the mark is that the keyboard has come to.
func (c *Chart) reach() {
	if c.OnReached != nil && c.marked >= 0 && c.marked < len(c.scene.Marks) {
		b := c.scene.Marks[c.marked].Box
		c.OnReached(b.Y, b.H)
	}
}

// FocusLost hides focus and value.
func (c *Chart) FocusLost() {
	c.focused = false
	c.marked = -1
	c.showMarked()
}

// TypedRune hands letters on; Space comes as a key.
func (c *Chart) TypedRune(r rune) {
	if c.OnTyped != nil {
		c.OnTyped(r)
	}
}

// Spot is the middle of the mark whose value is shown, in the chart; the chart's own middle while none is.
func (c *Chart) Spot() fyne.Position {
	if c.marked < 0 || c.marked >= len(c.scene.Marks) {
		return fyne.NewPos(c.Size().Width/2, c.Size().Height/2)
	}
	b := c.scene.Marks[c.marked].Box
	return fyne.NewPos(b.X+b.W/2, b.Y+b.H/2)
}

// Point shows the value of a mark, as if the pointer were on it, and returns where it stands in the chart; false where there
// is no such mark.
func (c *Chart) Point(series, category int) (at fyne.Position, ok bool) {
	i := slices.IndexFunc(c.scene.Marks, func(m mark) bool { return m.Series == series && m.Category == category })
	if i < 0 {
		return at, false
	}
	c.mark(i)
	return c.Spot(), true
}

// TypedKey walks from mark to mark with the arrows, Home and End, in the direction in which they stand; Enter and Space open
// the mark; Escape hides its value, and once it is hidden, is handed on as all other keys are.
func (c *Chart) TypedKey(e *fyne.KeyEvent) {
	before := c.marked
	c.typed(e)
	if c.marked != before {
		c.reach()
	}
}

func (c *Chart) typed(e *fyne.KeyEvent) {
	along, across := 0, 0
	switch e.Name {
	case fyne.KeyRight:
		along = 1
	case fyne.KeyLeft:
		along = -1
	case fyne.KeyDown:
		across = 1
	case fyne.KeyUp:
		across = -1
	default:
		c.typedOther(e)
		return
	}
	switch {
	case c.scene.Walk == walkNear:
		c.mark(c.scene.near(c.marked, along, across))
		return
	case c.scene.Lying:
		along, across = across, along
	case c.figure.Kind == figure.Stacked: // the first series is the lowest
		across = -across
	}
	if c.scene.Walk == walkFlow {
		c.mark(c.scene.along(c.marked, along, across))
		return
	}
	c.mark(c.scene.step(c.marked, along, across))
}

func (c *Chart) typedOther(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace:
		c.choose()
	case e.Name == fyne.KeyHome:
		c.mark(min(0, len(c.scene.Marks)-1))
	case e.Name == fyne.KeyEnd:
		c.mark(c.scene.last())
	case e.Name == fyne.KeyEscape && c.marked >= 0:
		c.mark(-1)
	case c.OnKey != nil:
		c.OnKey(e)
	}
}

// choose calls OnTapped for the marked mark.
func (c *Chart) choose() {
	if c.OnTapped == nil || c.marked < 0 || c.marked >= len(c.scene.Marks) {
		return
	}
	m := c.scene.Marks[c.marked]
	if m.Series == noSeries { // a remark: nothing stands behind it
		return
	}
	c.OnTapped(m.Series, m.Category, m.Key)
}
