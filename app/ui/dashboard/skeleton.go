package dashboard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// skeleton holds the place of a figure that was never there yet: a line of words and bars, pale.
type skeleton struct{ widget.BaseWidget }

func newSkeleton() *skeleton {
	s := &skeleton{}
	s.ExtendBaseWidget(s)
	return s
}

// bars are the heights of the pale bars, as shares of the room.
var bars = []float32{0.45, 0.6, 0.5, 0.75, 0.65, 0.85, 0.7, 0.55}

// CreateRenderer is for Fyne.
func (s *skeleton) CreateRenderer() fyne.WidgetRenderer {
	r := &skeletonRenderer{skeleton: s}
	for range len(bars) + 1 {
		r.areas = append(r.areas, canvas.NewRectangle(nil))
	}
	r.Refresh()
	return r
}

type skeletonRenderer struct {
	skeleton *skeleton
	areas    []*canvas.Rectangle // the line of words, then the bars
}

// Layout is for Fyne.
func (r *skeletonRenderer) Layout(size fyne.Size) {
	const words, gap = 18, 14
	r.areas[0].Move(fyne.NewPos(10, 10))
	r.areas[0].Resize(fyne.NewSize(size.Width*0.6, words))
	width := (size.Width-20)/float32(len(bars)) - gap
	room := size.Height - words - 50
	for i, share := range bars {
		h := max(0, room*share)
		r.areas[i+1].Move(fyne.NewPos(10+float32(i)*(width+gap), size.Height-20-h))
		r.areas[i+1].Resize(fyne.NewSize(max(0, width), h))
	}
}

// MinSize is for Fyne.
func (r *skeletonRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 120) }

// Refresh is for Fyne.
func (r *skeletonRenderer) Refresh() {
	for _, a := range r.areas {
		a.FillColor = theme.ColorForWidget(assets.ColorSunken, r.skeleton)
		a.CornerRadius = 4
	}
	canvas.Refresh(r.skeleton)
}

// Objects is for Fyne.
func (r *skeletonRenderer) Objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(r.areas))
	for i, a := range r.areas {
		all[i] = a
	}
	return all
}

// Destroy is for Fyne.
func (r *skeletonRenderer) Destroy() {}
