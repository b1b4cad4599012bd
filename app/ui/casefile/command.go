package casefile

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// stale is a command that was given to a case which had changed, with what its giver had seen.
type stale struct {
	command data.Command
	before  data.History
}

// give carries out c on the report with this number. It goes on when the page is left: what was asked for is not
// half done.
func (p *Page) give(c data.Command, number string) {
	if p.busy {
		return
	}
	c.ID = p.idFor(c)
	p.busy = true
	p.banner.hide()
	p.showBar()
	store, by := p.in.Cases, p.in.Staff()
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, carryOut(ctx, store, c, by) }
	task.Run(context.WithoutCancel(p.ctx), p.in.Run, work, func(_ struct{}, err error) { p.onGiven(c, number, err) })
}

// idFor returns the identifier of the intent c: that of the last failed command when it asked for the same.
func (p *Page) idFor(c data.Command) string {
	before := p.failed
	before.ID = ""
	if p.failed.ID != "" && before == c {
		return p.failed.ID
	}
	return p.in.NewID()
}

// carryOut gives c. After an error that leaves open whether it counted, the history has the last word.
func carryOut(ctx context.Context, store cases, c data.Command, by data.Staff) error {
	err := store.Advance(ctx, c, by)
	if err == nil || errors.Is(err, data.ErrConflict) || errors.Is(err, data.ErrNotAllowed) || errors.Is(err, data.ErrNotFound) {
		return err
	}
	if _, h, look := store.Case(ctx, c.Report); look == nil && h.Has(c.ID) {
		return nil
	}
	return err
}

func (p *Page) onGiven(c data.Command, number string, err error) {
	p.busy = false
	switch {
	case err == nil:
		p.onDone(c, number)
	case c.Report != p.id || p.seen == nil:
		slog.Error("give a command", "report", c.Report, "kind", c.Kind, "err", err)
		part.ShowError(p.in.Window, p.in.Language, data.About(number, err))
	case errors.Is(err, data.ErrConflict):
		p.stale = &stale{c, p.seen.history}
	default:
		slog.Error("give a command", "report", c.Report, "kind", c.Kind, "err", err)
		p.failed = c
		p.showFailed(c, err)
		p.showBar()
		return
	}
	p.Load(p.ctx)
}

// onDone says what was done; a decision can be taken back at once.
func (p *Page) onDone(c data.Command, number string) {
	p.failed = data.Command{}
	if p.in.Changed != nil {
		p.in.Changed()
	}
	if c.Report == p.id {
		delete(p.drafts, c.Kind)
		p.keepDrafts()
	}
	l := p.in.Language
	text := l.Text("case.saved", "what", l.Kind(c.Kind), "number", number)
	if !c.Kind.Decision() {
		p.notice.Say(text)
		p.relayout()
		return
	}
	undo := data.Command{Report: c.Report, Version: c.Version + 1, Kind: data.Undone}
	p.notice.Offer(text, l.Text("case.undo"), func() { p.give(undo, number) })
	p.relayout()
}

// showFailed says that c was not carried out and offers it again, with what was typed.
func (p *Page) showFailed(c data.Command, err error) {
	l := p.in.Language
	text := l.Text("case.failed", "command", l.Text("command."+string(c.Kind)), "reason", l.Reason(err))
	again := c
	again.ID = ""
	number, asks := p.seen.report.Number, slices.Contains(asked, c.Kind)
	if asks {
		text += " " + l.Text("case.kept")
	}
	p.banner.show(text, l.Text("part.retry"), func() {
		if asks {
			p.onMove(c.Kind)
			return
		}
		p.give(again, number)
	})
}

// showStale says what changed under a command, once, and where the typed text is kept.
func (p *Page) showStale() {
	if p.stale == nil {
		return
	}
	c, changed := p.stale.command, p.changes(p.stale.before)
	p.stale = nil
	l := p.in.Language
	command := l.Text("command." + string(c.Kind))
	text := l.Text("case.conflict.plain", "command", command)
	if changed != "" {
		text = l.Text("case.conflict", "changes", changed, "command", command)
	}
	k := p.keep(c.Kind)
	if k == "" {
		p.banner.show(text, "", nil)
		return
	}
	kept := l.Text("case.kept")
	if k != c.Kind {
		kept = l.Text("case.kept.note", "note", l.Text("command."+string(k)))
	}
	p.banner.show(text+" "+kept, l.Text("case.again"), func() { p.onMove(k) })
}

// keep returns the move in whose form the text typed for k appears again: k itself, or a remark where k is not possible
// any more. It is empty when nothing was typed.
func (p *Page) keep(k data.Kind) data.Kind {
	d, can := p.drafts[k], p.possible()
	switch {
	case d.empty():
		return ""
	case slices.Contains(can, k):
		return k
	case d.Note != "" && slices.Contains(can, data.Noted):
		p.drafts[data.Noted] = draft{Note: d.Note}
		p.keepDrafts()
		return data.Noted
	}
	return ""
}

// changes says which events came since before.
func (p *Page) changes(before data.History) string {
	l := p.in.Language
	var all []string
	for _, e := range p.seen.history {
		if slices.ContainsFunc(before, func(b data.Event) bool { return b.Seq == e.Seq }) {
			continue
		}
		what := l.Text("case.change", "what", l.Kind(e.Kind), "actor", e.Actor, "when", l.DateTime(e.HappenedAt))
		if e.Actor == "" {
			what = l.Kind(e.Kind) + ", " + l.DateTime(e.HappenedAt)
		}
		all = append(all, what)
	}
	return strings.Join(all, "; ")
}
