package validate

import (
	"strings"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// keeping returns a field that writes what is typed into the draft of a case at once: who closes the form finds it again.
func (p *Page) keeping(id int64, rows int, to *string) *part.Entry {
	e := part.NewArea("", rows)
	if rows == 1 {
		e = part.NewEntry("")
	}
	e.SetText(*to)
	e.OnChanged = func(text string) {
		*to = text
		p.keepDraft(id)
	}
	return e
}

// openRefusal asks for the note of a refusal; its reasons are the failed items, and where none failed one is demanded.
func (p *Page) openRefusal() {
	s := p.now
	d := p.draft(s.queued.Report)
	note := p.keeping(s.queued.Report, 3, &d.Refuse)
	f := part.Form{
		Title: p.say("command.refused") + " · " + s.report.Number, Done: p.say("command.refused"), Danger: true,
		Inputs: []part.Input{{Label: p.say("case.form.note"), Hint: p.say("validate.refuse.hint"), Widget: note}},
	}
	failed := p.failedItems(s)
	if len(failed) > 0 {
		f.Text = p.say("validate.refuse.reasons", "reasons", p.listed(failed))
		f.OnDone = func() { p.decide(data.Refused, p.answers(s, ""), "", d.Refuse) }
	} else {
		reason := p.newReason(s, &d.Chosen)
		f.Text = p.say("validate.refuse.choose")
		f.Inputs = append([]part.Input{{Label: p.say("case.form.reason"), Widget: reason, Required: true}}, f.Inputs...)
		f.OnDone = func() {
			d.Answers[reason.Key()] = data.No
			p.decide(data.Refused, p.answers(s, ""), "", d.Refuse)
		}
	}
	part.ShowForm(p.in.Window, p.in.Language, f)
}

// newReason returns a list of the items whose failing is a reason to refuse.
func (p *Page) newReason(s *sitting, to *string) *part.Picker {
	reason := part.NewPicker(p.in.Language, p.say("case.form.reason.choose"), func(key string) {
		*to = key
		p.keepDraft(s.queued.Report)
	})
	var options []part.Option
	for _, item := range s.about.Checklist.Items {
		if item.Refuses {
			options = append(options, part.Option{Key: item.ID, Label: p.in.Language.GroundOf(item)})
		}
	}
	reason.SetOptions(options)
	reason.Set(*to)
	return reason
}

// listed lists the reasons for which items stand.
func (p *Page) listed(items []data.Item) string {
	var all []string
	for _, item := range items {
		all = append(all, p.in.Language.GroundOf(item))
	}
	return strings.Join(all, "; ")
}

// openSkip asks why a case is put aside.
func (p *Page) openSkip() {
	s := p.now
	d := p.draft(s.queued.Report)
	part.ShowForm(p.in.Window, p.in.Language, part.Form{
		Title: p.say("validate.skip") + " · " + s.report.Number, Text: p.say("validate.skip.text"), Done: p.say("validate.skip"),
		Inputs: []part.Input{{Label: p.say("case.form.reason"), Widget: p.keeping(s.queued.Report, 1, &d.Skip), Required: true}},
		OnDone: func() { p.skip(strings.TrimSpace(d.Skip)) },
	})
}

// openCheck asks what is to be looked at on the spot.
func (p *Page) openCheck() {
	s := p.now
	d := p.draft(s.queued.Report)
	part.ShowForm(p.in.Window, p.in.Language, part.Form{
		Title: p.say("validate.check") + " · " + s.report.Number, Text: p.say("validate.check.text"), Done: p.say("validate.check"),
		Inputs: []part.Input{{Label: p.say("case.form.note"), Hint: p.say("case.form.note.hint"), Widget: p.keeping(s.queued.Report, 3, &d.Check), Required: true}},
		OnDone: func() { p.decide(data.FieldChecked, p.answers(s, ""), "", d.Check) },
	})
}
