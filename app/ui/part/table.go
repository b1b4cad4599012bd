package part

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/data"
)

// Source gives a table its rows.
type Source interface {
	// Row returns the cells of row i, one for each column in the order of NewTable, wherever the reader has moved it, hidden
	// ones included. It returns false while the row is not
	// loaded: the table shows a placeholder, and the source, which may begin to load at this moment, calls Refresh of the
	// table once the row is there.
	Row(i int) (cells []Cell, ok bool)
}

// Cell is one field of a table.
type Cell struct {
	Text   string
	Stage  data.Stage  // not empty: drawn as the badge of the stage, with Text as its word
	Quiet  bool        // of second rank
	Strong bool        // bold
	Tone   figure.Tone // a colour of its own; empty: that of text. The words tell the same
	Locked bool        // drawn as a badge with a lock: Text stands for what is not shown
}

// Column describes one column of a table.
type Column struct {
	ID       string         // stable name, for OnSort and for remembering widths
	Title    string         // heading in the reader's language
	Width    float32        // units at the usual size of text; for a growing column what it gets while there is room
	Align    fyne.TextAlign // of words; badges stand left
	Sortable bool           // a tap on the heading sorts
	Grow     bool           // takes an equal part of the width that is left over
	Hidden   bool           // not shown; the reader can bring it back
	Middle   bool           // words that are too long lose their middle: names that differ at the end

	field int // number of its cell in a row of the source
}

// Table shows rows of fixed columns, a million as fast as ten: only what is on screen exists. One row is selected at a
// time. Up, Down, Home, End, Page Up and Page Down move the selection, Left and Right move over columns that have no room,
// Enter and a double click open the row. All methods belong to the goroutine that owns the widgets.
type Table struct {
	widget.BaseWidget

	OnSelected func(row int)                        // the selection moved, by whatever means; not called with -1
	OnOpen     func(row int)                        // Enter or double click
	OnMenu     func(row int, at fyne.Position)      // right button, after the row was selected
	OnSort     func(column string, descending bool) // a heading was tapped, or the number of its column typed; the table shows the new order already
	OnColumns  func()                               // the reader changed widths, hid or moved columns: remember Columns

	// Several rows can be marked where both are set. OnMark is called with the rows from first to last: by Space, Control and
	// click for one row that changes its mark; by Shift and click, or Shift and a key that moves the selection, for all from the
	// selected one, which are marked; by Control and A for all.
	OnMark func(first, last int, only bool)
	Marked func(row int) bool
	OnCopy func() // Control and C

	source     Source
	columns    []Column
	length     int
	selected   int
	sort       string
	descending bool
	heading    *heading
	rule       *canvas.Rectangle // between heading and rows
	rows       *rowList
	sheet      *container.Scroll // heading and rows
	asking     bool              // Row of the source is running
	again      bool              // Refresh was called meanwhile
}

// NewTable returns an empty table; SetLength says how many rows the source has.
func NewTable(source Source, columns ...Column) *Table {
	t := &Table{source: source, columns: numbered(columns), selected: -1}
	t.ExtendBaseWidget(t)
	t.heading, t.rule = newHeading(t), canvas.NewRectangle(nil)
	t.rows = newRowList(t)
	t.sheet = newSheet(t)
	return t
}

// SetLength says how many rows there are now. A selection beyond the end is given up.
func (t *Table) SetLength(n int) {
	t.length = max(0, n)
	if t.selected >= t.length {
		t.Unselect()
	}
	t.Refresh()
}

// Length returns how many rows there are.
func (t *Table) Length() int { return t.length }

// Selected returns the selected row; -1 when there is none.
func (t *Table) Selected() int { return t.selected }

// Select selects a row, brings it on screen and calls OnSelected, unless it is selected already. Rows that do not exist
// are ignored.
func (t *Table) Select(row int) {
	if row < 0 || row >= t.length {
		return
	}
	t.rows.Select(row)
}

// Unselect gives up the selection without a call.
func (t *Table) Unselect() {
	t.selected = -1
	t.rows.UnselectAll()
}

// Reveal scrolls until row is the third line on screen; the selection stays.
func (t *Table) Reveal(row int) {
	row = min(max(row, 0), max(0, t.length-1))
	t.rows.ScrollToOffset(float32(max(0, row-2)) * t.step())
}

