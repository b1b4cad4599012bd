package intake

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"tuntas/data"
)

// Columns that WriteMendable puts behind those of the source. No profile needs them: when the file is brought in they are
// unused columns like others.
const (
	LineColumn   = "tuntas_line"   // line of the source on which the row begins
	ReasonColumn = "tuntas_reason" // why it was refused
	RawColumn    = "tuntas_raw"    // the row as it stood, where its fields cannot be told apart or hold bytes that are no text
)

// WriteMendable writes refused rows of the table at path in the form of their source, so that they can be mended and brought
// in again with the same profile: UTF-8 with its mark, delimited as the source is or by commas where it is no delimited
// text, under the source's header. A row whose fields are known has them as they stood. One with a wrong number of fields,
// wrong quotes or bytes that are no text has empty fields, so that nobody takes it for mended, and the whole of it in
// RawColumn. why says in words why a row was refused.
//
// rows are to come by ascending line, as the store keeps them; those of other paths are passed over. The source is read
// again, and the errors of Read are returned when it is no longer there. Rows that are no longer found in it are written as
// they were kept, in RawColumn. What says who sent a report stands as in the source: the store does not keep it with a refused
// row, and the mended row would lack it. Texts are not guarded from a spreadsheet that takes them for formulas, since they are to
// come back unchanged; only RawColumn and ReasonColumn are.
func WriteMendable(w io.Writer, p *Profile, path string, rows iter.Seq2[data.RefusedRow, error], why func(data.RefusedRow) string) error {
	at, err := placeOf(path)
	if err != nil {
		return err
	}
	t, err := openTable(p, at)
	if err != nil {
		return err
	}
	defer t.Close() //nolint:errcheck // opened for reading only
	m := newMender(w, t, why)
	m.rows = newReading(p, nil).rowsOf(t)
	if err := m.writeAll(t, path, rows); err != nil {
		return fmt.Errorf("write refused rows of %s: %w", path, err)
	}
	return nil
}

// placeOf finds the table that is shown under this path.
func placeOf(path string) (place, error) {
	all, err := placesAt(path)
	for i := 0; err != nil && i < len(path); i++ {
		if path[i] != '!' {
			continue
		}
		if inside, zipErr := placesAt(path[:i]); zipErr == nil {
			all, err = inside, nil
		}
	}
	if err != nil {
		return place{}, err
	}
	if i := slices.IndexFunc(all, func(at place) bool { return at.path == path }); i >= 0 {
		return all[i], nil
	}
	return place{}, data.About(path, data.ErrUnknownPlace)
}

// mender writes rows in the form of a table.
type mender struct {
	out   *csv.Writer
	under io.Writer
	why   func(data.RefusedRow) string
	kept  []int // positions of the source's columns; those of an earlier mending are left out
	head  []string
	row   []string
	rows  *rows // by which a refused row is known again
}

func newMender(w io.Writer, t *table, why func(data.RefusedRow) string) *mender {
	m := &mender{out: csv.NewWriter(w), under: w, why: why}
	if t.comma != "" {
		m.out.Comma = rune(t.comma[0])
	}
	own := []string{LineColumn, ReasonColumn, RawColumn}
	for i, h := range t.header {
		if !slices.ContainsFunc(own, func(name string) bool { return strings.EqualFold(name, h) }) {
			m.kept, m.head = append(m.kept, i), append(m.head, h)
		}
	}
	m.head = append(m.head, own...)
	return m
}

// writeAll reads the table beside the rows, both by ascending line.
func (m *mender) writeAll(t *table, path string, rows iter.Seq2[data.RefusedRow, error]) error {
	if _, err := io.WriteString(m.under, "\ufeff"); err != nil {
		return err
	}
	if err := m.out.Write(m.head); err != nil {
		return err
	}
	q := newRefusals(path, rows)
	defer q.stop()
	for q.load() {
		rec, err := t.source.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if err := m.writeRecord(q, rec); err != nil {
			return err
		}
	}
	for q.load() {
		if err := m.writeLost(q.takeAll()); err != nil {
			return err
		}
	}
	m.out.Flush()
	if q.err != nil {
		return q.err
	}
	return m.out.Error()
}

