package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// inTx runs fn in one transaction, alone among all writers, and commits when fn returns nil. This is the only place that
// commits: after a failed statement DuckDB's Commit returns nil although everything was rolled back, so fn must
// return its first error.
func (db *DB) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return db.onConn(ctx, func(_ *sql.Conn, tx *sql.Tx) error { return fn(tx) })
}

// onConn is inTx for work that also needs the connection itself, as the appender does.
func (db *DB) onConn(ctx context.Context, fn func(conn *sql.Conn, tx *sql.Tx) error) (err error) {
	db.write.Lock()
	defer db.write.Unlock()
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// Also when fn panics: a connection cannot be closed while its transaction is open.
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback())) }()
	if err := fn(conn, tx); err != nil {
		return db.diskFull(err) // asked before rolling back gives the room free again
	}
	if err := tx.Commit(); err != nil {
		return db.diskFull(fmt.Errorf("commit: %w", err))
	}
	return nil
}

// look runs fn in a transaction that sees the database as it is when it begins, beside writers, and keeps nothing.
func (db *DB) look(ctx context.Context, fn func(tx *sql.Tx) error) (err error) {
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
