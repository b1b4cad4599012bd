package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// ends puts its first object at the left end of a line, its last at the right end and a third, if there is one, between them.
// Where that has no room, the last begins a line of its own; what stands between does so where less than least would be left for
// it.
type ends struct {
	least float32 // at the usual size of text
	width float32 // of the last layout; 0 before: everything is on one line
}

const endsGap = 12

// Layout is for Fyne.
func (e *ends) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	e.width = size.Width
	left, right := objects[0], objects[len(objects)-1]
	a, b := left.MinSize(), right.MinSize()
	high := max(a.Height, b.Height)
	broken := e.broken(a, b)
	begin := a.Width + endsGap // of what stands between
	if a.Width == 0 {
		begin = 0
	}
	rest := size.Width - begin
	if broken {
		high = a.Height
		put(right, 0, a.Height+endsGap, fyne.NewSize(min(b.Width, size.Width), b.Height))
	} else {
		rest -= b.Width + endsGap
		put(right, size.Width-b.Width, (high-b.Height)/2, b)
	}
	put(left, 0, (high-a.Height)/2, fyne.NewSize(min(a.Width, size.Width), a.Height))
	if len(objects) < 3 {
		return
	}
	middle := objects[1]
	middle.Resize(fyne.NewSize(rest, middle.Size().Height)) // words wrap to the width
	switch m := middle.MinSize().Height; {
	case broken:
		put(middle, begin, max(0, (high-m)/2), fyne.NewSize(rest, m))
	case rest < InText(e.least):
		put(middle, 0, high+endsGap, fyne.NewSize(size.Width, m))
	default:
		put(middle, begin, (high-m)/2, fyne.NewSize(rest, m))
	}
}

// MinSize is as high as the lines are at the width of the last layout.
func (e *ends) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[len(objects)-1].MinSize()
	size := fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	broken := e.broken(a, b)
	if broken {
		size.Height = a.Height + endsGap + b.Height
	}
	if len(objects) > 2 {
		m := objects[1].MinSize().Height
		if !broken && (e.width > 0 && e.width-a.Width-b.Width-2*endsGap < InText(e.least)) {
			return fyne.NewSize(size.Width, size.Height+endsGap+m)
		}
		size.Height = max(size.Height, m)
	}
	return size
}

// broken tells whether both ends have no room on one line.
func (e *ends) broken(a, b fyne.Size) bool {
	return e.width > 0 && b.Width > 0 && a.Width+endsGap+b.Width > e.width
}

func put(o fyne.CanvasObject, x, y float32, size fyne.Size) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(size)
}

// Ends puts one object at the left end of a line and one at its right end, or below where the line is too short.
func Ends(left, right fyne.CanvasObject) *fyne.Container { return container.New(&ends{}, left, right) }

// EndsWith is Ends with a third object between, which takes what is left, or a line of its own where that is less than least
// units at the usual size of text.
func EndsWith(least float32, left, middle, right fyne.CanvasObject) *fyne.Container {
	return container.New(&ends{least: least}, left, middle, right)
}
