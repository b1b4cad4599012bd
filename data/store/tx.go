package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// inTx runs fn in one transaction, alone among all writers, and commits when fn returns nil.
func (db *DB) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return db.onConn(ctx, func(conn *sql.Conn) error { return inTxOn(ctx, conn, fn) })
}

// onConn runs fn with a connection of its own, alone among all writers. What fn does beside a transaction of inTxOn must
// touch temporary tables only.
func (db *DB) onConn(ctx context.Context, fn func(conn *sql.Conn) error) (err error) {
	db.write.Lock()
	defer db.write.Unlock()
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return db.diskFull(fn(conn))
}

// inTxOn runs fn in one transaction and commits when fn returns nil. This is the only place that begins and commits: after
// a failed statement DuckDB's Commit returns nil although everything was rolled back, so fn must return its first error.
func inTxOn(ctx context.Context, conn *sql.Conn, fn func(tx *sql.Tx) error) (err error) {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// Also when fn panics: a connection cannot be closed while its transaction is open.
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback())) }()
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// ignoreDone drops the error of rolling back what was committed, or what a cancelled context has rolled back already.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
