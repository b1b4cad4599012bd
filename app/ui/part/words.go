package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// look is how a text is written.
type look struct {
	colour fyne.ThemeColorName
	size   fyne.ThemeSizeName
	bold   bool
	align  fyne.TextAlign
}

var (
	lookTitle   = look{colour: theme.ColorNameForeground, size: theme.SizeNameHeadingText, bold: true}
	lookSection = look{colour: theme.ColorNameForeground, size: theme.SizeNameSubHeadingText, bold: true}
	lookStrong  = look{colour: theme.ColorNameForeground, size: theme.SizeNameText, bold: true}
	lookBody    = look{colour: theme.ColorNameForeground, size: theme.SizeNameText}
	lookQuiet   = look{colour: assets.ColorQuiet, size: theme.SizeNameText}
	lookCaption = look{colour: assets.ColorQuiet, size: theme.SizeNameCaptionText}
)

// line is one line of text in a colour of the theme; it neither wraps nor is cut.
type line struct {
	widget.BaseWidget
	text string
	look look
}

func newLine(text string, l look) *line {
	w := &line{text: text, look: l}
	w.ExtendBaseWidget(w)
	return w
}

func (w *line) set(text string, l look) {
	if w.text == text && w.look == l {
		return
	}
	w.text, w.look = text, l
	w.Refresh()
}

// CreateRenderer is for Fyne.
func (w *line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{w: w, text: canvas.NewText("", nil)}
	r.paint()
	return r
}

type lineRenderer struct {
	w    *line
	text *canvas.Text
}

func (r *lineRenderer) paint() {
	r.text.Text = r.w.text
	r.text.Color = colourFor(r.w.look.colour, r.w)
	r.text.TextSize = sizeFor(r.w.look.size, r.w)
	r.text.TextStyle = fyne.TextStyle{Bold: r.w.look.bold}
	r.text.Alignment = r.w.look.align
}

func (r *lineRenderer) Layout(size fyne.Size) { r.text.Resize(size) }
func (r *lineRenderer) MinSize() fyne.Size    { return r.text.MinSize() }
func (r *lineRenderer) Refresh()              { r.paint(); r.text.Refresh() }
func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.text}
}
func (r *lineRenderer) Destroy() {}

// prose is text that wraps, or is cut where it ends, in a colour of the theme.
type prose struct {
	widget.RichText
	segment *widget.TextSegment
}

func newProse(text string, l look) *prose {
	p := &prose{segment: &widget.TextSegment{Text: text}}
	p.style(l)
	p.Segments = []widget.RichTextSegment{p.segment}
	p.Scroll = fyne.ScrollNone
	p.Wrapping = fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	return p
}

// newClipped returns prose of one line that is cut at its right edge.
func newClipped(text string, l look) *prose {
	p := newProse(text, l)
	p.Wrapping, p.Truncation = fyne.TextWrapOff, fyne.TextTruncateClip
	return p
}

func (p *prose) style(l look) {
	p.segment.Style = widget.RichTextStyle{
		ColorName: l.colour, SizeName: l.size, Alignment: l.align, TextStyle: fyne.TextStyle{Bold: l.bold},
	}
}

func (p *prose) set(text string, l look) {
	before := p.segment.Style
	p.style(l)
	if p.segment.Text == text && p.segment.Style == before {
		return
	}
	p.segment.Text = text
	p.Refresh()
}

// Words returns text in the colour of text that wraps to the width it is given.
func Words(text string) fyne.CanvasObject { return newProse(text, lookBody) }

// Caption returns a small quiet label that wraps to the width it is given.
func Caption(text string) fyne.CanvasObject { return newProse(text, lookCaption) }

// Quiet returns text of second rank that wraps to the width it is given.
func Quiet(text string) fyne.CanvasObject { return newProse(text, lookQuiet) }

// QuietLine returns one line of text of second rank that is cut with an ellipsis where it has no room.
func QuietLine(text string) fyne.CanvasObject {
	p := newProse(text, lookQuiet)
	p.Wrapping, p.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	return p
}

// Strong returns bold text that wraps to the width it is given.
func Strong(text string) fyne.CanvasObject { return newProse(text, lookStrong) }

// Fault returns text in the colour of errors that wraps to the width it is given.
func Fault(text string) fyne.CanvasObject {
	return newProse(text, look{colour: theme.ColorNameError, size: theme.SizeNameText})
}
