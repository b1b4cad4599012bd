package assets

import "fyne.io/fyne/v2"

// The colours of ours beside Fyne's own names. Each has a value in every variant of the theme.
const (
	ColorCard         fyne.ThemeColorName = "tuntas.card"          // surface of a card or a table
	ColorSunken       fyne.ThemeColorName = "tuntas.sunken"        // surface below a card: header rows, wells
	ColorBorder       fyne.ThemeColorName = "tuntas.border"        // hairline around a card
	ColorQuiet        fyne.ThemeColorName = "tuntas.quiet"         // text of second rank on any surface
	ColorNavigation   fyne.ThemeColorName = "tuntas.navigation"    // the bar with the pages
	ColorOnNavigation fyne.ThemeColorName = "tuntas.on_navigation" // text and icons on it
	ColorNavigationOn fyne.ThemeColorName = "tuntas.navigation_on" // the field of the page that is shown
	ColorNotice       fyne.ThemeColorName = "tuntas.notice"        // surface of the bar that reports a result
	ColorOnNotice     fyne.ThemeColorName = "tuntas.on_notice"     // text on it
	ColorNoticeAction fyne.ThemeColorName = "tuntas.notice_action" // the action in it
	ColorRefused      fyne.ThemeColorName = "tuntas.refused"       // a refused follow-up: not the colour of a rejected report
	ColorRefusedTint  fyne.ThemeColorName = "tuntas.refused_tint"  // surface behind it
	ColorAxis         fyne.ThemeColorName = "tuntas.axis"          // axis lines of a chart
	ColorGrid         fyne.ThemeColorName = "tuntas.grid"          // grid lines of a chart
	ColorMissing      fyne.ThemeColorName = "tuntas.missing"       // a field without a value in a heat grid

	// The tones of figures, in the order of figure.Tone.
	ColorPlain   fyne.ThemeColorName = "tuntas.tone.plain"
	ColorSecond  fyne.ThemeColorName = "tuntas.tone.second"
	ColorThird   fyne.ThemeColorName = "tuntas.tone.third"
	ColorGood    fyne.ThemeColorName = "tuntas.tone.good"
	ColorBad     fyne.ThemeColorName = "tuntas.tone.bad"
	ColorPending fyne.ThemeColorName = "tuntas.tone.pending"
	ColorWater   fyne.ThemeColorName = "tuntas.tone.water"
)

// The sizes of ours beside Fyne's own names.
const (
	SizeRow  fyne.ThemeSizeName = "tuntas.row"  // height of a row of a table without the gap below: a whole number
	SizeGap  fyne.ThemeSizeName = "tuntas.gap"  // between cards and sections
	SizePage fyne.ThemeSizeName = "tuntas.page" // around a page
)

// HeatSteps is how many shades the heat ramp has.
const HeatSteps = 7

// stageColours says which stages have colours.
var stageColours = map[string]bool{
	"waiting": true, "coordination": true, "disposition": true, "process": true,
	"follow_up": true, "validation": true, "done": true, "rejected": true,
}

// StageColor returns the name of the colour of text and marks of a stage, for example "follow_up"; ColorQuiet for a stage
// that is not known.
func StageColor(stage string) fyne.ThemeColorName {
	if !stageColours[stage] {
		return ColorQuiet
	}
	return fyne.ThemeColorName("tuntas.stage." + stage)
}

// StageTint returns the name of the surface behind a stage's word; ColorSunken for a stage that is not known.
func StageTint(stage string) fyne.ThemeColorName {
	if !stageColours[stage] {
		return ColorSunken
	}
	return fyne.ThemeColorName("tuntas.stage_tint." + stage)
}

// ToneColor returns the name of the colour of a figure's tone, for example "plain"; ColorPlain for one that is not known.
func ToneColor(tone string) fyne.ThemeColorName {
	name := fyne.ThemeColorName("tuntas.tone." + tone)
	if _, ok := light[name]; !ok {
		return ColorPlain
	}
	return name
}

// HeatColor returns the name of shade i of the heat ramp, 0 the faintest; beyond the ends the end.
func HeatColor(i int) fyne.ThemeColorName {
	i = min(max(i, 0), HeatSteps-1)
	return fyne.ThemeColorName("tuntas.heat." + string(rune('0'+i)))
}

// OnHeatColor returns the name of the colour of text on shade i of the heat ramp.
func OnHeatColor(i int) fyne.ThemeColorName {
	i = min(max(i, 0), HeatSteps-1)
	return fyne.ThemeColorName("tuntas.on_heat." + string(rune('0'+i)))
}
