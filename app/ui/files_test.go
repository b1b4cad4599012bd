package ui_test

import (
	"testing"

	"tuntas/app/i18n"
	"tuntas/app/ui"
	"tuntas/app/ui/part"
	"tuntas/data/datatest"
)

// TestFileDialogsOpen: a dialog that is asked for its size before it is shown ends the program.
func TestFileDialogsOpen(t *testing.T) {
	s, w := sit(t, 0, "id")
	for name, open := range map[string]func(){
		"files": s.ChooseFile, "folder": s.ChooseFolder,
		"database": func() { ui.ChooseDatabase(w, ui.Failure{Language: i18n.For("id", datatest.Jakarta)}) },
	} {
		open()
		if !part.DialogOpen(w) {
			t.Errorf("%s: no dialog is open", name)
		}
		for o := w.Canvas().Overlays(); o.Top() != nil; {
			o.Remove(o.Top())
		}
	}
}
