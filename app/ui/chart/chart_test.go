package chart

import (
	"flag"
	"image"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
)

var update = flag.Bool("update", false, "write the goldens")

// show opens a window with a chart of f in it.
func show(t testing.TB, f figure.Figure, width, height float32) (*Chart, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(assets.NewTheme(assets.Light))
	c := New(jakarta())
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	c.Draw(f)
	return c, w
}

// tip returns the words in the overlay, joined by a bar.
func tip(c *Chart) string {
	var words []string
	for _, o := range c.overlay.Objects {
		if t, ok := o.(*canvas.Text); ok {
			words = append(words, t.Text)
		}
	}
	return strings.Join(words, "|")
}

func middle(c *Chart, series, category int) fyne.Position {
	m := c.scene.Marks[c.scene.find(series, category)].Box.middle()
	return fyne.NewPos(m.X, m.Y)
}

func TestHoverShowsValue(t *testing.T) {
	c, w := show(t, samples()["grouped"], 760, 420)
	test.MoveMouse(w.Canvas(), middle(c, 0, 1))
	if got, want := tip(c), "Feb 2026|Masuk: 1.822|n = 37"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	test.MoveMouse(w.Canvas(), middle(c, 2, 11))
	if got, want := tip(c), "Des 2026|Ditolak: 4|n = 7|terlalu sedikit untuk dinilai"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	test.MoveMouse(w.Canvas(), fyne.NewPos(5, 5))
	if got := tip(c); got != "" {
		t.Errorf("%q is shown away from the marks", got)
	}
}

func TestHoverLeavesMarksAlone(t *testing.T) {
	c, w := show(t, samples()["bars"], 760, 420)
	before := &c.scene.Items[0]
	test.MoveMouse(w.Canvas(), middle(c, 0, 3))
	first := c.overlay.Objects[0]
	test.MoveMouse(w.Canvas(), middle(c, 0, 3).AddXY(1, 1))
	if &c.scene.Items[0] != before || c.overlay.Objects[0] != first {
		t.Error("a move inside one mark drew something anew")
	}
}

func TestTapLeadsToRows(t *testing.T) {
	for _, name := range []string{"bars", "stacked", "lying", "lines", "dots"} {
		c, w := show(t, samples()[name], 760, 420)
		var got figure.Key
		c.OnTapped = func(_, _ int, key figure.Key) { got = key }
		test.TapCanvas(w.Canvas(), middle(c, 0, 2))
		if got["category"] != "2" {
			t.Errorf("%s: the third mark leads to %v", name, got)
		}
		got = nil
		test.TapCanvas(w.Canvas(), fyne.NewPos(4, 4))
		if got != nil {
			t.Errorf("%s: a tap beside the marks leads to %v", name, got)
		}
	}
}

func TestCursorAndMenu(t *testing.T) {
	c, w := show(t, samples()["bars"], 760, 420)
	test.MoveMouse(w.Canvas(), middle(c, 0, 2))
	if c.Cursor() != desktop.DefaultCursor {
		t.Error("a hand over a mark that leads nowhere")
	}
	c.OnTapped = func(int, int, figure.Key) {}
	if c.Cursor() != desktop.PointerCursor {
		t.Error("no hand over a mark that leads somewhere")
	}
	asked := 0
	c.TappedSecondary(&fyne.PointEvent{})
	c.OnMenu = func(*fyne.PointEvent) { asked++ }
	c.TappedSecondary(&fyne.PointEvent{})
	if asked != 1 {
		t.Errorf("menu asked for %d times, want 1", asked)
	}
}

func TestKeyboardWalk(t *testing.T) {
	right, left, up, down := fyne.KeyRight, fyne.KeyLeft, fyne.KeyUp, fyne.KeyDown
	tests := []struct {
		figure string
		keys   []fyne.KeyName
		want   string // first line or two of the tool tip
	}{
		{"bars", nil, "Jan 2026|Masuk: 1.510"},
		{"bars", []fyne.KeyName{right, right, left}, "Feb 2026|Masuk: 1.822"},
		{"bars", []fyne.KeyName{left, up, down}, "Jan 2026|Masuk: 1.510"},
		{"grouped", []fyne.KeyName{down, right}, "Feb 2026|Selesai: 1.540"},
		{"grouped", []fyne.KeyName{fyne.KeyEnd, up}, "Des 2026|Masuk: 1.450"}, // Selesai has no value there
		{"stacked", []fyne.KeyName{up, up, down}, "0–3 hari|Proses: 200"},
		{"lying", []fyne.KeyName{down, down}, "Dinas Lingkungan Hidup|Median: 5 hr 19 jam"},
		{"lines", []fyne.KeyName{down, right, right, right}, "Jun 2026|Balai warga: 17,1%"}, // over the gap
		{"dots", []fyne.KeyName{fyne.KeyEnd, up, up}, "Satpol PP Jakarta Pusat|Ditolak: 9,0%"},
		{"heat", []fyne.KeyName{right, down}, "1|Selasa: 6"},
		{"heat", []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome}, "0|Senin: 3"},
		{"bars", []fyne.KeyName{fyne.KeyEscape}, ""},
		{"empty", []fyne.KeyName{right, fyne.KeyHome, fyne.KeyEnd, fyne.KeySpace}, ""},
	}
	for _, test := range tests {
		c, w := show(t, samples()[test.figure], 760, 420)
		w.Canvas().Focus(c)
		for _, key := range test.keys {
			c.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if got := tip(c); !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s after %v: got %q, want %q", test.figure, test.keys, got, test.want)
		}
	}
}

