// Package dashboard shows the figures of all questions that can be asked, page by page under one filter. It knows which
// question stands on which page, which filter there is and where the reader has been, which answer is the latest one of each
// figure, and which reports stand behind a mark. It refuses to know SQL, how an answer is counted or drawn, where views and
// remarks are kept, and what else the window shows.
package dashboard

import (
	"context"
	"io"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/analytics"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Dashboard is what the page works with. Every field must be set.
type Dashboard struct {
	Window    fyne.Window                                          // for dialogs
	Questions analytics.Querier                                    // whom the questions are put to
	Choices   func(ctx context.Context) (data.Choices, error)      // what the filter can choose from
	Kept      func() Kept                                          // what was kept last
	Keep      func(Kept)                                           // keeps it
	SaveAs    func(name string, chosen func(path string))          // asks for the path of a file
	Save      func(path string, write func(io.Writer) error) error // whole or not at all
	Run       task.Runner
	Language  *i18n.Language
	Now       func() time.Time  // the clock
	Open      func(data.Filter) // shows reports
	OpenCase  func(id int64)    // shows one of them
	Copy      func(text string) // to the clipboard
}

// Page is the filter with the figures under it. All methods belong to the goroutine that owns the widgets.
type Page struct {
	dash    Dashboard
	ctx     context.Context    // of the last Load; nil before
	loads   int                // number of the last Load
	stop    context.CancelFunc // ends the questions under the present filter
	choices data.Choices
	known   bool // choices were answered once
	filter  filter
	usual   filter // what Clear goes back to: the last twelve months with reports
	trail   trail
	pages   []pageOf
	sheets  map[string]*sheet // those that were shown
	sheet   *sheet            // the one on screen
	large   *large            // the figure that fills the page; nil while none does
	cases   *caseList         // the cases that fill the page; nil while none do
	head    *head
	bar     *bar
	chips   *part.Chips
	notice  *part.Notice
	body    *fyne.Container // the figures, the large one, or what stands in their place
	column  *fyne.Container // heading, tabs, bar, chips and body
	content fyne.CanvasObject
}

// together is how many questions are asked side by side: each keeps more than one core busy, so that more of them would only
// make the first answers wait for the last ones.
const together = 2

// New returns the dashboard with its first page; it asks nothing before Load.
func New(d Dashboard) *Page {
	d.Run = task.InTurn(d.Run, together)
	p := &Page{dash: d, stop: func() {}, pages: pagesOf(analytics.Questions()), sheets: map[string]*sheet{}}
	p.head = newHead(p)
	p.bar = newBar(p)
	p.chips = part.NewChips(d.Language, p.onLifted, d.Language.Text("dashboard.clear"), p.onClear)
	p.notice = part.NewNotice(task.Later(task.Reading, d.Run))
	p.sheet = p.sheetOf(p.pages[0].name)
	p.body = container.NewStack(p.sheet.figures)
	p.showAgainst()
	return p
}

// Content returns what the window shows, the same each time.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.column = part.Fill(4, p.head.heading, p.head.tabs.Row, p.bar.box, p.chips, p.body)
		p.content = part.AtBottom(part.Page(p.column), p.notice)
	}
	return p.content
}

// Focus puts the keyboard into the date up to which things are seen, the first field that takes it.
func (p *Page) Focus(c fyne.Canvas) {
	if !p.bar.box.Hidden {
		c.Focus(p.bar.asOf)
	}
}

// Arrive puts the keyboard on the name of the page, or into what fills it.
func (p *Page) Arrive(fyne.Canvas) {
	if p.filling() != nil {
		p.keysBack(nil)
		return
	}
	p.keysTo(p.head.tabs.Tab(p.sheet.name))
}

// Keys are what the keys of the figures and of what stands above them do.
func (p *Page) Keys() []part.KeyGroup {
	l := p.dash.Language
	return []part.KeyGroup{
		part.KeysOf(l, "keys.figure", [2]string{"keys.arrows", "keys.figure.walk"}, [2]string{"Home End", "keys.figure.ends"},
			[2]string{"Enter", "keys.figure.open"}, [2]string{"T", "keys.figure.table"}, [2]string{"I", "keys.figure.measure"},
			[2]string{"F", "keys.figure.large"}, [2]string{"C", "keys.figure.copy"}, [2]string{"S", "keys.figure.save"},
			[2]string{"Esc", "keys.figure.back"}),
		part.TabKeys(l), part.ListKeys(l, true, [2]string{"1 – 9", "keys.list.sort"}),
	}
}

// Pages returns the names of the pages in their order.
func (p *Page) Pages() (names []string) {
	for _, of := range p.pages {
		names = append(names, of.name)
	}
	return names
}

