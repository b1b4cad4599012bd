package validate

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// shotFacts is what a photo's file says, below the photo.
type shotFacts struct {
	page                *Page
	time, place, camera *part.Field
	box                 *fyne.Container
}

func newShotFacts(p *Page) *shotFacts {
	field := func(key string) *part.Field { return part.NewField(p.say("validate.photo."+key), "") }
	f := &shotFacts{page: p, time: field("time"), place: field("place"), camera: field("camera")}
	f.box = part.Tower(6, f.time, part.Beside(0.6, f.place, f.camera))
	return f
}

// show shows the facts of e, which may be nil.
func (f *shotFacts) show(s *sitting, e *data.Evidence) {
	setShown(f.box, e != nil)
	if e == nil {
		return
	}
	f.time.SetText(f.page.takenText(s, *e))
	f.place.SetText(f.page.placeText(s, e.Photo))
	f.camera.SetText(e.Photo.Camera)
}

// takenText says when a photo was taken, and how long that was after the report, or before it.
func (p *Page) takenText(s *sitting, e data.Evidence) string {
	l, taken := p.in.Language, e.Photo.TakenAt
	if taken.IsZero() {
		return p.say("validate.photo.no_time")
	}
	after := taken.Sub(s.report.SentAt)
	key := "validate.photo.after"
	if after < 0 {
		key, after = "validate.photo.before", -after
	}
	return p.say(key, "when", l.DateTime(taken), "time", l.Duration(after))
}

// placeText says how far from the reported place a photo was taken.
func (p *Page) placeText(s *sitting, photo data.Photo) string {
	switch {
	case !photo.Located():
		return p.say("validate.photo.no_place")
	case !s.report.Located():
		return p.say("validate.photo.no_report_place")
	}
	return p.say("validate.photo.distance", "distance", p.length(metres(s.report.Lat, s.report.Lon, photo.Lat, photo.Lon)))
}

// length writes a length in metres or kilometres.
func (p *Page) length(m float64) string {
	l := p.in.Language
	if m < 1000 {
		return l.Number(int64(math.Round(m))) + " m"
	}
	return l.Decimal(m/1000, 1) + " km"
}

// metres is the distance of two places, by the mean radius of the earth.
func metres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6_371_000, math.Pi / 180
	a := math.Sin((lat2 - lat1) * degree / 2)
	b := math.Sin((lon2 - lon1) * degree / 2)
	h := a*a + math.Cos(lat1*degree)*math.Cos(lat2*degree)*b*b
	return 2 * radius * math.Asin(min(1, math.Sqrt(h)))
}

// showPhotos shows the pair, or a flagged photo beside its twin.
func (v *view) showPhotos(s *sitting) {
	if s.twin >= 0 {
		v.showTwin(s)
		return
	}
	p := v.page
	before, after := s.shownBefore(), s.shownAfter()
	first := p.shot(s, before, "validate.before", s.before, len(s.photos(data.PhotoComplaint)))
	if s.covered() && before != nil {
		first.Picture, first.Instead = nil, p.say("validate.photo.covered")
	}
	v.pair.Set(first, p.shot(s, after, "validate.after", s.after, len(s.photos(data.PhotoAfter))))
	v.shots[0].show(s, before)
	v.shots[1].show(s, after)
	setShown(v.under, before != nil || after != nil)
	v.twin.SetText(p.say("validate.twin"))
	v.relayout()
}

// shot returns a photo as it is shown, with its place among the others of its kind.
func (p *Page) shot(s *sitting, e *data.Evidence, title string, i, of int) part.Shot {
	if e == nil {
		return part.Shot{Title: p.say(title), Instead: p.say(title + ".none")}
	}
	shot := p.picture(s, e.Photo.SHA256)
	shot.Title = p.say(title)
	if of > 1 {
		shot.Title = p.say("validate.photo.of", "title", shot.Title, "i", p.in.Language.Number(int64(i+1)), "n", p.in.Language.Number(int64(of)))
	}
	return shot
}

func (p *Page) picture(s *sitting, sha string) part.Shot {
	m, known := s.pictures[sha]
	switch {
	case !known:
		return part.Shot{Instead: p.say("validate.photo.loading")}
	case m == nil:
		return part.Shot{Instead: p.say("validate.photo.broken")}
	}
	return part.Shot{Picture: m}
}

