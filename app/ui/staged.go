package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"tuntas/app/office"
	"tuntas/app/ui/casefile"
	"tuntas/app/ui/part"
	"tuntas/app/ui/validate"
	"tuntas/data"
	"tuntas/data/store"
)

// staged is a store that tells of a case what a scene needs, and keeps nothing of what is decided.
type staged struct {
	*store.DB
	tell    func(r *data.Report, h *data.History)
	held    error // what Hold says
	day     data.Workday
	changed bool           // somebody else was faster
	list    data.Checklist // not that of the store, unless it is empty
}

// Case tells of a case as the scene wants it.
func (s *staged) Case(ctx context.Context, id int64) (data.Report, data.History, error) {
	r, h, err := s.DB.Case(ctx, id)
	if err == nil && s.tell != nil {
		s.tell(&r, &h)
	}
	if n := len(h); s.changed && n > 0 {
		e := h[n-1]
		e.Seq, e.Kind, e.Stage, e.Actor, e.Role = e.Seq+1, data.FieldChecked, "", elsewhere, data.Validator
		e.Note, e.HappenedAt = "", s.Now()
		h = append(h[:n:n], e)
	}
	return r, h, err
}

// elsewhere is who sits at another desk in the scenes.
const elsewhere = "validator-02"

// longChecklist is one with as many items and letters as a bureau may write.
func longChecklist() (c data.Checklist) {
	c.Version = 7
	for i := range data.MostItems {
		words := string([]rune(strings.Repeat("Saluran di kedua sisi jalan bersih dari sisa material pekerjaan, ", 2))[:data.MostLetters-2])
		item := data.Item{ID: strconv.Itoa(i), Indonesian: words + strconv.Itoa(i), Refuses: true}
		item.English = item.Indonesian
		c.Items = append(c.Items, item)
	}
	return c
}

// Advance keeps nothing: somebody else was faster.
func (s *staged) Advance(context.Context, data.Command, data.Staff) error {
	s.changed = true
	return data.ErrConflict
}

// Next finds nothing: the scene's own case was chosen.
func (s *staged) Next(context.Context, data.Seat, ...int64) (data.Queued, error) {
	return data.Queued{}, data.ErrQueueEmpty
}

// Hold says what the scene wants.
func (s *staged) Hold(_ context.Context, id int64, _ data.Seat) (data.Hold, error) {
	return data.Hold{Report: id}, s.held
}

// Day is the day of the scene.
func (s *staged) Day(context.Context, data.Staff) (data.Workday, error) { return s.day, nil }

// stagedScene puts a case as a store tells of it in front of the validator and types letters.
func (u *UI) stagedScene(name string, id int64, s *staged, letters string) Scene {
	return Scene{name, func() {
		v, passed := u.judging(), time.Duration(0)
		v.Now = func() time.Time { passed += time.Second; return u.office.Clock().Add(passed) }
		s.DB, v.Queue, v.Cases = u.office.DB, s, s
		if about := v.About; len(s.list.Items) > 0 {
			v.About = func(ctx context.Context, r data.Report, version int) (validate.About, error) {
				a, err := about(ctx, r, version)
				a.Checklist = s.list
				return a, err
			}
		}
		p := u.showJudging(v)
		if id != 0 {
			p.Show(id)
			u.front(Validate)
		}
		for _, r := range letters {
			p.TypedRune(r)
		}
	}}
}

// longText is what some citizens write.
var longText = strings.Repeat("Sudah tiga kali saya laporkan dan belum juga ada perubahan; air tetap menggenang setiap hujan turun, anak-anak berjalan "+
	"di tengah jalan, dan lampu di ujung gang mati sejak bulan lalu. ", 14)

// plain is the case with photos at which the examiner points at least.
func (u *UI) plain(queued []data.Queued) int64 {
	best, risk := queued[0].Report, queued[0].Risk+1
	for _, q := range queued {
		photos, err := u.office.DB.Evidence(context.WithoutCancel(u.root), q.Report)
		if err == nil && len(photos) > 1 && q.Risk < risk {
			best, risk = q.Report, q.Risk
		}
	}
	return best
}

// bare makes a report one that everybody may see.
func bare(r *data.Report, _ *data.History) { r.Private = false }

// stagedScenes are states in which no case of the store has to be: a conflict, a long text, a private report, a case that
// somebody else has open, the end of a day.
func (u *UI) stagedScenes(id int64) []Scene {
	now := u.office.Clock()
	held := &data.HeldError{Hold: data.Hold{Report: id, Holder: elsewhere, Window: "x", Since: now.Add(-4 * time.Minute), Until: now.Add(11 * time.Minute)}}
	return []Scene{
		u.stagedScene("validate-conflict", id, &staged{tell: bare}, "666777555a"),
		u.stagedScene("validate-long", id, &staged{tell: func(r *data.Report, _ *data.History) { r.Private, r.Text, r.Address = false, longText, longText[:160] }}, ""),
		u.stagedScene("validate-checklist", id, &staged{tell: bare, list: longChecklist()}, "9"),
		u.stagedScene("validate-private", id, &staged{tell: func(r *data.Report, _ *data.History) { r.Private = true }}, ""),
		u.stagedScene("validate-held", id, &staged{held: held}, ""),
		u.stagedScene("validate-swipe", id, &staged{tell: bare}, "v+++"),
		u.stagedScene("validate-done", 0, &staged{day: data.Workday{Done: 214, Accepted: 171, Refused: 43, LastHour: 61, Pace: 61, Looked: 9}}, ""),
	}
}

