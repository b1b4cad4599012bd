package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// railWidth is the width of the navigation at the usual size of text; a page has the rest of the window.
const railWidth = 204

// inRail returns a measure of the navigation as it is with the reader's size of text. It grows less than the pages do: its words are
// few and known, and what it takes the pages lose.
func inRail(measure float32) float32 { return measure + (part.InText(measure)-measure)*0.6 }

// railRoom makes the navigation as wide as its words need.
type railRoom struct{}

// Layout is for Fyne.
func (railRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize is for Fyne.
func (railRoom) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(inRail(railWidth), 1)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

// rail is the navigation on the left: it shows where one is.
type rail struct {
	content fyne.CanvasObject
	items   map[PageName]*railItem
	column  *fyne.Container
	foot    *railText // what should not be overlooked
	list    *fyne.Container
	scroll  *container.Scroll
	views   *railViews
	lit     PageName // of the page that is shown
}

func newRail(l *i18n.Language, show func(PageName)) *rail {
	r := &rail{items: map[PageName]*railItem{}}
	r.list = container.New(layout.NewCustomPaddedVBoxLayout(4))
	r.views = newRailViews(r, l)
	for i, name := range Navigation() {
		item := newRailItem(l.Text("page."+string(name)), railIcons[name], "Ctrl+"+string(rune('1'+i)), func() { show(name) })
		item.seen = r.reveal
		r.items[name] = item
		r.list.Add(item)
		if name == Desk {
			r.list.Add(r.views.box)
		}
	}
	r.scroll = container.NewVScroll(container.NewVBox(r.list))
	mark := canvas.NewImageFromResource(assets.Icon())
	mark.FillMode = canvas.ImageFillContain
	mark.SetMinSize(fyne.NewSquareSize(30))
	name := newRailText(l.Text("app.name"), 20, true, assets.ColorOnNavigation)
	head := container.New(layout.NewCustomPaddedLayout(18, 18, 16, 8), container.NewHBox(mark, container.NewCenter(name)))
	r.foot = newRailText("", 11, false, assets.ColorOnNavigation)
	r.foot.Hide()
	foot := container.New(layout.NewCustomPaddedLayout(0, 14, 18, 8), r.foot)
	r.column = container.NewBorder(head, foot, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 12, 10, 10), r.scroll))
	ground := newGround(assets.ColorNavigation)
	r.content = container.New(railRoom{}, ground, r.column)
	return r
}

var railIcons = map[PageName]assets.IconName{
	Desk: assets.IconDesk, Validate: assets.IconAccepted, Track: assets.IconTrack, Dashboard: assets.IconDashboard, Intake: assets.IconIntake, Imports: assets.IconHistory,
	Publish: assets.IconPublish, Settings: assets.IconSettings,
}

// mark lights the page that is shown; a case lies on the desk.
func (r *rail) mark(name PageName) {
	if name == Case || name == Welcome {
		name = Desk
	}
	if name == SecondLook {
		name = Validate
	}
	r.lit = name
	for at, item := range r.items {
		item.setOn(at == name)
	}
	r.views.show()
}

// reveal scrolls until an item is on screen.
func (r *rail) reveal(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(r.list).Y
	low := top + o.Size().Height - r.scroll.Size().Height
	r.scroll.ScrollToOffset(fyne.NewPos(0, min(max(r.scroll.Offset.Y, low), top)))
}

// count shows a number beside the name of a page; an empty text shows its shortcut again.
func (r *rail) count(name PageName, text string) {
	item := r.items[name]
	item.hint.text.Text, item.hint.size, item.hint.text.TextStyle.Bold = text, 13, text != ""
	if text == "" {
		item.hint.text.Text, item.hint.size = item.shortcut, 10
	}
	item.Refresh()
	if item.row != nil {
		item.row.Refresh()
	}
}

// say shows one quiet line at the foot; an empty one takes it away.
func (r *rail) say(text string) {
	r.foot.text.Text = text
	r.foot.Hidden = text == ""
	r.content.Refresh()
	r.column.Refresh() // the line has no place before it is shown
}

// ground is a rectangle in a colour of the theme.
type ground struct {
	widget.BaseWidget
	name   fyne.ThemeColorName
	radius float32
	ring   bool // something on it has the focus
	fill   *canvas.Rectangle
}

func newGround(name fyne.ThemeColorName) *ground {
	g := &ground{name: name, fill: canvas.NewRectangle(color.Transparent)}
	g.ExtendBaseWidget(g)
	return g
}

func (g *ground) set(name fyne.ThemeColorName) {
	g.name = name
	g.Refresh()
}

