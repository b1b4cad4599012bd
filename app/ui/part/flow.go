package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// flow puts objects beside each other, each in its own size, and begins a new line where the width ends.
type flow struct {
	gap   float32
	width float32 // of the last layout; 0 before: everything is on one line
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	y := float32(0)
	for _, line := range f.lines(objects) {
		x, height := float32(0), largest(line).Height
		for _, o := range line {
			m := o.MinSize()
			o.Move(fyne.NewPos(x, y+(height-m.Height)/2))
			o.Resize(m)
			x += m.Width + f.gap
		}
		y += height + f.gap
	}
}

// MinSize is as high as the lines are at the width of the last layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, -f.gap)
	for _, line := range f.lines(objects) {
		m := largest(line)
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height+f.gap)
	}
	return fyne.NewSize(size.Width, max(0, size.Height))
}

// lines divides the objects that are shown into lines.
func (f *flow) lines(objects []fyne.CanvasObject) (lines [][]fyne.CanvasObject) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		width := o.MinSize().Width
		if len(lines) == 0 || (f.width > 0 && x+width > f.width) {
			lines = append(lines, nil)
			x = 0
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], o)
		x += width + f.gap
	}
	return lines
}

// Flow puts objects beside each other as Row does and begins a new line where the width ends: the form of a filter bar.
func Flow(objects ...fyne.CanvasObject) *fyne.Container {
	return FlowApart(8, objects...)
}

// FlowApart is Flow with a gap of another width.
func FlowApart(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}
