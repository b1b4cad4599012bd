package dashboard

import (
	"slices"

	"fyne.io/fyne/v2"

	"tuntas/analytics"
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

// leads are the ways on from a mark, the nearest first.
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
	return append(c.reports(f, series, key), narrow...)
}

// reports are the ways to the reports behind a mark: one, or one for each category where they are floods, since the desk
// shows one category at a time.
func (c *card) reports(f figure.Figure, series int, key figure.Key) []choice {
	p := c.page
	l := p.dash.Language
	m := mark{id: c.answer.id, key: key, received: c.answer.received}
	if series < len(f.Series) {
		m.tone = f.Series[series].Tone
	}
	to, ok := way(m, p.filter, l.Zone())
	if !ok {
		return nil
	}
	if to.Category == "" && (c.view.flood || c.question.Name == "flood") {
		var all []choice
		for _, name := range p.floods() {
			narrow := to
			narrow.Category = name
			all = append(all, choice{l.Text("dashboard.show_category", "category", name), func() { p.dash.Open(narrow) }})
		}
		return all
	}
	return []choice{{l.Text("dashboard.show_reports"), func() { p.dash.Open(to) }}}
}

// floods are the categories of floods that occur.
func (p *Page) floods() []string {
	return slices.DeleteFunc(analytics.FloodCategories(), func(name string) bool { return !slices.Contains(p.choices.Categories, name) })
}

// narrow takes over a narrower filter.
func (p *Page) narrow(to filter) {
	p.filter = to
	p.bar.set(to)
	p.onFilter()
}
