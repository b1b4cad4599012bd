package validate

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// renewEvery is how often the holds of the cases that are open are renewed: two renewals may fail before one runs out.
const renewEvery = data.HoldFor / 3

// Held is a case that somebody has open, with its number.
type Held struct {
	data.Hold
	Number string
}

// renew keeps the case in front, and those behind it, from others for another while.
func (p *Page) renew() {
	if !p.live() {
		return
	}
	q, seat := p.in.Queue, p.in.Seat()
	for _, id := range p.without() {
		work := func(ctx context.Context) (data.Hold, error) { return q.Hold(ctx, id, seat) }
		task.Run(p.ctx, p.in.Run, work, func(_ data.Hold, err error) { p.onRenewed(id, err) })
	}
}

// onRenewed says who has taken the case in front over; one that was to come next is dropped.
func (p *Page) onRenewed(id int64, err error) {
	var held *data.HeldError
	switch {
	case !errors.As(err, &held):
		logged("renew a hold", id, err)
	case p.now != nil && p.now.queued.Report == id:
		p.view.banner.show(p.say("validate.hold.lost", "number", p.now.report.Number, "who", held.Hold.Holder,
			"since", p.in.Language.DateTime(held.Hold.Since)),
			p.taking(Held{held.Hold, p.now.report.Number}), action{p.say("validate.next"), p.onGone})
		p.view.relayout()
	default:
		p.forget(id)
		p.ask()
	}
}

// forget drops a case that was to come next.
func (p *Page) forget(id int64) {
	kept := p.ahead[:0:0]
	for _, s := range p.ahead {
		if s.queued.Report != id {
			kept = append(kept, s)
		}
	}
	p.ahead = kept
}

// taking is the offer to take a case over.
func (p *Page) taking(h Held) action {
	return action{p.say("validate.hold.take"), func() { p.openTakeOver(h) }}
}

// onNotOpened says why a case that was chosen elsewhere is not in front; one that somebody else has open can be taken over.
func (p *Page) onNotOpened(report int64, err error) {
	logged("open a chosen case", report, err)
	var held *data.HeldError
	if !errors.As(err, &held) || p.in.TakeOver == nil {
		p.view.warn(p.in.Language.Reason(err))
		return
	}
	p.offered = &Held{held.Hold, data.Subject(err)}
	p.showOffer()
}

// showOffer says who has the chosen case open; it stays while other cases come, until it is answered or something is decided.
func (p *Page) showOffer() {
	if p.offered != nil {
		p.view.banner.show(joined(" · ", p.offered.Number, p.heldText(p.offered.Hold)), p.taking(*p.offered))
		p.view.relayout()
	}
}

// heldText says who has a case open, since when and until when.
func (p *Page) heldText(h data.Hold) string {
	l := p.in.Language
	return p.say("validate.hold.by", "who", h.Holder, "since", l.DateTime(h.Since), "until", l.DateTime(h.Until))
}

// openTakeOver asks why a case is taken from somebody; the reason is recorded.
func (p *Page) openTakeOver(h Held) {
	reason := part.NewEntry("")
	part.ShowForm(p.in.Window, p.in.Language, part.Form{
		Title: joined(" · ", p.say("validate.hold.take"), h.Number), Text: p.heldText(h.Hold) + " " + p.say("validate.hold.text"),
		Done:   p.say("validate.hold.take"),
		Inputs: []part.Input{{Label: p.say("case.form.reason"), Widget: reason, Required: true}},
		OnDone: func() { p.takeOver(h.Report, strings.TrimSpace(reason.Text)) },
	})
}

// takeOver takes a case from whoever has it open and puts it in front.
func (p *Page) takeOver(report int64, reason string) {
	take, seat := p.in.TakeOver, p.in.Seat()
	p.open(report, func(ctx context.Context) error {
		_, err := take(ctx, report, seat, reason)
		return err
	})
}

// open puts a case in front once it is claimed and read.
func (p *Page) open(report int64, claim func(ctx context.Context) error) {
	n, from, q := p.visit, p.in, data.Queued{Report: report}
	work := func(ctx context.Context) (*sitting, error) { return claimed(ctx, from, q, claim) }
	task.Run(p.ctx, p.in.Run, work, func(s *sitting, err error) {
		if n != p.visit {
			return
		}
		if err != nil {
			p.onNotOpened(report, err)
			return
		}
		if p.now != nil && p.now.queued.Report == report { // it was in front already
			p.take(p.now, s)
			p.view.quiet()
			return
		}
		p.offered = nil
		p.forget(report)
		p.decode(s, s.wanted()...)
		p.putInFront(s)
	})
}

// claimed reads a case once it is claimed. The error for one that somebody else has open is tied to its number.
func claimed(ctx context.Context, from Validate, q data.Queued, claim func(ctx context.Context) error) (*sitting, error) {
	err := claim(ctx)
	if err == nil {
		return read(ctx, from, q)
	}
	if errors.Is(err, data.ErrHeld) {
		r, _, unread := from.Cases.Case(ctx, q.Report)
		logged("read the number of a held case", q.Report, unread)
		err = data.About(r.Number, err)
	}
	return nil, err
}

// onHolds shows which cases others have open, since when, with a way to take each over.
func (p *Page) onHolds() {
	if p.in.Held == nil || !p.live() {
		return
	}
	n, held := p.visit, p.in.Held
	work := func(ctx context.Context) ([]Held, error) { return held(ctx) }
	task.Run(p.ctx, p.in.Run, work, func(all []Held, err error) {
		switch {
		case n != p.visit:
		case err != nil:
			logged("ask for holds", 0, err)
			p.view.warn(p.in.Language.Reason(err))
		default:
			p.showHolds(all)
		}
	})
}

func (p *Page) showHolds(all []Held) {
	me := p.in.Seat()
	var sheet *part.Dialog
	var rows []fyne.CanvasObject
	for _, h := range all {
		if !h.Blocks(me, p.in.Now()) {
			continue
		}
		b := part.NewButton(p.say("validate.hold.take"), nil, func() {
			sheet.Close()
			p.openTakeOver(h)
		})
		words := part.Tower(1, part.Flush(part.Words(h.Number)), part.Flush(part.Quiet(p.heldText(h.Hold))))
		rows = append(rows, container.NewBorder(nil, nil, nil, container.NewCenter(b), words))
	}
	if len(rows) == 0 {
		rows = append(rows, part.Flush(part.Quiet(p.say("validate.hold.none"))))
	}
	body := part.Settled(container.NewVScroll(part.Tower(10, rows...)))
	sheet = part.ShowSheet(p.in.Window, p.in.Language, part.Sheet{Title: p.say("validate.hold.title"), Body: part.AtLeast(560, 300, body)})
}
