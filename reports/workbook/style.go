package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
)

// The colours of the workbook, the same instrument as the window and the page.
const (
	ink   = "15242A"
	quiet = "52646B"
	line  = "DCE4E5"
	teal  = "0B6B6B"
	tint  = "EAEFF0"
	faint = "8A9A9F"
)

// tones are the colours of series.
var tones = map[figure.Tone]string{
	figure.Plain: "14807C", figure.Second: "B56A08", figure.Third: "6A55B8", figure.Good: "2A8549",
	figure.Bad: "B93A48", figure.Pending: "718289", figure.Water: "2370BD",
}

func tone(t figure.Tone) string {
	if c, ok := tones[t]; ok {
		return c
	}
	return tones[figure.Plain]
}

// styles are the numbers of the workbook's cell styles.
type styles struct {
	title, subtitle, finding, note, label, fact, link, notice int
	header, headerRight, group                                int
	units                                                     map[figure.Unit]int
	formats                                                   map[figure.Unit]string
}

func newStyles(f *excelize.File, d figure.Document) (styles, error) {
	s := styles{units: map[figure.Unit]int{}, formats: formats(d)}
	var err error
	add := func(style excelize.Style) int {
		id, failed := f.NewStyle(&style)
		if err == nil {
			err = failed
		}
		return id
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	s.title = add(excelize.Style{Font: font(18, ink, true), Alignment: &excelize.Alignment{Vertical: "center"}})
	s.subtitle = add(excelize.Style{Font: font(11, quiet, false)})
	s.finding = add(excelize.Style{Font: font(12, ink, false)})
	s.note = add(excelize.Style{Font: font(10, quiet, false)})
	s.label = add(excelize.Style{Font: font(11, quiet, false), Alignment: wrap})
	s.fact = add(excelize.Style{Font: font(11, ink, false), Alignment: wrap})
	s.link = add(excelize.Style{Font: &excelize.Font{Size: 11, Color: teal, Underline: "single", Family: family}, Alignment: wrap})
	s.notice = add(excelize.Style{Font: font(10, quiet, false)})
	s.group = add(excelize.Style{Font: font(12, teal, true), Border: under(teal)})
	header := excelize.Style{Font: font(11, ink, true), Fill: fill(tint), Border: under(faint), Alignment: &excelize.Alignment{WrapText: true, Vertical: "bottom"}}
	s.header = add(header)
	header.Alignment = &excelize.Alignment{WrapText: true, Vertical: "bottom", Horizontal: "right"}
	s.headerRight = add(header)
	for _, unit := range units {
		format := s.formats[unit]
		style := excelize.Style{Font: font(11, ink, false), CustomNumFmt: &format, Border: under(line), Alignment: &excelize.Alignment{Vertical: "top", WrapText: !numeric(unit)}}
		if !numeric(unit) {
			style.Alignment.Horizontal = "left"
		}
		s.units[unit] = add(style)
	}
	return s, err
}

// decimal is the unit of counts that are no whole numbers, such as means.
const decimal figure.Unit = "decimal"

// units are those that have a style, in a fixed order: the order of styles is part of the bytes.
var units = []figure.Unit{figure.Count, decimal, figure.Share, figure.Duration, figure.Date, figure.Text, figure.Code}

// unit returns the style of a column's cells; an unknown unit is text.
func (s styles) unit(u figure.Unit) int {
	if id, ok := s.units[u]; ok {
		return id
	}
	return s.units[figure.Text]
}

// formats are the number formats. Excel puts in the reader's own separators; the unit of a duration stands in the cell.
func formats(d figure.Document) map[figure.Unit]string {
	month := "[$-421]d mmm yyyy"
	if d.Language == "en" {
		month = "[$-809]d mmm yyyy"
	}
	return map[figure.Unit]string{
		figure.Count: "#,##0", decimal: "#,##0.0", figure.Share: "0.0%", figure.Date: month, figure.Text: "@", figure.Code: "@",
		figure.Duration: "#,##0.00" + literal(" "+d.Words.Day),
	}
}

// literal is text inside a number format.
func literal(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '"' || r < ' ' {
			return -1
		}
		return r
	}, cutUnits(clean(text), 12))
	return `"` + text + `"`
}

const family = "Calibri"

func font(size float64, colour string, bold bool) *excelize.Font {
	return &excelize.Font{Size: size, Color: colour, Bold: bold, Family: family}
}

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func under(colour string) []excelize.Border {
	return []excelize.Border{{Type: "bottom", Color: colour, Style: 1}}
}

func numeric(u figure.Unit) bool {
	return u == figure.Count || u == decimal || u == figure.Share || u == figure.Duration
}
