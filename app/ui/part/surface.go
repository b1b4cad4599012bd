package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
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

// column stacks objects from top to bottom with a gap, each as wide as the column. Unlike Fyne's box it gives each the
// width before it asks for the height, so that wrapped text gets its room at once.
type column struct{ gap float32 }

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + c.gap
	}
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	gap := float32(0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width = max(size.Width, m.Width)
			size.Height += gap + m.Height
			gap = c.gap
		}
	}
	return size
}

// tight takes the padding away that Fyne's texts carry around them.
type tight struct{ pad float32 }

func (t tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(-t.pad, -t.pad))
		o.Resize(fyne.NewSize(size.Width+2*t.pad, size.Height+2*t.pad))
	}
}

func (t tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(max(0, size.Width-2*t.pad), max(0, size.Height-2*t.pad))
}

// room puts fixed edges around its objects.
type room edges

func (m room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(m.x, m.y))
		o.Resize(fyne.NewSize(max(0, size.Width-2*m.x), max(0, size.Height-2*m.y)))
	}
}

func (m room) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(2*m.x, 2*m.y)
}

// wide gives its objects a width of at least itself.
type wide float32

func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(float32(w), 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func innerPadding() float32 { return theme.Size(theme.SizeNameInnerPadding) }
