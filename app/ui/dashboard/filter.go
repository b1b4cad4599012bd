package dashboard

import (
	"cmp"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// filter is what the reader has chosen; it holds values only, so copies are free of each other.
type filter struct {
	from, until, asOf             time.Time         // zero is open, or now; instants in the zone of the language
	preset                        string            // name of the usual range that from and until are; empty when they are days
	area, category, channel, unit string            // empty takes all
	stage, pass                   string            // the same; a pass is "2", or "2+" with all later ones
	grain                         analytics.Grain   // of the axes that are time; empty is each question's own
	rule                          analytics.Rule    // what puts a report into the period; empty is each question's own
	against                       analytics.Against // what the measures are compared with; empty is the same days of last year
	targets                       string            // what they are compared with where that is targets, as targets.text wrote them
	since, issue                  string            // the day, or the issue, that changes are counted from; empty is the question's own
	least                         string            // the fewest reports of a cluster; empty is the question's own
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
		analytics.ByStage: f.stage, analytics.ByPass: f.pass,
	} {
		if v != "" {
			s.Where[d] = []string{v}
		}
	}
	s.Grain, s.Rule, s.Against = f.grain, f.rule, cmp.Or(f.against, analytics.LastYear)
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

// limits returns what the filter can demand beyond what is usual, in the order of the bar; without a value where it demands
// nothing.
func (p *Page) limits() []part.Limit {
	l, f, usual := p.dash.Language, &p.filter, p.usual
	period, asOf, stage, rule := "", "", "", ""
	if f.stage != "" {
		stage = l.Stage(data.Stage(f.stage))
	}
	if f.rule != "" {
		rule = l.Text("rule." + string(f.rule))
	}
	since := f.issue
	if f.since != "" {
		since = l.Date(dayOf(f.since, l.Zone()))
	}
	if !f.from.Equal(usual.from) || !f.until.Equal(usual.until) {
		period = analytics.Period(analytics.Scope{From: f.from, Until: f.until}, l)
	}
	if !f.asOf.IsZero() {
		asOf = l.DateTime(f.asOf)
	}
	return []part.Limit{
		{Name: l.Text("card.period"), Value: period, Lift: func() { f.from, f.until, f.preset = usual.from, usual.until, "" }},
		{Name: l.Text("card.rule"), Value: rule, Lift: func() { f.rule = "" }},
		{Name: l.Text("card.asof"), Value: asOf, Lift: func() { f.asOf = time.Time{} }},
		{Name: l.Text("dashboard.area"), Value: part.AreaName(l, f.area), Lift: func() { f.area = "" }},
		{Name: l.Text("column.category"), Value: f.category, Lift: func() { f.category = "" }},
		{Name: l.Text("column.channel"), Value: channelName(l, f.channel), Lift: func() { f.channel = "" }},
		{Name: l.Text("column.unit"), Value: f.unit, Lift: func() { f.unit = "" }},
		{Name: l.Text("column.stage"), Value: stage, Lift: func() { f.stage = "" }},
		{Name: l.Text("column.pass"), Value: passName(l, f.pass), Lift: func() { f.pass = "" }},
		{Name: l.Text("dashboard.since"), Value: since, Lift: func() { f.since, f.issue = "", "" }},
		{Name: l.Text("dashboard.least.chip"), Value: f.least, Lift: func() { f.least = "" }},
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
