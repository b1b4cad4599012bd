package dashboard

import (
	"strings"
	"time"

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

// limits returns what the filter can demand beyond what is usual, in the order of the bar; without a value where it demands
// nothing.
func (p *Page) limits() []part.Limit {
	l, f, usual := p.dash.Language, &p.filter, p.usual
	period, asOf := "", ""
	if !f.from.Equal(usual.from) || !f.until.Equal(usual.until) {
		period = analytics.Period(analytics.Scope{From: f.from, Until: f.until}, l)
	}
	if !f.asOf.IsZero() {
		asOf = l.DateTime(f.asOf)
	}
	return []part.Limit{
		{Name: l.Text("card.period"), Value: period, Lift: func() { f.from, f.until = usual.from, usual.until }},
		{Name: l.Text("card.asof"), Value: asOf, Lift: func() { f.asOf = time.Time{} }},
		{Name: l.Text("dashboard.area"), Value: part.AreaName(l, f.area), Lift: func() { f.area = "" }},
		{Name: l.Text("column.category"), Value: f.category, Lift: func() { f.category = "" }},
		{Name: l.Text("column.channel"), Value: channelName(l, f.channel), Lift: func() { f.channel = "" }},
		{Name: l.Text("column.unit"), Value: f.unit, Lift: func() { f.unit = "" }},
	}
}

func channelName(l *i18n.Language, code string) string {
	if code == "" {
		return ""
	}
	return analytics.Label(analytics.ByChannel, code, l)
}

// showChips shows a chip for each limit, and what clears them all.
func (p *Page) showChips() {
	p.chips.Set(p.limits())
	p.settle()
}

func (p *Page) onLifted() {
	p.bar.set(p.filter)
	p.onFilter()
}
