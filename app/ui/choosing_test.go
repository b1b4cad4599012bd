package ui_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"tuntas/app/ui"
	"tuntas/app/ui/part"
)

// TestChooseFileByKeyboard brings a file in without a mouse: into the list with Tab, into a folder and onto the file with Enter.
func TestChooseFileByKeyboard(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	folder := t.TempDir()
	inner := filepath.Join(folder, "maret")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inner, "laporan.csv"), []byte("Nomor;Waktu\nJK2603010001;2026-03-01 08:00\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, w := sit(t, 20, "id")
	s.Show(ui.Intake)
	opener := w.Canvas().Focused()
	press := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	press(fyne.KeyReturn)
	if !part.DialogOpen(w) {
		t.Fatal("Enter on the first button opens no dialog")
	}
	press(fyne.KeyEscape)
	if part.DialogOpen(w) || w.Canvas().Focused() != opener {
		t.Fatalf("Escape leaves the keyboard on %v", w.Canvas().Focused())
	}
	press(fyne.KeyReturn)
	path, ok := w.Canvas().Focused().(*part.Entry)
	if !ok {
		t.Fatalf("the keyboard begins in %T", w.Canvas().Focused())
	}
	path.SetText(folder)
	press(fyne.KeyReturn) // a folder is shown, not taken
	if !part.DialogOpen(w) {
		t.Fatal("a folder was taken for a file")
	}
	w.Canvas().FocusNext()
	press(fyne.KeyEnd) // the folder, after the way up
	press(fyne.KeyReturn)
	press(fyne.KeyEnd)
	press(fyne.KeyReturn)
	if part.DialogOpen(w) {
		t.Fatal("Enter on a file leaves the dialog open")
	}
	found := false
	eachSeen(w, func(o fyne.CanvasObject, _ place, _ []fyne.CanvasObject) {
		if p, ok := o.(*part.Picker); ok && p.Visible() {
			found = true // the draft of a profile for the file
		}
	})
	if !found {
		t.Error("the file is not looked at")
	}
}
