package dashboard

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"image/png"
	"slices"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/datatest"
)

// TestEveryPageAnswers turns to each page: each question is on one, and each card has a figure that can be drawn.
func TestEveryPageAnswers(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	seen := map[string]bool{"compare": true}
	titles := map[string]bool{}
	for _, name := range r.page.Pages() {
		r.page.Show(name)
		if r.page.sheet.name != name || len(r.page.sheet.cards) == 0 {
			t.Errorf("%s: shown is %s with %d cards", name, r.page.sheet.name, len(r.page.sheet.cards))
		}
		for _, c := range r.page.sheet.cards {
			seen[c.question.Name] = true
			if err := c.chart.Figure().Check(); err != nil || !c.fresh {
				t.Errorf("%s, %s: fresh %v, %v", name, c.view.name, c.fresh, err)
			}
			if key := name + c.view.title(r.page.dash.Language); titles[key] {
				t.Errorf("%s: two cards are called %q", name, c.view.title(r.page.dash.Language))
			} else {
				titles[key] = true
			}
		}
	}
	for _, q := range analytics.Questions() {
		if !seen[q.Name] {
			t.Errorf("%s is on no page", q.Name)
		}
	}
}

func TestViewsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range []string{"id", "en"} {
		l := i18n.For(code, datatest.Jakarta)
		for _, p := range planned() {
			for _, v := range p.views {
				if title := v.title(l); strings.Contains(title, "dashboard.") {
					t.Errorf("%s: %q has no text", v.name, title)
				}
				if seen[code+v.name] {
					t.Errorf("two views are called %s", v.name)
				}
				seen[code+v.name] = true
			}
		}
	}
}

func TestQuestionsThatAreNewJoin(t *testing.T) {
	pages := pagesOf([]analytics.Question{{Name: "volume"}, {Name: "patterns"}, {Name: "tides"}, {Name: "compare"}})
	var got []string
	for _, p := range pages {
		for _, v := range p.views {
			got = append(got, p.name+" "+v.name)
		}
	}
	if want := []string{"overview volume", "patterns patterns", "patterns tides"}; !slices.Equal(got, want) {
		t.Errorf("%q; want %q", got, want)
	}
}

func TestBackAndForwardKeepTheState(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	p := r.page
	texts := []string{p.Text()}
	step := func() { texts = append(texts, p.Text()) }
	p.Show("units")
	step()
	p.filter.channel = "JAKI"
	p.onFilter()
	step()
	p.sheet.card("handover").onNumbers()
	step()
	p.onTile("done")
	step()
	for i := len(texts) - 2; i >= 0; i-- {
		if ok := p.Back(); !ok || p.Text() != texts[i] {
			t.Fatalf("back to %d: %v, %s; want %s", i, ok, p.Text(), texts[i])
		}
	}
	if p.Back() {
		t.Error("back beyond the beginning")
	}
	for i := 1; i < len(texts); i++ {
		if ok := p.Forward(); !ok || p.Text() != texts[i] {
			t.Fatalf("forward to %d: %v, %s; want %s", i, ok, p.Text(), texts[i])
		}
	}
	if p.large == nil || p.large.card.view.name != "trend-done" || p.large.chart.Figure().ID == "" {
		t.Error("the large figure of the last step is not shown")
	}
}

func TestPlaceNarrowsThePage(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	places := r.card("volume-places")
	f := places.chart.Figure()
	if f.Kind != figure.Places || len(f.Shapes) != 44 {
		t.Fatalf("%s with %d places; want a map of the 44 kecamatan", f.Kind, len(f.Shapes))
	}
	at := slices.IndexFunc(f.Shapes, func(s figure.Shape) bool { return s.Code == "31.74.06" })
	places.chart.OnTapped(0, at, f.Series[0].Points[at].Key)
	if r.page.filter.area != "31.74.06" || !slices.Contains(r.page.chips.Texts(), "Wilayah: Cilandak") {
		t.Errorf("area %q, chips %q; want Cilandak", r.page.filter.area, r.page.chips.Texts())
	}
	below := places.chart.Figure()
	for _, s := range below.Shapes {
		if !strings.HasPrefix(s.Code, "31.74.06.") {
			t.Errorf("%s on the map of Cilandak", s.Code)
		}
	}
	if !r.page.Back() || r.page.filter.area != "" || len(r.page.chips.Texts()) != 0 {
		t.Errorf("back: area %q, chips %q", r.page.filter.area, r.page.chips.Texts())
	}
}

