package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestFitted(t *testing.T) {
	test.NewTempApp(t)
	const south, east = "Sudin Bina Marga Jakarta Selatan", "Sudin Bina Marga Jakarta Timur"
	tests := []struct {
		text   string
		room   float32
		middle bool
		whole  bool
	}{
		{"Jalan", 400, false, true}, {"Jalan", 30, false, false}, {south, 400, true, true},
		{south, 120, true, false}, {south, 120, false, false}, {south, 2, true, false}, {"", 0, true, true}, {"日本語", 30, true, false},
	}
	for _, tt := range tests {
		got := fitted(tt.text, tt.room, 14, false, tt.middle)
		if (got == tt.text) != tt.whole {
			t.Errorf("%q in %v: %q, want whole %v", tt.text, tt.room, got, tt.whole)
		}
		if w := fyne.MeasureText(got, 14, fyne.TextStyle{}).Width; w > tt.room && got != "…" {
			t.Errorf("%q is %v wide, room is %v", got, w, tt.room)
		}
	}
	if a, b := fitted(south, 120, 14, false, true), fitted(east, 120, 14, false, true); a == b {
		t.Errorf("two units are both %q", a)
	}
	if got, want := cutTo([]rune(south), 11, true), "Sudin…latan"; got != want {
		t.Errorf("middle cut %q, want %q", got, want)
	}
	if got, want := cutTo([]rune(south), 6, false), "Sudin…"; got != want {
		t.Errorf("end cut %q, want %q", got, want)
	}
}

func TestBreakable(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Coretan/Tempelan/Iklan/Selebaran", "Coretan / Tempelan / Iklan / Selebaran"},
		{"Saluran Air, Kali/Sungai", "Saluran Air, Kali/Sungai"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Breakable(tt.name); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