// sceneLooks is a second look at a case that was accepted long ago.
type sceneLooks struct {
	*secondLooks
	first data.SecondLook
}

// Next gives the one.
func (q sceneLooks) Next(_ context.Context, _ data.Seat, without ...int64) (data.Queued, error) {
	if len(without) > 0 {
		return data.Queued{}, data.ErrQueueEmpty
	}
	q.looks[q.first.Report] = q.first
	return data.Queued{Report: q.first.Report, Number: q.first.Number}, nil
}

// lookScene shows a second look at the latest accepted case that has photos; none where there is no such case.
func (u *UI) lookScenes() []Scene {
	ctx := context.WithoutCancel(u.root)
	done := data.Filter{Stages: []data.Stage{data.Done}, Order: data.Order{By: data.OrderSince, Descending: true}}
	lines, err := u.office.DB.Reports(ctx, done, 0, sceneCases)
	if err != nil {
		return nil
	}
	for _, line := range lines {
		photos, err := u.office.DB.Evidence(ctx, line.ID)
		_, h, failed := u.office.DB.Case(ctx, line.ID)
		if err != nil || failed != nil || len(photos) == 0 || len(h) == 0 || h[len(h)-1].Kind != data.Accepted {
			continue
		}
		last := h[len(h)-1]
		look := data.SecondLook{Report: line.ID, Number: line.Number, Decision: last.Seq, DecidedAt: last.HappenedAt}
		return []Scene{{"second-look", func() { u.showLook(look) }}, {"second-empty", func() { u.clearOverlays(); u.Show(SecondLook) }}}
	}
	return []Scene{{"second-empty", func() { u.clearOverlays(); u.Show(SecondLook) }}}
}

func (u *UI) showLook(look data.SecondLook) {
	u.clearOverlays()
	q := sceneLooks{&secondLooks{db: u.office.DB, looks: map[int64]data.SecondLook{}}, look}
	v := u.judgingAgain()
	v.Queue, v.Cases = q, q
	v.About = func(ctx context.Context, r data.Report, version int) (validate.About, error) {
		return u.about(ctx, r, version)
	}
	before := u.pages[SecondLook]
	u.pages[SecondLook] = validate.New(v)
	u.Show(SecondLook)
	u.pages[SecondLook] = before
}

// caseScenes are states of the page of a case: a memo, links being set, and somebody else who has it open.
func (u *UI) caseScenes() []Scene {
	ctx := context.WithoutCancel(u.root)
	var scenes []Scene
	if line, ok := u.first(data.Filter{Passes: []int{2}}); ok {
		if m, ok, err := office.Memo(ctx, u.office.DB, line.ID); ok && err == nil {
			scenes = append(scenes, Scene{"case-memo", func() {
				u.clearOverlays()
				u.openCase(line.ID)
				part.ShowMemo(u.office.Window, u.language, m, u.memoWays())
			}})
		}
	}
	if line, ok := u.first(data.Filter{Stages: []data.Stage{data.Validation}}); ok {
		scenes = append(scenes, Scene{"case-link", func() {
			u.clearOverlays()
			u.openCase(line.ID)
			u.pages[Case].(*casefile.Page).TypedRune('k')
		}}, Scene{"case-held", func() { u.clearOverlays(); u.showHeldCase(line) }})
	}
	return scenes
}

// showHeldCase shows a case that somebody else has open and that is linked with another.
func (u *UI) showHeldCase(line data.Summary) {
	now, p := u.office.Clock(), u.pages[Case].(*casefile.Page)
	back := p.Stage(func(s *casefile.Surroundings) {
		around := s.Around
		s.Bureau.Held = func(_ context.Context, id int64) (data.Hold, error) {
			return data.Hold{Report: id, Holder: elsewhere, Since: now.Add(-4 * time.Minute), Until: now.Add(11 * time.Minute)}, nil
		}
		s.Around = func(ctx context.Context, r data.Report) (casefile.Around, error) {
			a, err := around(ctx, r)
			link := data.Link{From: r.ID, To: line.ID + 1, Kind: data.LinkDuplicate, By: elsewhere, At: now.Add(-time.Hour)}
			a.Linked = []data.Linked{{Link: link, Other: line}}
			return a, err
		}
	})
	defer back()
	u.openCase(line.ID)
}

// clearOverlays closes what a scene before has left open.
func (u *UI) clearOverlays() {
	o := u.office.Window.Canvas().Overlays()
	for o.Top() != nil {
		o.Remove(o.Top())
	}
}