// Refresh takes the colour from the theme again.
func (g *ground) Refresh() {
	g.fill.FillColor = colour(g, g.name)
	g.fill.CornerRadius = g.radius
	g.fill.StrokeWidth = 0
	if g.ring {
		g.fill.StrokeWidth, g.fill.StrokeColor = 2, colour(g, assets.ColorOnNavigation)
	}
	g.fill.Refresh()
}

// CreateRenderer draws the rectangle.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	g.fill.FillColor, g.fill.CornerRadius = colour(g, g.name), g.radius
	return widget.NewSimpleRenderer(g.fill)
}

// colour is the theme's colour of that name; none is see-through.
func colour(w fyne.Widget, name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.ColorForWidget(name, w)
}

// railText is one line of text in a colour of the theme.
type railText struct {
	widget.BaseWidget
	text *canvas.Text
	name fyne.ThemeColorName
	size float32 // at the usual size of text
}

func newRailText(text string, size float32, bold bool, name fyne.ThemeColorName) *railText {
	t := &railText{text: canvas.NewText(text, color.Black), name: name, size: size}
	t.text.TextSize, t.text.TextStyle.Bold = inRail(size), bold
	t.ExtendBaseWidget(t)
	return t
}

// Refresh takes colour and size from the theme again.
func (t *railText) Refresh() {
	t.text.Color, t.text.TextSize = colour(t, t.name), inRail(t.size)
	t.text.Refresh()
}

// CreateRenderer draws the text.
func (t *railText) CreateRenderer() fyne.WidgetRenderer {
	t.text.Color, t.text.TextSize = colour(t, t.name), inRail(t.size)
	return widget.NewSimpleRenderer(t.text)
}

const railIcon = 20 // units at the usual size of text

// railItem is one page of the navigation: icon and word, lit when it is shown, reached by mouse and keyboard.
type railItem struct {
	widget.BaseWidget
	show                 func()
	seen                 func(fyne.CanvasObject) // brings the item on screen; may be nil
	on, hovered, focused bool
	ground               *ground
	label, hint          *railText
	icon                 *canvas.Image
	name                 assets.IconName
	shortcut             string
	row                  *fyne.Container // icon, word and hint; nil before it is drawn
}

func newRailItem(text string, icon assets.IconName, hint string, show func()) *railItem {
	i := &railItem{show: show, name: icon, ground: newGround(""), shortcut: hint}
	i.ground.radius = 8
	i.label = newRailText(text, 14, false, assets.ColorOnNavigation)
	i.hint = newRailText(hint, 10, false, assets.ColorOnNavigation)
	i.icon = canvas.NewImageFromResource(assets.Coloured(icon, assets.ColorOnNavigation))
	i.icon.FillMode = canvas.ImageFillContain
	i.icon.SetMinSize(fyne.NewSquareSize(inRail(railIcon)))
	i.ExtendBaseWidget(i)
	return i
}

func (i *railItem) setOn(on bool) {
	i.on = on
	i.label.text.TextStyle.Bold = on
	i.Refresh()
}

// Refresh shows the state.
func (i *railItem) Refresh() {
	name := fyne.ThemeColorName("")
	switch {
	case i.on:
		name = assets.ColorNavigationOn
	case i.hovered || i.focused:
		name = theme.ColorNameHover
	}
	i.ground.ring = i.focused
	i.ground.set(name)
	i.label.Refresh()
	i.hint.Refresh()
	i.icon.SetMinSize(fyne.NewSquareSize(inRail(railIcon)))
	i.icon.Refresh()
}

// Tapped shows the page.
func (i *railItem) Tapped(*fyne.PointEvent) { i.show() }

// FocusGained shows that the keyboard is here.
func (i *railItem) FocusGained() {
	i.focused = true
	i.Refresh()
	if i.seen != nil {
		i.seen(i)
	}
}

// FocusLost takes the sign away.
func (i *railItem) FocusLost() { i.focused = false; i.Refresh() }

// TypedRune passes letters on to the page: navigation takes no text.
func (i *railItem) TypedRune(r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(i.ground); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// TypedKey shows the page on Enter and Space, and passes other keys on to the page that is shown.
func (i *railItem) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.show()
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(i.ground); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(k)
		}
	}
}

// MouseIn shows that the item can be pressed.
func (i *railItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.Refresh() }

// MouseMoved does nothing.
func (i *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the sign away.
func (i *railItem) MouseOut() { i.hovered = false; i.Refresh() }

// Cursor is the pointing hand.
func (i *railItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer lays out ground, icon, word and shortcut.
func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	i.row = container.NewBorder(nil, nil, i.icon, container.NewCenter(i.hint), container.New(layout.NewCustomPaddedLayout(0, 0, 8, 0), i.label))
	return widget.NewSimpleRenderer(container.NewStack(i.ground, container.New(layout.NewCustomPaddedLayout(8, 8, 10, 10), i.row)))
}
