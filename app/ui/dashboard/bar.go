package dashboard

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	asOf                                 *asOf
	area, category, channel, unit, grain *part.Picker
	row                                  *fyne.Container
}

func newBar(p *Page) *bar {
	l := p.dash.Language
	b := &bar{page: p}
	b.period = part.NewPeriod(l, p.dash.Now, b.onPeriod)
	b.asOf = newAsOf(l, task.Later(task.Typing, p.dash.Run), b.onAsOf)
	b.area = part.NewPicker(l, l.Text("dashboard.areas"), b.takes(&p.filter.area))
	b.category = part.NewPicker(l, l.Text("dashboard.categories"), b.takes(&p.filter.category))
	b.channel = part.NewPicker(l, l.Text("dashboard.channels"), b.takes(&p.filter.channel))
	b.unit = part.NewPicker(l, l.Text("dashboard.units"), b.takes(&p.filter.unit))
	b.grain = part.NewPicker(l, l.Text("dashboard.grain.own"), b.onGrain)
	b.grain.SetOptions(grainOptions(l))
	b.row = container.New(&flow{gap: barGap}, b.period, b.asOf.box, b.area, b.category, b.channel, b.unit, b.grain)
	return b
}

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
	b.area.SetOptions(areaOptions(l, c.Areas))
	b.category.SetOptions(options(c.Categories, func(v string) string { return v }))
	b.channel.SetOptions(options(c.Channels, func(v string) string { return channelName(l, v) }))
	b.unit.SetOptions(options(c.Units, func(v string) string { return v }))
	b.row.Refresh()
}

// options offers values under their names; what has no value cannot be chosen.
func options(values []string, name func(string) string) []part.Option {
	all := make([]part.Option, 0, len(values))
	for _, v := range values {
		if v != "" {
			all = append(all, part.Option{Key: v, Label: name(v)})
		}
	}
	return all
}

// set shows a filter without a call.
func (b *bar) set(f filter) {
	b.period.Set(f.from, f.until)
	b.asOf.set(f.asOf)
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

func (b *bar) onAsOf(day time.Time) {
	if end := endOf(day, b.page.dash.Now()); !end.Equal(b.page.filter.asOf) {
		b.page.filter.asOf = end
		b.page.onFilter()
	}
}

func (b *bar) onGrain(key string) {
	b.page.filter.grain = analytics.Grain(key)
	b.page.onFilter()
}
