package casefile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
)

// fill stacks objects with the gap between cards. Each gets the width first and then the height it needs; the one number
// at takes what is left, and is least high at the least.
type fill struct {
	at    int
	least float32
}

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
			h = max(rest, f.least)
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
		if i == f.at {
			size.Height += max(0, f.least-m.Height)
		}
		if i > 0 {
			size.Height += theme.Size(assets.SizeGap)
		}
	}
	return size
}

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

// inset leaves room left of its objects.
type inset float32

// Layout is for Fyne.
func (n inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(float32(n), 0))
		o.Resize(fyne.NewSize(max(0, size.Width-float32(n)), size.Height))
	}
}

// MinSize is for Fyne.
func (n inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return settled{}.MinSize(objects).AddWidthHeight(float32(n), 0)
}

// beside leaves room right of its objects, for the bar of a scroller.
type beside float32

// Layout is for Fyne.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(max(0, size.Width-float32(b)), size.Height))
	}
}

// MinSize is for Fyne.
func (b beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return settled{}.MinSize(objects).AddWidthHeight(float32(b), 0)
}
