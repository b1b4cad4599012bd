package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// pickerPopup is the open list of a picker. The field keeps the focus; Up and Down move in the list, Enter chooses, Escape
// closes.
type pickerPopup struct {
	picker *Picker
	field  *pickerField
	list   *widget.List
	none   *prose
	found  []Option
	at     int // the option that Enter chooses
	popup  *widget.PopUp
}

// pickerField is the search field of the open list.
type pickerField struct {
	Entry
	popup *pickerPopup
}

// AcceptsTab keeps Tab from leading into the list, whose keys are those of the field.
func (f *pickerField) AcceptsTab() bool { return true }

// TypedKey moves in the list; Tab closes it as Escape does.
func (f *pickerField) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		f.popup.move(1)
	case fyne.KeyUp:
		f.popup.move(-1)
	case fyne.KeyPageDown:
		f.popup.move(8)
	case fyne.KeyPageUp:
		f.popup.move(-8)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.popup.chooseAt(f.popup.at)
	case fyne.KeyEscape, fyne.KeyTab:
		f.popup.hide()
	default:
		f.Entry.TypedKey(k)
	}
}

func newPickerPopup(p *Picker, c fyne.Canvas) *pickerPopup {
	q := &pickerPopup{picker: p, found: p.options}
	q.field = &pickerField{popup: q}
	q.field.PlaceHolder, q.field.Icon, q.field.OnChanged = p.language.Text("part.search"), theme.SearchIcon(), q.onTyped
	q.field.ExtendBaseWidget(q.field)
	q.list = widget.NewList(func() int { return len(q.found) }, newOptionRow, q.showRow)
	q.list.HideSeparators = true
	q.list.OnSelected = q.onTapped
	q.none = newProse(p.language.Text("part.none_found"), lookQuiet)
	q.none.Hide()
	content := container.NewBorder(q.field, nil, nil, nil, q.list, q.none)
	q.popup = widget.NewPopUp(newSurface(content, theme.ColorNameOverlayBackground, assets.ColorBorder, theme.SizeNamePopupRadius, edges{8, 8}), c)
	return q
}

func (q *pickerPopup) show() {
	const width = 460
	height := 72 + float32(min(len(q.found), 9))*(rowHeight(q.picker)+sizeFor(theme.SizeNamePadding, q.picker))
	c := q.popup.Canvas
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(q.picker.open)
	below := at.Y + q.picker.open.Size().Height + 4
	w, h := min(width, c.Size().Width), min(max(height, 130), c.Size().Height)
	x := max(0, min(at.X, c.Size().Width-w-4))
	y := max(0, min(below, c.Size().Height-h-4))
	q.popup.ShowAtPosition(fyne.NewPos(x, y))
	q.popup.Resize(fyne.NewSize(w, h))
	c.Focus(q.field)
	for i, o := range q.found {
		if o.Key == q.picker.key {
			q.move(i)
		}
	}
}

func (q *pickerPopup) hide() {
	q.picker.popup = nil
	q.popup.Hide()
	q.popup.Canvas.Focus(q.picker.open)
}

func (q *pickerPopup) onTyped(text string) {
	q.found, q.at = q.picker.matching(text), 0
	q.none.Hidden = len(q.found) > 0
	q.list.ScrollToTop()
	q.list.Refresh()
	q.none.Refresh()
}

func (q *pickerPopup) onTapped(i int) {
	q.list.UnselectAll()
	q.chooseAt(i)
}

func (q *pickerPopup) chooseAt(i int) {
	if i >= 0 && i < len(q.found) {
		q.picker.choose(q.found[i].Key)
	}
}

func (q *pickerPopup) move(by int) {
	q.at = max(0, min(q.at+by, len(q.found)-1))
	q.list.ScrollTo(q.at)
	q.list.Refresh()
}

// optionRow is one line of the list.
type optionRow struct {
	surface
	label, detail *prose
	option        Option
}

func newOptionRow() fyne.CanvasObject {
	r := &optionRow{label: newClipped("", lookBody), detail: newClipped("", look{})}
	r.label.Truncation, r.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis // there are few rows
	r.content = container.New(beside{row: r}, r.label, r.detail)
	r.fill, r.radius = theme.ColorNameOverlayBackground, theme.SizeNameSelectionRadius
	r.ExtendBaseWidget(r)
	return r
}

// MinSize is that of a row, whatever the fonts measure.
func (r *optionRow) MinSize() fyne.Size { return fyne.NewSize(120, rowHeight(r)) }

func (q *pickerPopup) showRow(i widget.ListItemID, o fyne.CanvasObject) {
	r, ok := o.(*optionRow)
	if !ok || i >= len(q.found) {
		return
	}
	l := lookBody
	l.bold = q.found[i].Key == q.picker.key
	quiet := lookCaption
	quiet.align = fyne.TextAlignTrailing
	r.option = q.found[i]
	r.label.set(r.option.Label, l)
	r.detail.set(r.option.Detail, quiet)
	r.content.Refresh() // lays out again: the rows of other options need other widths
	r.fill = theme.ColorNameOverlayBackground
	if i == q.at {
		r.fill = theme.ColorNameSelection
	}
	r.Refresh()
}

// leastLabel is the part of a line that the label keeps beside a long detail.
const leastLabel = 0.45

// beside puts the label and the detail of a row on a line, both centred in the height. The detail gets the width it needs,
// the label the rest; what has no room ends in an ellipsis.
type beside struct{ row *optionRow }

func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := b.row.option
	detail := min(b.needed(o.Detail, theme.SizeNameCaptionText), size.Width*(1-leastLabel))
	if free := size.Width - b.needed(o.Label, theme.SizeNameText); free > detail {
		detail = min(free, b.needed(o.Detail, theme.SizeNameCaptionText))
	}
	x, w := float32(0), size.Width-detail
	for _, o := range objects {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
		x, w = w, detail
	}
}

// needed is how wide words are with the padding around them, in bold for those that are chosen.
func (b beside) needed(words string, name fyne.ThemeSizeName) float32 {
	if words == "" {
		return 0
	}
	m := fyne.MeasureText(words, sizeFor(name, b.row), fyne.TextStyle{Bold: name == theme.SizeNameText})
	return m.Width + 2*sizeFor(theme.SizeNameInnerPadding, b.row) + 1
}

func (b beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 24) }
