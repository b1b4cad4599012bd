package chart

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestLongNamesKeepTheirEnds(t *testing.T) {
	tests := []struct {
		words string
		room  float32
		want  string
	}{
		{"Sudin Bina Marga Jakarta Selatan", 400, "Sudin Bina Marga Jakarta Selatan"},
		{"Sudin Bina Marga Jakarta Selatan", 150, "Sudin Bina…rta Selatan"},
		{"Sudin Bina Marga Jakarta Timur", 150, "Sudin Bina…karta Timur"},
		{"Kebayoran", 40, "Keb…an"},
		{"Kebayoran", 3, ""},
	}
	for _, test := range tests {
		if got := square.squeeze(test.words, gradeSmall, test.room); got != test.want {
			t.Errorf("%q in %v: got %q, want %q", test.words, test.room, got, test.want)
		}
	}
	f := samples()["dots"]
	f.Categories = slices.Clone(units)
	f.Categories[0], f.Categories[1] = "Suku Dinas Bina Marga Kota Administrasi Jakarta Selatan", "Suku Dinas Bina Marga Kota Administrasi Jakarta Barat"
	ends := map[string]int{}
	for _, it := range arrange(f, 360, 300, square, jakarta()).Items {
		if line, ok := it.(text); ok {
			for _, end := range []string{"Jaksel", "Jakbar"} {
				if strings.HasSuffix(line.Words, end) {
					ends[end]++
				}
			}
		}
	}
	if ends["Jaksel"] != 1 || ends["Jakbar"] != 1 {
		t.Errorf("names with each end: %v, want one of each", ends)
	}
}

func TestLyingBarsWithoutValuesTakeTheRoom(t *testing.T) {
	f := samples()["lying"]
	low, high := arrange(f, 520, 180, square, jakarta()), arrange(f, 520, 480, square, jakarta())
	if low.Plot.W <= high.Plot.W {
		t.Errorf("plot without values is %v wide, with values %v", low.Plot.W, high.Plot.W)
	}
}

// TestLongNamesGetTwoLines: a chart that scrolls makes its rows high enough for names that have no room on one line.
func TestLongNamesGetTwoLines(t *testing.T) {
	test.NewTempApp(t)
	f := samples()["dots"]
	f.Categories = slices.Clone(units)
	f.Categories[0] = "DINAS PERUMAHAN RAKYAT DAN KAWASAN PERMUKIMAN"
	high := func(unfolded bool, width float32) float32 {
		c := New(jakarta())
		c.Unfolded = unfolded
		c.Draw(f)
		c.Resize(fyne.NewSize(width, 300))
		return c.MinSize().Height
	}
	if usual, more := high(false, 500), high(true, 500); more <= usual {
		t.Errorf("rows for two lines need %v, for one %v", more, usual)
	}
	if wide, usual := high(true, 1600), high(false, 1600); wide != usual {
		t.Errorf("names with room on one line need %v, want %v", wide, usual)
	}
	c := New(jakarta())
	c.Unfolded = true
	c.Draw(f)
	c.Resize(fyne.NewSize(500, high(true, 500)))
	for _, it := range c.scene.Items {
		if line, ok := it.(text); ok && strings.Contains(line.Words, "…") {
			t.Errorf("%q is cut", line.Words)
		}
	}
}
