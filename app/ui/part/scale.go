package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// usualText is the size of text at which the measures of the code are meant.
const usualText = 14

// InText returns a measure as it is with the reader's size of text: 100 at the usual size is 150 at text half as large again.
func InText(measure float32) float32 { return measure * theme.Size(theme.SizeNameText) / usualText }

// inTextOf is InText under the theme that w is drawn in.
func inTextOf(measure float32, w fyne.Widget) float32 {
	return measure * sizeFor(theme.SizeNameText, w) / usualText
}
