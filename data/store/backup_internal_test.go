package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tuntas/data"
)

// stepping is a clock that goes on by a day with each look.
type stepping struct {
	mu  sync.Mutex
	now time.Time
}

func (c *stepping) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(24 * time.Hour)
	return c.now
}

func backedUp(t testing.TB, db *DB, second string) BackupRecord {
	t.Helper()
	made, err := db.Backup(t.Context(), second, nil)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// TestBackupBesideWriter backs up while commands are given: each backup is a state of the history, and holds at least what
// was acknowledged before it began.
func TestBackupBesideWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "meja 1's.duckdb")
	db := open(t, path)
	fillMany(t, db, 300)
	ctx, stop := context.WithCancel(t.Context())
	var writer sync.WaitGroup
	writer.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			c := data.Command{ID: fmt.Sprint("w", i), Report: 1, Version: 5 + i, Kind: data.Noted, Note: "n"}
			if err := db.Advance(context.Background(), c, data.Staff{Name: "s", Role: data.Supervisor}); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 3 {
		before, err := db.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		made := backedUp(t, db, "")
		if made.Head.Entry < before.Entry {
			t.Errorf("the backup ends with entry %d; %d were there before", made.Head.Entry, before.Entry)
		}
		copied, err := reader(made.Path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if h := verified(t, copied, made.Head); !h.Sound() || h.Ledger.Kept != made.Head {
			t.Errorf("%+v", h)
		}
		closed(t, copied)
	}
	stop()
	writer.Wait()
}

func TestBackupFolder(t *testing.T) {
	folder, second := t.TempDir(), filepath.Join(t.TempDir(), "second", "disk")
	path := filepath.Join(folder, "a.duckdb")
	c := &stepping{now: time.Date(2026, 1, 31, 3, 4, 5, 0, time.UTC)}
	db, err := Open(t.Context(), path, Options{Zone: time.UTC, Clock: c.read})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	fillMany(t, db, 10)
	photo := filepath.Join(path+".photos", "ab", "abcd.jpg")
	if err := errors.Join(os.MkdirAll(filepath.Dir(photo), 0o700), os.WriteFile(photo, []byte("a photo"), 0o600)); err != nil {
		t.Fatal(err)
	}
	var last BackupRecord
	for range 20 {
		last = backedUp(t, db, second)
	}
	all, err := Backups(path, "", time.UTC)
	if err != nil || len(all) < 8 || len(all) > 14 || all[0].Path != last.Path || all[0].Head != last.Head || all[0].Bytes != last.Bytes {
		t.Errorf("%d backups, %v; the first %+v, the last made %+v", len(all), err, all[0], last)
	}
	both, err := Backups(path, second, time.UTC)
	if err != nil || len(both) != 2*len(all) {
		t.Errorf("%d backups in both folders, %v", len(both), err)
	}
	for _, b := range both {
		if info, err := os.Stat(b.Path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", b.Path, info.Mode(), err)
		}
	}
	for _, f := range []string{path + ".backups", second} {
		if text, err := os.ReadFile(filepath.Join(f, "photos", "ab", "abcd.jpg")); string(text) != "a photo" {
			t.Errorf("photo in %s: %q, %v", f, text, err)
		}
		if left, _ := filepath.Glob(filepath.Join(f, ".*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// TestFailedBackup has nowhere to write, or is cancelled: nothing is left, and what was there stays.
func TestFailedBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 10)
	if err := os.WriteFile(path+".backups", []byte("a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Backup(t.Context(), "", nil); !errors.Is(err, data.ErrCannotWrite) {
		t.Errorf("a file in the place of the folder: %v", err)
	}
	if err := os.Remove(path + ".backups"); err != nil {
		t.Fatal(err)
	}
	made := backedUp(t, db, "")
	ctx, cancel := context.WithCancel(t.Context())
	_, err := db.Backup(ctx, "", func(p Part, _, _ int64) {
		if p == PartBlocks {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	left, err := os.ReadDir(path + ".backups")
	if err != nil || len(left) != 2 || left[0].Name() != filepath.Base(made.Path) {
		t.Errorf("%v, %v", left, err)
	}
	if _, err := db.Backup(t.Context(), "", nil); err != nil {
		t.Errorf("after a cancelled backup: %v", err)
	}
	memory := open(t, "")
	if _, err := memory.Backup(t.Context(), "", nil); !errors.Is(err, data.ErrReadOnly) {
		t.Errorf("a database in memory: %v", err)
	}
}

// run runs a program of the system.
func run(t testing.TB, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
