package ui

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/app/office"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/store"
)

// care is what the page of settings can do with the database.
func (u *UI) care() settings.Care {
	return settings.Care{
		Facts: u.careFacts, Backup: func() { u.backUp(u.onBackup) }, Choose: u.chooseFolder,
		Restore: u.chooseRestore, Verify: u.verify, Mend: u.mend, Doctor: u.showDoctor,
	}
}

// chooseRestore asks which backup is to stand in the place of the database.
func (u *UI) chooseRestore() {
	db, second := u.office.DB, u.office.Values.Backup.Second
	work := func(context.Context) ([]store.BackupRecord, error) {
		return store.Backups(db.Path(), second, db.Zone())
	}
	task.Run(u.root, u.office.Run, work, func(all []store.BackupRecord, err error) {
		if err != nil && len(all) == 0 {
			slog.Error("list the backups", "error", err)
			part.ShowError(u.office.Window, u.language, err)
			return
		}
		u.drafts.settle(func() { showRestore(u.office.Window, u.language, all, u.office.Restore) })
	})
}

// showRestore asks which of these backups is to be restored.
func showRestore(w fyne.Window, l *i18n.Language, all []store.BackupRecord, restore func(backup string)) {
	pick := part.NewPicker(l, l.Text("restore.choose"), func(string) {})
	var options []part.Option
	for _, b := range all {
		options = append(options, part.Option{Key: b.Path, Label: l.DateTime(b.MadeAt), Detail: l.Text("restore.backup",
			"events", l.Number(b.Head.Seq), "size", office.Megabytes(l, b.Bytes), "folder", filepath.Base(filepath.Dir(b.Path)))})
	}
	pick.SetOptions(options)
	part.ShowForm(w, l, part.Form{
		Title: l.Text("restore.title"), Text: l.Text("restore.text"), Done: l.Text("restore.done"), Danger: true,
		Inputs: []part.Input{{Label: l.Text("restore.which"), Widget: pick, Required: true}},
		OnDone: func() { restore(pick.Key()) },
	})
}

// verify reads and computes everything again and says in sentences what it found.
func (u *UI) verify(ctx context.Context, tell func(text string, share float64)) (settings.Verdict, error) {
	l := u.language
	h, err := u.office.DB.Verify(ctx, store.Head{}, func(p store.Part, n, all int64) { tell(l.Text("care.part."+string(p)), share(n, all)) })
	if ctx.Err() != nil {
		return settings.Verdict{}, context.Canceled
	}
	return verdict(l, h), err
}

// verdict puts what was found into sentences, the judgement first.
func verdict(l *i18n.Language, h store.Health) settings.Verdict {
	v := settings.Verdict{Sound: h.Sound(), Lines: []string{l.Text("care.sound")}}
	if !v.Sound {
		v.Lines[0] = l.Text("care.unsound")
	}
	rows := int64(0)
	for _, t := range h.Tables {
		rows += t.Rows
	}
	v.Lines = append(v.Lines,
		l.Text("verdict.tables", "tables", l.Number(int64(len(h.Tables))), "rows", l.Number(rows), "derived", l.Number(int64(len(h.Derived)))),
		l.Text("verdict.ledger", "entries", l.Number(h.Ledger.Head.Entry), "events", l.Number(h.Ledger.Head.Seq)))
	return settings.Verdict{Sound: v.Sound, Lines: append(v.Lines, faults(l, h)...)}
}

// faults says what is wrong, a sentence each.
func faults(l *i18n.Language, h store.Health) (all []string) {
	for _, t := range h.Tables {
		if len(t.Unreadable) > 0 {
			all = append(all, l.Text("verdict.unreadable", "table", t.Name, "columns", strings.Join(t.Unreadable, ", ")))
		}
	}
	for _, t := range h.Derived {
		if t.Missing > 0 || t.Extra > 0 {
			all = append(all, l.Text("verdict.derived", "table", t.Name, "missing", l.Number(t.Missing), "extra", l.Number(t.Extra)))
		}
	}
	for _, o := range h.Orphans {
		if o.Rows > 0 {
			all = append(all, l.Text("verdict.orphans", "table", o.Name, "n", l.Number(o.Rows)))
		}
	}
	if h.Ledger.Broken > 0 {
		all = append(all, l.Text("care.ledger.broken", "entry", l.Number(h.Ledger.Broken)))
	}
	if h.Ledger.Lost > 0 {
		all = append(all, l.Text("care.ledger.lost", "n", l.Number(h.Ledger.Lost), "entry", l.Number(h.Ledger.Kept.Entry)))
	}
	return all
}

// mend asks before it leaves the database for the page that can recover it.
func (u *UI) mend() {
	l := u.language
	q := part.Question{Title: l.Text("mend.title"), Text: l.Text("mend.text"), Yes: l.Text("mend.yes")}
	part.Confirm(u.office.Window, l, q, func() {
		u.drafts.settle(func() { u.office.Mend(data.About(u.office.DB.Path(), data.ErrUnsound)) })
	})
}

// showDoctor shows the page for whoever helps, to be copied or saved.
func (u *UI) showDoctor() {
	db, second := u.office.DB, u.office.Values.Backup.Second
	work := func(ctx context.Context) (store.Diagnosis, error) { return db.Diagnose(ctx, second) }
	task.Run(u.root, u.office.Run, work, func(f store.Diagnosis, err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			slog.Error("describe the database", "error", err)
			part.ShowError(u.office.Window, u.language, err)
			return
		}
		save := part.SheetAction{Text: u.language.Text("doctor.save")}
		page := office.DoctorPage(u.language, u.office.Version, f)
		save.Do = func() { u.saveText(u.language.Text("doctor.file"), page) }
		showPage(u.office.Window, u.language, page, save)
	})
}

// showPage shows a page of plain text, to be copied or worked with otherwise.
func showPage(w fyne.Window, l *i18n.Language, page string, more ...part.SheetAction) {
	text := widget.NewLabelWithStyle(page, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	part.ShowSheet(w, l, part.Sheet{
		Title: l.Text("doctor.title"),
		Body:  part.Fill(1, part.Flush(part.Quiet(l.Text("doctor.text"))), part.AtLeast(860, 430, part.Settled(container.NewScroll(text)))),
		Actions: append([]part.SheetAction{
			{Text: l.Text("doctor.copy"), Do: func() { fyne.CurrentApp().Clipboard().SetContent(page) }},
		}, more...),
	})
}
