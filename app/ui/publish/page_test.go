package publish

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
)

var jakarta = time.FixedZone("WIB", 7*60*60)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, jakarta) }

// office is what the page is given in tests.
type office struct {
	choices   data.Choices
	composed  []analytics.Scope
	languages []string
	compose   func(ctx context.Context) error // called inside Compose; may be nil
	wrote     []string
	write     func(ctx context.Context) error // called inside Write; may be nil
	name      string                          // that was suggested
	opened    []string
	path      string // that is chosen
	judged    []Release
	orders    []Order
	file      string // that is chosen as template
	copied    []string
	frozen    []string
	changes   []string                        // an issue that stands would say these otherwise
	gate      func(ctx context.Context) error // called inside Gate; may be nil
}

func (o *office) page(t *testing.T) *Page {
	t.Helper()
	test.NewTempApp(t)
	p := New(Publish{
		Compose: o.answer, Press: o.put, Run: task.Inline, Language: i18n.For("id", jakarta),
		SaveAs:        func(name string, chosen func(string)) { o.name = name; chosen(o.path) },
		OpenFile:      func(path string) { o.opened = append(o.opened, path) },
		Now:           func() time.Time { return time.Date(2026, 6, 15, 10, 0, 0, 0, jakarta) },
		Choices:       func(context.Context) (data.Choices, error) { return o.choices, nil },
		Gate:          o.judge,
		ChooseEarlier: func(chosen func([]string)) { chosen([]string{"/tmp/rilis-lama.zip"}) },
		ChooseFile:    func(chosen func(string)) { chosen(o.file) },
		Templates:     []string{"periodic", "flood"}, KeepTemplate: o.keep, Freeze: o.freeze,
	})
	w := test.NewTempWindow(t, p.Content())
	w.Resize(fyne.NewSize(1080, 750))
	return p
}

func (o *office) answer(ctx context.Context, order Order) (figure.Document, error) {
	n, lang := len(o.composed), order.Lang
	o.composed, o.languages, o.orders = append(o.composed, order.Scope), append(o.languages, lang), append(o.orders, order)
	if o.compose != nil {
		if err := o.compose(ctx); err != nil {
			return figure.Document{}, err
		}
	}
	return figure.Document{Title: "Dokumen", Language: lang, Sections: []figure.Section{
		{Title: "Jumlah laporan", Finding: []string{"temuan pertama", "temuan kedua", "temuan ketiga"}[min(n, 2)]},
	}}, nil
}

func (o *office) put(kind string, d figure.Document) func(context.Context, string) error {
	return func(ctx context.Context, path string) error {
		if o.write != nil {
			if err := o.write(ctx); err != nil {
				return err
			}
		}
		o.wrote = append(o.wrote, kind+" "+path+" "+d.Sections[0].Finding)
		return nil
	}
}

func filled() *office {
	return &office{path: "/tmp/d", choices: data.Choices{Reports: 9, First: day(2024, 1, 5), Last: day(2026, 6, 14)}}
}

// words are all texts that the object shows.
func words(o fyne.CanvasObject) []string {
	var all []string
	switch o := o.(type) {
	case *canvas.Text:
		all = append(all, o.Text)
	case *fyne.Container:
		for _, c := range o.Objects {
			all = append(all, words(c)...)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			all = append(all, words(c)...)
		}
	}
	return all
}

func shows(t *testing.T, o fyne.CanvasObject, want string) {
	t.Helper()
	if got := words(o); !slices.Contains(got, want) {
		t.Errorf("shows %q; want %q among them", got, want)
	}
}

func (p *Page) locked() bool { return p.cards[0].save.Disabled() && p.cards[1].save.Disabled() }

func TestUsual(t *testing.T) {
	none := time.Time{}
	tests := []struct {
		name                     string
		first, last, from, until time.Time
	}{
		{"the month of the last report is not over", day(2020, 1, 1), day(2026, 6, 14), day(2025, 6, 1), day(2026, 6, 1)},
		{"the last report came on the last day of a month", day(2020, 1, 1), day(2026, 6, 30), day(2025, 7, 1), day(2026, 7, 1)},
		{"near midnight in the zone", day(2020, 1, 1), time.Date(2026, 6, 30, 16, 59, 0, 0, time.UTC), day(2025, 7, 1), day(2026, 7, 1)},
		{"one month that is not over", day(2026, 6, 3), day(2026, 6, 14), day(2026, 6, 1), day(2026, 6, 15)},
		{"no report", none, none, none, none},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from, until := usual(tt.first, tt.last, jakarta)
			if !from.Equal(tt.from) || !until.Equal(tt.until) {
				t.Errorf("got %v, %v; want %v, %v", from, until, tt.from, tt.until)
			}
		})
	}
}

func TestLoadComposesTheUsualPeriod(t *testing.T) {
	o := filled()
	p := o.page(t)
	if !p.locked() {
		t.Error("something can be saved before there is a document")
	}
	p.Load(t.Context())
	if len(o.composed) != 1 || o.languages[0] != "id" {
		t.Fatalf("composed %v in %v; want once, in Indonesian", o.composed, o.languages)
	}
	s := o.composed[0]
	if !s.From.Equal(day(2025, 6, 1)) || !s.Until.Equal(day(2026, 6, 1)) || !s.AsOf.IsZero() || s.Zone.String() != "WIB" {
		t.Errorf("asked in %+v; want the twelve months until June 2026 as of now", s)
	}
	shows(t, p.preview, "temuan pertama")
	if p.locked() {
		t.Error("the document cannot be saved")
	}
}

