package intake

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// part is one piece of a time pattern: a verb, or a literal text when the verb is empty.
type part struct {
	verb    string
	literal string
}

// pattern is a time format in the spelling of spreadsheets, taken apart.
type pattern []part

// anyCharacter is the verb of a character that is passed over, whatever it is.
const anyCharacter = "?"

// verbs are the pieces that a pattern may hold, longer ones before their beginnings.
var verbs = []string{anyCharacter, "YYYY", "MMMM", "MMM", "MM", "M", "DD", "D", "HH", "H", "hh", "h", "mm", "m", "ss", "s", "SSS", "A", "Z"}

// compile takes a pattern apart. A letter that is no verb must stand in brackets.
func compile(format string) (pattern, error) {
	var p pattern
	for rest := format; rest != ""; {
		if rest[0] == '[' {
			inner, after, ok := strings.Cut(rest[1:], "]")
			if !ok {
				return nil, errors.New("a bracket is not closed")
			}
			p, rest = append(p, part{literal: inner}), after
			continue
		}
		verb := verbAt(rest)
		if verb == "" && isLetter(rest[0]) {
			return nil, fmt.Errorf("unknown letter %q", rest[0])
		}
		if verb == "" {
			p, rest = append(p, part{literal: rest[:1]}), rest[1:]
			continue
		}
		p, rest = append(p, part{verb: verb}), rest[len(verb):]
	}
	return p, p.complete()
}

func verbAt(s string) string {
	for _, v := range verbs {
		if strings.HasPrefix(s, v) {
			return v
		}
	}
	return ""
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// letters are the beginnings of the pattern's verbs; the error names one that stands twice.
func (p pattern) letters() (letters []byte, err error) {
	for _, part := range p {
		if part.verb == "" || part.verb == anyCharacter {
			continue
		}
		if bytes.IndexByte(letters, part.verb[0]) >= 0 {
			return nil, fmt.Errorf("%s stands twice", part.verb)
		}
		letters = append(letters, part.verb[0])
	}
	return letters, nil
}

// complete tells what is missing, or stands twice, for the pattern to name an instant.
func (p pattern) complete() error {
	letters, err := p.letters()
	if err != nil {
		return err
	}
	has := func(c byte) bool { return bytes.IndexByte(letters, c) >= 0 }
	if !has('Y') || !has('M') {
		return errors.New("year or month is missing")
	}
	if !has('D') && (has('H') || has('h')) {
		return errors.New("a smaller part of the time stands without the day")
	}
	if has('h') != has('A') || has('h') && has('H') {
		return errors.New("hh goes with A, HH without")
	}
	for _, pair := range []string{"mHh", "sm", "Ss"} { // a smaller part of the time and what it may stand with
		if has(pair[0]) && !bytes.ContainsAny(letters, pair[1:]) {
			return errors.New("a smaller part of the time stands without the larger one")
		}
	}
	return nil
}

// shape is the pattern with day and month, and one and two digits, made equal; where it is loose, all single characters too.
func (p pattern) shape(loose bool) string {
	var b strings.Builder
	for _, part := range p {
		switch part.verb {
		case "M", "MM", "D", "DD":
			b.WriteString("#")
		case "":
			if loose && len(part.literal) == 1 {
				b.WriteString(anyCharacter)
				continue
			}
			b.WriteString(part.literal)
		default:
			b.WriteByte(part.verb[0])
		}
	}
	return b.String()
}

// monthFirst tells whether the month stands before the day.
func (p pattern) monthFirst() bool {
	for _, part := range p {
		if part.verb != "" && (part.verb[0] == 'M' || part.verb[0] == 'D') {
			return part.verb[0] == 'M'
		}
	}
	return false
}

// skips tells whether the pattern passes over characters.
func (p pattern) skips() bool {
	return slices.ContainsFunc(p, func(part part) bool { return part.verb == anyCharacter })
}

// digits tells whether the pattern has nothing between its numbers.
func (p pattern) digits() bool {
	for _, part := range p {
		if part.verb == "" || slices.Contains([]string{"MMM", "MMMM", "A", "Z"}, part.verb) {
			return false
		}
	}
	return true
}

// read reads the whole of b with the pattern. Without a day it is the first of the month.
func (p pattern) read(b []byte) (w wall, ok bool) {
	half := -1
	w.day = 1
	for _, part := range p {
		n := 0
		switch {
		case part.verb == "":
			if !bytes.HasPrefix(b, []byte(part.literal)) {
				return w, false
			}
			n = len(part.literal)
		case part.verb == "A":
			half, n = halfDay(b)
		default:
			n = w.set(part.verb, b)
		}
		if n == 0 && (part.verb != "" || part.literal != "") {
			return w, false
		}
		b = b[n:]
	}
	if half >= 0 {
		if w.hour < 1 || w.hour > 12 {
			return w, false
		}
		w.hour = w.hour%12 + half
	}
	return w, len(b) == 0
}

// set reads one verb at the beginning of b and returns how long it is; 0 when it is not there.
func (w *wall) set(verb string, b []byte) (n int) {
	switch verb[0] {
	case '?':
		_, n = utf8.DecodeRune(b)
	case 'Y':
		w.year, n = number(b, 4, 4)
	case 'M':
		if len(verb) >= 3 {
			w.month, n = monthName(b)
		} else {
			w.month, n = number(b, len(verb), 2)
		}
	case 'D':
		w.day, n = number(b, len(verb), 2)
	case 'H', 'h':
		w.hour, n = number(b, len(verb), 2)
	case 'm':
		w.minute, n = number(b, len(verb), 2)
	case 's':
		w.second, n = number(b, len(verb), 2)
	case 'S':
		w.nano, n = fraction(b)
	case 'Z':
		w.offset, n, w.fixed = offset(b)
	}
	return n
}

// number reads at least low and at most high digits and returns their count; 0 when there are fewer.
func number(b []byte, low, high int) (value, n int) {
	for n < len(b) && n < high && b[n]-'0' <= 9 {
		value = value*10 + int(b[n]-'0')
		n++
	}
	if n < low {
		return 0, 0
	}
	return value, n
}

// halfDay reads AM or PM in any case as 0 or 12 hours.
func halfDay(b []byte) (hours, n int) {
	if len(b) < 2 || b[1]|0x20 != 'm' {
		return -1, 0
	}
	switch b[0] | 0x20 {
	case 'a':
		return 0, 2
	case 'p':
		return 12, 2
	}
	return -1, 0
}

// monthNames are short and long names, Indonesian and English, in lower case.
var monthNames = map[string]int{
	"jan": 1, "januari": 1, "january": 1, "feb": 2, "februari": 2, "february": 2, "mar": 3, "maret": 3, "march": 3,
	"apr": 4, "april": 4, "mei": 5, "may": 5, "jun": 6, "juni": 6, "june": 6, "jul": 7, "juli": 7, "july": 7,
	"agu": 8, "agt": 8, "ags": 8, "aug": 8, "agustus": 8, "august": 8, "sep": 9, "sept": 9, "september": 9,
	"okt": 10, "oct": 10, "oktober": 10, "october": 10, "nov": 11, "november": 11,
	"des": 12, "dec": 12, "desember": 12, "december": 12,
}

// monthName reads the letters at the beginning of b as the name of a month, and how many they are.
func monthName(b []byte) (month, n int) {
	for n < len(b) && isLetter(b[n]) {
		n++
	}
	month = monthNames[strings.ToLower(string(b[:n]))]
	if month == 0 {
		return 0, 0
	}
	return month, n
}
