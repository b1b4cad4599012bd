package intake

import (
	"slices"
	"strings"

	"tuntas/data"
)

// DraftMove is an event that the row of a report tells beside its sending: a further time, and what happened then.
type DraftMove struct {
	Column  string // header of the time
	Meaning Meaning
	Status  string   // header of the column that says how the report stands; empty when none is asked
	States  []string // texts of Status with which the move has been made; the time of a row with another is not taken
}

// endWords stand in headers of the time at which a report ended; updateWords in those of its last change.
var (
	endWords    = []string{"closed", "selesai", "completed", "resolved", "ditutup", "gesloten", "afgehandeld"}
	updateWords = []string{"updated", "diperbarui", "lastmodified"}
)

// proposeMoves takes the time at which reports ended for the move into Done; where there is none, that of the last change of
// those that a status calls ended.
func (d *Draft) proposeMoves() {
	d.Moves = nil
	if d.Kind != Reports {
		return
	}
	status, states := d.endStates()
	for _, words := range [][]string{endWords, updateWords} {
		for i, c := range d.Columns {
			if c.Why != WhyFurther || !containsAny(foldHeader(c.Header), words) || len(states) == 0 && words[0] == updateWords[0] {
				continue
			}
			if d.sample.columns[i].header == "" || d.sample.columns[i].twice {
				continue
			}
			d.Moves = append(d.Moves, DraftMove{Column: c.Header, Meaning: Meaning{Stage: data.Done}, Status: status, States: states})
			return
		}
	}
}

// endStates finds the column that says how reports stand, and its texts for those that have ended.
func (d *Draft) endStates() (status string, states []string) {
	for i, c := range d.Columns {
		if c.Field != "" || d.sample.columns[i].twice || !slices.Contains(looseActivities, lastSpelling(c.Header)) {
			continue
		}
		for _, text := range d.sample.columns[i].distinct() {
			if meaningOf(text).Stage == data.Done {
				states = append(states, text)
			}
		}
		if len(states) > 0 {
			return c.Header, states
		}
	}
	return "", nil
}

// SetMove says what happened at the time in the column with this header, in a file of reports; an open Meaning takes it back.
// Moves stand in the official order of their stages.
// It returns data.ErrColumnMissing or data.ErrColumnTwice about the header, or data.ErrProfile about it when no profile can
// hold that.
func (d *Draft) SetMove(header string, m Meaning) error {
	i, err := d.column(header)
	if err != nil {
		return err
	}
	if d.Kind != Reports || !m.Valid() {
		return data.About(header, data.ErrProfile)
	}
	at := d.move(d.Columns[i].Header)
	switch {
	case m.Open() && at >= 0:
		d.Moves = slices.Delete(d.Moves, at, at+1)
	case m.Open():
	case at >= 0:
		d.Moves[at].Meaning = m
	default:
		d.Moves = append(d.Moves, DraftMove{Column: d.Columns[i].Header, Meaning: m})
		d.timed(i)
	}
	slices.SortStableFunc(d.Moves, func(a, b DraftMove) int {
		return slices.Index(data.Stages(), a.Meaning.Stage) - slices.Index(data.Stages(), b.Meaning.Stage)
	})
	d.settle()
	return nil
}

// SetStates says with which texts of the status column a move has been made; an empty status asks none. It returns
// data.ErrColumnMissing or data.ErrColumnTwice about a header, or data.ErrProfile about the move's when there is no such move
// or no state.
func (d *Draft) SetStates(header, status string, states ...string) error {
	at := d.move(header)
	if at < 0 || status != "" && len(states) == 0 {
		return data.About(header, data.ErrProfile)
	}
	if status == "" {
		d.Moves[at].Status, d.Moves[at].States = "", nil
		return nil
	}
	i, err := d.column(status)
	if err != nil {
		return err
	}
	d.Moves[at].Status, d.Moves[at].States = d.Columns[i].Header, slices.Clone(states)
	return nil
}

// move finds the move with the time in this column; -1 when there is none.
func (d *Draft) move(header string) int {
	return slices.IndexFunc(d.Moves, func(m DraftMove) bool {
		return strings.EqualFold(strings.TrimSpace(m.Column), strings.TrimSpace(header))
	})
}

// writeMoves writes the moves of a file of reports.
func (d *Draft) writeMoves(out *profileWriter) {
	for _, m := range d.Moves {
		out.line("\n[[file.move]]\ntime     = %s", tomlText(strings.TrimSpace(m.Column)))
		for _, p := range m.Meaning.line().parts() {
			out.line("%-8s = %s", p[0], p[1])
		}
		if m.Status != "" {
			out.line("when     = { column = %s, values = %s }", tomlText(strings.TrimSpace(m.Status)), tomlList(m.States))
		}
	}
}