// covered tells whether the words and the photo of the citizen are not shown: those of a private report, until the validator
// wants to see them.
func (s *sitting) covered() bool { return s.report.Private && !s.bare }

// onUncover shows what is covered.
func (p *Page) onUncover() {
	if p.now != nil && p.now.covered() {
		p.now.bare = true
		p.view.facts.show(p.now, p.view.flags)
		p.view.showPhotos(p.now)
	}
}

// onPhoto goes on to the next photo of a role, and round.
func (p *Page) onPhoto(role data.PhotoRole) {
	s := p.now
	if s == nil {
		return
	}
	n, to := len(s.photos(role)), &s.after
	if role == data.PhotoComplaint {
		to = &s.before
	}
	if n < 2 {
		return
	}
	*to, s.twin = (*to+1)%n, -1
	p.decode(s, s.wanted()...)
	p.view.showPhotos(s)
}

// nextTwin returns the flag after the one whose twin is shown that has a twin; -1 when there is none.
func (p *Page) nextTwin(s *sitting) int {
	for i := s.twin + 1; i < len(s.about.Examination.Flags); i++ {
		if f := s.about.Examination.Flags[i]; f.Twin.Photo != "" && f.Code != data.FlagUnchanged {
			return i
		}
	}
	return -1
}

// onTwin shows the next twin, and after the last one the pair again.
func (p *Page) onTwin() {
	if p.now != nil {
		p.showTwin(p.nextTwin(p.now))
	}
}

// showTwin shows the twin of flag i; -1 shows the pair.
func (p *Page) showTwin(i int) {
	if p.now == nil {
		return
	}
	p.now.twin = i
	p.view.showPhotos(p.now)
}

// showTwin shows a flagged photo and its twin.
func (v *view) showTwin(s *sitting) {
	p, f := v.page, s.about.Examination.Flags[s.twin]
	first, second := p.picture(s, f.Photo), p.picture(s, f.Twin.Photo)
	first.Title = p.say("validate.this_case")
	second.Title = p.say("validate.twin.title", "number", f.Twin.Number, "role", p.in.Language.PhotoRole(f.Twin.Role))
	v.pair.Set(first, second)
	for _, e := range s.about.Photos {
		if e.Photo.SHA256 == f.Photo {
			v.shots[0].show(s, &e)
		}
	}
	v.shots[1].show(s, nil)
	v.under.Show()
	v.twin.SetText(p.say("validate.pair"))
	v.relayout()
}

// notable puts a flag into words: what the examiner saw, and what that may mean.
func (p *Page) notable(f data.Flag) part.Notable {
	return part.Notable{What: p.in.Language.Flag(f.Code), Why: p.in.Language.FlagWhy(f)}
}

// deadlines returns the deadlines of a case.
func (p *Page) deadlines(s *sitting) []data.Deadline {
	return data.Due(s.history, s.about.Rules, p.in.Calendar)
}

// dueText says how a running deadline stands, and in which colour.
func (p *Page) dueText(d data.Deadline) (string, fyne.ThemeColorName) {
	l, now := p.in.Language, p.in.Now()
	left := d.DueAt.Sub(now)
	switch d.State(now, p.in.Calendar) {
	case data.DeadlineOverdue:
		return p.say("validate.due.overdue", "time", l.Duration(-left)), theme.ColorNameError
	case data.DeadlineToday:
		return p.say("validate.due.today", "time", l.Duration(left)), warningInk
	case data.DeadlineMet:
		return p.say("validate.due.met"), theme.ColorNameSuccess
	case data.DeadlineLate:
		return p.say("validate.due.late", "time", l.Duration(d.StoppedAt.Sub(d.DueAt))), theme.ColorNameError
	}
	return p.say("validate.due.left", "time", l.Duration(left)), assets.ColorQuiet
}

// twoColumns puts two objects beside each other as the photos of a pair stand.
type twoColumns struct{}

// Layout is for Fyne.
func (twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	half := (size.Width - 8) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(half+8), 0))
		o.Resize(fyne.NewSize(half, size.Height))
	}
}

// MinSize is for Fyne.
func (twoColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+8, max(a.Height, b.Height))
}
