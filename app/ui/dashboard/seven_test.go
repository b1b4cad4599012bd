package dashboard

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"tuntas/analytics/figure"
	"tuntas/data"
	"tuntas/data/datatest"
)

// hand clicks and counts; the first click has brought the dashboard to the front.
type hand struct {
	room   *room
	clicks int
}

func (h *hand) tab(t *testing.T, name string) {
	t.Helper()
	h.clicks++
	test.Tap(h.room.page.head.tabs.Tab(name))
}

// mark clicks a mark of a card where it stands, and then, where a menu opens, the line that begins with label.
func (h *hand) mark(t *testing.T, c *card, series, category int, label string) {
	t.Helper()
	h.clicks++
	click(t, c.chart, series, category)
	if h.room.canvas.Overlays().Top() == nil {
		return
	}
	h.clicks++
	h.room.choose(t, label)
}

// TestSevenQuestions answers the questions of a head of bureau on the sample city, each in at most four clicks, as the README
// says: every click goes to where a mouse would go.
func TestSevenQuestions(t *testing.T) {
	r := newRoom(t, 3000)
	for _, year := range []string{"2023", "2024", "2025"} {
		c := datatest.Walk(t, 1, year+"-02-03 08:00", data.Received)
		c.Report.Number, c.Report.Category, c.Report.Area = "flood-"+year, "Banjir", "31.74.06.1003"
		datatest.Add(t, r.store, c)
	}
	r.page.Load(t.Context())
	for _, tt := range []struct {
		name   string
		clicks int
		answer func(h *hand) (ok bool, said any)
	}{
		{"where it takes longest, and since when", 2, func(h *hand) (bool, any) {
			h.tab(t, "stages")
			longest, since := r.card("stages").chart.Figure(), r.card("stages-periods").chart.Figure()
			return strings.Contains(longest.Title, "Proses") && len(since.Series) > 6, longest.Title
		}},
		{"units refused more than chance", 2, func(h *hand) (bool, any) {
			h.tab(t, "units")
			f := r.card("units-refusal").chart.Figure()
			return f.Kind == figure.Funnel && len(f.Limits) == 2, f.Title
		}},
		{"an answer to the January floods", 2, func(h *hand) (bool, any) {
			h.tab(t, "flood")
			f := r.card("flood-response").chart.Figure()
			at := slices.Index(f.Categories, "Jan 2026")
			return at >= 0 && !f.Series[0].Points[at].Missing, f.Categories
		}},
		{"the oldest open case, and who holds it", 4, func(h *hand) (bool, any) {
			h.tab(t, "backlog")
			c := r.card("backlog")
			series, at := rightmost(c.chart.Figure())
			h.mark(t, c, series, at, "Lihat")
			return r.oldest(t)
		}},
		{"this March and the last", 3, func(h *hand) (bool, any) {
			c := r.card("volume")
			at := slices.Index(c.chart.Figure().Categories, "Feb 2026")
			h.mark(t, c, 0, at, "Persempit")
			tile := r.page.sheet.tiles[slices.IndexFunc(r.page.sheet.tiles, func(t *tile) bool { return t.measure == "received" })]
			return strings.Contains(tile.aside.Text, "Feb 2025") && strings.TrimSpace(tile.against.Text) != "", tile.AccessibilityLabel()
		}},
		{"floods three years in a row", 2, func(h *hand) (bool, any) {
			h.tab(t, "flood")
			f := r.card("flood-years").chart.Figure()
			return strings.Contains(f.Title, "3 tahun beruntun") && strings.Contains(f.Title, f.Series[0].Name), f.Title
		}},
		{"the cases behind a bar", 3, func(h *hand) (bool, any) {
			c := r.card("volume")
			p := c.chart.Figure().Series[0].Points[2]
			h.mark(t, c, 0, 2, "Lihat")
			return r.page.cases != nil && r.page.cases.cases.N == int64(p.Value), r.page.Text()
		}},
	} {
		r.page.Show(overviewPage)
		r.page.onClear()
		h := &hand{room: r, clicks: 1}
		ok, said := tt.answer(h)
		if !ok || h.clicks != tt.clicks || h.clicks > 4 {
			t.Errorf("%s: answered %v after %d clicks with %v; want %d clicks", tt.name, ok, h.clicks, said, tt.clicks)
		}
	}
}

// oldest tells whether the first case of the list on screen is the oldest open one of the period, with its unit.
func (r *room) oldest(t *testing.T) (ok bool, said any) {
	t.Helper()
	g := r.page.cases
	if g == nil || len(g.cases.Rows) == 0 {
		return false, "no list"
	}
	f := data.Filter{From: r.page.filter.from, Until: r.page.filter.until, Order: data.Order{By: data.OrderSent}}
	f.Stages = slices.DeleteFunc(data.Stages(), func(s data.Stage) bool { return !s.Open() })
	lines, err := r.store.Reports(t.Context(), f, 0, 1)
	if err != nil || len(lines) != 1 {
		t.Fatalf("%d open reports, %v", len(lines), err)
	}
	number, unit := g.cases.Value(0, "report"), g.cases.Value(0, "unit")
	return number == lines[0].Number && unit == lines[0].Unit && unit != "", number
}

// rightmost is the field furthest right that is not 0; of several the lowest one is that of the latest stage.
func rightmost(f figure.Figure) (series, at int) {
	for at = len(f.Categories) - 1; at > 0; at-- {
		for series = range f.Series {
			if f.Series[series].Points[at].Value > 0 {
				return series, at
			}
		}
	}
	return 0, 0
}
