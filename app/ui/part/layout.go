package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// column stacks objects from top to bottom with a gap, each as wide as the column. Unlike Fyne's box it gives each the
// width before it asks for the height, so that wrapped text gets its room at once.
type column struct{ gap float32 }

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	fill{gap: c.gap, at: -1}.Layout(objects, size)
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	gap := float32(0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width = max(size.Width, m.Width)
			size.Height += gap + m.Height
			gap = c.gap
		}
	}
	return size
}

// fill is a column whose object number at takes the height that is left.
type fill struct {
	gap float32
	at  int
}

func (f fill) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y, rest := float32(0), size.Height
	if f.at >= 0 {
		rest = f.rest(objects, size)
	}
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := rest
		if i != f.at {
			o.Resize(fyne.NewSize(size.Width, o.Size().Height))
			h = o.MinSize().Height
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + f.gap
	}
}

// rest is the height that the others leave.
func (f fill) rest(objects []fyne.CanvasObject, size fyne.Size) float32 {
	rest := size.Height + f.gap
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if i != f.at {
			o.Resize(fyne.NewSize(size.Width, o.Size().Height))
			rest -= o.MinSize().Height
		}
		rest -= f.gap
	}
	return max(0, rest)
}

func (f fill) MinSize(objects []fyne.CanvasObject) fyne.Size { return column{f.gap}.MinSize(objects) }

// Tower stacks objects from top to bottom with a gap; wrapped texts get their height at once.
func Tower(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{gap: gap}, objects...)
}

// Below stacks objects from top to bottom with the gap between cards; wrapped texts get their height at once.
func Below(objects ...fyne.CanvasObject) *fyne.Container {
	return Tower(theme.Size(assets.SizeGap), objects...)
}

// Fill stacks objects as Below does; object number at, counted from 0, takes the height that is left.
func Fill(at int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(fill{gap: theme.Size(assets.SizeGap), at: at}, objects...)
}

// halves puts two objects beside each other with the gap between cards.
type halves struct{ share float32 }

func (h halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Size(assets.SizeGap)
	left := float32(int((size.Width - gap) * h.share))
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-gap-left, size.Height))
}

func (h halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+theme.Size(assets.SizeGap), max(a.Height, b.Height))
}

// Beside puts two objects beside each other, equally high, with the gap between cards; share of the width, from 0 to 1,
// goes to the first.
func Beside(share float32, first, second fyne.CanvasObject) *fyne.Container {
	return container.New(halves{share}, first, second)
}

// spaced puts objects beside each other, centred on a line.
type spaced float32

func (s spaced) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
			o.Resize(m)
			x += m.Width + float32(s)
		}
	}
}

func (s spaced) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	gap := float32(0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width += gap + m.Width
			size.Height = max(size.Height, m.Height)
			gap = float32(s)
		}
	}
	return size
}

// Row puts objects beside each other with a small gap, each in its own size, centred on a line.
func Row(objects ...fyne.CanvasObject) *fyne.Container { return container.New(spaced(8), objects...) }

// tight takes the padding away that Fyne's texts carry around them.
type tight struct{}

func (tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := innerPadding()
	for _, o := range objects {
		o.Move(fyne.NewPos(-pad, -pad))
		o.Resize(size.AddWidthHeight(2*pad, 2*pad))
	}
}

func (tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, pad := largest(objects), innerPadding()
	return fyne.NewSize(max(0, size.Width-2*pad), max(0, size.Height-2*pad))
}

// Flush takes the padding away that a text carries around it, so that it stands in line with titles and tables.
func Flush(text fyne.CanvasObject) fyne.CanvasObject { return container.New(tight{}, text) }

// room puts fixed edges around its objects.
type room edges

func (m room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(m.x, m.y))
		o.Resize(fyne.NewSize(max(0, size.Width-2*m.x), max(0, size.Height-2*m.y)))
	}
}

func (m room) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).AddWidthHeight(2*m.x, 2*m.y)
}

// atLeast gives its objects all room, and a least size.
type atLeast fyne.Size

func (a atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).Max(fyne.Size(a))
}

// AtLeast lays objects over each other and gives them at least this size.
func AtLeast(width, height float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(atLeast{width, height}, objects...)
}

// inText gives its objects all room, and a least size that grows with the reader's size of text.
type inText struct{ atLeast }

func (a inText) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).Max(fyne.NewSize(InText(a.Width), InText(a.Height)))
}

// AtLeastInText is AtLeast for what holds words: the least size is meant at the usual size of text and grows with it.
func AtLeastInText(width, height float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(inText{atLeast{width, height}}, objects...)
}

// settled gives its object all room and then lets it look again.
type settled struct{ atLeast }

func (s settled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.atLeast.Layout(objects, size)
	for _, o := range objects {
		if scroll, ok := o.(*container.Scroll); ok {
			scrollers[scroll] = true
		}
		o.Refresh()
	}
}

// Settled lets a scroller look again each time it was laid out: it asks how high wrapped texts are before it has given them
// their width. What gets the focus in such a scroller comes into sight.
func Settled(o fyne.CanvasObject) *fyne.Container { return container.New(settled{}, o) }

// scrollEdge is how far what scrolls reaches over its room, so that borders that lie on its edge are not cut.
const scrollEdge = 4

// Scrolling gives an object all room, and lets it scroll where that is too low for it.
func Scrolling(o fyne.CanvasObject) fyne.CanvasObject {
	inside := layout.NewCustomPaddedLayout(scrollEdge, scrollEdge, scrollEdge, scrollEdge)
	around := layout.NewCustomPaddedLayout(-scrollEdge, -scrollEdge, -scrollEdge, -scrollEdge)
	return container.New(around, Settled(container.NewVScroll(container.New(inside, o))))
}

// largest is the least size in which each object has room.
func largest(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func innerPadding() float32 { return theme.Size(theme.SizeNameInnerPadding) }
