package store

import (
	"database/sql"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
)

func open(t *testing.T, path string) *DB {
	t.Helper()
	db, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func fill(t *testing.T, db *DB) {
	t.Helper()
	_, err := db.Import(t.Context(), data.Import{}, func(b *Batch) error {
		at := db.now()
		return errors.Join(b.AddReport(data.Report{Number: "JK1", SentAt: at, Text: "x"}),
			b.AddEvent("JK1", data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: at, Note: "n"}),
			b.AddEvent("JK1", data.Event{Kind: data.Submitted, Stage: data.Validation, HappenedAt: at}))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	if _, err := db.sql.Exec("UPDATE schema_migration SET version = $v", sql.Named("v", 999)); err != nil {
		t.Fatal(err)
	}
	closed(t, db)
	before := filesOf(t, path)
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, data.ErrNewerSchema) {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(before, filesOf(t, path)); diff != "" {
		t.Error("the refusal has changed the file")
	}
}

func TestLedgerFindsChanges(t *testing.T) {
	for name, change := range map[string]string{
		"a time":         "UPDATE event SET happened_at = happened_at + INTERVAL 1 HOUR WHERE seq = $one",
		"a kind":         "UPDATE event SET kind = 'accepted' WHERE seq = $one",
		"a category":     "UPDATE report SET category = 'Pohon' WHERE id = $one",
		"an event gone":  "DELETE FROM event WHERE seq = $one",
		"an event more":  "INSERT INTO event SELECT 99, * EXCLUDE (seq) FROM event WHERE seq = $one",
		"an entry":       "UPDATE ledger SET cause = 'nothing' WHERE entry = $one",
		"the entry gone": "DELETE FROM ledger WHERE entry = $one",
	} {
		t.Run(name, func(t *testing.T) {
			db := open(t, "")
			fill(t, db)
			head, err := db.Head(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if err := db.VerifyLedger(t.Context(), head); err != nil {
				t.Fatal(err)
			}
			if _, err := db.sql.Exec(change, sql.Named("one", 1)); err != nil {
				t.Fatal(err)
			}
			if err := db.VerifyLedger(t.Context(), head); !errors.Is(err, data.ErrLedger) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestLedgerOutlivesErasure(t *testing.T) {
	db := open(t, "")
	fill(t, db)
	for _, q := range []string{
		"UPDATE report SET text = NULL, address = NULL, salt = NULL WHERE id = $one", "UPDATE event SET note = NULL, salt = NULL WHERE seq >= $one",
	} {
		if _, err := db.sql.Exec(q, sql.Named("one", 1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.VerifyLedger(t.Context(), Head{}); err != nil {
		t.Error(err)
	}
}

// TestOneWinner lets many accept the same version: the engine's own version check must not be answered from stale
// statistics.
func TestOneWinner(t *testing.T) {
	for range Rounds(20, 600) {
		db := open(t, "")
		fill(t, db)
		var won atomic.Int32
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				c := data.Command{ID: string(rune('a' + i)), Report: 1, Version: 2, Kind: data.Accepted}
				switch err := db.Advance(t.Context(), c, data.Staff{Name: "v", Role: data.Validator}); {
				case err == nil:
					won.Add(1)
				case !errors.Is(err, data.ErrConflict):
					t.Error(err)
				}
			})
		}
		all.Wait()
		if won.Load() != 1 {
			t.Fatalf("%d winners", won.Load())
		}
		closed(t, db)
	}
}

func TestFailedStatementIsNoSuccess(t *testing.T) {
	db := open(t, "")
	err := db.inTx(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT INTO nowhere VALUES ($one)", sql.Named("one", 1))
		return err
	})
	if err == nil {
		t.Error("no error")
	}
}

func TestPanicLeavesTheStoreUsable(t *testing.T) {
	db := open(t, "")
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = db.inTx(t.Context(), func(*sql.Tx) error { panic("bug") })
	}()
	fill(t, db)
}

func TestOutsideIsLocked(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.duckdb"))
	for _, q := range []string{
		"SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM glob('/*')", "COPY event TO '/dev/null'", "ATTACH '/tmp/x.duckdb' AS x",
		"INSTALL httpfs", "SET enable_external_access=true", "SET TimeZone='Asia/Tokyo'",
	} {
		if _, err := db.sql.Exec(q); err == nil {
			t.Errorf("%s was allowed", q)
		}
	}
}

func TestOutOfMemoryIsNamed(t *testing.T) {
	db := open(t, "")
	rows, err := db.QueryContext(t.Context(), "SELECT sum(length(l)) FROM (SELECT list(i::VARCHAR || $pad) AS l FROM range($n) r(i))",
		sql.Named("pad", "a text that is long enough to be kept apart from its column"), sql.Named("n", 60_000_000))
	if err == nil {
		for rows.Next() { // an error may also come with the rows
		}
		err = db.damaged(errors.Join(rows.Err(), rows.Close()))
	}
	if !errors.Is(err, data.ErrOutOfMemory) {
		t.Errorf("got %v", err)
	}
}

// TestCuts cuts the order of a release into slices that stand in it and leave no gap.
func TestCuts(t *testing.T) {
	for n, want := range map[int64]int{0: 1, 1: 1, caseSlice: 1, caseSlice + 1: 2, 3 * caseSlice: 3, 1_400_000: 6} {
		all := cuts(n, caseSlice)
		if len(all) != want || all[0][0] != 0 || all[want-1][1] != lastPlace {
			t.Errorf("%d reports: %v, want %d slices", n, all, want)
		}
		for i := 1; i < len(all); i++ {
			if all[i][0] != all[i-1][1]+1 || all[i][1] < all[i][0] {
				t.Errorf("%d reports: %v does not go on at %d", n, all, i)
			}
		}
	}
}
