package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// Tabs are the names of pages beside each other; the one that is shown is underlined and bold.
type Tabs struct {
	Row   *fyne.Container
	names []string
	items []*Tab
}

// NewTabs returns a name for each page, none of them marked; chosen is called with the page that the reader wants.
func NewTabs(names []string, label func(name string) string, chosen func(name string)) *Tabs {
	t := &Tabs{names: names, Row: Flow()}
	for i, name := range names {
		item := &Tab{text: label(name), chosen: func() { chosen(name) }}
		item.walk = func(by int) { t.walk(i + by) }
		item.ExtendBaseWidget(item)
		t.items = append(t.items, item)
		t.Row.Add(item)
	}
	return t
}

// Tab returns the name of a page; nil for a page that is not there.
func (t *Tabs) Tab(name string) *Tab {
	if i := slices.Index(t.names, name); i >= 0 {
		return t.items[i]
	}
	return nil
}

// Mark underlines the page of that name. The keyboard goes with it where it was on another tab.
func (t *Tabs) Mark(name string) {
	for i, item := range t.items {
		if on := t.names[i] == name; item.on != on {
			item.on = on
			item.Refresh()
		}
	}
	if tab := t.Tab(name); tab != nil && !tab.focused && slices.ContainsFunc(t.items, func(i *Tab) bool { return i.focused }) {
		tab.focus()
	}
}

// walk puts the keyboard on a tab and shows its page.
func (t *Tabs) walk(to int) {
	if to >= 0 && to < len(t.items) {
		t.items[to].focus()
		t.items[to].chosen()
	}
}

// Tab is one name. Enter and Space show its page, the arrows those beside it.
type Tab struct {
	widget.BaseWidget
	text               string
	on, hover, focused bool
	chosen             func()
	walk               func(by int)
}

var (
	_ fyne.Focusable    = (*Tab)(nil)
	_ desktop.Hoverable = (*Tab)(nil)
)

// Tapped shows the page.
func (t *Tab) Tapped(*fyne.PointEvent) { t.chosen() }

func (t *Tab) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
}

// Cursor is a hand.
func (t *Tab) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn darkens the name.
func (t *Tab) MouseIn(*desktop.MouseEvent) { t.hover = true; t.Refresh() }

// MouseMoved is for Fyne.
func (t *Tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (t *Tab) MouseOut() { t.hover = false; t.Refresh() }

// FocusGained shows the focus.
func (t *Tab) FocusGained() { t.focused = true; t.Refresh(); reveal(t) }

// FocusLost hides the focus.
func (t *Tab) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune passes letters on to the window.
func (t *Tab) TypedRune(r rune) { PassRune(t, r) }

// TypedKey goes to the page beside with the arrows, shows this one with Enter and Space, and passes all else on.
func (t *Tab) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight:
		t.walk(1)
	case fyne.KeyLeft:
		t.walk(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.chosen()
	default:
		PassKey(t, e)
	}
}

// AccessibilityLabel is the name of the page.
func (t *Tab) AccessibilityLabel() string { return t.text }

// AccessibilityRole says that it is pressed.
func (t *Tab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (t *Tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{tab: t, ground: canvas.NewRectangle(nil), text: canvas.NewText(t.text, nil), under: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type tabRenderer struct {
	tab           *Tab
	ground, under *canvas.Rectangle
	text          *canvas.Text
}

// Room around a name and the height of the line under it.
const (
	tabRoom  = 9
	tabAbove = 5
	tabUnder = 3
)

func (r *tabRenderer) paint() {
	t := r.tab
	r.text.TextSize = theme.SizeForWidget(theme.SizeNameText, t)
	r.text.TextStyle.Bold = t.on
	r.text.Color = theme.ColorForWidget(assets.ColorQuiet, t)
	r.under.FillColor, r.under.Hidden = theme.ColorForWidget(theme.ColorNamePrimary, t), !t.on
	if t.on || t.hover || t.focused {
		r.text.Color = theme.ColorForWidget(theme.ColorNameForeground, t)
	}
	r.ground.Hidden = !t.hover && !t.focused
	r.ground.FillColor, r.ground.StrokeWidth = theme.ColorForWidget(theme.ColorNameHover, t), 0
	if t.focused {
		r.ground.StrokeWidth, r.ground.StrokeColor = ringWidth, theme.ColorForWidget(theme.ColorNameForeground, t)
	}
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, t)
}

// Layout is for Fyne.
func (r *tabRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	text := r.text.MinSize()
	r.text.Move(fyne.NewPos((size.Width-text.Width)/2, tabAbove))
	r.text.Resize(text)
	r.under.Move(fyne.NewPos(tabRoom, size.Height-tabUnder))
	r.under.Resize(fyne.NewSize(size.Width-2*tabRoom, tabUnder))
}

// MinSize has room for the bold name, so that nothing moves when it is chosen.
func (r *tabRenderer) MinSize() fyne.Size {
	bold := fyne.MeasureText(r.tab.text, theme.SizeForWidget(theme.SizeNameText, r.tab), fyne.TextStyle{Bold: true})
	return bold.AddWidthHeight(2*tabRoom, 2*tabAbove+tabUnder)
}

// Refresh is for Fyne.
func (r *tabRenderer) Refresh() {
	r.paint()
	r.Layout(r.tab.Size())
	canvas.Refresh(r.tab)
}

// Objects is for Fyne.
func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.text, r.under}
}

// Destroy is for Fyne.
func (r *tabRenderer) Destroy() {}
