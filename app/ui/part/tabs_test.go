package part

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestKeyboardGoesWithThePage: where it was on one tab it is on the other when that is shown; it is never taken from elsewhere.
func TestKeyboardGoesWithThePage(t *testing.T) {
	test.NewTempApp(t)
	var tabs *Tabs
	tabs = NewTabs([]string{"a", "b", "c"}, func(name string) string { return name }, func(name string) { tabs.Mark(name) })
	w := test.NewTempWindow(t, tabs.Row)
	tabs.Mark("a")
	if got := w.Canvas().Focused(); got != nil {
		t.Errorf("%v took the keyboard", got)
	}
	w.Canvas().Focus(tabs.Tab("a"))
	tabs.Mark("c")
	if got := w.Canvas().Focused(); got != tabs.Tab("c") {
		t.Errorf("the keyboard is on %v", got)
	}
}
