package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
)

// released are the migrations of schemas that have left the house: their texts never change again.
var released = map[string]string{
	"0001_first": "988672a05ee83482ab1d09c5c3ab1c3e8b09578bd73b26dadcc3448e8dff9372",
}

func TestReleasedMigrationsStay(t *testing.T) {
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for _, m := range steps {
		if m.version <= last {
			t.Errorf("%s follows number %d", m.name, last)
		}
		last = m.version
		sum := sha256.Sum256([]byte(m.text))
		if want, ok := released[m.name]; ok && hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s was released with another text; add a migration instead", m.name)
		}
	}
}

const oldReport = `INSERT INTO report (id, number, category, text, words, salt, commitment, private, sent_at, sent_date, implied, recorded_at)
	VALUES (1, 'JK1', 'Jalan', 'lubang', 'jk1 lubang', 'ab', 'cd', false, TIMESTAMPTZ '2026-03-01 01:00:00+00', DATE '2026-03-01', false,
		TIMESTAMPTZ '2026-03-02 01:00:00+00')`

const oldEvents = `INSERT INTO event (seq, report_id, kind, stage, actor, happened_at, local_date, recorded_at)
	VALUES (1, 1, 'received', 'waiting', NULL, TIMESTAMPTZ '2026-03-01 01:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-02 01:00:00+00'),
		(2, 1, 'submitted', 'validation', 'o', TIMESTAMPTZ '2026-03-01 02:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-02 01:00:00+00')`

const oldImport = `INSERT INTO import VALUES (1, 'event-log', ['a.csv'], 2, 2, 0, 0, 0, 1, 2, TIMESTAMPTZ '2026-03-02 01:00:00+00')`

const oldVisit = `INSERT INTO visit (report_id, seq, stage, pass, entered_at, left_at, seconds, entered_date, left_date, next_stage, category,
		sent_at, sent_date)
	VALUES (1, 1, 'waiting', 1, TIMESTAMPTZ '2026-03-01 01:00:00+00', TIMESTAMPTZ '2026-03-01 02:00:00+00', 3600, DATE '2026-03-01',
		DATE '2026-03-01', 'validation', 'Jalan', TIMESTAMPTZ '2026-03-01 01:00:00+00', DATE '2026-03-01')`

const oldCurrent = `INSERT INTO report_current (report_id, number, version, seq, stage, pass, since, since_date, last_at, category, sent_at, sent_date)
	VALUES (1, 'JK1', 2, 2, 'validation', 1, TIMESTAMPTZ '2026-03-01 02:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-01 02:00:00+00',
		'Jalan', TIMESTAMPTZ '2026-03-01 01:00:00+00', DATE '2026-03-01')`

const oldEntry = `INSERT INTO ledger VALUES (1, 'import 1', 1, 2, 1, 1, $sum, '', $hash, TIMESTAMPTZ '2026-03-02 01:00:00+00')`

// oldHashes are the hashes that the ledger has for the old report and its events.
func oldHashes(t *testing.T) (sum string, end Head) {
	t.Helper()
	db := open(t, "")
	err := db.inTx(t.Context(), func(tx *sql.Tx) (err error) {
		for _, q := range []string{oldReport, oldEvents} {
			if _, err := tx.Exec(q); err != nil {
				return err
			}
		}
		if end, err = addEntry(t.Context(), tx, "import 1", span{1, 2, 1, 1}, time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)); err != nil {
			return err
		}
		return tx.QueryRow("SELECT data_hash FROM ledger WHERE entry = $one", sql.Named("one", 1)).Scan(&sum)
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum, end
}

// oldSchema makes a database of schema 0001 with one report, by SQL alone.
func oldSchema(t *testing.T) string {
	t.Helper()
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	sum, end := oldHashes(t)
	path := filepath.Join(t.TempDir(), "old.duckdb")
	db, err := Open(t.Context(), path, Options{steps: steps[:1]})
	if err != nil {
		t.Fatal(err)
	}
	err = db.inTx(t.Context(), func(tx *sql.Tx) error {
		for _, q := range []string{oldReport, oldEvents, oldImport, oldVisit, oldCurrent} {
			if _, err := tx.Exec(q); err != nil {
				return err
			}
		}
		_, err := tx.Exec(oldEntry, sql.Named("sum", sum), sql.Named("hash", end.Hash))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	db.keepHead(end)
	closed(t, db)
	return path
}

func TestMigrateFromOldSchema(t *testing.T) {
	path := oldSchema(t)
	db := open(t, path)
	steps, _ := migrations()
	if v, err := db.schemaVersion(t.Context()); err != nil || v != steps[len(steps)-1].version {
		t.Errorf("schema %d, %v", v, err)
	}
	if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Kept.Entry != 1 {
		t.Errorf("%+v", h)
	}
	c := data.Command{ID: "a", Report: 1, Version: 2, Kind: data.Accepted}
	if err := db.Advance(t.Context(), c, data.Staff{Name: "v", Role: data.Validator}); err != nil {
		t.Error(err)
	}
	kept, err := filepath.Glob(path + ".backups/old-schema0001-*.duckdb")
	if err != nil || len(kept) != 1 {
		t.Fatalf("backups before the migration: %v, %v", kept, err)
	}
	before, err := reader(kept[0], Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, before)
	if v, err := before.schemaVersion(t.Context()); err != nil || v != 1 {
		t.Errorf("the backup has schema %d, %v", v, err)
	}
}

// TestMigrationFailsInTheMiddle lets a step fail after each of its statements: the schema is the old one, the backup is
// there, and later tries make no second one.
func TestMigrationFailsInTheMiddle(t *testing.T) {
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	path := oldSchema(t)
	look := func() (all []table) {
		db, err := reader(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer closed(t, db)
		if all, err = tables(t.Context(), db.sql, ""); err != nil {
			t.Fatal(err)
		}
		if v, err := db.schemaVersion(t.Context()); err != nil || v != 1 {
			t.Errorf("schema %d, %v", v, err)
		}
		return all
	}
	before := look()
	statements := strings.SplitAfter(steps[1].text, ";\n")
	for n := range statements {
		broken := []migration{steps[0], {2, steps[1].name, strings.Join(statements[:n], "") + "SELECT nothing FROM nowhere;"}}
		if _, err := Open(t.Context(), path, Options{steps: broken}); err == nil {
			t.Fatalf("%d statements and a broken one were applied", n)
		}
		if diff := cmp.Diff(before, look(), cmp.AllowUnexported(table{}, column{})); diff != "" {
			t.Errorf("after %d statements:\n%s", n, diff)
		}
	}
	if kept, _ := filepath.Glob(path + ".backups/*.duckdb"); len(kept) != 1 {
		t.Errorf("backups: %v", kept)
	}
	db := open(t, path)
	if h := verified(t, db, Head{}); !h.Sound() {
		t.Errorf("%+v", h)
	}
}

// TestMigrationIsCancelled leaves the old schema, too.
func TestMigrationIsCancelled(t *testing.T) {
	path := oldSchema(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file has changed, %v", err)
	}
}
