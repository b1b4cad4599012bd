package part

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// OrderedItem is an entry of an Ordered list, with each text in the reader's language.
type OrderedItem struct {
	Text   string
	Detail string // below it, quiet; may be empty
	Mark   string // at the right, as a badge; may be empty
}

// Ordered is a list whose order matters: each entry with its number. Up, Down, Home and End choose an entry; with Alt, Up and
// Down move it. Enter opens it, Delete takes it away, Insert adds one.
type Ordered struct {
	widget.BaseWidget
	OnChosen func(i int)     // another entry was chosen, by whatever means
	OnOpen   func(i int)     // may be nil, as those below
	OnMove   func(i, by int) // one up is -1
	OnDrop   func(i int)
	OnAdd    func()

	rows    []*orderedRow
	chosen  int
	focused bool
}

// NewOrdered returns an empty list.
func NewOrdered() *Ordered {
	o := &Ordered{}
	o.ExtendBaseWidget(o)
	return o
}

// Set shows these entries and chooses one of them, the nearest where there is none of that number.
func (o *Ordered) Set(all []OrderedItem, chosen int) {
	o.rows = nil
	for i, item := range all {
		o.rows = append(o.rows, newOrderedRow(o, i, item))
	}
	o.chosen = max(0, min(chosen, len(all)-1))
	o.Refresh()
}

// Chosen returns the number of the entry that is chosen, from 0; 0 too when there is none.
func (o *Ordered) Chosen() int { return o.chosen }

// choose chooses entry i if there is one.
func (o *Ordered) choose(i int) {
	if i < 0 || i >= len(o.rows) || i == o.chosen {
		return
	}
	o.chosen = i
	o.Refresh()
	o.Reveal()
	if o.OnChosen != nil {
		o.OnChosen(i)
	}
}

// FocusGained shows where the keys go.
func (o *Ordered) FocusGained() { o.focused = true; o.Refresh(); o.Reveal() }

// Reveal brings the chosen entry into sight while the list has the keys; the list must have been laid out.
func (o *Ordered) Reveal() {
	if o.focused && o.chosen < len(o.rows) {
		revealPart(o, o.rows[o.chosen].Position().Y, o.rows[o.chosen].Size().Height)
	}
}

// FocusLost takes the sign away.
func (o *Ordered) FocusLost() { o.focused = false; o.Refresh() }

// TypedRune passes letters on to the window.
func (o *Ordered) TypedRune(r rune) { PassRune(o, r) }

// TypedKey chooses, opens, adds and takes away.
func (o *Ordered) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyUp:
		o.choose(o.chosen - 1)
	case fyne.KeyDown:
		o.choose(o.chosen + 1)
	case fyne.KeyHome:
		o.choose(0)
	case fyne.KeyEnd:
		o.choose(len(o.rows) - 1)
	case fyne.KeyInsert:
		if o.OnAdd != nil {
			o.OnAdd()
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		o.do(o.OnOpen)
	case fyne.KeyDelete:
		o.do(o.OnDrop)
	}
}

func (o *Ordered) do(what func(i int)) {
	if what != nil && len(o.rows) > 0 {
		what(o.chosen)
	}
}

// TypedShortcut moves the chosen entry on Alt and an arrow.
func (o *Ordered) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	by := 0
	switch {
	case !ok || c.Modifier != fyne.KeyModifierAlt || o.OnMove == nil || len(o.rows) == 0:
	case c.KeyName == fyne.KeyUp:
		by = -1
	case c.KeyName == fyne.KeyDown:
		by = 1
	}
	if to := o.chosen + by; by != 0 && to >= 0 && to < len(o.rows) {
		o.OnMove(o.chosen, by)
	}
}

// CreateRenderer is for Fyne.
func (o *Ordered) CreateRenderer() fyne.WidgetRenderer {
	return &stackedRenderer[*orderedRow]{of: o, rows: func() []*orderedRow { return o.rows }, gap: orderedGap, minWidth: orderedWidth}
}

