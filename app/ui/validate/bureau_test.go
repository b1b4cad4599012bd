package validate

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
)

var (
	jakarta = time.FixedZone("WIB", 7*60*60)
	begin   = time.Date(2026, 3, 3, 1, 0, 0, 0, time.UTC)
)

// bureau keeps cases in memory, gives them in the order of their ids, and follows the table of moves.
type bureau struct {
	now     time.Time
	reports map[int64]data.Report
	all     map[int64]data.History
	flags   map[int64][]data.Flag
	photos  map[int64][]data.Evidence
	holds   map[int64]bool
	skips   map[int64]string
	given   []data.Command // with every try
	opened  []string       // photos
	fail    error          // returned by the next Advance instead of doing anything
	lost    error          // returned by the next Advance after doing it
	broken  map[string]bool
	onNext  func() // before a case is given
	done    int64
}

func newBureau(cases int) *bureau {
	b := &bureau{
		now: begin.Add(100 * time.Hour), reports: map[int64]data.Report{}, all: map[int64]data.History{}, flags: map[int64][]data.Flag{},
		photos: map[int64][]data.Evidence{}, holds: map[int64]bool{}, skips: map[int64]string{}, broken: map[string]bool{},
	}
	for id := int64(1); id <= int64(cases); id++ {
		b.add(id)
	}
	return b
}

// add puts one more case into the queue, with a photo before and one after.
func (b *bureau) add(id int64) {
	b.reports[id] = data.Report{
		ID: id, Number: fmt.Sprintf("JK%04d", id), Category: "Jalan", Area: "31.71.01.1001", Text: "Lubang di jalan", SentAt: begin, Lat: -6.17, Lon: 106.82,
	}
	for i, k := range []data.Kind{data.Received, data.Coordinated, data.Started, data.FollowedUp, data.Submitted} {
		e := data.EventOf(data.Command{Report: id, Kind: k}, data.Staff{Name: "petugas", Role: data.Officer}, begin.Add(time.Duration(i)*time.Hour))
		if k == data.Received {
			e.Stage = data.Waiting
		}
		e.Seq = id*100 + int64(i)
		b.all[id] = append(b.all[id], e)
	}
	b.photos[id] = []data.Evidence{
		{Report: id, Role: data.PhotoComplaint, Photo: data.Photo{SHA256: fmt.Sprintf("before%d", id), TakenAt: begin.Add(-time.Hour), Lat: -6.17, Lon: 106.82}},
		{Report: id, Role: data.PhotoAfter, Photo: data.Photo{SHA256: fmt.Sprintf("after%d", id), TakenAt: begin.Add(3 * time.Hour), Lat: -6.17, Lon: 106.83}},
	}
}

func (b *bureau) waits(id int64) bool { return b.all[id].Stage() == data.Validation }

