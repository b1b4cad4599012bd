package ui_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/office"
	"tuntas/app/ui"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
	"tuntas/reports"
)

// kept is a window on a database in a file.
func kept(t *testing.T, b settings.Backup) (*ui.UI, *store.DB, fyne.Window, *datatest.Clock) {
	t.Helper()
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "a.duckdb"), store.Options{Clock: clock.Read})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	plan := demo.Plan{Reports: 50, Seed: 5, Until: clock.Now, Zone: datatest.Jakarta}
	if _, err := office.Sample(t.Context(), db, plan, nil); err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(1280, 800))
	return show(t, db, w, clock, b), db, w, clock
}

func show(t *testing.T, db *store.DB, w fyne.Window, clock *datatest.Clock, b settings.Backup) *ui.UI {
	t.Helper()
	return ui.New(t.Context(), ui.Office{
		Window: w, DB: db, Run: task.Inline, Clock: clock.Read, Account: "ana", NewID: func() string { return "1" },
		Values: settings.Values{Language: "en", Appearance: "light", TextSize: 1, Role: "validator", Backup: b},
		Keep:   func(settings.Values) error { return nil }, SaveFile: reports.Save, OpenFile: func(string) error { return nil },
	})
}

func backups(t *testing.T, db *store.DB) int {
	t.Helper()
	all, err := store.Backups(db.Path(), "", db.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

// TestBackupLeavesTheKeyboard: a backup that ends by itself must not take the words from whoever types on the page of settings.
func TestBackupLeavesTheKeyboard(t *testing.T) {
	u, db, w, _ := kept(t, settings.Backup{})
	u.Show(ui.Settings)
	w.Canvas().FocusNext()
	at := w.Canvas().Focused()
	if at == nil {
		t.Fatal("nothing on the page takes the keyboard")
	}
	u.BackUp()
	if backups(t, db) != 1 || w.Canvas().Focused() != at {
		t.Errorf("%d backups, and the keyboard is on %T", backups(t, db), w.Canvas().Focused())
	}
}

func TestBackupInTheWindow(t *testing.T) {
	u, db, w, clock := kept(t, settings.Backup{})
	if shown := test.RenderToMarkup(w.Canvas()); !strings.Contains(shown, "No backup yet") {
		t.Error("the window does not say that there is no backup")
	}
	u.Show(ui.Settings)
	section(t, w, "Database")
	press(t, w, "Back up now")
	if n := backups(t, db); n != 1 {
		t.Errorf("%d backups", n)
	}
	shown := test.RenderToMarkup(w.Canvas())
	if strings.Contains(shown, "No backup yet") || !strings.Contains(shown, "(1 kept)") {
		t.Errorf("the window does not say that there is one:\n%s", shown)
	}
	// Three days later with nothing changed it stays quiet; after a change it says so.
	clock.Now = clock.Now.Add(72 * time.Hour)
	show(t, db, w, clock, settings.Backup{})
	if shown := test.RenderToMarkup(w.Canvas()); strings.Contains(shown, "Last backup") {
		t.Error("a backup that holds everything is called late")
	}
	if err := db.SetRetention(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	show(t, db, w, clock, settings.Backup{})
	if shown := test.RenderToMarkup(w.Canvas()); !strings.Contains(shown, "Last backup 1 Jun 2026") {
		t.Error("a late backup is not told")
	}
}

func TestBackupOnClose(t *testing.T) {
	for _, tt := range []struct {
		name   string
		backup settings.Backup
		times  int // that the window is closed
		want   int
	}{{"not asked for", settings.Backup{}, 1, 0}, {"asked for", settings.Backup{OnClose: true}, 1, 1}, {"nothing has changed since", settings.Backup{OnClose: true}, 2, 1}} {
		t.Run(tt.name, func(t *testing.T) {
			u, db, _, clock := kept(t, tt.backup)
			for n := range tt.times {
				clock.Now = clock.Now.Add(time.Hour)
				closed := 0
				u.Close(func() { closed++ })
				if closed != 1 {
					t.Errorf("close %d: closed %d times", n, closed)
				}
			}
			if n := backups(t, db); n != tt.want {
				t.Errorf("%d backups, want %d", n, tt.want)
			}
		})
	}
}

// TestReadOnlyWindow shows a backup: every page works, nothing is written, and the window says what it is.
func TestReadOnlyWindow(t *testing.T) {
	_, db, w, clock := kept(t, settings.Backup{})
	if _, err := db.Backup(t.Context(), "", nil); err != nil {
		t.Fatal(err)
	}
	snapshot, _, err := store.OpenSnapshot(t.Context(), db.Path(), "", store.Options{Clock: clock.Read})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = snapshot.Close() })
	u := show(t, snapshot, w, clock, settings.Backup{OnClose: true})
	for _, scene := range u.Scenes() {
		scene.Set()
	}
	u = show(t, snapshot, w, clock, settings.Backup{OnClose: true}) // the last scenes take the window
	u.Show(ui.Settings)
	section(t, w, "Database")
	if shown := test.RenderToMarkup(w.Canvas()); !strings.Contains(shown, "Read only: a backup") || !strings.Contains(shown, "can only be read") {
		t.Errorf("the window does not say that it is a backup")
	}
	closed := false
	if u.Close(func() { closed = true }); !closed {
		t.Error("it does not close")
	}
}
