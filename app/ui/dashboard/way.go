package dashboard

import (
	"strconv"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/app/i18n"
	"tuntas/app/ui/part"
	"tuntas/data"
)

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
