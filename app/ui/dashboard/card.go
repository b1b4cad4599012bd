package dashboard

import (
	"context"
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/ui/chart"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
)

// card is one question: its latest answer as a figure, and what can be done with it.
type card struct {
	page     *Page
	question analytics.Question
	number   int             // of the latest time it was asked; only that answer is shown
	round    context.Context // in which it was asked
	scope    analytics.Scope // the same
	answer   answer
	answered bool
	chart    *chart.Chart
	loading  *widget.Label
	tools    []*widget.Button // useless without an answer
	surface  *part.Card
}

// answer is a section in the reader's language, with the categories that all its reports are of where the question is
// about some only.
type answer struct {
	section    figure.Section
	categories []string
}

// What a figure gets at least, so that a row of figures does not change its height when answers come; a list of units is
// longer.
const (
	figureHeight = 320
	listHeight   = 430
)

// figureEdge is the room that a figure leaves around its words.
const figureEdge = 10

func newCard(p *Page, q analytics.Question) *card {
	l := p.dash.Language
	c := &card{page: p, question: q, chart: chart.New(l)}
	c.chart.OnTapped = func(series, _ int, key figure.Key) { c.onMark(c.chart.Figure(), series, key) }
	c.chart.OnMenu = c.onMenu
	c.loading = widget.NewLabel(l.Text("dashboard.loading"))
	c.loading.Importance = widget.LowImportance
	c.loading.Hide()
	right := []fyne.CanvasObject{c.loading}
	for _, t := range []struct {
		icon fyne.Resource
		do   func()
	}{
		{theme.InfoIcon(), c.onMeasure}, {theme.ListIcon(), c.onNumbers}, {theme.ContentCopyIcon(), c.onCopy},
		{theme.ViewFullScreenIcon(), c.onEnlarge},
	} {
		b := widget.NewButtonWithIcon("", t.icon, t.do)
		b.Importance = widget.LowImportance
		b.Disable()
		c.tools = append(c.tools, b)
		right = append(right, b)
	}
	name := l.Text("measure." + strings.ReplaceAll(q.Name, "-", "_") + ".name")
	c.surface = part.NewCard(name, c.inRoom(inLine(newSkeleton())), right...)
	return c
}

// inRoom gives what a card shows its least height.
func (c *card) inRoom(o fyne.CanvasObject) fyne.CanvasObject {
	height := float32(figureHeight)
	if c.question.Group == analytics.ByUnit {
		height = listHeight
	}
	return part.AtLeast(0, height, o)
}

// inLine lets a figure lie in the edge of its card, so that the titles of both stand in line.
func inLine(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(-figureEdge, -figureEdge/2, -figureEdge, -figureEdge), o)
}

// ask puts the question. What is on screen stays until the answer comes; the answer to an earlier one is dropped.
func (c *card) ask(ctx context.Context, s analytics.Scope) {
	c.number++
	number := c.number
	c.round, c.scope = ctx, s
	c.setLoading(true)
	db, q, l, s := c.page.dash.Questions, c.question, c.page.dash.Language, scopeFor(c.question, s)
	work := func(ctx context.Context) (answer, error) {
		a, err := q.Ask(ctx, db, s)
		if err != nil {
			return answer{}, err
		}
		found := answer{section: a.Section(l)}
		found.categories, err = categoriesOf(ctx, q, db, s)
		return found, err
	}
	task.Run(ctx, c.page.dash.Run, work, func(a answer, err error) {
		if number == c.number {
			c.show(a, err)
		}
	})
}

// someCategories is the question that is about reports of some categories only.
const someCategories = "flood"

// categoriesOf returns the categories of all reports that the answer counts, where the question is about some only.
func categoriesOf(ctx context.Context, q analytics.Question, db analytics.Querier, s analytics.Scope) ([]string, error) {
	if q.Name != someCategories {
		return nil, nil
	}
	s.Grain, s.By = analytics.None, analytics.ByCategory
	a, err := q.Ask(ctx, db, s)
	if err != nil {
		return nil, err
	}
	var all []string
	for row := range a.Rows {
		if name, ok := a.Value(row, string(analytics.ByCategory)).(string); ok {
			all = append(all, name)
		}
	}
	return all, nil
}

