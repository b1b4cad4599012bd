package part

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// Outline draws the outline of an area, north up, and where in it a report lies.
type Outline struct {
	widget.BaseWidget
	rings    [][][2]float64 // longitude, latitude
	lon, lat float64
	located  bool
}

// NewOutline returns an outline of nothing, which is hidden.
func NewOutline() *Outline {
	o := &Outline{}
	o.ExtendBaseWidget(o)
	o.Hide()
	return o
}

// Set shows the area with these rings, each point as longitude and latitude, and the place; without rings it hides. A place
// of 0, 0 is none.
func (o *Outline) Set(rings [][][2]float64, lat, lon float64) {
	o.rings, o.lat, o.lon, o.located = rings, lat, lon, lat != 0 || lon != 0
	setShown(o, len(rings) > 0)
	o.Refresh()
}

// CreateRenderer is for Fyne.
func (o *Outline) CreateRenderer() fyne.WidgetRenderer {
	return &outlineRenderer{o: o, ground: canvas.NewRectangle(nil), place: canvas.NewCircle(nil)}
}

type outlineRenderer struct {
	o      *Outline
	ground *canvas.Rectangle
	lines  []*canvas.Line
	place  *canvas.Circle
}

// The outline keeps this much from the border; points nearer to each other than a step are one.
const (
	outlineEdge = 10
	outlineStep = 4
	placeSize   = 9
)

// Layout is for Fyne.
func (r *outlineRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.lines = nil
	if len(r.o.rings) == 0 {
		return
	}
	to := projection(r.o, size)
	ink := colourFor(assets.ColorQuiet, r.o)
	for _, ring := range r.o.rings {
		last := to(ring[0])
		for i, point := range ring[1:] {
			next := to(point)
			if dist(last, next) < outlineStep && i < len(ring)-2 {
				continue
			}
			line := canvas.NewLine(ink)
			line.StrokeWidth = 2
			line.Position1, line.Position2 = last, next
			r.lines = append(r.lines, line)
			last = next
		}
	}
	at := to([2]float64{r.o.lon, r.o.lat})
	r.place.Resize(fyne.NewSquareSize(placeSize))
	r.place.Move(at.SubtractXY(placeSize/2, placeSize/2))
	r.place.Hidden = !r.o.located
}

func dist(a, b fyne.Position) float64 {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y))
}

// projection returns where a point lies in the widget: as large as fits, a degree of longitude shortened by the latitude. A
// place outside the area is drawn, too.
func projection(o *Outline, size fyne.Size) func([2]float64) fyne.Position {
	west, south, east, north := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	take := func(p [2]float64) {
		west, east, south, north = min(west, p[0]), max(east, p[0]), min(south, p[1]), max(north, p[1])
	}
	for _, ring := range o.rings {
		for _, p := range ring {
			take(p)
		}
	}
	if o.located {
		take([2]float64{o.lon, o.lat})
	}
	shrink := math.Cos((south + north) / 2 * math.Pi / 180)
	wide, high := float64(size.Width)-2*outlineEdge, float64(size.Height)-2*outlineEdge
	scale := min(wide/max(1e-9, (east-west)*shrink), high/max(1e-9, north-south))
	x0 := (float64(size.Width) - (east-west)*shrink*scale) / 2
	y0 := (float64(size.Height) - (north-south)*scale) / 2
	return func(p [2]float64) fyne.Position {
		return fyne.NewPos(float32(x0+(p[0]-west)*shrink*scale), float32(y0+(north-p[1])*scale))
	}
}

// MinSize is for Fyne.
func (r *outlineRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 96) }

// Refresh is for Fyne.
func (r *outlineRenderer) Refresh() {
	r.ground.FillColor, r.ground.CornerRadius = colourFor(assets.ColorSunken, r.o), 6
	r.place.FillColor = colourFor(theme.ColorNamePrimary, r.o)
	r.place.StrokeColor, r.place.StrokeWidth = colourFor(assets.ColorCard, r.o), 1.5
	r.Layout(r.o.Size())
	canvas.Refresh(r.o)
}

// Objects is for Fyne.
func (r *outlineRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.ground}
	for _, l := range r.lines {
		all = append(all, l)
	}
	return append(all, r.place)
}

// Destroy is for Fyne.
func (r *outlineRenderer) Destroy() {}
