package welcome

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tuntas/app/ui/part"
)

// room leaves room left of an object and above it.
func room(left, top float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, 0, left, 0), o)
}

// quiet is text of second rank without the padding around it.
func quiet(text string) fyne.CanvasObject { return part.Flush(part.Quiet(text)) }
