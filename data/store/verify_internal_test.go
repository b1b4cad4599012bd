package store

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tuntas/data"
)

// fillMany imports n reports that were received, submitted and decided; one in three was refused first.
func fillMany(t testing.TB, db *DB, n int) {
	t.Helper()
	_, err := db.Import(t.Context(), data.Import{Profile: "many"}, func(b *Batch) error {
		for i := range n {
			at := time.Date(2026, 1, 1, 0, i, 0, 0, time.UTC)
			number := fmt.Sprintf("JK%06d", i)
			if err := b.AddReport(data.Report{Number: number, SentAt: at, Category: "Jalan", Text: fmt.Sprintf("lubang ke-%d di jalan %x", i, sha256.Sum256([]byte(number)))}); err != nil {
				return err
			}
			kinds := []data.Kind{data.Received, data.Submitted, data.Accepted}
			if i%3 == 0 {
				kinds = []data.Kind{data.Received, data.Submitted, data.Refused, data.Submitted, data.Accepted}
			}
			for j, k := range kinds {
				e := data.Event{Kind: k, Stage: k.Target(), Actor: fmt.Sprintf("v%d", i%17), Unit: fmt.Sprintf("u%d", i%29), HappenedAt: at.Add(time.Duration(j*i) * time.Second)}
				if k == data.Received {
					e.Stage = data.Waiting
				}
				if err := b.AddEvent(number, e); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func closed(t testing.TB, db *DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func verified(t testing.TB, db *DB, outside Head) Health {
	t.Helper()
	h, err := db.Verify(t.Context(), outside, nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// derivedOf is the health of one derived table.
func derivedOf(h Health, name string) DerivedHealth {
	for _, d := range h.Derived {
		if d.Name == name {
			return d
		}
	}
	return DerivedHealth{}
}

func orphansOf(h Health, name string) int64 {
	for _, o := range h.Orphans {
		if o.Name == name {
			return o.Rows
		}
	}
	return -1
}

func TestVerify(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change string
		want   func(h Health) bool
	}{
		{"nothing", "", Health.Sound},
		{"a visit gone", "DELETE FROM visit WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "visit") == DerivedHealth{"visit", 4, 0} && derivedOf(h, "decision").Missing == 0
		}},
		{"a visit twice", "INSERT INTO visit SELECT * FROM visit WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "visit") == DerivedHealth{"visit", 0, 4}
		}},
		{"a stage", "UPDATE report_current SET stage = 'waiting' WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "report_current") == DerivedHealth{"report_current", 1, 1}
		}},
		{"a decision of no report", "INSERT INTO decision SELECT 999999, * EXCLUDE (report_id) FROM decision WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "decision").Extra == 2 && orphansOf(h, "decision") == 2
		}},
		{"a clock gone", "DELETE FROM clock WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "clock").Missing == 8 && derivedOf(h, "clock").Extra == 0
		}},
		{"a clock that stops later", "UPDATE clock SET stopped_at = stopped_at + INTERVAL 1 SECOND WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "clock").Missing == 8 && derivedOf(h, "clock").Extra == 8
		}},
		{"a way gone", "DELETE FROM way WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "way") == DerivedHealth{"way", 1, 0} && derivedOf(h, "clock") == DerivedHealth{Name: "clock"}
		}},
		{"a way that took longer", "UPDATE way SET lengths = list_transform(lengths, lambda l: l + $one) WHERE report_id = $one", func(h Health) bool {
			return derivedOf(h, "way") == DerivedHealth{"way", 1, 1}
		}},
		{"an event of no report", "INSERT INTO event SELECT 999999, 888888, * EXCLUDE (seq, report_id) FROM event WHERE seq = $one", func(h Health) bool {
			return orphansOf(h, "event") == 1 && h.Ledger.Broken > 0
		}},
		{"an event of another time", "UPDATE event SET happened_at = happened_at + INTERVAL 1 SECOND WHERE seq = $one", func(h Health) bool {
			return h.Ledger.Broken == 1 && derivedOf(h, "visit").Missing == 1
		}},
		{"a ledger cut", "DELETE FROM ledger WHERE entry = $one", func(h Health) bool { return h.Ledger.Lost == 1 && h.Ledger.Broken >= 0 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db := open(t, filepath.Join(t.TempDir(), "a.duckdb"))
			fillMany(t, db, 50)
			if err := db.Prepare(t.Context()); err != nil {
				t.Fatal(err)
			}
			if tt.change != "" {
				if _, err := db.sql.Exec(tt.change, sql.Named("one", 1)); err != nil {
					t.Fatal(err)
				}
			}
			before := fingerprint(t, db)
			h := verified(t, db, Head{})
			if !tt.want(h) || h.Sound() != (tt.change == "") {
				t.Errorf("%+v", h)
			}
			if after := fingerprint(t, db); after != before {
				t.Errorf("verifying has changed the database: %s, before %s", after, before)
			}
		})
	}
}

// fingerprint is one text that changes when a row of a table does.
func fingerprint(t testing.TB, db *DB) (all string) {
	t.Helper()
	found, err := tables(t.Context(), db.sql, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		var sum string
		err := db.sql.QueryRow("SELECT concat_ws(' ', count(*), sum(hash("+columnList(f.columns)+"))) FROM "+named(f.name)+" WHERE rowid >= $none",
			sql.Named("none", 0)).Scan(&sum)
		if err != nil {
			t.Fatal(err)
		}
		all += f.name + " " + sum + "\n"
	}
	return all
}

func TestVerifyAgainstAnotherHead(t *testing.T) {
	db := open(t, "")
	fillMany(t, db, 3)
	end, err := db.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		outside Head
		want    LedgerHealth
	}{
		{end, LedgerHealth{end, end, 0, 0}},
		{Head{4, 99, "ab"}, LedgerHealth{end, Head{4, 99, "ab"}, 0, 3}},
		{Head{1, 99, "ab"}, LedgerHealth{end, Head{1, 99, "ab"}, 1, 0}},
	} {
		if h := verified(t, db, tt.outside); h.Ledger != tt.want {
			t.Errorf("got %+v; want %+v", h.Ledger, tt.want)
		}
	}
}

// TestEveryFlippedByteIsFound changes one byte in each of many blocks of the file. Either something says so, or the byte
// belonged to no row: then all rows are as before.
func TestEveryFlippedByteIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 4000)
	whole := fingerprint(t, db)
	closed(t, db)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	found, tried := 0, 0
	for at := 12288 + 5000; at < len(text); at += Rounds(262_144, 16_384) {
		tried++
		flipped := filepath.Join(t.TempDir(), "b.duckdb")
		text[at] ^= 0x10
		err := os.WriteFile(flipped, text, 0o600)
		text[at] ^= 0x10
		if err != nil {
			t.Fatal(err)
		}
		if flipFound(t, flipped, whole) {
			found++
		}
	}
	if found < 5 {
		t.Errorf("only %d flipped bytes were found", found)
	}
	t.Logf("%d of %d flipped bytes were found; the others belonged to no row", found, tried)
}

func flipFound(t *testing.T, path, whole string) bool {
	t.Helper()
	db, err := reader(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	h, err := db.Verify(t.Context(), Head{}, nil)
	if err != nil {
		if !errors.Is(db.atOpening(err), data.ErrDamaged) {
			t.Errorf("another error: %v", err)
		}
		return true
	}
	if !h.Sound() {
		return true
	}
	if fingerprint(t, db) != whole {
		t.Error("rows have changed and nothing was said")
	}
	return false
}
