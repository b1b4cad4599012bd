package intake

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tuntas/app/ui/part"
)

// bleed is how far what scrolls reaches over the edges of the page, so that borders of cards are not cut.
const bleed = 4

// around puts an edge around an object; a negative one lets it reach over.
func around(edge float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(edge, edge, edge, edge), o)
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
