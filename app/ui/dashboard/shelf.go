package dashboard

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/analytics"
	"tuntas/app/ui/part"
)

// Kept is what the dashboard keeps from one sitting to the next.
type Kept struct {
	Views   []View   // in the order of their names
	Start   string   // the view that is shown first, as a shared text; empty takes the first page
	Remarks []Remark // in the order of their days
}

// View is a view that was given a name.
type View struct {
	Name string // unique, never blank
	Text string // as it is shared
}

// Remark is what the bureau wrote about a day.
type Remark struct {
	Day  string // 2026-03-21
	Text string
}

// Remarks are those whose days can be read, for a scope in that zone.
func Remarks(all []Remark, zone *time.Location) (read []analytics.Remark) {
	for _, r := range all {
		if day := dayOf(r.Day, zone); !day.IsZero() {
			read = append(read, analytics.Remark{Day: day, Text: r.Text})
		}
	}
	return read
}

// onViews offers the views that were kept, and what can be done with this one.
func (p *Page) onViews() {
	l, kept := p.dash.Language, p.dash.Kept()
	var items []*fyne.MenuItem
	for _, v := range kept.Views {
		items = append(items, fyne.NewMenuItem(v.Name, func() { p.open(v.Text) }))
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items,
		fyne.NewMenuItem(l.Text("dashboard.view.save"), p.onSaveView),
		fyne.NewMenuItem(l.Text("dashboard.view.copy"), func() { p.dash.Copy(p.Text()) }),
		fyne.NewMenuItem(l.Text("dashboard.view.open"), p.onOpenText),
		fyne.NewMenuItem(l.Text("dashboard.view.start"), func() { p.start(p.Text()) }),
	)
	if kept.Start != "" {
		items = append(items, fyne.NewMenuItem(l.Text("dashboard.view.no_start"), func() { p.start("") }))
	}
	if len(kept.Views) > 0 {
		remove := fyne.NewMenuItem(l.Text("dashboard.view.remove"), nil)
		remove.ChildMenu = fyne.NewMenu("")
		for _, v := range kept.Views {
			remove.ChildMenu.Items = append(remove.ChildMenu.Items, fyne.NewMenuItem(v.Name, func() { p.removeView(v.Name) }))
		}
		items = append(items, remove)
	}
	popBelow(p.head.views, items)
}

// Text writes what is shown as one short line that can be shared.
func (p *Page) Text() string { return p.state().text(p.usual) }

// open shows a shared text, or says why not.
func (p *Page) open(text string) {
	s, err := p.read(text)
	if err != nil {
		part.ShowError(p.dash.Window, p.dash.Language, err)
		return
	}
	p.restore(s)
	p.step()
}

func (p *Page) onOpenText() {
	l := p.dash.Language
	text := part.NewEntry(stateForm)
	part.ShowForm(p.dash.Window, l, part.Form{
		Title: l.Text("dashboard.view.open_title"), Done: l.Text("dashboard.view.show"),
		Inputs: []part.Input{{Label: l.Text("dashboard.view.text"), Widget: text, Required: true, Check: func() string {
			_, err := p.read(text.Text)
			return l.Reason(err)
		}}},
		OnDone: func() { p.open(text.Text) },
	})
}

func (p *Page) onSaveView() {
	l := p.dash.Language
	name := part.NewEntry("")
	part.ShowForm(p.dash.Window, l, part.Form{
		Title: l.Text("dashboard.view.save_title"), Text: l.Text("dashboard.view.save_text"), Done: l.Text("dashboard.view.keep"),
		Inputs: []part.Input{{Label: l.Text("dashboard.view.name"), Widget: name, Required: true}},
		OnDone: func() { p.keepView(strings.TrimSpace(name.Text)) },
	})
}

// keepView keeps what is shown under a name; a view of that name gives way.
func (p *Page) keepView(name string) {
	kept := p.dash.Kept()
	kept.Views = without(kept.Views, name)
	kept.Views = append(kept.Views, View{Name: name, Text: p.Text()})
	slices.SortFunc(kept.Views, func(a, b View) int { return strings.Compare(a.Name, b.Name) })
	p.dash.Keep(kept)
	p.notice.Say(p.dash.Language.Text("dashboard.view.kept", "name", name))
}

func (p *Page) removeView(name string) {
	kept := p.dash.Kept()
	kept.Views = without(kept.Views, name)
	p.dash.Keep(kept)
}

func without(views []View, name string) []View {
	return slices.DeleteFunc(slices.Clone(views), func(v View) bool { return v.Name == name })
}

// start makes a shared text the view that is shown first; an empty one takes that back.
func (p *Page) start(text string) {
	kept := p.dash.Kept()
	kept.Start = text
	p.dash.Keep(kept)
	key := "dashboard.view.starts"
	if text == "" {
		key = "dashboard.view.starts_not"
	}
	p.notice.Say(p.dash.Language.Text(key))
}
