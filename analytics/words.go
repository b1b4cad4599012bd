package analytics

import (
	"math"
	"strings"
	"time"

	"tuntas/analytics/figure"
	"tuntas/data"
	"tuntas/data/reference"
)

// Words writes for one reader: texts by key, numbers, dates and names in his language. package i18n has them.
type Words interface {
	Code() string
	Text(key string, pairs ...any) string
	Number(n int64) string
	Percent(share float64) string
	Duration(d time.Duration) string
	Date(t time.Time) string
	DateTime(t time.Time) string
	Month(t time.Time) string
	Months() [12]string
	Stage(s data.Stage) string
	Kind(k data.Kind) string
	Ground(code string) string
}

// Label returns the value of a dimension as a reader knows it: names instead of codes, a word for a missing value.
func Label(d Dimension, value string, w Words) string {
	switch {
	case value == "":
		return w.Text("value.none")
	case d == ByStage:
		return w.Stage(data.Stage(value))
	case d == ByReason:
		return w.Ground(value)
	case d == ByWeekday:
		return w.Text("weekday." + value)
	case d == ByHour:
		return w.Text("value.hour", "n", value)
	case d == keyRule:
		return ruleWords(value, w)
	case d == ByPass:
		return w.Text("value.pass", "n", value)
	case d == ByChannel:
		if c, ok := reference.FindChannel(value); ok {
			return c.Name
		}
	case d == ByCity || d == ByKecamatan || d == ByKelurahan:
		if name, ok := reference.AreaName(value); ok {
			return shortCity.Replace(name)
		}
	}
	return value
}

// shortCity leaves out what all names of cities begin with.
var shortCity = strings.NewReplacer("Kota Administrasi ", "", "Kabupaten Administrasi ", "")

// periodLabel names the period of a grain that begins on a day.
func periodLabel(g Grain, t time.Time, w Words) string {
	switch g {
	case Month:
		return w.Month(t)
	case Quarter:
		return w.Text("period.quarter", "n", int(t.Month()+2)/3, "year", t.Year())
	case Year:
		return t.Format("2006")
	case Week:
		return w.Text("period.week", "date", w.Date(t))
	}
	return w.Date(t)
}

// end returns the day after the last one of the period of a grain that begins on t.
func (g Grain) end(t time.Time) time.Time {
	switch g {
	case Week:
		return t.AddDate(0, 0, 7)
	case Month:
		return t.AddDate(0, 1, 0)
	case Quarter:
		return t.AddDate(0, 3, 0)
	case Year:
		return t.AddDate(1, 0, 0)
	}
	return t.AddDate(0, 0, 1)
}

// begin returns the first day of the period of a grain that day t lies in.
func (g Grain) begin(t time.Time) time.Time {
	y, m, d := t.Date()
	switch g {
	case Week:
		return time.Date(y, m, d-(int(t.Weekday())+6)%7, 0, 0, 0, 0, time.UTC)
	case Month:
		return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	case Quarter:
		return time.Date(y, m-(m-1)%3, 1, 0, 0, 0, 0, time.UTC)
	case Year:
		return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// before returns the first day of the period before the one that begins on t.
func (g Grain) before(t time.Time) time.Time {
	switch g {
	case Week:
		return t.AddDate(0, 0, -7)
	case Month:
		return t.AddDate(0, -1, 0)
	case Quarter:
		return t.AddDate(0, -3, 0)
	case Year:
		return t.AddDate(-1, 0, 0)
	}
	return t.AddDate(0, 0, -1)
}

// seconds returns a number of seconds as a duration.
func seconds(v float64) time.Duration { return time.Duration(math.Round(v * float64(time.Second))) }

// Period writes the days of a scope: the first and the last one, or that it is open.
func Period(s Scope, w Words) string {
	last := s.Until.AddDate(0, 0, -1)
	switch {
	case s.From.IsZero() && s.Until.IsZero():
		return w.Text("period.all")
	case s.From.IsZero():
		return w.Text("period.until", "date", w.Date(last))
	case s.Until.IsZero():
		return w.Text("period.from", "date", w.Date(s.From))
	case s.From.Equal(last):
		return w.Date(s.From)
	}
	return w.Text("period.between", "from", w.Date(s.From), "until", w.Date(last))
}

// Cell writes one cell of a table in that unit as a reader sees it.
func Cell(unit figure.Unit, v any, w Words) string {
	switch v := v.(type) {
	case nil:
		return w.Text("value.missing")
	case int64:
		return w.Number(v)
	case float64:
		switch unit {
		case figure.Share:
			return w.Percent(v)
		case figure.Duration:
			return w.Duration(seconds(v))
		}
		return w.Number(int64(math.Round(v)))
	case time.Time:
		return w.Date(v)
	case string:
		return v
	}
	return ""
}
