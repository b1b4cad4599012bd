package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// numbered gives columns the cells in their order.
func numbered(columns []Column) []Column {
	all := slices.Clone(columns)
	for i := range all {
		all[i].field = i
	}
	return all
}

// known gives columns the cells that those of the same IDs have now; false where the IDs are not those of the columns there
// are, each once.
func (t *Table) known(columns []Column) ([]Column, bool) {
	fields := map[string]int{}
	for _, c := range t.columns {
		fields[c.ID] = c.field
	}
	if len(fields) != len(t.columns) || len(columns) != len(t.columns) {
		return nil, false
	}
	all := slices.Clone(columns)
	for i, c := range all {
		field, ok := fields[c.ID]
		if !ok {
			return nil, false
		}
		delete(fields, c.ID)
		all[i].field = field
	}
	return all, true
}

// MoveColumn puts the column at one place to another, counted without it, hidden ones included, and calls OnColumns. Places that do
// not exist are the first or the last.
func (t *Table) MoveColumn(from, to int) {
	last := len(t.columns) - 1
	to = min(max(to, 0), last)
	if from < 0 || from > last || from == to {
		return
	}
	c := t.columns[from]
	t.columns = slices.Insert(slices.Delete(t.columns, from, from+1), to, c)
	t.heading.build()
	t.heading.Refresh()
	t.rows.Refresh()
	if t.OnColumns != nil {
		t.OnColumns()
	}
}

// gapAt returns before which column the gap lies that is nearest to x in the heading; the number of columns behind the last.
func (t *Table) gapAt(x float32) int {
	places := t.places(t.heading.Size().Width)
	behind := 0
	for k, p := range places {
		if p.width == 0 {
			continue
		}
		if x < p.x+p.width/2 {
			return k
		}
		behind = k + 1
	}
	return behind
}

const gapWidth = 3

// point shows the gap before a column.
func (h *heading) point(column int) {
	x := float32(0)
	for _, p := range h.table.places(h.Size().Width)[:column] {
		if p.width > 0 {
			x = p.x + p.width
		}
	}
	h.gap.FillColor = colourFor(theme.ColorNamePrimary, h)
	h.gap.Move(fyne.NewPos(max(0, x-gapWidth/2), 4))
	h.gap.Resize(fyne.NewSize(gapWidth, max(0, h.Size().Height-8)))
	h.gap.Show()
	h.gap.Refresh()
}
