package settings

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// retention is the card on how long personal data are kept.
type retention struct {
	page  *Page
	ctx   context.Context
	rules []data.RetentionRule
	list  *fyne.Container
	add   *part.Button
	count *part.Button
	carry *part.Button // erases what the dry run has counted
	due   *fyne.Container
	total int64 // reports that the dry run has counted
}

func newRetention(p *Page) *retention {
	l := p.in.Language
	r := &retention{page: p, list: part.Tower(6), due: part.Tower(6)}
	r.add = part.NewButton(l.Text("settings.retention.add"), nil, r.onAdd)
	r.count = part.NewButton(l.Text("settings.retention.count"), nil, r.onCount)
	r.carry = part.NewButton("", nil, func() { p.in.Privacy.Retain(r.total) })
	r.carry.Importance = widget.DangerImportance
	r.carry.Hide()
	return r
}

func (r *retention) content() fyne.CanvasObject {
	return part.Below(quiet(r.page.in.Language.Text("settings.retention.text")), r.list, part.Row(r.add, r.count), part.Tower(8, r.due, part.Row(r.carry)))
}

// show lists the rules; what a dry run has counted before is gone.
func (r *retention) show(rules []data.RetentionRule) {
	l := r.page.in.Language
	r.rules = rules
	r.list.Objects = nil
	for i, rule := range rules {
		drop := part.NewButton(l.Text("settings.retention.drop"), nil, func() { r.onDrop(i) })
		drop.Importance = widget.LowImportance
		part.Enable(drop, r.page.in.Privacy.Closed == nil)
		r.list.Add(part.Row(part.Flush(widget.NewLabel(r.text(rule))), drop))
	}
	if len(rules) == 0 {
		r.list.Add(quiet(l.Text("settings.retention.none")))
	}
	r.clear()
	r.lock(r.page.in.Privacy.Closed != nil)
	r.list.Refresh()
}

// text is a rule in words.
func (r *retention) text(rule data.RetentionRule) string {
	l := r.page.in.Language
	return l.Text("settings.retention.rule", "stages", r.stages(rule.Stages), "days", l.Number(int64(rule.Days)))
}

func (r *retention) stages(all []data.Stage) string {
	var names []string
	for _, s := range all {
		names = append(names, r.page.in.Language.Stage(s))
	}
	return strings.Join(names, ", ")
}

func (r *retention) clear() {
	r.due.Objects = nil
	r.due.Refresh()
	r.carry.Hide()
}

// lock keeps the buttons from being pressed.
func (r *retention) lock(on bool) {
	part.Enable(r.add, !on)
	part.Enable(r.count, !on && len(r.rules) > 0)
	part.Enable(r.carry, !on)
}

// onAdd asks for a rule.
func (r *retention) onAdd() {
	l := r.page.in.Language
	stages, days := newStages(l), part.NewEntry("")
	days.SetText("730")
	part.ShowForm(r.page.in.Window, l, part.Form{
		Title: l.Text("settings.retention.add"), Text: l.Text("settings.retention.add.text"), Done: l.Text("settings.retention.keep"),
		Inputs: []part.Input{
			{Label: l.Text("settings.retention.days"), Widget: days, Required: true, Check: func() string {
				if n, err := strconv.Atoi(strings.TrimSpace(days.Text)); err != nil || n < 1 {
					return l.Text("settings.retention.days.wrong")
				}
				return ""
			}},
			{Label: l.Text("settings.retention.stages"), Widget: stages.box, Required: true, Text: func() string { return strings.Join(stages.chosen(), "") }},
		},
		OnDone: func() {
			n, _ := strconv.Atoi(strings.TrimSpace(days.Text)) // it was checked
			rule := data.RetentionRule{Days: n}
			for _, s := range stages.chosen() {
				rule.Stages = append(rule.Stages, data.Stage(s))
			}
			r.set(append(slices.Clone(r.rules), rule))
		},
	})
}

// stages are all stages, each with a mark where a rule is to hold for it.
type stages struct {
	box   *fyne.Container
	ticks []*part.Tick
}

func newStages(l *i18n.Language) *stages {
	s := &stages{box: part.Tower(0)}
	for _, stage := range data.Stages() {
		t := part.NewTick(l.Stage(stage), nil)
		s.ticks = append(s.ticks, t)
		s.box.Add(t)
	}
	return s
}

// chosen are the stages with a mark.
func (s *stages) chosen() (marked []string) {
	for i, stage := range data.Stages() {
		if s.ticks[i].Checked {
			marked = append(marked, string(stage))
		}
	}
	return marked
}

func (r *retention) onDrop(i int) { r.set(slices.Delete(slices.Clone(r.rules), i, i+1)) }

// set puts rules in the place of those before. Nothing is erased by it.
func (r *retention) set(rules []data.RetentionRule) {
	set := r.page.in.Privacy.SetRules
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, set(ctx, rules) }
	task.Run(r.ctx, r.page.in.Run, work, func(_ struct{}, err error) {
		if err != nil {
			slog.Error("set rules of retention", "err", err)
			part.ShowError(r.page.in.Window, r.page.in.Language, err)
			return
		}
		r.show(rules)
		r.page.relayout()
	})
}

// onCount counts what the rules would erase, and shows some of it.
func (r *retention) onCount() {
	r.clear()
	task.Run(r.ctx, r.page.in.Run, r.page.in.Privacy.Due, func(all []Due, err error) {
		if err != nil {
			slog.Error("count what is due", "err", err)
			part.ShowError(r.page.in.Window, r.page.in.Language, err)
			return
		}
		r.showDue(all)
	})
}

func (r *retention) showDue(all []Due) {
	l := r.page.in.Language
	r.total = 0
	for _, d := range all {
		r.total += d.Reports
		r.due.Add(part.Flush(widget.NewLabelWithStyle(l.Text("settings.retention.due", "rule", r.text(d.Rule), "n", l.Number(d.Reports)),
			fyne.TextAlignLeading, fyne.TextStyle{Bold: true})))
		if len(d.Sample) > 0 {
			r.due.Add(quiet(l.Text("settings.retention.sample", "numbers", strings.Join(d.Sample, ", "))))
		}
	}
	if r.total == 0 {
		r.due.Add(quiet(l.Text("settings.retention.nothing")))
	}
	r.carry.SetText(l.Text("settings.retention.carry", "n", l.Number(r.total)))
	r.carry.Hidden = r.total == 0
	r.due.Refresh()
	r.page.relayout()
}
