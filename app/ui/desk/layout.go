package desk

import "fyne.io/fyne/v2"

const (
	barGap  = 8
	chipGap = 6
)

// flow puts objects beside each other, each in its own size, and begins a new line where the width ends.
type flow struct {
	gap   float32
	width float32 // of the last layout; 0 before: everything is on one line
}

// Layout is for Fyne.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, true)
}

// MinSize is as high as the lines are at the width of the last layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = max(size.Width, o.MinSize().Width)
		}
	}
	return fyne.NewSize(size.Width, f.place(objects, false))
}

// place goes through the lines, moves the objects if it is told to, and returns the height of all.
func (f *flow) place(objects []fyne.CanvasObject, move bool) float32 {
	y := float32(0)
	for len(objects) > 0 {
		n, height := f.line(objects)
		x := float32(0)
		for _, o := range objects[:n] {
			if !o.Visible() {
				continue
			}
			m := o.MinSize()
			if move {
				o.Move(fyne.NewPos(x, y+(height-m.Height)/2))
				o.Resize(m)
			}
			x += m.Width + f.gap
		}
		if height > 0 {
			y += height + f.gap
		}
		objects = objects[n:]
	}
	return max(0, y-f.gap)
}

// line returns how many objects the next line takes, at least one, and its height.
func (f *flow) line(objects []fyne.CanvasObject) (n int, height float32) {
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && f.width > 0 && x+m.Width > f.width {
			return i, height
		}
		x += m.Width + f.gap
		height = max(height, m.Height)
	}
	return len(objects), height
}

// tower stacks objects; the last one takes the height that is left. Each gets its width before it is asked for its height.
type tower struct{ gap float32 }

// Layout is for Fyne.
func (t tower) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects[:len(objects)-1] {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.Size().Height))
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + t.gap
	}
	last := objects[len(objects)-1]
	last.Move(fyne.NewPos(0, y))
	last.Resize(fyne.NewSize(size.Width, max(0, size.Height-y)))
}

// MinSize is that of all objects, one below the other.
func (t tower) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height+t.gap)
		}
	}
	return size.SubtractWidthHeight(0, t.gap)
}
