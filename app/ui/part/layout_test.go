package part

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestFillGivesWhatIsLeft(t *testing.T) {
	start(t) // the gap is 12
	f := Fill(1, AtLeast(50, 20), AtLeast(80, 10), AtLeast(10, 10), AtLeast(10, 30))
	f.Objects[2].Hide()
	f.Resize(fyne.NewSize(200, 200))
	if got, want := f.Objects[1].Size(), fyne.NewSize(200, 200-20-30-2*12); got != want {
		t.Errorf("the rest is %v, want %v", got, want)
	}
	if got, want := f.Objects[3].Position(), fyne.NewPos(0, 170); got != want {
		t.Errorf("the last begins at %v, want %v", got, want)
	}
	if got, want := f.MinSize(), fyne.NewSize(80, 20+10+30+2*12); got != want {
		t.Errorf("least size %v, want %v", got, want)
	}
}
