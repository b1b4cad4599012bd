package publish

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/assets"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// compose asks what the document would say; only the answer to the latest call is shown, and only it can be saved.
func (p *Page) compose() {
	if !p.known { // Choices has not answered: its answer will compose
		return
	}
	p.request++
	p.document = nil
	p.gate.forget()
	p.showTools()
	if _, ok := p.asOf.End(); !ok || !p.period.Valid() {
		p.setComposing(false)
		p.showWords(p.language.Text("publish.wrong"))
		return
	}
	n, order := p.request, p.order()
	ask := p.publish.Compose
	p.setComposing(true)
	work := func(ctx context.Context) (figure.Document, error) { return ask(ctx, order) }
	done := func(d figure.Document, err error) {
		if n == p.request {
			p.showDocument(d, err)
		}
	}
	task.Run(p.ctx, p.publish.Run, work, done)
}

// setComposing says beside the title of the preview that a document is being put together, or no longer.
func (p *Page) setComposing(on bool) {
	if on {
		p.busy.Start(p.language.Text("publish.composing"))
	} else {
		p.busy.End()
	}
	p.shown.Refresh()
}

// scope is what the document is about.
func (p *Page) scope() analytics.Scope {
	s := analytics.Scope{Now: p.publish.Now(), Zone: p.language.Zone()}
	s.AsOf, _ = p.asOf.End()
	from, until := p.period.Range()
	if !from.IsZero() {
		s.From = from.In(s.Zone)
	}
	if !until.IsZero() {
		s.Until = until.In(s.Zone)
	}
	return s
}

// lang is the code of the document's language.
func (p *Page) lang() string {
	if p.tongue.Selected == p.language.Text("publish.language.en") {
		return "en"
	}
	return "id"
}

func (p *Page) showDocument(d figure.Document, err error) {
	p.setComposing(false)
	if err != nil {
		p.showFault(err, p.compose)
		return
	}
	p.document = &d
	p.showTools()
	rows := []fyne.CanvasObject{part.Flush(part.Words(d.Title + " · " + d.Subtitle))}
	for _, s := range d.Sections {
		text := s.Finding
		if text == "" {
			text = p.language.Text("publish.nothing")
		}
		rows = append(rows, widget.NewSeparator(), part.NewField(s.Title, text))
	}
	p.showPreview(part.Below(rows...))
}

func (p *Page) showFault(err error, retry func()) {
	slog.Error("compose a document", "err", err)
	p.document = nil
	p.showTools()
	p.showPreview(part.NewErrorNotice(p.language, err, retry))
}

func (p *Page) showEmpty() {
	p.showPreview(container.NewCenter(part.NewEmpty(assets.IconPublish, p.language.Text("publish.empty"))))
}

func (p *Page) showWords(text string) { p.showPreview(part.Flush(part.Quiet(text))) }

// showPreview shows what the document would say, unless the gate is shown.
func (p *Page) showPreview(o fyne.CanvasObject) {
	p.said = o
	if p.gated {
		o = p.gate.content
	}
	p.preview.Objects = []fyne.CanvasObject{o}
	p.preview.Refresh()
	p.arrange()
}
