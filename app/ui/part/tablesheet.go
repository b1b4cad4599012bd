package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// tableSheet is the heading above the rows, as wide as the columns need: a narrower table moves over it sideways.
type tableSheet struct{ t *Table }

func newSheet(t *Table) *container.Scroll {
	return container.NewHScroll(container.New(tableSheet{t}, t.heading, t.rule, t.rows))
}

// Layout is for Fyne.
func (s tableSheet) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	h := s.t.heading.MinSize().Height
	width := max(0, size.Width-2*tableEdge)
	s.t.heading.Move(fyne.NewPos(tableEdge, 0))
	s.t.heading.Resize(fyne.NewSize(width, h))
	s.t.rule.Move(fyne.NewPos(1, h))
	s.t.rule.Resize(fyne.NewSize(max(0, size.Width-2), 1))
	s.t.rows.Move(fyne.NewPos(tableEdge, h+tableEdge))
	s.t.rows.Resize(fyne.NewSize(width, max(0, size.Height-h-2*tableEdge)))
}

// MinSize is as wide as the columns at their narrowest.
func (s tableSheet) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(s.t.needed()+2*tableEdge, s.t.heading.MinSize().Height+3*s.t.step()+2*tableEdge)
}

const slideStep = 120 // of a key

// slide moves sideways over columns that have no room beside each other.
func (t *Table) slide(d float32) {
	most := max(0, t.rows.Size().Width+2*tableEdge-t.sheet.Size().Width)
	t.sheet.ScrollToOffset(fyne.NewPos(min(max(0, t.sheet.Offset.X+d), most), 0))
}
