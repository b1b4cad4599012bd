package opendata

import (
	"fmt"
	"slices"
)

// Counts is a table of counts whose row totals, column totals and grand total are published beside it.
type Counts struct {
	Rows    []string
	Columns []string
	Cells   [][]int64 // one list for each row, one count for each column; never below 0
}

// check demands a rectangle of counts.
func (c Counts) check() error {
	if len(c.Cells) != len(c.Rows) {
		return fmt.Errorf("%d rows of cells for %d names", len(c.Cells), len(c.Rows))
	}
	for i, row := range c.Cells {
		if len(row) != len(c.Columns) {
			return fmt.Errorf("row %d has %d cells for %d columns", i, len(row), len(c.Columns))
		}
		if slices.Min(append([]int64{0}, row...)) < 0 {
			return fmt.Errorf("row %d has a count below 0", i)
		}
	}
	return nil
}

// Cell is a place in Counts, from 0.
type Cell struct{ Row, Column int }

// Range is what a reader can conclude of a withheld cell: both ends are possible.
type Range struct{ Low, High int64 }

// Width is how much stays open.
func (r Range) Width() int64 { return r.High - r.Low }

// Pattern says which cells are withheld, and why.
type Pattern struct {
	Primary []Cell // smaller than the threshold
	Partner []Cell // withheld so that the totals do not give the others away
	Ranges  map[Cell]Range
}

// Withheld tells whether the cell is not shown.
func (p Pattern) Withheld(c Cell) bool {
	_, ok := p.Ranges[c]
	return ok
}

// Suppress chooses the cells that must not be shown: those from 1 to k-1, and as few others, small ones first, as are
// needed so that what the totals leave open about each is at least k wide. The method is cell suppression with an exact audit: the ends of each range are largest flows in the
// network of withheld cells (Handbook on Statistical Disclosure Control, 2nd ed.; for two dimensions flows are exact).
// It returns data.ErrDisclosure when no choice of cells protects them all: the table is then too small to go out in this
// form. k below 2 withholds nothing.
func Suppress(c Counts, k int64) (Pattern, error) { return suppress(c, k, rules{}) }

// rules are what a reader knows beside the table, and what stays withheld whatever its size.
type rules struct {
	open  bool   // the totals of the columns are not published
	keep  []Cell // withheld before
	known []Cell // shown before: withholding them protects nobody
}

// suppress withholds under rules.
func suppress(c Counts, k int64, r rules) (Pattern, error) {
	if err := c.check(); err != nil {
		return Pattern{}, err
	}
	s := newSuppression(c)
	s.open = r.open
	for _, cell := range r.known {
		s.known[cell] = true
	}
	primary := slices.DeleteFunc(c.small(k), func(cell Cell) bool { return s.known[cell] })
	for _, cell := range slices.Concat(primary, r.keep) {
		s.hide(cell)
	}
	var partner []Cell
	for _, cell := range primary {
		more, err := s.protect(cell, k)
		if err != nil {
			return Pattern{}, err
		}
		partner = append(partner, more...)
	}
	ranges := s.audit()
	for _, cell := range primary {
		if ranges[cell].Width() < k {
			return Pattern{}, unprotectedError{cell}
		}
	}
	return Pattern{Primary: primary, Partner: partner, Ranges: ranges}, nil
}

// small returns the cells from 1 to k-1.
func (c Counts) small(k int64) []Cell {
	var cells []Cell
	for i := range c.Rows {
		for j := range c.Columns {
			if n := c.Cells[i][j]; n > 0 && n < k {
				cells = append(cells, Cell{i, j})
			}
		}
	}
	return cells
}

// Audit returns what a reader can conclude of the withheld cells from the shown ones and all totals.
func Audit(c Counts, withheld []Cell) (map[Cell]Range, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	s := newSuppression(c)
	for _, cell := range withheld {
		if cell.Row < 0 || cell.Row >= len(c.Rows) || cell.Column < 0 || cell.Column >= len(c.Columns) {
			return nil, fmt.Errorf("no cell in row %d, column %d", cell.Row, cell.Column)
		}
		s.hide(cell)
	}
	return s.audit(), nil
}
