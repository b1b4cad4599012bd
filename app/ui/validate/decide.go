package validate

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// breath is how long a case is on screen before it can be decided: a key that was held too long decides nothing.
const breath = 250 * time.Millisecond

// giving is the command that is being carried out, or that failed last.
type giving struct {
	busy   bool
	failed data.Command // its ID serves again when the same is asked for
}

// decided is what was decided at this window and can be taken back.
type decided struct {
	sitting *sitting
	kind    data.Kind
	draft   *draft
	version int // of the case after the decision
}

// outcome is what became of a command.
type outcome struct {
	report  data.Report
	history data.History // as it is now
}

// allowed tells why k cannot be done with the case in front; nil when it can.
func (p *Page) allowed(k data.Kind) error {
	s := p.now
	c := data.Command{Report: s.report.ID, Version: s.history.Version(), Kind: k, Reason: "?", Unit: "?"}
	return data.Allowed(s.history, c, p.in.Seat().Staff, p.in.Now())
}

// ready tells whether a decision can be taken now.
func (p *Page) ready() bool {
	return p.now != nil && !p.give.busy && p.live() && p.in.Now().Sub(p.now.since) >= breath
}

// onAccept accepts, unless the checklist stands against it. What the validator did not answer is in order: he has it before
// him, and accepting says so. What the examiner points at has to be answered by itself.
func (p *Page) onAccept() {
	if !p.ready() || p.hindered(data.Accepted) {
		return
	}
	s := p.now
	if item, asked := p.unanswered(s); asked {
		p.view.warn(p.say("validate.answer_first", "item", p.in.Language.Item(item)))
		return
	}
	answers := p.answers(s, data.Yes)
	if err := s.about.Checklist.Check(data.Accepted, answers); err != nil {
		p.view.warn(p.hinder(err))
		return
	}
	p.decide(data.Accepted, answers, "", "")
}

// hindered says why k cannot be done, where that is so.
func (p *Page) hindered(k data.Kind) bool {
	err := p.allowed(k)
	if err != nil {
		p.view.warn(p.in.Language.Reason(err))
	}
	return err != nil
}

// hinder puts into words why the checklist does not go with a decision.
func (p *Page) hinder(err error) string {
	item, ok := p.now.about.Checklist.Item(data.Subject(err))
	if ok && errors.Is(err, data.ErrItemFailed) {
		return p.say("validate.item_failed", "item", p.in.Language.Item(item))
	}
	return p.in.Language.Reason(err)
}

// onRefuse asks for the note of a refusal, and for a reason where no item failed.
func (p *Page) onRefuse() {
	if !p.ready() || p.hindered(data.Refused) {
		return
	}
	p.openRefusal()
}

// answers returns the answers of the case in the order of the checklist; rest, unless empty, answers the others.
func (p *Page) answers(s *sitting, rest data.AnswerValue) (all []data.Answer) {
	given := p.draft(s.queued.Report).Answers
	for _, item := range s.about.Checklist.Items {
		v := given[item.ID]
		if v == "" {
			v = rest
		}
		if v != "" {
			all = append(all, data.Answer{Item: item.ID, Value: v})
		}
	}
	return all
}

// decide gives a decision on the case in front.
func (p *Page) decide(k data.Kind, answers []data.Answer, reason, note string) {
	s := p.now
	p.began = p.in.Now()
	review := &data.Review{
		Category: s.about.Checklist.Category, Version: s.about.Checklist.Version, Answers: answers, Open: s.spent + p.began.Sub(s.since),
	}
	p.carry(s, data.Command{
		Report: s.report.ID, Version: s.history.Version(), Kind: k, Reason: reason, Note: strings.TrimSpace(note), Review: review,
	})
}

// carry carries out c on s. It goes on when the page is left: what was asked for is not half done.
func (p *Page) carry(s *sitting, c data.Command) {
	if p.give.busy {
		return
	}
	c.ID = p.idFor(c)
	p.give.busy = true
	p.view.quiet()
	p.showBusy()
	from, seat := p.in, p.in.Seat()
	work := func(ctx context.Context) (outcome, error) { return carryOut(ctx, from, c, seat) }
	task.Run(context.WithoutCancel(p.ctx), p.in.Run, work, func(o outcome, err error) { p.onCarried(s, c, o, err) })
}

