package part

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestEnds(t *testing.T) {
	start(t)
	box := func(w, h float32) fyne.CanvasObject {
		r := canvas.NewRectangle(color.Black)
		r.SetMinSize(fyne.NewSize(w, h))
		return r
	}
	tests := []struct {
		name                string
		width               float32
		left, middle, right fyne.Position
		high                float32
	}{
		{"one line", 500, fyne.NewPos(0, 0), fyne.NewPos(112, 8), fyne.NewPos(400, 5), 30},
		{"the middle below", 300, fyne.NewPos(0, 0), fyne.NewPos(0, 42), fyne.NewPos(200, 5), 56},
		{"the right end below", 150, fyne.NewPos(0, 0), fyne.NewPos(112, 8), fyne.NewPos(0, 42), 62},
	}
	for _, tt := range tests {
		left, middle, right := box(100, 30), box(10, 14), box(100, 20)
		c := EndsWith(150, left, middle, right)
		c.Resize(fyne.NewSize(tt.width, 100))
		if left.Position() != tt.left || middle.Position() != tt.middle || right.Position() != tt.right {
			t.Errorf("%s: at %v, %v, %v", tt.name, left.Position(), middle.Position(), right.Position())
		}
		if got := c.MinSize().Height; got != tt.high {
			t.Errorf("%s: %v high, want %v", tt.name, got, tt.high)
		}
	}
}
