package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"tuntas/data"
)

// moveFile is one [[file.move]] of a profile as it is written: an event that the row of a report tells beside the sending.
type moveFile struct {
	activityLine
	Activity string    `toml:"activity"`
	Time     anything  `toml:"time"`
	Unit     anything  `toml:"unit"`
	Actor    anything  `toml:"actor"`
	Reason   anything  `toml:"reason"`
	Note     anything  `toml:"note"`
	When     *whenFile `toml:"when"`
	NextDay  bool      `toml:"next_day"`
	Optional bool      `toml:"optional"`
}

// whenFile is a condition: what another column says when the move has been made.
type whenFile struct {
	Column anything `toml:"column"`
	Values []string `toml:"values"`
}

// move is an event that the row of a report may tell.
type move struct {
	meaning
	text    string // what the source calls it
	time    column // none when only the status speaks of the move
	said    [moveFields]column
	status  column
	states  []string // of the status when the move has been made, folded; nil when no status is asked
	nextDay bool     // a time before the move that it follows is one of the next day

	optional bool // a file without the columns of time and status tells no such move
}

// moveFields are the fields of a move beside its time: unit, actor, reason and note.
const moveFields = 4

var movePart = [moveFields]field{fieldUnit, fieldActor, fieldReason, fieldNote}

// move reads what is written; meanings are those of the profile's activities.
func (f moveFile) move(meanings map[string]meaning) (m move, err error) {
	m.text, m.nextDay, m.optional = strings.TrimSpace(f.Activity), f.NextDay, f.Optional
	for i, value := range []any{f.Unit.value, f.Actor.value, f.Reason.value, f.Note.value} {
		if m.said[i], err = optional(value); err != nil {
			return m, fmt.Errorf("%s: %w", fieldNames[movePart[i]], err)
		}
	}
	if m.time, err = optional(f.Time.value); err != nil {
		return m, fmt.Errorf("time: %w", err)
	}
	if err := m.when(f.When); err != nil {
		return m, fmt.Errorf("when: %w", err)
	}
	if len(m.time.headers) == 0 && m.states == nil {
		return m, errors.New("time is missing")
	}
	if (f.activityLine == activityLine{}) && m.text != "" {
		known := false
		if m.meaning, known = meanings[fold(m.text)]; !known {
			return m, fmt.Errorf("activity %q has no line", m.text)
		}
		return m, nil
	}
	if m.text == "" && len(m.time.headers) > 0 {
		m.text = m.time.headers[0]
	}
	m.meaning, err = f.meaning()
	return m, err
}

func (m *move) when(w *whenFile) (err error) {
	if w == nil {
		return nil
	}
	if m.status, err = columnOf(w.Column.value); err != nil {
		return err
	}
	for _, v := range w.Values {
		m.states = append(m.states, fold(v))
	}
	if len(m.states) == 0 {
		return errors.New("values are missing")
	}
	return nil
}

// optional reads a column that need not be written.
func optional(value any) (column, error) {
	if value == nil {
		return column{}, nil
	}
	c, err := columnOf(value)
	if err == nil && c.prefix != "" {
		err = errors.New("only a number may have a prefix")
	}
	return c, err
}

// movePlace is a move and where its columns lie in a file.
type movePlace struct {
	*move
	at     position
	status position
	parts  [moveFields]position
}

// place looks for the move's columns. Those of its time and status must be there, unless the move is optional: then it is
// not ok without them.
func (m *move) place(header []string, f *fit) (p movePlace, ok bool) {
	p.move = m
	for _, need := range []struct {
		column
		to *position
	}{{m.time, &p.at}, {m.status, &p.status}} {
		*need.to = need.find(header)
		if need.to.at() < 0 && len(need.headers) > 0 && m.optional {
			return p, false
		}
		if need.to.at() < 0 && len(need.headers) > 0 && f.missing == "" {
			f.missing = need.lacking(header)
		}
		f.found += min(1, len(need.to.columns))
	}
	for i, c := range m.said {
		p.parts[i] = c.find(header)
		f.found += min(1, len(p.parts[i].columns))
	}
	for _, p := range append(p.parts[:], p.at, p.status) {
		if p.twice != "" {
			f.twice = p.twice
		}
	}
	return p, true
}

