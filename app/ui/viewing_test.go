package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tuntas/app/ui"
	"tuntas/data"
)

// inRail returns what the keyboard reaches in the navigation, with its words.
func inRail(w fyne.Window) (items []fyne.Focusable, words []string) {
	for _, o := range test.LaidOutObjects(w.Content()) {
		f, ok := o.(fyne.Focusable)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if _, taps := o.(fyne.Tappable); !ok || !taps || at.Y < 60 || at.X+o.Size().Width > 200 {
			continue
		}
		items = append(items, f)
		words = append(words, wordsOf(o))
	}
	return items, words
}

// wordsOf returns the texts of what is drawn.
func wordsOf(o fyne.CanvasObject) string {
	var all []string
	for _, part := range test.LaidOutObjects(o) {
		if text, ok := part.(*canvas.Text); ok {
			all = append(all, text.Text)
		}
	}
	return strings.Join(all, "|")
}

// at returns the item of the navigation whose words begin so.
func at(t *testing.T, w fyne.Window, begin string) (fyne.Focusable, string) {
	t.Helper()
	items, words := inRail(w)
	for i := range items {
		if strings.HasPrefix(words[i], begin) {
			return items[i], words[i]
		}
	}
	t.Fatalf("the navigation has no %q: %q", begin, words)
	return nil, ""
}

// TestViewsInNavigation finds saved views below the desk with true counts, opens one by keyboard, and decides a case.
func TestViewsInNavigation(t *testing.T) {
	s, w := sit(t, 3000, "id")
	waiting := data.Filter{Stages: []data.Stage{data.Validation}}
	long := "Validasi di seluruh Jakarta Selatan dan Jakarta Timur"
	if err := s.db.SaveView(t.Context(), data.View{Name: long, Owner: "ana", Filter: waiting}); err != nil {
		t.Fatal(err)
	}
	s.Show(ui.Settings)
	count := func() string {
		n, err := s.db.Count(t.Context(), waiting)
		if err != nil || n == 0 {
			t.Fatal(n, err)
		}
		return fmt.Sprint(n)
	}
	item, words := at(t, w, "Validasi di")
	if name, n, _ := strings.Cut(words, "|"); !strings.HasSuffix(name, "…") || n != count() {
		t.Errorf("shown as %q, want %s reports", words, count())
	}
	w.Canvas().Focus(item)
	item.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if shown := test.RenderToMarkup(w.Canvas()); s.Shown() != ui.Desk || !strings.Contains(shown, count()+" dari 3.000 laporan") {
		t.Errorf("%s is shown", s.Shown())
	}
	lines, err := s.db.Lines(t.Context(), waiting, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	_, h, err := s.db.Case(t.Context(), lines[0].ID)
	c := data.Command{ID: "accept", Report: lines[0].ID, Version: h.Version(), Kind: data.Accepted}
	if err == nil {
		err = s.db.Advance(t.Context(), c, data.Staff{Name: "budi", Role: data.Validator})
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Show(ui.Imports)
	if _, words := at(t, w, "Validasi di"); !strings.HasSuffix(words, "|"+count()) {
		t.Errorf("after a decision %q, want %s reports", words, count())
	}
}

// TestManyViewsInNavigation shows the first views and, when asked, all; the last item comes on screen with the keyboard.
func TestManyViewsInNavigation(t *testing.T) {
	s, w := sit(t, 50, "en")
	for i := range 40 {
		if err := s.db.SaveView(t.Context(), data.View{Name: fmt.Sprintf("View %02d", i), Filter: data.Filter{Passes: []int{i}}}); err != nil {
			t.Fatal(err)
		}
	}
	s.Show(ui.Imports)
	few, _ := inRail(w)
	more, words := at(t, w, "36 more views")
	if want := len(ui.Navigation()) + 9; len(few) != want {
		t.Errorf("%d items, want %d; %q", len(few), want, words)
	}
	test.Tap(more.(fyne.Tappable))
	all, _ := inRail(w)
	if want := len(ui.Navigation()) + 4 + 40 + 1; len(all) != want {
		t.Fatalf("%d items, want %d", len(all), want)
	}
	last, _ := at(t, w, "Settings")
	w.Canvas().Focus(last)
	if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(last.(fyne.CanvasObject)).Y; y > 760 || y < 60 {
		t.Errorf("the last item lies at %v", y)
	}
	fewer, _ := at(t, w, "Fewer views")
	test.Tap(fewer.(fyne.Tappable))
	if again, _ := inRail(w); len(again) != len(few) {
		t.Errorf("%d items again, want %d", len(again), len(few))
	}
}
