package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
)

// arranging is the dialog in which columns are chosen and moved. What is done in it is in force at once.
type arranging struct {
	page *Page
	rows *fyne.Container
	ways [][2]*part.Button // what moves each column to the left and to the right
}

func newArranging(p *Page) *arranging { return &arranging{page: p, rows: part.Tower(0)} }

func (p *Page) onArrange() { newArranging(p).open() }

// open opens the dialog.
func (a *arranging) open() {
	a.show()
	p, l := a.page, a.page.desk.Language
	part.ShowSheet(p.desk.Many.Window, l, part.Sheet{
		Title: l.Text("desk.columns.title"), Body: part.Below(part.Flush(part.Quiet(l.Text("desk.columns.text"))), a.rows),
		Actions: []part.SheetAction{{Text: l.Text("desk.columns.usual"), Do: a.onUsual}},
	})
}

// show lists the columns, each with its mark and what moves it.
func (a *arranging) show() {
	a.rows.Objects, a.ways = nil, nil
	for i, c := range a.page.table.Columns() {
		a.rows.Add(a.row(i, c))
	}
	a.rows.Refresh()
}

func (a *arranging) row(i int, c part.Column) fyne.CanvasObject {
	shown := part.NewTick(c.Title, nil)
	shown.Checked = !c.Hidden
	shown.OnChanged = func(bool) {
		a.page.table.ToggleColumn(i)
		shown.Checked = !a.page.table.Columns()[i].Hidden // the last one stays
		shown.Refresh()
	}
	l, last := a.page.desk.Language, len(a.page.table.Columns())-1
	left := part.NewButton(l.Text("desk.columns.left"), theme.NavigateBackIcon(), func() { a.move(i, -1) })
	right := part.NewButton(l.Text("desk.columns.right"), theme.NavigateNextIcon(), func() { a.move(i, 1) })
	left.Importance, right.Importance = widget.LowImportance, widget.LowImportance
	part.Enable(left, i > 0)
	part.Enable(right, i < last)
	a.ways = append(a.ways, [2]*part.Button{left, right})
	return container.NewBorder(nil, nil, nil, container.NewHBox(left, right), shown)
}

// move moves a column one place and keeps the keyboard on what moves it on, on the other way at the end.
func (a *arranging) move(from, step int) {
	a.page.table.MoveColumn(from, from+step)
	a.show()
	way := a.ways[from+step]
	if step > 0 {
		way[0], way[1] = way[1], way[0]
	}
	if way[0].Disabled() {
		way[0] = way[1]
	}
	a.page.desk.Many.Window.Canvas().Focus(way[0])
}

// onUsual brings back the columns of the first time.
func (a *arranging) onUsual() {
	a.page.table.SetColumns(columns(a.page.desk.Language))
	a.page.onColumns()
	a.show()
}
