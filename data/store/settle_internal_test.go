package store

import (
	"database/sql"
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"github.com/duckdb/duckdb-go/v2"

	"tuntas/data"
)

var errFatal = &duckdb.Error{Type: duckdb.ErrorTypeFatal, Msg: "database has been invalidated"}

// invalidating makes the next checkpoint of db end its DuckDB for good, after the commit was written. The DuckDB that is
// begun after that is a sound one.
func invalidating(t *testing.T, db *DB) {
	t.Helper()
	sound := db.engine.source
	db.engine.source += "&debug_checkpoint_abort=before_header&checkpoint_threshold=1KB"
	if err := db.restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	db.engine.source = sound
	db.commit = func(tx *sql.Tx) error {
		err := tx.Commit()
		if !fatal(err) {
			t.Errorf("the commit was to fail for good: %v", err)
		}
		return err
	}
}

// TestCommitHonesty gives one command whose commit ends in a fatal error, and looks what the store says, what is there, and
// whether work goes on.
func TestCommitHonesty(t *testing.T) {
	for _, tt := range []struct {
		name    string
		arrange func(t *testing.T, db *DB)
		counted bool
	}{
		{"a checkpoint that fails for good after the commit", invalidating, true},
		{"an error after the commit", func(_ *testing.T, db *DB) {
			db.commit = func(tx *sql.Tx) error { return errors.Join(tx.Commit(), errFatal) }
		}, true},
		{"an error instead of the commit", func(_ *testing.T, db *DB) {
			db.commit = func(tx *sql.Tx) error { return errors.Join(tx.Rollback(), errFatal) }
		}, false},
		{"an error that is not fatal, after the commit", func(_ *testing.T, db *DB) {
			db.commit = func(tx *sql.Tx) error { return errors.Join(tx.Commit(), errors.New("lost on the way")) }
		}, true},
		{"an error that is not fatal, instead of the commit", func(_ *testing.T, db *DB) {
			db.commit = func(tx *sql.Tx) error { return errors.Join(tx.Rollback(), errors.New("lost on the way")) }
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t, filepath.Join(t.TempDir(), "a.duckdb"))
			fillMany(t, db, 100)
			tt.arrange(t, db)
			c := data.Command{ID: "the one", Report: 1, Version: 5, Kind: data.Noted, Note: "n"}
			by := data.Staff{Name: "s", Role: data.Supervisor}
			err := db.Advance(t.Context(), c, by)
			db.commit = (*sql.Tx).Commit
			if (err == nil) != tt.counted || errors.Is(err, data.ErrUnsure) {
				t.Errorf("counted %v, but %v", tt.counted, err)
			}
			if _, h, err := db.Case(t.Context(), 1); err != nil || h.Has("the one") != tt.counted {
				t.Errorf("there: %v, %v", h.Has("the one"), err)
			}
			if err := db.Advance(t.Context(), c, by); err != nil {
				t.Errorf("a second try: %v", err)
			}
			if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Head.Entry != 2 || h.Ledger.Kept != h.Ledger.Head {
				t.Errorf("%+v", h)
			}
		})
	}
}

// TestUnsure has a transaction that leaves no entry in the ledger, so that nobody can say whether it counted.
func TestUnsure(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.duckdb"))
	fillMany(t, db, 3)
	db.commit = func(tx *sql.Tx) error { return errors.Join(tx.Commit(), errFatal) }
	err := db.inTx(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT INTO setting VALUES ($name, $value)", sql.Named("name", "a"), sql.Named("value", "b"))
		return err
	})
	if !errors.Is(err, data.ErrUnsure) {
		t.Errorf("got %v", err)
	}
}

// TestReadersOutliveRestart reads from several goroutines while DuckDB is ended and begun anew.
func TestReadersOutliveRestart(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.duckdb"))
	fillMany(t, db, 100)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, h, err := db.Case(t.Context(), 1); err != nil || len(h) < 5 {
					t.Errorf("%d events, %v", len(h), err)
					return
				}
			}
		})
	}
	for i := range 10 {
		if err := db.restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		note(t, db, i)
	}
	close(stop)
	readers.Wait()
}

// TestReadingRevives finds DuckDB ended for good, by reading only.
func TestReadingRevives(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.duckdb"))
	fillMany(t, db, 100)
	invalidating(t, db)
	if _, err := db.sql.Exec("INSERT INTO setting SELECT $name, $value FROM range($n)", sql.Named("name", "a"), sql.Named("value", "b"),
		sql.Named("n", 10_000)); !fatal(err) {
		t.Fatalf("not fatal: %v", err)
	}
	rows, err := db.QueryContext(t.Context(), "SELECT count(*) FROM event WHERE seq > $none", sql.Named("none", 0))
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if !rows.Next() || errors.Join(rows.Scan(&n), rows.Close()) != nil || n != 368 {
		t.Errorf("%d events", n)
	}
}

func TestSnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 10)
	if _, _, err := OpenSnapshot(t.Context(), path, "", Options{}); !errors.Is(err, data.ErrNoBackup) {
		t.Errorf("without a backup: %v", err)
	}
	made := backedUp(t, db, "")
	look, b, err := OpenSnapshot(t.Context(), path, "", Options{})
	if err != nil || b.Path != made.Path {
		t.Fatalf("%+v, %v", b, err)
	}
	defer closed(t, look)
	if n, err := look.Count(t.Context(), data.Filter{}); err != nil || n != 10 {
		t.Errorf("%d reports, %v", n, err)
	}
	c := data.Command{ID: "a", Report: 1, Version: 5, Kind: data.Noted, Note: "n"}
	if err := look.Advance(t.Context(), c, data.Staff{Name: "s", Role: data.Supervisor}); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("writing to it: %v", err)
	}
	if err := db.Advance(t.Context(), c, data.Staff{Name: "s", Role: data.Supervisor}); err != nil {
		t.Errorf("writing beside it: %v", err)
	}
}
