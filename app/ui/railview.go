package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/desk"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// viewsAtOnce is how many views stand in the navigation before the reader wants to see all.
const viewsAtOnce = 8

// railViews are the views of the desk below its name.
type railViews struct {
	rail     *rail
	language *i18n.Language
	all      []desk.Named
	take     func(data.View)
	whole    bool        // all are shown
	items    []*railView // are used again, so that the keyboard stays where it is
	more     *railView
	box      *fyne.Container
}

func newRailViews(r *rail, l *i18n.Language) *railViews {
	v := &railViews{rail: r, language: l, box: container.New(layout.NewCustomPaddedVBoxLayout(1))}
	v.more = newRailView(r.reveal)
	v.box.Hide()
	return v
}

// set shows these views; take puts one in force.
func (v *railViews) set(all []desk.Named, take func(data.View)) {
	v.all, v.take = all, take
	v.show()
}

// show shows the views, the one that the list on screen is under lit.
func (v *railViews) show() {
	n := len(v.all)
	if !v.whole {
		n = min(n, viewsAtOnce)
	}
	for len(v.items) < n {
		v.items = append(v.items, newRailView(v.rail.reveal))
	}
	v.box.Objects = nil
	for i, named := range v.all[:n] {
		v.items[i].set(named.View.Name, v.language.Number(named.Count), named.On && v.rail.lit == Desk, func() { v.take(named.View) })
		v.box.Add(v.items[i])
	}
	if len(v.all) > viewsAtOnce {
		text := v.language.Text("rail.more", "n", v.language.Number(int64(len(v.all)-n)))
		if v.whole {
			text = v.language.Text("rail.fewer")
		}
		v.more.set(text, "", false, v.onMore)
		v.box.Add(v.more)
	}
	v.box.Hidden = n == 0
	v.rail.list.Refresh()
	if v.rail.scroll != nil {
		v.rail.scroll.Refresh()
	}
}

// onMore shows all views, or only the first again.
func (v *railViews) onMore() {
	v.whole = !v.whole
	v.show()
}

// railView is one view: its name as far as there is room, and how many reports it takes.
type railView struct {
	railItem
	full, count string
}

const (
	railViewSize   = 12 // of its letters
	railViewIndent = 32 // a little left of the names of pages
	railViewEdge   = 8  // right of the counts
	railViewAround = 20 + railViewIndent + railViewEdge
)

func newRailView(seen func(fyne.CanvasObject)) *railView {
	v := &railView{}
	v.seen, v.ground, v.icon = seen, newGround(""), &canvas.Image{}
	v.ground.radius = 6
	v.label = newRailText("", railViewSize, false, assets.ColorOnNavigation)
	v.hint = newRailText("", railViewSize, false, assets.ColorOnNavigation)
	v.ExtendBaseWidget(v)
	return v
}

// set shows a name with a count, which may be empty.
func (v *railView) set(name, count string, on bool, show func()) {
	v.full, v.count, v.on, v.railItem.show = name, count, on, show
	v.Refresh()
	if v.row != nil {
		v.row.Refresh()
	}
}

// Refresh fits the name into the room that the count leaves.
func (v *railView) Refresh() {
	room, size := inRail(railWidth)-railViewAround, inRail(railViewSize)
	if v.count != "" {
		room -= fyne.MeasureText(v.count, size, fyne.TextStyle{Bold: true}).Width + 6
	}
	v.label.text.Text = part.Fitted(v.full, room, size, v.on)
	v.label.text.TextStyle.Bold, v.hint.text.TextStyle.Bold = v.on, true
	v.hint.text.Text = v.count
	v.railItem.Refresh()
}

// FocusGained shows that the keyboard is here.
func (v *railView) FocusGained() {
	v.focused = true
	v.Refresh()
	v.seen(v)
}

// CreateRenderer lays out name and count.
func (v *railView) CreateRenderer() fyne.WidgetRenderer {
	v.row = container.NewBorder(nil, nil, nil, v.hint, v.label)
	return widget.NewSimpleRenderer(container.NewStack(v.ground, container.New(layout.NewCustomPaddedLayout(4, 4, railViewIndent, railViewEdge), v.row)))
}
