package imports

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// topic is one thing to be seen about an import: its refused rows, one kind of finding, or the values that nobody has
// mapped yet.
type topic struct {
	refused  bool
	unmapped bool // of all imports
	kind     data.FindingKind
	rows     int64
}

// loadTopics asks what the selected import has found.
func (p *Page) loadTopics() {
	record, ok := p.record()
	if !ok {
		return
	}
	p.inside++
	request, from := p.inside, p.imports.Records
	work := func(ctx context.Context) ([]data.FindingCount, error) {
		return from.CountFindings(ctx, data.FindingFilter{Import: record.ID})
	}
	task.Run(p.ctx, p.imports.Run, work, func(counts []data.FindingCount, err error) {
		if request == p.inside {
			p.showTopics(record, counts, err)
		}
	})
}

func (p *Page) showTopics(record data.ImportRecord, counts []data.FindingCount, err error) {
	if err != nil {
		slog.Error("count findings", "err", err)
		p.showRight(part.NewErrorNotice(p.imports.Language, err, p.loadTopics))
		return
	}
	p.topics = p.topics[:0]
	if n := record.ImportResult.Refused; n > 0 {
		p.topics = append(p.topics, topic{refused: true, rows: n})
	}
	for _, c := range counts {
		p.topics = append(p.topics, topic{kind: c.Kind, rows: c.Rows})
	}
	if n := len(p.unknown); n > 0 {
		p.topics = append(p.topics, topic{unmapped: true, rows: int64(n)})
	}
	p.kinds.SetLength(len(p.topics))
	p.kinds.Unselect()
	if len(p.topics) == 0 {
		p.showNothing()
		return
	}
	p.lower.Objects = []fyne.CanvasObject{p.found}
	p.lower.Refresh()
	p.kinds.Select(0)
}

// chosen is the selected topic.
func (p *Page) chosen() (topic, bool) {
	if i := p.kinds.Selected(); i >= 0 && i < len(p.topics) {
		return p.topics[i], true
	}
	return topic{}, false
}

// title is what the topic is called.
func (p *Page) title(t topic) string {
	l := p.imports.Language
	switch {
	case t.refused:
		return l.Text("imports.refused")
	case t.unmapped:
		return l.Text("imports.unmapped")
	}
	return l.Finding(t.kind)
}

// rule is the sentence that says what became of such rows.
func (p *Page) rule(t topic) string {
	l := p.imports.Language
	switch {
	case t.refused:
		return l.Text("imports.refused.rule")
	case t.unmapped:
		return l.Text("imports.unmapped.rule")
	}
	return l.FindingRule(t.kind)
}

// topicRows are the lines of the list of topics.
type topicRows struct{ p *Page }

// Row is a topic and how many rows it stands for. What changes no meaning is quiet.
func (r topicRows) Row(i int) ([]part.Cell, bool) {
	if i < 0 || i >= len(r.p.topics) {
		return nil, false
	}
	t := r.p.topics[i]
	quiet := !t.refused && !t.unmapped && t.kind.Cleaning()
	return []part.Cell{
		{Text: r.p.title(t), Quiet: quiet, Strong: t.refused || t.unmapped},
		{Text: r.p.imports.Language.Number(t.rows), Quiet: quiet},
	}, true
}
