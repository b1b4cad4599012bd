package intake

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Order is in which order a column writes day and month.
type Order string

// The orders. A time format whose year stands first, or whose month is a name, has none.
const (
	DayFirst   Order = "day-first"
	MonthFirst Order = "month-first"
)

// when is how the times of a column can be read.
type when struct {
	formats  []string // that read the values; empty when they are no times
	order    Order    // of the formats; empty when they have none
	either   bool     // the other order reads as much: a person has to choose
	day      spell    // formats with the day first
	month    spell    // formats with the month first
	example  string   // a value that the orders read as two days
	numbered bool     // the values are numbers: times only where the header says so
}

// spell is a set of formats and how many rows it reads.
type spell struct {
	formats []string
	read    int
	ordered bool // some format needs the order
}

// form is a time format with the clock that reads it.
type form struct {
	name  string
	order Order
	clock clock
}

// dates and hours are put together to the formats that are tried.
var (
	yearDates  = []string{"YYYY-M-D", "YYYY/M/D", "YYYY.M.D"}
	dayDates   = []string{"D/M/YYYY", "D-M-YYYY", "D.M.YYYY"}
	monthDates = []string{"M/D/YYYY", "M-D-YYYY", "M.D.YYYY"}
	namedDates = []string{"D MMM YYYY", "D-MMM-YYYY", "D/MMM/YYYY", "MMM D, YYYY", "MMM D YYYY"}
	hours      = []string{
		"", " H:mm", " H:mm:ss", " H:mm:ss.SSS", " h:mm A", " h:mm:ss A", " h:mm:ss.SSS A", " h:mmA", " h:mm:ssA", " H.mm", " H.mm.ss",
		", H:mm", ", H:mm:ss", ", h:mm A", ", h:mm:ss A", ", H.mm", " H.mm [WIB]", " H:mm [WIB]", " H:mm:ss [WIB]",
		"[T]H:mm", "[T]H:mm:ss", "[T]H:mm:ss.SSS", " H:mm:ssZ", " H:mm:ss Z", " H:mm:ss.SSSZ", "[T]H:mm:ssZ", "[T]H:mm:ss.SSSZ",
	}
	// numberForms read bare numbers. A name that this clock does not know is passed over.
	numberForms = []string{"YYYYMMDDHHmmss", "YYYYMMDDHHmm", "YYYYMMDD", "excel", "epoch", "epoch_ms"}
)

// textForms returns the formats of times that do not look like bare numbers, iso first.
var textForms = sync.OnceValue(func() []form {
	all := formsOf([]string{isoName}, []string{""}, "")
	all = append(all, formsOf(yearDates, hours, "")...)
	all = append(all, formsOf(dayDates, hours, DayFirst)...)
	all = append(all, formsOf(monthDates, hours, MonthFirst)...)
	return append(all, formsOf(namedDates, hours, "")...)
})

// bareForms returns the formats of bare numbers that the clock knows.
var bareForms = sync.OnceValue(func() []form { return formsOf(numberForms, []string{""}, "") })

func formsOf(dates, hours []string, order Order) []form {
	var all []form
	for _, date := range dates {
		for _, hour := range hours {
			if c, err := newClock("UTC", []string{date + hour}); err == nil {
				all = append(all, form{date + hour, order, c})
			}
		}
	}
	return all
}

// timesShare is the part of a column's values that must be times for it to be a column of times.
const timesShare = 0.9

// whenOf tells how the values of a column can be read as times. hinted says that its header speaks of a time, without which
// bare numbers are none.
func whenOf(c *traits, hinted bool) when {
	values := c.distinct()
	if len(values) == 0 || c.share(timeLike) < timesShare {
		return when{}
	}
	if c.share(isBare) >= timesShare {
		return numberedOf(c, values, hinted)
	}
	w := when{day: c.cover(values, DayFirst), month: c.cover(values, MonthFirst)}
	w.decide(c, values)
	return w
}

// timeLike tells whether a text could be a time at all: it holds digits and is neither very short nor long.
func timeLike(text string) bool {
	return len(text) >= 5 && len(text) <= 48 && strings.ContainsAny(text, "0123456789")
}

