package ui_test

import (
	"testing"

	"tuntas/app/i18n"
	"tuntas/app/ui"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data/datatest"
)

// TestFileDialogsOpen: each place that asks for a file or a folder shows the dialog.
func TestFileDialogsOpen(t *testing.T) {
	s, w := sit(t, 0, "id")
	for name, open := range map[string]func(){
		"files": s.ChooseFile, "folder": s.ChooseFolder,
		"database": func() {
			ui.ChooseDatabase(w, ui.Failure{Language: i18n.For("id", datatest.Jakarta), Run: task.Inline, Path: t.TempDir()})
		},
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
