package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// inTx runs fn in one transaction, alone among all writers, and commits when fn returns nil. This is the only place that
// begins and commits: after a failed statement DuckDB's Commit returns nil although everything was rolled back, so fn must
// return its first error.
func (db *DB) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return db.onConn(ctx, func(_ *sql.Conn, tx *sql.Tx) error { return fn(tx) })
}

// onConn is inTx for work that also needs the connection itself, as the appender does.
func (db *DB) onConn(ctx context.Context, fn func(conn *sql.Conn, tx *sql.Tx) error) error {
	if db.readOnly {
		return data.ErrReadOnly
	}
	db.write.Lock()
	defer db.write.Unlock()
	conn, tx, err := db.begin(ctx)
	if err != nil {
		return err
	}
	end, err := db.finish(ctx, conn, tx, fn)
	if err != nil {
		return db.settle(context.WithoutCancel(ctx), end, err)
	}
	db.entry = end
	return nil
}

// begin begins a transaction, after a fatal error on a DuckDB begun anew.
func (db *DB) begin(ctx context.Context) (conn *sql.Conn, tx *sql.Tx, err error) {
	conn, tx, err = db.tryBegin(ctx)
	if !fatal(err) {
		return conn, tx, db.diskFull(err)
	}
	if err := db.restart(ctx); err != nil {
		return nil, nil, db.diskFull(err)
	}
	return db.tryBegin(ctx)
}

func (db *DB) tryBegin(ctx context.Context) (*sql.Conn, *sql.Tx, error) {
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return nil, nil, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, nil, errors.Join(err, conn.Close())
	}
	return conn, tx, nil
}

// finish runs fn and commits. end is the last entry that the ledger has with the transaction; 0 when it was not to be
// committed at all.
func (db *DB) finish(ctx context.Context, conn *sql.Conn, tx *sql.Tx, fn func(conn *sql.Conn, tx *sql.Tx) error) (end int64, err error) {
	// Also when fn panics: a connection cannot be closed while its transaction is open.
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback()), conn.Close()) }()
	if err := fn(conn, tx); err != nil {
		return 0, db.diskFull(err) // asked before rolling back gives the room free again
	}
	if end, err = lastEntry(ctx, tx); err != nil {
		return 0, db.diskFull(err)
	}
	if err := db.commit(tx); err != nil {
		return end, db.diskFull(fmt.Errorf("commit: %w", err))
	}
	return end, nil
}

// inSnapshot runs fn on what is committed now, beside the writer, and takes back whatever fn changes.
func (db *DB) inSnapshot(ctx context.Context, fn func(tx *sql.Tx) error) (err error) {
	conn, tx, err := db.tryBegin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback()), conn.Close()) }()
	return fn(tx)
}

// ignoreDone drops the error of rolling back what was committed, or what a cancelled context has rolled back already.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
