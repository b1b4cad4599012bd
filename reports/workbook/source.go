package workbook

import (
	"tuntas/analytics/figure"
)

// source is a column of cells that a chart reads.
type source struct {
	header string // reference to the cell with its name
	values string // reference to its cells
}

// want is a column that a chart needs: words, or numbers in the figure's unit with nil for a gap.
type want struct {
	title string
	words []string
	cells []any
	unit  figure.Unit // of the cells; empty for that of the figure
	exact bool        // only a column of this very title will do: the title is shown in the legend
}

// plot is what a chart reads, in the figure's order.
type plot struct {
	categories source
	series     []ranges
	reference  source
}

// ranges are the columns of one series. low and spread are empty where the series has no intervals.
type ranges struct{ value, low, high, spread source }

// sources finds each wanted column in the section's table and writes the others below it as a table of their own.
func (p *sheetPlan) sources(wants []want) ([]source, error) {
	found := make([]source, len(wants))
	var rest []int
	for i, w := range wants {
		column := p.column(w)
		if column < 0 {
			rest = append(rest, i)
			continue
		}
		found[i] = p.source(at{column + 1, headerRow}, len(p.section.Table.Rows))
	}
	if len(rest) == 0 {
		return found, nil
	}
	if rest[0] != 0 {
		rest = append([]int{0}, rest...) // the categories say what the numbers are
	}
	return found, p.block(wants, rest, found)
}

// block writes the columns that the table lacks.
func (p *sheetPlan) block(wants []want, rest []int, found []source) error {
	p.cells.text(at{1, p.next}, p.book.document.Words.Numbers, p.book.styles.group)
	from := at{1, p.next + 1}
	var index names
	for k, i := range rest {
		w := wants[i]
		top := at{from.column + k, from.row}
		unit := p.section.Figure.Unit
		if w.unit != "" {
			unit = w.unit
		}
		if w.words != nil {
			unit = figure.Text
		}
		p.header(top, index.header(w.title, ""), unit)
		for row := range w.len() {
			p.value(at{top.column, top.row + 1 + row}, w.at(row), unit)
		}
		if source := p.source(top, w.len()); found[i].values == "" {
			found[i] = source
		}
	}
	rows := wants[0].len()
	p.next = from.row + rows + 2
	return p.asTable(from, len(rest), rows)
}

func (p *sheetPlan) source(header at, rows int) source {
	sheet := p.cells.sheet
	first, last := at{header.column, header.row + 1}, at{header.column, header.row + rows}
	return source{header: header.absolute(sheet), values: first.absolute(sheet) + ":" + tail(last)}
}

// tail is a place without its sheet, as the end of a range.
func tail(p at) string {
	whole := p.absolute("")
	return whole[len("''!"):]
}

func (w want) len() int { return max(len(w.words), len(w.cells)) }

func (w want) at(row int) any {
	if w.words != nil {
		return w.words[row]
	}
	return w.cells[row]
}

// column returns the first column of the table that holds just what is wanted, or -1.
func (p *sheetPlan) column(w want) int {
	t := p.section.Table
	if len(t.Rows) != w.len() || w.len() == 0 {
		return -1
	}
	for i, c := range t.Columns {
		if w.exact && p.headers[i] != oneLine(w.title) {
			continue
		}
		if w.words == nil && c.Unit != p.section.Figure.Unit {
			continue
		}
		if p.holds(i, w) {
			return i
		}
	}
	return -1
}

func (p *sheetPlan) holds(column int, w want) bool {
	for row, cells := range p.section.Table.Rows {
		got := cells[column]
		if n, ok := got.(int64); ok {
			got = float64(n)
		}
		if got != w.at(row) {
			return false
		}
	}
	return true
}

// wants lists the columns of the figure: the categories, then for each series its value and, where it has intervals, both
// ends and the distance between them, then the reference.
func wants(f figure.Figure) []want {
	all := []want{{title: f.CategoryAxis, words: f.Categories}}
	for _, s := range f.Series {
		all = append(all, want{title: s.Name, cells: column(s, value), exact: len(f.Series) > 1})
		if !banded(f, s) {
			continue
		}
		all = append(all,
			want{title: s.Name + " min", cells: column(s, low)},
			want{title: s.Name + " max", cells: column(s, high)})
		if f.Kind == figure.Dots {
			all = append(all, want{title: s.Name + " max − min", cells: column(s, spread)})
		}
	}
	if f.Reference != nil {
		line := want{title: f.Reference.Name, cells: make([]any, len(f.Categories)), exact: true}
		for i := range line.cells {
			line.cells[i] = f.Reference.Value
		}
		all = append(all, line)
	}
	return all
}

// deal puts the columns found back to where wants took them from.
func deal(f figure.Figure, found []source) plot {
	next := func() source {
		s := found[0]
		found = found[1:]
		return s
	}
	drawn := plot{categories: next()}
	for _, s := range f.Series {
		r := ranges{value: next()}
		if banded(f, s) {
			r.low, r.high = next(), next()
			if f.Kind == figure.Dots {
				r.spread = next()
			}
		}
		drawn.series = append(drawn.series, r)
	}
	if f.Reference != nil {
		drawn.reference = next()
	}
	return drawn
}

func column(s figure.Series, of func(figure.Point) float64) []any {
	cells := make([]any, len(s.Points))
	for i, p := range s.Points {
		if !p.Missing {
			cells[i] = of(p)
		}
	}
	return cells
}

func value(p figure.Point) float64  { return p.Value }
func low(p figure.Point) float64    { return p.Low }
func high(p figure.Point) float64   { return p.High }
func spread(p figure.Point) float64 { return p.High - p.Low }

// banded tells whether the chart shows the intervals of the series. Where several lines or bars share a chart it would drown
// in them: there they stand in the table alone.
func banded(f figure.Figure, s figure.Series) bool {
	alone := len(f.Series) == 1 && (f.Kind == figure.Lines || f.Kind == figure.Bars)
	return ranged(s) && (alone || f.Kind == figure.Dots)
}

func ranged(s figure.Series) bool {
	for _, p := range s.Points {
		if p.Ranged() && !p.Missing {
			return true
		}
	}
	return false
}
