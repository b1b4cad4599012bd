package casefile

import (
	"context"
	"image"
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Around is what is known of other reports that have to do with one.
type Around struct {
	Continues *data.Summary  // the report that this one complains about again; nil: none, or not known here
	Continued []data.Summary // those that complain again about this one
	Near      []data.Summary // of the same kelurahan and category at about the same time
	Linked    []data.Linked  // by somebody at this desk
}

// Surroundings are where the page finds what stands beside a case.
type Surroundings struct {
	Photos  func(ctx context.Context, id int64) ([]data.Evidence, error)
	Photo   func(ctx context.Context, sha256 string, small bool) (image.Image, error)
	Around  func(ctx context.Context, r data.Report) (Around, error)
	Outline func(area string) (rings [][][2]float64, ok bool) // longitude, latitude
	Open    func(id int64)                                    // shows another case on this page
	Links   Linking
	Bureau  Bureau
}

// photoStrip is the row of thumbnails of a case.
type photoStrip struct {
	page   *Page
	row    *fyne.Container
	card   *part.Card
	photos []data.Evidence
	thumbs map[string]*part.Picture
}

func newPhotoStrip(p *Page) *photoStrip {
	s := &photoStrip{page: p, row: container.NewHBox(), thumbs: map[string]*part.Picture{}}
	s.card = part.NewCard("", part.Settled(container.NewHScroll(s.row)))
	s.card.Hide()
	return s
}

// load asks for the photos of a case; they come after the case itself.
func (s *photoStrip) load(id int64) {
	p := s.page
	s.set(nil)
	if p.in.Beside.Photos == nil {
		return
	}
	n, from := p.request, p.in.Beside
	type answer struct {
		photos []data.Evidence
		thumbs map[string]*part.Picture
	}
	work := func(ctx context.Context) (a answer, err error) {
		if a.photos, err = from.Photos(ctx, id); err != nil {
			return a, err
		}
		a.thumbs = map[string]*part.Picture{}
		for _, e := range a.photos {
			m, err := from.Photo(ctx, e.Photo.SHA256, true)
			if err != nil { // the others are worth showing
				slog.Error("open a photo", "report", id, "err", err)
				continue
			}
			a.thumbs[e.Photo.SHA256] = part.NewPicture(m)
		}
		return a, nil
	}
	task.Run(p.ctx, p.in.Run, work, func(a answer, err error) {
		if n != p.request {
			return
		}
		if err != nil {
			slog.Error("photos of a case", "report", id, "err", err)
		}
		s.thumbs = a.thumbs
		s.set(a.photos)
	})
}

// set shows these photos; with none the strip hides.
func (s *photoStrip) set(photos []data.Evidence) {
	s.photos = photos
	s.row.Objects = nil
	for i, e := range photos {
		m := s.thumbs[e.Photo.SHA256]
		if s.page.hides(e) {
			m = nil
		}
		s.row.Add(newThumb(s.page, e, m, func() { s.page.showPair(i) }))
	}
	setShown(s.card, len(photos) > 0)
	s.row.Refresh()
	s.page.relayout()
}

// hides tells whether a photo is covered: that of a private complaint.
func (p *Page) hides(e data.Evidence) bool { return p.covered() && e.Role == data.PhotoComplaint }

// Thumbnails are this large.
var thumbSize = fyne.NewSize(104, 78)

// thumb is one small photo that opens the pair.
type thumb struct {
	widget.BaseWidget
	open    func()
	box     *fyne.Container
	focused bool
}

func newThumb(p *Page, e data.Evidence, m *part.Picture, open func()) *thumb {
	t := &thumb{open: open}
	instead := "case.photo.broken"
	if p.hides(e) {
		instead = "case.covered.short"
	}
	words := widget.NewLabel(p.in.Language.Text(instead))
	words.Alignment, words.Wrapping, words.SizeName = fyne.TextAlignCenter, fyne.TextWrapWord, theme.SizeNameCaptionText
	var picture fyne.CanvasObject = words
	if m != nil {
		i := canvas.NewImageFromImage(m.Image())
		i.FillMode, i.ScaleMode = canvas.ImageFillCover, canvas.ImageScaleFastest
		picture = i
	}
	t.box = part.Tower(2, part.AtLeast(thumbSize.Width, thumbSize.Height, picture), part.Flush(part.Caption(p.in.Language.PhotoRole(e.Role))))
	t.ExtendBaseWidget(t)
	return t
}

// Tapped opens the pair.
func (t *thumb) Tapped(*fyne.PointEvent) { t.open() }

// Cursor is the pointing hand.
func (t *thumb) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained draws a ring and brings the photo into sight.
func (t *thumb) FocusGained() { t.focused = true; t.Refresh(); part.Reveal(t) }

// FocusLost takes the ring away.
func (t *thumb) FocusLost() { t.focused = false; t.Refresh() }

// TypedRune passes letters on to the window.
func (t *thumb) TypedRune(r rune) { part.PassRune(t, r) }

// TypedKey opens the pair on Enter and Space and passes all else on.
func (t *thumb) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.open()
	default:
		part.PassKey(t, k)
	}
}

// CreateRenderer is for Fyne.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	return part.Ringed(t, widget.NewSimpleRenderer(t.box), func() bool { return t.focused })
}

