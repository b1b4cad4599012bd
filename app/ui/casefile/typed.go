package casefile

import (
	"context"
	"encoding/json"
	"log/slog"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// onTyped takes what stands in the form of k now.
func (p *Page) onTyped(k data.Kind, f form) {
	p.drafts[k] = f.draft()
	if p.drafts[k].empty() {
		delete(p.drafts, k)
	}
	p.keepDrafts()
}

// keepDrafts has the drafts of the case kept beyond this page.
func (p *Page) keepDrafts() {
	if p.in.Drafts == nil || p.id == 0 {
		return
	}
	text := ""
	if len(p.drafts) > 0 {
		packed, err := json.Marshal(p.drafts)
		if err != nil {
			slog.Error("keep the drafts of a case", "report", p.id, "err", err)
			return
		}
		text = string(packed)
	}
	p.in.Drafts.Keep(p.id, text)
}

// takeDrafts takes the drafts that were kept of the case, once, and says that there are some.
func (p *Page) takeDrafts(s seen) {
	if p.in.Drafts == nil || len(p.drafts) > 0 || p.banner.text != "" {
		return
	}
	text := p.in.Drafts.Latest(p.id, s.typed)
	if text == "" {
		return
	}
	if err := json.Unmarshal([]byte(text), &p.drafts); err != nil {
		slog.Warn("the drafts of a case cannot be read", "report", p.id, "err", err)
		return
	}
	if p.stale != nil { // what is typed is told there
		return
	}
	for _, k := range data.Commands() {
		if offered := p.keep(k); offered != "" {
			l := p.in.Language
			p.banner.show(l.Text("case.draft", "command", l.Text("command."+string(k))), l.Text("case.again"), func() { p.onMove(offered) })
			return
		}
	}
}

// onSender asks who sent the report, where somebody is known.
func (p *Page) onSender() {
	if p.seen == nil || !p.seen.sent || p.in.Sender.Ask == nil {
		return
	}
	ctx := p.ctx
	part.ShowPerson(part.Look{
		Window: p.in.Window, Language: p.in.Language, Report: p.id, Number: p.seen.report.Number, Ask: p.in.Sender.Ask,
		Tell: func(work func(context.Context) (data.Person, error), done func(data.Person, error)) {
			task.Run(ctx, p.in.Run, work, done)
		},
		Shown: func() { p.Load(p.ctx) },
	})
}
