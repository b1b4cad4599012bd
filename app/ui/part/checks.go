package part

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
)

// Check is one question of a checklist as it is shown.
type Check struct {
	ID     string
	Text   string // in the reader's language
	Answer data.AnswerValue
	Asked  bool // it has to be answered by itself: something points at it
}

// Checks is a checklist: each question with its key, 1 to 9, and its answer as icon and word. A key or a tap goes on to the
// next answer: no, does not apply, yes.
type Checks struct {
	widget.BaseWidget
	OnAnswer func(id string, v data.AnswerValue) // the reader answered

	language *i18n.Language
	rows     []*checkRow
}

// NewChecks returns an empty checklist with its own words in l.
func NewChecks(l *i18n.Language) *Checks {
	c := &Checks{language: l}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows these questions, the first nine with keys.
func (c *Checks) Set(all []Check) {
	c.rows = nil
	for i, k := range all {
		c.rows = append(c.rows, newCheckRow(c, i, k))
	}
	c.Refresh()
}

// All returns the questions with their answers.
func (c *Checks) All() []Check {
	var all []Check
	for _, r := range c.rows {
		all = append(all, r.check)
	}
	return all
}

// Press goes on to the next answer of question number n, from 1. It returns false where there is none.
func (c *Checks) Press(n int) bool {
	if n < 1 || n > min(len(c.rows), 9) {
		return false
	}
	c.next(n - 1)
	return true
}

// next answers a question anew: no first, for that is what the eye has found.
func (c *Checks) next(i int) {
	r := c.rows[i]
	switch r.check.Answer {
	case data.No:
		r.check.Answer = data.NotApplies
	case data.NotApplies:
		r.check.Answer = data.Yes
	case data.Yes:
		r.check.Answer = data.No
	default:
		r.check.Answer = data.No
		if r.check.Asked { // it was looked at by itself: the common answer comes first
			r.check.Answer = data.Yes
		}
	}
	r.Refresh()
	revealPart(c, r.Position().Y, r.Size().Height)
	if c.OnAnswer != nil {
		c.OnAnswer(r.check.ID, r.check.Answer)
	}
}

// CreateRenderer is for Fyne.
func (c *Checks) CreateRenderer() fyne.WidgetRenderer {
	return &stackedRenderer[*checkRow]{of: c, rows: func() []*checkRow { return c.rows }, gap: 1}
}

// checkRow is one question.
type checkRow struct {
	widget.BaseWidget
	list    *Checks
	at      int
	check   Check
	hovered bool
}

func newCheckRow(c *Checks, at int, k Check) *checkRow {
	r := &checkRow{list: c, at: at, check: k}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped goes on to the next answer.
func (r *checkRow) Tapped(*fyne.PointEvent) { r.list.next(r.at) }

// MouseIn shows that the row can be pressed.
func (r *checkRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved does nothing.
func (r *checkRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the sign away.
func (r *checkRow) MouseOut() { r.hovered = false; r.Refresh() }

// Cursor is the pointing hand.
func (r *checkRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// answer returns how the answer is shown.
func (r *checkRow) answer() (word string, icon assets.IconName, colour fyne.ThemeColorName) {
	l := r.list.language
	switch r.check.Answer {
	case data.Yes:
		return l.Text("part.check.yes"), assets.IconAccepted, theme.ColorNameSuccess
	case data.No:
		return l.Text("part.check.no"), assets.IconRefused, assets.ColorRefused
	case data.NotApplies:
		return l.Text("part.check.not_applies"), assets.IconDot, assets.ColorQuiet
	}
	if r.check.Asked {
		return l.Text("part.check.look"), assets.IconQuestion, theme.ColorNameWarning
	}
	return "", "", assets.ColorQuiet
}

// CreateRenderer is for Fyne.
func (r *checkRow) CreateRenderer() fyne.WidgetRenderer {
	d := &checkRenderer{
		r: r, ground: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil), key: newKeyCap(""), text: newProse("", lookBody),
		word: newLine("", lookCaption),
	}
	if r.at < 9 {
		d.key.text = strconv.Itoa(r.at + 1)
	}
	d.icon.FillMode = canvas.ImageFillContain
	d.paint()
	return d
}

type checkRenderer struct {
	r      *checkRow
	ground *canvas.Rectangle
	key    *keyCap
	text   *prose
	word   *line
	icon   *canvas.Image
}

func (d *checkRenderer) paint() {
	word, icon, colour := d.r.answer()
	d.ground.FillColor = colourFor(theme.ColorNameHover, d.r)
	d.ground.CornerRadius = 4
	d.ground.Hidden = !d.r.hovered
	d.text.set(d.r.check.Text, lookBody)
	d.word.set(word, look{colour: colour, size: theme.SizeNameCaptionText, bold: true})
	d.icon.Hidden = icon == ""
	if icon != "" {
		d.icon.Resource = assets.Coloured(icon, colour)
	}
}

// Measures of a line, at the usual size of text.
const (
	checkLeft  = 28 // of the key
	checkRight = 78 // of the answer
	checkIcon  = 15
	checkEdge  = 3 // above and below
)

// Layout is for Fyne.
func (d *checkRenderer) Layout(size fyne.Size) {
	d.ground.Resize(size)
	left, right, icon := InText(checkLeft), InText(checkRight), InText(checkIcon)
	wrapped(d.text, left, checkEdge, size.Width-left-right, innerPadding())
	m := d.key.MinSize()
	d.key.Move(fyne.NewPos(0, checkEdge-1))
	d.key.Resize(m)
	d.icon.Move(fyne.NewPos(size.Width-right+4, checkEdge+1))
	d.icon.Resize(fyne.NewSquareSize(icon))
	w := d.word.MinSize()
	d.word.Move(fyne.NewPos(size.Width-right+8+icon, checkEdge+1))
	d.word.Resize(w)
}

// MinSize is as high as the text at the width of the last layout.
func (d *checkRenderer) MinSize() fyne.Size {
	width := max(220, d.r.Size().Width)
	left, right := InText(checkLeft), InText(checkRight)
	return fyne.NewSize(220, wrapped(d.text, left, checkEdge, width-left-right, innerPadding())+2*checkEdge)
}

// Refresh is for Fyne.
func (d *checkRenderer) Refresh() {
	d.paint()
	d.Layout(d.r.Size())
	d.icon.Refresh()
	d.key.Refresh()
	canvas.Refresh(d.r)
}

// Objects is for Fyne.
func (d *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.ground, d.key, d.text, d.icon, d.word}
}

// Destroy is for Fyne.
func (d *checkRenderer) Destroy() {}