func isBare(text string) bool { return strings.Trim(text, "0123456789.") == "" }

// decide keeps the order that reads more. Where both read the same, the values do not tell it.
func (w *when) decide(c *traits, values []string) {
	best := w.day
	if w.month.read > w.day.read {
		best = w.month
	}
	if float64(best.read) < timesShare*float64(c.filled) {
		return
	}
	w.formats = best.formats
	switch {
	case !best.ordered:
	case w.month.read > w.day.read:
		w.order = MonthFirst
	default:
		w.order = DayFirst
	}
	other := min(w.day.read, w.month.read)
	w.either = best.ordered && (other == best.read || best.read < w.readable(values, c))
	if w.either {
		w.order = ""
		w.example = w.telling(values)
	}
}

// readable is how many rows either order reads.
func (w *when) readable(values []string, c *traits) int {
	n := 0
	for _, text := range values {
		if _, ok := readBy(w.day.formats, text); ok {
			n += c.counts[text]
		} else if _, ok := readBy(w.month.formats, text); ok {
			n += c.counts[text]
		}
	}
	return n
}

// telling returns a value that the orders read as two days; the first value when there is none.
func (w *when) telling(values []string) string {
	for _, text := range values {
		day, one := readBy(w.day.formats, text)
		month, two := readBy(w.month.formats, text)
		if one && two && !day.Equal(month) {
			return text
		}
	}
	return values[0]
}

// choose settles the order of day and month.
func (w *when) choose(o Order) {
	chosen := w.day
	if o == MonthFirst {
		chosen = w.month
	}
	w.formats, w.order, w.either = chosen.formats, o, false
}

// readBy reads text with the first of the formats that can.
func readBy(formats []string, text string) (time.Time, bool) {
	for _, name := range formats {
		if i := slices.IndexFunc(textForms(), func(f form) bool { return f.name == name }); i >= 0 {
			if at, ok := textForms()[i].clock.read([]byte(text)); ok {
				return at, true
			}
		}
	}
	return time.Time{}, false
}

// Bounds of a covering: how many formats one column may need, and how many values without a format are looked at.
const maxForms, maxUnread = 4, 20

// cover finds few formats of this order, or of none, that read the values between them.
func (c *traits) cover(values []string, order Order) spell {
	var r spell
	left := values
	for unread := 0; len(left) > 0 && len(r.formats) < maxForms && unread < maxUnread; {
		best, rest := bestForm(left, order)
		if best == nil {
			left = left[1:]
			unread++
			continue
		}
		for _, text := range left {
			r.read += c.counts[text]
		}
		for _, text := range rest {
			r.read -= c.counts[text]
		}
		left = rest
		r.formats = append(r.formats, best.name)
		r.ordered = r.ordered || best.order != ""
	}
	return r
}

// bestForm returns, of the formats that read the first value, the one that leaves fewest of the others.
func bestForm(values []string, order Order) (best *form, rest []string) {
	for i := range textForms() {
		f := &textForms()[i]
		if f.order != "" && f.order != order {
			continue
		}
		if _, ok := f.clock.read([]byte(values[0])); !ok {
			continue
		}
		var left []string
		for _, text := range values {
			if _, ok := f.clock.read([]byte(text)); !ok {
				left = append(left, text)
			}
		}
		if best == nil || len(left) < len(rest) {
			best, rest = f, left
		}
	}
	return best, rest
}

// Years between which bare numbers are believed to be times.
const firstBare, lastBare = 1990, 2060

// numberedOf reads bare numbers with the first format that makes a believable time of all of them.
func numberedOf(c *traits, values []string, hinted bool) when {
	if !hinted {
		return when{}
	}
	for _, f := range bareForms() {
		unread := func(text string) bool {
			at, ok := f.clock.read([]byte(text))
			return !ok || at.Year() < firstBare || at.Year() > lastBare
		}
		if !slices.ContainsFunc(values, unread) {
			return when{formats: []string{f.name}, numbered: true}
		}
	}
	return when{}
}
