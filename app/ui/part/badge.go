package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
)

// Badge is an icon and a word on a tinted, rounded surface: a status is never told by its colour alone.
type Badge struct {
	widget.BaseWidget
	text      string
	icon      fyne.Resource
	ink, tint fyne.ThemeColorName
	language  *i18n.Language // nil where the words come from the page
}

// NewBadge returns a badge with text and icon in the colours that the theme has under ink and tint. The icon may be nil.
func NewBadge(text string, icon fyne.Resource, ink, tint fyne.ThemeColorName) *Badge {
	b := &Badge{text: text, icon: icon, ink: ink, tint: tint}
	b.ExtendBaseWidget(b)
	return b
}

// NewStageBadge returns the badge of a stage with the stage's name in l.
func NewStageBadge(l *i18n.Language, s data.Stage) *Badge {
	b := stageBadge(l.Stage(s), s)
	b.language = l
	return b
}

// NewRefusedBadge returns the badge of a refused follow-up: another colour and icon than that of a rejected report.
func NewRefusedBadge(text string) *Badge {
	return NewBadge(text, assets.Coloured(assets.IconRefused, assets.ColorRefused), assets.ColorRefused, assets.ColorRefusedTint)
}

func stageBadge(word string, s data.Stage) *Badge {
	return NewBadge(word, StageIcon(s), StageColor(s), StageTint(s))
}

// SetStage shows another stage. The badge must come from NewStageBadge.
func (b *Badge) SetStage(s data.Stage) { b.setStage(b.language.Stage(s), s) }

func (b *Badge) setStage(word string, s data.Stage) {
	if b.text == word && b.ink == StageColor(s) {
		return
	}
	b.Set(word, StageIcon(s), StageColor(s), StageTint(s))
}

// NewPrivateBadge returns the badge that stands for what a private report says.
func NewPrivateBadge(l *i18n.Language) *Badge {
	b := NewBadge("", nil, assets.ColorQuiet, assets.ColorSunken)
	b.lock(l.Text("private.report"))
	return b
}

// lock shows a word with a lock.
func (b *Badge) lock(word string) {
	if b.text != word || b.ink != assets.ColorQuiet || b.icon == nil {
		b.Set(word, assets.Coloured(assets.IconLock, assets.ColorQuiet), assets.ColorQuiet, assets.ColorSunken)
	}
}

// Set shows another text, icon and colours.
func (b *Badge) Set(text string, icon fyne.Resource, ink, tint fyne.ThemeColorName) {
	b.text, b.icon, b.ink, b.tint = text, icon, ink, tint
	b.Refresh()
}

// Text returns the word on the badge.
func (b *Badge) Text() string { return b.text }

const (
	badgeIcon = 14 // width and height of the icon
	badgeSide = 8  // left and right of icon and word
)

// CreateRenderer is for Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{b: b, area: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(b.icon), text: canvas.NewText("", nil)}
	r.icon.FillMode = canvas.ImageFillContain
	r.paint()
	return r
}

type badgeRenderer struct {
	b    *Badge
	area *canvas.Rectangle
	icon *canvas.Image
	text *canvas.Text
}

func (r *badgeRenderer) paint() {
	r.area.FillColor = colourFor(r.b.tint, r.b)
	r.icon.Resource = r.b.icon
	r.icon.Hidden = r.b.icon == nil
	r.text.Text = r.b.text
	r.text.Color = colourFor(r.b.ink, r.b)
	r.text.TextSize = sizeFor(theme.SizeNameCaptionText, r.b)
	r.text.TextStyle = fyne.TextStyle{Bold: true}
}

func (r *badgeRenderer) Layout(size fyne.Size) {
	h := min(size.Height, r.MinSize().Height)
	top := (size.Height - h) / 2
	r.area.Move(fyne.NewPos(0, top))
	r.area.Resize(fyne.NewSize(min(size.Width, r.MinSize().Width), h))
	r.area.CornerRadius = h / 2
	x := float32(badgeSide)
	if r.b.icon != nil {
		r.icon.Move(fyne.NewPos(x, top+(h-badgeIcon)/2))
		r.icon.Resize(fyne.NewSquareSize(badgeIcon))
		x += badgeIcon + 5
	}
	m := r.text.MinSize()
	r.text.Move(fyne.NewPos(x, top+(h-m.Height)/2))
	r.text.Resize(m)
}

func (r *badgeRenderer) MinSize() fyne.Size {
	m := r.text.MinSize()
	w := m.Width + 2*badgeSide + 2
	if r.b.icon != nil {
		w += badgeIcon + 5
	}
	return fyne.NewSize(w, float32(int(max(m.Height, badgeIcon)))+6)
}

func (r *badgeRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	r.icon.Refresh()
	canvas.Refresh(r.b)
}

func (r *badgeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.area, r.icon, r.text}
}

func (r *badgeRenderer) Destroy() {}
