package publish

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// kind is a form that a document can have.
type kind struct{ name, ending string }

var kinds = []kind{{"workbook", ".xlsx"}, {"page", ".html"}, {"printed", ".pdf"}}

// kindCard says what a form is for and saves the document in it.
type kindCard struct {
	card   *part.Card
	save   *part.Button
	public *part.Tick // of a workbook: after the rules for publication; nil for others
}

// writing is a document being written.
type writing struct {
	stop    context.CancelFunc
	stopped bool // by the reader
}

func newKindCards(p *Page) []*kindCard {
	l := p.language
	var all []*kindCard
	for _, k := range kinds {
		c := &kindCard{}
		c.save = part.NewButton(l.Text("publish.save"), theme.DocumentSaveIcon(), func() { p.onSave(c.kind(k)) })
		c.save.Importance = widget.HighImportance
		what := fyne.CanvasObject(part.Flush(part.Quiet(l.Text("publish.kind." + k.name + ".what"))))
		if k.name == "workbook" {
			c.public = part.NewTick(l.Text("publish.public"), nil)
			what = part.Below(what, part.Tower(0, c.public, part.Flush(part.Caption(l.Text("publish.public.what")))))
		}
		c.card = part.NewCard(l.Text("publish.kind."+k.name), what, c.save)
		all = append(all, c)
	}
	return all
}

// kind is the form in which the card saves.
func (c *kindCard) kind(k kind) kind {
	if c.public != nil && c.public.Checked {
		k.name = "publication"
	}
	return k
}

// showTools enables what can be done now.
func (p *Page) showTools() {
	for _, c := range p.cards {
		part.Enable(c.save, p.document != nil && p.writing == nil)
	}
	part.Enable(p.release, p.known)
	p.gate.enable()
}

// onSave asks for a place and writes the document that is shown at this moment, whatever is composed meanwhile.
func (p *Page) onSave(k kind) {
	if p.document == nil || p.writing != nil {
		return
	}
	d, order := *p.document, p.order()
	p.publish.SaveAs(p.fileName(k), func(path string) {
		switch {
		case path == "":
		case p.writing != nil:
			p.notice.Say(p.language.Text("publish.wait"))
		case order.Issue != "":
			p.freeze(order, k.name, path, false)
		default:
			p.save(p.publish.Press(k.name, d), path)
		}
	})
}

// freeze publishes the document under the name of its issue, then writes it.
func (p *Page) freeze(o Order, kind, path string, revise bool) {
	ctx, stop := context.WithCancel(context.WithoutCancel(p.ctx))
	p.begin(&writing{stop: stop}, p.language.Text("publish.freezing", "name", o.Issue))
	ask := p.publish.Freeze
	work := func(context.Context) (Frozen, error) {
		defer stop()
		return ask(ctx, o, kind, revise)
	}
	task.Run(context.WithoutCancel(p.ctx), p.publish.Run, work, func(f Frozen, err error) {
		w := p.writing
		p.writing = nil
		if err == nil && !w.stopped {
			p.save(p.publish.Press(kind, f.Document), path)
			return
		}
		p.end()
		switch {
		case w.stopped:
			p.notice.Say(p.language.Text("publish.stopped"))
		case errors.Is(err, data.ErrIssueChanged):
			p.showSaved(p.changed(o, kind, path, f))
		default:
			slog.Error("publish an issue", "err", err)
			p.showSaved(part.NewErrorNotice(p.language, err, func() { p.freeze(o, kind, path, revise) }))
		}
	})
}

// mostChanges is how many cases that would read otherwise are shown.
const mostChanges = 6

// changed says what an issue that stands would say otherwise today, and offers to publish that as the next revision.
func (p *Page) changed(o Order, kind, path string, f Frozen) fyne.CanvasObject {
	l := p.language
	text := strings.Join(f.Changes[:min(mostChanges, len(f.Changes))], "\n")
	if len(f.Changes) == 0 {
		text = l.Text("issue.definitions")
	}
	revise := part.NewButton(l.Text("publish.issue.revise"), theme.ConfirmIcon(), func() { p.freeze(o, kind, path, true) })
	head := l.Text("cli.issue.changed", "name", o.Issue, "n", l.Number(int64(len(f.Changes))))
	return container.NewBorder(nil, nil, nil, part.Row(revise), part.NewField(head, text))
}

// fileName is the suggested name: the first and the last day, without an open end.
func (p *Page) fileName(k kind) string {
	name := p.language.Text("publish.name")
	s := p.scope()
	if !s.From.IsZero() {
		name += "_" + s.From.Format(time.DateOnly)
	}
	if !s.Until.IsZero() {
		name += "_" + s.Until.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	return name + k.ending
}

// save writes a document. It goes on when the page is left; Stop ends it.
func (p *Page) save(write func(ctx context.Context, path string) error, path string) {
	ctx := context.WithoutCancel(p.ctx)
	inside, stop := context.WithCancel(ctx) // Run keeps the answer to itself when its own context ends
	p.begin(&writing{stop: stop}, p.language.Text("publish.writing", "file", filepath.Base(path)))
	work := func(context.Context) (string, error) {
		defer stop()
		return path, write(inside, path)
	}
	task.Run(ctx, p.publish.Run, work, func(path string, err error) { p.showWritten(write, path, err) })
}

// begin shows that something is being written; end takes that away.
func (p *Page) begin(w *writing, what string) {
	p.writing = w
	p.saved.Hide()
	p.status.Show()
	p.write.Start(what)
	p.arrange()
	p.showTools()
}

func (p *Page) end() {
	p.write.End()
	p.status.Hide()
	p.arrange()
	p.showTools()
}

func (p *Page) showWritten(write func(ctx context.Context, path string) error, path string, err error) {
	w := p.writing
	p.writing = nil
	p.end()
	l := p.language
	switch {
	case err != nil && w.stopped:
		p.notice.Say(l.Text("publish.stopped"))
	case err != nil:
		slog.Error("write a document", "err", err)
		p.showSaved(part.NewErrorNotice(l, err, func() { p.save(write, path) }))
	default:
		open := func() { p.publish.OpenFile(path) }
		folder := func() { p.publish.OpenFile(filepath.Dir(path)) }
		buttons := part.Row(part.NewButton(l.Text("publish.open"), theme.FileIcon(), open),
			part.NewButton(l.Text("publish.folder"), theme.FolderOpenIcon(), folder))
		p.showSaved(container.NewBorder(nil, nil, nil, buttons, part.NewField(l.Text("publish.last"), path)))
		p.notice.Offer(l.Text("publish.saved", "path", filepath.Base(path)), l.Text("publish.open"), open)
	}
}

func (p *Page) showSaved(o fyne.CanvasObject) {
	p.saved.Objects = []fyne.CanvasObject{part.NewCard("", o)}
	p.saved.Show()
	p.saved.Refresh()
	p.arrange()
}

// Busy tells whether a document is being written: the window asks before it closes. Leaving the page does not end that
// work.
func (p *Page) Busy() bool { return p.writing != nil }

// Stop ends the work that Busy tells of; no file is written then.
func (p *Page) Stop() {
	if p.writing == nil {
		return
	}
	p.writing.stopped = true
	p.write.SetText(p.language.Text("publish.stopping"))
	p.writing.stop()
}
