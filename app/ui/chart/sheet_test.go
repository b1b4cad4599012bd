package chart

import (
	"fmt"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
)

// TestSheet paints every kind in every look into the folder that TUNTAS_SHEET names, to be looked at.
func TestSheet(t *testing.T) {
	folder := os.Getenv("TUNTAS_SHEET")
	if folder == "" {
		t.Skip("TUNTAS_SHEET names no folder: no sheet of pictures is painted")
	}
	test.NewTempApp(t)
	all := newKinds()
	maps.Copy(all, samples())
	all["kelurahan"], all["narrow"] = kelurahanSample(), flowSample()
	for _, look := range assets.Variants() {
		for _, name := range slices.Sorted(maps.Keys(all)) {
			for _, scale := range []float32{1, 2} {
				size := fyne.NewSize(760, 440)
				if name == "flow" || name == "kelurahan" {
					size = fyne.NewSize(1100, 620)
				}
				if name == "narrow" {
					size = fyne.NewSize(520, 800)
				}
				path := filepath.Join(folder, fmt.Sprintf("%s-%s-%v.png", name, look, scale))
				out, err := os.Create(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(out, Picture(all[name], jakarta(), size, scale, assets.NewTheme(look))); err != nil {
					t.Fatal(err)
				}
				if err := out.Close(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
