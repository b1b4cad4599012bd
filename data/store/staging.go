package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/duckdb/duckdb-go/v2"

	"tuntas/data"
)

// Rows wait in staging tables, which are temporary, until all have been read. Texts that come again and again travel once:
// a row carries the code of its report's number, of what happened, and of who acted.

const makeStagedNumber = `CREATE OR REPLACE TEMP TABLE staged_number (code INTEGER, number VARCHAR)`

const makeStagedWhat = `CREATE OR REPLACE TEMP TABLE staged_what (code INTEGER, kind VARCHAR, stage VARCHAR, activity VARCHAR)`

const makeStagedWho = `CREATE OR REPLACE TEMP TABLE staged_who (code INTEGER, unit VARCHAR, actor VARCHAR, role VARCHAR, reason VARCHAR)`

const makeStagedReport = `CREATE OR REPLACE TEMP TABLE staged_report (line BIGINT, along BOOLEAN, code INTEGER, channel VARCHAR,
	category VARCHAR, area VARCHAR, address VARCHAR, text VARCHAR, words VARCHAR, salt VARCHAR, commitment VARCHAR, lat DOUBLE, lon DOUBLE,
	private BOOLEAN, sent_at TIMESTAMPTZ, sent_date DATE, continues VARCHAR)`

// nth counts the events from 1 in the order in which they arrive; those that came along were told by the row of a report. happened is in microseconds, day in days since 1970.
const makeStagedEvent = `CREATE OR REPLACE TEMP TABLE staged_event (nth BIGINT, along BOOLEAN, file INTEGER, code INTEGER, what INTEGER, who INTEGER,
	happened BIGINT, day INTEGER)`

const makeStagedNote = `CREATE OR REPLACE TEMP TABLE staged_note (nth BIGINT, note VARCHAR, salt VARCHAR, commitment VARCHAR)`

const makeStagedRefusal = `CREATE OR REPLACE TEMP TABLE staged_refusal (path VARCHAR, line BIGINT, field VARCHAR, value VARCHAR,
	reason VARCHAR, raw VARCHAR)`

const makeStagedFinding = `CREATE OR REPLACE TEMP TABLE staged_finding (nth BIGINT, kind VARCHAR, path VARCHAR, line BIGINT,
	number VARCHAR, field VARCHAR, was VARCHAR, told VARCHAR, "rows" BIGINT)`

// whatHappened and whoActed are the parts of an event that few different values share.
type (
	whatHappened struct {
		kind     data.Kind
		stage    data.Stage
		activity string
	}
	whoActed struct {
		unit, actor string
		role        data.Role
		reason      string
	}
)

// sentCase is what happened when a report came in that no event speaks of; its code, and that of nobody, is 0.
var sentCase = whatHappened{kind: data.Received, stage: data.Waiting}

// staging fills the staging tables.
type staging struct {
	reports, events, notes, refused, found, persons *duckdb.Appender

	numbers coder[string]
	whats   coder[whatHappened]
	whos    coder[whoActed]
}

