// Package part holds the widgets that every page of the window is made of: the one data table, badges, the timeline, the
// pieces of a filter bar, layouts, cards, notices and dialogs. It knows how a stage looks, how an area is called, how a row is
// reached by mouse and by keyboard, and in which language its own few words are. It refuses to know where rows come from, what
// a command does, and what the time is: pages pass in sources, functions and clocks.
package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/data"
)

// StageColor returns the name of the colour of a stage's word and marks; a quiet one for a stage that is not known.
func StageColor(s data.Stage) fyne.ThemeColorName { return assets.StageColor(string(s)) }

// StageTint returns the name of the surface behind a stage's word.
func StageTint(s data.Stage) fyne.ThemeColorName { return assets.StageTint(string(s)) }

// StageIcon returns the icon of a stage in the stage's colour.
func StageIcon(s data.Stage) fyne.Resource {
	return assets.Coloured(assets.StageIcon(string(s)), StageColor(s))
}

// ToneColor returns the name of the colour of a figure's tone; that of figure.Plain for one that is not known.
func ToneColor(t figure.Tone) fyne.ThemeColorName { return assets.ToneColor(string(t)) }

func colourFor(name fyne.ThemeColorName, w fyne.Widget) color.Color {
	return theme.ColorForWidget(name, w)
}

func sizeFor(name fyne.ThemeSizeName, w fyne.Widget) float32 {
	return theme.SizeForWidget(name, w)
}

// rowHeight is the height of a row without the gap below it: a whole number, whatever the fonts measure.
func rowHeight(w fyne.Widget) float32 {
	if h := sizeFor(assets.SizeRow, w); h >= 16 && h == float32(int(h)) {
		return h
	}
	return 32 // a theme that is not ours
}
