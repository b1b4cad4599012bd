package ui

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data/store"
)

// keeper looks after the database while the window is open.
type keeper struct {
	running bool
	last    store.BackupRecord // the last good backup; zero when there is none
	head    store.Head         // of the database when it was asked for
	known   bool               // both were asked for
}

// watchBeat is how often the keeper looks whether a backup is due.
const watchBeat = time.Minute

// lateBackup is how old the last good backup may be before the window says so.
const lateBackup = 24 * time.Hour

// backed tells whether there is a file that backups can be made of.
func (u *UI) backed() bool { return u.office.DB.Path() != "" && !u.office.DB.ReadOnly() }

// watch looks at the backups now and from then on.
func (u *UI) watch() {
	if !u.backed() {
		u.showCare()
		return
	}
	u.lookAfter(u.showCare)
	task.Every(u.root, watchBeat, u.office.Run, func() {
		u.lookAfter(func() {
			u.showCare()
			if u.backupDue() {
				u.backUp(u.onBackup)
			}
		})
	})
}

// lookAfter asks for the last backup and the head of the database.
func (u *UI) lookAfter(then func()) {
	second := u.office.Values.Backup.Second
	work := func(ctx context.Context) (k keeper, err error) {
		all, err := store.Backups(u.office.DB.Path(), second, u.office.DB.Zone())
		if err != nil {
			slog.Warn("the backups cannot all be listed", "error", err)
		}
		if len(all) > 0 {
			k.last = all[0]
		}
		k.head, err = u.office.DB.Head(ctx)
		return k, err
	}
	task.Run(u.root, u.office.Run, work, func(k keeper, err error) {
		if err != nil {
			slog.Error("look after the database", "error", err)
			return
		}
		u.keeper.last, u.keeper.head, u.keeper.known = k.last, k.head, true
		then()
	})
}

// changed tells whether the database holds something that the last backup lacks.
func (k keeper) changed() bool { return k.known && k.head.Entry > 0 && k.head != k.last.Head }

func (u *UI) backupDue() bool {
	every := time.Duration(u.office.Values.Backup.Hours) * time.Hour
	return every > 0 && !u.keeper.running && u.keeper.changed() && u.office.Clock().Sub(u.keeper.last.MadeAt) >= every
}

// showCare says in the navigation what should not be overlooked: that a backup is looked at, or that the last one is old.
func (u *UI) showCare() {
	l, k := u.language, u.keeper
	switch {
	case u.office.DB.ReadOnly():
		u.rail.say(l.Text("care.rail.read_only"))
	case !k.changed() || u.office.Clock().Sub(k.last.MadeAt) < lateBackup:
		u.rail.say("")
	case k.last.MadeAt.IsZero():
		u.rail.say(l.Text("care.rail.none"))
	default:
		u.rail.say(l.Text("care.rail.late", "date", l.Date(k.last.MadeAt)))
	}
}

// backUp makes a backup, after finishing an erasure that was interrupted. The page of settings shows how far it is.
func (u *UI) backUp(done func(error)) {
	if u.keeper.running || !u.backed() {
		return
	}
	u.keeper.running = true
	second := u.office.Values.Backup.Second
	u.showProgress(progress{part: store.PartCopy, share: -1})
	work := func(ctx context.Context, tell func(progress)) (store.BackupRecord, error) {
		told := func(p store.Part, n, all int64) { tell(progress{p, share(n, all)}) }
		_, err := u.office.DB.FinishErasure(ctx, second, told)
		made, err2 := u.office.DB.Backup(ctx, second, told)
		return made, errors.Join(err, err2)
	}
	task.Follow(u.root, u.office.Run, work, u.showProgress, func(made store.BackupRecord, err error) {
		u.keeper.running = false
		u.settings().ShowBackup("", 0)
		u.lookAfter(u.showCare)
		done(err)
	})
}

// progress is how far a part of the care is.
type progress struct {
	part  store.Part
	share float64 // below 0: not known
}

func share(n, all int64) float64 {
	if all == 0 {
		return -1
	}
	return float64(n) / float64(all)
}

func (u *UI) settings() *settings.Page { return u.pages[Settings].(*settings.Page) }

func (u *UI) showProgress(p progress) {
	u.settings().ShowBackup(u.language.Text("care.part."+string(p.part)), p.share)
}

func (u *UI) onBackup(err error) {
	if err != nil {
		slog.Error("backup", "error", err)
		u.notice.Say(u.language.Text("care.failed", "reason", u.language.Reason(err)))
		return
	}
	u.notice.Say(u.language.Text("care.made"))
	if u.shown == Settings {
		u.settings().Load(u.visit()) // whoever types there goes on typing
	}
}

// careFacts is what the page of settings says about backups and files.
func (u *UI) careFacts(ctx context.Context) (f settings.CareFacts, err error) {
	db := u.office.DB
	if db.Path() == "" || db.ReadOnly() {
		return settings.CareFacts{ReadOnly: true}, nil
	}
	all, err := store.Backups(db.Path(), u.office.Values.Backup.Second, db.Zone())
	if len(all) > 0 {
		f.Last, f.Backups = all[0].MadeAt, len(all)
	}
	if err != nil {
		return f, err
	}
	f.Open, f.Unfinished = store.OpenToOthers(db.Path()), db.ErasureUnfinished()
	f.Key, err = db.KeyPlace(ctx)
	return f, err
}

// Close calls quit, after a backup when settings ask for one and something has changed. The person can close without it.
func (u *UI) Close(quit func()) {
	u.drafts.settle(func() { u.close(quit) })
}

func (u *UI) close(quit func()) {
	if u.office.Values.Backup.OnClose && u.backed() && !u.keeper.running {
		u.lookAfter(func() {
			if u.keeper.changed() {
				u.closeAfterBackup(quit)
				return
			}
			quit()
		})
		return
	}
	quit()
}

func (u *UI) closeAfterBackup(quit func()) {
	l := u.language
	busy := part.NewBusy(l, nil)
	now := part.NewButton(l.Text("care.close_now"), nil, quit)
	body := part.Below(part.Words(l.Text("care.closing.text")), busy, part.Row(now))
	u.office.Window.SetContent(part.Page(part.Below(part.NewHeading(l.Text("care.closing"), ""), body)))
	busy.Start(l.Text("care.part.copy"))
	u.backUp(func(err error) {
		if err == nil {
			quit()
			return
		}
		busy.End()
		slog.Error("backup on close", "error", err)
		body.Objects = append([]fyne.CanvasObject{part.NewErrorNotice(l, err, func() { u.closeAfterBackup(quit) })}, part.Row(now))
		body.Refresh()
	})
}