// fill makes the tables and runs rows, which writes into them.
func (s *staging) fill(ctx context.Context, conn *sql.Conn, rows func() error) error {
	for _, query := range []string{
		makeStagedNumber, makeStagedWhat, makeStagedWho, makeStagedReport, makeStagedEvent, makeStagedNote, makeStagedRefusal, makeStagedFinding,
		makeStagedPerson,
	} {
		if _, err := conn.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	return conn.Raw(func(raw any) (err error) {
		dc, ok := raw.(driver.Conn)
		if !ok {
			return fmt.Errorf("unexpected connection %T", raw)
		}
		defer func() { err = errors.Join(err, s.close()) }()
		if err := s.open(dc); err != nil {
			return err
		}
		return rows()
	})
}

func (s *staging) open(dc driver.Conn) (err error) {
	for _, a := range []struct {
		to    **duckdb.Appender
		table string
	}{
		{&s.reports, "staged_report"},
		{&s.events, "staged_event"},
		{&s.notes, "staged_note"},
		{&s.refused, "staged_refusal"},
		{&s.found, "staged_finding"},
		{&s.persons, "staged_person"},
		{&s.numbers.to, "staged_number"},
		{&s.whats.to, "staged_what"},
		{&s.whos.to, "staged_who"},
	} {
		if *a.to, err = duckdb.NewAppender(dc, "temp", "main", a.table); err != nil {
			return err
		}
	}
	s.numbers.row, s.whats.row, s.whos.row = numberColumns, whatHappened.columns, whoActed.columns
	if _, err = s.whats.code(sentCase); err != nil {
		return err
	}
	_, err = s.whos.code(whoActed{})
	return err
}

func (s *staging) close() error {
	var errs []error
	for _, a := range []*duckdb.Appender{s.reports, s.events, s.notes, s.refused, s.found, s.persons, s.numbers.to, s.whats.to, s.whos.to} {
		if a != nil {
			errs = append(errs, a.Close())
		}
	}
	return errors.Join(errs...)
}

// numberColumns are the columns of a report's number; an empty one is a fault of the caller.
func numberColumns(number string) ([]string, error) {
	number = clean(number)
	if number == "" {
		return nil, errNoKey
	}
	return []string{number}, nil
}

func (w whatHappened) columns() ([]string, error) {
	return []string{string(w.kind), string(w.stage), clean(w.activity)}, nil
}

func (w whoActed) columns() ([]string, error) {
	return []string{clean(w.unit), clean(w.actor), string(w.role), clean(w.reason)}, nil
}

// coder gives values short codes, ascending from 0, and writes each with its code into a table. It forgets what it knows
// when that has become much: then a value may get a second code.
type coder[T comparable] struct {
	to    *duckdb.Appender
	row   func(value T) ([]string, error) // the value's columns
	known map[T]coded
	next  int32
	last  T
	at    coded // of last
}

// coded is a value's code, an int32 kept as it travels, and its columns as they stand in a line of the ledger.
type coded struct {
	code any
	line string
}

// maxCoded is how many values a coder remembers.
const maxCoded = 1 << 18

func (c *coder[T]) code(value T) (coded, error) {
	if value == c.last && c.at.code != nil {
		return c.at, nil
	}
	at, ok := c.known[value]
	if !ok {
		var err error
		if at, err = c.learn(value); err != nil {
			return at, err
		}
	}
	c.last, c.at = value, at
	return at, nil
}

func (c *coder[T]) learn(value T) (coded, error) {
	columns, err := c.row(value)
	if err != nil {
		return coded{}, err
	}
	at := coded{c.next, strings.Join(columns, columnEnd)}
	row := make([]driver.Value, 1, 1+len(columns))
	row[0] = at.code
	for _, column := range columns {
		row = append(row, text(column))
	}
	if err := c.to.AppendRow(row...); err != nil {
		return coded{}, err
	}
	if c.known == nil || len(c.known) >= maxCoded {
		c.known = make(map[T]coded)
	}
	c.known[value] = at
	c.next++
	return at, nil
}

// short is a text that the ledger holds word for word, as a column value: nothing rather than an empty text.
func short(s string) any { return text(clean(s)) }

// clean takes the two characters away that separate columns and rows in the ledger, and bytes that are no text.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	if strings.IndexByte(s, columnEnd[0]) < 0 && strings.IndexByte(s, rowEnd[0]) < 0 {
		return s
	}
	return strings.NewReplacer(columnEnd, "", rowEnd, "").Replace(s)
}

// dropTables drops temporary tables and the view. What cannot be dropped now is replaced when it is made the next time.
func dropTables(ctx context.Context, conn *sql.Conn, tables []string) {
	_, _ = conn.ExecContext(ctx, "DROP VIEW IF EXISTS temp.main.told")
	for _, table := range tables {
		_, _ = conn.ExecContext(ctx, "DROP TABLE IF EXISTS temp.main."+table)
	}
}
