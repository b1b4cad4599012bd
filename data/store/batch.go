package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"tuntas/data"
)

// Batch takes in what one import brings. Its methods are called from one goroutine, by the function given to Import; rows
// go to staging tables and become reports and events together, or not at all.
type Batch struct {
	ctx     context.Context
	tables  staging
	hash    *hashing
	salts   salts
	line    int64
	file    int32 // from which the rows come, from 1; 0 when nobody says
	counts  staged
	day     dayCache
	persons senders
}

// staged counts what was put into the staging tables. Of the events, moves were no rows of their own; passed are rows that
// put nothing there.
type staged struct{ reports, events, moves, passed, refused, found int64 }

// NextFile tells that the rows that follow come from another file. What two files of one import both tell is taken once, as
// if they had come one after the other.
func (b *Batch) NextFile(string) error {
	b.file++
	return b.ctx.Err()
}

// AddReport stages a report that is a row of its own. SentAt may be zero: then the first event tells it.
func (b *Batch) AddReport(r data.Report) error { return b.addReport(r, false) }

// AddCase stages what an event's row says about its report, or a further report that one row stands for. It counts as no row
// of its own.
func (b *Batch) AddCase(r data.Report) error { return b.addReport(r, true) }

func (b *Batch) addReport(r data.Report, along bool) error {
	number, err := b.next(r.Number)
	if err != nil {
		return err
	}
	if !along {
		b.counts.reports++
	}
	salt, commitment := b.salts.commit(r.Address, r.Text)
	var sentAt, sentDate, lat, lon any
	if !r.SentAt.IsZero() {
		sentAt, sentDate = r.SentAt.UTC().Truncate(time.Microsecond), b.day.of(r.SentAt).day
	}
	if r.Located() {
		lat, lon = r.Lat, r.Lon
	}
	return b.tables.reports.AppendRow(b.line, along, number.code, short(r.Channel), short(r.Category), short(r.Area), text(r.Address),
		text(r.Text), searched(r.Number, r.Text, r.Address), text(salt), text(commitment), lat, lon, r.Private, sentAt, sentDate, short(r.Continues))
}

// AddEvent stages one event of the report with this number; Seq, Report and RecordedAt are the store's to give.
func (b *Batch) AddEvent(number string, e data.Event) error { return b.addEvent(number, e, false) }

// AddMove stages an event that the row of a report tells. It counts as no row of its own.
func (b *Batch) AddMove(number string, e data.Event) error {
	b.counts.moves++
	return b.addEvent(number, e, true)
}

// Pass counts a row that stands for nothing that is kept; it is one of those that changed nothing.
func (b *Batch) Pass() error {
	b.counts.passed++
	return b.tick()
}

func (b *Batch) addEvent(number string, e data.Event, along bool) error {
	report, err := b.next(number)
	if err != nil {
		return err
	}
	what, err := b.tables.whats.code(whatHappened{e.Kind, e.Stage, e.Activity})
	if err != nil {
		return err
	}
	who, err := b.tables.whos.code(whoActed{e.Unit, e.Actor, e.Role, e.Reason})
	if err != nil {
		return err
	}
	b.counts.events++
	commitment, err := b.addNote(e.Note)
	if err != nil {
		return err
	}
	happened, day := e.HappenedAt.UnixMicro(), b.day.of(e.HappenedAt)
	b.hash.add(hashedEvent{b.counts.events, report.line, what.line, who.line, commitment, happened, day.number})
	return b.tables.events.AppendRow(b.counts.events, along, b.file, report.code, what.code, who.code, happened, day.boxed)
}

// addNote stages the note of the event that was counted last, and returns its commitment.
func (b *Batch) addNote(note string) (string, error) {
	if note == "" {
		return "", nil
	}
	salt, commitment := b.salts.commit(note)
	return commitment, b.tables.notes.AppendRow(b.counts.events, note, salt, commitment)
}

// Refuse keeps a row that was not taken.
func (b *Batch) Refuse(r data.RefusedRow) error {
	if err := b.tick(); err != nil {
		return err
	}
	if r.Path == "" {
		return errNoKey
	}
	b.counts.refused++
	return b.tables.refused.AppendRow(r.Path, r.Line, r.Column, r.Value, string(r.Reason), r.Raw)
}

