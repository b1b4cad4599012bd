package part

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestChips(t *testing.T) {
	start(t)
	var did []string
	note := func(what string) func() { return func() { did = append(did, what) } }
	c := NewChips(indonesian(), note("lifted"), "Hapus semua", note("cleared"))
	show(t, c, 600, 60)
	if c.Visible() {
		t.Error("there is room for chips before there are any")
	}
	c.Set([]Limit{{"Tahap", "Proses", note("stage")}, {"Unit", "", note("unit")}, {"Wilayah", "Gambir", note("area")}})
	if got, want := c.Texts(), []string{"Tahap: Proses", "Wilayah: Gambir"}; !slices.Equal(got, want) || !c.Visible() {
		t.Errorf("got %q, shown %v; want %q", got, c.Visible(), want)
	}
	test.Tap(c.box.Objects[1].(*Chip).cross)
	test.Tap(c.clear)
	if want := []string{"area", "lifted", "cleared"}; !slices.Equal(did, want) {
		t.Errorf("did %q, want %q", did, want)
	}
	if c.Set([]Limit{{Name: "Unit"}}); c.Visible() || len(c.Texts()) != 0 {
		t.Errorf("%q stay without a limit", c.Texts())
	}
}

func TestFlowWrapsWhereTheWidthEnds(t *testing.T) {
	start(t)
	box := func(w, h float32) fyne.CanvasObject { return AtLeast(w, h) }
	f := Flow(box(100, 20), box(100, 30), container.NewStack(), box(150, 20))
	f.Objects[2].Hide()
	f.Resize(fyne.NewSize(210, 100))
	f.Refresh()
	for i, want := range map[int]fyne.Position{0: fyne.NewPos(0, 5), 1: fyne.NewPos(108, 0), 3: fyne.NewPos(0, 38)} {
		if got := f.Objects[i].Position(); got != want {
			t.Errorf("object %d at %v, want %v", i, got, want)
		}
	}
	if got, want := f.MinSize(), fyne.NewSize(150, 58); got != want {
		t.Errorf("least size %v, want %v", got, want)
	}
}
