package intake

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"strings"
	"unicode/utf8"

	"tuntas/data"
	"tuntas/data/reference"
)

// maxNamed is how many different texts of a column are remembered; a file with more of them is read more slowly.
const maxNamed = 1 << 14

// activity is a text of a source's activity column and what it means here.
type activity struct {
	text string
	meaning
	known bool // a line of the profile, or its own names, say what it is
	rows  int64
}

// rows takes the rows of one table.
type rows struct {
	*reading
	table   *table
	carries bool // its events speak of the report
	number  string
	spoke   bool // the sink has the report with this number
	fixed   *activity
}

func (r *reading) rowsOf(t *table) *rows {
	s := t.fit.section
	rs := &rows{reading: r, table: t, carries: s.kind == Events && t.fit.carries()}
	if s.activity != "" && t.fit.at[fieldActivity] < 0 {
		rs.fixed = r.activity([]byte(s.activity))
	}
	return rs
}

// flaw is why a row is refused: the reason and the field at fault. The zero flaw is none.
type flaw struct {
	reason data.Refusal
	field  field
}

// take gives the row to the sink, as what it is or as refused.
func (rs *rows) take(rec record) error {
	rs.count.Read++
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
	if rs.table.fit.section.kind == Reports {
		f, err = rs.report(rec.fields)
	} else {
		f, err = rs.event(rec.fields)
	}
	switch {
	case err != nil:
		return err
	case f.reason != "":
		return rs.refuse(rec, f.reason, rs.table.fit.at[f.field])
	}
	rs.count.Taken++
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
	row := data.RefusedRow{Path: rs.table.path, Line: rec.line, Reason: why, Raw: printable(rec.raw)}
	if column >= 0 && column < len(rec.fields) && column < len(rs.table.header) {
		row.Column, row.Value = rs.table.header[column], printable(rec.fields[column])
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

// cell returns the field's text as it stands in the row; nil when the file has no such column.
func (rs *rows) cell(fields [][]byte, f field) []byte {
	if at := rs.table.fit.at[f]; at >= 0 {
		return fields[at]
	}
	return nil
}

// key returns a field that others are compared with: without outer blanks and with single inner ones.
func (rs *rows) key(fields [][]byte, f field) string {
	b := bytes.TrimSpace(rs.cell(fields, f))
	if bytes.Contains(b, []byte("  ")) {
		b = bytes.Join(bytes.Fields(b), []byte(" "))
	}
	return rs.words.text(b)
}

// text returns a free text as it stands, without the mark that guards it from a spreadsheet.
func (rs *rows) text(fields [][]byte, f field) string {
	b := rs.cell(fields, f)
	if rs.profile.guarded && len(b) > 1 && b[0] == '\'' && strings.IndexByte("=+-@\t\r\n", b[1]) >= 0 {
		b = b[1:]
	}
	return rs.words.text(b)
}

// event takes the row of a file of events.
func (rs *rows) event(fields [][]byte) (flaw, error) {
	number := bytes.TrimSpace(rs.cell(fields, fieldNumber))
	if len(number) == 0 {
		return flaw{data.RefusedCase, fieldNumber}, nil
	}
	at, ok := rs.profile.clock.read(bytes.TrimSpace(rs.cell(fields, fieldTime)))
	if !ok || at.IsZero() {
		return flaw{data.RefusedTime, fieldTime}, nil
	}
	a := rs.fixed
	if a == nil {
		a = rs.activity(rs.cell(fields, fieldActivity))
	}
	a.rows++
	if a.kind == "" {
		return flaw{data.RefusedActivity, fieldActivity}, nil
	}
	if rs.number != string(number) {
		rs.number, rs.spoke = string(number), false
	}
	if f, err := rs.speak(fields); f.reason != "" || err != nil {
		return f, err
	}
	rs.count.Events++
	return flaw{}, rs.sink.AddEvent(rs.number, data.Event{
		Kind: a.kind, Stage: a.stage, Activity: a.text, HappenedAt: at,
		Unit: rs.key(fields, fieldUnit), Actor: rs.key(fields, fieldActor), Role: rs.role(fields),
		Reason: rs.key(fields, fieldReason), Note: rs.text(fields, fieldNote),
	})
}

// speak gives what the row of an event says about its report to the sink, when the sink does not have it.
func (rs *rows) speak(fields [][]byte) (flaw, error) {
	if !rs.carries {
		return flaw{}, nil
	}
	r, f := rs.reportOf(fields) // each row is judged, also when an earlier one has spoken
	if f.reason != "" || rs.spoke {
		return f, nil
	}
	r.Number, rs.spoke = rs.number, true
	key := maphash.String(rs.words.seed, r.Number)
	if _, ok := rs.spoken[key]; ok {
		return flaw{}, nil
	}
	rs.spoken[key] = struct{}{}
	rs.count.Cases++
	return flaw{}, rs.sink.AddCase(r)
}

// report takes the row of a file of reports.
func (rs *rows) report(fields [][]byte) (flaw, error) {
	number := bytes.TrimSpace(rs.cell(fields, fieldNumber))
	if len(number) == 0 {
		return flaw{data.RefusedCase, fieldNumber}, nil
	}
	r, f := rs.reportOf(fields)
	switch {
	case f.reason != "":
		return f, nil
	case r.SentAt.IsZero():
		return flaw{data.RefusedTime, fieldSent}, nil
	}
	r.Number = string(number)
	rs.spoken[maphash.Bytes(rs.words.seed, number)] = struct{}{}
	rs.count.Reports++
	return flaw{}, rs.sink.AddReport(r)
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
			return r, flaw{data.RefusedTime, fieldSent}
		}
		r.SentAt = at
	}
	var ok bool
	if r.Private, ok = flag(rs.cell(fields, fieldPrivate)); !ok {
		return r, flaw{data.RefusedNumber, fieldPrivate}
	}
	return r, rs.locate(&r, fields)
}

