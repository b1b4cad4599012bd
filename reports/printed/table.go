package printed

import (
	"fmt"
	"math"

	"tuntas/analytics"
	"tuntas/analytics/figure"
)

// Sizes of a table, in millimetres and points.
const (
	lineHeight = 4.0
	cellPad    = 1.6
	cellFont   = 8.5
	leastCell  = 12.0
)

// grid is a table with its texts written and its columns measured.
type grid struct {
	heads  []string
	rows   [][]string
	right  []bool
	widths []float64
}

// table sets the numbers; the head is repeated on every page, and rows that are left out are counted.
func (p *paper) table(t figure.Table) error {
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return nil
	}
	g, left, err := p.gridOf(t)
	if err != nil {
		return err
	}
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
	if left > 0 {
		p.font("", 8.5, quiet)
		p.gap(1)
		p.paragraph(p.options.Words.Text("printed.more_rows", "n", p.options.Words.Number(int64(left))), 5)
	}
	return nil
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
	p.measure(&g)
	return g, left, nil
}

// measure gives each column what its texts need, and takes from the widest where that is more than the page has.
func (p *paper) measure(g *grid) {
	total := 0.0
	for j, head := range g.heads {
		p.font("B", cellFont, dark)
		need := 0.0
		for _, words := range p.lines(head, 26) { // heads may take several lines
			need = max(need, p.pdf.GetStringWidth(words))
		}
		p.font("", cellFont, dark)
		for _, row := range g.rows {
			need = max(need, p.pdf.GetStringWidth(row[j]))
		}
		g.widths = append(g.widths, max(leastCell, need+2*cellPad))
		total += g.widths[j]
	}
	for total > width+0.01 {
		total -= g.narrow(total - width)
	}
	if total < width { // what is left goes to the first column, so that numbers stand at the right edge
		g.widths[0] += min(width-total, math.Max(0, width*0.4-g.widths[0]))
	}
}

// narrow takes from the widest column, down to the next widest, and returns how much.
func (g *grid) narrow(most float64) float64 {
	widest, second := 0, 0.0
	for j, w := range g.widths {
		if w > g.widths[widest] {
			widest = j
		}
	}
	for j, w := range g.widths {
		if j != widest {
			second = max(second, w)
		}
	}
	cut := min(most, max(0.5, g.widths[widest]-second))
	g.widths[widest] -= cut
	return cut
}

func (p *paper) headRow(g grid) {
	p.font("B", cellFont, dark)
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
	p.font("", cellFont, dark)
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

func (g grid) total() (sum float64) {
	for _, w := range g.widths {
		sum += w
	}
	return sum
}

// broken are the cells of a row as lines.
func (p *paper) broken(g grid, row []string) [][]string {
	p.font("", cellFont, dark)
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
