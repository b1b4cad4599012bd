package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// middle keeps its object in the middle of the width, no wider than widest at the usual size of text.
type middle struct {
	widest float32
	low    bool // in the middle of the height too, in the height that the object needs
}

// Layout is for Fyne.
func (m middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o, width := objects[0], min(size.Width, InText(m.widest))
	x, y, height := (size.Width-width)/2, float32(0), size.Height
	if m.low {
		o.Resize(fyne.NewSize(width, o.Size().Height)) // its height follows from its width
		height = min(size.Height, o.MinSize().Height)
		y = (size.Height - height) / 2
	}
	put(o, x, y, fyne.NewSize(width, height))
}

// MinSize is for Fyne.
func (m middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Middle keeps an object that fills a window of its own in the middle of the width: long lines are hard to read.
func Middle(widest float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(middle{widest: widest}, o)
}

// Centred keeps an object in the middle of width and height, no wider than widest at the usual size of text.
func Centred(widest float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(middle{widest: widest, low: true}, o)
}
