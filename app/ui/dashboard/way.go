package dashboard

import (
	"slices"
	"time"

	"tuntas/analytics"
	"tuntas/analytics/figure"
	"tuntas/data"
)

// way says which reports stand behind a mark, as the desk shows them: where they are now. It returns false when the desk
// cannot be asked for them, because the mark stands for reports that have no value there. Of stays and decisions, which
// have dates of their own, it tells the place only; of reports by the day on which they came, the days too.
func way(id string, tone figure.Tone, key figure.Key, scope filter, zone *time.Location) (data.Filter, bool) {
	f := data.Filter{Category: scope.category, Channel: scope.channel, Unit: scope.unit, Area: scope.area}
	for d, field := range map[analytics.Dimension]*string{
		analytics.ByCategory: &f.Category, analytics.ByChannel: &f.Channel, analytics.ByUnit: &f.Unit, areaOf(key): &f.Area,
	} {
		if v, ok := key[string(d)]; ok {
			if v == "" {
				return data.Filter{}, false
			}
			*field = v
		}
	}
	f.Stages = stagesOf(id, tone, key)
	if id == "time-in-stage" || id == "refusal" {
		return f, true
	}
	f.From = latest(dayOf(key["from"], zone), scope.from)
	f.Until = earliest(dayOf(key["until"], zone), scope.until)
	return f, true
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
	case id == "volume" && tone == figure.Good:
		return []data.Stage{data.Done}
	case id == "volume" && tone == figure.Pending:
		return slices.DeleteFunc(data.Stages(), func(s data.Stage) bool { return !s.Open() })
	}
	return nil
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
