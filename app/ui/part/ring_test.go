package part

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
)

// TestRingInEachLook paints each kind of thing with and without the focus: at least as many pixels as a thin ring has change to a
// contrast of 3:1, in every look.
func TestRingInEachLook(t *testing.T) {
	for _, look := range assets.Variants() {
		start(t)
		test.ApplyTheme(t, assets.NewTheme(look))
		l := indonesian()
		important, danger := NewButton("Simpan", nil, nil), NewButton("Hapus", nil, nil)
		important.Importance, danger.Importance = widget.HighImportance, widget.DangerImportance
		table := NewTable(nil, Column{ID: "a", Title: "A", Width: 80})
		tabs := NewTabs([]string{"a", "b"}, func(n string) string { return "Bagian " + n }, func(string) {})
		choice := NewChoice(true, []string{"Satu", "Dua"}, nil)
		picker := NewPicker(l, "Semua", func(string) {})
		chip := NewChip("Jalan", func() {})
		plain, entry, tick, search := NewButton("Batal", nil, nil), NewEntry("isi"), NewTick("Ya", nil), NewSearch("cari", func(func()) {}, nil)
		box := Tower(12, plain, important, danger, entry, tick, search, tabs.Row, choice, picker, Row(chip), AtLeast(200, 90, table))
		w := test.NewTempWindow(t, box)
		w.Resize(fyne.NewSize(500, 700))
		for i, f := range []fyne.Focusable{plain, important, danger, entry, tick, search, tabs.Tab("a"), choice.items[1], picker.open, chip.cross, table.rows} {
			w.Canvas().Unfocus()
			without := w.Canvas().Capture()
			w.Canvas().Focus(f)
			with := w.Canvas().Capture()
			n := 0
			for y := range with.Bounds().Dy() {
				for x := range with.Bounds().Dx() {
					if a, b := with.At(x, y), without.At(x, y); a != b && assets.Contrast(a, b) >= 3 {
						n++
					}
				}
			}
			o := f.(fyne.CanvasObject)
			if want := int(2 * (min(o.Size().Width, 60) + min(o.Size().Height, 30))); n < want {
				t.Errorf("%s: %s shows %d pixels of a ring, want %d", look, fmt.Sprintf("%d %T", i, f), n, want)
			}
		}
	}
}
