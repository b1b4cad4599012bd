package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// heading is the line above the rows.
type heading struct {
	widget.BaseWidget
	table *Table
	cells []*headingCell
	grips []*grip
	gap   *canvas.Rectangle // into which a column that is dragged goes
}

func newHeading(t *Table) *heading {
	h := &heading{table: t, gap: canvas.NewRectangle(nil)}
	h.gap.Hide()
	h.ExtendBaseWidget(h)
	h.build()
	return h
}

func (h *heading) build() {
	h.cells, h.grips = nil, nil
	for k := range h.table.columns {
		h.cells = append(h.cells, newHeadingCell(h.table, k))
		h.grips = append(h.grips, newGrip(h.table, k))
	}
}

// CreateRenderer is for Fyne.
func (h *heading) CreateRenderer() fyne.WidgetRenderer { return &headingRenderer{h: h} }

type headingRenderer struct{ h *heading }

const gripWidth = 9

func (r *headingRenderer) Layout(size fyne.Size) {
	for k, place := range r.h.table.places(size.Width) {
		cell, grip := r.h.cells[k], r.h.grips[k]
		cell.Hidden, grip.Hidden = place.width == 0, place.width == 0
		cell.Move(fyne.NewPos(place.x, 0))
		cell.Resize(fyne.NewSize(place.width, size.Height))
		grip.Move(fyne.NewPos(place.x+place.width-gripWidth/2, 0))
		grip.Resize(fyne.NewSize(gripWidth, size.Height))
	}
}

func (r *headingRenderer) MinSize() fyne.Size { return fyne.NewSize(60, rowHeight(r.h)+4) }

func (r *headingRenderer) Refresh() {
	r.Layout(r.h.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.h)
}

func (r *headingRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, c := range r.h.cells {
		all = append(all, c)
	}
	for _, g := range r.h.grips {
		all = append(all, g)
	}
	return append(all, r.h.gap)
}

func (r *headingRenderer) Destroy() {}

// headingCell names a column. A tap sorts by it, dragging moves it; the right button opens the list of columns.
type headingCell struct {
	widget.BaseWidget
	table  *Table
	index  int
	words  *prose
	arrow  *widget.Icon
	target float32 // where it has been dragged to, from the left of the heading; only while moving
	moving bool
}

func newHeadingCell(t *Table, index int) *headingCell {
	c := &headingCell{table: t, index: index, words: newClipped("", lookCaption), arrow: widget.NewIcon(nil)}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped sorts by the column, or turns the order around when it is sorted by it already.
func (c *headingCell) Tapped(*fyne.PointEvent) { c.table.sortBy(c.index) }

// TappedSecondary offers the columns.
func (c *headingCell) TappedSecondary(e *fyne.PointEvent) { c.table.offerColumns(e.AbsolutePosition) }

// Cursor is a hand where a tap does something.
func (c *headingCell) Cursor() desktop.Cursor {
	if c.table.columns[c.index].Sortable {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is for Fyne.
func (c *headingCell) CreateRenderer() fyne.WidgetRenderer {
	r := &headingCellRenderer{c: c}
	r.paint()
	return r
}

// Dragged moves the sign of the gap into which the column goes.
func (c *headingCell) Dragged(e *fyne.DragEvent) {
	if c.table.OnColumns == nil { // nobody would remember it
		return
	}
	c.moving, c.target = true, c.Position().X+e.Position.X
	c.table.heading.point(c.table.gapAt(c.target))
}

// DragEnd puts the column into the gap.
func (c *headingCell) DragEnd() {
	if !c.moving {
		return
	}
	c.moving = false
	c.table.heading.gap.Hide()
	to := c.table.gapAt(c.target)
	if to > c.index { // it leaves its own place
		to--
	}
	c.table.MoveColumn(c.index, to)
}

type headingCellRenderer struct{ c *headingCell }

const arrowSize = 16

func (r *headingCellRenderer) paint() {
	col := r.c.table.columns[r.c.index]
	sorted := col.Sortable && col.ID == r.c.table.sort
	l := lookCaption
	l.bold, l.align = true, col.Align
	if sorted {
		l.colour = theme.ColorNameForeground
	}
	r.c.words.set(col.Title, l)
	r.c.arrow.Hidden = !sorted
	icon := theme.MenuDropUpIcon()
	if r.c.table.descending {
		icon = theme.MenuDropDownIcon()
	}
	r.c.arrow.SetResource(icon)
}

func (r *headingCellRenderer) Layout(size fyne.Size) {
	pad := sizeFor(theme.SizeNameInnerPadding, r.c)
	h := r.c.words.MinSize().Height
	y := (size.Height - h) / 2
	x, width := float32(0), size.Width
	if !r.c.arrow.Hidden {
		width -= arrowSize
		text := fyne.MeasureText(r.c.words.segment.Text, sizeFor(theme.SizeNameCaptionText, r.c), fyne.TextStyle{Bold: true}).Width
		at := min(pad+text, width-pad) + 2
		if r.c.table.columns[r.c.index].Align == fyne.TextAlignTrailing {
			at = width - pad
			width, x = size.Width-arrowSize, 0
		}
		r.c.arrow.Move(fyne.NewPos(at, (size.Height-arrowSize)/2))
		r.c.arrow.Resize(fyne.NewSquareSize(arrowSize))
	}
	r.c.words.Move(fyne.NewPos(x, y))
	r.c.words.Resize(fyne.NewSize(max(0, width), h))
}

func (r *headingCellRenderer) MinSize() fyne.Size { return fyne.NewSize(16, rowHeight(r.c)) }

func (r *headingCellRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	r.c.words.Refresh()
	canvas.Refresh(r.c)
}

func (r *headingCellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.words, r.c.arrow}
}

func (r *headingCellRenderer) Destroy() {}

// grip is the edge of a column that is dragged to make it wider.
type grip struct {
	widget.BaseWidget
	table *Table
	index int
	mark  *canvas.Rectangle
}

func newGrip(t *Table, index int) *grip {
	g := &grip{table: t, index: index, mark: canvas.NewRectangle(nil)}
	g.mark.Hide()
	g.ExtendBaseWidget(g)
	return g
}

// Dragged makes the column wider or narrower.
func (g *grip) Dragged(e *fyne.DragEvent) { g.table.widen(g.index, e.Dragged.DX) }

// DragEnd tells the page that there are new widths to remember.
func (g *grip) DragEnd() {
	if g.table.OnColumns != nil {
		g.table.OnColumns()
	}
}

// Cursor shows that the edge can be moved.
func (g *grip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MouseIn shows the edge.
func (g *grip) MouseIn(*desktop.MouseEvent) {
	g.mark.FillColor = colourFor(assets.ColorAxis, g)
	g.mark.Show()
	g.mark.Refresh()
}

// MouseMoved is for Fyne.
func (g *grip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the edge.
func (g *grip) MouseOut() { g.mark.Hide() }

// CreateRenderer is for Fyne.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: room{x: gripWidth/2 - 1, y: 8}, Objects: []fyne.CanvasObject{g.mark}})
}
