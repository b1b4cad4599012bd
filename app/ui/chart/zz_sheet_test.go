package chart

import (
	"image/png"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
)

func TestSheet(t *testing.T) {
	test.NewTempApp(t)
	os.MkdirAll("/tmp/w/chart", 0o755)
	for name, f := range samples() {
		for _, v := range []assets.Variant{assets.Light, assets.Dark} {
			for _, size := range []fyne.Size{{Width: 760, Height: 400}, {Width: 360, Height: 300}} {
				img := Picture(f, jakarta(), size, 2, assets.NewTheme(v))
				n := "big"
				if size.Width < 500 {
					n = "small"
				}
				w, _ := os.Create("/tmp/w/chart/" + name + "-" + string(v) + "-" + n + ".png")
				png.Encode(w, img)
				w.Close()
			}
		}
	}
}