func (c *card) show(a answer, err error) {
	c.setLoading(false)
	if err != nil {
		slog.Error("question of the dashboard", "question", c.question.Name, "error", err)
		c.showError(err)
		return
	}
	c.answer, c.answered = a, true
	for _, b := range c.tools {
		b.Enable()
	}
	c.chart.Draw(onCard(a.section.Figure, c.page.dash.Language))
	c.surface.SetContent(c.inRoom(inLine(c.chart)))
	if large := c.page.large; large != nil && large.card == c {
		large.show()
	}
	c.page.figures.Refresh()
}

// showError says what went wrong in place of the figure, which would be that of another filter.
func (c *card) showError(err error) {
	c.answered = false
	for _, b := range c.tools {
		b.Disable()
	}
	notice := func() fyne.CanvasObject {
		return container.NewVBox(part.NewErrorNotice(c.page.dash.Language, err, c.onRetry))
	}
	c.surface.SetContent(c.inRoom(notice()))
	if large := c.page.large; large != nil && large.card == c {
		large.put(notice())
	}
}

func (c *card) onRetry() {
	if c.page.live() && c.round.Err() == nil {
		c.ask(c.round, c.scope)
	}
}

func (c *card) setLoading(on bool) {
	c.loading.Hidden = !on
	c.loading.Refresh()
	c.surface.Refresh()
	if large := c.page.large; large != nil && large.card == c {
		large.loading.Hidden = !on
		large.content.Refresh()
	}
}

func (c *card) onEnlarge() { c.page.enlarge(c, false) }

func (c *card) onNumbers() { c.page.enlarge(c, true) }

func (c *card) onCopy() {
	if c.answered {
		c.page.dash.Copy(tabbed(c.answer.section.Table, c.page.dash.Language))
	}
}

// onMark shows the reports behind a mark. Where they are of several categories the reader chooses one: the desk shows one
// at a time.
func (c *card) onMark(f figure.Figure, series int, key figure.Key) {
	if len(key) == 0 { // nothing is behind it
		return
	}
	p := c.page
	tone := figure.Plain // a flow has no series
	if series < len(f.Series) {
		tone = f.Series[series].Tone
	}
	to, ok := way(f.ID, tone, key, p.filter, p.dash.Language.Zone())
	switch {
	case !ok:
		p.notice.Say(p.dash.Language.Text("dashboard.no_way"))
	case to.Category == "" && len(c.answer.categories) == 1:
		to.Category = c.answer.categories[0]
		p.dash.Open(to)
	case to.Category == "" && len(c.answer.categories) > 1:
		var items []*fyne.MenuItem
		for _, name := range c.answer.categories {
			items = append(items, fyne.NewMenuItem(name, func() {
				to.Category = name
				p.dash.Open(to)
			}))
		}
		c.popUp(items, fyne.NewPos(c.surface.Size().Width/3, c.surface.Size().Height/3))
	default:
		p.dash.Open(to)
	}
}

// onMenu offers in words what the buttons do.
func (c *card) onMenu(e *fyne.PointEvent) {
	l := c.page.dash.Language
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(l.Text("dashboard.measure"), c.onMeasure),
		fyne.NewMenuItem(l.Text("dashboard.numbers"), c.onNumbers),
		fyne.NewMenuItem(l.Text("dashboard.copy"), c.onCopy),
		fyne.NewMenuItem(l.Text("dashboard.enlarge"), c.onEnlarge),
	}
	for _, m := range items {
		m.Disabled = !c.answered
	}
	driver := fyne.CurrentApp().Driver()
	c.popUp(items, e.AbsolutePosition.Subtract(driver.AbsolutePositionForObject(c.surface)))
}

// popUp shows a menu at a place of the card, or of the large figure in its stead.
func (c *card) popUp(items []*fyne.MenuItem, at fyne.Position) {
	var over fyne.CanvasObject = c.surface
	if large := c.page.large; large != nil {
		over = large.content
	}
	driver := fyne.CurrentApp().Driver()
	if canvas := driver.CanvasForObject(over); canvas != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), canvas, driver.AbsolutePositionForObject(over).Add(at))
	}
}

func (c *card) onMeasure() {
	if c.answered {
		showMeasure(c.page.dash.Language, c.surface, c.answer.section)
	}
}