// showPair opens photo i beside the one of the other side: what was complained about left, the result right.
func (p *Page) showPair(i int) {
	photos := p.photos.photos
	first, second := pairOf(photos, i)
	pair := part.NewPair()
	shots := [2]part.Shot{p.shot(first), p.shot(second)}
	pair.Set(shots[0], shots[1])
	mode := part.NewButton(p.in.Language.Text("case.photo.mode"), nil, pair.NextMode)
	whole := part.NewButton(p.in.Language.Text("case.photo.whole"), nil, pair.ToggleWhole)
	body := part.Fill(1, container.NewHBox(mode, whole), part.AtLeast(900, 440, pair))
	part.ShowSheet(p.in.Window, p.in.Language, part.Sheet{
		Title: p.seen.report.Number, Body: body, OnKey: func(k fyne.KeyName) { pair.Press(k) }, OnLetter: func(r rune) { pair.Type(r) },
		OnClose: pair.Rest,
	})
	for side, e := range []*data.Evidence{first, second} {
		if e != nil && !p.hides(*e) {
			p.openPhoto(*e, func(shot part.Shot) {
				shots[side] = shot
				pair.Set(shots[0], shots[1])
			})
		}
	}
}

// pairOf returns the photo number i and the one to hold beside it: the first complaint left, the last result right.
func pairOf(photos []data.Evidence, i int) (first, second *data.Evidence) {
	if photos[i].Role == data.PhotoComplaint {
		first = &photos[i]
	} else {
		second = &photos[i]
	}
	for k := range photos {
		switch {
		case photos[k].Role == data.PhotoComplaint && first == nil:
			first = &photos[k]
		case photos[k].Role != data.PhotoComplaint && photos[i].Role == data.PhotoComplaint:
			second = &photos[k]
		}
	}
	return first, second
}

// shot is a photo that is on its way.
func (p *Page) shot(e *data.Evidence) part.Shot {
	switch {
	case e == nil:
		return part.Shot{Instead: p.in.Language.Text("case.photo.none")}
	case p.hides(*e):
		return part.Shot{Title: p.in.Language.PhotoRole(e.Role), Instead: p.in.Language.Text("case.covered")}
	}
	return part.Shot{Title: p.in.Language.PhotoRole(e.Role), Instead: p.in.Language.Text("case.photo.loading")}
}

func (p *Page) openPhoto(e data.Evidence, show func(part.Shot)) {
	photo := p.in.Beside.Photo
	work := func(ctx context.Context) (*part.Picture, error) {
		m, err := photo(ctx, e.Photo.SHA256, false)
		if err != nil {
			return nil, err
		}
		return part.NewPicture(m), nil
	}
	task.Run(p.ctx, p.in.Run, work, func(m *part.Picture, err error) {
		shot := p.shot(&e)
		shot.Picture = m
		if err != nil {
			slog.Error("open a photo", "report", e.Report, "err", err)
			shot.Instead = p.in.Language.Text("case.photo.broken")
		}
		show(shot)
	})
}

// links are other reports that have to do with the case.
type links struct {
	page *Page
	rows *fyne.Container
	near []data.Summary // as they were shown
}

func newLinks(p *Page) *links { return &links{page: p, rows: part.Tower(2)} }

// load asks for the other reports; they come after the case itself.
func (k *links) load(r data.Report) {
	p := k.page
	k.show(Around{}, false)
	if p.in.Beside.Around == nil {
		return
	}
	n, around := p.request, p.in.Beside.Around
	work := func(ctx context.Context) (Around, error) { return around(ctx, r) }
	task.Run(p.ctx, p.in.Run, work, func(a Around, err error) {
		if n != p.request {
			return
		}
		if err != nil {
			slog.Error("reports around a case", "report", r.ID, "err", err)
			return
		}
		k.show(a, true)
	})
}

// show lists the reports in groups; known is false while nobody has answered.
func (k *links) show(a Around, known bool) {
	l := k.page.in.Language
	k.rows.Objects, k.near = nil, a.Near
	k.showLinked(a.Linked)
	var before []data.Summary
	if a.Continues != nil {
		before = append(before, *a.Continues)
	}
	k.group(l.Text("case.continues"), before)
	k.group(l.Text("case.continued"), a.Continued)
	k.group(l.Text("case.near"), a.Near)
	if known && len(k.rows.Objects) == 0 {
		k.rows.Add(part.Flush(part.Quiet(l.Text("case.near.none"))))
	}
	k.rows.Refresh()
	k.page.relayout()
}

func (k *links) group(title string, all []data.Summary) {
	if len(all) == 0 {
		return
	}
	k.rows.Add(part.Flush(part.Caption(title)))
	for _, s := range all {
		k.rows.Add(k.line(s))
	}
}

// line is one report: its number leads to it.
func (k *links) line(s data.Summary) fyne.CanvasObject {
	l := k.page.in.Language
	open := k.page.newButton(s.Number, nil, func() { k.page.in.Beside.Open(s.ID) })
	open.Importance = widget.LowImportance
	middle := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
	}
	badge := middle(part.NewStageBadge(l, s.Stage))
	if s.Private {
		private := container.NewHBox(widget.NewLabel(l.Date(s.SentAt)), middle(part.NewPrivateBadge(l)))
		return container.NewBorder(nil, nil, open, badge, private)
	}
	text := widget.NewLabel(said(l, s))
	text.Truncation = fyne.TextTruncateEllipsis
	return container.NewBorder(nil, nil, open, badge, text)
}

// said is what a line says of a report in one go: when it was sent and how its text begins, unless it is private.
func said(l *i18n.Language, s data.Summary) string {
	text := excerpt(s.Text)
	if s.Private {
		text = l.Text("private.report")
	}
	return strings.Join(filled(l.Date(s.SentAt), text), " · ")
}

const longestExcerpt = 120

// excerpt returns the beginning of a text on one line.
func excerpt(text string) string {
	letters := []rune(strings.Join(strings.Fields(text), " "))
	return string(letters[:min(len(letters), longestExcerpt)])
}
