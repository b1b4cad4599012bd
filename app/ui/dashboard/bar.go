package dashboard

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// bar holds the fields of the filter. Each writes what the reader does into the page's filter.
type bar struct {
	page                                             *Page
	period                                           *part.Period
	asOf                                             *part.AsOf
	area, category, channel, unit, pass, grain, rule *part.Picker
	box                                              *fyne.Container
}

func newBar(p *Page) *bar {
	l := p.dash.Language
	b := &bar{page: p}
	b.period = part.NewPeriod(l, p.dash.Now, b.onPeriod)
	b.asOf = part.NewAsOf(l, l.Text("dashboard.asof"), p.dash.Now, task.Debounce(task.Typing, p.dash.Run, b.onAsOf))
	b.area = part.NewPicker(l, l.Text("dashboard.areas"), b.takes(&p.filter.area))
	b.category = part.NewPicker(l, l.Text("dashboard.categories"), b.takes(&p.filter.category))
	b.channel = part.NewPicker(l, l.Text("dashboard.channels"), b.takes(&p.filter.channel))
	b.unit = part.NewPicker(l, l.Text("dashboard.units"), b.takes(&p.filter.unit))
	b.pass = part.NewPicker(l, l.Text("dashboard.passes"), b.takes(&p.filter.pass))
	b.pass.SetOptions(passOptions(l))
	b.grain = part.NewPicker(l, l.Text("dashboard.grain.own"), b.takes((*string)(&p.filter.grain)))
	b.grain.SetOptions(grainOptions(l))
	b.rule = part.NewPicker(l, l.Text("dashboard.rule.own"), b.takes((*string)(&p.filter.rule)))
	b.rule.SetOptions(ruleOptions(l))
	asOf := part.AtLeastInText(asOfWidth, 0, b.asOf)
	b.box = part.Flow(b.period, asOf, b.area, b.category, b.channel, b.unit, b.pass, b.grain, b.rule)
	return b
}

const asOfWidth = 190

func grainOptions(l *i18n.Language) []part.Option {
	var options []part.Option
	for _, g := range grains() {
		options = append(options, part.Option{Key: string(g), Label: l.Text("dashboard.grain." + string(g))})
	}
	return options
}

func passOptions(l *i18n.Language) []part.Option {
	var options []part.Option
	for _, pass := range passes() {
		options = append(options, part.Option{Key: pass, Label: passName(l, pass)})
	}
	return options
}

// passName names a pass of the filter; empty for none.
func passName(l *i18n.Language, pass string) string {
	if number, later := strings.CutSuffix(pass, "+"); later {
		return l.Text("dashboard.pass.later", "n", number)
	}
	if pass == "" {
		return ""
	}
	return analytics.Label(analytics.ByPass, pass, l)
}

func ruleOptions(l *i18n.Language) []part.Option {
	var options []part.Option
	for _, r := range rules() {
		options = append(options, part.Option{Key: string(r), Label: l.Text("dashboard.rule." + string(r))})
	}
	return options
}

// offer fills the lists with what occurs.
func (b *bar) offer(c data.Choices) {
	l := b.page.dash.Language
	b.area.SetOptions(part.AreaOptions(l, c.Areas))
	b.category.SetOptions(part.Options(c.Categories, nil))
	b.channel.SetOptions(part.Options(c.Channels, func(v string) string { return channelName(l, v) }))
	b.unit.SetOptions(part.Options(c.Units, nil))
	b.box.Refresh()
}

// set shows a filter without a call.
func (b *bar) set(f filter) {
	b.period.Set(f.from, f.until)
	b.rule.Set(string(f.rule))
	b.asOf.Set(f.asOf)
	b.area.Set(f.area)
	b.category.Set(f.category)
	b.channel.Set(f.channel)
	b.unit.Set(f.unit)
	b.pass.Set(f.pass)
	b.grain.Set(string(f.grain))
	b.box.Refresh()
}

// takes returns what a picker calls: the choice goes into a field of the filter.
func (b *bar) takes(field *string) func(string) {
	return func(key string) {
		*field = key
		b.page.onFilter()
	}
}

func (b *bar) onPeriod(from, until time.Time) {
	b.page.filter.from, b.page.filter.until, b.page.filter.preset = from, until, b.period.Preset()
	b.page.onFilter()
}

func (b *bar) onAsOf() {
	if end, ok := b.asOf.End(); ok && !end.Equal(b.page.filter.asOf) {
		b.page.filter.asOf = end
		b.page.onFilter()
	}
}
