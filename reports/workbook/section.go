package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
)

// maxWidth is the widest a column of a table gets, in characters; longer words are broken into lines.
const maxWidth = 60

// headerRow is where the table of a section begins; what is above says what it is.
const headerRow = 5

// writeSection writes one sheet: what was found, the table, beside it the figure, below it notes and the numbers that only
// the figure has.
func (b *book) writeSection(sheet string, s figure.Section) error {
	drawn := s.Figure.Kind != ""
	if drawn {
		if err := s.Figure.Check(); err != nil {
			return err
		}
	}
	s.Figure.Title = short(s.Figure.Title)
	p := &sheetPlan{book: b, cells: b.cells(sheet), section: s}
	p.heading()
	if err := p.table(); err != nil {
		return err
	}
	p.notes()
	if drawn && !s.Figure.Empty() {
		if err := p.picture(); err != nil {
			return err
		}
	}
	header := headerRow
	if len(s.Table.Columns) == 0 {
		header = 0
	}
	if err := p.heights(); err != nil {
		return err
	}
	if err := p.area(drawn && !s.Figure.Empty()); err != nil {
		return err
	}
	return b.paper(p.cells, p.widths, header)
}

// area tells the printer which columns to print: those of the table and those below the figure. Notes run on beyond them and
// would make everything else small.
func (p *sheetPlan) area(drawn bool) error {
	last := len(p.widths)
	if drawn {
		const columnWidth = 64 // of a column that is not told one, in the unit of the chart
		last = p.place().column + chartWidth/columnWidth + 1
		if f := p.section.Figure; f.Kind == figure.Heat {
			last = max(last, p.place().column+len(f.Categories)+1)
		}
	}
	name, err := excelize.ColumnNumberToName(max(last, printedLeast))
	if err != nil {
		return err
	}
	return p.book.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", Scope: p.cells.sheet, RefersTo: quoted(p.cells.sheet) + "!$A:$" + name,
	})
}

// printedLeast is how many columns are printed at least, so that titles are whole.
const printedLeast = 8

// maxTitle is how many UTF-16 units the name of a chart may have; with a longer one the whole workbook is refused.
const maxTitle = 250

// short is the title of a chart, cut where it is too long and marked as cut; the heading of the sheet has it whole.
func short(title string) string {
	if title = clean(title); unitsOf(title) > maxTitle {
		return cutUnits(title, maxTitle-2) + " …"
	}
	return title
}

// sheetPlan is a section's sheet in the making.
type sheetPlan struct {
	book    *book
	cells   *cells
	section figure.Section
	widths  []float64
	headers []string // of the table, as written
	next    int      // the first free row below everything so far
}

func (p *sheetPlan) heading() {
	s, c, style := p.section, p.cells, p.book.styles
	c.text(at{1, 1}, s.Title, style.title)
	c.text(at{1, 2}, s.Finding, style.finding)
	c.text(at{1, 3}, s.Figure.Subtitle, style.subtitle)
	c.link(at{1, 4}, "← "+p.book.document.Words.Contents, p.book.cover, style.link)
	p.next = headerRow
}

// table writes the table of the section and makes it an Excel table.
func (p *sheetPlan) table() error {
	t := p.section.Table
	if len(t.Columns) == 0 {
		return nil
	}
	if len(t.Rows) > maxRows {
		return fmt.Errorf("%w: the table has %d rows", ErrCell, len(t.Rows))
	}
	var index names
	for i, col := range t.Columns {
		title := index.header(col.Title, col.Name)
		p.headers = append(p.headers, title)
		p.header(at{i + 1, headerRow}, title, col.Unit)
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("%w: row %d has %d cells for %d columns", figure.ErrShape, i+1, len(row), len(t.Columns))
		}
		for j, v := range row {
			p.value(at{j + 1, headerRow + 1 + i}, v, p.unit(j))
		}
	}
	p.next = headerRow + len(t.Rows) + 2
	return p.asTable(at{1, headerRow}, len(t.Columns), len(t.Rows))
}

