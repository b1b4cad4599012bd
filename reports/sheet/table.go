package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Unit says what the cells of a column are, and so how they look.
type Unit int

// The units of columns.
const (
	Words    Unit = iota // text, wrapped
	Count                // whole numbers
	Decimal              // numbers with a decimal
	Share                // 0 to 1, shown as per cent
	Days                 // lengths of time in days, with two decimals
	Date                 // calendar days
	Verbatim             // text that looks like a number: codes
)

// Column is one column of a table.
type Column struct {
	Title string
	Unit  Unit
	Width float64 // in characters; 0 takes one that fits the title
}

// Head is what stands above the rows of a sheet.
type Head struct {
	Name    string   // wanted name of the sheet
	Title   string   // first line
	Lines   []string // below it, one cell each
	Columns []Column
	Goes    func(part int) string // line on a further sheet of the same table, counted from 2; may be nil
}

// Table is the one table of a sheet, row by row. Where a sheet is full it goes on on the next, under the same header.
type Table struct {
	book    *Book
	head    Head
	page    *page
	columns []string // letters
	headers []string
	styles  []cellStyle
	header  int // row of the header
	row     int // last row written
	parts   []string
	rows    int64
	err     error
}

// page is the part of one sheet.
type page struct {
	name string
	part string
	out  *part
	text []byte
	done bool
}

// Table begins a sheet with one table.
func (b *Book) Table(h Head) (*Table, error) {
	t := &Table{book: b, head: h}
	var index Names
	for i, c := range h.Columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrCell, err)
		}
		t.columns = append(t.columns, letter)
		t.headers = append(t.headers, index.Header(c.Title, letter))
		t.styles = append(t.styles, b.styles.units[c.Unit])
	}
	return t, t.begin()
}

func (t *Table) begin() error {
	p, err := t.book.begin(t.head.Name)
	if err != nil {
		return err
	}
	t.page = p
	t.parts = append(t.parts, p.name)
	t.prologue(len(t.book.sheets) == 1)
	lines := append([]string{t.head.Title}, t.head.Lines...)
	if n := len(t.parts); n > 1 && t.head.Goes != nil {
		lines = append(lines, t.head.Goes(n))
	}
	for i, line := range lines {
		style := cellStyle{value: t.book.styles.line}
		if i == 0 {
			style.value = t.book.styles.title
		}
		p.text = fmt.Appendf(p.text, `<row r="%d">`, i+1)
		p.text = append(Text(line).appendXML(p.text, "A", i+1, style), `</row>`...)
	}
	t.header, t.row = len(lines)+1, len(lines)+1
	most := 1
	for i, title := range t.headers {
		most = max(most, LinesOf(title, t.width(i)))
	}
	p.text = t.appendRow(p.text, t.header, most)
	for i, title := range t.headers {
		style := cellStyle{value: t.book.styles.header}
		if t.head.Columns[i].Unit.right() {
			style.value = t.book.styles.headerRight
		}
		p.text = Text(title).appendXML(p.text, t.columns[i], t.header, style)
	}
	p.text = append(p.text, `</row>`...)
	return p.flush(0)
}

// width is that of a column, in characters.
func (t *Table) width(column int) float64 {
	if w := t.head.Columns[column].Width; w > 0 {
		return w
	}
	return float64(min(max(Units(t.headers[column])+3, 10), 24))
}

// lines is how many lines the longest words of a row take.
func (t *Table) lines(cells []Cell) int {
	most := 1
	for i, c := range cells {
		if c.form == words && t.head.Columns[i].Unit == Words {
			most = max(most, LinesOf(c.text, t.width(i)))
		}
	}
	return most
}

// appendRow begins a row with the height for so many lines.
func (t *Table) appendRow(text []byte, row, lines int) []byte {
	text = append(text, `<row r="`...)
	text = strconv.AppendInt(text, int64(row), 10)
	if lines > 1 {
		text = append(text, `" customHeight="1" ht="`...)
		text = strconv.AppendFloat(text, Height(lines), 'g', -1, 64)
	}
	return append(text, `">`...)
}

// maxLines is how many lines a row can show: Excel ends at 409 points.
const maxLines = 26

