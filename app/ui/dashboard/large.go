package dashboard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics/figure"
	"tuntas/app/ui/chart"
	"tuntas/app/ui/part"
)

// large is a figure that fills the page: picture, measure card and the table of its numbers.
type large struct {
	card    *card
	back    *part.Button
	swap    *widget.Button // between everything and the numbers alone
	loading *widget.Label
	chart   *chart.Chart
	facts   *fyne.Container
	source  *numbers
	table   *part.Table
	all     fyne.CanvasObject
	alone   bool // only the numbers are shown
	body    *fyne.Container
	content fyne.CanvasObject
}

// Shares of the room that picture and measure card take.
const (
	pictureShare = 0.68
	upperShare   = 0.64
)

func newLarge(c *card, alone bool) *large {
	l := c.page.dash.Language
	g := &large{card: c, alone: alone, chart: chart.New(l), facts: part.Below(), source: &numbers{language: l}}
	g.chart.OnTapped = func(series, _ int, key figure.Key) { c.onMark(g.chart.Figure(), series, key) }
	g.back = part.NewCloser(l.Text("dashboard.back"), theme.NavigateBackIcon(), c.page.shrink)
	g.swap = widget.NewButton("", g.onSwap)
	g.loading = widget.NewLabel(l.Text("dashboard.loading"))
	g.loading.Importance = widget.LowImportance
	g.loading.Hide()
	copying := widget.NewButtonWithIcon(l.Text("dashboard.copy"), theme.ContentCopyIcon(), c.onCopy)
	g.table = part.NewTable(g.source)
	upper := container.NewHSplit(
		part.NewCard("", container.NewVScroll(g.chart)),
		part.NewCard(l.Text("dashboard.measure"), container.NewVScroll(g.facts)),
	)
	upper.Offset = pictureShare
	all := container.NewVSplit(upper, container.NewStack())
	all.Offset = upperShare
	g.all = all
	g.body = container.NewStack()
	name := widget.NewLabelWithStyle(c.answer.section.Title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	head := container.NewHBox(g.back, name, layout.NewSpacer(), g.loading, g.swap, copying)
	g.content = container.NewBorder(head, nil, nil, nil, g.body)
	g.show()
	return g
}

// show takes over the latest answer of the card.
func (g *large) show() {
	s := g.card.answer.section
	g.chart.Draw(s.Figure)
	g.facts.Objects = entries(s.Card)
	g.facts.Refresh()
	g.source.table = s.Table
	g.table.SetColumns(g.source.columns())
	g.table.SetLength(len(s.Table.Rows))
	g.showBody()
}

// showBody shows everything, or the numbers alone.
func (g *large) showBody() {
	l := g.card.page.dash.Language
	split := g.all.(*container.Split)
	if g.alone {
		split.Trailing = container.NewStack()
		g.swap.SetText(l.Text("dashboard.with_figure"))
		g.put(g.table)
		return
	}
	split.Trailing = g.table
	split.Refresh()
	g.swap.SetText(l.Text("dashboard.numbers_only"))
	g.put(split)
}

func (g *large) put(o fyne.CanvasObject) {
	g.body.Objects = []fyne.CanvasObject{o}
	g.body.Refresh()
}

func (g *large) onSwap() {
	g.alone = !g.alone
	g.showBody()
}

// enlarge lets the figure of a card fill the page, or its numbers alone.
func (p *Page) enlarge(c *card, alone bool) {
	if !c.answered {
		return
	}
	p.large = newLarge(c, alone)
	p.head.Hide() // the figure says all of that
	p.showBody()
	p.settle()
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(p.large.back); canvas != nil {
		canvas.Focus(p.large.back)
	}
}

// shrink goes back to all figures.
func (p *Page) shrink() {
	if p.large == nil {
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(p.large.back); canvas != nil {
		canvas.Unfocus()
	}
	p.large = nil
	p.head.Show()
	p.showBody()
	p.settle()
	p.figures.Refresh()
}

// TypedKey goes back to all figures on Escape; the window passes on the keys that no field wants.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		p.shrink()
	}
}

// TypedRune does nothing: the page has no letters of its own.
func (p *Page) TypedRune(rune) {}
