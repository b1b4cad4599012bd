package intake

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"

	"tuntas/data"
)

// maxNamed is how many different texts of a column are remembered; a file with more of them is read more slowly.
const maxNamed = 1 << 14

// activity is a text of a source's activity column and what it means here.
type activity struct {
	text    string
	changed changes // while it was cleaned
	meaning
	known bool // a line of the profile, or its own names, say what it is
	rows  int64
}

// rows takes the rows of one table.
type rows struct {
	*reading
	table   *table
	tally   tally
	notes   notes
	moves   []data.Event        // of the row at hand
	told    map[uint64]struct{} // hashes of what the rows of reports say
	read    int64               // rows of this table
	carries bool                // its events speak of the report
	number  caseNumber
	spoke   bool // the sink has the report with this number
	fixed   *activity

	personal []int      // positions of columns that say who sent the report
	persons  PersonSink // nil when the profile or the sink takes no persons
	fields   [][]byte   // of the row at hand
}

// caseNumber is a report's number, kept from one row to the next.
type caseNumber struct {
	raw, text string
	changed   changes
	odd       bool // not like the numbers of Jakarta's reports
}

func (r *reading) rowsOf(t *table) *rows {
	s := t.fit.section
	rs := &rows{
		reading: r, table: t, tally: newTally(len(t.header)), notes: newNotes(), told: make(map[uint64]struct{}),
		carries: s.kind == Events && t.fit.carries(),
	}
	rs.personal = t.personalColumns()
	if sink, ok := r.sink.(PersonSink); ok && (t.fit.at[fieldSender] >= 0 || t.fit.at[fieldContact] >= 0) {
		rs.persons = sink
	}
	if s.activity != "" && t.fit.at[fieldActivity] < 0 {
		rs.fixed = r.activity([]byte(s.activity))
	}
	return rs
}

// flaw is why a row is refused: the reason and the position of the column at fault. The zero flaw is none.
type flaw struct {
	reason data.Refusal
	at     int
}

// bad is the flaw of a field.
func (rs *rows) bad(why data.Refusal, f field) flaw { return flaw{why, rs.table.fit.at[f]} }

// take gives the row to the sink, as what it is or as refused.
func (rs *rows) take(rec record) error {
	rs.count.Read++
	rs.read++
	rs.tally.met, rs.notes.met = rs.tally.met[:0], rs.notes.met[:0]
	switch {
	case !utf8.Valid(rec.raw) || bytes.IndexByte(rec.raw, 0) >= 0:
		return rs.refuse(rec, data.RefusedText, rs.badText(rec.fields))
	case rec.fault != "":
		return rs.refuse(rec, rec.fault, -1)
	case len(rec.fields) != len(rs.table.header):
		return rs.refuse(rec, data.RefusedShape, -1)
	}
	var f flaw
	var err error
	rs.fields = rec.fields
	if rs.table.fit.section.kind == Reports {
		f, err = rs.report(rec.fields)
	} else {
		f, err = rs.event(rec.fields)
	}
	switch {
	case err != nil:
		return err
	case f.reason != "":
		return rs.refuse(rec, f.reason, f.at)
	}
	rs.count.Taken++
	rs.tally.keep()
	return rs.tell(rec.line)
}

// note gives what was counted in the table to the sink.
func (rs *rows) note() error {
	t := rs.table
	var all []data.Finding
	if t.scan != nil && t.scan.lone > 0 {
		all = append(all, data.Finding{Kind: data.FoundLineEnds, Rows: t.scan.lone})
	}
	if t.encoding != UTF8 {
		all = append(all, data.Finding{Kind: data.FoundEncoding, Told: string(t.encoding), Rows: max(1, rs.read)})
	}
	all = append(all, rs.tally.findings(t.header)...)
	for _, f := range append(all, rs.notes.all()...) {
		f.Path = t.path
		if err := rs.sink.Note(f); err != nil {
			return fmt.Errorf("read %s: %w", t.path, err)
		}
	}
	return nil
}

// badText finds the column whose bytes are no text; -1 when the fields are not known.
func (rs *rows) badText(fields [][]byte) int {
	for i, b := range fields {
		if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
			return i
		}
	}
	return -1
}

// refuse gives the row to the sink as refused for the column at this position; -1 when the whole row is at fault.
func (rs *rows) refuse(rec record, why data.Refusal, column int) error {
	rs.count.Refused++
	row := data.RefusedRow{Path: rs.table.path, Line: rec.line, Reason: why, Raw: rs.without(rec)}
	if column >= 0 && column < len(rec.fields) && column < len(rs.table.header) {
		row.Column, row.Value = rs.table.header[column], printable(rec.fields[column])
		if slices.Contains(rs.personal, column) {
			row.Value = withheld
		}
	}
	return rs.sink.Refuse(row)
}

