package ui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/office"
	"tuntas/app/ui"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/store"
	"tuntas/reports"
)

// sitting is a window on a store of its own, whose work runs inline.
type sitting struct {
	*ui.UI
	db     *store.DB
	window fyne.Window
	kept   settings.Values
}

// droppable is a test window that remembers what takes dropped files.
type droppable struct {
	fyne.Window
	drop func(fyne.Position, []fyne.URI)
}

func (d *droppable) SetOnDropped(drop func(fyne.Position, []fyne.URI)) { d.drop = drop }

func sit(t *testing.T, size int, lang string) (*sitting, *droppable) {
	t.Helper()
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	db := datatest.Open(t, clock)
	if size > 0 {
		plan := demo.Plan{Reports: size, Seed: 5, Until: clock.Now, Zone: datatest.Jakarta}
		if _, err := office.Sample(t.Context(), db, plan, nil); err != nil {
			t.Fatal(err)
		}
	}
	clock.Now = clock.Now.Add(time.Hour)
	return sitBefore(t, db, clock, lang)
}

// sitBefore opens the window on a database.
func sitBefore(t *testing.T, db *store.DB, clock *datatest.Clock, lang string) (*sitting, *droppable) {
	t.Helper()
	s := &sitting{db: db}
	test.NewTempApp(t)
	w := &droppable{Window: test.NewTempWindow(t, widget.NewLabel(""))}
	w.Resize(fyne.NewSize(1280, 800))
	s.window = w
	n := 0
	s.UI = ui.New(t.Context(), ui.Office{
		Window: w, DB: s.db, Run: task.Inline, Clock: clock.Read, Account: "ana",
		NewID:    func() string { n++; return fmt.Sprintf("command-%d", n) },
		Values:   settings.Values{Language: lang, Appearance: "light", TextSize: 1, Role: string(data.Validator)},
		Keep:     func(v settings.Values) error { s.kept = v; return nil },
		SaveFile: reports.Save, OpenFile: func(string) error { return nil },
	})
	return s, w
}

// TestEveryPage shows each page in both languages: none is empty, none panics, and the way back leads through all of them.
func TestEveryPage(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		s, w := sit(t, 300, lang)
		for _, scene := range s.Scenes() {
			scene.Set()
			fewest := 12
			if scene.Name == "restoring" { // title, sentence, what is done, how far it is
				fewest = 4
			}
			if shown := test.RenderToMarkup(w.Canvas()); strings.Count(shown, "<text") < fewest {
				t.Errorf("%s %s shows next to nothing:\n%s", lang, scene.Name, shown)
			}
			for _, text := range cutOff(w) {
				t.Errorf("%s %s: button %q does not fit into the window", lang, scene.Name, text)
			}
		}
		s.Show(ui.Track)
		s.Show(ui.Publish)
		if s.Back(); s.Shown() != ui.Track {
			t.Errorf("back led to %s", s.Shown())
		}
	}
}

// TestDecideByKeyboard opens a case that waits, accepts it, takes that back and finds both in the history.
func TestDecideByKeyboard(t *testing.T) {
	s, w := sit(t, 6000, "id")
	lines, err := s.db.Reports(t.Context(), data.Filter{Stages: []data.Stage{data.Validation}}, 0, 1)
	if err != nil || len(lines) == 0 {
		t.Fatal(lines, err)
	}
	for _, scene := range s.Scenes() {
		if scene.Name == "case" {
			scene.Set()
		}
	}
	typed := w.Canvas().OnTypedRune()
	for _, tt := range []struct {
		key  rune
		want data.Stage
	}{{'a', data.Done}, {'z', data.Validation}, {'a', data.Done}} {
		typed(tt.key)
		_, h, err := s.db.Case(t.Context(), lines[0].ID)
		if err != nil || h.Stage() != tt.want {
			t.Fatalf("after %q: %s, %v", tt.key, h.Stage(), err)
		}
	}
	_, h, _ := s.db.Case(t.Context(), lines[0].ID)
	if d := h.Decisions(); len(d) < 2 || d[len(d)-1].Validator != "ana" || d[len(d)-2].UndoneAt.IsZero() {
		t.Errorf("decisions %+v", d)
	}
}

func TestDroppedFileLeadsToIntake(t *testing.T) {
	s, w := sit(t, 50, "en")
	path := filepath.Join(t.TempDir(), "reports.csv")
	text := "number,sent_at,channel,category,area\nJK1,2026-03-01T08:00:00+07:00,JAKI,Jalan,Gambir\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	w.drop(fyne.NewPos(10, 10), []fyne.URI{storage.NewFileURI(path)})
	if s.Shown() != ui.Intake {
		t.Errorf("shown: %s", s.Shown())
	}
	if n, err := s.db.Count(t.Context(), data.Filter{}); n != 50 || err != nil {
		t.Errorf("%d reports before anybody said so, %v", n, err)
	}
}

func TestEmptyStoreWelcomes(t *testing.T) {
	s, w := sit(t, 0, "en")
	for _, name := range ui.Navigation() {
		s.Show(name)
		if welcomes, want := strings.Contains(test.RenderToMarkup(w.Canvas()), "Open the sample city"), name == ui.Desk || name == ui.Dashboard; welcomes != want {
			t.Errorf("%s welcomes: %v", name, welcomes)
		}
	}
}

// TestMenuKeysDiffer holds every shortcut of the menu against the others.
func TestMenuKeysDiffer(t *testing.T) {
	_, w := sit(t, 50, "id")
	seen := map[string]string{}
	for _, m := range w.MainMenu().Items {
		for _, i := range m.Items {
			if i.Shortcut == nil {
				continue
			}
			name := i.Shortcut.ShortcutName()
			if other := seen[name]; other != "" {
				t.Errorf("%s and %s share %s", other, i.Label, name)
			}
			seen[name] = i.Label
		}
	}
	if len(seen) < 9 {
		t.Errorf("only %d shortcuts", len(seen))
	}
}
