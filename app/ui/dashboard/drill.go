package dashboard

import (
	"fyne.io/fyne/v2"

	"tuntas/analytics/figure"
	"tuntas/app/ui/chart"
)

// choice is one thing that can be done with a mark.
type choice struct {
	label string
	do    func()
}

// onMark does what a mark leads to: a place narrows the page to itself, other marks offer their reports and the narrower
// page. Where only one thing can be done it is done at once.
func (c *card) onMark(from *chart.Chart, series int, key figure.Key) {
	if len(key) == 0 { // nothing is behind it
		return
	}
	p := c.page
	all := c.leads(from.Figure(), series, key)
	switch len(all) {
	case 0:
		p.notice.Say(p.dash.Language.Text("dashboard.no_way"))
	case 1:
		all[0].do()
	default:
		var items []*fyne.MenuItem
		for _, a := range all {
			items = append(items, fyne.NewMenuItem(a.label, a.do))
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(from)
		popUp(from, items, at.Add(from.Spot()))
	}
}

// leads are the ways on from a mark: its cases, then the narrower page. A place leads to itself first.
func (c *card) leads(f figure.Figure, series int, key figure.Key) []choice {
	p := c.page
	l := p.dash.Language
	var narrow []choice
	to := narrowed(key, p.filter, l.Zone())
	if words := difference(l, p.filter, to); words != "" {
		narrow = []choice{{l.Text("dashboard.narrow", "to", words), func() { p.narrow(to) }}}
	}
	if f.Kind == figure.Places && len(narrow) > 0 && to.area != p.filter.area {
		return narrow
	}
	return append(c.lists(f, series, key), narrow...)
}

// lists are the ways to the cases behind a mark.
func (c *card) lists(f figure.Figure, series int, key figure.Key) (all []choice) {
	tone := figure.Plain
	if series >= 0 && series < len(f.Series) {
		tone = f.Series[series].Tone
	}
	l := c.page.dash.Language
	for _, list := range c.question.Lists(c.answer.scope, key, tone) {
		b := behind{list, keyText(key)}
		all = append(all, choice{l.Text("dashboard.list", "what", l.Text("behind."+string(list))), func() { c.page.list(c, b) }})
	}
	return all
}

// narrow takes over a narrower filter.
func (p *Page) narrow(to filter) {
	p.filter = to
	p.bar.set(to)
	p.onFilter()
}
