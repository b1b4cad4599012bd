package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// lastEntry is the number of the ledger's last entry.
func lastEntry(ctx context.Context, q querier) (entry int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT coalesce(max(entry), $none) FROM ledger`, sql.Named("none", 0)).Scan(&entry)
	return entry, err
}

// restart begins DuckDB anew. A database in memory ends with its DuckDB; it stays broken rather than empty.
func (db *DB) restart(ctx context.Context) error {
	if db.path == "" {
		return data.ErrDamaged
	}
	db.words.drop()
	return db.engine.restart(ctx, db.sql)
}

// commitError is a commit that has reported an error. end is the ledger's last entry with the transaction.
type commitError struct {
	end   int64
	cause error
}

func (e *commitError) Error() string { return e.cause.Error() }
func (e *commitError) Unwrap() error { return e.cause }

// settle finds out what became of the transaction that ended with cause. A commit that reports an error may have been kept:
// the ledger tells, after a fatal error the one of a DuckDB begun anew, which knows only what is in the file. It returns nil
// when the transaction counted, cause when it did not, and an error that matches data.ErrUnsure when nobody can say. No
// connection of the caller may be open.
func (db *DB) settle(ctx context.Context, cause error) error {
	var end int64 // 0: the commit was not reached
	var failed *commitError
	if errors.As(cause, &failed) {
		end = failed.end
	}
	if fatal(cause) {
		if err := db.restart(ctx); err != nil {
			return unsettled(end, errors.Join(cause, err))
		}
	}
	if end == 0 {
		return cause
	}
	found, err := lastEntry(ctx, db.sql)
	switch {
	case err != nil:
		return unsettled(end, errors.Join(cause, err))
	case found > db.entry: // nobody else writes
		db.entry = found
		return nil
	case end == db.entry && fatal(cause): // it was to leave no entry by which it could be known
		return unsettled(end, cause)
	}
	return cause
}

func unsettled(end int64, cause error) error {
	if end == 0 {
		return cause
	}
	return fmt.Errorf("%w: %w", data.ErrUnsure, cause)
}

// revive begins DuckDB anew when a fatal error has ended it and nobody else has done so.
func (db *DB) revive(ctx context.Context) error {
	db.write.Lock()
	defer db.write.Unlock()
	if _, err := lastEntry(ctx, db.sql); !fatal(err) {
		return err
	}
	return db.restart(ctx)
}
