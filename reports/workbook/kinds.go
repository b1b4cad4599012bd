package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
)

// along is a column of places along the lying axis.
func along(f figure.Figure, cells []any) want {
	return want{title: f.CategoryAxis, cells: cells, unit: f.AlongUnit}
}

// written puts columns below what is there, as a table of their own, and returns where they stand.
func (p *sheetPlan) written(columns ...want) ([]source, error) {
	found, all := make([]source, len(columns)), make([]int, len(columns))
	for i := range all {
		all[i] = i
	}
	if columns[0].len() == 0 {
		return found, nil
	}
	return found, p.block(columns, all, found)
}

// plane is an empty chart of numbers over numbers.
func (p *sheetPlan) plane(f figure.Figure) *excelize.Chart {
	c := p.base(f)
	c.Type = excelize.Scatter
	c.XAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: p.tick(f.AlongUnit)}
	return c
}

// curve is a line through points, without markers.
func curve(x, y source, colour string, dash excelize.LineDashType, width float64) excelize.ChartSeries {
	s := series(x, y, fill(colour))
	s.Line = excelize.LineOptions{Type: excelize.LineSolid, Width: width, Dash: dash, Fill: fill(colour)}
	s.Marker = excelize.ChartMarker{Symbol: "none"}
	return s
}

// steps draws stairs as a line through each value twice: where it begins, and where the next one does.
func (p *sheetPlan) steps(f figure.Figure) error {
	c := p.plane(f)
	if f.Unit == figure.Share {
		c.YAxis.Maximum = new(1.0)
	}
	for i, s := range f.Series {
		var x, y, low, high []any
		add := func(at float64, v figure.Point) {
			x, y, low, high = append(x, at), append(y, v.Value), append(low, v.Low), append(high, v.High)
		}
		var before *figure.Point
		for _, point := range s.Points {
			if point.Missing {
				continue
			}
			if before != nil {
				add(point.X, *before)
			}
			add(point.X, point)
			before = &point
		}
		columns := []want{along(f, x), {title: s.Name, cells: y}}
		if ranged(s) {
			columns = append(columns, want{title: s.Name + " min", cells: low}, want{title: s.Name + " max", cells: high})
		}
		found, err := p.written(columns...)
		if err != nil {
			return err
		}
		c.Series = append(c.Series, curve(found[0], found[1], tone(s.Tone), dashes[i%len(dashes)], 2.25))
		for _, end := range found[2:] {
			c.Series = append(c.Series, curve(found[0], end, tone(s.Tone), excelize.LineDashSysDot, 0.75))
		}
	}
	return p.reference(c, f)
}

// reference adds the reference of a chart of numbers over numbers as a line from end to end.
func (p *sheetPlan) reference(c *excelize.Chart, f figure.Figure) error {
	if f.Reference != nil {
		far := 0.0
		for _, s := range f.Series {
			for _, point := range s.Points {
				if !point.Missing {
					far = max(far, point.X)
				}
			}
		}
		found, err := p.written(along(f, []any{0.0, far}), want{title: f.Reference.Name, cells: []any{f.Reference.Value, f.Reference.Value}})
		if err != nil {
			return err
		}
		c.Series = append(c.Series, curve(found[0], found[1], ink, excelize.LineDashDash, 1.25))
	}
	if len(c.Series) > 1 {
		c.Legend.Position = "top"
	}
	return p.book.file.AddChart(p.cells.sheet, p.place().String(), c)
}

// funnel draws dots and, as lines, the limits.
func (p *sheetPlan) funnel(f figure.Figure) error {
	c := p.plane(f)
	for i, s := range f.Series {
		var x, y []any
		var who []string
		for k, point := range s.Points {
			if !point.Missing {
				x, y, who = append(x, point.X), append(y, point.Value), append(who, f.Categories[k])
			}
		}
		found, err := p.written(want{title: s.Name, words: who}, along(f, x), want{title: first(f.ValueAxis, s.Name), cells: y})
		if err != nil {
			return err
		}
		dots := marker(found[1], found[2], symbols[i%len(symbols)], tone(s.Tone))
		dots.Marker.Size = 6
		c.Series = append(c.Series, dots)
	}
	for i, l := range f.Limits {
		if len(l.Along) == 0 {
			continue
		}
		found, err := p.written(along(f, numbers(l.Along)), want{title: l.Name + " min", cells: numbers(l.Low)}, want{title: l.Name + " max", cells: numbers(l.High)})
		if err != nil {
			return err
		}
		for _, end := range found[1:] {
			c.Series = append(c.Series, curve(found[0], end, quiet, dashes[1+i%2], 1))
		}
	}
	return p.reference(c, f)
}

