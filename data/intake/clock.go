package intake

import (
	"errors"
	"fmt"
	"time"
)

const isoName = "iso"

// format is one way to write a time.
type format struct {
	name    string // "iso", one of numberFormats, or empty for a pattern
	pattern pattern
}

func (f format) read(b []byte) (wall, bool) {
	switch f.name {
	case "":
		return f.pattern.read(b)
	case isoName:
		return readISO(b)
	}
	return numberFormats[f.name](b)
}

// clock reads the times of a source.
type clock struct {
	zone    *time.Location
	formats []format // tried in order
}

// newClock prepares a profile's [time]; the error names what is wrong.
func newClock(zoneName string, formats []string) (clock, error) {
	loc, err := zone(zoneName)
	if err != nil {
		return clock{}, err
	}
	c := clock{zone: loc}
	if len(formats) == 0 {
		formats = []string{isoName}
	}
	for _, f := range formats {
		next, err := formatOf(f)
		if err == nil {
			err = c.clashes(next)
		}
		if err != nil {
			return clock{}, fmt.Errorf("time.formats: %q: %w", f, err)
		}
		c.formats = append(c.formats, next)
	}
	return c, nil
}

func formatOf(text string) (format, error) {
	if text == isoName || numberFormats[text] != nil {
		return format{name: text}, nil
	}
	p, err := compile(text)
	return format{pattern: p}, err
}

// clashes says why a row could be read with f and with an earlier format as two different times.
func (c clock) clashes(f format) error {
	for _, g := range c.formats {
		switch {
		case f.name == "" && g.name == "":
			loose := f.pattern.skips() || g.pattern.skips()
			if f.pattern.shape(loose) == g.pattern.shape(loose) && f.pattern.monthFirst() != g.pattern.monthFirst() {
				return errors.New("it differs from another in the order of day and month only")
			}
		case f.digits() && g.digits():
			return errors.New("it is digits alone, and so is another")
		}
	}
	return nil
}

// digits tells whether the format is a number, or digits without anything between them.
func (f format) digits() bool {
	return numberFormats[f.name] != nil || f.name == "" && f.pattern.digits()
}

// firstYear and lastYear bound what can be the time of a report. Sources write years beyond them, such as 0001 and 9999, where
// they know no time.
const firstYear, lastYear = 1900, 2199

// read returns the instant that b names, in UTC; not ok when no format fits, or when the date does not exist
// or cannot be a report's.
func (c clock) read(b []byte) (time.Time, bool) {
	for _, f := range c.formats {
		w, ok := f.read(b)
		if ok && w.exists() && w.year >= firstYear && w.year <= lastYear {
			return w.instant(c.zone), true
		}
	}
	return time.Time{}, false
}

// wall is a reading of a calendar and a clock.
type wall struct {
	year, month, day, hour, minute, second, nano int

	offset int  // seconds east of Greenwich
	fixed  bool // the text named the offset
}

// exists tells whether there is such a day and such a time of day.
func (w wall) exists() bool {
	return w.year >= 1 && w.month >= 1 && w.month <= 12 && w.day >= 1 && w.day <= daysIn(w.year, w.month) &&
		uint(w.hour) < 24 && uint(w.minute) < 60 && uint(w.second) < 60
}

// instant returns the reading as UTC; without an offset it was taken in loc.
func (w wall) instant(loc *time.Location) time.Time {
	if !w.fixed {
		return time.Date(w.year, time.Month(w.month), w.day, w.hour, w.minute, w.second, w.nano, loc).UTC()
	}
	seconds := int64(daysSince1970(w.year, w.month, w.day))*86400 + int64(w.hour*3600+w.minute*60+w.second-w.offset)
	return time.Unix(seconds, int64(w.nano)).UTC()
}

var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(year, month int) int {
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return monthDays[month]
}

// daysSince1970 counts the days from 1 January 1970 in the Gregorian calendar. Years begin in March here, so that the
// leap day is a year's last.
func daysSince1970(year, month, day int) int {
	if month <= 2 {
		year--
		month += 12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 719469
}

// readISO reads RFC 3339 and what is near to it: "2006-01-02 15:04:05.999999+02:00" with T or blank, with or without
// fraction, seconds and offset.
func readISO(b []byte) (w wall, ok bool) {
	if len(b) < 16 || b[4] != '-' || b[7] != '-' || b[13] != ':' || (b[10] != 'T' && b[10] != ' ' && b[10] != 't') {
		return w, false
	}
	w.year, w.month, w.day = two(b)*100+two(b[2:]), two(b[5:]), two(b[8:])
	w.hour, w.minute = two(b[11:]), two(b[14:])
	b = w.seconds(b[16:])
	if len(b) == 0 {
		return w, true
	}
	if b[0] == ' ' {
		b = b[1:]
	}
	n := 0
	w.offset, n, w.fixed = offset(b)
	return w, w.fixed && n == len(b)
}

// seconds reads ":05" or ":05.999" at the beginning of b, if it is there, and returns what is left.
func (w *wall) seconds(b []byte) []byte {
	if len(b) < 3 || b[0] != ':' {
		return b
	}
	w.second = two(b[1:])
	b = b[3:]
	if len(b) > 0 && (b[0] == '.' || b[0] == ',') {
		if nano, n := fraction(b[1:]); n > 0 {
			w.nano, b = nano, b[1+n:]
		}
	}
	return b
}

// two reads two digits; far below zero, so that no date can come of it, when they are none.
func two(b []byte) int {
	tens, ones := b[0]-'0', b[1]-'0'
	if tens > 9 || ones > 9 {
		return -1 << 20
	}
	return int(tens)*10 + int(ones)
}

// fraction reads the digits at the beginning of b as nanoseconds, and how many there are. What is finer is cut off.
func fraction(b []byte) (nano, digits int) {
	scale := 100_000_000
	for digits < len(b) && b[digits]-'0' <= 9 {
		nano += int(b[digits]-'0') * scale
		scale /= 10
		digits++
	}
	return nano, digits
}

// offset reads Z, ±hh, ±hhmm or ±hh:mm at the beginning of b: the seconds east of Greenwich and how long it is.
func offset(b []byte) (seconds, size int, ok bool) {
	if len(b) > 0 && (b[0] == 'Z' || b[0] == 'z') {
		return 0, 1, true
	}
	if len(b) < 3 || (b[0] != '+' && b[0] != '-') {
		return 0, 0, false
	}
	hours, minutes, size := two(b[1:]), 0, 3
	switch {
	case len(b) >= 6 && b[3] == ':':
		minutes, size = two(b[4:]), 6
	case len(b) >= 5 && b[3]-'0' <= 9:
		minutes, size = two(b[3:]), 5
	}
	if uint(hours) > 18 || uint(minutes) > 59 { // what is no digit is below zero, and so very large
		return 0, 0, false
	}
	seconds = hours*3600 + minutes*60
	if b[0] == '-' {
		seconds = -seconds
	}
	return seconds, size, true
}
