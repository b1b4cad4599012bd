package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice is one of few texts that are all seen. Tab goes from text to text, the arrows too; Space and Enter choose.
type Choice struct {
	widget.BaseWidget
	OnChanged func(text string) // another text was chosen, by whatever means; may be nil
	Selected  string            // empty while nothing is chosen

	items []*choiceItem
	box   *fyne.Container
}

// NewChoice returns a choice of nothing yet, with the texts beside or below each other.
func NewChoice(beside bool, texts []string, changed func(text string)) *Choice {
	c := &Choice{OnChanged: changed, box: Tower(0)}
	if beside {
		c.box = Row()
	}
	for i, text := range texts {
		item := &choiceItem{choice: c, at: i, text: text}
		item.ExtendBaseWidget(item)
		c.items = append(c.items, item)
		c.box.Add(item)
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetSelected chooses a text; one that is none of the choice chooses nothing.
func (c *Choice) SetSelected(text string) {
	if text == c.Selected {
		return
	}
	c.Selected = text
	c.box.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(text)
	}
}

// At is the number of the text that is chosen, from 0; -1 while nothing is.
func (c *Choice) At() int {
	return slices.IndexFunc(c.items, func(i *choiceItem) bool { return i.text == c.Selected })
}

// TakeFocusOn puts the keyboard on the text that is chosen, else on the first.
func (c *Choice) TakeFocusOn(on fyne.Canvas) { on.Focus(c.items[max(0, c.At())]) }

// Enable lets all texts be chosen.
func (c *Choice) Enable() { c.enable(true) }

// Disable keeps what is chosen.
func (c *Choice) Disable() { c.enable(false) }

func (c *Choice) enable(on bool) {
	for _, i := range c.items {
		Enable(i, on)
	}
}

// Disabled tells whether nothing can be chosen.
func (c *Choice) Disabled() bool { return len(c.items) > 0 && c.items[0].Disabled() }

// Holds is what may have the focus in the choice.
func (c *Choice) Holds() []fyne.CanvasObject { return []fyne.CanvasObject{c.box} }

// CreateRenderer is for Fyne.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.box) }

// walk puts the keyboard on the text that many places on.
func (c *Choice) walk(to int) {
	if to < 0 || to >= len(c.items) {
		return
	}
	if on := fyne.CurrentApp().Driver().CanvasForObject(c.items[to]); on != nil {
		on.Focus(c.items[to])
	}
}

// choiceItem is one text of a choice.
type choiceItem struct {
	widget.DisableableWidget
	choice           *Choice
	at               int
	text             string
	hovered, focused bool
}

// Tapped chooses the text and gives it the keys.
func (i *choiceItem) Tapped(*fyne.PointEvent) {
	i.choice.walk(i.at)
	i.choose()
}

func (i *choiceItem) choose() {
	if !i.Disabled() {
		i.choice.SetSelected(i.text)
	}
}

// Cursor is a hand.
func (i *choiceItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows that the text can be chosen.
func (i *choiceItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.Refresh() }

// MouseMoved is for Fyne.
func (i *choiceItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the sign away.
func (i *choiceItem) MouseOut() { i.hovered = false; i.Refresh() }

// FocusGained draws a ring and brings the text into sight.
func (i *choiceItem) FocusGained() { i.focused = true; i.Refresh(); reveal(i) }

// FocusLost takes the ring away.
func (i *choiceItem) FocusLost() { i.focused = false; i.Refresh() }

// TypedRune passes letters on to the window.
func (i *choiceItem) TypedRune(r rune) {
	if r != ' ' { // it is a key
		PassRune(i, r)
	}
}

// TypedKey chooses on Space and Enter, walks with the arrows and passes all else on.
func (i *choiceItem) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		i.choose()
	case fyne.KeyRight, fyne.KeyDown:
		i.choice.walk(i.at + 1)
	case fyne.KeyLeft, fyne.KeyUp:
		i.choice.walk(i.at - 1)
	default:
		PassKey(i, k)
	}
}

// AccessibilityLabel is the text.
func (i *choiceItem) AccessibilityLabel() string { return i.text }

// AccessibilityRole says that it is pressed.
func (i *choiceItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (i *choiceItem) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{
		i: i, ground: canvas.NewRectangle(nil), dot: canvas.NewImageFromResource(nil), edge: canvas.NewImageFromResource(nil),
		text: canvas.NewText(i.text, nil),
	}
	r.paint()
	return newRinged(i, r, func() bool { return i.focused })
}

type choiceRenderer struct {
	i         *choiceItem
	ground    *canvas.Rectangle
	dot, edge *canvas.Image
	text      *canvas.Text
}

func (r *choiceRenderer) paint() {
	dot, edge, text := theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.ColorNameForeground
	if r.i.choice.Selected == r.i.text {
		dot, edge = theme.ColorNamePrimary, theme.ColorNameForeground
	}
	if r.i.Disabled() {
		edge, text = theme.ColorNameDisabled, theme.ColorNameDisabled
		if dot == theme.ColorNamePrimary {
			dot = theme.ColorNameDisabled
		}
	}
	r.dot.Resource, r.edge.Resource = tinted(theme.IconNameRadioButtonFill, dot, r.i), tinted(theme.IconNameRadioButton, edge, r.i)
	r.text.Color, r.text.TextSize = colourFor(text, r.i), sizeFor(theme.SizeNameText, r.i)
	r.ground.FillColor, r.ground.CornerRadius = colourFor(theme.ColorNameHover, r.i), sizeFor(theme.SizeNameButtonRadius, r.i)
	r.ground.Hidden = !r.i.hovered || r.i.Disabled()
}

// tinted is an icon of the theme in one of its colours.
func tinted(name fyne.ThemeIconName, colour fyne.ThemeColorName, w fyne.Widget) fyne.Resource {
	icon := theme.NewThemedResource(theme.IconForWidget(name, w))
	icon.ColorName = colour
	return icon
}

const (
	choiceEdge = 8 // around icon and text
	choiceGap  = 6 // between them
)

// Layout is for Fyne.
func (r *choiceRenderer) Layout(size fyne.Size) {
	icon := sizeFor(theme.SizeNameInlineIcon, r.i)
	r.ground.Resize(size)
	for _, o := range []*canvas.Image{r.dot, r.edge} {
		o.Move(fyne.NewPos(choiceEdge, (size.Height-icon)/2))
		o.Resize(fyne.NewSquareSize(icon))
	}
	text := r.text.MinSize()
	r.text.Move(fyne.NewPos(choiceEdge+icon+choiceGap, (size.Height-text.Height)/2))
	r.text.Resize(text)
}

// MinSize is for Fyne.
func (r *choiceRenderer) MinSize() fyne.Size {
	icon, text := sizeFor(theme.SizeNameInlineIcon, r.i), r.text.MinSize()
	return fyne.NewSize(2*choiceEdge+icon+choiceGap+text.Width, max(icon, text.Height)+2*choiceEdge)
}

// Refresh is for Fyne.
func (r *choiceRenderer) Refresh() {
	r.paint()
	r.Layout(r.i.Size())
	r.dot.Refresh()
	r.edge.Refresh()
	canvas.Refresh(r.i)
}

// Objects is for Fyne.
func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.dot, r.edge, r.text}
}

// Destroy is for Fyne.
func (r *choiceRenderer) Destroy() {}
