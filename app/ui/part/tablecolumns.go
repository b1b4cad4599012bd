package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// place is where a column stands in a line.
type place struct{ x, width float32 }

const leastColumn = 40 // no column is dragged narrower

// narrowest is the part of its width that a growing column keeps where there is too little room.
const narrowest = 0.7

// sums returns how wide the columns are that are shown, how much of that the growing ones can give up, and how many grow.
func (t *Table) sums() (sum, spare float32, growing int) {
	for _, c := range t.columns {
		if c.Hidden {
			continue
		}
		w := inTextOf(c.Width, t)
		sum += w
		if c.Grow {
			growing++
			spare += w * (1 - narrowest)
		}
	}
	return sum, spare, growing
}

// needed is the width of the line of columns at least: where they do not stand beside each other even if the growing ones give
// up what they can, they keep their widths, and the table moves over them sideways.
func (t *Table) needed() float32 {
	sum, spare, _ := t.sums()
	if sum-spare+2*tableEdge <= t.Size().Width {
		return sum - spare
	}
	return sum
}

// places returns where each column stands in a line of this width; hidden columns have none. What is left over goes to the
// growing columns; when there is too little, they give up some of their widths first, and then all columns the same part.
func (t *Table) places(width float32) []place {
	sum, spare, growing := t.sums()
	s := shares{all: 1, growing: 1}
	switch {
	case sum-spare > width && sum > 0:
		s.all, s.growing = width/(sum-spare), narrowest
	case sum > width && spare > 0:
		s.growing = 1 - (1-narrowest)*(sum-width)/spare
	case growing > 0:
		s.extra = (width - sum) / float32(growing)
	}
	return t.spread(s)
}

// shares are the parts of their widths that columns have, and what the growing ones have more.
type shares struct{ all, growing, extra float32 }

func (t *Table) spread(s shares) []place {
	places := make([]place, len(t.columns))
	x := float32(0)
	for k, c := range t.columns {
		if c.Hidden {
			continue
		}
		w := inTextOf(c.Width, t) * s.all
		if c.Grow {
			w = w*s.growing + s.extra
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
		c.Width = max(leastColumn, (now+d)/inTextOf(1, t))
	}
	t.Refresh()
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
	t.Refresh()
	if t.OnColumns != nil {
		t.OnColumns()
	}
}
