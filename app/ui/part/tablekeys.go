package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// rowList holds the lines on screen. It moves the selection itself, where Fyne's list moves a mark of its own.
type rowList struct {
	widget.List
	table   *Table
	focused bool
	shift   bool // the key is held down
}

func newRowList(t *Table) *rowList {
	l := &rowList{table: t}
	l.Length = t.Length
	l.CreateItem = func() fyne.CanvasObject { return newTableRow(t) }
	l.UpdateItem = l.show
	l.OnSelected = t.onSelected
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *rowList) show(i widget.ListItemID, o fyne.CanvasObject) {
	row, ok := o.(*tableRow)
	if !ok || i < 0 || i >= l.table.length {
		return
	}
	row.fit(l.table)
	cells, loaded := l.table.ask(i)
	row.show(i, cells, loaded)
}

// FocusGained shows the border of the table as that of the thing that listens to keys.
func (l *rowList) FocusGained() { l.focused = true; l.table.Refresh(); reveal(l.table) }

// FocusLost shows the plain border again.
func (l *rowList) FocusLost() { l.focused, l.shift = false, false; l.table.Refresh() }

// KeyDown notes that Shift is held: what moves the selection then marks rows.
func (l *rowList) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.shift = true
	}
}

// KeyUp notes that Shift is not held any more.
func (l *rowList) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.shift = false
	}
}

// TypedShortcut marks all rows, or copies.
func (l *rowList) TypedShortcut(s fyne.Shortcut) {
	t := l.table
	switch s.(type) {
	case *fyne.ShortcutSelectAll:
		if t.OnMark != nil && t.length > 0 {
			t.OnMark(0, t.length-1, t.length == 1)
		}
	case *fyne.ShortcutCopy:
		if t.OnCopy != nil {
			t.OnCopy()
		}
	}
}

// TypedRune sorts by the column with that number from the left, 1 to 9, of those that are shown; once more turns the order round.
func (l *rowList) TypedRune(r rune) {
	nth := int(r - '0')
	if nth < 1 || nth > 9 {
		if r != ' ' { // it is a key
			PassRune(l, r)
		}
		return
	}
	for i, c := range l.table.columns {
		if c.Hidden {
			continue
		}
		if nth--; nth == 0 {
			l.table.sortBy(i)
			return
		}
	}
}

// TypedKey moves the selection, or opens the selected row.
func (l *rowList) TypedKey(e *fyne.KeyEvent) {
	t := l.table
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		t.open(t.selected)
		return
	}
	if e.Name == fyne.KeySpace && t.OnMark != nil && t.selected >= 0 {
		t.OnMark(t.selected, t.selected, true)
		t.Select(min(t.selected+1, t.length-1))
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		t.slide(-slideStep)
	case fyne.KeyRight:
		t.slide(slideStep)
	}
	if to, ok := l.target(e.Name); ok && t.length > 0 {
		from, to := t.selected, min(max(to, 0), t.length-1)
		if l.shift && t.OnMark != nil && from >= 0 && from != to {
			t.OnMark(min(from, to), max(from, to), false)
		}
		t.Select(to)
	} else if !ok {
		PassKey(l, e)
	}
}

// target returns the row that a key leads to, possibly beyond the ends.
func (l *rowList) target(key fyne.KeyName) (int, bool) {
	at, page := l.table.selected, l.page()
	switch key {
	case fyne.KeyDown:
		return at + 1, true
	case fyne.KeyUp:
		return at - 1, true
	case fyne.KeyPageDown:
		return at + page, true
	case fyne.KeyPageUp:
		return at - page, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return l.table.length - 1, true
	case fyne.KeySpace:
		return at, at < 0
	}
	return 0, false
}

// page is how many rows a page key moves: one less than fit, so that a row of the old page stays in sight.
func (l *rowList) page() int {
	return max(1, int(l.Size().Height/l.table.step())-1)
}
