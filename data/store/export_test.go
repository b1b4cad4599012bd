package store

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// CheckpointOften begins DuckDB anew so that it copies its log into the file with each commit.
func CheckpointOften(ctx context.Context, db *DB) error {
	db.engine.source += "&checkpoint_threshold=1KB"
	return db.restart(ctx)
}

// OldSchema makes a closed database of schema 0001 with one report.
var OldSchema = oldSchema

// SchemaOf returns the schema of a closed database.
func SchemaOf(ctx context.Context, path string) (version int, err error) {
	db, err := reader(path, Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.schemaVersion(ctx)
}

// Unprepared counts the reports whose prepared rows do not hold.
func Unprepared(ctx context.Context, db *DB) (n int, err error) {
	ids, err := identifiers(ctx, db.sql, "SELECT DISTINCT report_id FROM unprepared WHERE report_id > $none", sql.Named("none", 0))
	return len(ids), err
}

// ForgetWords drops the index of words.
func (db *DB) ForgetWords() { db.words.drop() }

// ForgetSearches drops what the latest searches have found.
func (db *DB) ForgetSearches() {
	db.words.mu.Lock()
	defer db.words.mu.Unlock()
	db.words.latest = nil
}

// ForgetCounts drops what was counted for far lines.
func (db *DB) ForgetCounts() { db.parts.forget() }

// WordsSize returns how many bytes the index of words takes, nearly.
func (db *DB) WordsSize() int {
	index, _ := db.words.now()
	return index.Size()
}

// diesVariable says how a child that is to open a database with a log ends instead, as DuckDB might.
const diesVariable = "TUNTAS_STORE_DIES"

// DiesOpening is a DuckDB that does not survive a log.
func DiesOpening(args []string) bool {
	how := os.Getenv(diesVariable)
	if how == "" || len(args) < 3 || args[1] != childWord || !hasLog(args[2]) {
		return false
	}
	noCore()
	switch how {
	case "hang":
		time.Sleep(time.Hour)
	case "mute":
	default:
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			_ = self.Signal(map[string]syscall.Signal{"segv": syscall.SIGSEGV, "abort": syscall.SIGABRT, "kill": syscall.SIGKILL}[how])
		}
		time.Sleep(time.Minute)
	}
	return true
}

// Soak tells whether the long tests run in full: make soak.
func Soak() bool { return os.Getenv("TUNTAS_SOAK") != "" }

// Draws sets how many times rapid draws in this test, in soak more often, unless the command line asks for a number.
func Draws(t *testing.T, short, full int) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	if checks.Value.String() != checks.DefValue {
		return
	}
	if err := checks.Value.Set(strconv.Itoa(Rounds(short, full))); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = checks.Value.Set(checks.DefValue) })
}

// Rounds is how often something long is done.
func Rounds(short, full int) int {
	if Soak() {
		return full
	}
	return short
}

// IndexAllWords is IndexWords that leaves nothing to be looked through, and begins a segment often.
func (db *DB) IndexAllWords(ctx context.Context) error { return db.indexWords(ctx, 1, 3) }
