package ui

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"github.com/adrg/xdg"

	"tuntas/app/ui/intake"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// chooseFiles asks for one file to bring in. Several are dropped onto the window together.
func (u *UI) chooseFiles(chosen func(paths []string)) {
	u.chooseIn(choosing{chosen: func(path string) { chosen([]string{path}) }})
}

// chooseFolder asks for a folder.
func (u *UI) chooseFolder(chosen func(folder string)) {
	u.chooseIn(choosing{folders: true, chosen: chosen})
}

// chooseIn asks for a file or a folder, first where the last one was chosen.
func (u *UI) chooseIn(c choosing) {
	c.window, c.language, c.run, c.ctx = u.office.Window, u.language, u.office.Run, u.root
	if c.start = u.folder; c.start == "" {
		c.start = documentsFolder()
	}
	take := c.chosen
	c.chosen = func(path string) {
		u.folder = filepath.Dir(path)
		take(path)
	}
	choose(c)
}

// chooseInto opens the file dialog for the intake page.
func (u *UI) chooseInto() { u.chooseFiles(u.pages[Intake].(*intake.Page).Drop) }

// saveAs asks for the path of a file to write; nothing is written here, so that a file appears whole or not at all. A file
// that exists is replaced only when the person says so.
func (u *UI) saveAs(name string, chosen func(path string)) {
	l := u.language
	path := part.NewEntry("")
	path.SetText(filepath.Join(documentsFolder(), name))
	done := func() {
		if _, err := os.Stat(path.Text); err != nil {
			chosen(path.Text)
			return
		}
		part.Confirm(u.office.Window, l, part.Question{
			Title: l.Text("app.replace"), Text: l.Text("app.replace_text", "path", path.Text), Yes: l.Text("app.replace"), Danger: true,
		}, func() { chosen(path.Text) })
	}
	part.ShowForm(u.office.Window, l, part.Form{
		Title: l.Text("app.save_as"), Done: l.Text("app.save"), OnDone: done,
		Inputs: []part.Input{{
			Label: l.Text("app.path"), Widget: path, Required: true, Text: func() string { return path.Text },
			Check: func() string { return u.checkFolder(path.Text) },
		}},
	})
}

// checkFolder says what is wrong with the folder of a path to be written; nothing when it is there.
func (u *UI) checkFolder(path string) string {
	folder := filepath.Dir(path)
	if s, err := os.Stat(folder); err != nil || !s.IsDir() {
		return u.language.Reason(data.About(folder, data.ErrUnknownPlace))
	}
	return ""
}

// documentsFolder is where a person keeps documents, else the home folder.
func documentsFolder() string {
	if s, err := os.Stat(xdg.UserDirs.Documents); err == nil && s.IsDir() {
		return xdg.UserDirs.Documents
	}
	return xdg.Home
}

// onDropped takes files that were dropped anywhere onto the window to the intake page.
func (u *UI) onDropped(files []fyne.URI) {
	paths := make([]string, 0, len(files))
	for _, f := range files {
		paths = append(paths, f.Path())
	}
	if len(paths) == 0 || part.DialogOpen(u.office.Window) {
		return
	}
	u.Show(Intake)
	u.pages[Intake].(*intake.Page).Drop(paths)
}