// unit is that of a column of the table; counts that are no whole numbers get a decimal.
func (p *sheetPlan) unit(column int) figure.Unit {
	t := p.section.Table
	return decimals(t.Columns[column].Unit, t.Rows, column)
}

func (p *sheetPlan) header(to at, title string, unit figure.Unit) {
	style := p.book.styles.header
	if numeric(unit) {
		style = p.book.styles.headerRight
	}
	p.cells.text(to, title, style)
	p.widen(to.column, min(unitsOf(title)+4, 24))
}

// value writes a cell. A cell without a value stays empty: words there would become zero in the chart that reads the column.
func (p *sheetPlan) value(to at, v any, unit figure.Unit) {
	p.cells.value(to, v, unit, p.book.styles.unit(unit))
	p.widen(to.column, shown(v, unit))
}

// shown is about how many characters a value takes.
func shown(v any, unit figure.Unit) int {
	switch v := v.(type) {
	case string:
		longest := 0
		for l := range strings.Lines(v) {
			longest = max(longest, unitsOf(l))
		}
		return longest
	case int64:
		return len(fmt.Sprint(v)) + 4
	}
	if unit == figure.Date {
		return 13
	}
	return 10
}

// widen makes a column wide enough for n characters, within bounds.
func (p *sheetPlan) widen(column, n int) {
	for len(p.widths) < column {
		p.widths = append(p.widths, 9)
	}
	p.widths[column-1] = max(p.widths[column-1], min(float64(n)*1.08+2, maxWidth))
}

// heights gives a row the room that its longest cell needs, now that the widths are known.
func (p *sheetPlan) heights() error {
	for i, row := range p.section.Table.Rows {
		lines := 1
		for j, v := range row {
			if text, ok := v.(string); ok {
				lines = max(lines, linesOf(text, p.widths[j]))
			}
		}
		if lines == 1 {
			continue
		}
		if err := p.book.file.SetRowHeight(p.cells.sheet, headerRow+1+i, height(lines)); err != nil {
			return err
		}
	}
	lines := 1
	for j, title := range p.headers {
		lines = max(lines, linesOf(title, p.widths[j]-2))
	}
	return p.book.file.SetRowHeight(p.cells.sheet, headerRow, height(lines)+4)
}

// notes stand below the table: what is left out, and that an empty cell means that there is no value.
func (p *sheetPlan) notes() {
	words := p.book.document.Words
	lines := p.section.Figure.Notes
	if faint := p.section.Figure.Faint(); len(faint) > 0 && words.Small != "" {
		lines = append(lines[:len(lines):len(lines)], words.Small+": "+strings.Join(faint, ", "))
	}
	lines = append(lines[:len(lines):len(lines)], p.asides()...)
	if p.gaps() {
		lines = append(lines[:len(lines):len(lines)], "□ = "+words.Missing)
	}
	for _, l := range lines {
		p.cells.text(at{1, p.next}, l, p.book.styles.note)
		p.next++
	}
	if len(lines) > 0 {
		p.next++
	}
}

func (p *sheetPlan) gaps() bool {
	for _, row := range p.section.Table.Rows {
		for _, v := range row {
			if v == nil {
				return true
			}
		}
	}
	return false
}

// asTable marks a header and the rows below it as an Excel table. A table has at least one row, if an empty one.
func (p *sheetPlan) asTable(from at, columns, rows int) error {
	if p.cells.err != nil {
		return p.cells.err
	}
	p.book.tables++
	to := at{from.column + columns - 1, from.row + max(rows, 1)}
	return p.book.file.AddTable(p.cells.sheet, &excelize.Table{
		Range: from.String() + ":" + to.String(), Name: fmt.Sprintf("Tabel_%d", p.book.tables),
		StyleName: "TableStyleLight1", ShowRowStripes: new(false),
	})
}

// rows is a whole row as names refer to it.
func rows(sheet string, row int) string { return fmt.Sprintf("%s!$%d:$%d", quoted(sheet), row, row) }
