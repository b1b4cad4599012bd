package dashboard

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/analytics/figure"
	"tuntas/app/ui/chart"
)

// firstMark is the mark of a card's figure with the largest value of those that have cases; ok is false when none has.
func firstMark(c *card) (series, category int, ok bool) {
	f := c.chart.Figure()
	if f.Kind == figure.Flow {
		return 0, 0, len(f.Nodes) > 0
	}
	most := 0.0
	for i, s := range f.Series {
		for k, p := range s.Points {
			if p.Value > most && !p.Missing && len(c.lists(f, i, p.Key)) > 0 {
				series, category, most, ok = i, k, p.Value, true
			}
		}
	}
	return series, category, ok
}

// toList goes from a mark to its list of cases, over the menu where there is one.
func (r *room) toList(t *testing.T) {
	t.Helper()
	if r.canvas.Overlays().Top() != nil {
		r.choose(t, "Lihat")
	}
}

// TestEveryFigureLeadsToCasesAndBack goes on every page from a mark of every figure, by mouse and by keyboard, over a list of
// its cases to one of them, and back to what was shown before.
func TestEveryFigureLeadsToCasesAndBack(t *testing.T) {
	r := newRoom(t, 600)
	r.page.Load(t.Context())
	for how, press := range map[string]func(c *chart.Chart, series, category int){
		"mouse": func(c *chart.Chart, series, category int) { click(t, c, series, category) },
		"keys": func(c *chart.Chart, series, category int) {
			r.canvas.Focus(c)
			c.Point(series, category)
			r.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		},
	} {
		walked := 0
		for _, name := range r.page.Pages() {
			r.page.Show(name)
			for _, c := range r.page.sheet.cards {
				series, category, ok := firstMark(c)
				if !ok {
					continue
				}
				walked++
				r.thereAndBack(t, how+", "+c.view.name, c, func() { press(c.chart, series, category) })
			}
		}
		if walked < 40 {
			t.Errorf("%s: only %d figures have marks", how, walked)
		}
	}
}

// thereAndBack goes from a card over a list to a case, and back again.
func (r *room) thereAndBack(t *testing.T, name string, c *card, press func()) {
	t.Helper()
	before, kind := r.page.Text(), c.chart.Figure().Kind
	press()
	if kind == figure.Places && r.page.cases == nil && r.canvas.Overlays().Top() == nil {
		if r.page.filter.area == "" || len(r.page.chips.Texts()) != 1 {
			t.Errorf("%s: area %q, chips %q; want a chip of the place", name, r.page.filter.area, r.page.chips.Texts())
		}
		r.page.Back()
		if r.page.Text() != before {
			t.Errorf("%s: back to %s; want %s", name, r.page.Text(), before)
		}
		return
	}
	r.toList(t)
	g := r.page.cases
	if g == nil || len(g.cases.Rows) == 0 || r.page.body.Objects[0] != g.content {
		t.Errorf("%s: no list of cases", name)
		r.page.shrink()
		return
	}
	there := r.page.Text()
	if r.canvas.Focused() == nil {
		t.Errorf("%s: the list does not take the keyboard", name)
	} else {
		r.cases = nil
		r.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if len(r.cases) != 1 || r.cases[0] != g.cases.Reports[0] {
		t.Errorf("%s: opened %v; want the first report %d", name, r.cases, g.cases.Reports[0])
	}
	r.page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if r.page.Text() != before || r.page.cases != nil {
		t.Errorf("%s: back to %s; want %s", name, r.page.Text(), before)
	}
	if r.page.Forward(); r.page.Text() != there || r.page.cases == nil || len(r.page.cases.cases.Rows) != len(g.cases.Rows) {
		t.Errorf("%s: forward to %s; want %s", name, r.page.Text(), there)
	}
	r.page.Back()
}

func TestMarkOffersItsCasesAndTheNarrowerPage(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	volume := r.card("volume")
	p := volume.chart.Figure().Series[0].Points[3]
	click(t, volume.chart, 0, 3)
	if got := r.menu(); len(got) != 2 {
		t.Fatalf("ways on %q; want 2", got)
	}
	r.choose(t, "Persempit")
	if got := r.page.Scope().From.Format(time.DateOnly); got != p.Key["from"] {
		t.Errorf("from %s; want %s", got, p.Key["from"])
	}
	click(t, volume.chart, 0, 0) // nothing narrower is left
	if g := r.page.cases; g == nil || g.cases.N != int64(p.Value) {
		t.Errorf("shown %+v; want the %v reports of that month", g, p.Value)
	}
}

func TestListOfCases(t *testing.T) {
	r := newRoom(t, 900)
	r.page.Load(t.Context())
	refusal := r.card("refusal")
	series, at, _ := firstMark(refusal)
	click(t, refusal.chart, series, at)
	if menu := strings.Join(r.menu(), "|"); !strings.Contains(menu, "tindak lanjut yang ditolak") || !strings.Contains(menu, "semua keputusan") {
		t.Errorf("menu %q; want those refused and all", menu)
	}
	r.choose(t, "Lihat semua keputusan")
	g := r.page.cases
	g.onDesk()
	if len(r.opened) != 1 || len(r.opened[0].IDs) == 0 || !slices.IsSorted(r.opened[0].IDs) {
		t.Errorf("the desk is asked for %+v; want the listed reports", r.opened)
	}
	g.onCopy()
	if got := strings.Count(r.copied, "\n"); got != len(g.cases.Rows)+1 {
		t.Errorf("%d lines copied; want %d", got, len(g.cases.Rows)+1)
	}
	g.onSave()
	if got := strings.Count(string(r.saved["/folder/refusal-decisions.csv"]), "\n"); got != len(g.cases.Rows)+1 {
		t.Errorf("%d lines saved; want %d", got, len(g.cases.Rows)+1)
	}
	g.table.Select(2)
	want := g.cases.Reports[2]
	r.page.Load(t.Context()) // as when one comes back from the case
	if r.page.cases != g || g.selected() != want {
		t.Errorf("selected %d after coming back; want %d", g.selected(), want)
	}
	again := r.page.Text()
	r.page.onClear()
	r.page.Show("flood")
	r.page.open(again)
	if r.page.cases == nil || r.page.cases.cases.N != g.cases.N {
		t.Errorf("%s does not bring the list back", again)
	}
	for text, sound := range map[string]bool{"tuntas-1?figure=refusal&list=refused&mark=unit%3Dx": true, "tuntas-1?mark=a%3Db%26a%3Dc": false} {
		if _, err := r.page.read(text); (err == nil) != sound {
			t.Errorf("%s: %v", text, err)
		}
	}
}
