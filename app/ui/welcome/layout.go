package welcome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
)

// centred stacks objects from top to bottom, each with the width first and then the height that it needs. It is not wider
// than widest, where that is set, and stands in the middle of its room when middle is set.
type centred struct {
	gap    float32
	widest float32
	middle bool
}

// Layout is for Fyne.
func (c centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width, x, y := size.Width, float32(0), float32(0)
	if c.widest > 0 && width > c.widest {
		width, x = c.widest, (width-c.widest)/2
	}
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	if c.middle {
		y = max(0, (size.Height-c.MinSize(objects).Height)/2)
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, h))
		y += h + c.gap
	}
}

// MinSize is for Fyne.
func (c centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
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

// sides puts two objects of the same size beside each other.
type sides struct{}

// Layout is for Fyne.
func (sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Size(assets.SizeGap)
	width := float32(int((size.Width - gap) / 2))
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// MinSize is for Fyne. A wrapped text is as high as it was at its last width.
func (sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(2*size.Width+theme.Size(assets.SizeGap), size.Height)
}

// room leaves room left of its objects and above them.
type room struct{ left, top float32 }

// Layout is for Fyne.
func (m room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(m.left, m.top))
		o.Resize(fyne.NewSize(max(0, size.Width-m.left), max(0, size.Height-m.top)))
	}
}

// MinSize is for Fyne.
func (m room) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return centred{}.MinSize(objects).AddWidthHeight(m.left, m.top)
}

// quiet is text of second rank without the padding around it.
func quiet(text string) fyne.CanvasObject { return container.New(snug{}, part.Quiet(text)) }

// snug takes the padding away that Fyne's texts carry around them.
type snug struct{}

// Layout is for Fyne.
func (snug) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := theme.Size(theme.SizeNameInnerPadding)
	for _, o := range objects {
		o.Move(fyne.NewPos(-pad, -pad))
		o.Resize(size.AddWidthHeight(2*pad, 2*pad))
	}
}

// MinSize is for Fyne.
func (snug) MinSize(objects []fyne.CanvasObject) fyne.Size {
	pad := theme.Size(theme.SizeNameInnerPadding)
	return centred{}.MinSize(objects).SubtractWidthHeight(2*pad, 2*pad)
}
