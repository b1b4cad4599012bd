package chart

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
)

// Picture paints f without a window, size large in Fyne's units, scale pixels for each of them: 800 by 450 at 2.5 fills the
// width of a printed page. Look should be light, opaque and deaf to the variant it is asked for. Call it on the
// goroutine of the window, one picture for each delivery; it needs a running fyne.App.
func Picture(f figure.Figure, l *i18n.Language, size fyne.Size, scale float32, look fyne.Theme) image.Image {
	chart := New(l)
	chart.figure, chart.drawn = f, prepared(f)
	ground := canvas.NewRectangle(palette{theme: look}.named(assets.ColorCard))
	c := software.NewTransparentCanvas()
	c.SetPadded(false)
	c.SetScale(scale)
	c.SetContent(container.NewThemeOverride(container.NewStack(ground, chart), look))
	c.Resize(size)
	return c.Capture()
}