func TestFilterThatAQuestionDoesNotKnowIsSaid(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	r.page.Show("process")
	r.page.filter.unit = "DINAS SOSIAL"
	r.page.onFilter()
	want := "Tidak disaring menurut unit."
	if c := r.card("variants"); !slices.Contains(c.chart.Figure().Notes, want) {
		t.Errorf("notes %q; want %q", c.chart.Figure().Notes, want)
	}
	if c := r.card("paths"); slices.Contains(c.answer.section.Figure.Notes, want) {
		t.Error("the ways are narrowed by unit")
	}
}

func TestTilesCompare(t *testing.T) {
	r := newRoom(t, 3000)
	r.page.Load(t.Context())
	tile := r.page.sheet.tiles[slices.IndexFunc(r.page.sheet.tiles, func(t *tile) bool { return t.measure == "received" })]
	total, err := r.store.Count(t.Context(), data.Filter{From: r.page.filter.from, Until: r.page.filter.until})
	if err != nil || tile.value.Text != r.page.dash.Language.Number(total) {
		t.Errorf("tile says %s, %v; want %d", tile.value.Text, err, total)
	}
	before := tile.against.Text
	r.page.filter.from = datatest.At(t, "2026-01-01").In(datatest.Jakarta)
	r.page.filter.until = datatest.At(t, "2026-02-01").In(datatest.Jakarta)
	r.page.onFilter()
	r.page.compareWith(analytics.Before)
	if r.page.Scope().Against != analytics.Before || tile.against.Text == before || !strings.Contains(tile.aside.Text, "Des") {
		t.Errorf("against %q: %q of %q; want December", r.page.Scope().Against, tile.against.Text, tile.aside.Text)
	}
	tile.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if r.page.sheet.name != trendPage || r.page.large.card.view.of != "received" {
		t.Error("the tile does not lead to its trend")
	}
}

func TestViewsAreKept(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	p := r.page
	p.Show("flood")
	p.filter.area = "31.74"
	p.onFilter()
	text := p.Text()
	p.keepView("Selatan")
	p.start(text)
	p.Show("units")
	p.onClear()
	p.open(r.kept.Views[0].Text)
	if p.Text() != text {
		t.Errorf("opened %s; want %s", p.Text(), text)
	}
	again := New(p.dash)
	again.Content()
	again.Load(t.Context())
	if again.Text() != text {
		t.Errorf("begins with %s; want %s", again.Text(), text)
	}
	p.open("nonsense")
	if r.canvas.Overlays().Top() == nil || p.Text() != text {
		t.Error("a text that is no view is not refused aloud")
	}
	p.keepView("Selatan")
	if len(r.kept.Views) != 1 {
		t.Errorf("%d views; want one under the name", len(r.kept.Views))
	}
	p.removeView("Selatan")
	p.start("")
	if len(r.kept.Views) != 0 || r.kept.Start != "" {
		t.Errorf("kept %+v; want nothing", r.kept)
	}
}

func TestRemarksAreDrawn(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	storm := Remark{"2026-01-20", "Badai"}
	r.page.addRemark(Remark{"2026-02-17", "Imlek"})
	r.page.addRemark(storm)
	r.page.addRemark(storm)
	if len(r.kept.Remarks) != 2 || r.kept.Remarks[0] != storm {
		t.Errorf("kept %+v; want two by their days", r.kept.Remarks)
	}
	for _, name := range []string{"volume", "rejection", "flood"} {
		if e := r.card(name).chart.Figure().Events; len(e) != 2 || e[0].Text != "Badai" {
			t.Errorf("%s: events %+v; want both", name, e)
		}
	}
	r.page.removeRemark(storm)
	if e := r.card("volume").chart.Figure().Events; len(e) != 1 {
		t.Errorf("%d events after one was taken back; want 1", len(e))
	}
}