// idFor returns the identifier of the intent c: that of the last failed command when it asked for the same.
func (p *Page) idFor(c data.Command) string {
	f := p.give.failed
	if f.ID != "" && f.Report == c.Report && f.Version == c.Version && f.Kind == c.Kind && f.Reason == c.Reason && f.Note == c.Note {
		return f.ID
	}
	return p.in.NewID()
}

// carryOut gives c. After an error that leaves open whether it counted, the history has the last word. A case that a site
// visit is asked for goes to the end of the person's queue: it is judged when the visit was made.
func carryOut(ctx context.Context, from Validate, c data.Command, seat data.Seat) (o outcome, err error) {
	err = from.Cases.Advance(ctx, c, seat.Staff)
	if err != nil && (errors.Is(err, data.ErrNotAllowed) || errors.Is(err, data.ErrNotFound)) {
		return o, err
	}
	if err == nil && c.Kind == data.Accepted { // nothing more is shown of it
		return o, nil
	}
	r, h, look := from.Cases.Case(ctx, c.Report)
	o = outcome{r, h}
	switch {
	case look != nil:
		return o, errors.Join(err, look)
	case err != nil && !h.Has(c.ID):
		return o, err
	case c.Kind == data.FieldChecked:
		return o, from.Queue.Skip(ctx, c.Report, h.Version(), seat, c.Note)
	}
	return o, nil
}

func (p *Page) onCarried(s *sitting, c data.Command, o outcome, err error) {
	p.give.busy = false
	if err == nil {
		p.give.failed = data.Command{}
		p.onDone(s, c, o)
		return
	}
	logged("carry out "+string(c.Kind), c.Report, err)
	if !p.live() {
		return
	}
	if p.in.Blind && p.now == s && errors.Is(err, data.ErrSecondLook) {
		p.onAnswered(err)
		return
	}
	p.give.failed = c
	if errors.Is(err, data.ErrConflict) && p.now == s && o.history != nil {
		p.give.failed = data.Command{}
		p.onConflict(s, c)
		return
	}
	p.view.fail(p.say("validate.failed", "command", p.say("command."+string(c.Kind)), "number", s.report.Number, "reason", p.in.Language.Reason(err)),
		func() { p.carry(s, c) })
	p.view.showBar()
}

// onConflict shows the case as it is now, with what has changed; answers and notes stay.
func (p *Page) onConflict(s *sitting, c data.Command) {
	n, from := p.visit, p.in
	p.give.busy = true
	work := func(ctx context.Context) (*sitting, error) { return read(ctx, from, s.queued) }
	task.Run(p.ctx, p.in.Run, work, func(fresh *sitting, err error) {
		p.give.busy = false
		if n != p.visit || p.now != s {
			return
		}
		if err != nil {
			p.view.fail(p.in.Language.Reason(err), func() { p.onConflict(s, c) })
			return
		}
		p.take(s, fresh)
	})
}

// onDone goes on to the next case, or back to the one whose decision was taken back.
func (p *Page) onDone(s *sitting, c data.Command, o outcome) {
	id := s.queued.Report
	p.old = true
	defer p.settle()
	if !p.live() {
		p.drop(id)
		return
	}
	if c.Kind == data.Undone {
		p.onUndone(s)
		return
	}
	s.spent += p.in.Now().Sub(s.since)
	if c.Kind.Decision() && !p.in.Blind {
		p.past = append(p.past, decided{s, c.Kind, p.drafts[id], c.Version + 1})
	}
	p.drop(id)
	p.release(id)
	p.view.together(func() {
		p.tell(s, c, o)
		if p.now == s {
			p.next()
		}
		p.view.showBar()
	})
}

// tell says what was done; a refusal offers its memo.
func (p *Page) tell(s *sitting, c data.Command, o outcome) {
	p.view.bar.tell(p.say("validate.saved", "what", p.in.Language.Kind(c.Kind), "number", s.report.Number))
	if c.Kind == data.Refused && !p.in.Blind {
		p.view.lastMemo = p.memoOf(s, o, *c.Review)
	}
}

// onUndo takes the last decision of this window back.
func (p *Page) onUndo() {
	if p.give.busy || !p.live() || p.in.Blind {
		return
	}
	if len(p.past) == 0 {
		p.view.warn(p.say("validate.nothing_to_undo"))
		return
	}
	last := p.past[len(p.past)-1]
	p.began = p.in.Now()
	p.carry(last.sitting, data.Command{Report: last.sitting.queued.Report, Version: last.version, Kind: data.Undone})
}

