package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
)

// shareBar is a thin bar that fills from left to right, with the share in words at its end.
type shareBar struct {
	widget.BaseWidget
	language *i18n.Language
	share    float64
	words    *line
}

func newShareBar(l *i18n.Language) *shareBar {
	b := &shareBar{language: l, words: newLine("", lookCaption)}
	b.ExtendBaseWidget(b)
	return b
}

func (b *shareBar) set(share float64) {
	b.share = min(max(share, 0), 1)
	b.words.set(b.language.Percent(b.share), lookCaption)
	b.Refresh()
}

// CreateRenderer is for Fyne.
func (b *shareBar) CreateRenderer() fyne.WidgetRenderer {
	r := &shareRenderer{b: b, track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type shareRenderer struct {
	b           *shareBar
	track, fill *canvas.Rectangle
}

const (
	barHeight = 8
	barWords  = 58 // for the share in words
)

func (r *shareRenderer) paint() {
	r.track.FillColor = colourFor(assets.ColorMissing, r.b)
	r.fill.FillColor = colourFor(theme.ColorNamePrimary, r.b)
	r.track.CornerRadius, r.fill.CornerRadius = barHeight/2, barHeight/2
}

func (r *shareRenderer) Layout(size fyne.Size) {
	width := max(0, size.Width-barWords)
	at := fyne.NewPos(0, (size.Height-barHeight)/2)
	r.track.Move(at)
	r.track.Resize(fyne.NewSize(width, barHeight))
	r.fill.Move(at)
	r.fill.Resize(fyne.NewSize(width*float32(r.b.share), barHeight))
	m := r.b.words.MinSize()
	r.b.words.Move(fyne.NewPos(size.Width-m.Width, (size.Height-m.Height)/2))
	r.b.words.Resize(m)
}

func (r *shareRenderer) MinSize() fyne.Size {
	return fyne.NewSize(barWords+80, max(barHeight, r.b.words.MinSize().Height))
}

func (r *shareRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *shareRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.fill, r.b.words}
}

func (r *shareRenderer) Destroy() {}
