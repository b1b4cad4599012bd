package dashboard

import (
	"context"
	"log/slog"
	"slices"

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
	"tuntas/data"
)

// card is one question: its latest answer as a figure, and what can be done with it.
type card struct {
	page     *Page
	view     view
	question analytics.Question
	number   int             // of the latest time it was asked; only that answer is shown
	round    context.Context // in which it was asked
	scope    analytics.Scope // the same
	occasion occasion        // the same
	answer   answer
	answered bool // there is an answer, of this occasion or, while another is awaited, of the one before
	fresh    bool // the answer is of this occasion
	chart    *chart.Chart
	loading  *widget.Label
	tools    []*part.Button // useless without an answer
	asking   *part.Button   // with what the question is asked beyond the filter; nil where it takes nothing
	surface  *part.Card
}

// answer is a section in the reader's language.
type answer struct {
	section figure.Section
	scope   analytics.Scope // as it was asked, defaults filled in
}

// What a figure gets at least, so that a row of figures does not change its height when answers come; a list of names and a
// map are longer.
const (
	figureHeight = 320
	listHeight   = 490

	longListHeight = 632
)

// figureEdge is the room that a figure leaves around its words.
const figureEdge = 10

// The letters that do what the buttons of a card do, while its figure has the focus.
const (
	letterTable   = 't'
	letterMeasure = 'i'
	letterCopy    = 'c'
	letterLarge   = 'f'
	letterSave    = 's'
)

// toolSave is the place of the button that saves, among the tools.
const toolSave = 2

func newCard(p *Page, q analytics.Question, v view) *card {
	l := p.dash.Language
	c := &card{page: p, question: q, view: v, chart: chart.New(l)}
	c.chart.OnTapped = func(series, _ int, key figure.Key) { c.onMark(c.chart, series, key) }
	c.chart.OnMenu = c.onMenu
	c.chart.OnTyped = c.onTyped
	listen(c.chart)
	c.loading = widget.NewLabel(l.Text("dashboard.loading"))
	c.loading.Importance = widget.LowImportance
	c.loading.Hide()
	right := []fyne.CanvasObject{c.loading}
	if parameterOf(q.Name) != parameterNone {
		c.asking = quietButton(p.filter.parameterText(parameterOf(q.Name), l), theme.MenuDropDownIcon(), c.onParameter)
		c.asking.IconPlacement = widget.ButtonIconTrailingText
		right = append(right, c.asking)
	}
	for _, t := range []struct {
		icon fyne.Resource
		do   func()
	}{
		{theme.InfoIcon(), c.onMeasure}, {theme.ListIcon(), c.onNumbers}, {theme.DocumentSaveIcon(), c.onSave},
		{theme.ViewFullScreenIcon(), c.onEnlarge},
	} {
		b := quietButton("", t.icon, t.do)
		b.Disable()
		c.tools = append(c.tools, b)
		right = append(right, b)
	}
	c.surface = part.NewCard(v.title(l), c.inRoom(inLine(newSkeleton())), right...)
	return c
}

// fewLines is up to how many lines a list is low: less than half of the room that was kept for it would be used.
const fewLines = 5

// few tells whether a list turned out to have few lines.
func (c *card) few() bool {
	if !c.answered || !c.lines() {
		return false
	}
	f := c.answer.section.Figure
	n := len(f.Categories)
	if f.Kind == figure.Heat {
		n = len(f.Series)
	}
	return n <= fewLines
}

// inRoom gives what a card shows the height that its answer will need at most, so that nothing is pushed down when it comes; a
// list of few lines gives back what it does not need.
func (c *card) inRoom(o fyne.CanvasObject) fyne.CanvasObject {
	height := float32(figureHeight)
	switch {
	case c.few():
	case c.question.Name == "paths":
		height = max(listHeight, c.chart.RoomFor(2*len(data.Stages())))
	case c.question.Name == "patterns": // units and what they did: the longest names of all
		height = max(longListHeight, c.chart.RoomFor(roomOnCard))
	case c.lines():
		height = max(listHeight, c.chart.RoomFor(roomOnCard))
	}
	return part.AtLeastInText(0, height, o)
}

// listing are the questions whose figures are lists of names by themselves.
var listing = []string{"handover", "variants", "deviations", "activities", "activity-paths", "activity-variants", "patterns", "flood-clusters", "passes"}

// lines tells whether the figure of the card has a line for each of many names or periods.
func (c *card) lines() bool {
	switch c.view.by {
	case analytics.ByUnit, analytics.ByReason, analytics.ByKecamatan, analytics.ByKelurahan:
		return true
	case "":
		periods := c.question.Name == "time-in-stage" && c.view.grain != ""
		return periods || c.question.Group == analytics.ByUnit || slices.Contains(listing, c.question.Name)
	}
	return false
}