// onUndone puts the case whose decision was taken back in front again, as it was; the one that stands there comes after it.
func (p *Page) onUndone(s *sitting) {
	last := p.past[len(p.past)-1]
	p.past = p.past[:len(p.past)-1]
	if last.draft != nil {
		p.drafts[s.queued.Report] = last.draft
		p.keepDraft(s.queued.Report)
	}
	if last.kind == data.Refused && p.view.lastMemo.Number == s.report.Number {
		p.view.lastMemo = data.Memo{} // it was never sent
	}
	s.twin = -1
	p.putInFront(s)
	p.again(s)
	p.view.bar.tell(p.say("validate.undone", "what", p.in.Language.Kind(last.kind), "number", s.report.Number))
}

// onSkip puts the case aside, with a reason.
func (p *Page) onSkip() {
	if p.ready() {
		p.openSkip()
	}
}

func (p *Page) skip(reason string) {
	s := p.now
	p.began = p.in.Now()
	p.give.busy = true
	p.showBusy()
	q, seat, id, version := p.in.Queue, p.in.Seat(), s.queued.Report, s.history.Version()
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, q.Skip(ctx, id, version, seat, reason) }
	task.Run(context.WithoutCancel(p.ctx), p.in.Run, work, func(_ struct{}, err error) {
		p.give.busy = false
		p.onSkipped(s, reason, err)
	})
}

func (p *Page) onSkipped(s *sitting, reason string, err error) {
	if !p.live() || p.now != s {
		logged("skip a case", s.queued.Report, err)
		return
	}
	switch {
	case errors.Is(err, data.ErrConflict):
		p.onConflict(s, data.Command{})
	case err != nil:
		logged("skip a case", s.queued.Report, err)
		p.view.fail(p.in.Language.Reason(err), func() { p.skip(reason) })
	default:
		s.spent += p.in.Now().Sub(s.since)
		p.draft(s.queued.Report).Skip = ""
		p.keepDraft(s.queued.Report)
		p.old = true
		defer p.settle()
		p.view.bar.tell(p.say("validate.skipped", "number", s.report.Number))
		p.next()
	}
	p.view.showBar()
}

// onCheck asks what is to be looked at on the spot.
func (p *Page) onCheck() {
	if !p.in.Blind && p.ready() && !p.hindered(data.FieldChecked) {
		p.openCheck()
	}
}

// onAnswer keeps an answer, and the hold.
func (p *Page) onAnswer(id string, v data.AnswerValue) {
	p.draft(p.now.queued.Report).Answers[id] = v
	p.keepDraft(p.now.queued.Report)
	p.view.quiet()
}

// pointed says which items of the checklist a flag points at.
var pointed = map[data.FlagCode]string{
	data.FlagSameFile: "photo_reused", data.FlagAlike: "photo_reused", data.FlagUnchanged: "not_finished", data.FlagTooEarly: "too_early",
	data.FlagFar: "wrong_place", data.FlagEdited: "photo_generated", data.FlagGenerated: "photo_generated", data.FlagNoPhoto: "no_photo",
}

// asked tells whether the examiner points at the item.
func (s *sitting) asked(item string) bool {
	return slices.ContainsFunc(s.about.Examination.Flags, func(f data.Flag) bool { return pointed[f.Code] == item })
}

// unanswered returns the first item that has to be answered by itself and is not.
func (p *Page) unanswered(s *sitting) (data.Item, bool) {
	given := p.draft(s.queued.Report).Answers
	for _, item := range s.about.Checklist.Items {
		if s.asked(item.ID) && given[item.ID] == "" {
			return item, true
		}
	}
	return data.Item{}, false
}

// failedItems returns the items of the case in front that failed and are reasons to refuse.
func (p *Page) failedItems(s *sitting) []data.Item {
	return s.about.Checklist.Failed(p.answers(s, ""))
}

// checks returns the checklist as it is shown.
func (p *Page) checks(s *sitting) (all []part.Check) {
	given := p.draft(s.queued.Report).Answers
	for _, item := range s.about.Checklist.Items {
		all = append(all, part.Check{ID: item.ID, Text: p.in.Language.Item(item), Answer: given[item.ID], Asked: s.asked(item.ID)})
	}
	return all
}
