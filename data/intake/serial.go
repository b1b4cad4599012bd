package intake

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// numberFormats are the formats that write a time as a number, by the name that a profile gives them.
var numberFormats = map[string]func([]byte) (wall, bool){
	"excel":     func(b []byte) (wall, bool) { return readSerial(b, false) },
	"excel1904": func(b []byte) (wall, bool) { return readSerial(b, true) },
	"epoch":     func(b []byte) (wall, bool) { return readEpoch(b, time.Second) },
	"epoch_ms":  func(b []byte) (wall, bool) { return readEpoch(b, time.Millisecond) },
}

// lastSerial is the day number of 31 December 9999 in workbooks.
const lastSerial = 2_958_465

// readSerial reads days since the end of 1899, or since 1904, with a part of a day behind a point or comma, to the
// millisecond. The day 29 February 1900, which workbooks count though there was none, cannot be read.
func readSerial(b []byte, from04 bool) (wall, bool) {
	v, ok := plainDecimal(b)
	if !ok || v < 0 || v > lastSerial {
		return wall{}, false
	}
	whole, part := math.Modf(v)
	first := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from04:
		first = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case whole == 60:
		return wall{}, false
	case whole < 60:
		first = first.AddDate(0, 0, 1)
	}
	return wallOf(first.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*dayLength)) * time.Millisecond)), true
}

// readEpoch reads units since the beginning of 1970 in Greenwich, with a fraction behind a point or comma.
func readEpoch(b []byte, unit time.Duration) (wall, bool) {
	text := strings.Replace(string(b), ",", ".", 1)
	whole, part, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if _, ok := plainDecimal(b); err != nil || !ok || n < -1<<46 || n > 1<<46 {
		return wall{}, false
	}
	nano, _ := fraction([]byte(part))
	rest := time.Duration(nano) / (time.Second / unit)
	if whole[0] == '-' {
		rest = -rest
	}
	perSecond := int64(time.Second / unit)
	w := wallOf(time.Unix(n/perSecond, n%perSecond*int64(unit)+int64(rest)).UTC())
	w.fixed = true
	return w, true
}

// plainDecimal reads a number of digits with at most one point or comma and a sign; no exponent, no other form.
func plainDecimal(b []byte) (float64, bool) {
	text := strings.Replace(string(b), ",", ".", 1)
	if strings.Trim(text, "0123456789.-") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

func wallOf(t time.Time) wall {
	return wall{
		year: t.Year(), month: int(t.Month()), day: t.Day(), hour: t.Hour(), minute: t.Minute(), second: t.Second(),
		nano: t.Nanosecond(),
	}
}