// printable returns b as text; bytes that are none, and NUL, become \x and two digits.
func printable(b []byte) string {
	if utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 {
		return string(b)
	}
	var s strings.Builder
	for len(b) > 0 {
		c, n := utf8.DecodeRune(b)
		if c == 0 || c == utf8.RuneError && n == 1 {
			fmt.Fprintf(&s, `\x%02x`, b[0])
		} else {
			s.Write(b[:n])
		}
		b = b[n:]
	}
	return s.String()
}

// cell returns the field's text as it stands in the row, texts of several columns joined; nil when the file has no such
// column.
func (rs *rows) cell(fields [][]byte, f field) []byte {
	at := rs.table.fit.at[f]
	if at < 0 {
		return nil
	}
	if columns := rs.table.fit.joined[f]; columns != nil {
		return rs.join(fields, f, columns)
	}
	return fields[at]
}

// join joins the texts of several columns: those of a number by "/", none left out, others by a blank. It is empty when all
// texts are.
func (rs *rows) join(fields [][]byte, f field, columns []int) []byte {
	if f != fieldNumber {
		text, _ := join(fields, columns, " ", nil)
		return text
	}
	var first [][]byte
	if prefix := rs.table.fit.section.columns[f].prefix; prefix != "" {
		first = [][]byte{[]byte(prefix)}
	}
	text, some := join(fields, columns, "/", first)
	if !some {
		return nil
	}
	return text
}

// join joins the texts of columns, without their outer blanks, behind what stands first; some tells whether one has a text.
// Between blanks empty texts are left out.
func join(fields [][]byte, columns []int, by string, first [][]byte) (text []byte, some bool) {
	for _, at := range columns {
		part := bytes.TrimSpace(fields[at])
		some = some || len(part) > 0
		if len(part) > 0 || by != " " {
			first = append(first, part)
		}
	}
	return bytes.Join(first, []byte(by)), some
}

// key returns a field that others are compared with, cleaned.
func (rs *rows) key(fields [][]byte, f field) string {
	return rs.keyAt(rs.cell(fields, f), rs.table.fit.at[f])
}

// keyAt is key for a value of the column at this position.
func (rs *rows) keyAt(b []byte, at int) string {
	text, changed := rs.keys.text(b)
	if changed != 0 {
		rs.tally.meet(at, changed, nil)
	}
	return text
}

// text returns a free text, cleaned, without the mark that guards it from a spreadsheet.
func (rs *rows) text(fields [][]byte, f field) string {
	return rs.textAt(rs.cell(fields, f), rs.table.fit.at[f])
}

// textAt is text for a value of the column at this position.
func (rs *rows) textAt(b []byte, at int) string {
	if rs.profile.guarded && len(b) > 1 && b[0] == '\'' && strings.IndexByte("=+-@\t\r\n", b[1]) >= 0 {
		b = b[1:]
	}
	text, changed := rs.texts.text(b)
	if changed != 0 {
		rs.tally.meet(at, changed, nil)
	}
	return text
}

// numberOf returns the number of the row's report; empty when it has none.
func (rs *rows) numberOf(fields [][]byte) string {
	n := &rs.number
	if b := rs.cell(fields, fieldNumber); n.raw != string(b) {
		n.raw, rs.spoke = string(b), false
		n.text, n.changed = cleanKey(n.raw)
		n.odd = rs.profile.own && rs.table.fit.joined[fieldNumber] == nil && !officialNumber(n.text)
	}
	if n.changed != 0 {
		rs.tally.meet(rs.table.fit.at[fieldNumber], n.changed, nil)
	}
	return n.text
}

// event takes the row of a file of events.
func (rs *rows) event(fields [][]byte) (flaw, error) {
	number := rs.numberOf(fields)
	if number == "" {
		return rs.bad(data.RefusedCase, fieldNumber), nil
	}
	at, ok := rs.profile.clock.read(bytes.TrimSpace(rs.cell(fields, fieldTime)))
	if !ok || at.IsZero() {
		return rs.bad(data.RefusedTime, fieldTime), nil
	}
	a := rs.fixed
	if a == nil {
		a = rs.activity(rs.cell(fields, fieldActivity))
		if a.changed != 0 {
			rs.tally.meet(rs.table.fit.at[fieldActivity], a.changed, nil)
		}
	}
	a.rows++
	if a.kind == "" {
		return rs.bad(data.RefusedActivity, fieldActivity), nil
	}
	if f, err := rs.speak(fields); f.reason != "" || err != nil {
		return f, err
	}
	rs.count.Events++
	err := rs.sink.AddEvent(number, data.Event{
		Kind: a.kind, Stage: a.stage, Activity: a.text, HappenedAt: at,
		Unit: rs.listedAs(fields, fieldUnit), Actor: rs.key(fields, fieldActor), Role: rs.role(fields),
		Reason: rs.key(fields, fieldReason), Note: rs.text(fields, fieldNote),
	})
	if err == nil {
		err = rs.person(number)
	}
	return flaw{}, err
}

