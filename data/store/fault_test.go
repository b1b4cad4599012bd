package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// syncVariable names the database on which a child process works while its disk fails.
const syncVariable = "TUNTAS_STORE_SYNC"

// failingSync makes the fsync number FAIL_AT of a file, counted from 1, fail as on a broken disk.
const failingSync = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
static int seen;
static int fails(void) { const char *at = getenv("FAIL_AT"); return at && ++seen == atoi(at); }
int fsync(int fd) {
	static int (*real)(int);
	if (!real) real = dlsym(RTLD_NEXT, "fsync");
	if (fails()) { errno = EIO; return -1; }
	return real(fd);
}
int fdatasync(int fd) {
	static int (*real)(int);
	if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
	if (fails()) { errno = EIO; return -1; }
	return real(fd);
}
`

// remarkUnderFaults gives commands and prints what the store said about each: did, refused or unsure.
func remarkUnderFaults(path string) {
	ctx := context.Background()
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		fmt.Println("closed", "-")
		return
	}
	if err := store.CheckpointOften(ctx, db); err != nil {
		fmt.Println("closed", "-")
		return
	}
	for i := range 8 {
		_, h, err := db.Case(ctx, 1)
		if err != nil {
			fmt.Println("unread", i)
			continue
		}
		c := data.Command{ID: fmt.Sprint("f", i), Report: 1, Version: h.Version(), Kind: data.Noted, Note: strings.Repeat("catatan ", 300)}
		switch err := db.Advance(ctx, c, data.Staff{Name: "s", Role: data.Supervisor}); {
		case err == nil:
			fmt.Println("did", c.ID)
		case errors.Is(err, data.ErrUnsure):
			fmt.Println("unsure", c.ID)
		default:
			fmt.Println("refused", c.ID)
		}
	}
	_ = db.Close() // may fail, and nothing may be lost by that
}

// TestFailingSync lets one synchronisation of the disk after another fail while DuckDB writes its log and copies it into the
// file. What the store said is what is there afterwards.
func TestFailingSync(t *testing.T) {
	shim := filepath.Join(t.TempDir(), "shim.so")
	if err := os.WriteFile(shim+".c", []byte(failingSync), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("cc", "-shared", "-fPIC", "-o", shim, shim+".c", "-ldl").CombinedOutput(); err != nil { //nolint:gosec // a constant
		t.Skipf("SKIPPED: no C compiler for the failing disk: %v %s", err, out)
	}
	refused, counted := 0, map[string]int{}
	for n := 1; n <= rounds(12, 40); n++ {
		path := filepath.Join(t.TempDir(), "a.duckdb")
		db, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		datatest.Add(t, db, datatest.Walk(t, 1, "2026-03-01", data.Received))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		said := underFaults(t, path, shim, n)
		for _, what := range said {
			counted[what]++
			if what == "refused" {
				refused++
			}
		}
		compareSaid(t, path, n, said)
	}
	t.Logf("what the store said: %v", counted)
	if refused == 0 && counted["closed"] == 0 {
		t.Error("no synchronisation failed")
	}
}

// underFaults runs the child and returns what it said about each command.
func underFaults(t *testing.T, path, shim string, n int) map[string]string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self) //nolint:gosec // this test
	child.Env = append(os.Environ(), syncVariable+"="+path, "LD_PRELOAD="+shim, fmt.Sprint("FAIL_AT=", n))
	out, err := child.CombinedOutput()
	if err != nil {
		t.Errorf("fault %d: %v\n%s", n, err, out)
	}
	said := map[string]string{}
	for lines := bufio.NewScanner(strings.NewReader(string(out))); lines.Scan(); {
		what, id, _ := strings.Cut(lines.Text(), " ")
		said[id] = what
	}
	return said
}

// compareSaid opens the database on a disk that works.
func compareSaid(t *testing.T, path string, n int, said map[string]string) {
	t.Helper()
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatalf("fault %d: %v", n, err)
	}
	defer func() { _ = db.Close() }()
	_, h, err := db.Case(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	for id, what := range said {
		if what == "did" && !h.Has(id) || what == "refused" && h.Has(id) {
			t.Errorf("fault %d: the store said %q of %s, but it is there: %v", n, what, id, h.Has(id))
		}
	}
	if health, err := db.Verify(t.Context(), store.Head{}, nil); err != nil || !health.Sound() {
		t.Errorf("fault %d: %+v, %v", n, health, err)
	}
}

// peekVariable names a database that a child process opens past our lock.
const peekVariable = "TUNTAS_STORE_PEEK"

// peek tries to open the file with DuckDB alone.
func peek(path string) {
	db, err := sql.Open("duckdb", path)
	if err == nil {
		err = db.Ping()
	}
	if err == nil {
		fmt.Println("opened")
		return
	}
	fmt.Println("refused")
}

// TestLockOutlivesCare does all that reads or copies the database, and looks after each whether DuckDB's own lock still keeps
// another process away: it is lost as soon as this process opens and closes the file by any other way.
func TestLockOutlivesCare(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	datatest.Add(t, db, full(t, 1))
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"nothing", func() error { return nil }},
		{"a backup", func() error { _, err := db.Backup(t.Context(), filepath.Join(t.TempDir(), "second"), nil); return err }},
		{"a verification", func() error { _, err := db.Verify(t.Context(), store.Head{}, nil); return err }},
		{"a rebuild", func() error { return db.Rebuild(t.Context()) }},
		{"a diagnosis", func() error { _, err := store.Diagnose(t.Context(), path, "", store.Options{}); return err }},
		{"a snapshot", func() error {
			look, _, err := store.OpenSnapshot(t.Context(), path, "", store.Options{})
			if err != nil {
				return err
			}
			return look.Close()
		}},
		{"an erasure", func() error {
			_, err := db.Erase(t.Context(), data.ErasureOrder{Reports: []int64{1}, By: "ana", Reason: data.ErasedByOrder}, "", nil)
			return err
		}},
		{"a question who holds it", func() error {
			if !store.Held(path) {
				return errors.New("it is held and nobody says so")
			}
			return nil
		}},
		{"a second opening", func() error { return refusedInUse(store.Open(t.Context(), path, store.Options{})) }},
		{"a second look", func() error { return refusedInUse(store.OpenReadOnly(t.Context(), path, store.Options{})) }},
		{"a recovery", func() error { _, err := store.Recover(t.Context(), path, store.Options{}, nil); return inUse(err) }},
		{"a restore", func() error {
			_, err := store.Restore(t.Context(), path, path, store.Options{}, nil)
			return inUse(err)
		}},
	} {
		if err := step.do(); err != nil {
			t.Errorf("%s: %v", step.name, err)
		}
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		child := exec.Command(self) //nolint:gosec // this test
		child.Env = append(os.Environ(), peekVariable+"="+path)
		child.WaitDelay = time.Minute
		if out, err := child.Output(); err != nil || !strings.HasPrefix(string(out), "refused") {
			t.Errorf("after %s another process could open the file: %s, %v", step.name, out, err)
		}
	}
}

func refusedInUse(_ *store.DB, err error) error { return inUse(err) }

// inUse is nil when err says that the database is in use.
func inUse(err error) error {
	if errors.Is(err, data.ErrInUse) {
		return nil
	}
	return fmt.Errorf("not refused: %w", err)
}
