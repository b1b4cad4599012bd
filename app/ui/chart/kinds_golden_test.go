package chart

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tuntas/analytics/figure"
	"tuntas/reports/sample"
)

func TestSceneGoldens(t *testing.T) {
	for name, f := range newKinds() {
		golden(t, name, arrange(prepared(f), 760, 440, square, jakarta()))
	}
}

// golden compares a scene with the file of that name.
func golden(t *testing.T, name string, s scene) {
	t.Helper()
	var got strings.Builder
	for _, it := range s.Items {
		fmt.Fprintf(&got, "%T %v\n", it, told(it))
	}
	for _, m := range s.Marks {
		fmt.Fprintf(&got, "mark %d/%d %v %s\n", m.Series, m.Category, short(m.Box), strings.Join(m.Said(), " | "))
	}
	path := filepath.Join("testdata", name+".scene")
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("%s differs from its golden; look at it, then go test -update", name)
	}
}

// told is an item in short: texts with their words, lines and areas with their ends and how many spots they have.
func told(it item) string {
	switch it := it.(type) {
	case text:
		return fmt.Sprintf("%v %q", short(it.Box), it.Words)
	case path:
		return fmt.Sprintf("%d from %.0f to %.0f, %.1f wide, dash %v", len(it.Points), it.Points[0], it.Points[len(it.Points)-1], it.Width, it.Dash)
	case area:
		return fmt.Sprintf("%v role %d %.2f pattern %d", short(hull(it.Rings)), it.Ink.Role, it.Ink.Shade, it.Pattern)
	case fill:
		return fmt.Sprintf("%v role %d %s %.2f", short(it.Box), it.Ink.Role, it.Ink.Tone, it.Ink.Shade)
	case disc:
		return fmt.Sprintf("%.0f %.1f role %d %s", it.At, it.Radius, it.Ink.Role, it.Ink.Tone)
	case stroke:
		return fmt.Sprintf("%.0f %.0f role %d", it.From, it.To, it.Ink.Role)
	}
	return ""
}

func short(b box) string { return fmt.Sprintf("%.0f,%.0f %.0fx%.0f", b.X, b.Y, b.W, b.H) }

// benchmark lays a figure out, makes its objects and paints its plate at 1,000 by 700 pixels: what a redraw costs before the
// toolkit shows it. Pictures of the test canvas take longer, for it puts pixel by pixel.
func benchmark(b *testing.B, f figure.Figure, marks int) {
	c, _ := show(b, f, 1000, 700)
	if len(c.scene.Marks) < marks {
		b.Fatalf("%d marks, want %d", len(c.scene.Marks), marks)
	}
	for b.Loop() {
		c.Refresh()
		for _, o := range test.WidgetRenderer(c).Objects()[0].(*fyne.Container).Objects {
			if plate, ok := o.(*canvas.Raster); ok {
				plate.Generator(1000, 700)
			}
		}
	}
}

func BenchmarkKelurahan(b *testing.B) { benchmark(b, kelurahanSample(), 250) }
func BenchmarkFlow(b *testing.B)      { benchmark(b, flowSample(), 22) }
func BenchmarkCalendar(b *testing.B)  { benchmark(b, calendarSample(2050), 2000) }

func BenchmarkFunnel(b *testing.B) {
	f := funnelSample()
	f.Categories = slices.Repeat(f.Categories, 46)
	f.Series[0].Points = slices.Repeat(f.Series[0].Points, 46)
	benchmark(b, f, 2000)
}

func BenchmarkHeat(b *testing.B) {
	f := figure.Figure{Kind: figure.Heat, Unit: figure.Count, Categories: slices.Repeat(months, 5)[:50]}
	for range 40 {
		f.Series = append(f.Series, figure.Series{Name: "Gambir", Points: row(0, slices.Repeat([]float64{1, 5, 9, 40, 12}, 10)...)})
	}
	benchmark(b, f, 2000)
}

// TestSameFiguresAsTheOtherRenderers draws the figures whose option and chart are the goldens of page and workbook.
func TestSameFiguresAsTheOtherRenderers(t *testing.T) {
	drawn := map[figure.Kind]bool{}
	for _, section := range sample.Document("id").Sections {
		f := section.Figure
		s := arrange(prepared(f), 760, 440, square, jakarta())
		check(t, f, 760, 440, s)
		golden(t, "same-"+string(f.Kind), s)
		drawn[f.Kind] = true
		s = arrange(prepared(f), 1600, 900, square, jakarta()) // where there is room for every name
		for _, series := range f.Series {
			if len(f.Series) > 1 && !says(s, series.Name) {
				t.Errorf("%s does not say the series %q", f.Kind, series.Name)
			}
		}
		for _, n := range f.Nodes {
			if !says(s, n.Name) {
				t.Errorf("%s does not say the node %q", f.Kind, n.Name)
			}
		}
	}
	for _, k := range figure.Kinds() {
		if !drawn[k] {
			t.Errorf("no sample of %s", k)
		}
	}
}
