package dashboard

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/app/ui/part"
)

// head is the top of the dashboard: where one is, the ways back and forth, what concerns all figures, and the pages.
type head struct {
	page          *Page
	heading       *part.Heading
	back, forward *part.Button
	views, notes  *part.Button
	tabs          *part.Tabs
}

func newHead(p *Page) *head {
	l := p.dash.Language
	h := &head{page: p}
	h.back = quietButton("", theme.NavigateBackIcon(), func() { p.Back() })
	h.forward = quietButton("", theme.NavigateNextIcon(), func() { p.Forward() })
	rows := quietButton(l.Text("dashboard.rows"), theme.ListIcon(), p.onRows)
	h.notes = quietButton(l.Text("dashboard.remarks"), theme.DocumentCreateIcon(), p.onRemarks)
	h.views = quietButton(l.Text("dashboard.views"), theme.MenuDropDownIcon(), p.onViews)
	h.views.IconPlacement = widget.ButtonIconTrailingText
	h.heading = part.NewHeading(l.Text("dashboard.title"), " ", h.back, h.forward, rows, h.notes, h.views)
	h.tabs = part.NewTabs(p.Pages(), func(name string) string { return l.Text("dashboard.page." + name) }, p.Show)
	return h
}

func quietButton(text string, icon fyne.Resource, tapped func()) *part.Button {
	b := part.NewButton(text, icon, tapped)
	b.Importance = widget.LowImportance
	return b
}

// state is where the reader is now.
func (p *Page) state() state {
	s := state{page: p.sheet.name, filter: p.filter}
	switch {
	case p.cases != nil:
		s.large, s.behind = p.cases.card.view.name, p.cases.behind
	case p.large != nil:
		s.large, s.alone = p.large.card.view.name, p.large.alone
	}
	return s
}

// step remembers where the reader is now, for the way back.
func (p *Page) step() {
	p.trail.to(p.state())
	p.showWays()
}

func (p *Page) showWays() {
	part.Enable(p.head.back, len(p.trail.past) > 0)
	part.Enable(p.head.forward, len(p.trail.future) > 0)
}

// Back goes to where the reader was before; it returns false when that is not on the dashboard.
func (p *Page) Back() bool {
	s, ok := p.trail.back()
	if ok {
		p.restore(s)
		p.showWays()
	}
	return ok
}

// Forward goes again to where Back came from; it returns false when there is no such place.
func (p *Page) Forward() bool {
	s, ok := p.trail.forward()
	if ok {
		p.restore(s)
		p.showWays()
	}
	return ok
}

// Show turns to the page of that name; a name that is none changes nothing.
func (p *Page) Show(name string) {
	of := p.sheetOf(name)
	if of == nil {
		return
	}
	p.turn(of, nil, false)
	p.step()
	p.ask()
}

// ShowFigure lets the figure of a view fill the page; a view that is not on the page changes nothing.
func (p *Page) ShowFigure(view string) {
	if c := p.sheet.card(view); c != nil {
		p.enlarge(c, false)
	}
}

// ShowCases lists the cases behind the first mark of a view that leads to some; without one nothing changes.
func (p *Page) ShowCases(view string) {
	c := p.sheet.card(view)
	if c == nil {
		return
	}
	f := c.chart.Figure()
	for i, s := range f.Series {
		for _, point := range s.Points {
			if ways := c.lists(f, i, point.Key); len(point.Key) > 0 && len(ways) > 0 {
				ways[0].do()
				return
			}
		}
	}
}

// sheetOf returns the page of that name, made when it is shown first; nil when there is none.
func (p *Page) sheetOf(name string) *sheet {
	if s := p.sheets[name]; s != nil {
		return s
	}
	for _, of := range p.pages {
		if of.name == name {
			p.sheets[name] = newSheet(p, of)
			return p.sheets[name]
		}
	}
	return nil
}

// restore brings back a state; a page or figure that no longer exists gives way to the first page and to all figures.
func (p *Page) restore(s state) {
	from := p.filling()
	p.filter = s.filter
	p.bar.set(p.filter)
	of := p.sheetOf(s.page)
	if of == nil {
		of = p.sheetOf(p.pages[0].name)
	}
	c := of.card(s.large)
	if c != nil && s.behind.list != "" {
		p.turn(of, nil, false)
		p.cases = newCaseList(c, s.behind)
		p.showBody()
	} else {
		p.turn(of, c, s.alone)
	}
	p.showAgainst()
	p.showChips()
	p.ask()
	p.keysBack(from)
}