// writeRecord writes the record if it was refused, and before it the refused rows that should have come earlier.
func (m *mender) writeRecord(q *refusals, rec record) error {
	for q.load() && q.line() < rec.line {
		if err := m.writeLost(q.takeAll()); err != nil {
			return err
		}
	}
	r, ok := q.take(rec, m.rows.without(rec))
	switch {
	case !ok:
		return nil
	case rec.fields == nil, r.Reason == data.RefusedShape, r.Reason == data.RefusedQuote, r.Reason == data.RefusedText:
		r.Raw = printable(rec.raw)
		return m.writeRaw(r)
	}
	m.row = m.row[:0]
	for _, i := range m.kept {
		m.row = append(m.row, string(rec.fields[i]))
	}
	return m.write(r, "")
}

// writeLost writes rows that are not found in the source.
func (m *mender) writeLost(rows []data.RefusedRow) error {
	for _, r := range rows {
		if err := m.writeRaw(r); err != nil {
			return err
		}
	}
	return nil
}

// writeRaw writes a row whose fields are left empty.
func (m *mender) writeRaw(r data.RefusedRow) error {
	m.row = m.row[:0]
	for range m.kept {
		m.row = append(m.row, "")
	}
	return m.write(r, guard(r.Raw))
}

func (m *mender) write(r data.RefusedRow, raw string) error {
	return m.out.Write(append(m.row, strconv.FormatInt(r.Line, 10), guard(m.why(r)), raw))
}

// refusals gives out the refused rows of one path, those of one line together.
type refusals struct {
	path string
	next func() (data.RefusedRow, error, bool)
	stop func()
	rows []data.RefusedRow // of the line at hand
	read data.RefusedRow   // the first row of a later line
	more bool              // there is one
	err  error
}

func newRefusals(path string, rows iter.Seq2[data.RefusedRow, error]) *refusals {
	q := &refusals{path: path}
	q.next, q.stop = iter.Pull2(rows)
	q.advance()
	return q
}

// advance reads the next row of the path.
func (q *refusals) advance() {
	for {
		r, err, ok := q.next()
		if !ok || err != nil {
			q.err, q.more = err, false
			return
		}
		if r.Path == q.path {
			q.read, q.more = r, true
			return
		}
	}
}

// load sees to it that there are rows of a line; not ok when there are no more.
func (q *refusals) load() bool {
	if len(q.rows) > 0 {
		return true
	}
	for q.more && (len(q.rows) == 0 || q.read.Line == q.line()) {
		q.rows = append(q.rows, q.read)
		q.advance()
	}
	return len(q.rows) > 0
}

// line is that of the rows at hand.
func (q *refusals) line() int64 { return q.rows[0].Line }

// takeAll gives out the rows of the line at hand.
func (q *refusals) takeAll() []data.RefusedRow {
	rows := slices.Clone(q.rows)
	q.rows = q.rows[:0]
	return rows
}

// take gives out the row that the record was refused as, which was kept as raw.
func (q *refusals) take(rec record, raw string) (data.RefusedRow, bool) {
	if len(q.rows) == 0 || q.line() != rec.line {
		return data.RefusedRow{}, false
	}
	i := slices.IndexFunc(q.rows, func(r data.RefusedRow) bool { return r.Raw == raw })
	if i < 0 {
		return data.RefusedRow{}, false
	}
	r := q.rows[i]
	if i == 0 { // as a rule: a file may hold all its rows in one line
		q.rows = q.rows[1:]
	} else {
		q.rows = slices.Delete(q.rows, i, i+1)
	}
	return r, true
}

// guard marks a text that begins like a formula.
func guard(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