// Note keeps what was found odd.
func (b *Batch) Note(f data.Finding) error {
	b.counts.found++
	return b.tables.found.AppendRow(b.counts.found, string(f.Kind), f.Path, f.Line, f.Number, f.Field, f.Was, f.Told, max(1, f.Rows))
}

// next counts a row and returns the code of the report's number, which the row must have.
func (b *Batch) next(number string) (coded, error) {
	if err := b.tick(); err != nil {
		return coded{}, err
	}
	if number == "" {
		return coded{}, errNoKey
	}
	return b.tables.numbers.code(number)
}

// tick counts a row, and ends the import when it was cancelled.
func (b *Batch) tick() error {
	b.line++
	if b.line%1024 == 0 {
		return b.ctx.Err()
	}
	return nil
}

// errNoKey is a fault of the caller: rows without a report number are refused before they get here.
var errNoKey = errors.New("row without a report number or path")

// text is s as a column value: nothing rather than an empty text.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// dayCache computes local days; most rows of a file lie on the day of the row before.
type dayCache struct {
	zone       *time.Location
	from, till time.Time
	local      localDay
}

// localDay is a day of the local calendar: as midnight UTC, and as the number of days since 1970.
type localDay struct {
	day    time.Time
	number int32
	boxed  any // number as it travels
}

// of returns the local day of t.
func (c *dayCache) of(t time.Time) localDay {
	if t.Before(c.from) || !t.Before(c.till) {
		y, m, d := t.In(c.zone).Date()
		c.from = time.Date(y, m, d, 0, 0, 0, 0, c.zone)
		c.till = time.Date(y, m, d+1, 0, 0, 0, 0, c.zone)
		day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		number := int32(day.Unix() / 86400) //nolint:gosec // a day of the calendar
		c.local = localDay{day, number, number}
	}
	return c.local
}

// Import runs fill, which hands over rows, and takes them in as one transaction: reports, events, derived tables, refused
// rows, ledger entry. When fill or anything after it fails, or ctx ends, nothing has changed. Rows that were there already
// change nothing.
//
// The engine scans tables that the running transaction has filled on one thread only. Therefore everything that can be
// computed beforehand is computed in temporary tables before the transaction begins; no other writer runs meanwhile.
func (db *DB) Import(ctx context.Context, meta data.Import, fill func(b *Batch) error) (data.ImportResult, error) {
	m := merge{meta: meta, now: db.now()}
	began := time.Now()
	err := db.alone(ctx, func(conn *sql.Conn) error {
		defer dropTables(context.WithoutCancel(ctx), conn, slices.Concat(importTables, derivingTables))
		m.step = step{ctx, conn}
		if err := db.stage(&m, conn, fill); err != nil {
			return db.diskFull(err) // asked before dropping the tables gives the room free again
		}
		return db.inTxOn(ctx, conn, m.write)
	})
	m.result.Took = time.Since(began)
	switch {
	case errors.Is(err, errDryRun):
		m.result.ID = 0
		return m.result, nil
	case err != nil:
		return data.ImportResult{}, fmt.Errorf("import: %w", err)
	}
	db.keepHead(m.end)
	return m.result, nil
}

// stage lets fill write into the staging tables, and computes what can be computed from them.
func (db *DB) stage(m *merge, conn *sql.Conn, fill func(b *Batch) error) error {
	if err := m.begin(); err != nil {
		return err
	}
	b := &Batch{ctx: m.ctx, day: dayCache{zone: db.zone}, hash: newHashing(m.span, m.id, m.now)}
	if err := b.tables.fill(m.ctx, conn, func() error { return fill(b) }); err != nil {
		return err
	}
	m.counts, m.files, m.hash, m.persons = b.counts, b.file, b.hash, b.persons
	m.persons.key = func(tx *sql.Tx) ([]byte, error) { return db.importKey(m, tx) }
	return m.prepare()
}

// errDryRun makes the transaction of a dry run roll back.
var errDryRun = errors.New("dry run")