func TestEnterAndSpaceChoose(t *testing.T) {
	c, w := show(t, samples()["lying"], 760, 420)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // nobody listens, nothing chosen
	var got []int
	c.OnTapped = func(series, category int, _ figure.Key) { got = append(got, series*100+category) }
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.Canvas().Focus(c)
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyEnter} {
		c.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if want := []int{0, 1, 2}; !slices.Equal(got, want) {
		t.Errorf("chose %v, want %v", got, want)
	}
}

func TestFocusIsSeen(t *testing.T) {
	c, w := show(t, samples()["bars"], 760, 420)
	if n := len(c.overlay.Objects); n != 0 {
		t.Fatalf("%d objects over the figure before the focus", n)
	}
	w.Canvas().Focus(c)
	ring := c.overlay.Objects[0]
	if ring.Size().Width < c.Size().Width-4 || tip(c) == "" {
		t.Error("no ring around the figure, or no value")
	}
	w.Canvas().Unfocus()
	if n := len(c.overlay.Objects); n != 0 {
		t.Errorf("%d objects left after the focus", n)
	}
}

func TestDrawAgain(t *testing.T) {
	c, w := show(t, samples()["heat"], 760, 420)
	w.Canvas().Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	c.Draw(samples()["lying"])
	if len(c.scene.Marks) != len(units) || c.Figure().ID != "duration" || tip(c) != "" {
		t.Errorf("%d marks of %s, tool tip %q", len(c.scene.Marks), c.Figure().ID, tip(c))
	}
	w.Resize(fyne.NewSize(900, 500))
	if got := c.scene.Plot.right(); got > 900 || got < 700 {
		t.Errorf("the plot ends at %v in a window of 900", got)
	}
}

func TestMinSizeGrowsWithRows(t *testing.T) {
	c, _ := show(t, samples()["lying"], 760, 420)
	few := c.MinSize().Height
	f := samples()["lying"]
	f.Categories = slices.Repeat(f.Categories, 5)
	c.Draw(f)
	if many := c.MinSize().Height; many < few+32*16 {
		t.Errorf("%v high for 8 rows, %v for 40", few, many)
	}
}

func TestAccessibilityLabel(t *testing.T) {
	f := samples()["bars"]
	f.Alternative = "Terbanyak pada Februari: 1.822."
	c, _ := show(t, f, 760, 420)
	if got, want := c.AccessibilityLabel(), f.Title+". "+f.Alternative; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestColours(t *testing.T) {
	test.NewTempApp(t)
	for _, v := range assets.Variants() {
		p := palette{theme: assets.NewTheme(v)}
		for _, tone := range []figure.Tone{figure.Plain, figure.Second, figure.Third, figure.Good, figure.Bad, figure.Pending, figure.Water} {
			ground := p.color(ink{Role: roleTone, Tone: tone})
			if got := assets.Contrast(p.color(ink{Role: roleOnTone, Tone: tone}), ground); got < 4.5 {
				t.Errorf("%s, %s: words on it have a contrast of %.1f, want 4.5", v, tone, got)
			}
			if got := assets.Contrast(p.color(ink{Role: roleText}), p.color(ink{Role: roleFaint, Tone: tone})); got < 4.5 {
				t.Errorf("%s, %s: words on the faint one have a contrast of %.1f, want 4.5", v, tone, got)
			}
		}
	}
	foreign := palette{theme: theme.DefaultTheme(), variant: theme.VariantDark}
	if got := foreign.color(ink{Role: roleTone, Tone: figure.Water}); got != assets.NewTheme(assets.Dark).Color(assets.ColorWater, 0) {
		t.Errorf("a theme that does not know our tones gives %v", got)
	}
}

func TestPicture(t *testing.T) {
	test.NewTempApp(t)
	img := Picture(samples()["stacked"], jakarta(), fyne.NewSize(800, 450), 2, assets.NewTheme(assets.Light))
	if got := img.Bounds().Size(); got != image.Pt(1600, 900) {
		t.Fatalf("got %v, want 1600 by 900", got)
	}
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0xffff {
		t.Errorf("the corner has alpha %x", a)
	}
	same := 0
	want := palette{theme: assets.NewTheme(assets.Light)}.color(ink{Role: roleTone, Tone: figure.Plain})
	r, g, b, _ := want.RGBA()
	for y := range 900 {
		for x := range 1600 {
			pr, pg, pb, _ := img.At(x, y).RGBA()
			if pr == r && pg == g && pb == b {
				same++
			}
		}
	}
	if same < 10000 {
		t.Errorf("%d points in the colour of the second series", same)
	}
}

func TestMarkup(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(samples())) {
		_, w := show(t, samples()[name], 760, 420)
		got := test.RenderToMarkup(w.Canvas())
		path := filepath.Join("testdata", name+".xml")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from its golden; look at it, then go test -update", name)
		}
	}
}

// BenchmarkRedraw lays out and paints a heat grid of 1,000 marks.
func BenchmarkRedraw(b *testing.B) {
	f := figure.Figure{Kind: figure.Heat, Unit: figure.Count, Categories: slices.Repeat(months, 5)[:50]}
	for range 20 {
		f.Series = append(f.Series, figure.Series{Name: "Gambir", Points: row(0, slices.Repeat([]float64{1, 5, 9, 40, 12}, 10)...)})
	}
	c, w := show(b, f, 1000, 700)
	if len(c.scene.Marks) != 1000 {
		b.Fatalf("%d marks", len(c.scene.Marks))
	}
	for b.Loop() {
		c.Draw(f)
		w.Canvas().Capture()
	}
}
