package dashboard

import (
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
	page                                 *Page
	period                               *part.Period
	asOf                                 *part.AsOf
	area, category, channel, unit, grain *part.Picker
	row                                  *fyne.Container
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
	b.grain = part.NewPicker(l, l.Text("dashboard.grain.own"), b.onGrain)
	b.grain.SetOptions(grainOptions(l))
	asOf := part.AtLeast(asOfWidth, 0, b.asOf)
	b.row = part.Flow(b.period, asOf, b.area, b.category, b.channel, b.unit, b.grain)
	return b
}

const asOfWidth = 190

func grainOptions(l *i18n.Language) []part.Option {
	var options []part.Option
	for _, g := range []analytics.Grain{analytics.Day, analytics.Week, analytics.Month, analytics.Quarter, analytics.Year} {
		options = append(options, part.Option{Key: string(g), Label: l.Text("dashboard.grain." + string(g))})
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
	b.row.Refresh()
}

// set shows a filter without a call.
func (b *bar) set(f filter) {
	b.period.Set(f.from, f.until)
	b.asOf.Set(f.asOf)
	b.area.Set(f.area)
	b.category.Set(f.category)
	b.channel.Set(f.channel)
	b.unit.Set(f.unit)
	b.grain.Set(string(f.grain))
	b.row.Refresh()
}

// takes returns what a picker calls: the choice goes into a field of the filter.
func (b *bar) takes(field *string) func(string) {
	return func(key string) {
		*field = key
		b.page.onFilter()
	}
}

func (b *bar) onPeriod(from, until time.Time) {
	b.page.filter.from, b.page.filter.until = from, until
	b.page.onFilter()
}

func (b *bar) onAsOf() {
	if end, ok := b.asOf.End(); ok && !end.Equal(b.page.filter.asOf) {
		b.page.filter.asOf = end
		b.page.onFilter()
	}
}

func (b *bar) onGrain(key string) {
	b.page.filter.grain = analytics.Grain(key)
	b.page.onFilter()
}
