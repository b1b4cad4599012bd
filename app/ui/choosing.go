package ui

import (
	"cmp"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// choosing is what a dialog that chooses a file or a folder needs.
type choosing struct {
	window   fyne.Window
	language *i18n.Language
	run      task.Runner
	ctx      context.Context
	start    string            // the folder that is shown first
	folders  bool              // a folder is chosen, and files are not shown
	ending   string            // of the files that are shown; empty shows all
	chosen   func(path string) // not called back when the dialog is closed
}

// chooser is that dialog: a path to be typed, and what lies in a folder to be walked through. All of it works by keyboard.
type chooser struct {
	choosing
	request int    // of the latest folder that was read
	folder  string // that is shown
	entries []entry
	path    *part.Entry
	table   *part.Table
}

// entry is a file or a folder.
type entry struct {
	name    string
	folder  bool
	bytes   int64
	changed time.Time
}

// above leads to the folder around.
const above = ".."

// The least size of the list of what lies in a folder.
const (
	chooserWidth  = 640
	chooserHeight = 300
)

// choose opens the dialog.
func choose(c choosing) *part.Dialog {
	l := c.language
	k := &chooser{choosing: c, path: part.NewEntry("")}
	k.table = part.NewTable(k,
		part.Column{ID: "name", Title: l.Text("choose.name"), Width: 300, Grow: true},
		part.Column{ID: "size", Title: l.Text("choose.size"), Width: 100, Align: fyne.TextAlignTrailing, Hidden: c.folders},
		part.Column{ID: "changed", Title: l.Text("choose.changed"), Width: 200})
	k.table.OnSelected, k.table.OnOpen = k.onSelected, k.onOpen
	title, hint := "choose.file", "choose.hint"
	if c.folders {
		title, hint = "choose.folder", "choose.folder.hint"
	}
	k.show(c.start)
	return part.ShowForm(c.window, l, part.Form{
		Title: l.Text(title), Done: l.Text("app.open"), OnDone: func() { c.chosen(k.typed()) },
		Inputs: []part.Input{
			{Label: l.Text("app.path"), Widget: k.path, Required: true, Hint: l.Text(hint), Check: k.check},
			{Label: l.Text("choose.inside"), Widget: part.AtLeast(chooserWidth, chooserHeight, k.table)},
		},
	})
}

// typed is the path in the field; one that does not begin at the root begins in the folder that is shown.
func (k *chooser) typed() string {
	path := strings.TrimSpace(k.path.Text)
	if !filepath.IsAbs(path) {
		path = filepath.Join(k.folder, path)
	}
	return filepath.Clean(path)
}

// check says what is wrong with the path. A folder where a file is wanted is shown.
func (k *chooser) check() string {
	path := k.typed()
	s, err := os.Stat(path)
	switch {
	case err != nil:
		return k.language.Reason(data.About(path, data.ErrUnknownPlace))
	case k.folders && !s.IsDir():
		return k.language.Text("choose.no_folder")
	case !k.folders && s.IsDir():
		k.show(path)
		return k.language.Text("choose.no_file")
	}
	return ""
}

// show reads a folder and lists what lies in it; only the answer to the latest call is shown.
func (k *chooser) show(folder string) {
	k.request++
	n, folders, ending := k.request, k.folders, k.ending
	work := func(context.Context) ([]entry, error) { return read(folder, folders, ending) }
	task.Run(k.ctx, k.run, work, func(all []entry, err error) {
		if n != k.request {
			return
		}
		if err != nil {
			slog.Warn("read a folder", "error", err)
			part.ShowError(k.window, k.language, data.About(folder, data.ErrUnknownPlace))
			return
		}
		k.folder, k.entries = folder, all
		k.path.SetText(withSeparator(folder))
		k.table.Unselect()
		k.table.SetLength(len(all))
		k.table.Reveal(0)
	})
}

func withSeparator(folder string) string {
	return strings.TrimSuffix(folder, string(filepath.Separator)) + string(filepath.Separator)
}

// read lists a folder: the way up, folders, then files, each by name. What begins with a full stop is hidden.
func read(folder string, folders bool, ending string) ([]entry, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var all []entry
	for _, f := range found {
		info, err := os.Stat(filepath.Join(folder, f.Name()))
		if err != nil || strings.HasPrefix(f.Name(), ".") { // a link that leads nowhere, or hidden
			continue
		}
		if info.IsDir() || !folders && strings.HasSuffix(strings.ToLower(f.Name()), ending) {
			all = append(all, entry{f.Name(), info.IsDir(), info.Size(), info.ModTime()})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		if a.folder != b.folder {
			return map[bool]int{true: -1, false: 1}[a.folder]
		}
		return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	if filepath.Dir(folder) != folder {
		all = append([]entry{{name: above, folder: true}}, all...)
	}
	return all, nil
}

// Row is a file or a folder, for the list.
func (k *chooser) Row(i int) ([]part.Cell, bool) {
	if i < 0 || i >= len(k.entries) {
		return nil, false
	}
	l, e := k.language, k.entries[i]
	cells := []part.Cell{{Text: e.name, Strong: e.folder}, {}, {Quiet: true}}
	if e.folder {
		cells[0].Text = withSeparator(e.name)
	} else {
		cells[1].Text = l.Text("choose.kb", "n", l.Number((e.bytes+1023)/1024))
	}
	if !e.changed.IsZero() {
		cells[2].Text = l.DateTime(e.changed)
	}
	return cells, true
}

// onSelected writes the path of the row into the field.
func (k *chooser) onSelected(i int) {
	if i < 0 || i >= len(k.entries) {
		return
	}
	path := filepath.Join(k.folder, k.entries[i].name)
	if k.entries[i].folder {
		path = withSeparator(path)
	}
	k.path.SetText(path)
}

// onOpen shows the folder of the row, or puts the keyboard on the path of the file: Enter there takes it.
func (k *chooser) onOpen(i int) {
	if i < 0 || i >= len(k.entries) {
		return
	}
	if k.entries[i].folder {
		k.show(filepath.Join(k.folder, k.entries[i].name))
		return
	}
	k.window.Canvas().Focus(k.path)
	k.path.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}
