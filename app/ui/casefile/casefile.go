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
	Sender   part.Sender
	Drafts   drafts // keeps what is typed beyond this page; nil: it is forgotten with the case
	Closed   error  // why nothing can be changed; nil: it can
	Changed  func() // a move was made; may be nil
}

// drafts is where what is typed is kept.
type drafts interface {
	Read(ctx context.Context, report int64) (string, error) // belongs into work
	Latest(report int64, read string) string                // what was kept since it was read, else read
	Keep(report int64, text string)
}

// seen is the case as it was last read.
type seen struct {
	report  data.Report
	history data.History
	sent    bool // somebody is known to have sent it
	looks   []data.Look
	typed   string // the draft that was kept
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
	bare   bool // what a private report says is shown

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
	p.head, p.facts, p.right = p.newHead(), newFacts(p), newHistory(c.Language)
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
		p.bare = false
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
	from := p.in
	work := func(ctx context.Context) (seen, error) { return read(ctx, from, id) }
	task.Run(ctx, p.in.Run, work, func(s seen, err error) {
		if n == p.request {
			p.show(s, err)
		}
	})
}

// read reads the case. It belongs into work.
func read(ctx context.Context, from CaseFile, id int64) (s seen, err error) {
	if s.report, s.history, err = from.Cases.Case(ctx, id); err != nil {
		return s, err
	}
	s.sent, s.looks = from.Sender.Read(ctx, id)
	if from.Drafts != nil {
		if s.typed, err = from.Drafts.Read(ctx, id); err != nil { // the case is worth showing without it
			slog.Error("read a draft", "report", id, "err", err)
		}
	}
	return s, nil
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
	p.showKnown()
	p.right.show(part.Annals(p.in.Language, s.history, s.looks, p.in.Now()))
	p.photos.load(s.report.ID)
	p.links.load(s.report)
	p.loadHeld(s.report.ID)
	p.body.Objects = []fyne.CanvasObject{p.columns}
	p.takeDrafts(s)
	p.showStale()
	p.showBar()
}

// showKnown shows what is known of the report; of a private one no words, place or photo until the reader wants to see them.
func (p *Page) showKnown() {
	p.facts.show(p.in.Language, *p.seen, p.covered())
	p.showOutline(p.seen.report)
}

// covered tells whether what the citizen sent is not shown: that of a private report, until the reader wants to see it.
func (p *Page) covered() bool { return p.seen != nil && p.seen.report.Private && !p.bare }

// onUncover shows what is covered.
func (p *Page) onUncover() {
	if p.covered() {
		p.bare = true
		p.showKnown()
		p.photos.set(p.photos.photos)
	}
}

// newRight lays out the history, and below it the reports that have to do with the case.
func (p *Page) newRight() fyne.CanvasObject {
	if p.in.Beside.Around == nil {
		return p.right.box
	}
	inside := container.NewVScroll(beforeBar(p.links.rows))
	around := part.NewCard(p.in.Language.Text("case.around"), part.AtLeast(0, aroundHeight, part.Settled(inside)), p.newLinkButton())
	return container.New(along{p.facts.upper}, p.right.box, around)
}

// aroundHeight is the room for the reports that have to do with the case.
const aroundHeight = 104

// showOutline draws the kelurahan of the report and where in it the report lies.
func (p *Page) showOutline(r data.Report) {
	if p.in.Beside.Outline == nil {
		return
	}
	rings, ok := p.in.Beside.Outline(r.Area)
	if !ok {
		rings = nil
	}
	if p.covered() {
		r.Lat, r.Lon = 0, 0
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
	if p.seen == nil || p.in.Closed != nil {
		return nil
	}
	return data.Possible(p.seen.history, p.in.Staff(), p.in.Now())
}
