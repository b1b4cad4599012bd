// Package casefile shows one report: what the citizen sent, everything that happened to it, and the moves that the desk's
// role may make now. It knows how a move is asked for, said back and offered again when it failed. It refuses to know
// which move is allowed (data.Possible tells), where cases are kept, and which cases the desk lists.
package casefile

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// cases is where a case is read and changed.
type cases interface {
	Case(ctx context.Context, id int64) (data.Report, data.History, error)
	Advance(ctx context.Context, c data.Command, by data.Staff) error
}

// CaseFile is what the page needs. Every field must be set.
type CaseFile struct {
	Cases    cases
	Run      task.Runner
	Language *i18n.Language
	Window   fyne.Window // for dialogs
	Staff    func() data.Staff
	Now      func() time.Time
	NewID    func() string                         // unique for ever, one for each command
	Back     func()                                // to where the case was opened
	Next     func(id int64) (other int64, ok bool) // the case after id in the list it came from
	Previous func(id int64) (other int64, ok bool)
	Beside   Surroundings // fields that are nil are not shown
}

// seen is the case as it was last read.
type seen struct {
	report  data.Report
	history data.History
}

// Page is the page of one case.
type Page struct {
	in      CaseFile
	ctx     context.Context // of the latest Load; nil before it
	request int
	id      int64 // 0: none
	seen    *seen // nil until it is read

	busy   bool
	failed data.Command // the last one that failed; its ID serves again when the same is asked for
	stale  *stale       // a command that met a case which had changed, until that is said
	drafts map[data.Kind]draft

	head    *head
	facts   *facts
	right   *history
	photos  *photoStrip
	links   *links
	bar     *bar
	banner  *banner
	notice  *part.Notice
	body    *fyne.Container // the case, or what stands in its place
	columns fyne.CanvasObject
	content fyne.CanvasObject // nil until Content
}

// New returns the page without a case.
func New(c CaseFile) *Page {
	p := &Page{in: c, drafts: map[data.Kind]draft{}}
	p.head, p.facts, p.right = p.newHead(), newFacts(c.Language), newHistory(c.Language)
	p.photos, p.links = newPhotoStrip(p), newLinks(p)
	p.bar, p.banner = p.newBar(), newBanner(c.Language)
	p.notice = part.NewNotice(task.Later(task.Reading, c.Run))
	return p
}

// Content returns what the page shows; it is made once.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.columns = part.Beside(0.5, part.Fill(0, p.facts.box, p.photos.card), p.newRight())
		p.body = container.NewStack()
		inside := part.Fill(1, p.head.box, part.AtBottom(p.body, p.notice), p.banner.box, p.bar.card)
		p.content = part.Page(inside)
		p.showNothing()
	}
	return p.content
}

// Focus takes the keyboard from every field: the page's keys are letters.
func (p *Page) Focus(c fyne.Canvas) { c.Unfocus() }

// Show makes id the case of the page. It is read at once when the page is on screen, else by the next Load. Texts that
// were typed for another case are forgotten.
func (p *Page) Show(id int64) {
	if id != p.id {
		p.id, p.seen, p.stale, p.failed = id, nil, nil, data.Command{}
		clear(p.drafts)
		p.banner.hide()
		p.showBar()
	}
	if p.ctx != nil && p.ctx.Err() == nil {
		p.Load(p.ctx)
	}
}

// Load reads the case again; only the answer to the latest call is shown.
func (p *Page) Load(ctx context.Context) {
	p.Content()
	p.ctx = ctx
	p.request++
	n, id := p.request, p.id
	if id == 0 {
		p.showNothing()
		return
	}
	work := func(ctx context.Context) (s seen, err error) {
		s.report, s.history, err = p.in.Cases.Case(ctx, id)
		return s, err
	}
	task.Run(ctx, p.in.Run, work, func(s seen, err error) {
		if n == p.request {
			p.show(s, err)
		}
	})
}

func (p *Page) show(s seen, err error) {
	if err != nil {
		slog.Error("read a case", "report", p.id, "err", err)
		p.seen = nil
		p.showInstead(part.NewErrorNotice(p.in.Language, err, func() { p.Load(p.ctx) }))
		return
	}
	p.seen = &s
	p.head.show(p.in.Language, s)
	p.facts.show(p.in.Language, s)
	p.right.show(part.Chronicle(p.in.Language, s.history, p.in.Now()))
	p.showOutline(s.report)
	p.photos.load(s.report.ID)
	p.links.load(s.report)
	p.loadHeld(s.report.ID)
	p.body.Objects = []fyne.CanvasObject{p.columns}
	p.showStale()
	p.showBar()
}

// newRight lays out the history, and below it the reports that have to do with the case.
func (p *Page) newRight() fyne.CanvasObject {
	if p.in.Beside.Around == nil {
		return p.right.box
	}
	inside := container.NewVScroll(beforeBar(p.links.rows))
	around := part.NewCard(p.in.Language.Text("case.around"), part.AtLeast(0, aroundHeight, part.Settled(inside)), p.newLinkButton())
	return part.Fill(0, p.right.box, around)
}

// aroundHeight is the room for the reports that have to do with the case.
const aroundHeight = 120

// showOutline draws the kelurahan of the report and where in it the report lies.
func (p *Page) showOutline(r data.Report) {
	if p.in.Beside.Outline == nil {
		return
	}
	rings, ok := p.in.Beside.Outline(r.Area)
	if !ok {
		rings = nil
	}
	p.facts.outline.Set(rings, r.Lat, r.Lon)
	p.facts.box.Refresh()
}

// showNothing says that no case is open.
func (p *Page) showNothing() {
	p.seen = nil
	p.showInstead(part.NewEmpty(assets.IconCase, p.in.Language.Text("case.none")))
}

// showInstead puts o where the case would stand.
func (p *Page) showInstead(o fyne.CanvasObject) {
	p.head.clear()
	p.body.Objects = []fyne.CanvasObject{part.Fill(1, o, container.NewStack())}
	if p.id == 0 {
		p.body.Objects = []fyne.CanvasObject{o}
	}
	p.showBar()
}

// possible returns what the desk's role may do with the case as it was read.
func (p *Page) possible() []data.Kind {
	if p.seen == nil {
		return nil
	}
	return data.Possible(p.seen.history, p.in.Staff(), p.in.Now())
}
