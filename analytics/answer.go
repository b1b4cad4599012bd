package analytics

import (
	"database/sql"
	"math"

	"tuntas/analytics/figure"
)

// Answer is what a question gives: rows under named columns. Its words come later, from Explain and Section.
type Answer struct {
	Question Question
	Scope    Scope // as it was asked, defaults filled in
	Columns  []Column
	Rows     [][]any // string, int64, float64, time.Time (a day, midnight UTC) or nil, one for each column
	N        int64   // how many cases the answer rests on: reports, stays or decisions, as the card says
}

// Column is one column of an answer. Name is English, lower case and never changes: it is an interface.
type Column struct {
	Name string
	Unit figure.Unit
}

// Value returns the cell of a row in the column of that name; nil when there is none.
func (a Answer) Value(row int, column string) any {
	for i, c := range a.Columns {
		if c.Name == column {
			return a.Rows[row][i]
		}
	}
	return nil
}

// number returns the cell as a number; ok is false for an empty cell.
func (a Answer) number(row int, column string) (v float64, ok bool) {
	switch v := a.Value(row, column).(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// count returns the cell as a count; 0 for an empty cell.
func (a Answer) count(row int, column string) int64 {
	n, _ := a.Value(row, column).(int64)
	return n
}

// text returns the cell as text; empty for an empty cell.
func (a Answer) text(row int, column string) string {
	s, _ := a.Value(row, column).(string)
	return s
}

// sum adds up a column of counts.
func (a Answer) sum(column string) (total int64) {
	for i := range a.Rows {
		if n, ok := a.Value(i, column).(int64); ok {
			total += n
		}
	}
	return total
}

// key scans the two columns that say what a row is about and returns the cells that the scope has.
type key struct {
	period sql.NullTime
	group  string
}

func (k key) cells(s Scope) []any {
	var cells []any
	if s.Grain != "" {
		cells = append(cells, k.period.Time)
	}
	if s.By != "" {
		cells = append(cells, k.group)
	}
	return cells
}

// number returns the cell as a number, NaN for an empty one.
func number(a Answer, row int, column string) float64 {
	if v, ok := a.number(row, column); ok {
		return v
	}
	return math.NaN()
}
