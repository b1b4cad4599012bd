package sheet

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// ErrCell is matched when a value cannot stand in a cell without being changed: a whole number of more than 15 digits, a date
// before March 1900, a row with more or fewer cells than the table has columns, or a sheet that is too large for its part.
var ErrCell = errors.New("the value cannot stand in a cell")

const maxInteger = 999_999_999_999_999 // Excel keeps 15 digits

// firstDay is the first day that Excel counts right: it believes in 29 February 1900.
var firstDay = time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)

// Shorthand says why a cell has no number.
type Shorthand string

// The shorthand of statistics in spreadsheets.
const (
	Confidential  Shorthand = "[c]"
	NotAvailable  Shorthand = "[x]"
	NotApplicable Shorthand = "[z]"
	Low           Shorthand = "[k]"
	Provisional   Shorthand = "[p]"
	Revised       Shorthand = "[r]"
	Unreliable    Shorthand = "[u]"
	Break         Shorthand = "[b]"
)

// Shorthands returns all shorthand in its order; the slice is the caller's own.
func Shorthands() []Shorthand {
	return []Shorthand{Confidential, NotAvailable, NotApplicable, Low, Provisional, Revised, Unreliable, Break}
}

type form byte

const (
	words form = iota
	mark
	number
	whole
)

// Cell is a value in a row. The zero Cell is empty text.
type Cell struct {
	form   form
	text   string
	number float64
	whole  int64
	err    error
}

// Text is words; they stay words, whatever they begin with. What is too long for a cell is cut and marked as cut.
func Text(text string) Cell { return Cell{text: text} }

// Integer is a whole number. One of more than 15 digits is refused: it would be another number on screen.
func Integer(v int64) Cell {
	c := Cell{form: whole, whole: v}
	if v > maxInteger || v < -maxInteger {
		c.err = fmt.Errorf("%w: %d has more than 15 digits", ErrCell, v)
	}
	return c
}

// Number is a number; NaN and the infinities are none and become NotAvailable.
func Number(v float64) Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Mark(NotAvailable)
	}
	return Cell{form: number, number: v}
}

// Day is a calendar day as Excel counts it: that of the time in its own zone.
func Day(t time.Time) Cell {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	c := Integer(Serial(day))
	if day.Before(firstDay) {
		c.err = fmt.Errorf("%w: the date %s is too early", ErrCell, day.Format(time.DateOnly))
	}
	return c
}

// Serial is the number of a day, which is a time at midnight UTC: 61 for 1 March 1900.
func Serial(day time.Time) int64 { return 61 + int64(day.Sub(firstDay).Hours())/24 }

// Mark says in shorthand why there is no number.
func Mark(s Shorthand) Cell { return Cell{form: mark, text: string(s)} }

// appendXML writes the cell in the column and row under its styles.
func (c Cell) appendXML(out []byte, column string, row int, s cellStyle) []byte {
	style := s.value
	if c.form == mark {
		style = s.mark
	}
	out = append(out, `<c r="`...)
	out = append(out, column...)
	out = strconv.AppendInt(out, int64(row), 10)
	out = append(out, `" s="`...)
	out = strconv.AppendInt(out, int64(style), 10)
	switch c.form {
	case whole:
		out = append(out, `"><v>`...)
		out = strconv.AppendInt(out, c.whole, 10)
		return append(out, `</v></c>`...)
	case number:
		out = append(out, `"><v>`...)
		out = strconv.AppendFloat(out, c.number, 'g', -1, 64)
		return append(out, `</v></c>`...)
	}
	return appendWords(out, c.text)
}

func appendWords(out []byte, text string) []byte {
	if !plain(text) {
		text = Literal(Clean(text))
	}
	out = append(out, `" t="inlineStr"><is><t`...)
	if text != strings.TrimSpace(text) || strings.ContainsAny(text, "\n\t") {
		out = append(out, ` xml:space="preserve"`...)
	}
	out = append(out, '>')
	out = appendEscaped(out, text)
	return append(out, `</t></is></c>`...)
}

// plain tells whether text is short printable ASCII without what an escape of the format begins with.
func plain(text string) bool {
	if len(text) > maxText {
		return false
	}
	for i := range len(text) {
		if b := text[i]; b < ' ' || b > '~' || b == '_' {
			return false
		}
	}
	return true
}

func appendEscaped(out []byte, text string) []byte {
	for i := range len(text) {
		switch b := text[i]; b {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '\r':
			out = append(out, "&#13;"...)
		default:
			out = append(out, b)
		}
	}
	return out
}
