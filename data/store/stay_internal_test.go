package store

import (
	"database/sql"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// laterEvents name a unit, and refuse, while the stage stays: the stay began with the unit and in the pass before them.
const laterEvents = `INSERT INTO event (seq, report_id, kind, stage, unit, happened_at, local_date, recorded_at)
	VALUES (1, 1, 'received', 'waiting', 'A', TIMESTAMPTZ '2026-03-01 01:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-02 01:00:00+00'),
		(2, 1, 'submitted', 'validation', NULL, TIMESTAMPTZ '2026-03-01 02:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-02 01:00:00+00'),
		(3, 1, 'refused', NULL, 'B', TIMESTAMPTZ '2026-03-01 02:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-02 01:00:00+00'),
		(4, 1, 'noted', NULL, 'C', TIMESTAMPTZ '2026-03-01 03:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-02 01:00:00+00')`

const laterCurrent = `INSERT INTO report_current (report_id, number, version, seq, stage, pass, unit, since, since_date, last_at, category, sent_at, sent_date)
	VALUES (1, 'JK1', 4, 2, 'validation', 2, 'C', TIMESTAMPTZ '2026-03-01 02:00:00+00', DATE '2026-03-01', TIMESTAMPTZ '2026-03-01 03:00:00+00',
		'Jalan', TIMESTAMPTZ '2026-03-01 01:00:00+00', DATE '2026-03-01')`

const laterAlias = `INSERT INTO alias (list, told, value, added_by, added_at) VALUES ('unit', 'A', 'Sudin A', 'x', TIMESTAMPTZ '2026-03-02 01:00:00+00')`

// TestStayMigrated: a database from before stays had a unit of their own gets what deriving anew would give.
func TestStayMigrated(t *testing.T) {
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	before := slices.IndexFunc(steps, func(m migration) bool { return m.name == "0013_stay" })
	path := filepath.Join(t.TempDir(), "old.duckdb")
	db, err := Open(t.Context(), path, Options{steps: steps[:before]})
	if err != nil {
		t.Fatal(err)
	}
	err = db.inTx(t.Context(), func(tx *sql.Tx) error {
		for _, q := range []string{oldReport, laterEvents, laterCurrent, laterAlias} {
			if _, err := tx.Exec(q); err != nil {
				return err
			}
		}
		end, err := addEntry(t.Context(), tx, "import 1", span{1, 4, 1, 1}, time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC))
		db.keepHead(end)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db, err = Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	stay := func() (unit string, pass int) {
		row := db.sql.QueryRowContext(t.Context(), "SELECT unit, pass FROM analytics_visit WHERE left_at IS NULL AND report_id = $id", sql.Named("id", 1))
		if err := row.Scan(&unit, &pass); err != nil {
			t.Fatal(err)
		}
		return unit, pass
	}
	if unit, pass := stay(); unit != "Sudin A" || pass != 1 {
		t.Errorf("migrated: %s, pass %d; want Sudin A, pass 1", unit, pass)
	}
	if err := db.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if unit, pass := stay(); unit != "Sudin A" || pass != 1 {
		t.Errorf("derived anew: %s, pass %d", unit, pass)
	}
}
