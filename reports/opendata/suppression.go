package opendata

import (
	"fmt"
	"math"

	"tuntas/data"
)

// suppression is a table with some cells withheld. A reader who knows all totals can move an amount around a closed walk
// over withheld cells, up in one and down in the next: what can be moved through a cell is what stays open about it. The
// nodes of the network are rows, then columns. An arc from row to column lowers the cell, by no more than it holds; an arc
// from column to row raises it, without end.
type suppression struct {
	counts Counts
	hidden map[Cell]bool
	known  map[Cell]bool // never hidden
	open   bool          // the totals of the columns are unknown: an amount may come from anywhere
	rows   int
	nodes  int // rows, columns, and last the outside
}

func newSuppression(c Counts) *suppression {
	return &suppression{
		counts: c, hidden: make(map[Cell]bool), known: make(map[Cell]bool), rows: len(c.Rows), nodes: len(c.Rows) + len(c.Columns) + 1,
	}
}

func (s *suppression) hide(c Cell) { s.hidden[c] = true }

// endless is the room of an arc without an end; no sum of counts comes near it.
const endless = math.MaxInt64 / 4

// room is how much can go from one node to another over withheld cells.
func (s *suppression) room() [][]int64 {
	room := make([][]int64, s.nodes)
	for i := range room {
		room[i] = make([]int64, s.nodes)
	}
	for c := range s.hidden {
		room[c.Row][s.rows+c.Column] = s.counts.Cells[c.Row][c.Column]
		room[s.rows+c.Column][c.Row] = endless
	}
	if outside := s.nodes - 1; s.open {
		for column := s.rows; column < outside; column++ {
			room[column][outside], room[outside][column] = endless, endless
		}
	}
	return room
}

func (s *suppression) audit() map[Cell]Range {
	ranges := make(map[Cell]Range, len(s.hidden))
	for c := range s.hidden {
		ranges[c] = s.rangeOf(c)
	}
	return ranges
}

// rangeOf finds the ends of a withheld cell: it rises by what can go from its row to its column over other cells, and falls
// by what can go the other way.
func (s *suppression) rangeOf(c Cell) Range {
	value := s.counts.Cells[c.Row][c.Column]
	row, column := c.Row, s.rows+c.Column
	up, down := s.without(c), s.without(c)
	return Range{Low: value - flow(down, column, row, value), High: value + flow(up, row, column, endless)}
}

func (s *suppression) without(c Cell) [][]int64 {
	room := s.room()
	room[c.Row][s.rows+c.Column], room[s.rows+c.Column][c.Row] = 0, 0
	return room
}

// flow returns the largest flow from one node to another, at most limit, and uses the room up (Edmonds and Karp 1972).
func flow(room [][]int64, from, to int, limit int64) int64 {
	total := int64(0)
	for total < limit {
		before := path(room, from, to)
		if before == nil {
			return total
		}
		step := limit - total
		for at := to; at != from; at = before[at] {
			step = min(step, room[before[at]][at])
		}
		for at := to; at != from; at = before[at] {
			room[before[at]][at] -= step
			room[at][before[at]] += step
		}
		total += step
	}
	return total
}

// path finds the shortest way with room, as the node before each; nil when there is none.
func path(room [][]int64, from, to int) []int {
	before := make([]int, len(room))
	for i := range before {
		before[i] = -1
	}
	before[from] = from
	queue := []int{from}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for next, left := range room[at] {
			if left > 0 && before[next] < 0 {
				before[next] = at
				if next == to {
					return before
				}
				queue = append(queue, next)
			}
		}
	}
	return nil
}

// unprotectedError says which cell no choice of others protects. It matches data.ErrDisclosure.
type unprotectedError struct{ cell Cell }

func (e unprotectedError) Error() string {
	return fmt.Sprintf("%v: row %d, column %d", data.ErrDisclosure, e.cell.Row, e.cell.Column)
}

// Unwrap makes the error match data.ErrDisclosure.
func (e unprotectedError) Unwrap() error { return data.ErrDisclosure }

// protect withholds partners until the range of a small cell is k wide, and returns them.
func (s *suppression) protect(c Cell, k int64) (partners []Cell, err error) {
	for s.rangeOf(c).Width() < k {
		walk := s.cheapest(c, true)
		if walk == nil {
			walk = s.cheapest(c, false) // what is withheld so far carries too little
		}
		if walk == nil {
			return nil, unprotectedError{c}
		}
		for _, cell := range walk {
			s.hide(cell)
		}
		partners = append(partners, walk...)
	}
	return partners, nil
}

// cheapest finds the closed walk through c that withholds the least, as the cells on it that are shown so far; nil when
// there is none. With reuse it may go over cells that are withheld already. Empty cells protect nobody and are left alone.
// (Dijkstra 1959, over rows and columns: from the cell's row to its column.)
func (s *suppression) cheapest(c Cell, reuse bool) []Cell {
	cost, before := make([]int64, s.nodes), make([]int, s.nodes)
	done := make([]bool, s.nodes)
	for i := range cost {
		cost[i], before[i] = endless, -1
	}
	cost[c.Row] = 0
	for {
		at := nearest(cost, done)
		if at < 0 || at == s.rows+c.Column {
			break
		}
		done[at] = true
		for next := range s.nodes {
			if price, ok := s.price(at, next, c); ok && (reuse || !s.uses(at, next)) && cost[at]+price < cost[next] {
				cost[next], before[next] = cost[at]+price, at
			}
		}
	}
	return s.walk(before, c)
}

// walk turns the nodes that lead from the cell's row to its column into the shown cells between them; nil when nothing new
// would be withheld, which protects no more than before.
func (s *suppression) walk(before []int, c Cell) (cells []Cell) {
	for at := s.rows + c.Column; before[at] >= 0; at = before[at] {
		if outside := s.nodes - 1; at == outside || before[at] == outside {
			continue
		}
		if cell := s.between(at, before[at]); !s.hidden[cell] {
			cells = append(cells, cell)
		}
	}
	return cells
}

func nearest(cost []int64, done []bool) int {
	best := -1
	for i, c := range cost {
		if !done[i] && c < endless && (best < 0 || c < cost[best]) {
			best = i
		}
	}
	return best
}

// between is the cell that joins a row and a column.
func (s *suppression) between(a, b int) Cell {
	if a < s.rows {
		return Cell{a, b - s.rows}
	}
	return Cell{b, a - s.rows}
}

// uses tells whether the way between two nodes is a cell that is withheld already.
func (s *suppression) uses(a, b int) bool { return max(a, b) < s.nodes-1 && s.hidden[s.between(a, b)] }

// price is what it costs to withhold the cell between two nodes: next to nothing where it is withheld already, else its
// count. Two rows or two columns are not joined, nor is anything by the cell c itself.
func (s *suppression) price(a, b int, c Cell) (int64, bool) {
	if max(a, b) == s.nodes-1 { // the outside, which columns alone reach
		return 0, s.open && min(a, b) >= s.rows && a != b
	}
	if (a < s.rows) == (b < s.rows) {
		return 0, false
	}
	cell := s.between(a, b)
	value := s.counts.Cells[cell.Row][cell.Column]
	switch {
	case cell == c, value == 0, s.known[cell]:
		return 0, false
	case s.hidden[cell]:
		return 1, true
	}
	return value + 1, true
}
