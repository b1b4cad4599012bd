package settings

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Privacy is what the section on personal data needs; without Facts there is nothing in it.
type Privacy struct {
	Facts    func(ctx context.Context) (PrivacyFacts, error)
	Erase    func() // asks for a report, and erases it; ShowErasing tells how far it is
	SetRules func(ctx context.Context, rules []data.RetentionRule) error
	Due      func(ctx context.Context) ([]Due, error) // the dry run
	Retain   func(reports int64)                      // asks, and erases that many reports by their age
	Finish   func()                                   // goes on with an erasure that was interrupted
	Closed   error                                    // why nothing can be erased; nil: it can
}

// PrivacyFacts is what is known of looks, erasures and rules.
type PrivacyFacts struct {
	Looks      []PrivacyLine // at senders, the latest first
	Erasures   []PrivacyLine // the latest first
	Rules      []data.RetentionRule
	Unfinished bool // what was erased may still stand in the files
}

// PrivacyLine is one look, or one erasure, in words.
type PrivacyLine struct{ When, Number, Who, Why string }

// Due is what a rule would erase.
type Due struct {
	Rule    data.RetentionRule
	Reports int64
	Sample  []string // numbers of the first of them
}

// privacy is the section on personal data.
type privacy struct {
	page      *Page
	ctx       context.Context
	request   int
	erase     *part.Button
	finish    *part.Button
	busy      *part.Busy
	erasures  *fyne.Container
	looks     *fyne.Container
	retention *retention
}

func newPrivacy(p *Page) *privacy {
	l := p.in.Language
	v := &privacy{page: p, busy: part.NewBusy(l, nil), erasures: part.Tower(6), looks: part.Tower(6), retention: newRetention(p)}
	v.erase = part.NewButton(l.Text("settings.erase.button"), nil, func() { p.in.Privacy.Erase() })
	v.finish = part.NewButton(l.Text("settings.erase.finish"), nil, func() { p.in.Privacy.Finish() })
	v.finish.Hide()
	return v
}

func (v *privacy) cards() []fyne.CanvasObject {
	l := v.page.in.Language
	erasing := part.Below(quiet(l.Text("settings.erase.text")), part.Row(v.erase, v.finish), v.busy, v.erasures)
	return []fyne.CanvasObject{
		part.NewCard(l.Text("settings.looks"), part.Below(quiet(l.Text("settings.looks.text")), v.looks)),
		part.NewCard(l.Text("settings.erase"), erasing),
		part.NewCard(l.Text("settings.retention"), v.retention.content()),
	}
}

func (v *privacy) load(ctx context.Context) {
	v.ctx = ctx
	v.retention.ctx = ctx
	part.Enable(v.erase, v.page.in.Privacy.Closed == nil)
	if v.page.in.Privacy.Facts == nil {
		return
	}
	v.request++
	n := v.request
	task.Run(ctx, v.page.in.Run, v.page.in.Privacy.Facts, func(f PrivacyFacts, err error) {
		if n == v.request {
			v.show(f, err)
		}
	})
}

// ShowPrivacy shows these facts, and what a dry run has counted.
func (p *Page) ShowPrivacy(f PrivacyFacts, due []Due) {
	p.privacy.show(f, nil)
	p.privacy.retention.showDue(due)
}

func (v *privacy) show(f PrivacyFacts, err error) {
	l := v.page.in.Language
	if err != nil {
		slog.Error("describe looks and erasures", "err", err)
		v.looks.Objects = []fyne.CanvasObject{part.NewErrorNotice(l, err, func() { v.load(v.ctx) })}
		v.looks.Refresh()
		v.page.relayout()
		return
	}
	v.looks.Objects = lines(f.Looks, l.Text("settings.looks.none"))
	v.erasures.Objects = lines(f.Erasures, l.Text("settings.erase.none"))
	v.finish.Hidden = !f.Unfinished || v.page.in.Privacy.Closed != nil
	v.retention.show(f.Rules)
	v.looks.Refresh()
	v.erasures.Refresh()
	v.page.relayout()
}

// lines lists what happened, or says that nothing did.
func lines(all []PrivacyLine, none string) (rows []fyne.CanvasObject) {
	if len(all) == 0 {
		return []fyne.CanvasObject{quiet(none)}
	}
	for _, k := range all {
		left := part.Beside(0.5, part.Flush(part.Words(k.When)), part.Flush(part.Words(k.Number)))
		right := part.Beside(0.36, part.Flush(part.Words(k.Who)), part.Flush(part.Words(k.Why)))
		rows = append(rows, part.Beside(0.42, left, right))
	}
	return rows
}

// ShowErasing says how far an erasure is, from 0 to 1, below 0 where that is not known; an empty text says that it has ended.
func (p *Page) ShowErasing(text string, share float64) {
	v := p.privacy
	open := text == "" && p.in.Privacy.Closed == nil
	part.Enable(v.erase, open)
	part.Enable(v.finish, open)
	v.retention.lock(!open)
	if text == "" {
		v.busy.End()
		p.relayout()
		return
	}
	if !v.busy.Visible() {
		v.busy.Start(text)
		p.relayout()
	}
	v.busy.SetText(text)
	v.busy.SetShare(share)
}
