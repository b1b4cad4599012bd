package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"

	"tuntas/data"
)

// reader opens the file at path only to be looked at. It takes no lock of ours and changes nothing, also not the file's log;
// the file must belong to nobody else meanwhile. The caller closes it.
func reader(path string, o Options) (*DB, error) {
	db := newDB(path, o)
	db.readOnly = true
	if err := db.setZone(); err != nil {
		return nil, err
	}
	if err := checkName(path); err != nil {
		return nil, err
	}
	db.connect(readerDSN(path), readerSettings)
	return db, nil
}

// inspect looks at what lies at the path before anything may change it: the schema, the head of the ledger against the one
// kept outside, and a sample of the blocks. One that was not closed is looked at by a child.
func (db *DB) inspect(ctx context.Context, o Options) (err error) {
	if empty, err := isEmpty(db.path); err != nil || empty {
		return errors.Join(err, db.inspectNothing(o))
	}
	if db.unclean {
		if looked, err := apart(ctx, db.path, o); looked {
			db.lock.stays = errors.Is(err, errDied)
			return err
		}
	}
	return inspectFile(ctx, db.path, o)
}

// inspectFile looks at a database that is there.
func inspectFile(ctx context.Context, path string, o Options) (err error) {
	look, err := reader(path, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, look.Close()) }()
	version, err := look.schemaVersion(ctx)
	if err != nil {
		return look.atOpening(err)
	}
	steps, err := look.migrations()
	if err != nil || version == 0 {
		return err
	}
	if version > steps[len(steps)-1].version {
		return data.ErrNewerSchema
	}
	if err := look.compareHead(ctx, o); err != nil {
		return look.atOpening(err)
	}
	return look.atOpening(look.readSample(ctx))
}

// isEmpty tells whether there is no database yet.
func isEmpty(path string) (bool, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return err == nil && info.Size() == 0, err
}

// inspectNothing refuses to make a new database where an old one has left its log or its head.
func (db *DB) inspectNothing(o Options) error {
	if _, err := os.Stat(db.path + ".wal"); err == nil {
		return data.ErrDamaged
	}
	return judgeHead(db.keptHead(), Head{}, "", o)
}

// keptHead is KeptHead for an opening: a head that cannot be read is none.
func (db *DB) keptHead() Head {
	h, err := db.KeptHead()
	if err != nil {
		return Head{}
	}
	return h
}

func (db *DB) compareHead(ctx context.Context, o Options) error {
	kept := db.keptHead()
	end, err := db.Head(ctx)
	if err != nil || kept.Entry == 0 {
		return err
	}
	hash, err := hashOf(ctx, db.sql, kept.Entry)
	if err != nil {
		return err
	}
	return judgeHead(kept, end, hash, o)
}

// hashOf returns the hash of an entry of the ledger; empty when there is none.
func hashOf(ctx context.Context, q querier, entry int64) (hash string, err error) {
	err = q.QueryRowContext(ctx, `SELECT hash FROM ledger WHERE entry = $entry`, sql.Named("entry", entry)).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return hash, err
}

// judgeHead holds the head kept outside against the ledger, which ends with end and has hash at the kept head's entry.
func judgeHead(kept, end Head, hash string, o Options) error {
	switch {
	case o.AnyHead:
		return nil
	case kept.Entry > end.Entry:
		return fmt.Errorf("%w: entry %d of %d", data.ErrHistoryCut, end.Entry, kept.Entry)
	case kept.Hash != hash:
		return broken(kept.Entry)
	}
	return nil
}

// table is one table as the catalog describes it.
type table struct {
	name    string
	columns []column
	rows    int64 // as the catalog says
}

type column struct {
	name     string
	nullable bool
}

const allColumns = `SELECT t.table_name, t.estimated_size, c.column_name, c.is_nullable
	FROM duckdb_tables() t JOIN duckdb_columns() c ON c.table_oid = t.table_oid AND c.database_name = t.database_name
	WHERE t.database_name = coalesce($database, current_database()) AND NOT t.temporary AND NOT t.internal
	ORDER BY t.table_name, c.column_index`

// tables lists the tables of an attached database, with their columns in order; an empty name means the main one.
func tables(ctx context.Context, q querier, database string) (all []table, err error) {
	rows, err := q.QueryContext(ctx, allColumns, sql.Named("database", text(database)))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var t table
		var c column
		if err := rows.Scan(&t.name, &t.rows, &c.name, &c.nullable); err != nil {
			return nil, err
		}
		if n := len(all); n == 0 || all[n-1].name != t.name {
			all = append(all, t)
		}
		last := &all[len(all)-1]
		last.columns = append(last.columns, c)
	}
	return all, rows.Err()
}

// sampleRows is how many rows are read at each place of a sample.
const sampleRows = 500

// readSample reads some rows of each table whole: the last, and those at a place drawn by lot. A block is
// held against its checksum when it is read.
func (db *DB) readSample(ctx context.Context) error {
	all, err := tables(ctx, db.sql, "")
	if err != nil {
		return err
	}
	lot := rand.New(rand.NewPCG(uint64(db.clock().UnixNano()), 0)) //nolint:gosec // any places will do
	for _, t := range all {
		if t.rows == 0 {
			continue
		}
		for _, from := range []int64{lot.Int64N(t.rows), max(0, t.rows-sampleRows)} {
			if err := readRows(ctx, db.sql, t, from, from+sampleRows); err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
		}
	}
	return nil
}

// readRows reads every column of the rows from from to, not including, until.
func readRows(ctx context.Context, q querier, t table, from, until int64) error {
	query := "SELECT " + hashes(t.columns) + " FROM " + named(t.name) + " WHERE rowid >= $from AND rowid < $until"
	return readAll(ctx, q, len(t.columns), query, sql.Named("from", from), sql.Named("until", until))
}

// hashes is a list of one hash over each column: unlike a count, it has to read the values.
func hashes(columns []column) string {
	each := make([]string, len(columns))
	for i, c := range columns {
		each[i] = "bit_xor(hash(" + named(c.name) + "))"
	}
	return strings.Join(each, ", ")
}

// readAll runs a query with one row of n values and drops them.
func readAll(ctx context.Context, q querier, n int, query string, args ...any) error {
	values := make([]any, n)
	for i := range values {
		values[i] = new(any)
	}
	return q.QueryRowContext(ctx, query, args...).Scan(values...)
}
