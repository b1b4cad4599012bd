package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
)

// isolated makes databases be opened in a child first until the test ends.
func isolated(t testing.TB) {
	t.Helper()
	Isolate()
	t.Cleanup(func() { opener = "" })
	if opener == "" {
		t.Fatal("no program to start")
	}
}

// A log at which DuckDB dies ends a child and not this process: the opening says that the database is damaged and leaves it as
// it is, as often as it is tried, and a recovery brings back all but the log.
func TestOpeningThatDies(t *testing.T) {
	const notes, imported = 6, 368
	for _, how := range []string{"segv", "abort", "kill", "mute"} {
		t.Run(how, func(t *testing.T) {
			path := withLog(t, notes)
			before := filesOf(t, path)
			isolated(t)
			t.Setenv(diesVariable, how)
			for range 2 {
				if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, data.ErrDamaged) || !errors.Is(err, errDied) {
					t.Fatalf("opening: %v", err)
				}
				if _, err := OpenReadOnly(t.Context(), path, Options{}); !errors.Is(err, errDied) {
					t.Fatalf("opening to be read: %v", err)
				}
			}
			if diff := cmp.Diff(before, filesOf(t, path)); diff != "" {
				t.Fatal("opening has changed the files")
			}
			if h := headOf(t.Context(), path, Options{}); h.Entry != 0 {
				t.Errorf("a head out of a file that cannot be opened: %+v", h)
			}
			r, err := Recover(t.Context(), path, Options{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if r.Events != imported || r.LostEvents() != notes || r.Log.Sound != 0 || r.Log.Bytes == 0 {
				t.Errorf("%d events back, %d lost, %+v", r.Events, r.LostEvents(), r.Log)
			}
			accept(t, path, r)
		})
	}
}

// A child that does not end is ended, and so is one whose caller does not wait any more.
func TestOpeningThatHangs(t *testing.T) {
	path := withLog(t, 1)
	isolated(t)
	t.Setenv(diesVariable, "hang")
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := Open(ctx, path, Options{}); err == nil || time.Since(began) > 20*time.Second {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

// What a child finds is what would be found here, and a sound database opens after it.
func TestChildFindsTheSame(t *testing.T) {
	for name, how := range map[string]func(log []byte) []byte{
		"sound": func(log []byte) []byte { return log }, "flipped": func(log []byte) []byte { return flip(log, len(log)/2) },
		"cut": func(log []byte) []byte { return log[:len(log)/2] }, "zeros": func(log []byte) []byte { return append(log, make([]byte, 8192)...) },
	} {
		path := withLog(t, 4)
		damage(t, path+".wal", how)
		want := inspectFile(t.Context(), path, Options{})
		isolated(t)
		looked, got := apart(t.Context(), path, Options{})
		if !looked || (got == nil) != (want == nil) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		for _, known := range told {
			if errors.Is(got, known) != errors.Is(want, known) {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
		db, err := Open(t.Context(), path, Options{})
		if (err == nil) != (want == nil) {
			t.Errorf("%s: opens %v", name, err)
		}
		if err == nil {
			closed(t, db)
		}
	}
}

// A database that was closed needs no child; one whose process was killed does, with or without a log.
func TestWhenAChildOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	closed(t, open(t, path))
	if unclean(path) {
		t.Error("closed, and not clean")
	}
	if err := os.WriteFile(path+".lock.holder", []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if !unclean(path) {
		t.Error("its process was killed")
	}
	if !unclean(withLog(t, 1)) {
		t.Error("it has a log")
	}
	opener = path + "-that-is-not-there"
	defer func() { opener = "" }()
	if looked, err := apart(t.Context(), path, Options{}); looked || err != nil {
		t.Errorf("without a child: %v, %v", looked, err)
	}
	closed(t, open(t, path))
}
