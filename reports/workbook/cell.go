package workbook

import (
	"fmt"
	"math"
	"time"

	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
	"tuntas/reports/sheet"
)

const (
	maxInteger = 999_999_999_999_999 // Excel keeps 15 digits
	daySeconds = 86400
)

// firstDay is the first day that Excel counts right: it believes in 29 February 1900.
var firstDay = time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)

// cells writes into one sheet, and is the only thing that does: each guard against what the library changes without a word
// stands here. The first error is kept and later calls do nothing.
type cells struct {
	file  *excelize.File
	sheet string
	zone  *time.Location
	err   error
}

// at is the place of a cell, both counted from 1.
type at struct{ column, row int }

func (p at) String() string {
	name, err := excelize.CoordinatesToCellName(p.column, p.row)
	if err != nil {
		return "A1"
	}
	return name
}

// absolute is the place as charts refer to it, with the sheet.
func (p at) absolute(sheet string) string {
	name, err := excelize.CoordinatesToCellName(p.column, p.row, true)
	if err != nil {
		return ""
	}
	return quoted(sheet) + "!" + name
}

// text writes words. They stay words, whatever they begin with; what is too long is cut and marked as cut.
func (c *cells) text(p at, text string, style int) {
	if c.err == nil {
		c.err = c.file.SetCellStr(c.sheet, p.String(), sheet.Literal(clean(text)))
	}
	c.style(p, style)
}

// number writes a number that is none of NaN and the infinities; those leave the cell empty.
func (c *cells) number(p at, v float64, style int) {
	c.style(p, style)
	if c.err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return
	}
	c.err = c.file.SetCellFloat(c.sheet, p.String(), v, -1, 64)
}

// integer writes a whole number of at most 15 digits and refuses longer ones: they would be another number on screen.
func (c *cells) integer(p at, v int64, style int) {
	if c.err == nil && (v > maxInteger || v < -maxInteger) {
		c.err = fmt.Errorf("%w: %s: %d has more than 15 digits", ErrCell, p, v)
	}
	c.style(p, style)
	if c.err == nil {
		c.err = c.file.SetCellInt(c.sheet, p.String(), v)
	}
}

// date writes a calendar day as Excel counts it. A time at midnight UTC is a day already; any other is the day it falls on in
// the document's zone.
func (c *cells) date(p at, t time.Time, style int) {
	if h, m, s := t.UTC().Clock(); h+m+s > 0 || t.Location() != time.UTC {
		t = t.In(c.zone)
	}
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	if c.err == nil && day.Before(firstDay) {
		c.err = fmt.Errorf("%w: %s: the date %s is too early", ErrCell, p, day.Format(time.DateOnly))
	}
	c.number(p, float64(sheet.Serial(day)), style)
}

// value writes a cell of a table under the unit of its column. It tells whether there was a value.
func (c *cells) value(p at, v any, unit figure.Unit, style int) bool {
	switch v := v.(type) {
	case nil:
		c.style(p, style)
		return false
	case string:
		c.text(p, v, style)
	case bool:
		c.truth(p, v, style)
	case int64:
		c.whole(p, v, unit, style)
	case float64:
		c.number(p, scaled(v, unit), style)
		return !math.IsNaN(v) && !math.IsInf(v, 0)
	case time.Time:
		c.date(p, v, style)
	default:
		if c.err == nil {
			c.err = fmt.Errorf("%w: %s: a value of type %T", ErrCell, p, v)
		}
	}
	return true
}

// whole writes an integer of a table: as text where the unit is a code, as a fraction where it is seconds.
func (c *cells) whole(p at, v int64, unit figure.Unit, style int) {
	switch unit {
	case figure.Code, figure.Text:
		c.text(p, fmt.Sprint(v), style)
	case figure.Duration:
		c.number(p, scaled(float64(v), unit), style)
	default:
		c.integer(p, v, style)
	}
}

func (c *cells) truth(p at, v bool, style int) {
	if c.err == nil {
		c.err = c.file.SetCellBool(c.sheet, p.String(), v)
	}
	c.style(p, style)
}

func (c *cells) style(p at, style int) {
	if c.err == nil {
		c.err = c.file.SetCellStyle(c.sheet, p.String(), p.String(), style)
	}
}

// scaled turns seconds into days; other units stay as they are.
func scaled(v float64, unit figure.Unit) float64 {
	if unit == figure.Duration {
		return v / daySeconds
	}
	return v
}

// clean is sheet.Clean, under a name that is short enough to stand around every text.
func clean(text string) string { return sheet.Clean(text) }
