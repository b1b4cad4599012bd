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
	y := float32(0)
	for _, line := range f.lines(objects) {
		x, height := float32(0), rowHeight(line)
		for _, o := range line {
			m := o.MinSize()
			o.Move(fyne.NewPos(x, y+(height-m.Height)/2))
			o.Resize(m)
			x += m.Width + f.gap
		}
		y += height + f.gap
	}
}

// MinSize is as high as the lines are at the width of the last layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, -f.gap)
	for _, line := range f.lines(objects) {
		size.Height += rowHeight(line) + f.gap
		for _, o := range line {
			size.Width = max(size.Width, o.MinSize().Width)
		}
	}
	return fyne.NewSize(size.Width, max(0, size.Height))
}

// lines divides the objects that are shown into lines.
func (f *flow) lines(objects []fyne.CanvasObject) (lines [][]fyne.CanvasObject) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		width := o.MinSize().Width
		if len(lines) == 0 || (f.width > 0 && x+width > f.width) {
			lines = append(lines, nil)
			x = 0
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], o)
		x += width + f.gap
	}
	return lines
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
func (g *grid) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	y := float32(0)
	for _, row := range g.rows(objects) {
		height := rowHeight(row)
		width := (g.width - g.gap*float32(len(row)-1)) / float32(len(row))
		for i, o := range row {
			o.Move(fyne.NewPos(leftRoom+float32(i)*(width+g.gap), y))
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
			size.Width = max(size.Width, o.MinSize().Width+leftRoom+rightRoom)
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

// viewport gives its only object, which scrolls, all room, and tells the grid in it how wide that is before the grid is
// asked for its height. What scrolls reaches into the edges of the page: it would cut the borders of the figures, and its
// bar would lie on them.
type viewport struct{ grid *grid }

const (
	leftRoom  = 2
	rightRoom = 14
)

// Layout is for Fyne.
func (v viewport) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	changed := v.grid.width != size.Width
	v.grid.width = size.Width
	objects[0].Move(fyne.NewPos(-leftRoom, 0))
	objects[0].Resize(size.AddWidthHeight(leftRoom+rightRoom, 0))
	if changed {
		objects[0].Refresh()
	}
}

// MinSize is that of the object, whose width is that of the widest figure.
func (v viewport) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().SubtractWidthHeight(leftRoom+rightRoom, 0)
}

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
