package intake

import (
	"fmt"

	"tuntas/data"
)

// maxListed is how many findings of a kind are listed row by row for a table; those behind them are counted together.
const maxListed = 1000

// notes are the findings about single rows, and those of which each table tells one with an example.
type notes struct {
	met    []data.Finding // about the row at hand
	number data.Finding   // about numbers that are not like those of Jakarta's reports
	totals []data.Finding // by kind, in the order in which they were met first
	listed map[data.FindingKind]int
}

func newNotes() notes { return notes{listed: make(map[data.FindingKind]int)} }

// odd notes something about the row at hand. It is told when the row is taken.
func (rs *rows) odd(f data.Finding) {
	f.Rows = 1
	rs.notes.met = append(rs.notes.met, f)
}

// summed tells whether findings of this kind are not listed by row.
func summed(k data.FindingKind) bool { return k == data.FoundLocated }

// tell gives what was noted about the row to the sink.
func (rs *rows) tell(line int64) error {
	if rs.number.odd {
		rs.tellNumber()
	}
	for _, f := range rs.notes.met {
		f.Path, f.Line, f.Number = rs.table.path, line, rs.number.text
		if summed(f.Kind) {
			f.Line, f.Number = 0, ""
			rs.notes.sum(f)
			continue
		}
		if rs.notes.listed[f.Kind]++; rs.notes.listed[f.Kind] > maxListed {
			rs.notes.sum(data.Finding{Kind: f.Kind, Path: f.Path, Rows: 1})
			continue
		}
		if err := rs.sink.Note(f); err != nil {
			return fmt.Errorf("note: %w", err)
		}
	}
	return nil
}

// tellNumber counts an odd number; the first is the example.
func (rs *rows) tellNumber() {
	n := &rs.notes.number
	if n.Rows++; n.Rows == 1 {
		n.Kind, n.Told = data.FoundOddNumber, rs.number.text
		n.Field = rs.table.header[rs.table.fit.at[fieldNumber]]
	}
}

// all returns what is counted for the table.
func (n *notes) all() []data.Finding {
	if n.number.Rows > 0 {
		return append(n.totals, n.number)
	}
	return n.totals
}

// sum adds a finding to those of its kind.
func (n *notes) sum(f data.Finding) {
	for i := range n.totals {
		if n.totals[i].Kind == f.Kind {
			n.totals[i].Rows += f.Rows
			return
		}
	}
	n.totals = append(n.totals, f)
}
