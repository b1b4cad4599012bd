package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// inTx runs fn in one transaction, alone among all writers, and commits when fn returns nil.
func (db *DB) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return db.onConn(ctx, func(_ *sql.Conn, tx *sql.Tx) error { return fn(tx) })
}

// onConn is inTx for work that also needs the connection itself, as the appender does.
func (db *DB) onConn(ctx context.Context, fn func(conn *sql.Conn, tx *sql.Tx) error) error {
	return db.alone(ctx, func(conn *sql.Conn) error {
		return db.inTxOn(ctx, conn, func(tx *sql.Tx) error { return fn(conn, tx) })
	})
}

// alone runs fn with a connection of its own, alone among all writers. What fn does beside a transaction of inTxOn must touch
// temporary tables only. When a commit within fn reports an error, alone finds out whether it counted: see settle.
func (db *DB) alone(ctx context.Context, fn func(conn *sql.Conn) error) error {
	if db.readOnly {
		return data.ErrReadOnly
	}
	db.write.Lock()
	defer db.write.Unlock()
	conn, err := db.conn(ctx)
	if err != nil {
		return db.diskFull(err)
	}
	return db.settle(context.WithoutCancel(ctx), closing(conn, fn))
}

// closing runs fn and closes conn, also when fn panics.
func closing(conn *sql.Conn, fn func(conn *sql.Conn) error) (err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	return fn(conn)
}

// conn returns a connection on which DuckDB answers, after a fatal error that of a DuckDB begun anew.
func (db *DB) conn(ctx context.Context) (*sql.Conn, error) {
	conn, err := db.answering(ctx)
	if !fatal(err) {
		return conn, err
	}
	if err := db.restart(ctx); err != nil {
		return nil, err
	}
	return db.answering(ctx)
}

func (db *DB) answering(ctx context.Context) (*sql.Conn, error) {
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT 1"); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// inTxOn runs fn in one transaction and commits when fn returns nil.
func (db *DB) inTxOn(ctx context.Context, conn *sql.Conn, fn func(tx *sql.Tx) error) error {
	defer db.writes.Add(1)
	return db.inQuietTxOn(ctx, conn, fn)
}

// inQuietTxOn is inTxOn for what changes no answer. This is the only place that begins and commits: after a failed statement
// DuckDB's Commit returns nil although everything was rolled back, so fn must return its first error.
func (db *DB) inQuietTxOn(ctx context.Context, conn *sql.Conn, fn func(tx *sql.Tx) error) (err error) {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// Also when fn panics: a connection cannot be closed while its transaction is open.
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback())) }()
	if err := fn(tx); err != nil {
		return db.diskFull(err) // asked before rolling back gives the room free again
	}
	end, err := lastEntry(ctx, tx)
	if err != nil {
		return db.diskFull(err)
	}
	if err := db.commit(tx); err != nil {
		return &commitError{end, db.diskFull(fmt.Errorf("commit: %w", err))}
	}
	db.entry = end
	return nil
}

// Writes is how many transactions have ended since the database was opened that may have changed an answer: while it stays
// the same, so do all answers.
func (db *DB) Writes() int64 { return db.writes.Load() }

// inSnapshot runs fn on what is committed now, beside the writer, and takes back whatever fn changes.
func (db *DB) inSnapshot(ctx context.Context, fn func(tx *sql.Tx) error) (err error) {
	tx, err := db.sql.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback())) }()
	return fn(tx)
}

// ignoreDone drops the error of rolling back what was committed, or what a cancelled context has rolled back already.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
