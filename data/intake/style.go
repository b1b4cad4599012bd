package intake

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// style is what a cell's format makes of its number.
type style int

const (
	styleNumber  style = iota
	styleDay           // a date
	styleClock         // a time of day
	styleBoth          // a date and a time of day
	styleElapsed       // hours, also above 24
)

// readStyles notes for each format of cells whether it shows dates.
func (w *workbook) readStyles(name string) error {
	codes, within := make(map[int]style), false
	return w.each(name, "styleSheet", func(_ *bookPart, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
				codes[id] = styleOf(attr(e, "formatCode"))
			}
		case "cellXfs":
			within = true
		case "xf":
			if within {
				id, _ := strconv.Atoi(attr(e, "numFmtId"))
				s, ok := codes[id]
				if !ok {
					s = builtin(id)
				}
				w.styles = append(w.styles, s)
			}
		}
		return nil
	}, func(e xml.EndElement) { within = within && e.Name.Local != "cellXfs" })
}

// builtin is the style of a format that has a number and no code of its own.
func builtin(id int) style {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return styleDay
	case id == 22:
		return styleBoth
	case id == 46:
		return styleElapsed
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return styleClock
	}
	return styleNumber
}

var (
	elapsedCode = regexp.MustCompile(`(?i)\[(h+|m+|s+)\]`)
	silentCode  = regexp.MustCompile(`"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?`) // what a code shows as it stands, or not at all
)

// styleOf tells what the code of a format shows. Only its first section counts, which is that of positive numbers.
func styleOf(code string) style {
	elapsed := elapsedCode.MatchString(code)
	code, _, _ = strings.Cut(silentCode.ReplaceAllString(code, ""), ";")
	code = strings.ToLower(code)
	day, clock := strings.ContainsAny(code, "yd"), strings.ContainsAny(code, "hs")
	switch {
	case strings.Contains(code, "general"):
		return styleNumber
	case elapsed:
		return styleElapsed
	case day && clock:
		return styleBoth
	case clock:
		return styleClock
	case day, strings.Contains(code, "m"):
		return styleDay
	}
	return styleNumber
}

const dayLength = 24 * 60 * 60 * 1000 // milliseconds

// text writes a stored number: dates and times in ISO, other numbers as plain digits. A date format that shows no hours
// gives them all the same where the number has a part of a day.
func (s style) text(value string, from04 bool) string {
	v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	const end = 2_958_466 // 1 January 10000
	if s == styleNumber || err != nil || !(v >= 0 && v < end) {
		return plainNumber(value)
	}
	whole, part := math.Modf(v)
	days, rest := int(whole), int64(math.Round(part*dayLength))
	if rest == dayLength {
		days, rest = days+1, 0
	}
	switch {
	case s == styleElapsed:
		rest += int64(days) * dayLength
		return strconv.FormatInt(rest/3_600_000, 10) + time.UnixMilli(rest%3_600_000).UTC().Format(":04:05")
	case s == styleClock && days == 0:
		return time.UnixMilli(rest).UTC().Format("15:04:05.999")
	}
	first := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from04:
		first = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case days == 60: // 29 February 1900, which there was not
		return plainNumber(value)
	case days < 60:
		first = first.AddDate(0, 0, 1)
	}
	at := first.AddDate(0, 0, days).Add(time.Duration(rest) * time.Millisecond)
	if s == styleDay && rest == 0 {
		return at.Format(time.DateOnly)
	}
	return at.Format("2006-01-02T15:04:05.999")
}

// plainNumber writes a stored number with the 15 digits that Excel knows and without an exponent; what is no number stays.
func plainNumber(value string) string {
	value = strings.TrimSpace(value)
	if len(value) <= 15 && strings.Trim(value, "0123456789.-") == "" {
		return value
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(v) > 1e30 {
		return value
	}
	if v, err = strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64); err != nil {
		return value
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

var escapedChar = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescaped turns _x000D_ and the like back into the characters that XML cannot hold. Half a surrogate pair stays as it is.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escapedChar.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil || n >= 0xd800 && n < 0xe000 {
			return m
		}
		return string(rune(n))
	})
}
