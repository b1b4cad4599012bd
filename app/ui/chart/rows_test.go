package chart

import (
	"slices"
	"strings"
	"testing"
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
