package store

import (
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"tuntas/data"
)

// TestTampering changes the closed file with DuckDB alone, as somebody would who knows it. An event that was changed is found
// by verifying; a ledger that was written anew from the change on, or cut, does not open against the head kept outside.
func TestTampering(t *testing.T) {
	one := sql.Named("one", 1)
	for _, tt := range []struct {
		name   string
		change func(tx *sql.Tx) error
		opens  error
		broken int64
	}{
		{"an old event changed", func(tx *sql.Tx) error {
			_, err := tx.Exec("UPDATE event SET actor = 'somebody else' WHERE seq = $one", one)
			return err
		}, nil, 1},
		{"an old event changed and the chain written anew", func(tx *sql.Tx) error {
			_, err := tx.Exec("UPDATE event SET actor = 'somebody else' WHERE seq = $one", one)
			return errors.Join(err, chainAnew(t, tx))
		}, data.ErrLedger, 3},
		{"the last event and its entry cut off", func(tx *sql.Tx) error {
			_, err := tx.Exec("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event) AND seq > $one", one)
			_, err2 := tx.Exec("DELETE FROM ledger WHERE entry = (SELECT max(entry) FROM ledger) AND entry > $one", one)
			return errors.Join(err, err2)
		}, data.ErrHistoryCut, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.duckdb")
			db := open(t, path)
			fillMany(t, db, 100)
			note(t, db, 0)
			note(t, db, 1)
			closed(t, db)
			alone(t, path, tt.change)
			db, err := Open(t.Context(), path, Options{})
			if tt.opens != nil {
				if !errors.Is(err, tt.opens) {
					t.Errorf("opening: %v; want %v", err, tt.opens)
				}
				db, err = OpenReadOnly(t.Context(), path, Options{})
			}
			if err != nil {
				t.Fatal(err)
			}
			defer closed(t, db)
			if h := verified(t, db, Head{}); h.Sound() || h.Ledger.Broken != tt.broken || (h.Ledger.Lost > 0) != (tt.broken == 0) {
				t.Errorf("%+v", h.Ledger)
			}
		})
	}
}

// alone changes a closed file with DuckDB and nothing of ours.
func alone(t *testing.T, path string, change func(tx *sql.Tx) error) {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(change(tx), tx.Commit()); err != nil {
		t.Fatal(err)
	}
}

// chainAnew writes the whole ledger again over what the tables hold now.
func chainAnew(t *testing.T, tx *sql.Tx) error {
	t.Helper()
	rows, err := tx.Query("SELECT cause, first_seq, last_seq, first_report, last_report, committed_at FROM ledger WHERE entry > $none ORDER BY entry", sql.Named("none", 0))
	if err != nil {
		return err
	}
	type line struct {
		cause string
		span  span
		at    time.Time
	}
	var all []line
	for rows.Next() {
		var l line
		if err := rows.Scan(&l.cause, &l.span.firstSeq, &l.span.lastSeq, &l.span.firstReport, &l.span.lastReport, &l.at); err != nil {
			return err
		}
		all = append(all, l)
	}
	_, err = tx.Exec("DELETE FROM ledger WHERE entry > $none", sql.Named("none", 0))
	for _, l := range all {
		_, err2 := addEntry(t.Context(), tx, l.cause, l.span, l.at)
		err = errors.Join(err, err2)
	}
	return errors.Join(err, rows.Err(), rows.Close())
}