// Scope returns what all questions are asked about: period, as-of instant, filters, remarks and zone. Each question groups by
// its own dimension.
func (p *Page) Scope() analytics.Scope {
	s := p.filter.scope()
	s.Now, s.Zone = p.dash.Now(), p.dash.Language.Zone()
	p.filter.parameters(&s, s.Zone)
	s.Remarks = Remarks(p.dash.Kept().Remarks, s.Zone)
	return s
}

// Load asks for the lists of the filter and puts the questions. The filter and the figures on screen stay until new ones
// are there. Nothing is shown once ctx has ended.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	p.loads++
	if p.known {
		p.ask()
	}
	number := p.loads
	task.Run(ctx, p.dash.Run, p.dash.Choices, func(c data.Choices, err error) {
		if number == p.loads {
			p.onChoices(c, err)
		}
	})
}

func (p *Page) onChoices(c data.Choices, err error) {
	if err != nil {
		slog.Error("choices of the dashboard", "error", err)
		if !p.known {
			p.put(container.NewVBox(part.NewErrorNotice(p.dash.Language, err, p.onRetry)))
		}
		return
	}
	usual := usualFilter(c, p.dash.Now(), p.dash.Language.Zone())
	first := !p.known
	follow := first || p.filter.sameAs(p.usual)
	moved := first || (follow && !usual.sameAs(p.usual))
	p.choices, p.known, p.usual = c, true, usual
	p.bar.offer(c)
	if follow {
		p.filter = usual
		p.bar.set(usual)
	}
	if first {
		p.begin()
		return
	}
	p.showBody()
	p.showChips()
	if moved {
		p.ask()
	}
}

// begin shows the view that was kept as the first one, else the first page.
func (p *Page) begin() {
	s := state{page: p.pages[0].name, filter: p.usual}
	if text := p.dash.Kept().Start; text != "" {
		kept, err := p.read(text)
		if err != nil {
			slog.Warn("the first view of the dashboard cannot be read", "error", err)
		} else {
			s = kept
		}
	}
	p.restore(s)
	p.step()
}

func (p *Page) onRetry() { p.Load(p.ctx) }

// live tells whether the page is on screen.
func (p *Page) live() bool { return p.ctx != nil && p.ctx.Err() == nil }

// ask puts all questions of the page side by side under the filter as it is now. The ones before are given up.
func (p *Page) ask() {
	p.showSubtitle()
	if !p.live() || p.choices.Reports == 0 {
		return
	}
	p.stop()
	round, stop := context.WithCancel(p.ctx)
	p.stop = stop
	if p.cases != nil {
		p.cases.ask(round, p.Scope())
		return
	}
	var first *card
	if p.large != nil {
		first = p.large.card
	}
	p.sheet.ask(round, p.Scope(), occasion{p.filter, p.loads}, first)
}

// onFilter asks under the filter as it is now.
func (p *Page) onFilter() {
	p.showChips()
	p.step()
	p.ask()
}

func (p *Page) onClear() {
	p.filter = p.usual
	p.bar.set(p.filter)
	p.onFilter()
}

func (p *Page) showAgainst() {
	key := "dashboard.against.last_year"
	switch p.filter.against {
	case analytics.Before:
		key = "dashboard.against.before"
	case analytics.Target:
		key = "dashboard.against.target"
	}
	if s := p.sheets[overviewPage]; s != nil {
		s.against.SetText(p.dash.Language.Text(key))
	}
}

// showSubtitle says once what all figures have in common.
func (p *Page) showSubtitle() {
	l, s := p.dash.Language, p.Scope()
	asOf := s.AsOf
	if asOf.IsZero() {
		asOf = s.Now
	}
	p.head.heading.SetSubtitle(l.Text("dashboard.subtitle", "period", analytics.Period(s, l), "asof", l.DateTime(asOf)))
}

// showBody shows the figures, or what to do when there are no reports.
func (p *Page) showBody() {
	switch {
	case p.choices.Reports == 0:
		p.put(part.NewEmpty(assets.IconDashboard, p.dash.Language.Text("dashboard.empty")))
	case p.cases != nil:
		p.put(p.cases.content)
	case p.large != nil:
		p.put(p.large.content)
	default:
		p.put(p.sheet.figures)
	}
	p.bar.box.Hidden = p.choices.Reports == 0
	p.head.tabs.Row.Hidden = p.choices.Reports == 0
}

// put shows o as the body, unless it is shown already.
func (p *Page) put(o fyne.CanvasObject) {
	if p.body.Objects[0] != o {
		p.body.Objects = []fyne.CanvasObject{o}
		p.body.Refresh()
	}
}

// settle lays the page out again: chips or heading may have come or gone, and pickers are as wide as their words.
func (p *Page) settle() {
	if p.column != nil {
		p.column.Refresh()
	}
}
