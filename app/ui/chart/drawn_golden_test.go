package chart

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
	"tuntas/reports/sample"
)

// TestDrawnGoldens holds the drawing and the picture of each kind against their goldens: the same figures as those of the window,
// the page and the workbook. The picture is also what is printed.
func TestDrawnGoldens(t *testing.T) {
	test.NewTempApp(t)
	look := assets.NewTheme(assets.Light)
	for _, s := range sample.Document("id").Sections {
		kind := string(s.Figure.Kind)
		if want := stored(t, kind+".svg", svg(t, s.Figure)); svg(t, s.Figure) != want {
			t.Errorf("the drawing of %s differs from its golden; look at it, then go test -update", kind)
		}
		got := coarse(Picture(s.Figure, jakarta(), fyne.NewSize(760, 440), 1, look))
		if want := stored(t, kind+".picture", got); !alike(got, want) {
			t.Errorf("the picture of %s differs from its golden; look at it, then go test -update", kind)
		}
	}
}

// stored is the golden of that name, written anew from got when asked for.
func stored(t *testing.T, name, got string) string {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(want)
}

// patch is the length of the side of a square whose mean colour is told of a picture.
const patch = 20

// coarse tells a picture as the mean colours of its squares, each as three hexadecimal digits.
func coarse(picture image.Image) string {
	var told strings.Builder
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += patch {
		for x := b.Min.X; x < b.Max.X; x += patch {
			r, g, bl := mean(picture, image.Rect(x, y, x+patch, y+patch).Intersect(b))
			fmt.Fprintf(&told, "%x%x%x ", r, g, bl)
		}
		told.WriteByte('\n')
	}
	return told.String()
}

// mean is the mean colour of a part of a picture, from 0 to 15.
func mean(picture image.Image, part image.Rectangle) (r, g, b uint64) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			red, green, blue, _ := picture.At(x, y).RGBA()
			r, g, b = r+uint64(red), g+uint64(green), b+uint64(blue)
		}
	}
	n := uint64(part.Dx()*part.Dy()) * 0x1111
	return r / n, g / n, b / n
}

// alike tells whether two pictures differ in no square by more than one step: letters may be smoothed otherwise elsewhere.
func alike(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		var x, y int
		if _, err := fmt.Sscanf(a[i:i+1]+" "+b[i:i+1], "%x %x", &x, &y); err == nil && (x-y > 1 || y-x > 1) {
			return false
		}
	}
	return true
}
