// Package store keeps reports, their events and everything derived from them in one DuckDB file. It is the only package
// that knows the driver. It knows tables, transactions, the lock, the ledger and migrations. It refuses to know which move
// is allowed (it asks package data), what files look like from outside, and how anything is counted or shown.
//
// An exported method that writes is one transaction; the unexported function beneath is the work and neither begins nor
// commits. One write runs at a time. Every value in a statement is a parameter, also those that never change: DuckDB 1.5
// answers a prepared statement without parameters from stale statistics.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"tuntas/data"
)

// DB is an open database. Its methods may be called from several goroutines.
type DB struct {
	path      string // empty: in memory
	zone      *time.Location
	clock     func() time.Time
	sql       *sql.DB
	connector *duckdb.Connector
	lock      *fileLock
	made      bool // the file was not there before
	write     sync.Mutex
}

// Options says how a database is opened. The zero value takes Asia/Jakarta and the machine's clock.
type Options struct {
	Zone  *time.Location   // the local calendar, by which dates are stored when a row is written
	Clock func() time.Time // asked for every instant that is recorded
}

// Open opens the database in the file at path and brings its tables up to date; a missing file is made, with its folder.
// An empty path opens a database in memory. It returns an error that matches data.ErrInUse (see data.InUseError),
// data.ErrNewerSchema, data.ErrNotDatabase or data.ErrCannotWrite.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	db := &DB{path: path, zone: o.Zone, clock: o.Clock}
	if db.clock == nil {
		db.clock = time.Now
	}
	if err := db.open(ctx); err != nil {
		return nil, errors.Join(data.About(path, err), db.discard())
	}
	return db, nil
}

func (db *DB) open(ctx context.Context) (err error) {
	if db.zone == nil {
		if db.zone, err = time.LoadLocation("Asia/Jakarta"); err != nil {
			return err
		}
	}
	if db.path != "" {
		if err := db.prepareFile(); err != nil {
			return err
		}
	}
	if db.connector, err = duckdb.NewConnector(dsn(db.path), nil); err != nil {
		return db.diskFull(db.notDatabase(err))
	}
	db.sql = sql.OpenDB(db.connector)
	if err := db.configure(ctx); err != nil {
		return err
	}
	return db.migrate(ctx)
}

// prepareFile makes the folder and takes the lock before anything touches the database itself.
func (db *DB) prepareFile() error {
	if err := checkName(db.path); err != nil {
		return err
	}
	folder := filepath.Dir(db.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return cannotWrite(folder, err)
	}
	lock, err := takeLock(db.path, db.clock())
	if err != nil {
		return err
	}
	db.lock = lock
	_, err = os.Lstat(db.path)
	db.made = errors.Is(err, os.ErrNotExist)
	return checkMagic(db.path)
}

// checkMagic refuses a file that is no DuckDB database, and leaves it as it is: DuckDB itself opens a CSV file as one. It is
// called under the lock and before the engine has the file; later any reading of it would drop the engine's own lock.
func checkMagic(path string) (err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // the database that the person has named
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cannotWrite(path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	head := make([]byte, 12) // a checksum of 8 bytes, then the magic
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return nil // an empty file becomes a database
	}
	if string(head[min(n, 8):n]) != "DUCK" {
		return data.ErrNotDatabase
	}
	return nil
}

// discard closes a database that could not be opened. A file that was made just now goes away again.
func (db *DB) discard() error {
	errs := []error{db.disconnect()}
	if db.made {
		for _, name := range []string{db.path, db.path + ".wal"} {
			if err := os.Remove(name); !errors.Is(err, os.ErrNotExist) {
				errs = append(errs, err)
			}
		}
	}
	return errors.Join(append(errs, db.Close())...)
}

// Close ends all connections, writes what is pending into the file and gives the lock back. A second Close does nothing.
func (db *DB) Close() error {
	errs := []error{db.disconnect()}
	if db.lock != nil {
		errs = append(errs, db.lock.release())
		db.lock = nil
	}
	return errors.Join(errs...)
}

// disconnect gives the file back to the system; the lock stays.
func (db *DB) disconnect() error {
	var errs []error
	if db.sql != nil {
		errs = append(errs, db.sql.Close())
		db.sql = nil
	}
	if db.connector != nil {
		errs = append(errs, db.connector.Close())
		db.connector = nil
	}
	return errors.Join(errs...)
}

// Remove deletes the database at path, which must be closed, with everything that the store keeps beside it. The album of
// photos beside it is not the store's and stays.
func Remove(path string) error {
	var errs []error
	for _, name := range []string{path, path + ".wal", path + ".head", path + ".lock", path + ".tmp"} {
		if err := os.RemoveAll(name); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Path returns the file of the database; empty when it lives in memory.
func (db *DB) Path() string { return db.path }

// Zone returns the zone of the local calendar.
func (db *DB) Zone() *time.Location { return db.zone }

// Query runs a reading statement for package analytics and gives its rows; the caller closes them.
func (db *DB) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	rows, err := db.sql.QueryContext(ctx, query, args...)
	return rows, db.damaged(err)
}

// PrepareContext prepares a statement without running it, so that a test can check every query against the schema.
func (db *DB) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	return db.sql.PrepareContext(ctx, query)
}

func (db *DB) now() time.Time { return db.clock().UTC().Truncate(time.Microsecond) }

// localDate returns the day of t in the database's calendar, as midnight UTC: the form in which a DATE travels.
func (db *DB) localDate(t time.Time) time.Time {
	y, m, d := t.In(db.zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// cannotWrite turns a file error into the field's words, keeping its cause for the log.
func cannotWrite(path string, err error) error {
	return data.About(path, fmt.Errorf("%w: %w", data.ErrCannotWrite, err))
}
