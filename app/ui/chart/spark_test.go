package chart

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/analytics/figure"
	"tuntas/app/assets"
)

func TestSparkWidget(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(assets.NewTheme(assets.Light))
	s := NewSpark(jakarta())
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(120, 28))
	objects := func() int { return len(test.WidgetRenderer(s).Objects()[0].(*fyne.Container).Objects) }
	if got := objects(); got != 0 {
		t.Errorf("%d objects without a figure", got)
	}
	s.Draw(sparkSample())
	if got := objects(); got != 12 { // nine pieces around a gap, the least and the greatest value, the last one
		t.Errorf("%d objects, want 12", got)
	}
	if got := s.AccessibilityLabel(); !strings.Contains(got, "Terakhir: Des 2026: Masuk: 1.450") {
		t.Errorf("it is said: %q", got)
	}
	if least := s.MinSize(); least.Height > 28 || least.Width > 90 {
		t.Errorf("it needs %v", least)
	}
	empty := sparkSample()
	empty.Series = []figure.Series{{Points: row(0, math.NaN())}}
	s.Draw(empty)
	if got := objects(); got != 0 {
		t.Errorf("%d objects without values", got)
	}
}

func TestSparkStaysInItsRoom(t *testing.T) {
	for _, values := range [][]float64{{5}, {3, 3, 3}, {-1, 4, 1e6}, {math.NaN(), 2}} {
		f := figure.Figure{Kind: figure.Spark, Categories: months[:len(values)], Series: []figure.Series{{Points: row(0, values...)}}}
		for _, it := range sparkItems(f, 80, 20, jakarta()) {
			var b box
			switch it := it.(type) {
			case disc:
				b = around(it.At, it.Radius)
			case stroke:
				b = hull([][]spot{{it.From, it.To}})
			}
			if !b.within(box{0, 0, 80, 20}) {
				t.Errorf("%v: %T at %v", values, it, b)
			}
		}
	}
}