// speak gives what the row of an event says about its report to the sink, when the sink does not have it.
func (rs *rows) speak(fields [][]byte) (flaw, error) {
	if !rs.carries {
		return flaw{}, nil
	}
	known := len(rs.notes.met)
	r, f := rs.reportOf(fields) // each row is judged, also when an earlier one has spoken
	if f.reason != "" || rs.spoke {
		rs.notes.met = rs.notes.met[:known] // what the report's first row has told
		return f, nil
	}
	r.Number, rs.spoke = rs.number.text, true
	key := maphash.String(rs.seed, r.Number)
	if _, ok := rs.spoken[key]; ok {
		rs.notes.met = rs.notes.met[:known]
		return flaw{}, nil
	}
	rs.spoken[key] = struct{}{}
	rs.count.Cases++
	return flaw{}, rs.sink.AddCase(r)
}

// report takes the row of a file of reports.
func (rs *rows) report(fields [][]byte) (flaw, error) {
	number := rs.numberOf(fields)
	if number == "" {
		return rs.bad(data.RefusedCase, fieldNumber), nil
	}
	r, f := rs.reportOf(fields)
	switch {
	case f.reason != "":
		return f, nil
	case r.SentAt.IsZero():
		return rs.bad(data.RefusedTime, fieldSent), nil
	}
	times, ok := 1, true
	if rs.table.fit.at[fieldTimes] >= 0 {
		if times, ok = whole(rs.cell(fields, fieldTimes), maxTimes); !ok {
			return rs.bad(data.RefusedNumber, fieldTimes), nil
		}
	}
	moves, f := rs.movesOf(fields, r.SentAt)
	if f.reason != "" {
		return f, nil
	}
	r.Number = number
	if rs.repeats(r, moves) {
		rs.odd(data.Finding{Kind: data.FoundRepeated})
	}
	return flaw{}, rs.give(r, moves, times)
}

// reportOf reads what the row says about a report, its number aside.
func (rs *rows) reportOf(fields [][]byte) (data.Report, flaw) {
	r := data.Report{
		Channel: rs.listedAs(fields, fieldChannel), Category: rs.listedAs(fields, fieldCategory), Area: rs.listedAs(fields, fieldArea),
		Address: rs.text(fields, fieldAddress), Text: rs.text(fields, fieldText), Continues: rs.key(fields, fieldContinues),
	}
	if b := bytes.TrimSpace(rs.cell(fields, fieldSent)); len(b) > 0 {
		at, ok := rs.profile.clock.read(b)
		if !ok || at.IsZero() {
			return r, rs.bad(data.RefusedTime, fieldSent)
		}
		r.SentAt = at
	}
	var ok bool
	if r.Private, ok = flag(rs.cell(fields, fieldPrivate)); !ok {
		return r, rs.bad(data.RefusedNumber, fieldPrivate)
	}
	rs.listedAs(fields, fieldDistrict)
	f := rs.locate(&r, fields) // it fills r, so it comes before r is given back
	return r, f
}

// role keeps the roles that Tuntas knows; other texts of a role column are no capacity in which somebody acts here.
func (rs *rows) role(fields [][]byte) data.Role {
	text := bytes.TrimSpace(rs.cell(fields, fieldRole))
	if len(text) == 0 {
		return ""
	}
	if role, ok := rs.roles[string(text)]; ok {
		return role
	}
	return rs.roles[string(bytes.ToLower(text))]
}

// activity finds what the text means; the spelling of the source is kept, cleaned.
func (r *reading) activity(b []byte) *activity {
	if a, ok := r.named[string(b)]; ok {
		return a
	}
	a := new(activity)
	a.text, a.changed = cleanKey(string(b))
	if a.text != "" {
		a.meaning, a.known = r.profile.meanings[fold(a.text)]
		if !a.known && r.profile.keep {
			a.kind = data.Recorded
		}
	}
	if len(r.named) < maxNamed {
		r.named[string(b)] = a
	}
	return a
}
