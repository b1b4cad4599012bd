package publish

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// under gives the first object its own height at the top and the second one the rest.
type under struct{ gap float32 }

func (u under) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].Size().Height))
	h := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, h))
	objects[1].Move(fyne.NewPos(0, h+u.gap))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-h-u.gap)))
}

func (u under) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+u.gap+b.Height)
}

// apart puts objects beside each other, each in its own size, aligned at the top.
type apart struct{ gap float32 }

func (a apart) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(o.MinSize())
		x += o.MinSize().Width + a.gap
	}
}

func (a apart) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(-a.gap, 0)
	for _, o := range objects {
		m := o.MinSize()
		size = fyne.NewSize(size.Width+m.Width+a.gap, max(size.Height, m.Height))
	}
	return size
}

// caption puts the first object, a text with its own padding, above the second.
type caption struct{}

const captionOverlap = 8 // of the text's padding at its left, and below it

func (caption) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	label := objects[0].MinSize()
	objects[0].Move(fyne.NewPos(-captionOverlap, -captionOverlap))
	objects[0].Resize(label)
	y := label.Height - captionOverlap - captionOverlap/2
	objects[1].Move(fyne.NewPos(0, y))
	objects[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-y)))
}

func (caption) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width-captionOverlap, b.Width), a.Height-captionOverlap-captionOverlap/2+b.Height)
}

// wide gives its objects a least width.
type wide float32

func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(float32(w), 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// equal puts objects beside each other, all as wide and as high as the others.
type equal struct{ gap float32 }

func (e equal) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - (n-1)*e.gap) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+e.gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (e equal) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	n := float32(len(objects))
	return fyne.NewSize(n*size.Width+(n-1)*e.gap, size.Height)
}

// trim takes the padding away that Fyne's texts carry around them, so that they stand in line with titles.
type trim struct{ pad float32 }

func (t trim) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(-t.pad, -t.pad))
		o.Resize(fyne.NewSize(size.Width+2*t.pad, size.Height+2*t.pad))
	}
}

func (t trim) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return fyne.NewSize(max(0, size.Width-2*t.pad), max(0, size.Height-2*t.pad))
}

func flush(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(trim{pad: theme.Size(theme.SizeNameInnerPadding)}, o)
}

func sizedTo(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(wide(width), o)
}