// Shown returns the first and the last row on screen; 0 and -1 for an empty table or one that is not shown yet.
func (t *Table) Shown() (first, last int) {
	height := t.rows.Size().Height
	if t.length == 0 || height <= 0 {
		return 0, -1
	}
	offset := t.rows.GetScrollOffset()
	first = int(offset / t.step())
	last = int(math.Ceil(float64((offset+height)/t.step()))) - 1
	return min(first, t.length-1), min(last, t.length-1)
}

// SetSort shows by which column the rows are sorted; it calls nothing.
func (t *Table) SetSort(column string, descending bool) {
	t.sort, t.descending = column, descending
	t.heading.Refresh()
}

// Columns returns the columns as they are now, with the widths and the choice that the reader made.
func (t *Table) Columns() []Column { return append([]Column(nil), t.columns...) }

// SetColumns changes widths, titles, choice and order, or all columns. Columns with the IDs of those there are keep their cells
// in whatever order they come; others are numbered anew.
func (t *Table) SetColumns(columns []Column) {
	if known, ok := t.known(columns); ok {
		t.columns = known
	} else {
		t.columns = numbered(columns)
	}
	t.heading.build()
	t.heading.Refresh()
	t.Refresh()
}

// Refresh asks the source again for the rows on screen.
func (t *Table) Refresh() {
	if t.asking {
		t.again = true
		return
	}
	t.BaseWidget.Refresh()
}

// step is the distance from one row to the next: a whole number, so that no sum drifts.
func (t *Table) step() float32 {
	return rowHeight(t) + sizeFor(theme.SizeNamePadding, t)
}

func (t *Table) open(row int) {
	if row >= 0 && row < t.length && t.OnOpen != nil {
		t.OnOpen(row)
	}
}

// TakeFocus gives the table the keys; it does nothing while the table is in no window.
func (t *Table) TakeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t.rows); c != nil {
		c.Focus(t.rows)
	}
}

// TakeFocusOn puts the keyboard on the rows of a table that lies on c, also before it was painted first.
func (t *Table) TakeFocusOn(c fyne.Canvas) { c.Focus(t.rows) }

func (t *Table) onSelected(row int) {
	t.selected = row
	if t.OnSelected != nil {
		t.OnSelected(row)
	}
}

// ask gets a row from the source. A source that loads at once calls Refresh before Row has returned; then it is asked
// once more instead of drawing within drawing.
func (t *Table) ask(row int) ([]Cell, bool) {
	t.asking, t.again = true, false
	cells, ok := t.source.Row(row)
	if !ok && t.again {
		cells, ok = t.source.Row(row)
	}
	t.asking = false
	return cells, ok
}

func (t *Table) sortBy(index int) {
	c := t.columns[index]
	if !c.Sortable {
		return
	}
	t.SetSort(c.ID, t.sort == c.ID && !t.descending)
	if t.OnSort != nil {
		t.OnSort(t.sort, t.descending)
	}
}

// CreateRenderer is for Fyne.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	r := &tableRenderer{t: t, area: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type tableRenderer struct {
	t      *Table
	area   *canvas.Rectangle
	needed float32 // width of the columns when they were laid out
}

func (r *tableRenderer) paint() {
	r.area.FillColor = colourFor(assets.ColorCard, r.t)
	r.area.StrokeColor, r.area.StrokeWidth = colourFor(assets.ColorBorder, r.t), 1
	if r.t.rows.focused {
		r.area.StrokeColor, r.area.StrokeWidth = colourFor(theme.ColorNameForeground, r.t), ringWidth
	}
	r.area.CornerRadius = sizeFor(theme.SizeNameCardRadius, r.t)
	r.t.rule.FillColor = colourFor(theme.ColorNameSeparator, r.t)
}

const tableEdge = 5 // between the border and rows

func (r *tableRenderer) Layout(size fyne.Size) {
	r.area.Resize(size)
	r.needed = r.t.needed()
	r.t.sheet.Resize(size)
}

func (r *tableRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160, r.t.heading.MinSize().Height+3*r.t.step()+2*tableEdge)
}

func (r *tableRenderer) Refresh() {
	r.paint()
	if r.needed != r.t.needed() {
		r.needed = r.t.needed()
		r.t.sheet.Refresh()
	}
	r.t.heading.Refresh()
	r.t.rows.Refresh()
	canvas.Refresh(r.t)
}

func (r *tableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.area, r.t.sheet}
}

func (r *tableRenderer) Destroy() {}
