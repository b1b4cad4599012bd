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
	swap    *part.Button // between everything and the numbers alone
	saving  *part.Button
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
	g.chart.OnTapped = func(series, _ int, key figure.Key) { c.onMark(g.chart, series, key) }
	g.chart.OnTyped = g.onTyped
	listen(g.chart)
	g.back = part.NewCloser(l.Text("dashboard.back"), theme.NavigateBackIcon(), c.page.shrink)
	g.swap = part.NewButton("", nil, g.onSwap)
	g.loading = widget.NewLabel(l.Text("dashboard.loading"))
	g.loading.Importance = widget.LowImportance
	g.loading.Hide()
	copying := part.NewButton(l.Text("dashboard.copy"), theme.ContentCopyIcon(), c.onCopy)
	g.saving = part.NewButton(l.Text("dashboard.save"), theme.DocumentSaveIcon(), c.onSave)
	g.table = part.NewTable(g.source)
	upper := container.NewHSplit(
		part.NewCard("", part.Settled(container.NewVScroll(g.chart))),
		part.NewCard(l.Text("dashboard.measure"), part.Settled(container.NewVScroll(g.facts))),
	)
	upper.Offset = pictureShare
	all := container.NewVSplit(upper, container.NewStack())
	all.Offset = upperShare
	g.all = all
	g.body = container.NewStack()
	name := widget.NewLabelWithStyle(c.view.title(l), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	head := container.NewHBox(g.back, name, layout.NewSpacer(), g.loading, g.swap, copying, g.saving)
	g.content = container.New(layout.NewBorderLayout(head, nil, nil, nil), head, g.body) // Tab goes from top to bottom
	g.put(newSkeleton())
	if c.answered {
		g.show()
	}
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
	g.card.page.step()
	if g.alone {
		g.card.page.keysTo(g.swap) // the figure is gone, and what it had of the keyboard with it
	}
}

// onTyped does what a button does; the letter that lets a figure fill the page takes it back.
func (g *large) onTyped(letter rune) {
	switch letter {
	case letterTable:
		g.onSwap()
	case letterLarge:
		g.card.page.shrink()
	case letterCopy, letterSave:
		g.card.onTyped(letter)
	default:
		part.PassRune(g.chart, letter)
	}
}