func (b *bureau) Next(_ context.Context, s data.Seat, without ...int64) (data.Queued, error) {
	if b.onNext != nil {
		b.onNext()
	}
	if s.Role != data.Validator {
		return data.Queued{}, data.ErrRole
	}
	var ids []int64
	for id := range b.all {
		if b.waits(id) && !slices.Contains(without, id) && b.skips[id] == "" {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return data.Queued{}, data.ErrQueueEmpty
	}
	id := slices.Min(ids)
	b.holds[id] = true
	return data.Queued{Report: id, Number: b.reports[id].Number, Version: b.all[id].Version()}, nil
}

func (b *bureau) Hold(_ context.Context, id int64, _ data.Seat) (data.Hold, error) {
	b.holds[id] = true
	return data.Hold{Report: id}, nil
}

func (b *bureau) Release(_ context.Context, id int64, _ data.Seat) error {
	delete(b.holds, id)
	return nil
}

func (b *bureau) Skip(_ context.Context, id int64, version int, _ data.Seat, reason string) error {
	if b.all[id].Version() != version {
		return data.ErrConflict
	}
	b.skips[id] = reason
	delete(b.holds, id)
	return nil
}

func (b *bureau) Day(context.Context, data.Staff) (data.Workday, error) {
	d := data.Workday{Done: b.done}
	for id := range b.all {
		if b.waits(id) {
			d.Left++
		}
	}
	return d, nil
}

func (b *bureau) Case(_ context.Context, id int64) (data.Report, data.History, error) {
	if _, ok := b.all[id]; !ok {
		return data.Report{}, nil, data.ErrNotFound
	}
	return b.reports[id], slices.Clone(b.all[id]), nil
}

func (b *bureau) Advance(_ context.Context, c data.Command, by data.Staff) error {
	b.given = append(b.given, c)
	if err := b.fail; err != nil {
		b.fail = nil
		return err
	}
	if b.all[c.Report].Has(c.ID) {
		return nil
	}
	if c.Kind == data.Refused && c.Reason == "" {
		if failed := data.DefaultChecklist().Failed(c.Review.Answers); len(failed) > 0 {
			c.Reason = failed[0].ID
		}
	}
	if err := data.Allowed(b.all[c.Report], c, by, b.now); err != nil {
		return err
	}
	if c.Review != nil {
		if err := data.DefaultChecklist().Check(c.Kind, c.Review.Answers); err != nil {
			return err
		}
	}
	b.happen(c, by)
	err := b.lost
	b.lost = nil
	return err
}

// happen adds the event of c, by whomever.
func (b *bureau) happen(c data.Command, by data.Staff) {
	e := data.EventOf(c, by, b.now)
	e.Seq = c.Report*100 + int64(len(b.all[c.Report]))
	b.all[c.Report] = append(b.all[c.Report], e)
}

func (b *bureau) about(_ context.Context, r data.Report, version int) (About, error) {
	flags := b.flags[r.ID]
	return About{
		Checklist: data.DefaultChecklist(), Photos: b.photos[r.ID], Rules: data.DefaultRules(),
		Examination: data.Examination{Report: r.ID, Version: version, Flags: flags, Risk: data.RiskOf(flags)},
	}, nil
}

func (b *bureau) photo(_ context.Context, sha string) (image.Image, error) {
	b.opened = append(b.opened, sha)
	if b.broken[sha] {
		return nil, errors.New("no photo")
	}
	return image.NewRGBA(image.Rect(0, 0, 8, 6)), nil
}

// sat is a page in a window.
type sat struct {
	*Page
	bureau *bureau
	window fyne.Window
	copied []string
	saved  map[string]string
	cases  []int64 // opened on their own page
}

func sit(t testing.TB, b *bureau) *sat {
	t.Helper()
	return sitAs(t, b, data.Staff{Name: "validator-01", Role: data.Validator})
}

func sitAs(t testing.TB, b *bureau, by data.Staff) *sat {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(assets.NewTheme(assets.Light))
	s := &sat{bureau: b, saved: map[string]string{}, window: test.NewTempWindow(t, widget.NewLabel(""))}
	n := 0
	s.Page = New(Validate{
		Queue: b, Cases: b, About: b.about, Photo: b.photo, Run: task.Inline, Language: i18n.For("id", jakarta), Window: s.window,
		Seat: func() data.Seat { return data.Seat{Staff: by, Window: "w"} }, Now: func() time.Time { return b.now },
		NewID: func() string { n++; return fmt.Sprintf("c%d", n) }, Calendar: data.Calendar{Zone: jakarta},
		Copy: func(text string) { s.copied = append(s.copied, text) }, Save: func(name, text string) { s.saved[name] = text },
		Open: func(id int64) { s.cases = append(s.cases, id) },
	})
	s.window.SetContent(s.Content())
	s.window.Resize(fyne.NewSize(1084, 770))
	s.Load(t.Context())
	return s
}

// press types keys, each after a while.
func (s *sat) press(keys string) {
	for _, r := range keys {
		s.bureau.now = s.bureau.now.Add(time.Second)
		s.TypedRune(r)
	}
}

// at returns the id of the case in front; 0 when there is none.
func (s *sat) at() int64 {
	if s.now == nil {
		return 0
	}
	return s.now.queued.Report
}

// confirm presses the button of the open form.
func (s *sat) confirm(t *testing.T) {
	t.Helper()
	if s.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no form is open")
	}
	s.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
}
