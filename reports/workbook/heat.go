package workbook

import (
	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
)

// heat writes the figure as a grid of cells beside the table, each shaded by its value.
func (p *sheetPlan) heat(f figure.Figure) error {
	from := at{len(p.widths) + 2, headerRow}
	var index names
	p.header(from, index.header(f.CategoryAxis, "·"), figure.Text)
	for i, c := range f.Categories {
		p.header(at{from.column + 1 + i, from.row}, index.header(c, ""), f.Unit)
	}
	for j, s := range f.Series {
		row := from.row + 1 + j
		p.value(at{from.column, row}, s.Name, figure.Text)
		for i, point := range s.Points {
			var v any
			if !point.Missing {
				v = point.Value
			}
			p.value(at{from.column + 1 + i, row}, v, f.Unit)
		}
	}
	if err := p.asTable(from, len(f.Categories)+1, len(f.Series)); err != nil {
		return err
	}
	p.cells.text(at{from.column, from.row - 1}, f.Title, p.book.styles.group)
	first, last := at{from.column + 1, from.row + 1}, at{from.column + len(f.Categories), from.row + len(f.Series)}
	return p.book.file.SetConditionalFormat(p.cells.sheet, first.String()+":"+last.String(), []excelize.ConditionalFormatOptions{{
		Type: "2_color_scale", Criteria: "=", MinType: "min", MaxType: "max", MinColor: "#F3F8F8", MaxColor: "#7CC3BD",
	}})
}
