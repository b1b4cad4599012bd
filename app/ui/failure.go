package ui

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/settings"
	"tuntas/app/ui/task"
	"tuntas/data"
	"tuntas/data/store"
)

// Failure is why a database does not open, and what can be done about it. What lies at Path stays as it is unless Accept is
// called.
type Failure struct {
	Err      error
	Path     string
	Language *i18n.Language
	Values   settings.Values
	Run      task.Runner
	Retry    func()
	Snapshot func()            // opens the latest backup to be read; nil when there is none
	Choose   func(path string) // opens another database
	Recover  func(ctx context.Context, progress store.Progress) (store.Recovery, error)
	Accept   func(store.Recovery) error // puts what was recovered in the place of the database, which is kept
	Backups  []store.BackupRecord       // the latest first
	Restore  func(backup string)        // puts a backup in the place of the database, which is kept
	Diagnose func(ctx context.Context) (page string, err error)
}

// edge is the room for the borders of cards, which a scroller would cut off.
const edge = 4

// failure is the page of a failed opening.
type failure struct {
	Failure
	ctx    context.Context
	window fyne.Window
	busy   *part.Busy
	offers *fyne.Container
	scroll *container.Scroll // nil before it is laid out
}

// ShowFailure fills the window with the reason why the database does not open and with the ways on. Work that it begins ends
// with ctx.
func ShowFailure(ctx context.Context, w fyne.Window, f Failure) { showFailure(ctx, w, f) }

func showFailure(ctx context.Context, w fyne.Window, f Failure) *failure {
	alone(w, f.Language, f.Values)
	p := &failure{Failure: f, ctx: ctx, window: w, busy: part.NewBusy(f.Language, nil), offers: part.Below()}
	l := f.Language
	title := "failed.title"
	if errors.Is(f.Err, data.ErrUnsound) { // it was open
		title = "failed.unsound.title"
	}
	heading := part.NewHeading(l.Text(title), f.Path)
	p.showOffers()
	body := part.Below(part.NewErrorNotice(l, f.Err, f.Retry), part.Flush(part.Words(l.Text("failed.untouched"))), p.busy, p.offers)
	p.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(14, 8, edge, 14), body))
	room := container.New(layout.NewCustomPaddedLayout(0, 0, -edge, 0), part.Settled(p.scroll))
	w.SetContent(part.Middle(aloneWidth, part.Page(container.NewBorder(heading, nil, nil, nil, room))))
	return p
}

// recoverable are the errors that a recovery can help with.
func (p *failure) recoverable() bool {
	return errors.Is(p.Err, data.ErrDamaged) || errors.Is(p.Err, data.ErrLedger) || errors.Is(p.Err, data.ErrUnsound)
}

// showOffers lists what can be done, the gentlest first.
func (p *failure) showOffers() {
	p.offers.Objects = nil
	if p.Snapshot != nil {
		p.offer("snapshot", p.Snapshot)
	}
	if p.recoverable() && p.Recover != nil {
		p.offer("recover", p.onRecover)
	}
	if len(p.Backups) > 0 && p.Restore != nil && (p.recoverable() || errors.Is(p.Err, data.ErrNotDatabase)) {
		p.offer("restore", func() { showRestore(p.window, p.Language, p.Backups, p.Restore) })
	}
	if p.Choose != nil {
		p.offer("choose", p.onChoose)
	}
	if p.Diagnose != nil {
		p.offer("doctor", p.onDoctor)
	}
	p.relayout()
}

// relayout gives the ways on the room that they need now, and shows them from the top.
func (p *failure) relayout() {
	if p.scroll != nil {
		p.scroll.Content.Refresh()
		p.scroll.ScrollToTop()
		p.scroll.Refresh()
	}
}

// offer adds one way on: what happens, and the button that does it.
func (p *failure) offer(name string, do func()) {
	l := p.Language
	b := part.NewButton(l.Text("failed."+name), nil, do)
	p.offers.Add(part.NewCard(l.Text("failed."+name+".title"), part.Below(part.Flush(part.Words(l.Text("failed."+name+".text"))), part.Row(b))))
}

// onDoctor shows the page for whoever helps.
func (p *failure) onDoctor() {
	task.Run(p.ctx, p.Run, p.Diagnose, func(page string, err error) {
		if err != nil {
			slog.Error("describe the database", "error", err)
			part.ShowError(p.window, p.Language, err)
			return
		}
		showPage(p.window, p.Language, page)
	})
}

func (p *failure) onChoose() {
	choose(choosing{
		window: p.window, language: p.Language, run: p.Run, ctx: p.ctx, start: filepath.Dir(p.Path), ending: ".duckdb", chosen: p.Choose,
	})
}

func (p *failure) onRecover() {
	l := p.Language
	p.offers.Objects = nil
	p.busy.Start(l.Text("failed.recovering"))
	p.relayout()
	work := func(ctx context.Context, tell func(progress)) (store.Recovery, error) {
		return p.Recover(ctx, func(part store.Part, n, all int64) { tell(progress{part, share(n, all)}) })
	}
	show := func(at progress) {
		p.busy.SetText(l.Text("care.part." + string(at.part)))
		p.busy.SetShare(at.share)
	}
	task.Follow(p.ctx, p.Run, work, show, func(r store.Recovery, err error) {
		p.busy.End()
		if err != nil {
			slog.Error("recover", "error", err)
			part.ShowError(p.window, l, err)
			p.showOffers()
			return
		}
		p.showRecovery(r)
	})
}

// showRecovery shows the numbers before anything is accepted.
func (p *failure) showRecovery(r store.Recovery) {
	l := p.Language
	lines := []string{
		l.Text("care.recovered", "reports", l.Number(r.Reports), "events", l.Number(r.Events), "entries", l.Number(r.Head.Entry)),
		l.Text("care.recovered.log", "sound", l.Number(r.Log.Sound), "bytes", l.Number(r.Log.Bytes)),
		l.Text("care.recovered.lost", "events", l.Number(r.LostEvents()), "entries", l.Number(r.LostEntries())),
	}
	if r.Kept.Entry == 0 {
		lines[2] = l.Text("care.recovered.unknown")
	}
	body := part.Below()
	for _, line := range append(lines, l.Text("care.recovered.originals", "path", r.Folder)) {
		body.Add(part.Flush(part.Words(line)))
	}
	accept := part.NewButton(l.Text("failed.accept"), nil, func() { p.onAccept(r) })
	accept.Importance = widget.HighImportance
	leave := part.NewButton(l.Text("failed.leave"), nil, p.showOffers)
	body.Add(part.Row(accept, leave))
	p.offers.Objects = []fyne.CanvasObject{part.NewCard(l.Text("failed.recovered.title"), body)}
	p.relayout()
}

func (p *failure) onAccept(r store.Recovery) {
	if err := p.Accept(r); err != nil {
		slog.Error("accept a recovery", "error", err)
		part.ShowError(p.window, p.Language, err)
		return
	}
	p.Retry()
}
