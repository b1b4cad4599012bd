package printed

import (
	"fmt"
	"math"
	"strings"

	"tuntas/analytics"
	"tuntas/analytics/figure"
)

// Sizes of a table, in millimetres and points.
const (
	lineHeight = 4.0
	cellPad    = 1.6
	cellFont   = 8.5
	smallFont  = 7.2 // of a table that would not fit otherwise
	leastCell  = 12.0
)

// grid is a table with its texts written and its columns measured.
type grid struct {
	heads  []string
	rows   [][]string
	right  []bool
	least  []float64 // what a column needs so that no word is broken
	size   float64   // of the letters
	widths []float64
}

// turnedRows is up to how many rows a table that is too wide is turned; a longer one is set in parts.
const turnedRows = 3

// table sets the numbers. The head is repeated on every page, and rows that are left out are counted. A table that is too wide
// for the page is turned when it has few rows, else set in parts one below the other, each with what its rows are about.
func (p *paper) table(t figure.Table) error {
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return nil
	}
	g, left, err := p.gridOf(t)
	if err != nil {
		return err
	}
	for i, part := range p.parts(g) {
		if i > 0 {
			p.gap(4)
		}
		p.grid(part)
	}
	if left > 0 {
		p.font("", 8.5, quiet)
		p.gap(1)
		p.paragraph(p.options.Words.Text("printed.more_rows", "n", p.options.Words.Number(int64(left))), 5)
	}
	return nil
}

func (p *paper) grid(g grid) {
	p.need(8 * lineHeight)
	p.headRow(g)
	for i, row := range g.rows {
		cells := p.broken(g, row)
		if p.room() < rowHeight(cells) {
			p.pdf.AddPage()
			p.headRow(g)
		}
		p.row(g, cells, i%2 == 1)
	}
}

// parts are the grids that fit on the page.
func (p *paper) parts(g grid) []grid {
	for _, size := range []float64{cellFont, smallFont} {
		g.size = size
		p.least(&g)
		if sum(g.least) <= width {
			p.measure(&g)
			return []grid{g}
		}
	}
	g.size = cellFont
	p.least(&g)
	switch {
	case len(g.rows) <= turnedRows:
		t := g.turned()
		p.least(&t)
		p.measure(&t)
		return []grid{t}
	}
	var all []grid
	keys := g.keys()
	for from := keys; from < len(g.heads); {
		columns := indices(0, keys)
		taken := sum(g.least[:keys])
		for from < len(g.heads) && (len(columns) == keys || taken+g.least[from] <= width) {
			taken += g.least[from]
			columns = append(columns, from)
			from++
		}
		part := g.only(columns)
		p.least(&part)
		p.measure(&part)
		all = append(all, part)
	}
	return all
}

// keys is how many columns say what a row is about: the words in front, at most two.
func (g grid) keys() int {
	n := 1
	for n < 2 && n < len(g.right)-1 && !g.right[n] {
		n++
	}
	return n
}

func indices(from, until int) (all []int) {
	for i := from; i < until; i++ {
		all = append(all, i)
	}
	return all
}

// only is the grid with these columns.
func (g grid) only(columns []int) (part grid) {
	part.size = g.size
	part.rows = make([][]string, len(g.rows))
	for _, j := range columns {
		part.heads, part.right = append(part.heads, g.heads[j]), append(part.right, g.right[j])
		for i, row := range g.rows {
			part.rows[i] = append(part.rows[i], row[j])
		}
	}
	return part
}

// turned is the grid with a line for each column.
func (g grid) turned() (t grid) {
	t.size = g.size
	t.heads, t.right = []string{g.heads[0]}, []bool{false}
	for _, row := range g.rows {
		t.heads, t.right = append(t.heads, row[0]), append(t.right, true)
	}
	for j := 1; j < len(g.heads); j++ {
		line := []string{g.heads[j]}
		for _, row := range g.rows {
			line = append(line, row[j])
		}
		t.rows = append(t.rows, line)
	}
	return t
}

func sum(widths []float64) (total float64) {
	for _, w := range widths {
		total += w
	}
	return total
}

func (p *paper) gridOf(t figure.Table) (g grid, left int, err error) {
	rows := t.Rows
	if most := p.options.MostRows; most > 0 && len(rows) > most {
		left = len(rows) - most
		rows = rows[:most]
	}
	for _, c := range t.Columns {
		g.heads = append(g.heads, c.Title)
		g.right = append(g.right, c.Unit == figure.Count || c.Unit == figure.Share || c.Unit == figure.Duration)
	}
	for i, row := range rows {
		if len(row) != len(t.Columns) {
			return g, 0, fmt.Errorf("%w: row %d has %d cells for %d columns", figure.ErrShape, i+1, len(row), len(t.Columns))
		}
		cells := make([]string, len(row))
		for j, v := range row {
			if cells[j] = p.document.Words.Missing; v != nil {
				cells[j] = plain(analytics.Cell(t.Columns[j].Unit, v, p.options.Words))
			}
		}
		g.rows = append(g.rows, cells)
	}
	return g, left, nil
}

