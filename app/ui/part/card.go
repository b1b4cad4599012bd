package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// Card is a surface with rounded corners and, where it has one, a title above its content.
type Card struct {
	widget.BaseWidget
	title   *prose
	head    *fyne.Container
	body    *fyne.Container
	surface *surface
}

// NewCard returns a card. An empty title leaves the head away unless there is something right of it.
func NewCard(title string, content fyne.CanvasObject, right ...fyne.CanvasObject) *Card {
	c := &Card{title: newProse(title, lookSection), body: container.NewStack(content)}
	c.head = container.New(&headline{title: c.title}, Flush(c.title), container.NewHBox(right...))
	c.head.Hidden = title == "" && len(right) == 0
	inside := container.New(fill{gap: 10, at: 1}, c.head, c.body)
	c.surface = newSurface(inside, assets.ColorCard, assets.ColorBorder, theme.SizeNameCardRadius, edges{16, 14})
	c.ExtendBaseWidget(c)
	return c
}

// headline puts a title that wraps beside what stands at the right end of its line, or above it where its longest word has no
// room there.
type headline struct {
	title *prose
	width float32 // of the last layout; 0 before: everything is on one line
}

// broken tells whether the title stands above the tools.
func (h *headline) broken(tools fyne.Size) bool {
	if h.width == 0 || tools.Width == 0 {
		return false
	}
	longest, size := float32(0), sizeFor(lookSection.size, h.title)
	for _, word := range strings.Fields(h.title.segment.Text) {
		longest = max(longest, fyne.MeasureText(word, size, fyne.TextStyle{Bold: true}).Width)
	}
	return h.width-tools.Width-headGap < longest
}

// Layout is for Fyne.
func (h *headline) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h.width = size.Width
	title, tools := objects[0], objects[1].MinSize()
	width, broken := size.Width, h.broken(tools)
	if tools.Width > 0 && !broken {
		width -= tools.Width + headGap
	}
	width = max(0, width)
	title.Resize(fyne.NewSize(width, title.Size().Height))
	high := title.MinSize().Height
	if broken {
		put(title, 0, 0, fyne.NewSize(width, high))
		put(objects[1], size.Width-tools.Width, high+headGap, tools)
		return
	}
	put(title, 0, (size.Height-high)/2, fyne.NewSize(width, high))
	put(objects[1], size.Width-tools.Width, (size.Height-tools.Height)/2, tools)
}

// MinSize is as high as the lines are at the width of the last layout.
func (h *headline) MinSize(objects []fyne.CanvasObject) fyne.Size {
	title, tools := objects[0].MinSize(), objects[1].MinSize()
	if h.broken(tools) {
		return fyne.NewSize(max(title.Width, tools.Width), title.Height+headGap+tools.Height)
	}
	return fyne.NewSize(title.Width+headGap+tools.Width, max(title.Height, tools.Height))
}

// headGap is between a title and what stands right of it.
const headGap = 8

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
	h.row = container.New(&summit{}, Tower(1, h.title, h.below), container.NewHBox(right...))
	h.ExtendBaseWidget(h)
	return h
}

// summit puts the words of a heading beside what can be done, which begins a line of its own where it would leave too little for
// the words.
type summit struct{ width float32 } // of the last layout; 0 before: everything is on one line

const leastSummit = 200 // for the words, at the usual size of text

func (s *summit) broken(tools fyne.Size) bool {
	return s.width > 0 && tools.Width > 0 && s.width-tools.Width-headGap < InText(leastSummit)
}

// Layout is for Fyne.
func (s *summit) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	words, tools := objects[0], objects[1].MinSize()
	if !s.broken(tools) {
		width := max(0, size.Width-tools.Width-headGap)
		words.Resize(fyne.NewSize(width, words.Size().Height)) // they wrap to it
		put(words, 0, 0, fyne.NewSize(width, max(size.Height, words.MinSize().Height)))
		put(objects[1], size.Width-tools.Width, (size.Height-tools.Height)/2, tools)
		return
	}
	words.Resize(fyne.NewSize(size.Width, words.Size().Height))
	high := words.MinSize().Height
	put(words, 0, 0, fyne.NewSize(size.Width, high))
	put(objects[1], 0, high+headGap, tools)
}

// MinSize is as high as the lines are at the width of the last layout.
func (s *summit) MinSize(objects []fyne.CanvasObject) fyne.Size {
	words, tools := objects[0].MinSize(), objects[1].MinSize()
	if s.broken(tools) {
		return fyne.NewSize(max(words.Width, tools.Width), words.Height+headGap+tools.Height)
	}
	return fyne.NewSize(words.Width+headGap+tools.Width, max(words.Height, tools.Height))
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
	label *prose
	value *prose
	box   *fyne.Container
}

// NewField returns a fact. An empty value is shown as a dash; a long one wraps.
func NewField(label, value string) *Field {
	f := &Field{label: newProse(label, lookCaption), value: newProse("", lookBody)}
	f.box = Tower(2, Flush(f.label), Flush(f.value))
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
