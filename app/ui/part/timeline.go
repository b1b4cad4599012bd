package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/data"
)

// Moment is one entry of a timeline, with every text in the reader's language.
type Moment struct {
	Title   string
	Detail  string      // remark, unit, reason; wraps, may be long, may be empty
	When    string      // date and time
	Stay    string      // how long it lasted until the next entry, for example "2 d 4 h"; may be empty
	Stage   data.Stage  // gives colour and icon; empty: Tone does
	Tone    figure.Tone // colour of the mark where there is no stage; empty is quiet
	Ongoing bool        // it lasts: its mark is open and Stay is said to be still going on
	Refused bool        // a refused follow-up, in its own colour and icon
}

// Timeline shows entries along a vertical line, each with its mark, its words and the length of its stay at the right.
type Timeline struct {
	widget.BaseWidget
	language *i18n.Language
	moments  []Moment
	entries  []*timelineEntry
}

// NewTimeline returns an empty timeline with its own words in l.
func NewTimeline(l *i18n.Language) *Timeline {
	t := &Timeline{language: l}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows these entries, the first at the top.
func (t *Timeline) Set(moments []Moment) {
	t.moments = append([]Moment(nil), moments...)
	t.entries = nil
	for _, m := range t.moments {
		t.entries = append(t.entries, newTimelineEntry(t.language, m))
	}
	t.Refresh()
}

// timelineEntry is what one entry is drawn with.
type timelineEntry struct {
	colour  fyne.ThemeColorName
	dot     *canvas.Image
	rule    *canvas.Rectangle // down to the next entry
	title   *prose
	when    *line
	stay    *line
	ongoing *line
	detail  *prose
}

func newTimelineEntry(l *i18n.Language, m Moment) *timelineEntry {
	icon, colour := m.mark()
	e := &timelineEntry{colour: colour, dot: canvas.NewImageFromResource(assets.Coloured(icon, colour)), rule: canvas.NewRectangle(nil)}
	e.dot.FillMode = canvas.ImageFillContain
	e.title = newProse(m.Title, lookStrong)
	e.when = newLine(m.When, lookCaption)
	e.stay = newLine(m.Stay, lookBody)
	e.ongoing = newLine(l.Text("part.ongoing"), look{colour: colour, size: theme.SizeNameCaptionText, bold: true})
	e.ongoing.Hidden = !m.Ongoing
	e.detail = newProse(m.Detail, lookQuiet)
	e.detail.Hidden = m.Detail == ""
	return e
}

// mark returns the icon and the colour of an entry.
func (m Moment) mark() (assets.IconName, fyne.ThemeColorName) {
	switch {
	case m.Refused:
		return assets.IconRefused, assets.ColorRefused
	case m.Stage != "":
		return assets.StageIcon(string(m.Stage)), StageColor(m.Stage)
	case m.Tone != "":
		return assets.IconDot, ToneColor(m.Tone)
	}
	return assets.IconDot, assets.ColorQuiet
}

// CreateRenderer is for Fyne.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	return &timelineRenderer{t: t, width: 320}
}

type timelineRenderer struct {
	t     *Timeline
	width float32 // of the last layout
}

const (
	markSize = 20 // of the icon on the line
	markRoom = 34 // left of the words
	entryGap = 16
)

func (r *timelineRenderer) Layout(size fyne.Size) {
	r.width = size.Width
	y := float32(0)
	for i, e := range r.t.entries {
		h := e.place(y, size.Width)
		e.rule.Hidden = i == len(r.t.entries)-1
		e.rule.Move(fyne.NewPos(markSize/2-1, y+markSize+4))
		e.rule.Resize(fyne.NewSize(2, max(0, h+entryGap-markSize-8)))
		y += h + entryGap
	}
}

// place lays out one entry at y and returns its height.
func (e *timelineEntry) place(y, width float32) float32 {
	pad := innerPadding()
	e.dot.Move(fyne.NewPos(0, y))
	e.dot.Resize(fyne.NewSquareSize(markSize))
	side := max(e.stay.MinSize().Width, e.sideWidth())
	e.stay.Move(fyne.NewPos(width-e.stay.MinSize().Width, y))
	e.stay.Resize(e.stay.MinSize())
	e.ongoing.Move(fyne.NewPos(width-e.ongoing.MinSize().Width, y+e.stay.MinSize().Height))
	e.ongoing.Resize(e.ongoing.MinSize())
	at := y + wrapped(e.title, markRoom, y, width-markRoom-side-12, pad)
	e.when.Move(fyne.NewPos(markRoom, at))
	e.when.Resize(e.when.MinSize())
	at += e.when.MinSize().Height
	if e.detail.Visible() {
		at += 4 + wrapped(e.detail, markRoom, at+4, width-markRoom, pad)
	}
	return at - y
}

func (e *timelineEntry) sideWidth() float32 {
	if e.ongoing.Hidden {
		return 0
	}
	return e.ongoing.MinSize().Width
}

// wrapped gives p a width, without the padding around it, and returns the height that it then needs.
func wrapped(p *prose, x, y, width, pad float32) float32 {
	w := max(40, width) + 2*pad
	p.Resize(fyne.NewSize(w, p.Size().Height))
	h := p.MinSize().Height
	p.Move(fyne.NewPos(x-pad, y-pad))
	p.Resize(fyne.NewSize(w, h))
	return h - 2*pad
}

// MinSize is as high as the entries are at the width of the last layout.
func (r *timelineRenderer) MinSize() fyne.Size {
	h := float32(0)
	for _, e := range r.t.entries {
		h += e.place(h, r.width) + entryGap
	}
	return fyne.NewSize(220, max(0, h-entryGap))
}

func (r *timelineRenderer) Refresh() {
	for _, e := range r.t.entries {
		e.rule.FillColor = colourFor(assets.ColorBorder, r.t)
	}
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.t)
}

func (r *timelineRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, e := range r.t.entries {
		all = append(all, e.rule, e.dot, e.title, e.when, e.stay, e.ongoing, e.detail)
	}
	return all
}

func (r *timelineRenderer) Destroy() {}