func TestNothingToPublish(t *testing.T) {
	o := &office{}
	p := o.page(t)
	p.Load(t.Context())
	if len(o.composed) != 0 || !p.locked() {
		t.Errorf("composed %v, locked %v; want nothing from no reports", o.composed, p.locked())
	}
}

func TestAsOf(t *testing.T) {
	tests := []struct {
		text string
		want time.Time // zero is now
		ok   bool
	}{
		{"", time.Time{}, true},
		{"2026-03-31", day(2026, 4, 1), true},
		{"31/03/2026", day(2026, 4, 1), true},
		{"2026-06-14", day(2026, 6, 15), true},
		{"2026-06-15", time.Time{}, true}, // today is not over
		{"2027-01-01", time.Time{}, true},
		{"2026-02-30", time.Time{}, false},
		{"kemarin", time.Time{}, false},
	}
	for _, tt := range tests {
		o := filled()
		p := o.page(t)
		p.Load(t.Context())
		p.asOf.SetText(tt.text)
		last := o.composed[len(o.composed)-1]
		if !last.AsOf.Equal(tt.want) || p.locked() == tt.ok {
			t.Errorf("%q: as of %v, can be saved %v; want %v, %v", tt.text, last.AsOf, !p.locked(), tt.want, tt.ok)
		}
	}
}

func TestLanguageOfTheDocument(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	p.tongue.SetSelected(p.language.Text("publish.language.en"))
	if want := []string{"id", "en"}; !slices.Equal(o.languages, want) {
		t.Errorf("composed in %v; want %v", o.languages, want)
	}
	shows(t, p.preview, "temuan kedua")
}

// The first answer arrives after the second one and must not be shown.
func TestLateAnswer(t *testing.T) {
	o := filled()
	p := o.page(t)
	o.compose = func(context.Context) error {
		if len(o.composed) == 1 {
			p.compose()
		}
		return nil
	}
	p.Load(t.Context())
	shows(t, p.preview, "temuan kedua")
	if p.document.Sections[0].Finding != "temuan kedua" {
		t.Errorf("would save %q", p.document.Sections[0].Finding)
	}
}

func TestComposeFails(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	o.compose = func(context.Context) error { return data.ErrPeriod }
	p.compose()
	if !p.locked() {
		t.Error("a document that does not fit what is chosen can be saved")
	}
	if got := words(p.preview); len(got) == 0 || slices.Contains(got, "temuan pertama") {
		t.Errorf("shows %q; want what went wrong", got)
	}
}

func TestSave(t *testing.T) {
	o := filled()
	p := o.page(t)
	p.Load(t.Context())
	test.Tap(p.cards[1].save)
	if want := []string{"page /tmp/d temuan pertama"}; !slices.Equal(o.wrote, want) {
		t.Errorf("wrote %q; want %q", o.wrote, want)
	}
	if want := "laporan-berkala_2025-06-01_2026-05-31.html"; o.name != want {
		t.Errorf("suggested %q; want %q", o.name, want)
	}
	shows(t, p.saved, "/tmp/d")
	if p.Busy() || p.locked() {
		t.Error("still busy after writing")
	}
}

func TestSaveWithoutAPath(t *testing.T) {
	o := filled()
	o.path = ""
	p := o.page(t)
	p.Load(t.Context())
	test.Tap(p.cards[0].save)
	if len(o.wrote) != 0 || p.saved.Visible() {
		t.Errorf("wrote %q without a path", o.wrote)
	}
}

func TestStopWriting(t *testing.T) {
	o := filled()
	p := o.page(t)
	o.write = func(ctx context.Context) error {
		if !p.Busy() || !p.locked() {
			t.Error("not busy while writing")
		}
		p.Stop()
		return ctx.Err()
	}
	p.Load(t.Context())
	test.Tap(p.cards[0].save)
	if len(o.wrote) != 0 || p.notice.Text() != p.language.Text("publish.stopped") || p.saved.Visible() {
		t.Errorf("wrote %q, said %q", o.wrote, p.notice.Text())
	}
}

// Who leaves the page while a document is written still finds it there.
func TestLeaveWhileWriting(t *testing.T) {
	o := filled()
	p := o.page(t)
	ctx, leave := context.WithCancel(t.Context())
	o.write = func(ctx context.Context) error { leave(); return ctx.Err() }
	p.Load(ctx)
	test.Tap(p.cards[0].save)
	if len(o.wrote) != 1 || p.Busy() {
		t.Errorf("wrote %q, busy %v; want one document", o.wrote, p.Busy())
	}
	shows(t, p.saved, "/tmp/d")
}

func TestWriteFails(t *testing.T) {
	o := filled()
	p := o.page(t)
	o.write = func(context.Context) error { return data.ErrDiskFull }
	p.Load(t.Context())
	test.Tap(p.cards[0].save)
	if got := words(p.saved); slices.Contains(got, "/tmp/d") || len(got) == 0 || p.locked() {
		t.Errorf("shows %q, locked %v; want what went wrong", got, p.locked())
	}
}
