package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/data"
)

// tableRow is one line on screen. It is reused for whatever row of the source scrolls into its place.
type tableRow struct {
	widget.BaseWidget
	table *Table
	index int // row of the source that is shown
	cells []*tableCell
	mark  *canvas.Rectangle // behind a marked row
	edge  *canvas.Rectangle // at its left end: a row that is only selected has none
}

const edgeWidth = 4

// tableCell is one field of a line: words, or a badge where the cell has a stage.
type tableCell struct {
	words  *prose
	badge  *Badge
	staged bool // the badge is what is shown
	text   string
	look   look
}

func newTableRow(t *Table) *tableRow {
	r := &tableRow{table: t, index: -1, mark: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	for range t.columns {
		c := &tableCell{words: newClipped("", lookBody), badge: stageBadge("", data.Waiting)}
		c.badge.Hide()
		r.cells = append(r.cells, c)
	}
	r.ExtendBaseWidget(r)
	return r
}

// fit makes cells for the columns that the table has now.
func (r *tableRow) fit(t *Table) {
	if len(r.cells) == len(t.columns) {
		return
	}
	r.cells = newTableRow(t).cells
	r.Refresh()
}

// show puts the cells of row i on the line; ok is false while they are not loaded.
func (r *tableRow) show(i int, cells []Cell, ok bool) {
	r.index = i
	for k, c := range r.cells {
		switch {
		case k >= len(r.table.columns):
		case !ok:
			c.show(Cell{Text: "…", Quiet: true}, r.table.columns[k].Align)
		case r.table.columns[k].field < len(cells):
			c.show(cells[r.table.columns[k].field], r.table.columns[k].Align)
		default:
			c.show(Cell{}, fyne.TextAlignLeading)
		}
	}
	r.mark.Hidden = !ok || r.table.Marked == nil || !r.table.Marked(i)
	r.mark.FillColor, r.mark.CornerRadius = colourFor(theme.ColorNameSelection, r), 4
	r.edge.FillColor, r.edge.Hidden = colourFor(theme.ColorNamePrimary, r), r.mark.Hidden
	r.arrange()
	canvas.Refresh(r)
}

// arrange puts each field in its column.
func (r *tableRow) arrange() {
	pad := sizeFor(theme.SizeNameInnerPadding, r)
	for k, place := range r.table.places(r.Size().Width) {
		if k < len(r.cells) {
			r.cells[k].place(place, r.Size().Height, pad)
			r.cells[k].write(place.width-2*pad, sizeFor(theme.SizeNameText, r), r.table.columns[k].Middle)
		}
	}
}

func (c *tableCell) show(cell Cell, align fyne.TextAlign) {
	switch {
	case cell.Stage != "":
		c.badge.setStage(cell.Text, cell.Stage)
	case cell.Locked:
		c.badge.lock(cell.Text)
	}
	c.staged = cell.Stage != "" || cell.Locked
	l := lookBody
	if cell.Quiet {
		l = lookQuiet
	}
	if cell.Tone != "" {
		l.colour = ToneColor(cell.Tone)
	}
	l.bold, l.align = cell.Strong, align
	c.text, c.look = cell.Text, l
}

// write puts the words into the room of their column. Fyne's own ellipsis costs many times as much.
func (c *tableCell) write(room, size float32, middle bool) {
	if c.staged {
		return
	}
	text := c.text
	if room > 0 {
		text = fitted(text, room, size, c.look.bold, middle)
	}
	c.words.set(text, c.look)
}

// place puts the field where it belongs; a field without width is not shown.
func (c *tableCell) place(at place, height, pad float32) {
	h := c.words.MinSize().Height
	c.words.Move(fyne.NewPos(at.x, (height-h)/2))
	c.words.Resize(fyne.NewSize(at.width, h))
	c.badge.Move(fyne.NewPos(at.x+pad-badgeSide/2, 0))
	c.badge.Resize(fyne.NewSize(max(0, at.width-pad), height))
	c.words.Hidden = c.staged || at.width == 0
	c.badge.Hidden = !c.staged || at.width == 0
}

// MouseDown selects the row: at once, without waiting whether a second click follows.
func (r *tableRow) MouseDown(e *desktop.MouseEvent) {
	t := r.table
	from := t.selected
	t.TakeFocus()
	switch {
	case t.OnMark != nil && e.Modifier&fyne.KeyModifierShift != 0 && from >= 0:
		t.OnMark(min(from, r.index), max(from, r.index), false)
	case t.OnMark != nil && e.Modifier&fyne.KeyModifierShortcutDefault != 0:
		t.OnMark(r.index, r.index, true)
	}
	t.Select(r.index)
}

// MouseUp is for Fyne.
func (r *tableRow) MouseUp(*desktop.MouseEvent) {}

// TappedSecondary offers what can be done with the row.
func (r *tableRow) TappedSecondary(e *fyne.PointEvent) {
	if r.table.OnMenu != nil {
		r.table.OnMenu(r.index, e.AbsolutePosition)
	}
}

// DoubleTapped opens the row.
func (r *tableRow) DoubleTapped(*fyne.PointEvent) { r.table.open(r.index) }

// CreateRenderer is for Fyne.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	return &rowRenderer{row: r}
}

type rowRenderer struct{ row *tableRow }

func (q *rowRenderer) Layout(size fyne.Size) {
	q.row.mark.Resize(size)
	q.row.edge.Resize(fyne.NewSize(edgeWidth, size.Height))
	q.row.arrange()
}

func (q *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(60, rowHeight(q.row)) }

func (q *rowRenderer) Refresh() {
	q.Layout(q.row.Size())
	for _, o := range q.Objects() {
		o.Refresh()
	}
	canvas.Refresh(q.row)
}

func (q *rowRenderer) Objects() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, 0, 2*len(q.row.cells)+2)
	all = append(all, q.row.mark, q.row.edge)
	for _, c := range q.row.cells {
		all = append(all, c.words, c.badge)
	}
	return all
}

func (q *rowRenderer) Destroy() {}
