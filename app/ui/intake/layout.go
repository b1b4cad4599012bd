package intake

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/ui/part"
)

// split puts two objects beside each other; the first takes its share of the width.
type split struct{ share, gap float32 }

func (s split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - s.gap) * s.share
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left+s.gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-s.gap, size.Height))
}

func (s split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+s.gap+b.Width, max(a.Height, b.Height))
}

// bleed is how far what scrolls reaches over the edges of the page, so that borders of cards are not cut.
const bleed = 4

// under gives the first object its own height at the top and the second one, which scrolls, the rest.
type under struct{ gap float32 }

func (u under) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].Size().Height))
	h := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, h))
	y := h + u.gap - bleed
	objects[1].Move(fyne.NewPos(-bleed, y))
	objects[1].Resize(fyne.NewSize(size.Width+2*bleed, max(0, size.Height+bleed-y)))
}

func (u under) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width-2*bleed), a.Height+u.gap+b.Height-2*bleed)
}

// inset takes the place of the edges that what scrolls reaches over.
type inset struct{}

func (inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewSquareOffsetPos(bleed))
		o.Resize(size.SubtractWidthHeight(2*bleed, 2*bleed))
	}
}

func (inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(2*bleed, 2*bleed)
}

// sized stacks objects and gives them at least this size.
type sized struct{ width, height float32 }

func (s sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func (s sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(s.width, s.height)
	for _, o := range objects {
		if o.Visible() {
			size = size.Max(o.MinSize())
		}
	}
	return size
}

// trim takes the padding away that Fyne's texts carry around them, so that they stand in line with titles and tables.
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

// centred puts an object into the middle of the height.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}

// lines are the rows of a table that is there as a whole.
type lines [][]part.Cell

// Row returns line i.
func (r lines) Row(i int) ([]part.Cell, bool) {
	if i < 0 || i >= len(r) {
		return nil, false
	}
	return r[i], true
}

// tableOf returns a table of these lines.
func tableOf(rows lines, columns ...part.Column) *part.Table {
	t := part.NewTable(rows, columns...)
	t.SetLength(len(rows))
	return t
}
