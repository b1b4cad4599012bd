package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// Card is a surface with rounded corners and, where it has one, a title above its content.
type Card struct {
	widget.BaseWidget
	title   *line
	head    *fyne.Container
	body    *fyne.Container
	surface *surface
}

// NewCard returns a card. An empty title leaves the head away unless there is something right of it.
func NewCard(title string, content fyne.CanvasObject, right ...fyne.CanvasObject) *Card {
	c := &Card{title: newLine(title, lookSection), body: container.NewStack(content)}
	tools := container.NewHBox(right...)
	c.head = container.NewBorder(nil, nil, nil, tools, container.NewVBox(layout.NewSpacer(), c.title, layout.NewSpacer()))
	c.head.Hidden = title == "" && len(right) == 0
	inside := container.New(fill{gap: 10, at: 1}, c.head, c.body)
	c.surface = newSurface(inside, assets.ColorCard, assets.ColorBorder, theme.SizeNameCardRadius, edges{16, 14})
	c.ExtendBaseWidget(c)
	return c
}

// SetTitle shows another title; an empty one hides the head.
func (c *Card) SetTitle(title string) {
	c.title.set(title, lookSection)
	c.head.Hidden = title == ""
	c.Refresh()
}

// SetContent shows another content.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.body.Objects = []fyne.CanvasObject{o}
	c.body.Refresh()
	c.Refresh()
}

// Refresh lays the head anew too: what stands right of the title may have been shown or hidden.
func (c *Card) Refresh() {
	c.head.Refresh()
	c.BaseWidget.Refresh()
}

// CreateRenderer is for Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.surface) }

// Page puts the room around a page that all pages have.
func Page(content fyne.CanvasObject) fyne.CanvasObject {
	s := theme.Size(assets.SizePage)
	return container.New(room{x: s, y: s}, content)
}

// Heading is the top of a page: title, subtitle and, on the right, what can be done.
type Heading struct {
	widget.BaseWidget
	title    *line
	subtitle *prose
	below    fyne.CanvasObject // the subtitle without its padding
	row      *fyne.Container
}

// NewHeading returns the top of a page. An empty subtitle takes no room.
func NewHeading(title, subtitle string, right ...fyne.CanvasObject) *Heading {
	h := &Heading{title: newLine(title, lookTitle), subtitle: newProse(subtitle, lookQuiet)}
	h.below = Flush(h.subtitle)
	h.showBelow(subtitle)
	tools := container.NewVBox(layout.NewSpacer(), container.NewHBox(right...), layout.NewSpacer())
	h.row = container.NewBorder(nil, nil, nil, tools, Tower(1, h.title, h.below))
	h.ExtendBaseWidget(h)
	return h
}

// SetTitle shows another title.
func (h *Heading) SetTitle(title string) {
	h.title.set(title, lookTitle)
	h.Refresh()
}

// SetSubtitle shows another subtitle; an empty one takes no room.
func (h *Heading) SetSubtitle(subtitle string) {
	h.subtitle.set(subtitle, lookQuiet)
	h.showBelow(subtitle)
	h.row.Refresh()
}

// showBelow gives the subtitle room unless it is empty.
func (h *Heading) showBelow(subtitle string) {
	if subtitle == "" {
		h.below.Hide()
		return
	}
	h.below.Show()
}

// CreateRenderer is for Fyne.
func (h *Heading) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.row) }

// Field is one fact: a small label above its value.
type Field struct {
	widget.BaseWidget
	label *line
	value *prose
	box   *fyne.Container
}

// NewField returns a fact. An empty value is shown as a dash; a long one wraps.
func NewField(label, value string) *Field {
	f := &Field{label: newLine(label, lookCaption), value: newProse("", lookBody)}
	f.box = Tower(2, f.label, Flush(f.value))
	f.SetText(value)
	f.ExtendBaseWidget(f)
	return f
}

// SetText shows another value.
func (f *Field) SetText(value string) {
	if value == "" {
		f.value.set("–", lookQuiet)
		return
	}
	f.value.set(value, lookBody)
}

// Text returns the value as it is shown.
func (f *Field) Text() string { return f.value.segment.Text }

// CreateRenderer is for Fyne.
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// Labelled puts a small quiet label above something to fill in or choose.
func Labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return Tower(4, newLine(label, lookCaption), o)
}
