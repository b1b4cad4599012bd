package intake

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