// inLine lets a figure lie in the edge of its card, so that the titles of both stand in line.
func inLine(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(-figureEdge, -figureEdge/2, -figureEdge, -figureEdge), o)
}

// ask puts the question, unless it was answered on this occasion. What is on screen stays until the answer comes; the answer
// to an earlier one is dropped.
func (c *card) ask(ctx context.Context, s analytics.Scope, o occasion) {
	if c.fresh && c.occasion == o { // it is drawn already
		if large := c.page.large; large != nil && large.card == c {
			large.show()
		}
		return
	}
	c.number++
	number := c.number
	c.round, c.scope, c.occasion, c.fresh = ctx, s, o, false
	if c.asking != nil {
		c.asking.SetText(o.filter.parameterText(parameterOf(c.question.Name), c.page.dash.Language))
	}
	c.setLoading(true)
	db, q, v, l := c.page.dash.Questions, c.question, c.view, c.page.dash.Language
	fitting, left := v.scope(q, s)
	work := func(ctx context.Context) (answer, error) {
		a, err := q.Ask(ctx, db, fitting)
		if err != nil {
			return answer{}, err
		}
		found := answer{section: a.Section(l), scope: a.Scope}
		if v.by == byHour {
			found.section.Figure = inOrder(found.section.Figure, string(byHour))
		}
		found.section.Figure.Notes = append(found.section.Figure.Notes, v.notes(l, left)...)
		return found, nil
	}
	task.Run(ctx, c.page.dash.Run, work, func(a answer, err error) {
		if number == c.number {
			c.show(a, err)
		}
	})
}

func (c *card) show(a answer, err error) {
	c.setLoading(false)
	if err != nil {
		slog.Error("question of the dashboard", "question", c.question.Name, "error", err)
		c.showError(err)
		return
	}
	c.answer, c.answered, c.fresh = a, true, true
	for _, b := range c.tools {
		b.Enable()
	}
	room := c.surface.MinSize()
	c.chart.Draw(onCard(a.section.Figure, c.page.dash.Language))
	c.surface.SetContent(c.inRoom(inLine(c.chart)))
	if large := c.page.large; large != nil && large.card == c {
		large.show()
	}
	if c.surface.MinSize() != room { // else nothing moves
		c.page.sheet.figures.Refresh()
	}
}

// showError says what went wrong in place of the figure, which would be that of another filter.
func (c *card) showError(err error) {
	c.answered, c.fresh = false, false
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
		c.ask(c.round, c.scope, c.occasion)
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

func (c *card) onMeasure() {
	if c.answered {
		showMeasure(c.page.dash.Language, c.surface, c.answer.section)
	}
}

// onTyped does what a button of the card does.
func (c *card) onTyped(letter rune) {
	switch letter {
	case letterTable:
		c.onNumbers()
	case letterMeasure:
		c.onMeasure()
	case letterCopy:
		c.onCopy()
	case letterLarge:
		c.onEnlarge()
	case letterSave:
		c.onSave()
	default:
		part.PassRune(c.chart, letter)
	}
}

// listen lets the page scroll to where the keyboard is in a figure, and the window have the keys that it does not know.
func listen(c *chart.Chart) {
	c.OnReached = func(top, height float32) { part.RevealSpan(c, top, height) }
	c.OnKey = func(k *fyne.KeyEvent) { part.PassKey(c, k) }
}

// onMenu offers in words what the buttons do.
func (c *card) onMenu(e *fyne.PointEvent) {
	l := c.page.dash.Language
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(l.Text("dashboard.measure"), c.onMeasure),
		fyne.NewMenuItem(l.Text("dashboard.numbers"), c.onNumbers),
		fyne.NewMenuItem(l.Text("dashboard.enlarge"), c.onEnlarge),
		fyne.NewMenuItemSeparator(),
	}
	items = append(items, c.files()...)
	for _, m := range items {
		m.Disabled = !c.answered
	}
	popUp(c.chart, items, e.AbsolutePosition)
}

// popUp shows a menu at a place of the window in which the object is.
func popUp(over fyne.CanvasObject, items []*fyne.MenuItem, at fyne.Position) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(over); canvas != nil && len(items) > 0 {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), canvas, at)
	}
}

// popBelow shows a menu under an object.
func popBelow(over fyne.CanvasObject, items []*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over)
	popUp(over, items, at.AddXY(0, over.Size().Height+2))
}