// turn shows a page, with one of its figures filling it where c is set.
func (p *Page) turn(to *sheet, c *card, alone bool) {
	p.sheet, p.large, p.cases = to, nil, nil
	if c != nil {
		p.large = newLarge(c, alone)
	}
	p.head.tabs.Mark(to.name)
	p.showAgainst()
	p.showBody()
	p.settle()
	to.figures.Refresh()
}

// onTile shows the trend of a measure over the whole page.
func (p *Page) onTile(measure string) {
	of := p.sheetOf(trendPage)
	if of == nil {
		return
	}
	p.turn(of, of.card("trend-"+measure), false)
	p.step()
	p.ask()
	p.keysBack(nil)
}

// onRows shows the reports that the filter takes.
func (p *Page) onRows() { p.dash.Open(desked(p.filter)) }

// read reads a shared text.
func (p *Page) read(text string) (state, error) {
	return readState(text, p.usual, p.dash.Now().In(p.dash.Language.Zone()))
}

// enlarge lets the figure of a card fill the page, or its numbers alone.
func (p *Page) enlarge(c *card, alone bool) {
	if !c.answered {
		return
	}
	p.turn(p.sheet, c, alone)
	p.step()
	p.keysTo(p.large.back)
}

// keysTo puts the keyboard on something of the page while it is on screen.
func (p *Page) keysTo(f fyne.Focusable) {
	if p.live() {
		p.dash.Window.Canvas().Focus(f)
	}
}

// keysBack puts the keyboard where it belongs after what filled the page: on the figure that did, or into what fills it now.
func (p *Page) keysBack(from *card) {
	switch {
	case p.large != nil:
		p.keysTo(p.large.back)
	case p.cases != nil: // the list takes the keys when it is there
	case from != nil && p.sheet.card(from.view.name) == from:
		p.keysTo(from.chart)
	case from != nil:
		p.keysTo(p.head.tabs.Tab(p.sheet.name))
	}
}

// filling is the card whose figure, or the cases behind it, fill the page; nil while none does.
func (p *Page) filling() *card {
	switch {
	case p.large != nil:
		return p.large.card
	case p.cases != nil:
		return p.cases.card
	}
	return nil
}

// shrink goes back to all figures.
func (p *Page) shrink() {
	if p.large == nil {
		return
	}
	from := p.large.card
	p.turn(p.sheet, nil, false)
	p.step()
	p.ask()
	p.keysBack(from)
}

// list shows the cases behind a mark of a card.
func (p *Page) list(c *card, b behind) {
	p.turn(p.sheet, nil, false)
	p.cases = newCaseList(c, b)
	p.showBody()
	p.step()
	p.ask()
}

// leaveList goes back to where the list of cases was opened; a list that was opened from a text gives way to its page.
func (p *Page) leaveList() {
	if p.cases == nil || p.Back() {
		return
	}
	from := p.cases.card
	p.turn(p.sheet, nil, false)
	p.step()
	p.ask()
	p.keysBack(from)
}

// TypedKey goes back to all figures on Escape; the window passes on the keys that no field wants.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		p.shrink()
		p.leaveList()
	}
}

// TypedRune does what a letter stands for on the figure that fills the page; else letters belong to the figure that has the
// focus.
func (p *Page) TypedRune(r rune) {
	if p.large != nil && strings.ContainsRune(string([]rune{letterTable, letterLarge, letterCopy, letterSave}), r) {
		p.large.onTyped(r)
	}
}

// grains and rules are what the bar offers.
func grains() []analytics.Grain {
	return []analytics.Grain{analytics.Day, analytics.Week, analytics.Month, analytics.Quarter, analytics.Year}
}

// passes are those that the bar offers: each of the first four, and all that were done again.
func passes() []string { return []string{"1", "2+", "2", "3", "4"} }

func rules() []analytics.Rule {
	return []analytics.Rule{analytics.Received, analytics.Entered, analytics.Left, analytics.Touched}
}