// leastWords is how wide a column of words is at least, if it has as much to say.
const leastWords = 34.0

// least finds how narrow each column may get: as wide as its longest word, words of several at least some more.
func (p *paper) least(g *grid) {
	g.least = nil
	for j, head := range g.heads {
		p.font("B", g.size, dark)
		need := p.longest(head)
		p.font("", g.size, dark)
		for _, row := range g.rows {
			need = max(need, min(p.pdf.GetStringWidth(short(row[j])), leastWords), min(p.longest(row[j]), width/2))
		}
		g.least = append(g.least, min(max(leastCell, need+2*cellPad+0.2), width))
	}
}

// short is as much of a text as any column has room for.
func short(text string) string {
	if len(text) > 200 {
		return strings.ToValidUTF8(text[:200], "")
	}
	return text
}

// longest is the width of the longest word.
func (p *paper) longest(text string) (most float64) {
	for _, word := range strings.Fields(short(text)) {
		most = max(most, p.pdf.GetStringWidth(word))
	}
	return most
}

// measure gives each column what its texts need, and takes from the widest where that is more than the page has.
func (p *paper) measure(g *grid) {
	total := 0.0
	for j, head := range g.heads {
		p.font("B", g.size, dark)
		need := 0.0
		for _, words := range p.lines(head, 26) { // heads may take several lines
			need = max(need, p.pdf.GetStringWidth(words))
		}
		p.font("", g.size, dark)
		for _, row := range g.rows {
			need = max(need, p.pdf.GetStringWidth(short(row[j])))
		}
		g.widths = append(g.widths, max(g.least[j], need+2*cellPad))
		total += g.widths[j]
	}
	for total > width+0.01 {
		total -= g.narrow(total - width)
	}
	if total < width { // what is left goes to the first column, so that numbers stand at the right edge
		g.widths[0] += min(width-total, math.Max(0, width*0.4-g.widths[0]))
	}
}

// narrow takes from the column that has most beyond what it needs, and returns how much; from the widest when none has.
func (g *grid) narrow(most float64) float64 {
	widest, spare := 0, 0.0
	for j, w := range g.widths {
		if over := w - g.least[j]; over > spare {
			widest, spare = j, over
		}
	}
	if spare < 0.01 {
		for j, w := range g.widths {
			if w > g.widths[widest] {
				widest = j
			}
		}
		spare = most
	}
	cut := min(most, max(0.5, spare/4))
	g.widths[widest] -= cut
	return cut
}

func (p *paper) headRow(g grid) {
	p.font("B", g.size, dark)
	most := 1
	heads := make([][]string, len(g.heads))
	for j, head := range g.heads {
		heads[j] = p.lines(head, g.widths[j]-2*cellPad)
		most = max(most, len(heads[j]))
	}
	y, x := p.pdf.GetY(), margin
	height := float64(most)*lineHeight + 1.6
	for j, lines := range heads {
		for i, words := range lines {
			p.pdf.SetXY(x+cellPad, y+float64(i+most-len(lines))*lineHeight+0.6)
			p.pdf.CellFormat(g.widths[j]-2*cellPad, lineHeight, words, "", 0, align(g.right[j]), false, 0, "")
		}
		x += g.widths[j]
	}
	p.pdf.SetDrawColor(dark[0], dark[1], dark[2])
	p.pdf.SetLineWidth(0.3)
	p.pdf.Line(margin, y+height, x, y+height)
	p.pdf.SetY(y + height)
}

// row sets one row; a text that is wider than its column goes on below.
func (p *paper) row(g grid, cells [][]string, even bool) {
	p.font("", g.size, dark)
	height := rowHeight(cells)
	x, y := margin, p.pdf.GetY()
	if even {
		p.pdf.SetFillColor(tint[0], tint[1], tint[2])
		p.pdf.Rect(margin, y, g.total(), height, "F")
	}
	for j, lines := range cells {
		for i, words := range lines {
			p.pdf.SetXY(x+cellPad, y+0.6+float64(i)*lineHeight)
			p.pdf.CellFormat(g.widths[j]-2*cellPad, lineHeight, words, "", 0, align(g.right[j]), false, 0, "")
		}
		x += g.widths[j]
	}
	p.pdf.SetDrawColor(line[0], line[1], line[2])
	p.pdf.SetLineWidth(0.1)
	p.pdf.Line(margin, y+height, x, y+height)
	p.pdf.SetY(y + height)
}

// rowHeight is what the cell with the most lines needs.
func rowHeight(cells [][]string) float64 {
	most := 1
	for _, lines := range cells {
		most = max(most, len(lines))
	}
	return float64(most)*lineHeight + 1.2
}

func (g grid) total() float64 { return sum(g.widths) }

// broken are the cells of a row as lines.
func (p *paper) broken(g grid, row []string) [][]string {
	p.font("", g.size, dark)
	cells := make([][]string, len(row))
	for j, words := range row {
		cells[j] = p.lines(words, g.widths[j]-2*cellPad+0.1)
	}
	return cells
}

func align(right bool) string {
	if right {
		return "R"
	}
	return "L"
}
