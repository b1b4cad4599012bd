package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// stackedRenderer puts the rows of a widget below each other, each as wide as the widget and as high as its words are then.
type stackedRenderer[R fyne.CanvasObject] struct {
	of       fyne.CanvasObject
	rows     func() []R
	gap      float32 // below each row
	minWidth float32
}

// Layout is for Fyne.
func (s *stackedRenderer[R]) Layout(size fyne.Size) {
	y := float32(0)
	for _, row := range s.rows() {
		row.Resize(fyne.NewSize(size.Width, row.Size().Height)) // words wrap first, then they know their height
		h := row.MinSize().Height
		row.Move(fyne.NewPos(0, y))
		row.Resize(fyne.NewSize(size.Width, h))
		y += h + s.gap
	}
}

// MinSize is for Fyne.
func (s *stackedRenderer[R]) MinSize() fyne.Size {
	size := fyne.NewSize(s.minWidth, 0)
	for _, row := range s.rows() {
		m := row.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height+s.gap)
	}
	return size
}

// Refresh is for Fyne.
func (s *stackedRenderer[R]) Refresh() {
	s.Layout(s.of.Size())
	for _, row := range s.rows() {
		row.Refresh()
	}
	canvas.Refresh(s.of)
}

// Objects is for Fyne.
func (s *stackedRenderer[R]) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, row := range s.rows() {
		all = append(all, row)
	}
	return all
}

// Destroy is for Fyne.
func (s *stackedRenderer[R]) Destroy() {}