// movesOf returns the events that the row of a report sent at this time tells, in the order of the profile. They hold until
// the next row.
func (rs *rows) movesOf(fields [][]byte, sent time.Time) ([]data.Event, flaw) {
	rs.moves = rs.moves[:0]
	before := sent
	for i := range rs.table.fit.moves {
		m := &rs.table.fit.moves[i]
		at, ok, f := rs.movedAt(m, fields, sent, before)
		switch {
		case f.reason != "":
			return nil, f
		case !ok:
			continue
		}
		before = at
		e := data.Event{Kind: m.kind, Stage: m.stage, Activity: m.text, HappenedAt: at}
		e.Unit = rs.listedAt(rs.joined(fields, m.parts[0]), fieldUnit, m.parts[0].at())
		e.Actor = rs.keyAt(rs.joined(fields, m.parts[1]), m.parts[1].at())
		e.Reason = rs.keyAt(rs.joined(fields, m.parts[2]), m.parts[2].at())
		e.Note = rs.textAt(rs.joined(fields, m.parts[3]), m.parts[3].at())
		rs.moves = append(rs.moves, e)
	}
	return rs.moves, flaw{}
}

// movedAt reads when the move was made: not ok when the row does not tell it, or contradicts itself.
func (rs *rows) movedAt(m *movePlace, fields [][]byte, sent, before time.Time) (at time.Time, ok bool, f flaw) {
	status := bytes.TrimSpace(rs.joined(fields, m.status))
	made := m.states == nil || rs.says(m, status)
	text := rs.whole(fields, m.at)
	if len(text) == 0 {
		if made && m.states != nil {
			rs.odd(data.Finding{Kind: data.FoundEndMissing, Field: rs.header(m.status), Told: string(status)})
		}
		return at, false, flaw{}
	}
	if at, ok = rs.profile.clock.read(text); !ok {
		return at, false, flaw{data.RefusedTime, m.at.at()}
	}
	if !made {
		rs.odd(data.Finding{Kind: data.FoundClosedOpen, Field: rs.header(m.at), Told: string(text), Was: string(status)})
		return at, false, flaw{}
	}
	if m.nextDay && at.Before(before) {
		at = at.In(rs.profile.clock.zone).AddDate(0, 0, 1).UTC()
	}
	if at.Before(sent) {
		was := string(bytes.TrimSpace(rs.cell(fields, fieldSent)))
		rs.odd(data.Finding{Kind: data.FoundNegative, Field: rs.header(m.at), Told: string(text), Was: was})
		return at, false, flaw{}
	}
	return at, true, flaw{}
}

// says tells whether a status is one of those with which the move has been made.
func (rs *rows) says(m *movePlace, status []byte) bool {
	text, _ := rs.keys.text(status)
	text = rs.foldedStatus(text)
	for _, s := range m.states {
		if s == text {
			return true
		}
	}
	return false
}

// foldedStatus folds a text and remembers it: a file has few statuses.
func (r *reading) foldedStatus(text string) string {
	folded, ok := r.folded[text]
	if !ok {
		folded = fold(text)
		if len(r.folded) < maxNamed {
			r.folded[text] = folded
		}
	}
	return folded
}

// joined returns the text at a position, those of several columns joined by a blank.
func (rs *rows) joined(fields [][]byte, p position) []byte {
	switch len(p.columns) {
	case 0:
		return nil
	case 1:
		return fields[p.columns[0]]
	}
	text, _ := join(fields, p.columns, " ", nil)
	return text
}

// whole is joined without outer blanks, empty when one of the texts is.
func (rs *rows) whole(fields [][]byte, p position) []byte {
	for _, at := range p.columns {
		if len(bytes.TrimSpace(fields[at])) == 0 {
			return nil
		}
	}
	return bytes.TrimSpace(rs.joined(fields, p))
}

// header names the column at a position.
func (rs *rows) header(p position) string {
	if p.at() < 0 {
		return ""
	}
	return rs.table.header[p.at()]
}

// giveMoves gives the events to the sink, each once, and before them that the report came in.
func (rs *rows) giveMoves(number string, sent time.Time, moves []data.Event) error {
	if len(moves) == 0 {
		return nil
	}
	received := false
	for _, e := range moves {
		received = received || e.Kind == data.Received
	}
	if !received && rs.firstTime(number, data.Event{Kind: data.Received}) {
		if err := rs.giveMove(number, data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: sent}); err != nil {
			return err
		}
	}
	for _, e := range moves {
		if !rs.firstTime(number, e) {
			continue
		}
		if err := rs.giveMove(number, e); err != nil {
			return err
		}
	}
	return nil
}

func (rs *rows) giveMove(number string, e data.Event) error {
	rs.count.Moves++
	return rs.sink.AddMove(number, e)
}

// firstTime tells whether this Read has not given this event of this report yet: a report may have several rows.
func (r *reading) firstTime(number string, e data.Event) bool {
	d := r.imprint()
	for _, text := range []string{number, string(e.Kind), string(e.Stage), e.Activity} {
		d.text(text)
	}
	d.time(e.HappenedAt)
	key := d.Sum64()
	_, given := r.given[key]
	r.given[key] = struct{}{}
	return !given
}
