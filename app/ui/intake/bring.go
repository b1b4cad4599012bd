package intake

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
	source "tuntas/data/intake"
)

// running is files being brought in, or checked.
type running struct {
	stop    context.CancelFunc
	stopped bool // by the reader
	dryRun  bool
}

// outcome is what became of the files.
type outcome struct {
	result  data.ImportResult
	refused []data.RefusedRow // the first ones
	profile *source.Profile
	dryRun  bool
}

func (p *Page) onCheck() { p.start(true) }
func (p *Page) onBring() { p.start(false) }

// start brings the files in, or checks them only. It goes on when the page is left; Stop ends it.
func (p *Page) start(dryRun bool) {
	if p.running != nil || !p.looked.ready() {
		return
	}
	ctx := context.WithoutCancel(p.ctx)
	inside, stop := context.WithCancel(ctx) // Follow keeps the answer to itself when its own context ends
	p.running = &running{stop: stop, dryRun: dryRun}
	bring, profile, paths := p.intake.Bring, p.looked.profile, slices.Clone(p.paths)
	work := func(_ context.Context, report func(source.Progress)) (outcome, error) {
		defer stop()
		result, refused, err := bring(inside, profile, paths, dryRun, report)
		return outcome{result: result, refused: refused, profile: profile, dryRun: dryRun}, err
	}
	p.hideOutcome()
	p.status.Show()
	p.busy.Start(p.language.Text("intake.busy.begin"))
	p.arrange()
	p.showTools()
	task.Follow(ctx, p.intake.Run, work, p.showProgress, p.showDone)
}

// showProgress tells how far the reading is. Once all bytes are read, what is left has no measure.
func (p *Page) showProgress(g source.Progress) {
	if p.running == nil || p.running.stopped {
		return
	}
	l := p.language
	if g.Total > 0 && g.Bytes < g.Total {
		p.busy.SetShare(float64(g.Bytes) / float64(g.Total))
		p.busy.SetText(l.Text("intake.busy.rows", "n", l.Number(g.Rows), "file", filepath.Base(g.Path)))
		return
	}
	key := "intake.busy.store"
	if p.running.dryRun {
		key = "intake.busy.compare"
	}
	p.busy.SetText(l.Text(key, "n", l.Number(g.Rows)))
	p.busy.SetShare(-1)
}

func (p *Page) showDone(o outcome, err error) {
	r := p.running
	p.running = nil
	p.busy.End()
	p.status.Hide()
	p.arrange()
	p.showTools()
	switch {
	case err != nil && r.stopped:
		p.showOutcome(part.NewCard("", part.Flush(part.Words(p.language.Text("intake.stopped")))))
		p.notice.Say(p.language.Text("intake.stopped"))
	case err != nil:
		slog.Error("bring files in", "err", err)
		p.showOutcome(part.NewCard("", part.NewErrorNotice(p.language, err, func() { p.start(r.dryRun) })))
	default:
		p.showResult(o)
	}
}

func (p *Page) showResult(o outcome) {
	p.showOutcome(p.resultCard(o))
	if o.dryRun {
		return
	}
	p.brought = true
	p.notice.Say(p.language.Text("intake.notice.done", "n", p.language.Number(o.result.Taken)))
	p.intake.Done()
}

func (p *Page) showOutcome(o fyne.CanvasObject) {
	p.outcome.Objects = []fyne.CanvasObject{o}
	p.outcome.Show()
	p.outcome.Refresh()
	p.arrange()
	if p.body != nil {
		p.body.ScrollToOffset(fyne.Position{})
	}
	p.stay()
}

func (p *Page) hideOutcome() {
	p.outcome.Objects = nil
	p.outcome.Hide()
	p.arrange()
}

// resultCard shows the counts and the refused rows.
func (p *Page) resultCard(o outcome) fyne.CanvasObject {
	l, r := p.language, o.result
	field := func(key string, n int64) fyne.CanvasObject { return part.NewField(l.Text(key), l.Number(n)) }
	counts := container.NewGridWithColumns(8,
		field("intake.result.read", r.Read), field("intake.result.taken", r.Taken), field("intake.result.unchanged", r.Unchanged),
		field("intake.result.differing", r.Differing), field("intake.result.refused", r.Refused),
		field("intake.result.reports", r.Reports), field("intake.result.events", r.Events),
		part.NewField(l.Text("intake.result.took"), l.Duration(r.Took)))
	parts := []fyne.CanvasObject{counts}
	if r.Differing > 0 {
		parts = append(parts, part.Flush(part.Quiet(l.Text("intake.result.differs"))))
	}
	if len(r.Odd) > 0 {
		parts = append(parts, p.oddPart(o))
	}
	if len(o.refused) > 0 {
		parts = append(parts, p.refusedPart(o))
	}
	return part.NewCard(l.Text(verdict(o)), part.Below(parts...))
}

// oddPart says what was found odd, and leads to the list of it where one was kept.
func (p *Page) oddPart(o outcome) fyne.CanvasObject {
	l := p.language
	kinds := make([]string, len(o.result.Odd))
	for i, c := range o.result.Odd {
		kinds[i] = l.Finding(c.Kind) + " " + l.Number(c.Rows)
	}
	words := part.Flush(part.Words(l.Text("intake.result.odd", "kinds", strings.Join(kinds, " · "))))
	if o.dryRun {
		return words
	}
	return container.NewBorder(nil, nil, nil, part.NewButton(l.Text("intake.result.see"), nil, p.intake.See), centred(words))
}

// verdict is the key of the sentence that says how it went.
func verdict(o outcome) string {
	switch r := o.result; {
	case o.dryRun:
		return "intake.result.checked"
	case r.Taken > 0:
		return "intake.result.done"
	case r.Differing > 0:
		return "intake.result.differ_only"
	case r.Unchanged > 0:
		return "intake.result.same"
	}
	return "intake.result.none"
}
