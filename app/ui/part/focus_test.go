package part

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tuntas/app/assets"
)

// TestRingIsSeenOnAnyButton: the tint of the focus alone could not be told on a button in the main colour.
func TestRingIsSeenOnAnyButton(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	b, k := NewButton("a", nil, func() {}), NewKeyButton(nil, "b", nil, func() {})
	w := test.NewTempWindow(t, container.NewVBox(b, k))
	for _, f := range []interface {
		fyne.Widget
		fyne.Focusable
	}{b, k} {
		r, ok := test.WidgetRenderer(f).(*ringed)
		if !ok || !r.outer.Hidden || !r.inner.Hidden {
			t.Fatalf("%T: no ring, or one without the focus", f)
		}
		if w.Canvas().Focus(f); r.outer.Hidden || r.inner.Hidden || r.outer.StrokeColor == r.inner.StrokeColor || r.outer.Size() != f.Size() {
			t.Errorf("%T: no ring with the focus", f)
		}
		if w.Canvas().Unfocus(); !r.outer.Hidden {
			t.Errorf("%T: the ring stays", f)
		}
	}
}

func TestFocusComesIntoSight(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	var all []fyne.CanvasObject
	for range 30 {
		all = append(all, NewButton("x", nil, func() {}))
	}
	inside := NewCard("title", container.NewVBox(all...))
	scroll := container.NewVScroll(container.NewStack(inside))
	outside := NewButton("outside", nil, func() {})
	w := test.NewTempWindow(t, container.NewBorder(nil, outside, nil, nil, Settled(scroll)))
	w.Resize(fyne.NewSize(300, 300))
	d := fyne.CurrentApp().Driver()
	seen := func(b *Button) bool {
		y := d.AbsolutePositionForObject(b).Y - d.AbsolutePositionForObject(scroll).Y
		return y >= 0 && y+b.Size().Height <= scroll.Size().Height
	}
	for _, i := range []int{29, 0, 15, 14} {
		b := all[i].(*Button)
		if w.Canvas().Focus(b); !seen(b) {
			t.Errorf("button %d is not seen from %v", i, scroll.Offset.Y)
		}
	}
	if RevealBelow(all[28]); scroll.Offset.Y != scroll.Content.Size().Height-scroll.Size().Height {
		t.Errorf("the end is not seen from %v", scroll.Offset.Y)
	}
	if RevealBelow(all[3]); !seen(all[3].(*Button)) {
		t.Error("more lies below than has room, and the button itself is not seen")
	}
	at := scroll.Offset
	if w.Canvas().Focus(outside); scroll.Offset != at {
		t.Error("what lies outside of the scroller moves it")
	}
}

func TestOrderedByKeys(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	o := NewOrdered()
	var got []string
	say := func(what string) { got = append(got, what) }
	o.OnChosen = func(i int) { say("chosen " + string(rune('0'+i))) }
	o.OnOpen = func(i int) { say("open " + string(rune('0'+i))) }
	o.OnDrop = func(i int) { say("drop " + string(rune('0'+i))) }
	o.OnMove = func(i, by int) { say("move " + string(rune('0'+i)) + map[int]string{1: " down", -1: " up"}[by]) }
	o.OnAdd = func() { say("add") }
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(400, 300))
	keys := func(all ...fyne.KeyName) {
		for _, k := range all {
			o.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	alt := func(k fyne.KeyName) {
		o.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt})
	}
	keys(fyne.KeyReturn, fyne.KeyDelete, fyne.KeyDown)
	alt(fyne.KeyDown)
	if len(got) != 0 {
		t.Errorf("an empty list says %q", got)
	}
	o.Set([]OrderedItem{{Text: "a", Mark: "m"}, {Text: "b", Detail: "B"}, {Text: "c"}}, 0)
	keys(fyne.KeyUp, fyne.KeyDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome)
	alt(fyne.KeyUp) // the first cannot go up
	alt(fyne.KeyDown)
	keys(fyne.KeyInsert, fyne.KeyReturn, fyne.KeyDelete)
	test.Tap(o.rows[2])
	want := []string{"chosen 1", "chosen 2", "chosen 0", "move 0 down", "add", "open 0", "drop 0", "chosen 2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !o.focused || w.Canvas().Focused() != fyne.Focusable(o) {
		t.Error("a tap does not give the list the keys")
	}
	if o.Set([]OrderedItem{{Text: "a"}}, 7); o.Chosen() != 0 {
		t.Errorf("chosen %d of one", o.Chosen())
	}
}

func TestFieldsOfAFormPassKeysOn(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, assets.NewTheme(assets.Light))
	escaped, entered := 0, 0
	tick, line, area := NewTick("t", nil), NewWrapped("", 2), NewArea("", 2)
	for _, k := range []keyed{tick, line, area} {
		k.listen(func() { escaped++ }, func() { entered++ })
	}
	for _, f := range []fyne.Focusable{tick, line, area} {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if escaped != 3 || entered != 2 || line.Text != "" || area.Text != "\n" {
		t.Errorf("escaped %d, entered %d, %q, %q", escaped, entered, line.Text, area.Text)
	}
	if tick.TypedRune(' '); !tick.Checked {
		t.Error("Space makes no mark")
	}
	for _, e := range []*Entry{line, area} {
		if e.AcceptsTab() {
			t.Error("Tab does not lead on")
		}
	}
}
