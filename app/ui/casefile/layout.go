package casefile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// fill stacks objects with the gap between cards. Each gets the width first and then the height it needs; the one number
// at takes what is left.
type fill struct{ at int }

// Layout is for Fyne.
func (f fill) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Size(assets.SizeGap)
	rest := size.Height
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if i != f.at {
			o.Resize(fyne.NewSize(size.Width, o.Size().Height))
			rest -= o.MinSize().Height
		}
		if i > 0 {
			rest -= gap
		}
	}
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		if i == f.at {
			h = max(rest, 0)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + gap
	}
}

// MinSize is for Fyne.
func (f fill) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
		if i > 0 {
			size.Height += theme.Size(assets.SizeGap)
		}
	}
	return size
}

// upper stacks two objects with the gap between cards: the first is as high as what it scrolls asks for, but takes at most
// three fifths; the second takes the rest.
type upper struct{ scroll *container.Scroll }

// Layout is for Fyne.
func (u upper) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second, gap := objects[0], objects[1], theme.Size(assets.SizeGap)
	first.Resize(fyne.NewSize(size.Width, first.Size().Height))
	around := first.MinSize().Height - u.scroll.MinSize().Height
	h := min(around+u.scroll.Content.MinSize().Height, size.Height*3/5)
	first.Move(fyne.Position{})
	first.Resize(fyne.NewSize(size.Width, h))
	second.Move(fyne.NewPos(0, h+gap))
	second.Resize(fyne.NewSize(size.Width, max(0, size.Height-h-gap)))
}

// MinSize is for Fyne.
func (u upper) MinSize(objects []fyne.CanvasObject) fyne.Size { return fill{}.MinSize(objects) }

// sides puts two objects beside each other; share of the width goes to the first.
type sides struct{ share float32 }

// Layout is for Fyne.
func (s sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Size(assets.SizeGap)
	left := float32(int((size.Width - gap) * s.share))
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-gap-left, size.Height))
}

// MinSize is for Fyne.
func (s sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+theme.Size(assets.SizeGap), max(a.Height, b.Height))
}

// settled gives its object all room and then lets it look again: a scroller asks how high wrapped texts are before it
// has given them their width.
type settled struct{}

// Layout is for Fyne.
func (settled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
		o.Refresh()
	}
}

// MinSize is for Fyne.
func (settled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// around leaves room around its objects; a negative edge takes away what their own padding leaves.
type around struct{ left, top, right, bottom float32 }

// snug takes the padding away that Fyne's texts carry around them.
func snug(o fyne.CanvasObject) fyne.CanvasObject {
	pad := -theme.Size(theme.SizeNameInnerPadding)
	return container.New(around{pad, pad, pad, pad}, o)
}

// Layout is for Fyne.
func (a around) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(a.left, a.top))
		o.Resize(fyne.NewSize(max(0, size.Width-a.left-a.right), max(0, size.Height-a.top-a.bottom)))
	}
}

// MinSize is for Fyne.
func (a around) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := settled{}.MinSize(objects)
	return fyne.NewSize(max(0, m.Width+a.left+a.right), max(0, m.Height+a.top+a.bottom))
}
