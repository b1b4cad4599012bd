package casefile

import (
	"context"
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Linking is how reports are linked. The zero value offers nothing.
type Linking struct {
	Set func(ctx context.Context, from int64, number string, kind data.LinkKind) error // number is that of the other report
	Cut func(ctx context.Context, l data.Link) error
}

// linkGroups are the groups in which links are listed: what the other report is to this one.
var linkGroups = []struct {
	key  string
	kind data.LinkKind
	from bool // this report is where the link begins
}{
	{"case.duplicate", data.LinkDuplicate, true}, {"case.duplicated", data.LinkDuplicate, false},
	{"case.continues", data.LinkContinues, true}, {"case.continued", data.LinkContinues, false},
}

// showLinked lists the links that somebody has set, each with who did and a way to take it back.
func (k *links) showLinked(all []data.Linked) {
	p := k.page
	for _, g := range linkGroups {
		titled := false
		for _, l := range all {
			if l.Kind != g.kind || (l.From == p.id) != g.from {
				continue
			}
			if !titled {
				k.rows.Add(part.Flush(part.Caption(p.in.Language.Text(g.key))))
				titled = true
			}
			k.rows.Add(k.linkedLine(l))
		}
	}
}

// linkedLine is the report at the other end of a link.
func (k *links) linkedLine(l data.Linked) fyne.CanvasObject {
	p, words := k.page, k.page.in.Language
	by := part.Flush(part.Quiet(words.Text("case.linked", "who", l.By, "when", words.DateTime(l.At))))
	cut := p.newButton(words.Text("case.unlink"), nil, func() { p.askCut(l) })
	cut.Importance = widget.LowImportance
	setShown(cut, p.canLink())
	return part.Tower(0, k.line(l.Other), container.NewBorder(nil, nil, nil, cut, container.NewVBox(layout.NewSpacer(), by, layout.NewSpacer())))
}

// canLink tells whether who sits here may link reports.
func (p *Page) canLink() bool {
	return p.in.Beside.Links.Set != nil && p.seen != nil && p.in.Staff().Role.MayLink()
}

// askCut takes a link back, after asking.
func (p *Page) askCut(l data.Linked) {
	words := p.in.Language
	part.Confirm(p.in.Window, words, part.Question{
		Title: words.Text("case.unlink"), Text: words.Text("case.unlink.text", "number", p.seen.report.Number, "other", l.Other.Number),
		Yes: words.Text("case.unlink"),
	}, func() {
		cut := p.in.Beside.Links.Cut
		p.changeLinks(words.Text("case.unlinked", "other", l.Other.Number), func(ctx context.Context) error { return cut(ctx, l.Link) })
	})
}

// onLink asks which report this one has to do with, beginning with those that are near.
func (p *Page) onLink() { p.openLink("") }

// openLink opens the form with the number of another report in it, which may be empty.
func (p *Page) openLink(number string) {
	if !p.canLink() {
		return
	}
	l := p.in.Language
	kind := part.NewPicker(l, l.Text("case.link.kind"), func(string) {})
	var kinds []part.Option
	for _, k := range data.LinkKinds() {
		kinds = append(kinds, part.Option{Key: string(k), Label: l.Text("case.link." + string(k)), Detail: l.Text("case.link." + string(k) + ".hint")})
	}
	kind.SetOptions(kinds)
	kind.Set(string(data.LinkDuplicate))
	other := part.NewEntry("")
	other.SetText(number)
	near := part.NewPicker(l, l.Text("case.link.near"), func(key string) {
		if key != "" {
			other.SetText(key)
		}
	})
	near.SetOptions(p.nearOptions())
	from := p.id
	part.ShowForm(p.in.Window, l, part.Form{
		Title: l.Text("case.link") + " · " + p.seen.report.Number, Text: l.Text("case.link.text"), Done: l.Text("case.link"),
		Inputs: []part.Input{
			{Label: l.Text("case.link.kind"), Widget: kind, Required: true},
			{Label: l.Text("case.link.candidates"), Widget: near},
			{Label: l.Text("case.link.number"), Widget: other, Required: true},
		},
		OnDone: func() {
			set, k, n := p.in.Beside.Links.Set, data.LinkKind(kind.Key()), strings.TrimSpace(other.Text)
			p.changeLinks(l.Text("case.link.done", "other", n), func(ctx context.Context) error { return set(ctx, from, n, k) })
		},
	})
}

// nearOptions are the near reports as they are offered.
func (p *Page) nearOptions() (all []part.Option) {
	l := p.in.Language
	for _, s := range p.links.near {
		all = append(all, part.Option{Key: s.Number, Label: s.Number, Detail: said(l, s)})
	}
	return all
}

// changeLinks changes links and shows them anew; an error is said above the moves.
func (p *Page) changeLinks(done string, change func(ctx context.Context) error) {
	id := p.id
	work := func(ctx context.Context) (struct{}, error) { return struct{}{}, change(ctx) }
	task.Run(context.WithoutCancel(p.ctx), p.in.Run, work, func(_ struct{}, err error) {
		if err != nil {
			slog.Error("link reports", "report", id, "err", err)
			part.ShowError(p.in.Window, p.in.Language, err)
			return
		}
		if p.ctx.Err() != nil || p.id != id || p.seen == nil {
			return
		}
		p.notice.Say(done)
		p.links.load(p.seen.report)
	})
}

// newLinkButton opens the form for links.
func (p *Page) newLinkButton() *part.KeyButton {
	b := p.newButton(p.in.Language.Text("case.link")+" (K)", assets.Themed(assets.IconCase), p.onLink)
	b.Importance = widget.LowImportance
	return b
}
