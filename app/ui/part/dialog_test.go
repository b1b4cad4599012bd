package part

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/data"
)

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

// press sends a key to what has the focus, or to the window.
func press(t *testing.T, w fyne.Window, name fyne.KeyName) {
	t.Helper()
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(key(name))
		return
	}
	w.Canvas().OnTypedKey()(key(name))
}

func TestFormKeys(t *testing.T) {
	tests := []struct {
		name, text string
		key        fyne.KeyName
		unfocused  bool
		done, open bool
	}{
		{name: "enter", text: "foto kabur", key: fyne.KeyReturn, done: true},
		{name: "escape", text: "foto kabur", key: fyne.KeyEscape},
		{name: "blanks are no value", text: "  ", key: fyne.KeyReturn, open: true},
		{name: "check", text: "bad", key: fyne.KeyReturn, open: true},
		{name: "escape without focus", key: fyne.KeyEscape, unfocused: true},
		{name: "enter without focus", text: "x", key: fyne.KeyEnter, unfocused: true, done: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start(t)
			done := false
			before := widget.NewEntry()
			w := show(t, before, 600, 500)
			w.Canvas().Focus(before)
			e := NewEntry("")
			check := func() string {
				if e.Text == "bad" {
					return "tidak bisa"
				}
				return ""
			}
			ShowForm(w, indonesian(), Form{Title: "Tolak", Done: "Tolak", OnDone: func() { done = true }, Inputs: []Input{
				{Label: "Alasan", Widget: e, Required: true, Check: check},
			}})
			if w.Canvas().Focused() != fyne.Focusable(e) {
				t.Fatal("the first field has no focus")
			}
			e.SetText(tt.text)
			if tt.unfocused {
				w.Canvas().Unfocus()
			}
			press(t, w, tt.key)
			if done != tt.done || DialogOpen(w) != tt.open {
				t.Errorf("done %v, open %v; want %v, %v", done, DialogOpen(w), tt.done, tt.open)
			}
			if !tt.open && w.Canvas().Focused() != fyne.Focusable(before) {
				t.Error("the focus does not come back")
			}
		})
	}
}

func TestFormSaysWhatIsMissing(t *testing.T) {
	start(t)
	w := show(t, widget.NewLabel(""), 600, 600)
	note, reason := NewArea("", 2), NewEntry("")
	unit := NewPicker(indonesian(), "Pilih unit", func(string) {})
	o := &openForm{language: indonesian(), form: Form{OnDone: func() { t.Error("done") }, Inputs: []Input{
		{Label: "Catatan", Widget: note}, {Label: "Unit", Widget: unit, Required: true}, {Label: "Alasan", Widget: reason, Required: true},
	}}}
	o.fields()
	o.dialog = openDialog(w, plan{title: "x", body: widget.NewLabel(""), cancel: func() {}, confirm: func() {}})
	o.confirm()
	for i, want := range []bool{false, true, true} {
		if got := o.faults[i].Visible() && o.faults[i].segment.Text == "Wajib diisi"; got != want {
			t.Errorf("field %d: complaint %v, want %v", i, got, want)
		}
	}
	unit.Set("1")
	o.confirm()
	if o.faults[1].Visible() {
		t.Error("the complaint stays after the field was filled")
	}
}

func TestAreaEnter(t *testing.T) {
	start(t)
	w := show(t, widget.NewLabel(""), 600, 500)
	a, done := NewArea("", 3), 0
	ShowForm(w, indonesian(), Form{Done: "OK", OnDone: func() { done++ }, Inputs: []Input{{Label: "Catatan", Widget: a}}})
	test.Type(a, "satu")
	a.TypedKey(key(fyne.KeyReturn))
	if a.Text != "satu\n" || done != 0 {
		t.Fatalf("Enter in a field of several lines: %q, done %d", a.Text, done)
	}
	a.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if done != 1 || DialogOpen(w) {
		t.Errorf("done %d, open %v", done, DialogOpen(w))
	}
}

func TestConfirm(t *testing.T) {
	tests := []struct {
		name   string
		danger bool
		key    fyne.KeyName
		agreed bool
	}{
		{"enter agrees", false, fyne.KeyReturn, true},
		{"escape does not", false, fyne.KeyEscape, false},
		{"enter does nothing dangerous", true, fyne.KeyReturn, false},
		{"escape from danger", true, fyne.KeyEscape, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start(t)
			w := show(t, widget.NewLabel(""), 600, 400)
			agreed := false
			d := Confirm(w, indonesian(), Question{Title: "Hapus?", Text: "Tidak dapat dibatalkan.", Yes: "Hapus", Danger: tt.danger},
				func() { agreed = true })
			press(t, w, tt.key)
			if agreed != tt.agreed || DialogOpen(w) {
				t.Errorf("agreed %v, open %v; want %v, false", agreed, DialogOpen(w), tt.agreed)
			}
			d.Close() // once more is harmless
		})
	}
}

func TestShowError(t *testing.T) {
	start(t)
	w := show(t, widget.NewLabel(""), 600, 400)
	if ShowError(w, indonesian(), nil) != nil || DialogOpen(w) {
		t.Error("no error opened a dialog")
	}
	ShowError(w, indonesian(), fmt.Errorf("advance report 7: %w", data.ErrConflict))
	press(t, w, fyne.KeyEscape)
	if DialogOpen(w) {
		t.Error("Escape does not close the dialog")
	}
}

func TestCopyDetails(t *testing.T) {
	start(t)
	b := newCopyButton(indonesian(), errors.New("chain: of errors"))
	test.Tap(b)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "chain: of errors" || b.Text != "Tersalin" {
		t.Errorf("copied %q, button %q", got, b.Text)
	}
}

func TestErrorNotice(t *testing.T) {
	start(t)
	tried := 0
	n := NewErrorNotice(indonesian(), data.ErrDiskFull, func() { tried++ })
	show(t, n, 400, 200)
	var said, buttons int
	for _, o := range test.LaidOutObjects(n) {
		switch o := o.(type) {
		case *prose:
			if o.segment.Text == indonesian().Reason(data.ErrDiskFull) {
				said++
			}
		case *Button:
			buttons++
			if o.Text == "Coba lagi" {
				test.Tap(o)
			}
		}
	}
	if said != 1 || buttons != 2 || tried != 1 {
		t.Errorf("said %d, buttons %d, tried %d; want 1, 2, 1", said, buttons, tried)
	}
}

// TestDialogLargerThanTheWindow: what has no room scrolls, and the buttons stay in sight.
func TestDialogLargerThanTheWindow(t *testing.T) {
	start(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(700, 400))
	d := ShowSheet(w, i18n.For("en", time.UTC), Sheet{Title: "Long", Body: Words(strings.Repeat("line\n", 60))})
	size, room := d.popup.MinSize(), w.Canvas().Size()
	if size.Width > room.Width || size.Height > room.Height {
		t.Errorf("%v in a window of %v", size, room)
	}
	if at := d.popup.Position(); at.Y < 8 || math.Abs(float64(2*at.Y+size.Height-room.Height)) > 1 {
		t.Errorf("%v high at %v in a window of %v", size.Height, at, room)
	}
}
