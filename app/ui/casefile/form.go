package casefile

import (
	"slices"
	"strings"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// draft is what was typed for a command that has not succeeded yet.
type draft struct {
	Unit   string `json:"unit,omitempty"`
	Reason string `json:"reason,omitempty"`
	Note   string `json:"note,omitempty"`
}

func (d draft) empty() bool { return d == draft{} }

// asked are the moves that open a form. The others are made at once: they can be taken back or say all there is.
var asked = []data.Kind{
	data.Coordinated, data.Disposed, data.FollowedUp, data.Refused, data.FieldChecked, data.RejectedIt, data.Completed, data.Noted,
}

// reasons are the codes that a form offers.
var reasons = map[data.Kind][]string{
	data.Refused:    {"photo_unclear", "wrong_place", "not_finished", "photo_reused", "no_photo"},
	data.RejectedIt: {"unclear", "not_authority", "duplicate", "no_location"},
}

// onMove makes a move, or asks first for what it needs.
func (p *Page) onMove(k data.Kind) {
	if !p.can(k) {
		return
	}
	if slices.Contains(asked, k) {
		p.openForm(k)
		return
	}
	p.give(p.command(k, draft{}), p.seen.report.Number)
}

// command asks for k on the case as it is seen now.
func (p *Page) command(k data.Kind, d draft) data.Command {
	return data.Command{
		Report: p.seen.report.ID, Version: p.seen.history.Version(), Kind: k, Unit: d.Unit, Reason: d.Reason, Note: d.Note,
	}
}

// form is the open form of one command.
type form struct {
	unit, note *part.Entry
	reason     *part.Picker
}

// openForm asks for what k needs, beginning with what was typed for it before.
func (p *Page) openForm(k data.Kind) {
	l, number, c := p.in.Language, p.seen.report.Number, p.command(k, draft{})
	f, verb := p.newForm(k, p.drafts[k]), l.Text("command."+string(k))
	part.ShowForm(p.in.Window, l, part.Form{
		Title: verb + " · " + number, Text: l.Text("case.form.text." + string(k)), Done: verb,
		Danger: k == data.Refused || k == data.RejectedIt, Inputs: p.inputs(k, f),
		OnDone: func() {
			p.onTyped(k, f)
			d := p.drafts[k]
			c.Unit, c.Reason, c.Note = d.Unit, d.Reason, d.Note
			p.give(c, number)
		},
	})
}

func (p *Page) newForm(k data.Kind, d draft) form {
	l := p.in.Language
	f := form{unit: part.NewEntry(""), note: part.NewArea("", 4)}
	typed := func(string) { p.onTyped(k, f) }
	f.reason = part.NewPicker(l, l.Text("case.form.reason.choose"), typed)
	var options []part.Option
	for _, code := range reasons[k] {
		options = append(options, part.Option{Key: code, Label: l.Ground(code)})
	}
	f.reason.SetOptions(options)
	f.reason.Set(d.Reason)
	f.unit.SetText(d.Unit)
	f.note.SetText(d.Note)
	f.unit.OnChanged, f.note.OnChanged = typed, typed
	return f
}

func (p *Page) inputs(k data.Kind, f form) []part.Input {
	l := p.in.Language
	var all []part.Input
	if k.NeedsUnit() {
		in := part.Input{Label: l.Text("case.form.unit"), Widget: f.unit, Required: true}
		if now := p.seen.history.Unit(); now != "" {
			in.Hint = l.Text("case.form.unit.hint", "unit", now)
		}
		all = append(all, in)
	}
	if k.NeedsReason() {
		all = append(all, part.Input{Label: l.Text("case.form.reason"), Widget: f.reason, Required: true})
	}
	return append(all, part.Input{
		Label: l.Text("case.form.note"), Hint: l.Text("case.form.note.hint"), Widget: f.note,
		Required: k == data.Noted || k == data.FieldChecked,
	})
}

func (f form) draft() draft {
	return draft{strings.TrimSpace(f.unit.Text), f.reason.Key(), strings.TrimSpace(f.note.Text)}
}
