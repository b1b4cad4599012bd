package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
// temporary tables only.
func (db *DB) alone(ctx context.Context, fn func(conn *sql.Conn) error) (err error) {
	db.write.Lock()
	defer db.write.Unlock()
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return fn(conn)
}

// inTxOn runs fn in one transaction and commits when fn returns nil. This is the only place that begins and commits: after
// a failed statement DuckDB's Commit returns nil although everything was rolled back, so fn must return its first error.
func (db *DB) inTxOn(ctx context.Context, conn *sql.Conn, fn func(tx *sql.Tx) error) (err error) {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// Also when fn panics: a connection cannot be closed while its transaction is open.
	defer func() { err = errors.Join(err, ignoreDone(tx.Rollback())) }()
	if err := fn(tx); err != nil {
		return db.diskFull(err) // asked before rolling back gives the room free again
	}
	if err := tx.Commit(); err != nil {
		return db.diskFull(fmt.Errorf("commit: %w", err))
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
