package sheet

import "github.com/xuri/excelize/v2"

// cellStyle is how a value and how shorthand looks in a column.
type cellStyle struct{ value, mark int }

// styles are the numbers of the workbook's cell styles.
type styles struct {
	title, line, header, headerRight int
	units                            map[Unit]cellStyle
}

func newStyles(f *excelize.File, language string) (styles, error) {
	s := styles{units: map[Unit]cellStyle{}}
	var err error
	add := func(format string, font *excelize.Font, place *excelize.Alignment) int {
		style := excelize.Style{Font: font, Alignment: place}
		if format != "" {
			style.CustomNumFmt = &format
		}
		id, failed := f.NewStyle(&style)
		if err == nil {
			err = failed
		}
		return id
	}
	plain, strong := font(11, false), font(11, true)
	s.title = add("@", font(15, true), &excelize.Alignment{Vertical: "center"})
	s.line = add("@", plain, nil)
	s.header = add("@", strong, &excelize.Alignment{WrapText: true, Vertical: "bottom"})
	s.headerRight = add("@", strong, &excelize.Alignment{WrapText: true, Vertical: "bottom", Horizontal: "right"})
	date := "[$-421]d mmm yyyy"
	if language == "en" {
		date = "[$-809]d mmm yyyy"
	}
	formats := []string{Words: "@", Count: "#,##0", Decimal: "#,##0.0", Share: "0.0%", Days: "#,##0.00", Date: date, Verbatim: "@"}
	for u, format := range formats {
		place := &excelize.Alignment{Vertical: "top", WrapText: Unit(u) == Words, Horizontal: "left"}
		if Unit(u).right() {
			place.Horizontal = "right"
		}
		style := cellStyle{value: add(format, plain, place)}
		style.mark = add("@", plain, &excelize.Alignment{Vertical: "top", Horizontal: place.Horizontal})
		s.units[Unit(u)] = style
	}
	return s, err
}

func font(size float64, bold bool) *excelize.Font {
	return &excelize.Font{Size: size, Bold: bold, Family: "Calibri"}
}
