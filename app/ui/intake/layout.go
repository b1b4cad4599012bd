package intake

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tuntas/app/ui/part"
)

// bleed is how far what scrolls reaches over the edges of the page, so that borders of cards are not cut.
const bleed = 4

// barRoom is how far it reaches over at the right, where its bar stands.
const barRoom = 14

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
