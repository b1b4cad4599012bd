package imports

import (
	"context"
	"log/slog"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// onMap asks what the selected unknown value means.
func (p *Page) onMap() {
	i := -1
	if p.rows.table != nil {
		i = p.rows.table.Selected()
	}
	if i < 0 || i >= len(p.rows.unknown) {
		return
	}
	p.askMeaning(p.rows.unknown[i])
}

func (p *Page) askMeaning(u data.UnknownValue) {
	l := p.imports.Language
	pick := part.NewPicker(l, l.Text("imports.map.pick"), nil)
	pick.SetOptions(p.imports.Options(u.List, u.Told))
	part.ShowForm(p.imports.Window, l, part.Form{
		Title: l.Text("imports.map.title", "told", u.Told),
		Text:  l.Text("imports.map.text", "n", l.Number(u.Rows)),
		Done:  l.Text("imports.map"),
		Inputs: []part.Input{{
			Label: l.Text("list." + string(u.List)), Widget: pick, Required: true, Hint: l.Text("imports.map.hint"),
		}},
		OnDone: func() {
			p.addAlias(data.Alias{List: u.List, Told: u.Told, Value: pick.Key(), Source: p.imports.Account})
		},
	})
}

func (p *Page) addAlias(a data.Alias) {
	i := p.imports
	work := func(ctx context.Context) (data.Alias, error) { return a, i.Records.AddAlias(ctx, a) }
	task.Run(p.ctx, i.Run, work, func(a data.Alias, err error) {
		if err != nil {
			slog.Error("map a value", "err", err)
			part.ShowError(i.Window, i.Language, err)
			return
		}
		p.notice.Say(i.Language.Text("imports.mapped", "told", a.Told, "value", a.Value))
		i.Changed()
		p.Load(p.ctx)
	})
}

// onList makes the selected value one of the list's own: it means what it says.
func (p *Page) onList() {
	i := -1
	if p.rows.table != nil {
		i = p.rows.table.Selected()
	}
	if i < 0 || i >= len(p.rows.unknown) {
		return
	}
	u, l := p.rows.unknown[i], p.imports.Language
	part.Confirm(p.imports.Window, l, part.Question{
		Title: l.Text("imports.own.title", "told", u.Told), Text: l.Text("imports.own.text", "list", l.Text("list."+string(u.List))),
		Yes: l.Text("imports.own"),
	}, func() { p.addListed(data.Listed{List: u.List, Value: u.Told, Source: p.imports.Account}) })
}

func (p *Page) addListed(e data.Listed) {
	i := p.imports
	work := func(ctx context.Context) (data.Listed, error) { return e, i.Records.AddListed(ctx, e) }
	task.Run(p.ctx, i.Run, work, func(e data.Listed, err error) {
		if err != nil {
			slog.Error("add a value to a list", "err", err)
			part.ShowError(i.Window, i.Language, err)
			return
		}
		p.notice.Say(i.Language.Text("imports.owned", "told", e.Value))
		p.Load(p.ctx)
	})
}
