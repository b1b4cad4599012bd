package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"tuntas/analytics/figure"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// The lengths of the units of a duration, in seconds.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
)

// writer turns values into text in the language of one document. The boot script writes alike.
type writer struct {
	indonesian bool
	words      figure.Words
	zone       *time.Location
}

func newWriter(d figure.Document) writer {
	return writer{indonesian: d.Language != "en", words: d.Words, zone: d.MadeAt.Location()}
}

// value writes v, which is in unit. Counts that are no whole number keep one decimal.
func (w writer) value(v float64, unit figure.Unit) string {
	switch unit {
	case figure.Share:
		return w.share(v)
	case figure.Duration:
		return w.duration(v)
	}
	if v == math.Trunc(v) {
		return w.decimal(v, 0)
	}
	return w.decimal(v, 1)
}

// decimal writes v with digits decimals, thousands apart from each other.
func (w writer) decimal(v float64, digits int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', digits, 64)
	whole, rest, _ := strings.Cut(text, ".")
	thousand, point := ".", ","
	if !w.indonesian {
		thousand, point = ",", "."
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousand + whole[i:]
	}
	if rest != "" {
		whole += point + rest
	}
	if v < 0 && strings.Trim(text, "0.") != "" {
		return "\u2212" + whole
	}
	return whole
}

func (w writer) share(v float64) string {
	return w.decimal(v*100, 1) + "%"
}

// duration writes seconds in the two largest units that fit, rounded to whole minutes.
func (w writer) duration(seconds float64) string {
	if seconds < 0 {
		return "\u2212" + w.duration(-seconds)
	}
	s := int64(math.Round(seconds/minute)) * minute
	d, h, m := s/day, s%day/hour, s%hour/minute
	switch {
	case d > 0 && h > 0:
		return w.decimal(float64(d), 0) + nbsp + w.words.Day + " " + w.decimal(float64(h), 0) + nbsp + w.words.Hour
	case d > 0:
		return w.decimal(float64(d), 0) + nbsp + w.words.Day
	case h > 0 && m > 0:
		return w.decimal(float64(h), 0) + nbsp + w.words.Hour + " " + w.decimal(float64(m), 0) + nbsp + w.words.Minute
	case h > 0:
		return w.decimal(float64(h), 0) + nbsp + w.words.Hour
	}
	return w.decimal(float64(m), 0) + nbsp + w.words.Minute
}

// date writes a calendar day. A time at midnight UTC is taken as a day without a zone.
func (w writer) date(t time.Time) string {
	if h, m, s := t.UTC().Clock(); h+m+s > 0 || t.Location() != time.UTC {
		t = t.In(w.zone)
	}
	month := w.words.Months[t.Month()-1]
	if month == "" {
		return t.Format(time.DateOnly)
	}
	return fmt.Sprintf("%d%s%s%s%d", t.Day(), nbsp, month, nbsp, t.Year())
}

// moment writes a day with its minute and zone as the window does.
func (w writer) moment(t time.Time) string {
	if w.indonesian {
		return w.date(t) + t.Format(" 15.04 MST")
	}
	return w.date(t) + t.Format(" 15:04 MST")
}

// day writes a day that stands as 2006-01-02; other text stays.
func (w writer) day(text string) string {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return w.date(t)
}

// cell writes one cell of a table; ok is false where there is no value.
func (w writer) cell(v any, unit figure.Unit) (text string, ok bool, err error) {
	switch v := v.(type) {
	case nil:
		return w.words.Missing, false, nil
	case string:
		if at, err := time.ParseInLocation("2006-01-02 15:04", v, w.zone); err == nil { // a local minute, as programs read it
			return w.moment(at), true, nil
		}
		return v, true, nil
	case bool:
		if v {
			return "✓", true, nil
		}
		return "–", true, nil
	case int64:
		return w.value(float64(v), unit), true, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return w.words.Missing, false, nil
		}
		return w.value(v, unit), true, nil
	case time.Time:
		return w.date(v), true, nil
	}
	return "", false, fmt.Errorf("%w: a cell holds %T", figure.ErrShape, v)
}
