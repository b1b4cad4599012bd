package desk

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// bar holds the fields of the filter. Each writes what the reader does into the page's filter.
type bar struct {
	page                                  *Page
	search                                *search
	stage, area, category, channel, units *part.Picker
	sent                                  *part.Period
	row                                   *fyne.Container
}

func newBar(p *Page) *bar {
	l := p.desk.Language
	b := &bar{page: p}
	b.search = newSearch(l.Text("desk.search"), task.Later(task.Typing, p.desk.Run), b.onWords)
	b.search.down = p.onDown
	b.stage = part.NewPicker(l, l.Text("desk.stage"), b.onStage)
	b.stage.SetOptions(stageOptions(l))
	b.area = part.NewPicker(l, l.Text("desk.area"), b.takes(&p.filter.Area))
	b.category = part.NewPicker(l, l.Text("desk.category"), b.takes(&p.filter.Category))
	b.channel = part.NewPicker(l, l.Text("desk.channel"), b.takes(&p.filter.Channel))
	b.units = part.NewPicker(l, l.Text("desk.unit"), b.takes(&p.filter.Unit))
	b.sent = part.NewPeriod(l, p.desk.Today, b.onSent)
	b.row = container.New(&flow{gap: barGap}, b.search, b.stage, b.area, b.category, b.channel, b.units, b.sent)
	return b
}

func stageOptions(l *i18n.Language) []part.Option {
	var options []part.Option
	for _, s := range data.Stages() {
		options = append(options, part.Option{Key: string(s), Label: l.Stage(s)})
	}
	return options
}

// offer fills the lists with what occurs.
func (b *bar) offer(c data.Choices) {
	b.area.SetOptions(areaOptions(b.page.desk.Language, c.Areas))
	b.category.SetOptions(plainOptions(c.Categories))
	b.channel.SetOptions(plainOptions(c.Channels))
	b.units.SetOptions(plainOptions(c.Units))
	b.row.Refresh()
}

func plainOptions(values []string) []part.Option {
	options := make([]part.Option, 0, len(values))
	for _, v := range values {
		options = append(options, part.Option{Key: v, Label: v})
	}
	return options
}

// set shows a filter without a call. Of several stages only the chip tells.
func (b *bar) set(f data.Filter) {
	b.search.show(f.Text)
	stage := ""
	if len(f.Stages) == 1 {
		stage = string(f.Stages[0])
	}
	b.stage.Set(stage)
	b.area.Set(f.Area)
	b.category.Set(f.Category)
	b.channel.Set(f.Channel)
	b.units.Set(f.Unit)
	b.sent.Set(f.From, f.Until)
	b.row.Refresh()
}

// takes returns what a picker calls: the choice goes into a field of the filter.
func (b *bar) takes(field *string) func(string) {
	return func(key string) {
		*field = key
		b.page.onFilter()
	}
}

func (b *bar) onStage(key string) {
	b.page.filter.Stages = nil
	if key != "" {
		b.page.filter.Stages = []data.Stage{data.Stage(key)}
	}
	b.page.onFilter()
}

func (b *bar) onWords(words string) {
	if words != b.page.filter.Text {
		b.page.filter.Text = words
		b.page.onFilter()
	}
}

func (b *bar) onSent(from, until time.Time) {
	b.page.filter.From, b.page.filter.Until = from, until
	b.page.onFilter()
}

// onDown goes from the search field to the rows.
func (p *Page) onDown() {
	p.table.TakeFocus()
	if p.table.Selected() < 0 {
		first, _ := p.table.Shown()
		p.table.Select(first)
	}
}

// limit is one thing that the filter demands.
type limit struct {
	name, value string
	lift        func(f *data.Filter)
}

// limits returns what the filter demands, in the order of the bar.
func (p *Page) limits() []limit {
	l, f := p.desk.Language, p.filter
	var names []string
	for _, s := range f.Stages {
		names = append(names, l.Stage(s))
	}
	all := []limit{
		{l.Text("desk.chip.text"), f.Text, func(f *data.Filter) { f.Text = "" }},
		{l.Text("column.stage"), strings.Join(names, ", "), func(f *data.Filter) { f.Stages = nil }},
		{l.Text("desk.column.area"), areaInWords(l, f.Area), func(f *data.Filter) { f.Area = "" }},
		{l.Text("column.category"), f.Category, func(f *data.Filter) { f.Category = "" }},
		{l.Text("column.channel"), f.Channel, func(f *data.Filter) { f.Channel = "" }},
		{l.Text("column.unit"), f.Unit, func(f *data.Filter) { f.Unit = "" }},
		{l.Text("desk.chip.sent"), periodInWords(l, f.From, f.Until), func(f *data.Filter) { f.From, f.Until = time.Time{}, time.Time{} }},
	}
	return slices.DeleteFunc(all, func(m limit) bool { return m.value == "" })
}

// periodInWords writes a period; nothing when it is open at both ends.
func periodInWords(l *i18n.Language, from, until time.Time) string {
	last := until.Add(-time.Nanosecond)
	switch {
	case from.IsZero() && until.IsZero():
		return ""
	case until.IsZero():
		return l.Text("period.from", "date", l.Date(from))
	case from.IsZero():
		return l.Text("period.until", "date", l.Date(last))
	}
	return l.Text("period.between", "from", l.Date(from), "until", l.Date(last))
}

// showChips shows a chip for each limit, and what clears them all.
func (p *Page) showChips() {
	l := p.desk.Language
	p.chips.Objects = nil
	for _, m := range p.limits() {
		text := l.Text("desk.chip", "name", m.name, "value", m.value)
		p.chips.Add(part.NewChip(text, func() { p.onLift(m) }))
	}
	if len(p.chips.Objects) > 0 {
		p.chips.Add(newClear(l.Text("desk.clear"), p.onClear))
	}
	p.chips.Hidden = len(p.chips.Objects) == 0
	if p.content != nil {
		p.content.Refresh() // chips may have come or gone, and pickers are as wide as their words
	}
}

func (p *Page) onLift(m limit) {
	m.lift(&p.filter)
	p.bar.set(p.filter)
	p.onFilter()
}
