// Package dashboard shows one figure for each question that can be asked, all under one filter. It knows which filter
// there is, which answer is the latest one of each figure, and which reports stand behind a mark. It refuses to know SQL,
// how an answer is counted or drawn, and what else the window shows.
package dashboard

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tuntas/analytics"
	"tuntas/app/assets"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// Dashboard is what the page works with.
type Dashboard struct {
	Questions analytics.Querier                               // whom the questions are put to
	Choices   func(ctx context.Context) (data.Choices, error) // what the filter can choose from
	Run       task.Runner
	Language  *i18n.Language
	Now       func() time.Time  // the clock
	Open      func(data.Filter) // shows reports
	Copy      func(text string) // to the clipboard
}

// Page is the filter with the figures under it. All methods belong to the goroutine that owns the widgets.
type Page struct {
	dash    Dashboard
	ctx     context.Context    // of the last Load; nil before
	loads   int                // number of the last Load, for the choices
	stop    context.CancelFunc // ends the questions under the present filter
	choices data.Choices
	known   bool // choices were answered once
	filter  filter
	usual   filter // what Clear goes back to: the last twelve months with reports
	head    *part.Heading
	bar     *bar
	chips   *part.Chips
	notice  *part.Notice
	cards   []*card
	grid    *grid
	large   *large            // the figure that fills the page; nil while none does
	figures fyne.CanvasObject // all figures, scrolling
	body    *fyne.Container   // the figures, the large one, or what stands in their place
	column  *fyne.Container   // heading, bar, chips and body
	content fyne.CanvasObject
}

// New returns the page with a card for each question that stands in front; it asks nothing before Load.
func New(d Dashboard) *Page {
	p := &Page{dash: d, stop: func() {}}
	p.head = part.NewHeading(d.Language.Text("dashboard.title"), " ")
	p.bar = newBar(p)
	p.chips = part.NewChips(d.Language, p.onLifted, d.Language.Text("dashboard.clear"), p.onClear)
	p.notice = part.NewNotice(task.Later(task.Reading, d.Run))
	p.grid = &grid{gap: theme.Size(assets.SizeGap)}
	all := container.New(p.grid)
	for _, q := range analytics.Questions() {
		if q.Front {
			c := newCard(p, q)
			p.cards = append(p.cards, c)
			all.Add(c.surface)
		}
	}
	p.figures = container.New(viewport{p.grid}, container.NewVScroll(all))
	p.body = container.NewStack(p.figures)
	return p
}

// Content returns what the window shows, the same each time.
func (p *Page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.column = part.Fill(3, p.head, p.bar.row, p.chips, p.body)
		p.content = part.AtBottom(part.Page(p.column), p.notice)
	}
	return p.content
}

// Focus puts the keyboard into the date up to which things are seen, the first field that takes it.
func (p *Page) Focus(c fyne.Canvas) {
	if !p.bar.row.Hidden {
		c.Focus(p.bar.asOf)
	}
}

// Scope returns what all questions are asked about: period, as-of instant, filters and zone. Each question groups by its
// own dimension.
func (p *Page) Scope() analytics.Scope {
	s := p.filter.scope()
	s.Now, s.Zone = p.dash.Now(), p.dash.Language.Zone()
	return s
}

// Load asks for the lists of the filter and puts the questions. The filter and the figures on screen stay until new ones
// are there. Nothing is shown once ctx has ended.
func (p *Page) Load(ctx context.Context) {
	p.ctx = ctx
	if p.known {
		p.ask()
	}
	p.loads++
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
	follow := !p.known || p.filter.sameAs(p.usual)
	moved := !p.known || (follow && !usual.sameAs(p.usual))
	p.choices, p.known, p.usual = c, true, usual
	p.bar.offer(c)
	if follow {
		p.filter = usual
		p.bar.set(usual)
	}
	p.showBody()
	p.showChips()
	if moved {
		p.ask()
	}
}

func (p *Page) onRetry() { p.Load(p.ctx) }

// live tells whether the page is on screen.
func (p *Page) live() bool { return p.ctx != nil && p.ctx.Err() == nil }

// ask puts all questions side by side under the filter as it is now. The ones before are given up.
func (p *Page) ask() {
	p.showSubtitle()
	if !p.live() || p.choices.Reports == 0 {
		return
	}
	p.stop()
	round, stop := context.WithCancel(p.ctx)
	p.stop = stop
	s := p.Scope()
	for _, c := range p.cards {
		if round.Err() == nil { // the filter may move on while an answer is shown
			c.ask(round, s)
		}
	}
}

// onFilter asks under the filter as it is now.
func (p *Page) onFilter() {
	p.showChips()
	p.ask()
}

func (p *Page) onClear() {
	p.filter = p.usual
	p.bar.set(p.filter)
	p.onFilter()
}

// showSubtitle says once what all figures have in common.
func (p *Page) showSubtitle() {
	l, s := p.dash.Language, p.Scope()
	asOf := s.AsOf
	if asOf.IsZero() {
		asOf = s.Now
	}
	p.head.SetSubtitle(l.Text("dashboard.subtitle", "period", analytics.Period(s, l), "asof", l.DateTime(asOf)))
}

// showBody shows the figures, or what to do when there are no reports.
func (p *Page) showBody() {
	switch {
	case p.choices.Reports == 0:
		p.put(part.NewEmpty(assets.IconDashboard, p.dash.Language.Text("dashboard.empty")))
	case p.large != nil:
		p.put(p.large.content)
	default:
		p.put(p.figures)
	}
	p.bar.row.Hidden = p.choices.Reports == 0
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