// locate reads the position; a half of one is refused.
func (rs *rows) locate(r *data.Report, fields [][]byte) flaw {
	lat, lon := bytes.TrimSpace(rs.cell(fields, fieldLat)), bytes.TrimSpace(rs.cell(fields, fieldLon))
	if len(lat) == 0 && len(lon) == 0 {
		return flaw{}
	}
	var ok bool
	if r.Lat, ok = degrees(lat, 90); !ok {
		return flaw{data.RefusedNumber, fieldLat}
	}
	if r.Lon, ok = degrees(lon, 180); !ok {
		return flaw{data.RefusedNumber, fieldLon}
	}
	return flaw{}
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

// activity finds what the text means; the spelling of the source is kept.
func (r *reading) activity(b []byte) *activity {
	if a, ok := r.named[string(b)]; ok {
		return a
	}
	a := &activity{text: strings.TrimSpace(string(b))}
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

// listedAs returns a channel, category or area as the reference list writes it, where the profile wants that and the list
// has it; else the source's text.
func (rs *rows) listedAs(fields [][]byte, f field) string {
	b := rs.cell(fields, f)
	if !rs.profile.reference || len(b) == 0 {
		return rs.key(fields, f)
	}
	if text, ok := rs.listed[f][string(b)]; ok {
		return text
	}
	text := official(f, rs.key(fields, f))
	if len(rs.listed[f]) < maxNamed {
		rs.listed[f][string(b)] = text
	}
	return text
}

// official looks text up in the list of its field: the name of a category, the code of a channel or kelurahan.
func official(f field, text string) string {
	switch f {
	case fieldChannel:
		if c, ok := reference.FindChannel(text); ok {
			return c.Code
		}
	case fieldCategory:
		if c, ok := reference.FindCategory(text); ok {
			return c.Name
		}
	case fieldArea:
		if code, ok := reference.Kelurahan(text); ok {
			return code
		}
	}
	return text
}
