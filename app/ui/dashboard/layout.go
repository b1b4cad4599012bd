package dashboard

import "fyne.io/fyne/v2"

const (
	barGap  = 8
	chipGap = 6
)

// flow puts objects beside each other, each in its own size, and begins a new line where the width ends.
type flow struct {
	gap   float32
	width float32 // of the last layout; 0 before: everything is on one line
}

// Layout is for Fyne.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.walk(objects, func(o fyne.CanvasObject, at fyne.Position) {
		o.Move(at)
		o.Resize(o.MinSize())
	})
}

// MinSize is as high as the lines are at the width of the last layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	f.walk(objects, func(o fyne.CanvasObject, at fyne.Position) {
		m := o.MinSize()
		size = size.Max(fyne.NewSize(m.Width, at.Y+m.Height))
	})
	return size
}

// walk tells the place of each object that is shown.
func (f *flow) walk(objects []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position)) {
	var at fyne.Position
	var height float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if at.X > 0 && f.width > 0 && at.X+m.Width > f.width {
			at = fyne.NewPos(0, at.Y+height+f.gap)
			height = 0
		}
		place(o, at)
		at.X += m.Width + f.gap
		height = max(height, m.Height)
	}
}

// tower stacks objects; the last one takes the height that is left. Each gets its width before it is asked for its height.
type tower struct{ gap float32 }

// Layout is for Fyne.
func (t tower) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	last := len(objects) - 1
	for _, o := range objects[:last] {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + t.gap
	}
	objects[last].Move(fyne.NewPos(0, y))
	objects[last].Resize(fyne.NewSize(size.Width, max(0, size.Height-y)))
}

// MinSize is that of all objects, one below the other.
func (t tower) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height+t.gap)
		}
	}
	return size.SubtractWidthHeight(0, t.gap)
}

// grid lays figures out in columns: one below twoColumns, else two, three on a wide screen. Figures beside each other are
// equally high; one that would stand alone in its row takes all of it.
type grid struct {
	gap   float32
	width float32 // that the page has; 0 before the first layout
}

const (
	twoColumns   = 860
	threeColumns = 1680
)

func (g *grid) columns() int {
	switch {
	case g.width >= threeColumns:
		return 3
	case g.width >= twoColumns:
		return 2
	}
	return 1
}

// Layout is for Fyne.
func (g *grid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, row := range g.rows(objects) {
		height := rowHeight(row)
		width := (size.Width - g.gap*float32(len(row)-1)) / float32(len(row))
		for i, o := range row {
			o.Move(fyne.NewPos(float32(i)*(width+g.gap), y))
			o.Resize(fyne.NewSize(width, height))
		}
		y += height + g.gap
	}
}

// MinSize is that of the rows at the width that the page has.
func (g *grid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, row := range g.rows(objects) {
		if i > 0 {
			size.Height += g.gap
		}
		size.Height += rowHeight(row)
		for _, o := range row {
			size.Width = max(size.Width, o.MinSize().Width)
		}
	}
	return size
}

// rows divides the figures into rows.
func (g *grid) rows(objects []fyne.CanvasObject) [][]fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	for n := g.columns(); len(objects) > 0; {
		k := min(n, len(objects))
		rows = append(rows, objects[:k])
		objects = objects[k:]
	}
	return rows
}

func rowHeight(row []fyne.CanvasObject) (height float32) {
	for _, o := range row {
		height = max(height, o.MinSize().Height)
	}
	return height
}

// viewport gives its only object all room and tells the grid in it how wide that is, before the grid is asked for its
// height.
type viewport struct{ grid *grid }

// Layout is for Fyne.
func (v viewport) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	changed := v.grid.width != size.Width
	v.grid.width = size.Width
	objects[0].Resize(size)
	if changed {
		objects[0].Refresh()
	}
}

// MinSize is that of the object.
func (v viewport) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// atLeast gives its objects a least size.
type atLeast fyne.Size

// Layout is for Fyne.
func (a atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize is that of the largest object, but no smaller than a.
func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size(a)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
