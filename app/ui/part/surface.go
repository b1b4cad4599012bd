package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// edges is the room between a surface and what lies on it.
type edges struct{ x, y float32 }

// surface is a rounded area in colours of the theme with something on it.
type surface struct {
	widget.BaseWidget
	content fyne.CanvasObject
	fill    fyne.ThemeColorName
	line    fyne.ThemeColorName // empty: no border
	radius  fyne.ThemeSizeName  // empty: half the height, a pill
	room    edges
}

func newSurface(content fyne.CanvasObject, fill, line fyne.ThemeColorName, radius fyne.ThemeSizeName, room edges) *surface {
	s := &surface{content: content, fill: fill, line: line, radius: radius, room: room}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is for Fyne.
func (s *surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{s: s, area: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type surfaceRenderer struct {
	s    *surface
	area *canvas.Rectangle
}

func (r *surfaceRenderer) paint() {
	r.area.FillColor = colourFor(r.s.fill, r.s)
	r.area.StrokeWidth = 0
	if r.s.line != "" {
		r.area.StrokeColor = colourFor(r.s.line, r.s)
		r.area.StrokeWidth = 1
	}
	r.area.CornerRadius = r.corner()
}

func (r *surfaceRenderer) corner() float32 {
	if r.s.radius == "" {
		return r.s.Size().Height / 2
	}
	return sizeFor(r.s.radius, r.s)
}

func (r *surfaceRenderer) Layout(size fyne.Size) {
	r.area.Resize(size)
	r.area.CornerRadius = r.corner()
	x, y := r.s.room.x, r.s.room.y
	r.s.content.Move(fyne.NewPos(x, y))
	r.s.content.Resize(fyne.NewSize(max(0, size.Width-2*x), max(0, size.Height-2*y)))
}

func (r *surfaceRenderer) MinSize() fyne.Size {
	return r.s.content.MinSize().AddWidthHeight(2*r.s.room.x, 2*r.s.room.y)
}

func (r *surfaceRenderer) Refresh() {
	r.paint()
	r.Layout(r.s.Size())
	r.s.content.Refresh()
	canvas.Refresh(r.s)
}

func (r *surfaceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.area, r.s.content}
}

func (r *surfaceRenderer) Destroy() {}
