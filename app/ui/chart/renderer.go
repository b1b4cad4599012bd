package chart

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// renderer holds two layers: the marks, made anew when figure, size or theme change, and the overlay with ring and tool
// tip, which changes with the pointer.
type renderer struct {
	chart *Chart
	marks *fyne.Container
}

// Layout lays the figure out anew when the size is a new one.
func (r *renderer) Layout(size fyne.Size) {
	if size != r.chart.laid {
		r.build(size)
	}
}

// MinSize is that of the chart.
func (r *renderer) MinSize() fyne.Size { return r.chart.MinSize() }

// Refresh makes everything anew: the figure, the theme or the text size may have changed.
func (r *renderer) Refresh() {
	r.build(r.chart.Size())
	r.marks.Refresh()
}

// Objects are the two layers.
func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.marks, r.chart.overlay}
}

// Destroy has nothing to give back.
func (r *renderer) Destroy() {}

func (r *renderer) build(size fyne.Size) {
	c := r.chart
	c.laid = size
	c.scene = scene{}
	if size.Width > 0 && size.Height > 0 {
		c.scene = arrange(c.drawn, size.Width, size.Height, c.ruler(), c.language)
	}
	if c.marked >= len(c.scene.Marks) {
		c.marked = -1
	}
	p := c.palette()
	r.marks.Objects = p.objects(c.scene.Items, box{0, 0, size.Width, size.Height})
	r.marks.Resize(size)
	c.overlay.Resize(size)
	c.showMarked()
}

// objects turns the items of a scene into what the toolkit paints: one object each, or one plate for all shapes beneath the
// texts. No shape of a scene lies over a text.
func (p palette) objects(items []item, room box) []fyne.CanvasObject {
	if !plated(items) {
		all := make([]fyne.CanvasObject, len(items))
		for i, it := range items {
			all[i] = p.object(it)
		}
		return all
	}
	all := []fyne.CanvasObject{p.plate(items, room)}
	for _, it := range items {
		if t, ok := it.(text); ok {
			all = append(all, p.object(t))
		}
	}
	return all
}

// object turns an item into what the toolkit paints.
func (p palette) object(it item) fyne.CanvasObject {
	switch it := it.(type) {
	case fill:
		o := canvas.NewRectangle(p.color(it.Ink))
		if it.Width > 0 {
			o.StrokeColor, o.StrokeWidth = p.color(it.Edge), it.Width
		}
		place(o, it.Box)
		return o
	case disc:
		o := canvas.NewCircle(p.color(it.Ink))
		if it.Width > 0 {
			o.StrokeColor, o.StrokeWidth = p.color(it.Edge), it.Width
		}
		place(o, around(it.At, it.Radius))
		return o
	case stroke:
		o := canvas.NewLine(p.color(it.Ink))
		o.StrokeWidth = it.Width
		o.Position1, o.Position2 = fyne.NewPos(it.From.X, it.From.Y), fyne.NewPos(it.To.X, it.To.Y)
		return o
	case text:
		return label(it, p.color(it.Ink))
	}
	return canvas.NewRectangle(color.Transparent)
}

func label(t text, c color.Color) *canvas.Text {
	o := canvas.NewText(t.Words, c)
	o.TextSize = t.Size
	o.TextStyle.Bold = t.Bold
	place(o, t.Box)
	return o
}

func place(o fyne.CanvasObject, b box) {
	o.Move(fyne.NewPos(b.X, b.Y))
	o.Resize(fyne.NewSize(b.W, b.H))
}
