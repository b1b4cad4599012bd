package desk

import (
	"context"
	"log/slog"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// saved is where filters with a name are kept.
type saved interface {
	Views(ctx context.Context, owner string) ([]data.View, error)
	SaveView(ctx context.Context, v data.View) error
	RemoveView(ctx context.Context, owner, name string) error
	CountViews(ctx context.Context, views []data.View) ([]int64, error)
}

// Named is a filter with a name, as the page shows it.
type Named struct {
	View  data.View
	Count int64 // reports that it takes now
	On    bool  // the list is under it
}

// views is the row of filters with a name above the list, each with how many reports it takes now.
type views struct {
	page   *Page
	asks   int // number of the latest question
	all    []data.View
	counts []int64
	row    *fyne.Container
}

func newViews(p *Page) *views { return &views{page: p, row: part.Flow()} }

// given are the views that everybody has.
func (v *views) given() []data.View {
	l := v.page.desk.Language
	waiting := []data.Stage{data.Validation}
	return []data.View{
		{Name: l.Text("desk.view.overdue"), Filter: data.Filter{Deadline: data.DeadlineOverdue}},
		{Name: l.Text("desk.view.today"), Filter: data.Filter{Deadline: data.DeadlineToday}},
		{Name: l.Text("desk.view.waiting"), Filter: data.Filter{Stages: waiting}},
		{Name: l.Text("desk.view.again"), Filter: data.Filter{Passes: laterPasses(2), Stages: openStages()}},
	}
}

func openStages() (open []data.Stage) {
	for _, s := range data.Stages() {
		if s.Open() {
			open = append(open, s)
		}
	}
	return open
}

// ask asks for the saved views and for the counts of all.
func (v *views) ask(in context.Context) {
	p := v.page
	if p.desk.Views == nil || in == nil {
		return
	}
	v.asks++
	n, from, owner, given := v.asks, p.desk.Views, p.desk.Account, v.given()
	type answer struct {
		all    []data.View
		counts []int64
	}
	work := func(ctx context.Context) (a answer, err error) {
		own, err := from.Views(ctx, owner)
		if err != nil {
			return a, err
		}
		a.all = append(given, own...)
		a.counts, err = from.CountViews(ctx, a.all)
		return a, err
	}
	task.Run(in, p.desk.Run, work, func(a answer, err error) {
		if n != v.asks {
			return
		}
		if err != nil { // the list works without
			slog.Warn("saved views", "error", err)
			return
		}
		v.all, v.counts = a.all, a.counts
		v.show()
	})
}

// CountViews asks for the saved views and for how many reports each takes, also while the page is not on screen; Tell of the desk
// gets them.
func (p *Page) CountViews(ctx context.Context) { p.views.ask(ctx) }

// tell tells the window which views there are.
func (v *views) tell() {
	if v.page.desk.Tell == nil {
		return
	}
	named := make([]Named, len(v.all))
	for i, view := range v.all {
		named[i] = Named{View: view, Count: v.counts[i], On: v.inForce(view)}
	}
	v.page.desk.Tell(named)
}

// show shows the views, the one that is in force lit.
func (v *views) show() {
	p, l := v.page, v.page.desk.Language
	v.row.Objects = nil
	own := false
	given := len(v.given())
	for i, view := range v.all {
		if p.desk.Tell != nil && i >= given && !v.inForce(view) { // it stands where Tell shows it
			continue
		}
		b := part.NewButton(l.Text("desk.view", "name", view.Name, "n", l.Number(v.counts[i])), nil, func() { v.take(view) })
		if v.inForce(view) {
			b.Importance = widget.HighImportance
			own = own || i >= given
		}
		v.row.Add(b)
	}
	switch {
	case own:
		v.row.Add(newQuietButton(l.Text("desk.view.remove"), v.onRemove))
	case len(v.all) > 0 && p.limited() && !v.anyInForce():
		v.row.Add(newQuietButton(l.Text("desk.view.save"), v.onSave))
	}
	v.row.Refresh()
	if p.content != nil {
		p.content.Refresh()
	}
	v.tell()
}

func newQuietButton(text string, do func()) *part.Button {
	b := part.NewButton(text, nil, do)
	b.Importance = widget.LowImportance
	return b
}

// inForce tells whether the view demands what the filter demands; how the list is sorted does not matter.
func (v *views) inForce(view data.View) bool {
	f := v.page.filter
	f.Order, view.Filter.Order = data.Order{}, data.Order{}
	return reflect.DeepEqual(f, view.Filter)
}

func (v *views) anyInForce() bool {
	for _, view := range v.all {
		if v.inForce(view) {
			return true
		}
	}
	return false
}

// take puts a view in force; one that is in force is lifted.
func (v *views) take(view data.View) {
	if v.inForce(view) {
		v.page.onClear()
		return
	}
	v.page.ShowView(view)
}

// ShowView puts a view in force; one that says nothing of the order leaves it as it is.
func (p *Page) ShowView(view data.View) {
	f := view.Filter
	if f.Order == (data.Order{}) {
		f.Order = p.filter.Order
	}
	p.Show(f)
}

// onSave asks for a name for the filter as it is.
func (v *views) onSave() {
	p, l := v.page, v.page.desk.Language
	name := part.NewEntry("")
	part.ShowForm(p.desk.Many.Window, l, part.Form{
		Title: l.Text("desk.view.save"), Text: l.Text("desk.view.text"), Done: l.Text("desk.view.save"),
		Inputs: []part.Input{{Label: l.Text("desk.view.name"), Widget: name, Required: true}},
		OnDone: func() {
			view := data.View{Name: strings.TrimSpace(name.Text), Owner: p.desk.Account, Filter: p.filter}
			v.change(func(ctx context.Context, from saved) error { return from.SaveView(ctx, view) })
		},
	})
}

// onRemove forgets the view in force, after asking.
func (v *views) onRemove() {
	p, l := v.page, v.page.desk.Language
	for _, view := range v.all[len(v.given()):] {
		if !v.inForce(view) {
			continue
		}
		part.Confirm(p.desk.Many.Window, l, part.Question{
			Title: l.Text("desk.view.remove"), Text: l.Text("desk.view.remove.text", "name", view.Name), Yes: l.Text("desk.view.remove"), Danger: true,
		}, func() {
			v.change(func(ctx context.Context, from saved) error { return from.RemoveView(ctx, view.Owner, view.Name) })
		})
		return
	}
}

// change changes the saved views and asks for them anew.
func (v *views) change(do func(ctx context.Context, from saved) error) {
	p := v.page
	from := p.desk.Views
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx, from) }
	task.Run(context.WithoutCancel(p.ctx), p.desk.Run, work, func(_ struct{}, err error) {
		if err != nil {
			slog.Error("change the saved views", "error", err)
			part.ShowError(p.desk.Many.Window, p.desk.Language, err)
		}
		v.ask(p.ctx)
	})
}