func TestFigureIsTakenAlong(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	c := r.card("refusal")
	for _, item := range c.files()[1:] {
		item.Action()
	}
	picture, err := png.Decode(bytes.NewReader(r.saved["/folder/refusal.png"]))
	if err != nil || picture.Bounds().Dx() != int(fileSize.Width*fileScale) {
		t.Errorf("PNG: %v, %v", picture, err)
	}
	svg := string(r.saved["/folder/refusal.svg"])
	if !strings.Contains(svg, "<svg") || !strings.Contains(svg, "Sumber: Tuntas") {
		t.Errorf("SVG without source: %.200s", svg)
	}
	rows, err := csv.NewReader(bytes.NewReader(r.saved["/folder/refusal.csv"])).ReadAll()
	if err != nil || len(rows) != len(c.answer.section.Table.Rows)+1 || rows[0][0] != "unit" {
		t.Errorf("CSV: %d rows, %v", len(rows), err)
	}
}

func TestLettersDoWhatButtonsDo(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	c := r.card("refusal")
	c.chart.TypedRune(letterTable)
	if r.page.large == nil || !r.page.large.alone {
		t.Fatal("no table on its letter")
	}
	r.page.large.chart.TypedRune(letterTable)
	if r.page.large.alone {
		t.Error("no figure on the letter again")
	}
	r.page.shrink()
	c.chart.TypedRune(letterCopy)
	if r.copied == "" {
		t.Error("nothing was copied")
	}
}

func TestTabsByKeyboard(t *testing.T) {
	r := newRoom(t, 300)
	r.page.Load(t.Context())
	first, second := r.page.head.tabs.Tab(r.page.Pages()[0]), r.page.head.tabs.Tab(r.page.Pages()[1])
	r.canvas.Focus(first)
	r.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if r.page.sheet.name != r.page.Pages()[1] || r.canvas.Focused() != fyne.Focusable(second) {
		t.Errorf("shown %s; want %s", r.page.sheet.name, r.page.Pages()[1])
	}
}

// watched notes the context of each question.
type watched struct {
	analytics.Querier
	lock sync.Mutex
	all  []context.Context
}

func (w *watched) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	w.lock.Lock()
	w.all = append(w.all, ctx)
	w.lock.Unlock()
	return w.Querier.QueryContext(ctx, query, args...)
}

// TestQuestionsAreGivenUp: when the filter moves on, or another page is shown, what was asked before is cancelled.
func TestQuestionsAreGivenUp(t *testing.T) {
	r := newRoom(t, 300)
	w := &watched{Querier: r.store}
	r.page.dash.Questions = w
	r.page.Load(t.Context())
	for name, move := range map[string]func(){
		"filter": func() { r.page.filter.channel = "JAKI"; r.page.onFilter() },
		"page":   func() { r.page.Show("process") },
	} {
		w.all = nil
		r.page.loads++
		r.page.ask()
		before := len(w.all)
		move()
		if before == 0 || len(w.all) == before {
			t.Fatalf("%s: %d questions, then %d", name, before, len(w.all)-before)
		}
		for i, ctx := range w.all {
			if given := ctx.Err() != nil; given != (i < before) {
				t.Errorf("%s: question %d of %d given up: %v", name, i, before, given)
			}
		}
	}
}

// TestAnsweredStays: a page that is shown again under the same filter is not asked again.
func TestAnsweredStays(t *testing.T) {
	r := newRoom(t, 300)
	r.page.Load(t.Context())
	r.page.Show("units")
	asked := 0
	r.db.before = func(string) error { asked++; return nil }
	r.page.Back()
	r.page.Forward()
	if asked != 0 {
		t.Errorf("%d questions were asked again", asked)
	}
	r.page.Load(t.Context())
	if asked == 0 {
		t.Error("nothing is asked when the page is shown anew")
	}
}
