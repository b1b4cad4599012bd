package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"tuntas/data"
)

// Batch takes in what one import brings. Its methods are called from one goroutine, by the function given to Import; rows
// go to staging tables and become reports and events together, or not at all.
type Batch struct {
	ctx     context.Context
	db      *DB
	reports *duckdb.Appender
	events  *duckdb.Appender
	refused *duckdb.Appender
	found   *duckdb.Appender
	salts   salts
	line    int64
	file    int32 // from which the rows come, from 1; 0 when nobody says
	counts  staged
	day     dayCache
}

// staged counts what was put into the staging tables. Of the events, moves were no rows of their own; passed are rows that
// put nothing there.
type staged struct{ reports, events, moves, passed, refused, found int64 }

const makeStagedReport = `CREATE TEMP TABLE staged_report (line BIGINT, along BOOLEAN, number VARCHAR, channel VARCHAR,
	category VARCHAR, area VARCHAR, address VARCHAR, text VARCHAR, words VARCHAR, salt VARCHAR, commitment VARCHAR, lat DOUBLE, lon DOUBLE,
	private BOOLEAN, sent_at TIMESTAMPTZ, sent_date DATE, continues VARCHAR)`

// nth counts the events from 1 in the order in which they arrive; those that came along were told by the row of a report.
const makeStagedEvent = `CREATE TEMP TABLE staged_event (nth BIGINT, along BOOLEAN, file INTEGER, number VARCHAR, kind VARCHAR, stage VARCHAR,
	activity VARCHAR, unit VARCHAR, actor VARCHAR, role VARCHAR, reason VARCHAR, note VARCHAR, salt VARCHAR, commitment VARCHAR,
	happened_at TIMESTAMPTZ, local_date DATE)`

const makeStagedRefusal = `CREATE TEMP TABLE staged_refusal (path VARCHAR, line BIGINT, field VARCHAR, value VARCHAR,
	reason VARCHAR, raw VARCHAR)`

const makeStagedFinding = `CREATE TEMP TABLE staged_finding (nth BIGINT, kind VARCHAR, path VARCHAR, line BIGINT, number VARCHAR,
	field VARCHAR, was VARCHAR, told VARCHAR, "rows" BIGINT)`

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
	if err := b.next(r.Number); err != nil {
		return err
	}
	if !along {
		b.counts.reports++
	}
	salt, commitment := b.salts.commit(r.Address, r.Text)
	var sentAt, sentDate, lat, lon any
	if !r.SentAt.IsZero() {
		sentAt, sentDate = r.SentAt.UTC().Truncate(time.Microsecond), b.day.of(r.SentAt)
	}
	if r.Located() {
		lat, lon = r.Lat, r.Lon
	}
	return b.reports.AppendRow(b.line, along, r.Number, text(r.Channel), text(r.Category), text(r.Area), text(r.Address),
		text(r.Text), searched(r.Number, r.Text, r.Address), text(salt), text(commitment), lat, lon, r.Private, sentAt, sentDate, text(r.Continues))
}

// AddEvent stages one event of the report with this number; Seq, Report and RecordedAt are the store's to give.
func (b *Batch) AddEvent(number string, e data.Event) error { return b.addEvent(number, e, false) }

// AddMove stages an event that the row of a report tells. It counts as no row of its own.
func (b *Batch) AddMove(number string, e data.Event) error { return b.addEvent(number, e, true) }

// Pass counts a row that was read and stands for nothing: it changes nothing.
func (b *Batch) Pass() error {
	b.counts.passed++
	return b.ctx.Err()
}

func (b *Batch) addEvent(number string, e data.Event, along bool) error {
	if err := b.next(number); err != nil {
		return err
	}
	b.counts.events++
	if along {
		b.counts.moves++
	}
	salt, commitment := b.salts.commit(e.Note)
	return b.events.AppendRow(b.counts.events, along, b.file, number, string(e.Kind), text(string(e.Stage)), text(e.Activity), text(e.Unit),
		text(e.Actor), text(string(e.Role)), text(e.Reason), text(e.Note), text(salt), text(commitment),
		e.HappenedAt.UTC().Truncate(time.Microsecond), b.day.of(e.HappenedAt))
}

