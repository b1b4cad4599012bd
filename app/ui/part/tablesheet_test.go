package part

import (
	"testing"

	"fyne.io/fyne/v2"

	"tuntas/app/assets"
)

// TestTableMovesSideways: columns that have no room beside each other keep their widths, and the arrows move over them.
func TestTableMovesSideways(t *testing.T) {
	start(t)
	tests := []struct {
		name    string
		width   float32
		text    float32
		sideway bool
	}{
		{"room", 400, 1, false}, {"the growing column gives up some", 292, 1, false}, {"narrow", 240, 1, true}, {"large text", 400, 1.5, true},
	}
	for _, tt := range tests {
		fyne.CurrentApp().Settings().SetTheme(assets.NewTheme(assets.Light).Scaled(tt.text))
		tb := NewTable(&numbers{}, columns()...)
		tb.SetLength(20)
		show(t, tb, tt.width, 300)
		for range 20 {
			tb.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
		if got := tb.sheet.Offset.X > 0; got != tt.sideway {
			t.Errorf("%s: moved by %v", tt.name, tb.sheet.Offset.X)
		}
		if end := tb.rows.Size().Width + 2*tableEdge - tb.sheet.Size().Width; tb.sheet.Offset.X > max(0, end) {
			t.Errorf("%s: moved by %v, beyond the last column at %v", tt.name, tb.sheet.Offset.X, end)
		}
		if first, want := tb.places(tb.rows.Size().Width)[0].width, 100*tt.text; first < want-0.5 {
			t.Errorf("%s: the first column is %v wide, want %v", tt.name, first, want)
		}
		for range 20 {
			tb.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		}
		if tb.sheet.Offset.X != 0 {
			t.Errorf("%s: back at %v", tt.name, tb.sheet.Offset.X)
		}
	}
}
