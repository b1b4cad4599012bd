package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// BackUp makes a backup as the keeper of the database does by itself.
func (u *UI) BackUp() { u.backUp(u.onBackup) }

// ChooseFile opens the dialog of files to bring in.
func (u *UI) ChooseFile() { u.chooseFiles(func([]string) {}) }

// ChooseFolder opens the dialog of folders.
func (u *UI) ChooseFolder() { u.chooseFolder(func(string) {}) }

// ChooseDatabase opens the dialog of the page that says why a database does not open.
func ChooseDatabase(w fyne.Window, f Failure) {
	(&failure{Failure: f, window: w, ctx: context.Background()}).onChoose()
}