// Refuse keeps a row that was not taken.
func (b *Batch) Refuse(r data.RefusedRow) error {
	if err := b.next(r.Path); err != nil {
		return err
	}
	b.counts.refused++
	return b.refused.AppendRow(r.Path, r.Line, r.Column, r.Value, string(r.Reason), r.Raw)
}

// Note keeps what was found odd.
func (b *Batch) Note(f data.Finding) error {
	b.counts.found++
	return b.found.AppendRow(b.counts.found, string(f.Kind), f.Path, f.Line, f.Number, f.Field, f.Was, f.Told, max(1, f.Rows))
}

// next counts a row, demands its key, and ends the import when it was cancelled.
func (b *Batch) next(key string) error {
	b.line++
	if key == "" {
		return errNoKey
	}
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
	day        time.Time
}

// of returns the local day of t as midnight UTC.
func (c *dayCache) of(t time.Time) time.Time {
	if t.Before(c.from) || !t.Before(c.till) {
		y, m, d := t.In(c.zone).Date()
		c.from = time.Date(y, m, d, 0, 0, 0, 0, c.zone)
		c.till = time.Date(y, m, d+1, 0, 0, 0, 0, c.zone)
		c.day = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return c.day
}

// Import runs fill, which hands over rows, and takes them in as one transaction: reports, events, derived tables, refused
// rows, ledger entry. When fill or anything after it fails, or ctx ends, nothing has changed. Rows that were there already
// change nothing.
func (db *DB) Import(ctx context.Context, meta data.Import, fill func(b *Batch) error) (data.ImportResult, error) {
	var result data.ImportResult
	var end Head
	began := time.Now()
	err := db.onConn(ctx, func(conn *sql.Conn, tx *sql.Tx) (err error) {
		b := &Batch{ctx: ctx, db: db, day: dayCache{zone: db.zone}}
		if err := b.stage(ctx, conn, tx, fill); err != nil {
			return err
		}
		m := merge{ctx: ctx, tx: tx, now: db.now(), counts: b.counts, files: b.file}
		if result, end, err = m.run(meta); err != nil {
			return err
		}
		if meta.DryRun {
			return errDryRun
		}
		return nil
	})
	result.Took = time.Since(began)
	switch {
	case errors.Is(err, errDryRun):
		result.ID = 0
		return result, nil
	case err != nil:
		return data.ImportResult{}, fmt.Errorf("import: %w", err)
	}
	db.keepHead(end)
	return result, nil
}

// errDryRun makes the transaction of a dry run roll back.
var errDryRun = errors.New("dry run")

// stage makes the staging tables and lets fill write into them.
func (b *Batch) stage(ctx context.Context, conn *sql.Conn, tx *sql.Tx, fill func(b *Batch) error) error {
	for _, query := range []string{makeStagedReport, makeStagedEvent, makeStagedRefusal, makeStagedFinding} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	return conn.Raw(func(raw any) (err error) {
		dc, ok := raw.(driver.Conn)
		if !ok {
			return fmt.Errorf("unexpected connection %T", raw)
		}
		defer func() { err = errors.Join(err, b.closeAppenders()) }()
		for _, a := range []struct {
			to    **duckdb.Appender
			table string
		}{{&b.reports, "staged_report"}, {&b.events, "staged_event"}, {&b.refused, "staged_refusal"}, {&b.found, "staged_finding"}} {
			if *a.to, err = duckdb.NewAppender(dc, "temp", "main", a.table); err != nil {
				return err
			}
		}
		return fill(b)
	})
}

func (b *Batch) closeAppenders() error {
	var errs []error
	for _, a := range []*duckdb.Appender{b.reports, b.events, b.refused, b.found} {
		if a != nil {
			errs = append(errs, a.Close())
		}
	}
	return errors.Join(errs...)
}
