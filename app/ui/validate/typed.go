package validate

import (
	"context"
	"encoding/json"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// keepDraft has what was answered and typed for a case kept beyond this page.
func (p *Page) keepDraft(id int64) {
	if p.in.Drafts == nil {
		return
	}
	d := p.draft(id)
	if len(d.Answers) == 0 && d.text() == "" && d.Chosen == "" {
		p.in.Drafts.Keep(id, "")
		return
	}
	packed, err := json.Marshal(d)
	if err != nil {
		logged("keep a draft", id, err)
		return
	}
	p.in.Drafts.Keep(id, string(packed))
}

// drop forgets what was typed for a case that is decided.
func (p *Page) drop(id int64) {
	delete(p.drafts, id)
	if p.in.Drafts != nil {
		p.in.Drafts.Keep(id, "")
	}
}

// takeDraft takes what was kept of a case that comes on screen for the first time.
func (p *Page) takeDraft(s *sitting) {
	id := s.queued.Report
	if p.in.Drafts == nil || p.drafts[id] != nil {
		return
	}
	text := p.in.Drafts.Latest(id, s.typed)
	if text == "" {
		return
	}
	d := &draft{}
	if err := json.Unmarshal([]byte(text), d); err != nil {
		logged("read a draft", id, err)
		return
	}
	if d.Answers == nil {
		d.Answers = map[string]data.AnswerValue{}
	}
	p.drafts[id] = d
	p.view.bar.tell(p.say("validate.draft"))
}

// onSender asks who sent the report, where somebody is known.
func (p *Page) onSender() {
	s := p.now
	if s == nil || !s.sent || p.in.Sender.Ask == nil {
		return
	}
	ctx := p.ctx
	part.ShowPerson(part.Look{
		Window: p.in.Window, Language: p.in.Language, Report: s.queued.Report, Number: s.report.Number, Ask: p.in.Sender.Ask,
		Tell: func(work func(context.Context) (data.Person, error), done func(data.Person, error)) {
			task.Run(ctx, p.in.Run, work, done)
		},
		Shown: func() {
			if p.now == s {
				p.again(s)
			}
		},
	})
}
