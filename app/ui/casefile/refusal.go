package casefile

import (
	"context"
	"log/slog"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Bureau is what the page knows of the validators' desk. Fields that are nil are not offered.
type Bureau struct {
	Held  func(ctx context.Context, id int64) (data.Hold, error)       // who has the case open; the zero Hold for nobody
	Memo  func(ctx context.Context, id int64) (data.Memo, bool, error) // of the last refusal that stands
	Ways  part.MemoWays                                                // what can be done with a memo
	Judge func(id int64)                                               // puts the case in front of the validator
}

// Stage has the page find what stands beside a case elsewhere until the function that it returns is called: for pictures.
func (p *Page) Stage(change func(s *Surroundings)) (back func()) {
	before := p.in.Beside
	change(&p.in.Beside)
	return func() { p.in.Beside = before }
}

// newHeldBadge says who has the case open.
func newHeldBadge() *part.Badge {
	b := part.NewBadge("", assets.Coloured(assets.IconLock, assets.ColorQuiet), assets.ColorQuiet, assets.ColorSunken)
	b.Hide()
	return b
}

// loadHeld asks who has the case open; that comes after the case itself.
func (p *Page) loadHeld(id int64) {
	p.head.held.Hide()
	held := p.in.Beside.Bureau.Held
	if held == nil {
		return
	}
	n := p.request
	work := func(ctx context.Context) (data.Hold, error) { return held(ctx, id) }
	task.Run(p.ctx, p.in.Run, work, func(h data.Hold, err error) {
		if err != nil {
			slog.Error("who has a case open", "report", id, "err", err)
		}
		if n == p.request && err == nil {
			p.showHeld(h)
		}
	})
}

func (p *Page) showHeld(h data.Hold) {
	l := p.in.Language
	open := h.Report != 0 && p.in.Now().Before(h.Until) && h.Holder != p.in.Staff().Name
	setShown(p.head.held, open)
	if open {
		p.head.held.Set(l.Text("case.held", "who", h.Holder, "since", l.DateTime(h.Since)), assets.Coloured(assets.IconLock, assets.ColorQuiet),
			assets.ColorQuiet, assets.ColorSunken)
	}
	p.head.badges.Refresh()
	p.head.box.Refresh()
	p.relayout()
}

// refused tells whether a refusal stands: then there is a memo.
func (p *Page) refused() bool {
	if p.seen == nil || p.in.Beside.Bureau.Memo == nil {
		return false
	}
	_, ok := data.MemoOf(p.seen.report, p.seen.history, data.Checklist{}, data.Review{})
	return ok
}

// onMemo shows the memo of the last refusal.
func (p *Page) onMemo() {
	if !p.refused() {
		return
	}
	n, id, memo := p.request, p.id, p.in.Beside.Bureau.Memo
	type answer struct {
		memo data.Memo
		ok   bool
	}
	work := func(ctx context.Context) (a answer, err error) {
		a.memo, a.ok, err = memo(ctx, id)
		return a, err
	}
	task.Run(p.ctx, p.in.Run, work, func(a answer, err error) {
		switch {
		case n != p.request:
		case err != nil:
			slog.Error("memo of a refusal", "report", id, "err", err)
			part.ShowError(p.in.Window, p.in.Language, err)
		case a.ok:
			part.ShowMemo(p.in.Window, p.in.Language, a.memo, p.in.Beside.Bureau.Ways)
		}
	})
}

// judgeable tells whether the case waits for a validator and one sits here.
func (p *Page) judgeable() bool {
	return p.in.Beside.Bureau.Judge != nil && p.seen != nil && p.seen.history.Stage() == data.Validation && p.in.Staff().Role == data.Validator
}

// onJudge puts the case in front of the validator, with its photos and checklist.
func (p *Page) onJudge() {
	if p.judgeable() {
		p.in.Beside.Bureau.Judge(p.id)
	}
}
