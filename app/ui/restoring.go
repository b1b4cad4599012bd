package ui

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data/store"
)

// Restoring is what the window shows while a backup takes the place of the database, which is closed meanwhile.
type Restoring struct {
	Language *i18n.Language
	Values   settings.Values
	Run      task.Runner
	Do       func(ctx context.Context, progress store.Progress) (store.Restored, error)
	Done     func(store.Restored, error) // opens the database again
}

// ShowRestoring fills the window with how far it is, and calls Do.
func ShowRestoring(ctx context.Context, w fyne.Window, r Restoring) {
	l := r.Language
	alone(w, l, r.Values)
	busy := part.NewBusy(l, nil)
	busy.Start(l.Text("care.part.copy")) // before the layout, which gives no place to what is hidden
	words := part.Below(part.NewHeading(l.Text("restoring.title"), ""), part.Flush(part.Words(l.Text("restoring.text"))), busy)
	w.SetContent(part.Centred(aloneWidth, part.Page(words)))
	work := func(ctx context.Context, tell func(progress)) (store.Restored, error) {
		return r.Do(ctx, func(part store.Part, n, all int64) { tell(progress{part, share(n, all)}) })
	}
	show := func(p progress) {
		busy.SetText(l.Text("care.part." + string(p.part)))
		busy.SetShare(p.share)
	}
	task.Follow(ctx, r.Run, work, show, func(done store.Restored, err error) {
		if err != nil {
			slog.Error("restore", "error", err)
		}
		r.Done(done, err)
	})
}

// aloneWidth is the width of a page without navigation at the usual size of text.
const aloneWidth = 900

// alone gives the window to a page without navigation.
func alone(w fyne.Window, l *i18n.Language, v settings.Values) {
	fyne.CurrentApp().Settings().SetTheme(Look(v))
	for o := w.Canvas().Overlays(); o.Top() != nil; {
		o.Remove(o.Top())
	}
	w.Canvas().SetOnTypedRune(nil)
	w.Canvas().SetOnTypedKey(nil)
	w.SetPadded(false)
	w.SetMainMenu(nil)
	w.SetTitle(l.Text("app.title"))
}

// Restored says what a restore has done, or why it did nothing.
func (u *UI) Restored(r store.Restored, err error) {
	l := u.language
	if err != nil {
		part.ShowError(u.office.Window, l, err)
		return
	}
	body := part.Tower(8, part.Flush(part.Words(l.Text("restored.text", "events", l.Number(r.Head.Seq), "lost", l.Number(r.Lost())))))
	if r.Erased > 0 {
		body.Add(part.Flush(part.Words(l.Text("care.erased_again", "n", l.Number(r.Erased)))))
	}
	if r.Aside != "" {
		body.Add(part.Flush(part.Words(l.Text("care.kept", "path", r.Aside))))
	}
	part.ShowSheet(u.office.Window, l, part.Sheet{Title: l.Text("restored.title"), Body: body})
}
