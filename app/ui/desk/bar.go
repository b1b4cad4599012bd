package desk

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/app/ui/task"
	"tuntas/data"
)

// bar holds the fields of the filter. Each writes what the reader does into the page's filter.
type bar struct {
	page                                  *Page
	search                                *part.Search
	stage, area, category, channel, units *part.Picker
	deadline, pass                        *part.Picker
	sent                                  *part.Period
	row                                   *fyne.Container
}

func newBar(p *Page) *bar {
	l := p.desk.Language
	b := &bar{page: p}
	b.search = part.NewSearch(l.Text("desk.search"), task.Later(task.Typing, p.desk.Run), b.onWords)
	b.search.OnDown = p.onDown
	b.stage = part.NewPicker(l, l.Text("desk.stage"), b.onStage)
	b.stage.SetOptions(stageOptions(l))
	b.area = part.NewPicker(l, l.Text("desk.area"), b.takes(&p.filter.Area))
	b.category = part.NewPicker(l, l.Text("desk.category"), b.onCategory)
	b.channel = part.NewPicker(l, l.Text("desk.channel"), b.takes(&p.filter.Channel))
	b.units = part.NewPicker(l, l.Text("desk.unit"), b.takes(&p.filter.Unit))
	b.deadline = part.NewPicker(l, l.Text("desk.deadline"), b.onDeadline)
	b.deadline.SetOptions(deadlineOptions(l))
	b.pass = part.NewPicker(l, l.Text("desk.pass"), b.onPass)
	b.pass.SetOptions(passOptions(l))
	b.sent = part.NewPeriod(l, p.desk.Today, b.onSent)
	b.row = part.Flow(b.search, b.stage, b.area, b.category, b.channel, b.units, b.sent, b.deadline, b.pass)
	if p.desk.Many.Window != nil {
		b.row.Add(newQuietButton(l.Text("desk.columns"), p.onArrange))
	}
	if p.desk.Many.SaveAs != nil {
		b.row.Add(newQuietButton(l.Text("desk.list.xlsx"), p.onListBook))
		b.row.Add(newQuietButton(l.Text("desk.list.csv"), p.onListText))
	}
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
	b.area.SetOptions(part.AreaOptions(b.page.desk.Language, c.Areas))
	b.category.SetOptions(part.Options(c.Categories, nil))
	b.channel.SetOptions(part.Options(c.Channels, nil))
	b.units.SetOptions(part.Options(c.Units, nil))
	b.row.Refresh()
}

