package dashboard

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// mark is a mark that was chosen.
type mark struct {
	id       string // of its question, or of the measure that the question is about
	tone     figure.Tone
	key      figure.Key
	received bool // it stands for reports by the day on which they came
}

// way says which reports stand behind a mark, as the desk shows them: where they are now. It returns false when the desk
// cannot be asked for them, because the mark stands for reports that have no value there. Of stays and decisions, which
// have dates of their own, it tells the place only; of reports by the day on which they came, the days too.
func way(m mark, scope filter, zone *time.Location) (data.Filter, bool) {
	f := desked(scope)
	f.From, f.Until = time.Time{}, time.Time{}
	for d, field := range map[analytics.Dimension]*string{
		analytics.ByCategory: &f.Category, analytics.ByChannel: &f.Channel, analytics.ByUnit: &f.Unit, areaOf(m.key): &f.Area,
	} {
		if v, ok := m.key[string(d)]; ok {
			if v == "" {
				return data.Filter{}, false
			}
			*field = v
		}
	}
	if stages := stagesOf(m.id, m.tone, m.key); stages != nil {
		f.Stages = stages
	}
	if m.id == "backlog" {
		f.Order = data.Order{By: data.OrderSent} // the oldest first
		if f.Stages == nil {
			f.Stages = openStages()
		}
	}
	if !m.received {
		return f, true
	}
	f.From = latest(dayOf(m.key["from"], zone), scope.from)
	f.Until = earliest(dayOf(m.key["until"], zone), scope.until)
	return f, true
}

// desked is the filter as the desk has it: reports by the day on which they came.
func desked(f filter) data.Filter {
	d := data.Filter{Category: f.category, Channel: f.channel, Unit: f.unit, Area: f.area, From: f.from, Until: f.until}
	if f.stage != "" {
		d.Stages = []data.Stage{data.Stage(f.stage)}
	}
	d.Passes = passesOf(f.pass)
	return d
}

// lastPass is up to which pass the desk is asked for where later ones are meant, too.
const lastPass = 20

// passesOf are the passes that a filter takes; none takes all.
func passesOf(pass string) (all []int) {
	text, later := strings.CutSuffix(pass, "+")
	n, err := strconv.Atoi(text)
	if err != nil {
		return nil
	}
	for all = []int{n}; later && n < lastPass; all = append(all, n) {
		n++
	}
	return all
}

// narrowed is the filter that takes only what a mark stands for.
func narrowed(key figure.Key, f filter, zone *time.Location) filter {
	for d, field := range map[analytics.Dimension]*string{
		analytics.ByCategory: &f.category, analytics.ByChannel: &f.channel, analytics.ByUnit: &f.unit, analytics.ByStage: &f.stage,
		analytics.ByPass: &f.pass, areaOf(key): &f.area,
	} {
		if v := key[string(d)]; v != "" {
			*field = v
		}
	}
	from, until := latest(dayOf(key["from"], zone), f.from), earliest(dayOf(key["until"], zone), f.until)
	if !from.Equal(f.from) || !until.Equal(f.until) {
		f.from, f.until, f.preset = from, until, ""
	}
	return f
}

// difference names what the filter to demands beyond from.
func difference(l *i18n.Language, from, to filter) string {
	var parts []string
	for _, d := range []struct{ old, new, name string }{
		{from.area, to.area, part.AreaName(l, to.area)}, {from.category, to.category, to.category},
		{from.channel, to.channel, channelName(l, to.channel)}, {from.unit, to.unit, to.unit},
		{from.stage, to.stage, l.Stage(data.Stage(to.stage))}, {from.pass, to.pass, passName(l, to.pass)},
	} {
		if d.old != d.new {
			parts = append(parts, d.name)
		}
	}
	if !from.from.Equal(to.from) || !from.until.Equal(to.until) {
		parts = append(parts, analytics.Period(analytics.Scope{From: to.from, Until: to.until}, l))
	}
	return strings.Join(parts, ", ")
}

// areaOf returns the lowest level of area that the key names.
func areaOf(key figure.Key) analytics.Dimension {
	for _, d := range []analytics.Dimension{analytics.ByKelurahan, analytics.ByKecamatan} {
		if _, ok := key[string(d)]; ok {
			return d
		}
	}
	return analytics.ByCity
}

// stagesOf returns the stages that a mark is about; none takes all.
func stagesOf(id string, tone figure.Tone, key figure.Key) []data.Stage {
	if s, ok := key["stage"]; ok {
		return []data.Stage{data.Stage(s)}
	}
	switch {
	case id == "rejection", id == "volume" && tone == figure.Bad:
		return []data.Stage{data.Rejected}
	case id == "volume" && tone == figure.Good, id == "done":
		return []data.Stage{data.Done}
	case id == "volume" && tone == figure.Pending:
		return openStages()
	}
	return nil
}

func openStages() []data.Stage {
	return slices.DeleteFunc(data.Stages(), func(s data.Stage) bool { return !s.Open() })
}

// dayOf is the first instant of a day written as 2026-03-31; zero for anything else.
func dayOf(text string, zone *time.Location) time.Time {
	day, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		return time.Time{}
	}
	return day
}

// latest returns the later of two beginnings, where zero is open.
func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// earliest returns the earlier of two ends, where zero is open.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || (!b.IsZero() && b.Before(a)) {
		return b
	}
	return a
}
