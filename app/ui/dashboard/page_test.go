package dashboard

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
)

// asked is a database that can fail, and do something before it answers.
type asked struct {
	analytics.Querier
	before func(query string) error
}

func (a *asked) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if a.before != nil {
		if err := a.before(query); err != nil {
			return nil, err
		}
	}
	return a.Querier.QueryContext(ctx, query, args...)
}

// room is a page on a small city, in a window.
type room struct {
	page    *Page
	db      *asked
	store   *store.DB
	canvas  fyne.Canvas
	opened  []data.Filter
	cases   []int64 // that were opened
	copied  string
	kept    Kept
	saved   map[string][]byte // by the path
	choices error
}

func newRoom(t *testing.T, reports int) *room {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	now := datatest.At(t, "2026-03-10 15:30")
	r := &room{store: datatest.Open(t, &datatest.Clock{Now: now})}
	_, err := r.store.Import(t.Context(), data.Import{Profile: "demo"}, func(b *store.Batch) error {
		_, err := demo.Generate(t.Context(), demo.Plan{Reports: reports, Seed: 4, Until: now, Zone: datatest.Jakarta}, b, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r.db = &asked{Querier: r.store}
	r.saved = map[string][]byte{}
	window := test.NewTempWindow(t, nil)
	r.page = New(Dashboard{
		Window: window, Kept: func() Kept { return r.kept }, Keep: func(k Kept) { r.kept = k },
		SaveAs: func(name string, chosen func(string)) { chosen("/folder/" + name) },
		Save: func(path string, write func(io.Writer) error) error {
			var b bytes.Buffer
			err := write(&b)
			r.saved[path] = b.Bytes()
			return err
		},
		Questions: r.db, Run: task.Inline, Language: i18n.For("id", datatest.Jakarta), Now: func() time.Time { return now },
		Choices: func(ctx context.Context) (data.Choices, error) {
			if r.choices != nil {
				return data.Choices{}, r.choices
			}
			return r.store.Choices(ctx)
		},
		Open:     func(f data.Filter) { r.opened = append(r.opened, f) },
		OpenCase: func(id int64) { r.cases = append(r.cases, id) },
		Copy:     func(text string) { r.copied = text },
	})
	window.SetContent(r.page.Content())
	window.Resize(fyne.NewSize(1080, 750))
	r.canvas = window.Canvas()
	return r
}

// card returns the card of the question of that name.
func (r *room) card(name string) *card {
	i := slices.IndexFunc(r.page.sheet.cards, func(c *card) bool { return c.view.name == name })
	return r.page.sheet.cards[i]
}

func TestLoadShowsEachQuestion(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	var names []string
	for _, c := range r.page.sheet.cards {
		names = append(names, c.question.Name)
		if !c.answered || len(c.chart.Figure().Categories) == 0 || c.chart.Figure().ID != c.question.Name {
			t.Errorf("%s: answered %v with figure %q of %d categories; want its own, not empty",
				c.question.Name, c.answered, c.chart.Figure().ID, len(c.chart.Figure().Categories))
		}
	}
	if want := []string{"volume", "time-in-stage", "rejection", "refusal", "flood", "volume"}; !slices.Equal(names, want) {
		t.Errorf("questions %v; want %v", names, want)
	}
	s := r.page.Scope()
	if want := datatest.At(t, "2025-04-01"); !s.From.Equal(want) {
		t.Errorf("from %v; want %v", s.From, want)
	}
	if want := datatest.At(t, "2026-04-01"); !s.Until.Equal(want) {
		t.Errorf("until %v; want %v", s.Until, want)
	}
}

func TestLateAnswerIsDropped(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	volume := r.card("volume")
	all := volume.answer.section.Finding
	once := true
	r.db.before = func(query string) error {
		if once && strings.Contains(query, "How many reports were received in the period") {
			once = false
			r.page.onClear() // asks anew while the narrow question is still being answered
		}
		return nil
	}
	r.page.filter.area = "31.74"
	r.page.onFilter()
	if once {
		t.Fatal("the volume was not asked for")
	}
	if got := volume.answer.section.Finding; got != all {
		t.Errorf("shown %q; want the later answer %q", got, all)
	}
	for _, c := range r.page.sheet.cards {
		if !c.loading.Hidden || len(c.scope.Where) != 0 {
			t.Errorf("%s: loads %v, limits %v; want the later answer", c.question.Name, !c.loading.Hidden, c.scope.Where)
		}
	}
}

// TestOlderRequestIsDropped asks twice in one context, as a retry does.
func TestOlderRequestIsDropped(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	volume, all, narrow := r.card("volume"), r.page.Scope(), filter{area: "31.74"}.scope()
	narrow.Now = all.Now
	once := true
	r.db.before = func(string) error {
		if once {
			once = false
			volume.ask(t.Context(), narrow, occasion{loads: 8})
		}
		return nil
	}
	volume.ask(t.Context(), all, occasion{loads: 7})
	var whole int64
	for i := range volume.answer.section.Table.Rows {
		whole += volume.answer.section.Table.Rows[i][1].(int64)
	}
	want, err := r.store.Count(t.Context(), data.Filter{Area: "31.74"})
	if err != nil || whole != want {
		t.Errorf("%d reports are shown, %v; want the %d of the later question", whole, err, want)
	}
}

func TestErrorIsOfOneFigure(t *testing.T) {
	r := newRoom(t, 300)
	broken := true
	r.db.before = func(query string) error {
		if broken && strings.Contains(query, "analytics_decision") {
			return errors.New("broken")
		}
		return nil
	}
	r.page.Load(t.Context())
	refusal := r.card("refusal")
	if refusal.answered || !refusal.tools[0].Disabled() {
		t.Error("a failed question counts as answered")
	}
	if !r.card("rejection").answered {
		t.Error("another question failed too")
	}
	broken = false
	refusal.onRetry()
	if !refusal.answered || refusal.tools[0].Disabled() {
		t.Error("not answered after the retry")
	}
}

func TestChoicesFail(t *testing.T) {
	r := newRoom(t, 300)
	r.choices = errors.New("broken")
	r.page.Load(t.Context())
	if r.page.body.Objects[0] == r.page.sheet.figures {
		t.Error("figures are shown; want the error")
	}
	r.choices = nil
	r.page.onRetry()
	if r.page.body.Objects[0] != r.page.sheet.figures || !r.card("volume").answered {
		t.Error("no figures after the retry")
	}
}

func TestEmptyStore(t *testing.T) {
	r := newRoom(t, 0)
	r.db.before = func(string) error { t.Error("an empty store was asked"); return nil }
	r.page.Load(t.Context())
	if r.page.body.Objects[0] == r.page.sheet.figures || !r.page.bar.box.Hidden {
		t.Error("figures or filter are shown; want a sentence")
	}
}

func TestFilterStaysBetweenLoads(t *testing.T) {
	r := newRoom(t, 300)
	r.page.Load(t.Context())
	r.page.filter.area, r.page.filter.channel = "31.74.06", "JAKI"
	r.page.onFilter()
	r.page.Load(t.Context())
	s := r.page.Scope()
	if got := s.Where[analytics.ByKecamatan]; !slices.Equal(got, []string{"31.74.06"}) {
		t.Errorf("kecamatan %v; want 31.74.06", got)
	}
	if got := len(r.page.chips.Texts()); got != 2 {
		t.Errorf("%d chips; want 2", got)
	}
	r.page.onClear()
	if got := len(r.page.Scope().Where); got != 0 || !r.page.chips.Hidden {
		t.Errorf("%d limits after clearing, chips hidden %v; want none", got, r.page.chips.Hidden)
	}
}

func TestNothingIsShownAfterLeaving(t *testing.T) {
	r := newRoom(t, 300)
	ctx, leave := context.WithCancel(t.Context())
	r.db.before = func(string) error { leave(); return nil }
	r.page.Load(ctx)
	for _, c := range r.page.sheet.cards {
		if c.answered {
			t.Errorf("%s was shown after the page was left", c.question.Name)
		}
	}
}

func TestGrainIsOfTimeAxesOnly(t *testing.T) {
	r := newRoom(t, 300)
	r.page.Load(t.Context())
	r.page.bar.takes((*string)(&r.page.filter.grain))("quarter")
	if got := len(r.card("volume").chart.Figure().Categories); got != 4 {
		t.Errorf("%d categories of the volume; want 4 quarters", got)
	}
	if got := r.card("time-in-stage").chart.Figure().Kind; got != figure.Lying {
		t.Errorf("time in stage is %s; want %s", got, figure.Lying)
	}
}

func TestAreasAreGroupedOneLevelBelow(t *testing.T) {
	q, err := analytics.Find("flood")
	if err != nil {
		t.Fatal(err)
	}
	for area, want := range map[string]analytics.Dimension{
		"": analytics.ByCity, "31.74": analytics.ByKecamatan, "31.74.06": analytics.ByKelurahan, "31.74.06.1003": analytics.ByKelurahan,
	} {
		if got, _ := (view{question: "flood"}).scope(q, filter{area: area}.scope()); got.By != want {
			t.Errorf("%q: by %q; want %q", area, got.By, want)
		}
	}
}

func TestEnlargeAndBack(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	refusal := r.card("refusal")
	refusal.onEnlarge()
	large := r.page.large
	if r.page.body.Objects[0] != large.content || large.table.Length() != len(refusal.answer.section.Table.Rows) {
		t.Fatal("the large figure with all its numbers is not shown")
	}
	if got, small := len(large.chart.Figure().Categories), len(refusal.chart.Figure().Categories); got <= small {
		t.Errorf("the large figure has %d lines, the small one %d; want more", got, small)
	}
	r.page.filter.area = "31.74"
	r.page.onFilter()
	if got, want := large.chart.Figure().Title, refusal.answer.section.Finding; got != want {
		t.Errorf("large figure says %q under the new filter; want %q", got, want)
	}
	r.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if r.page.large != nil || r.page.body.Objects[0] != r.page.sheet.figures {
		t.Error("Escape does not lead back")
	}
	refusal.onNumbers()
	if r.page.large.body.Objects[0] != r.page.large.table {
		t.Error("the numbers alone are not shown")
	}
	r.page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if r.page.large != nil {
		t.Error("Escape of the window does not lead back")
	}
}

func TestCopyTakesAllNumbers(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	c := r.card("refusal")
	c.onCopy()
	if got, want := strings.Count(r.copied, "\n"), len(c.answer.section.Table.Rows)+1; got != want {
		t.Errorf("%d lines; want %d", got, want)
	}
}

func TestMeasureCardClosesOnEscape(t *testing.T) {
	r := newRoom(t, 300)
	r.page.Load(t.Context())
	r.card("volume").onMeasure()
	if r.canvas.Overlays().Top() == nil {
		t.Fatal("no measure card")
	}
	r.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if r.canvas.Overlays().Top() != nil {
		t.Error("the measure card stays")
	}
}
