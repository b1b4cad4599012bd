package dashboard

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/widget"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// filter is what the reader has chosen; it holds values only, so copies are free of each other.
type filter struct {
	from, until, asOf             time.Time       // zero is open, or now; instants in the zone of the language
	area, category, channel, unit string          // empty takes all
	grain                         analytics.Grain // of the axes that are time; empty is each question's own
}

// sameAs tells whether both choose the same.
func (f filter) sameAs(o filter) bool {
	if !f.from.Equal(o.from) || !f.until.Equal(o.until) || !f.asOf.Equal(o.asOf) {
		return false
	}
	f.from, f.until, f.asOf = o.from, o.until, o.asOf
	return f == o
}

// usualFilter takes the twelve months up to the one of the last report, so that the figures are not empty. Without reports
// it is the twelve months up to this one.
func usualFilter(c data.Choices, now time.Time, zone *time.Location) filter {
	last := c.Last
	if last.IsZero() {
		last = now
	}
	last = last.In(zone)
	until := time.Date(last.Year(), last.Month()+1, 1, 0, 0, 0, 0, zone)
	return filter{from: until.AddDate(-1, 0, 0), until: until}
}

// scope says the filter as a scope without clock and zone.
func (f filter) scope() analytics.Scope {
	s := analytics.Scope{From: f.from, Until: f.until, AsOf: f.asOf, Where: map[analytics.Dimension][]string{}}
	for d, v := range map[analytics.Dimension]string{
		areaLevel(f.area): f.area, analytics.ByCategory: f.category, analytics.ByChannel: f.channel, analytics.ByUnit: f.unit,
	} {
		if v != "" {
			s.Where[d] = []string{v}
		}
	}
	s.Grain = f.grain
	return s
}

// areaLevel returns the dimension that a Kemendagri code belongs to; texts that are no codes are of the lowest level.
func areaLevel(code string) analytics.Dimension {
	switch strings.Count(code, ".") {
	case 1:
		return analytics.ByCity
	case 2:
		return analytics.ByKecamatan
	}
	return analytics.ByKelurahan
}

// scopeFor is the scope s as question q is asked in it: time axes have the reader's grain, areas are grouped one level
// below the area that was chosen, so that a figure never has one place only.
func scopeFor(q analytics.Question, s analytics.Scope) analytics.Scope {
	if q.Grain == "" {
		s.Grain = ""
	}
	if q.Group == analytics.ByCity {
		switch {
		case len(s.Where[analytics.ByCity]) > 0:
			s.By = analytics.ByKecamatan
		case len(s.Where[analytics.ByKecamatan]) > 0, len(s.Where[analytics.ByKelurahan]) > 0:
			s.By = analytics.ByKelurahan
		}
	}
	return s
}

// limit is one thing that the filter demands beyond what is usual.
type limit struct {
	name, value string
	lift        func(f *filter)
}

// limits returns what the filter demands, in the order of the bar.
func (p *Page) limits() []limit {
	l, f, usual := p.dash.Language, p.filter, p.usual
	period, asOf := "", ""
	if !f.from.Equal(usual.from) || !f.until.Equal(usual.until) {
		period = analytics.Period(analytics.Scope{From: f.from, Until: f.until}, l)
	}
	if !f.asOf.IsZero() {
		asOf = l.DateTime(f.asOf)
	}
	all := []limit{
		{l.Text("card.period"), period, func(f *filter) { f.from, f.until = usual.from, usual.until }},
		{l.Text("card.asof"), asOf, func(f *filter) { f.asOf = time.Time{} }},
		{l.Text("dashboard.area"), areaName(l, f.area), func(f *filter) { f.area = "" }},
		{l.Text("column.category"), f.category, func(f *filter) { f.category = "" }},
		{l.Text("column.channel"), channelName(l, f.channel), func(f *filter) { f.channel = "" }},
		{l.Text("column.unit"), f.unit, func(f *filter) { f.unit = "" }},
	}
	return slices.DeleteFunc(all, func(m limit) bool { return m.value == "" })
}

func channelName(l *i18n.Language, code string) string {
	if code == "" {
		return ""
	}
	return analytics.Label(analytics.ByChannel, code, l)
}

// showChips shows a chip for each limit, and what clears them all.
func (p *Page) showChips() {
	l := p.dash.Language
	p.chips.Objects = nil
	for _, m := range p.limits() {
		text := l.Text("dashboard.chip", "name", m.name, "value", m.value)
		p.chips.Add(part.NewChip(text, func() { p.onLift(m) }))
	}
	if len(p.chips.Objects) > 0 {
		clear := widget.NewButton(l.Text("dashboard.clear"), p.onClear)
		clear.Importance = widget.LowImportance
		p.chips.Add(clear)
	}
	p.chips.Hidden = len(p.chips.Objects) == 0
	p.settle()
}

func (p *Page) onLift(m limit) {
	m.lift(&p.filter)
	p.bar.set(p.filter)
	p.onFilter()
}
