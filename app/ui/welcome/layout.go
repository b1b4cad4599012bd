package welcome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tuntas/app/ui/part"
)

// centred puts an object, not wider than widest, into the middle of its room, with the width first and then the height that
// it needs.
type centred struct{ widest float32 }

// Layout is for Fyne.
func (c centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o, width := objects[0], min(size.Width, c.widest)
	o.Resize(fyne.NewSize(width, o.Size().Height))
	height := o.MinSize().Height
	o.Move(fyne.NewPos((size.Width-width)/2, max(0, (size.Height-height)/2)))
	o.Resize(fyne.NewSize(width, height))
}

// MinSize is for Fyne.
func (c centred) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// room leaves room left of an object and above it.
func room(left, top float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, 0, left, 0), o)
}

// quiet is text of second rank without the padding around it.
func quiet(text string) fyne.CanvasObject { return part.Flush(part.Quiet(text)) }
