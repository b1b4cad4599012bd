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
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"tuntas/data"
)

// DB is an open database. Its methods may be called from several goroutines.
type DB struct {
	path     string // empty: in memory
	zone     *time.Location
	clock    func() time.Time
	working  func(day time.Time) bool
	sql      *sql.DB
	engine   *engine
	lock     *fileLock
	made     bool // the file was not there before
	unclean  bool // nobody has closed it before, or its log is still there
	readOnly bool // a backup that is looked at
	write    sync.Mutex
	writes   atomic.Int64        // commits that were tried since the database was opened
	copying  sync.Mutex          // one backup at a time
	entry    int64               // the last entry of the ledger that is known to be committed; guarded by write
	commit   func(*sql.Tx) error // how a transaction ends
	steps    []migration         // of the schema; nil means those that are embedded
	keyring  Keyring             // nil: keys lie in files
	keys     map[string][]byte   // those that were asked for; guarded by write
	remembered
}

// remembered is what is kept in memory because it is asked again and again.
type remembered struct {
	words wordIndex  // of the reports
	parts partCounts // of lists that were looked at far down
	items itemWords  // of all checklists
}

// Options says how a database is opened. The zero value takes Asia/Jakarta and the machine's clock.
type Options struct {
	Zone  *time.Location   // the local calendar, by which dates are stored when a row is written
	Clock func() time.Time // asked for every instant that is recorded
	// Working says on which local days, given as midnight UTC, offices work: deadlines in working days ask it. Nil: on all.
	Working func(day time.Time) bool

	// AnyHead opens the database also when its history is shorter than the head kept beside it, or another: somebody has
	// decided to go on with what there is. The kept head is then the one of this history.
	AnyHead bool

	// Keyring keeps the key to the persons. Nil, or one that does not answer, puts it into a private file beside the database.
	Keyring Keyring

	steps []migration // for tests: the steps of the schema
}

// Open opens the database in the file at path and brings its tables up to date; a missing file is made, with its folder.
// An empty path opens a database in memory. What is there is looked at before anything may change it. Open returns an error
// that matches data.ErrInUse (see data.InUseError), data.ErrNewerSchema, data.ErrNotDatabase, data.ErrDamaged,
// data.ErrHistoryCut, data.ErrLedger or data.ErrCannotWrite; then the file and its log are as they were.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	db := newDB(path, o)
	if err := db.open(ctx, o); err != nil {
		return nil, errors.Join(data.About(path, err), db.discard())
	}
	return db, nil
}

func newDB(path string, o Options) *DB {
	db := &DB{path: path, zone: o.Zone, clock: o.Clock, working: o.Working, commit: (*sql.Tx).Commit, steps: o.steps, keyring: o.Keyring,
		keys: map[string][]byte{}}
	if db.clock == nil {
		db.clock = time.Now
	}
	return db
}

func (db *DB) open(ctx context.Context, o Options) error {
	if err := db.setZone(); err != nil {
		return err
	}
	if db.path != "" {
		if err := db.prepareFile(); err != nil {
			return err
		}
		if err := db.inspect(ctx, o); err != nil {
			return err
		}
		_, err := os.Lstat(db.path)
		db.made = errors.Is(err, os.ErrNotExist) // not before: what an old database has left must stay
	}
	db.connect(dsn(db.path), db.settings())
	if err := db.migrate(ctx); err != nil {
		return db.diskFull(err)
	}
	return db.begun(ctx, o)
}

func (db *DB) setZone() (err error) {
	if db.zone == nil {
		db.zone, err = time.LoadLocation("Asia/Jakarta")
	}
	return err
}

// settings let DuckDB reach the folder of the backups.
func (db *DB) settings() []string {
	if db.path == "" {
		return writerSettings()
	}
	return writerSettings(backupFolder(db.path))
}

// connect makes the pool; DuckDB begins with its first connection.
func (db *DB) connect(source string, settings []string) {
	db.engine = &engine{source: source, settings: settings}
	db.sql = sql.OpenDB(db.engine)
	db.sql.SetMaxIdleConns(idleConnections)
}

// begun notes where the ledger ends.
func (db *DB) begun(ctx context.Context, o Options) error {
	end, err := db.Head(ctx)
	if err != nil {
		return err
	}
	db.entry = end.Entry
	if err := db.learnItems(ctx); err != nil {
		return err
	}
	if o.AnyHead && end.Entry > 0 {
		db.keepHead(end)
	}
	if db.lock != nil {
		if err := db.replay(ctx); err != nil {
			return err
		}
	}
	return private(db.path)
}

// private takes the file from everybody but its owner; DuckDB makes it readable for all.
func private(path string) error {
	if path == "" {
		return nil
	}
	return os.Chmod(path, 0o600)
}

// prepareFile makes the folder and takes the lock before anything touches the database itself, and looks whether it is one.
func (db *DB) prepareFile() error {
	if err := db.prepareFolder(); err != nil {
		return err
	}
	return checkMagic(db.path)
}

// prepareFolder makes the folder and takes the lock.
func (db *DB) prepareFolder() error {
	if err := checkName(db.path); err != nil {
		return err
	}
	folder := filepath.Dir(db.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return cannotWrite(folder, err)
	}
	db.unclean = unclean(db.path)
	lock, err := takeLock(db.path, db.clock())
	if err != nil {
		return err
	}
	db.lock = lock
	return nil
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
	head := make([]byte, 20) // a checksum of 8 bytes, the magic, the version of the storage
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return nil // an empty file becomes a database
	case n < 12 || string(head[8:12]) != "DUCK":
		return data.ErrNotDatabase
	case err != nil:
		return data.ErrDamaged
	case binary.LittleEndian.Uint64(head[12:]) > newestStorage:
		return data.ErrNewerSchema
	}
	return nil
}

// newestStorage is the highest storage version that DuckDB 1.5 reads.
const newestStorage = 68

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
	if db.engine != nil {
		errs = append(errs, db.engine.end())
		db.engine = nil
	}
	return errors.Join(errs...)
}

// Remove deletes the database at path, which must be closed, with everything that the store keeps beside it. The album of
// photos beside it is not the store's and stays.
func Remove(path string) error {
	var errs []error
	for _, name := range []string{path, path + ".wal", path + ".head", path + ".lock", path + ".tmp", erasuresPath(path), unfinishedPath(path)} {
		if err := os.RemoveAll(name); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Path returns the file of the database; empty when it lives in memory.
func (db *DB) Path() string { return db.path }

// ReadOnly tells whether methods that write return data.ErrReadOnly: a backup is looked at.
func (db *DB) ReadOnly() bool { return db.readOnly }

// Zone returns the zone of the local calendar.
func (db *DB) Zone() *time.Location { return db.zone }

// Query runs a reading statement for package analytics and gives its rows; the caller closes them.
func (db *DB) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	rows, err := db.sql.QueryContext(ctx, query, args...)
	if fatal(err) {
		if err := db.revive(ctx); err != nil {
			return nil, err
		}
		rows, err = db.sql.QueryContext(ctx, query, args...)
	}
	return rows, db.damaged(err)
}

// PrepareContext prepares a statement without running it, so that a test can check every query against the schema.
func (db *DB) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	return db.sql.PrepareContext(ctx, query)
}

// Now returns the instant of the database's clock, as it would be recorded.
func (db *DB) Now() time.Time { return db.now() }

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
