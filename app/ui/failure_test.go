package ui_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/app/ui"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// buttons are the texts of all buttons that can be seen, and press presses one.
func buttons(w fyne.Window) (texts []string) {
	eachButton(w, func(b *widget.Button) { texts = append(texts, b.Text) })
	return texts
}

func press(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	var found *widget.Button
	eachButton(w, func(b *widget.Button) {
		if b.Text == text {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("no button %q among %q", text, buttons(w))
	}
	test.Tap(found)
}

func eachButton(w fyne.Window, do func(*widget.Button)) {
	walk(w.Content(), func(o fyne.CanvasObject) {
		switch b := o.(type) {
		case *widget.Button:
			do(b)
		case *part.Button:
			do(&b.Button)
		case *part.KeyButton:
			do(&b.Button)
		}
	})
}

// cutOff are the texts of buttons that stick out of the window at its right.
func cutOff(w fyne.Window) (texts []string) {
	walk(w.Content(), func(o fyne.CanvasObject) {
		b, ok := o.(*part.KeyButton)
		if ok && fyne.CurrentApp().Driver().AbsolutePositionForObject(b).X+b.Size().Width > w.Canvas().Size().Width {
			texts = append(texts, b.Text)
		}
	})
	return texts
}

// TestRestoringStandsBelowItsTitle shows how far a restore is in a place of its own: what is hidden while a page is laid out
// has none.
func TestRestoringStandsBelowItsTitle(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(1280, 800))
	ui.ShowRestoring(t.Context(), w, ui.Restoring{
		Language: i18n.For("en", datatest.Jakarta), Run: task.Inline,
		Do: func(_ context.Context, progress store.Progress) (store.Restored, error) {
			progress(store.PartLedger, 3, 4)
			return store.Restored{}, nil
		},
		Done: func(store.Restored, error) {},
	})
	seen := false
	walk(w.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*part.Busy); ok {
			seen = true
			if b.Position().Y < 40 || b.Size().Width < 700 {
				t.Errorf("it stands at %v, %v large", b.Position(), b.Size())
			}
		}
	})
	if !seen {
		t.Error("nothing tells how far it is")
	}
}

// walk visits the objects that can be seen.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch c := o.(type) {
	case *fyne.Container:
		for _, below := range c.Objects {
			walk(below, visit)
		}
	case fyne.Widget:
		for _, below := range test.WidgetRenderer(c).Objects() {
			walk(below, visit)
		}
	}
}

// section shows a section of the page of settings.
func section(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	found := false
	walk(w.Content(), func(o fyne.CanvasObject) {
		if tab, ok := o.(*part.Tab); ok && tab.AccessibilityLabel() == name {
			test.Tap(tab)
			found = true
		}
	})
	if !found {
		t.Fatalf("no section %q", name)
	}
}

func TestFailureOffers(t *testing.T) {
	test.NewTempApp(t)
	l := i18n.For("en", datatest.Jakarta)
	for _, tt := range []struct {
		name     string
		err      error
		snapshot bool
		want     []string
	}{
		{"in use", &data.InUseError{By: "ana@meja", PID: 7}, true, []string{"snapshot", "choose"}},
		{"in use without a backup", data.ErrInUse, false, []string{"choose"}},
		{"newer", data.ErrNewerSchema, true, []string{"snapshot", "choose"}},
		{"damaged", data.About("a", data.ErrDamaged), true, []string{"snapshot", "recover", "choose"}},
		{"history cut", data.ErrHistoryCut, false, []string{"recover", "choose"}},
		{"no room", data.ErrDiskFull, true, []string{"snapshot", "choose"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := test.NewTempWindow(t, widget.NewLabel(""))
			w.Resize(fyne.NewSize(1280, 800))
			retried := 0
			f := ui.Failure{
				Err: tt.err, Path: "a.duckdb", Language: l, Run: task.Inline, Values: settings.Values{Language: "en", Appearance: "light"},
				Retry: func() { retried++ }, Choose: func(string) {},
				Recover: func(context.Context, store.Progress) (store.Recovery, error) { return store.Recovery{}, nil },
			}
			if tt.snapshot {
				f.Snapshot = func() {}
			}
			ui.ShowFailure(t.Context(), w, f)
			var want []string
			for _, name := range tt.want {
				want = append(want, l.Text("failed."+name))
			}
			got := slices.DeleteFunc(buttons(w), func(s string) bool { return s == "Try again" || s == "Copy details" })
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			press(t, w, "Try again")
			if retried != 1 {
				t.Errorf("tried again %d times", retried)
			}
		})
	}
}

// TestFailureRecovers looks at the numbers before accepting, leaves it first, and accepts then.
func TestFailureRecovers(t *testing.T) {
	test.NewTempApp(t)
	l := i18n.For("en", datatest.Jakarta)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(1280, 800))
	var accepted []store.Recovery
	retried, fails := 0, true
	found := store.Recovery{Folder: "a.duckdb.damaged-1", Events: 90, Reports: 20, Head: store.Head{Entry: 3, Seq: 90}, Kept: store.Head{Entry: 5, Seq: 97}}
	ui.ShowFailure(t.Context(), w, ui.Failure{
		Err: data.ErrDamaged, Path: "a.duckdb", Language: l, Run: task.Inline, Values: settings.Values{Language: "en", Appearance: "dark"},
		Retry: func() { retried++ },
		Recover: func(_ context.Context, progress store.Progress) (store.Recovery, error) {
			progress(store.PartBlocks, 1, 2)
			if fails {
				return store.Recovery{}, errors.New("not today")
			}
			return found, nil
		},
		Accept: func(r store.Recovery) error { accepted = append(accepted, r); return nil },
	})
	press(t, w, l.Text("failed.recover"))
	for _, o := range w.Canvas().Overlays().List() {
		o.Hide()
	}
	fails = false
	press(t, w, l.Text("failed.recover"))
	if shown := test.RenderToMarkup(w.Canvas()); !strings.Contains(shown, "events 7") || !strings.Contains(shown, "ledger entries 2") {
		t.Errorf("the numbers are not shown:\n%s", shown)
	}
	if len(accepted) != 0 {
		t.Error("accepted unasked")
	}
	press(t, w, l.Text("failed.leave"))
	press(t, w, l.Text("failed.recover"))
	press(t, w, l.Text("failed.accept"))
	if len(accepted) != 1 || accepted[0].Folder != found.Folder || retried != 1 {
		t.Errorf("accepted %d times, tried again %d times", len(accepted), retried)
	}
}
