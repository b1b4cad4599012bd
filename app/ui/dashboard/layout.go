package dashboard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/ui/part"
)

// grid lays figures out in columns: one below twoColumns, else two, three on a wide screen; larger text needs wider columns. Figures beside each other are
// equally high; one that would stand alone in its row takes all of it.
type grid struct {
	gap   float32
	width float32           // that the page has; 0 before the first layout
	whole fyne.CanvasObject // takes a row for itself; may be nil
}

const (
	twoColumns   = 830
	threeColumns = 1680
)

func (g *grid) columns() int {
	switch {
	case g.width >= part.InText(threeColumns):
		return 3
	case g.width >= part.InText(twoColumns):
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
		if row[0] == g.whole {
			row[0].Resize(fyne.NewSize(width, row[0].MinSize().Height)) // its height follows from its width
			height = rowHeight(row)
		}
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
		if objects[0] == g.whole {
			k = 1
		}
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
type viewport struct {
	grid   *grid
	scroll *container.Scroll
}

const (
	leftRoom  = 2
	rightRoom = 14
)

// Layout is for Fyne.
func (v viewport) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	part.Follow(v.scroll)
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
