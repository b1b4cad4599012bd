package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// place is where a column stands in a line.
type place struct{ x, width float32 }

const leastColumn = 40 // no column is dragged narrower

// places returns where each column stands in a line of this width; hidden columns have none. What is left over goes to the
// growing columns; when there is too little, all columns give up the same part of their widths.
func (t *Table) places(width float32) []place {
	sum, growing := float32(0), 0
	for _, c := range t.columns {
		if c.Hidden {
			continue
		}
		sum += c.Width
		if c.Grow {
			growing++
		}
	}
	shrink, extra := float32(1), float32(0)
	switch {
	case sum > width && sum > 0:
		shrink = width / sum
	case growing > 0:
		extra = (width - sum) / float32(growing)
	}
	return t.spread(shrink, extra)
}

func (t *Table) spread(shrink, extra float32) []place {
	places := make([]place, len(t.columns))
	x := float32(0)
	for k, c := range t.columns {
		if c.Hidden {
			continue
		}
		w := c.Width * shrink
		if c.Grow {
			w += extra
		}
		places[k] = place{x: x, width: w}
		x += w
	}
	return places
}

// widen changes the width of a column by d. A growing column keeps the width it has at that moment and grows no more,
// unless it is the last that grows.
func (t *Table) widen(index int, d float32) {
	now := t.places(t.heading.Size().Width)[index].width
	c := &t.columns[index]
	if c.Grow && t.growing() > 1 {
		c.Grow = false
	}
	if !c.Grow {
		c.Width = max(leastColumn, now+d)
	}
	t.heading.Refresh()
	t.rows.Refresh()
}

func (t *Table) growing() int {
	n := 0
	for _, c := range t.columns {
		if c.Grow && !c.Hidden {
			n++
		}
	}
	return n
}

// offerColumns shows the columns with a mark at those that are shown; choosing one shows or hides it.
func (t *Table) offerColumns(at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil {
		return
	}
	var items []*fyne.MenuItem
	for k, col := range t.columns {
		item := fyne.NewMenuItem(col.Title, func() { t.ToggleColumn(k) })
		item.Checked = !col.Hidden
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// ToggleColumn shows or hides the column at this place and calls OnColumns; the last one that is shown stays.
func (t *Table) ToggleColumn(index int) {
	shown := 0
	for _, c := range t.columns {
		if !c.Hidden {
			shown++
		}
	}
	if shown == 1 && !t.columns[index].Hidden {
		return
	}
	t.columns[index].Hidden = !t.columns[index].Hidden
	t.heading.Refresh()
	t.rows.Refresh()
	if t.OnColumns != nil {
		t.OnColumns()
	}
}
