package assets

import "fyne.io/fyne/v2/theme"

// Fonts returns the two fonts of the window as TrueType, for documents that carry their letters with them.
func Fonts() (regular, bold []byte) {
	return theme.DefaultTextFont().Content(), theme.DefaultTextBoldFont().Content()
}