// LinesOf is about how many lines a text takes in a column of the width, in characters; at most as many as a row can show.
func LinesOf(text string, width float64) int {
	if float64(len(text)) < width && !strings.Contains(text, "\n") {
		return 1
	}
	n := 0
	for l := range strings.Lines(text) {
		n += 1 + int(float64(max(Units(l)-1, 0))/max(width, 1))
	}
	return min(max(n, 1), maxLines)
}

// Height is that of a row with so many lines, in points.
func Height(lines int) float64 { return float64(lines)*15 + 1.5 }

// prologue is what stands before the rows. The first sheet is the one that opens.
func (t *Table) prologue(first bool) {
	p := t.page
	p.text = append(p.text, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" `+
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`+
		`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView`...)
	if first {
		p.text = append(p.text, ` tabSelected="1"`...)
	}
	p.text = append(p.text, ` workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews>`+
		`<sheetFormatPr defaultRowHeight="15"/><cols>`...)
	for i := range t.head.Columns {
		p.text = fmt.Appendf(p.text, `<col min="%d" max="%d" width="%s" customWidth="1"/>`, i+1, i+1, strconv.FormatFloat(t.width(i), 'g', -1, 64))
	}
	p.text = append(p.text, `</cols><sheetData>`...)
}

const epilogue = `</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>` +
	`<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
	`<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>`

// Row writes the next row. A row that cannot be written makes the table an error for good.
func (t *Table) Row(cells ...Cell) error {
	if t.err == nil {
		t.err = t.write(cells)
	}
	return t.err
}

// Texts writes rows of texts and ends the table; what is empty does not apply.
func (t *Table) Texts(rows [][]string) error {
	for _, row := range rows {
		cells := make([]Cell, len(row))
		for i, text := range row {
			cells[i] = Text(text)
			if text == "" {
				cells[i] = Mark(NotApplicable)
			}
		}
		if err := t.Row(cells...); err != nil {
			return err
		}
	}
	return t.End()
}

func (t *Table) write(cells []Cell) error {
	if len(cells) != len(t.columns) {
		return fmt.Errorf("%w: %d cells for %d columns", ErrCell, len(cells), len(t.columns))
	}
	if t.row-t.header >= t.book.props.MostRows {
		if err := t.close(); err != nil {
			return err
		}
		if err := t.begin(); err != nil {
			return err
		}
	}
	t.row++
	t.rows++
	text := t.appendRow(t.page.text, t.row, t.lines(cells))
	for i, c := range cells {
		if c.err != nil {
			return fmt.Errorf("row %d, column %s: %w", t.row, t.headers[i], c.err)
		}
		text = c.appendXML(text, t.columns[i], t.row, t.styles[i])
	}
	t.page.text = append(text, `</row>`...)
	return t.page.flush(1 << 16)
}

// flush compresses what has come when it is at least so long.
func (p *page) flush(least int) error {
	if len(p.text) <= least {
		return nil
	}
	_, err := p.out.Write(p.text)
	p.text = p.text[:0]
	return err
}

// close ends the sheet.
func (t *Table) close() error {
	t.page.text = append(t.page.text, epilogue...)
	if err := t.page.flush(0); err != nil {
		return err
	}
	if err := t.page.out.packer.Close(); err != nil {
		return err
	}
	t.page.done = true
	return t.book.mark(t.page, marked{t.header, t.row, t.headers, t.across()})
}

// across is how many columns are printed: those of the table, and as many as its title and lines need.
func (t *Table) across() int {
	need, have := float64(Units(t.head.Title))*1.4, 0.0
	for _, l := range t.head.Lines {
		need = max(need, float64(Units(l)))
	}
	for i := range t.columns {
		have += t.width(i)
	}
	const usual = 9 // width of a column that is not told one
	return len(t.columns) + int(max(min(need, 120)-have+usual-1, 0)/usual)
}

// End ends the table. A table without rows gets one that says so in shorthand, since Excel knows no empty table.
func (t *Table) End() error {
	if t.err == nil && t.rows == 0 {
		cells := make([]Cell, len(t.columns))
		for i := range cells {
			cells[i] = Mark(NotApplicable)
		}
		t.err = t.write(cells)
	}
	if t.err == nil {
		t.err = t.close()
	}
	return t.err
}

// Sheets returns the names of the sheets that the table stands on so far.
func (t *Table) Sheets() []string { return t.parts }

func (u Unit) right() bool { return u != Words && u != Verbatim && u != Date }