// orderedRow is one entry.
type orderedRow struct {
	widget.BaseWidget
	list    *Ordered
	at      int
	item    OrderedItem
	hovered bool
}

func newOrderedRow(o *Ordered, at int, item OrderedItem) *orderedRow {
	r := &orderedRow{list: o, at: at, item: item}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped chooses the entry and gives the list the keys.
func (r *orderedRow) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.list); c != nil {
		c.Focus(r.list)
	}
	r.list.choose(r.at)
}

// MouseIn shows that the entry can be chosen.
func (r *orderedRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved does nothing.
func (r *orderedRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the sign away.
func (r *orderedRow) MouseOut() { r.hovered = false; r.Refresh() }

// Cursor is the pointing hand.
func (r *orderedRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is for Fyne.
func (r *orderedRow) CreateRenderer() fyne.WidgetRenderer {
	d := &orderedRowRenderer{
		r: r, ground: canvas.NewRectangle(nil), number: newKeyCap(strconv.Itoa(r.at + 1)), text: newProse(r.item.Text, lookBody),
		detail: newProse(r.item.Detail, lookCaption), mark: NewBadge(r.item.Mark, nil, assets.ColorRefused, assets.ColorRefusedTint),
	}
	setShown(d.mark, r.item.Mark != "")
	setShown(d.detail, r.item.Detail != "")
	d.paint()
	return d
}

type orderedRowRenderer struct {
	r      *orderedRow
	ground *canvas.Rectangle
	number *keyCap
	text   *prose
	detail *prose
	mark   *Badge
}

func (d *orderedRowRenderer) paint() {
	o := d.r.list
	chosen := o.chosen == d.r.at
	d.ground.CornerRadius = 6
	d.ground.Hidden = !chosen && !d.r.hovered
	d.ground.FillColor = colourFor(theme.ColorNameHover, d.r)
	d.ground.StrokeWidth = 0
	if chosen {
		d.ground.FillColor = colourFor(theme.ColorNameSelection, d.r)
	}
	if chosen && o.focused {
		d.ground.StrokeWidth, d.ground.StrokeColor = ringWidth, colourFor(theme.ColorNameForeground, d.r)
	}
}

const (
	orderedGap   = 2
	orderedEdge  = 4   // around the words
	orderedLeft  = 36  // of the words, for the number, at the usual size of text
	orderedWidth = 320 // at least
)

// Layout is for Fyne.
func (d *orderedRowRenderer) Layout(size fyne.Size) {
	d.ground.Resize(size)
	d.words(size.Width)
	m := d.number.MinSize()
	d.number.Move(fyne.NewPos(orderedEdge, orderedEdge))
	d.number.Resize(m)
	b := d.mark.MinSize()
	d.mark.Move(fyne.NewPos(size.Width-b.Width-orderedEdge, (size.Height-b.Height)/2))
	d.mark.Resize(b)
}

// words places the words in a row of this width and returns the height of the row.
func (d *orderedRowRenderer) words(width float32) float32 {
	left := InText(orderedLeft)
	room := width - left - orderedEdge
	if d.mark.Visible() {
		room -= d.mark.MinSize().Width + 10
	}
	h := orderedEdge + wrapped(d.text, left, orderedEdge, room, innerPadding())
	if d.detail.Visible() {
		h += wrapped(d.detail, left, h, room, innerPadding())
	}
	return h + orderedEdge
}

// MinSize is as high as the words are at the width of the last layout.
func (d *orderedRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(orderedWidth, d.words(max(orderedWidth, d.r.Size().Width)))
}

// Refresh is for Fyne.
func (d *orderedRowRenderer) Refresh() {
	d.paint()
	d.Layout(d.r.Size())
	canvas.Refresh(d.r)
}

// Objects is for Fyne.
func (d *orderedRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.ground, d.number, d.text, d.detail, d.mark}
}

// Destroy is for Fyne.
func (d *orderedRowRenderer) Destroy() {}