// boxParts are the bars that make a box, from the axis on; the first is not seen.
var boxParts = []struct {
	name   string
	of     func(figure.Point) float64
	colour string
}{
	{"min", low, ""},
	{"Q1 − min", func(p figure.Point) float64 { return p.Q1 - p.Low }, tint},
	{"median − Q1", func(p figure.Point) float64 { return p.Value - p.Q1 }, "7CC3BD"},
	{"Q3 − median", func(p figure.Point) float64 { return p.Q3 - p.Value }, "14807C"},
	{"max − Q3", func(p figure.Point) float64 { return p.High - p.Q3 }, tint},
}

// boxes draws the five numbers as lying bars on each other: nothing up to the lower end, a light stretch, the middle half in two
// parts that meet at the median, a light stretch.
func (p *sheetPlan) boxes(f figure.Figure) error {
	c := p.base(f)
	c.Type, c.XAxis.ReverseOrder, c.YAxis.TickLabelPosition = excelize.BarStacked, true, excelize.ChartTickLabelHigh
	c.Legend.Position = "none"
	for _, s := range f.Series {
		names := f.Categories
		if len(f.Series) > 1 {
			names = make([]string, len(f.Categories))
			for i, n := range f.Categories {
				names[i] = n + " · " + s.Name
			}
		}
		columns := []want{{title: f.CategoryAxis, words: names}}
		for _, part := range boxParts {
			columns = append(columns, want{title: part.name, cells: column(s, part.of)})
		}
		found, err := p.written(columns...)
		if err != nil {
			return err
		}
		if len(c.Series) > 0 { // one chart holds one series of boxes; those of the others stand as numbers
			continue
		}
		for i, part := range boxParts {
			bar := series(found[0], found[i+1], fill(part.colour))
			if part.colour == "" {
				bar = series(found[0], found[i+1], excelize.Fill{Type: "pattern"})
				bar.Line = excelize.LineOptions{Type: excelize.LineNone}
			}
			c.Series = append(c.Series, bar)
		}
	}
	return p.book.file.AddChart(p.cells.sheet, p.place().String(), c)
}

// coloured writes the numbers of a figure for which Excel has no chart beside the table, shaded by value, and says so.
func (p *sheetPlan) coloured(f figure.Figure) error {
	from := at{len(p.widths) + 2, headerRow}
	t := f.Numbers(figure.Headings{})
	var index names
	shade := -1
	for i, col := range t.Columns {
		p.header(at{from.column + i, from.row}, index.header(col.Title, col.Name), col.Unit)
		if col.Name == "value" || f.Kind == figure.Flow && col.Name == "n" {
			shade = i
		}
		for j, row := range t.Rows {
			p.value(at{from.column + i, from.row + 1 + j}, row[i], col.Unit)
		}
	}
	if err := p.asTable(from, len(t.Columns), len(t.Rows)); err != nil {
		return err
	}
	p.cells.text(at{from.column, from.row - 2}, f.Title, p.book.styles.group)
	p.cells.text(at{from.column, from.row - 1}, p.book.document.Words.NoChart, p.book.styles.note)
	first, last := at{from.column + shade, from.row + 1}, at{from.column + shade, from.row + max(1, len(t.Rows))}
	return p.book.file.SetConditionalFormat(p.cells.sheet, first.String()+":"+last.String(), []excelize.ConditionalFormatOptions{{
		Type: "2_color_scale", Criteria: "=", MinType: "min", MaxType: "max", MinColor: "#F3F8F8", MaxColor: "#7CC3BD",
	}})
}

func numbers(values []float64) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// asides are the remarks of the bureau and the limits of a run, as notes.
func (p *sheetPlan) asides() []string {
	f := p.section.Figure
	var lines []string
	for _, e := range f.Events {
		if e.Category >= 0 && e.Category < len(f.Categories) {
			lines = append(lines, f.Categories[e.Category]+": "+e.Text)
		}
	}
	for _, l := range f.Limits {
		if len(l.Along) == 0 && len(l.Low) == 1 && len(l.High) == 1 {
			lines = append(lines, fmt.Sprintf("%s: %s – %s", l.Name, p.words(l.Low[0], f.Unit), p.words(l.High[0], f.Unit)))
		}
	}
	return lines
}
