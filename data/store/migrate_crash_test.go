package store_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"tuntas/data/store"
)

// migrateVariable names a database of an old schema that a child process opens until it is killed.
const migrateVariable = "TUNTAS_STORE_MIGRATE"

func migrateAlone(path string) {
	db, err := store.Open(context.Background(), path, store.Options{})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
}

// TestKilledMigration kills a process that brings a database up to date, a little later each time. The schema is the old one
// or the new one, whoever opens it next gets the new one with everything in it, and the backup from before is there.
func TestKilledMigration(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]int{}
	for round := range rounds(10, 60) {
		path := store.OldSchema(t)
		child := exec.Command(self) //nolint:gosec // this test
		child.Env = append(os.Environ(), migrateVariable+"="+path)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		stop := time.AfterFunc(time.Duration(round*1000/rounds(10, 60))*time.Millisecond, func() { _ = child.Process.Kill() })
		_ = child.Wait() // killed, or done before
		stop.Stop()
		version, err := store.SchemaOf(t.Context(), path)
		if err != nil || version < 1 {
			t.Fatalf("round %d: schema %d, %v", round, version, err)
		}
		seen[version]++
		migrateAfter(t, path)
	}
	t.Logf("schemas after the kill: %v", seen)
	if seen[1] == 0 {
		t.Error("no child was killed before it had finished")
	}
}

func migrateAfter(t *testing.T, path string) {
	t.Helper()
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if h, err := db.Verify(t.Context(), store.Head{}, nil); err != nil || !h.Sound() {
		t.Errorf("%+v, %v", h, err)
	}
	if kept, _ := filepath.Glob(path + ".backups/old-schema0001-*.duckdb"); len(kept) != 1 {
		t.Errorf("backups from before the migration: %v", kept)
	}
}