// set shows a filter without a call. Of several stages only the chip tells.
func (b *bar) set(f data.Filter) {
	b.search.Set(f.Text)
	stage := ""
	if len(f.Stages) == 1 {
		stage = string(f.Stages[0])
	}
	b.stage.Set(stage)
	b.area.Set(f.Area)
	b.category.Set(one(f.Category, f.Categories))
	b.deadline.Set(string(f.Deadline))
	b.pass.Set(passKey(f.Passes))
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

// onCategory adds a category to those that are asked for, or takes it out again; an empty one takes all out.
func (b *bar) onCategory(key string) {
	f := &b.page.filter
	all := slices.Clone(f.Categories)
	if f.Category != "" {
		all = append(all, f.Category)
	}
	switch i := slices.Index(all, key); {
	case key == "":
		all = nil
	case i >= 0:
		all = slices.Delete(all, i, i+1)
	default:
		all = append(all, key)
	}
	f.Category, f.Categories = "", nil
	if len(all) == 1 {
		f.Category = all[0]
	} else if len(all) > 1 {
		f.Categories = all
	}
	b.category.Set(one(f.Category, f.Categories))
	b.page.onFilter()
}

// one returns the only value that is asked for; empty when there are several, which the chips tell.
func one(value string, values []string) string {
	if value == "" && len(values) == 1 {
		return values[0]
	}
	return value
}

func deadlineOptions(l *i18n.Language) (options []part.Option) {
	for _, s := range data.DeadlineStates() {
		options = append(options, part.Option{Key: string(s), Label: l.DeadlineState(s)})
	}
	return options
}

func (b *bar) onDeadline(key string) {
	b.page.filter.Deadline = data.DeadlineState(key)
	b.page.onFilter()
}

// mostPasses is beyond what any report has gone through.
const mostPasses = 60

// laterPasses are the passes from one on.
func laterPasses(first int) (all []int) {
	for n := first; n <= mostPasses; n++ {
		all = append(all, n)
	}
	return all
}

// passes are the choices of the filter of passes.
var passes = map[string][]int{"1": {1}, "2+": laterPasses(2), "3+": laterPasses(3)}

func passOptions(l *i18n.Language) []part.Option {
	return []part.Option{
		{Key: "1", Label: l.Text("desk.pass.first")}, {Key: "2+", Label: l.Text("desk.pass.second")}, {Key: "3+", Label: l.Text("desk.pass.third")},
	}
}

// passKey returns the choice that asks for these passes; empty when none does.
func passKey(asked []int) string {
	for key, all := range passes {
		if slices.Equal(all, asked) {
			return key
		}
	}
	return ""
}

func (b *bar) onPass(key string) {
	b.page.filter.Passes = slices.Clone(passes[key])
	b.page.onFilter()
}

// passWords writes which passes are asked for.
func passWords(l *i18n.Language, asked []int) string {
	key := passKey(asked)
	for _, o := range passOptions(l) {
		if o.Key == key {
			return o.Label
		}
	}
	var all []string
	for _, n := range asked {
		all = append(all, l.Number(int64(n)))
	}
	return strings.Join(all, ", ")
}

func (b *bar) onWords(words string) {
	b.page.filter.Text = words
	b.page.onFilter()
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

// limits returns what the filter can demand, in the order of the bar; without a value where it demands nothing.
func (p *Page) limits() []part.Limit {
	l, f := p.desk.Language, &p.filter
	var names []string
	for _, s := range f.Stages {
		names = append(names, l.Stage(s))
	}
	return []part.Limit{
		{Name: l.Text("desk.chip.text"), Value: f.Text, Lift: func() { f.Text = "" }},
		{Name: l.Text("column.stage"), Value: strings.Join(names, ", "), Lift: func() { f.Stages = nil }},
		{Name: l.Text("desk.column.area"), Value: part.AreaInWords(l, f.Area), Lift: func() { f.Area = "" }},
		{Name: l.Text("column.category"), Value: strings.Join(values(f.Category, f.Categories), ", "), Lift: func() { f.Category, f.Categories = "", nil }},
		{Name: l.Text("column.channel"), Value: strings.Join(values(f.Channel, f.Channels), ", "), Lift: func() { f.Channel, f.Channels = "", nil }},
		{Name: l.Text("column.unit"), Value: strings.Join(values(f.Unit, f.Units), ", "), Lift: func() { f.Unit, f.Units = "", nil }},
		{Name: l.Text("desk.column.due"), Value: deadlineWords(l, f.Deadline), Lift: func() { f.Deadline = "" }},
		{Name: l.Text("column.pass"), Value: passWords(l, f.Passes), Lift: func() { f.Passes = nil }},
		{Name: l.Text("desk.chip.sent"), Value: periodInWords(l, f.From, f.Until), Lift: func() { f.From, f.Until = time.Time{}, time.Time{} }},
	}
}

// values returns the one and the several values that are asked for together.
func values(value string, more []string) []string {
	if value == "" {
		return more
	}
	return append([]string{value}, more...)
}

func deadlineWords(l *i18n.Language, s data.DeadlineState) string {
	if s == "" {
		return ""
	}
	return l.DeadlineState(s)
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

// limited tells whether the filter demands anything.
func (p *Page) limited() bool {
	return slices.ContainsFunc(p.limits(), func(m part.Limit) bool { return m.Value != "" })
}

// showChips shows a chip for each limit, and what clears them all.
func (p *Page) showChips() {
	p.chips.Set(p.limits())
	if p.content != nil {
		p.content.Refresh() // chips may have come or gone, and pickers are as wide as their words
	}
}

func (p *Page) onLifted() {
	p.bar.set(p.filter)
	p.onFilter()
}
