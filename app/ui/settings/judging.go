package settings

import (
	"context"
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Judging is what the section on how follow-ups are judged needs; without Facts there is nothing in it.
type Judging struct {
	Facts  func(ctx context.Context) (JudgingFacts, error)
	Write  func(ctx context.Context, c data.Checklist, by data.Staff) error // a new version for its category
	Return func(ctx context.Context, category string, by data.Staff) error  // to the standard checklist
	Plan   func(ctx context.Context, p data.SecondLookPlan, by data.Staff) error
	Closed error // why nothing can be changed; nil: it can
	Kept   *Unsaved
}

// JudgingFacts is what is in force, and what it rests on.
type JudgingFacts struct {
	Categories []string         // that reports may have
	Checklists []data.Checklist // all versions: the default one first, each from its newest version down
	Plan       data.SecondLookPlan
	Accepted   data.Acceptances
}

// Unsaved is what was changed on the page and not saved. It outlives the page: nothing typed is lost.
type Unsaved struct {
	Category string                 // that is shown; empty is the default one
	Items    map[string][]data.Item // by category
	Plan     *PlanText              // nil: as it is in force
}

// PlanText is a plan of second looks as it was typed.
type PlanText struct{ Share, RiskShare, Risk string }

// judging is the section on how follow-ups are judged.
type judging struct {
	page      *Page
	ctx       context.Context
	request   int
	busy      bool // something is being saved
	facts     JudgingFacts
	checklist *checklist
	plan      *plan
	failed    *fyne.Container
}

func newJudging(p *Page) *judging {
	j := &judging{page: p, failed: part.Tower(6)}
	if p.in.Judging.Kept == nil {
		p.in.Judging.Kept = &Unsaved{}
	}
	if p.in.Judging.Kept.Items == nil {
		p.in.Judging.Kept.Items = map[string][]data.Item{}
	}
	j.checklist, j.plan = newChecklist(j), newPlan(j)
	j.failed.Hide()
	return j
}

func (j *judging) cards() []fyne.CanvasObject {
	l := j.page.in.Language
	j.checklist.showMay() // the role may be another by now
	j.plan.showMay()
	return []fyne.CanvasObject{
		j.failed, part.NewCard(l.Text("judging.checklist"), j.checklist.content()), part.NewCard(l.Text("judging.plan"), j.plan.content()),
	}
}

// staff is who sits at this desk, for what it is as it is chosen now.
func (j *judging) staff() data.Staff {
	return data.Staff{Name: j.page.in.Account, Role: data.Role(j.page.values.Role)}
}

// hindrance says why something that roles may do cannot be changed at this desk; empty when it can.
func (j *judging) hindrance(may func(data.Role) bool, key string) string {
	l := j.page.in.Language
	switch {
	case j.page.in.Judging.Closed != nil:
		return l.Reason(j.page.in.Judging.Closed)
	case !may(j.staff().Role):
		return l.Text(key, "role", l.Role(j.staff().Role), "validator", l.Role(data.Validator), "supervisor", l.Role(data.Supervisor))
	}
	return ""
}

// load asks what is in force; only the answer to the latest call is shown, and nothing unsaved is replaced.
func (j *judging) load(ctx context.Context) {
	j.ctx = ctx
	if j.page.in.Judging.Facts == nil {
		return
	}
	j.request++
	n := j.request
	task.Run(ctx, j.page.in.Run, j.page.in.Judging.Facts, func(f JudgingFacts, err error) {
		if n == j.request {
			j.show(f, err)
		}
	})
}

func (j *judging) show(f JudgingFacts, err error) {
	j.failed.Hidden = err == nil
	if err != nil {
		slog.Error("describe how follow-ups are judged", "err", err)
		j.failed.Objects = []fyne.CanvasObject{part.NewErrorNotice(j.page.in.Language, err, func() { j.load(j.ctx) })}
		j.failed.Refresh()
		j.page.relayout()
		return
	}
	j.facts = f
	j.checklist.show()
	j.plan.show()
	j.page.relayout()
}

// keep carries work out and shows what is in force then; what could not be kept stays as it was typed.
func (j *judging) keep(what string, work func(ctx context.Context) error, kept func()) {
	if j.ctx == nil || j.busy {
		return
	}
	in := j.page.in
	j.setBusy(true)
	do := func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }
	task.Run(context.WithoutCancel(j.ctx), in.Run, do, func(_ struct{}, err error) {
		j.setBusy(false)
		if err != nil {
			slog.Error(what, "err", err)
			part.ShowError(in.Window, in.Language, err)
			return
		}
		kept()
		j.load(j.ctx)
	})
}

// setBusy keeps the buttons from being pressed while something is being saved.
func (j *judging) setBusy(on bool) {
	j.busy = on
	j.checklist.showButtons()
	j.plan.showMeaning()
}

// stay puts the keyboard on to where one of these buttons has it and cannot be used any more: Tab would begin anew at the top
// else.
func (j *judging) stay(to fyne.Focusable, own ...*part.Button) {
	w := j.page.in.Window
	if w == nil || j.busy {
		return
	}
	if b, ok := w.Canvas().Focused().(*part.Button); ok && b.Disabled() && slices.Contains(own, b) {
		w.Canvas().Focus(to)
	}
}

// askDiscard asks before something typed is thrown away.
func (j *judging) askDiscard(discard func()) {
	l := j.page.in.Language
	q := part.Question{Title: l.Text("judging.discard"), Text: l.Text("judging.discard.text"), Yes: l.Text("judging.discard"), Danger: true}
	part.Confirm(j.page.in.Window, l, q, discard)
}

// fault is the place of one sentence that says what is wrong, or why something cannot be done.
type fault struct {
	box   *fyne.Container
	write func(text string) fyne.CanvasObject
}

func newFault() *fault { return &fault{part.Tower(0), part.Fault} }

func newReason() *fault { return &fault{part.Tower(0), part.Strong} }

// show says text; an empty one takes the sentence away.
func (f *fault) show(text string) {
	f.box.Objects = nil
	if text != "" {
		f.box.Objects = []fyne.CanvasObject{part.Flush(f.write(text))}
	}
	f.box.Hidden = text == ""
	f.box.Refresh()
}
