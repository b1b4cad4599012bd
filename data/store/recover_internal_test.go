package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tuntas/data"
)

// TestDamagedLog damages the log of a database in every way that was seen. Opening never changes a byte of what is there and
// never passes over what is lost; recovering brings back all before the damage and says how much that is.
func TestDamagedLog(t *testing.T) {
	const notes, imported = 20, 368 // events of the 100 reports
	for _, tt := range []struct {
		name   string
		damage func(log []byte) []byte
		opens  error // nil: opens by itself, with all there is
		least  int64 // events that must come back
	}{
		{"nothing", func(log []byte) []byte { return log }, nil, imported + notes},
		{"random bytes behind", func(log []byte) []byte { return append(log, "no entry"...) }, nil, imported + notes},
		{"a zero tail", func(log []byte) []byte { return append(log, make([]byte, 8192)...) }, data.ErrDamaged, imported + notes},
		{"a cut tail", func(log []byte) []byte { return log[:len(log)-5] }, data.ErrHistoryCut, imported + notes - 1},
		{"half of it", func(log []byte) []byte { return log[:len(log)/2] }, data.ErrHistoryCut, imported + notes/3},
		{"a flipped byte", func(log []byte) []byte { return flip(log, len(log)/2) }, data.ErrDamaged, imported + notes/3},
		{"a flipped byte at the beginning", func(log []byte) []byte { return flip(log, 40) }, data.ErrDamaged, imported},
		{"no log", func([]byte) []byte { return nil }, data.ErrHistoryCut, imported},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := withLog(t, notes)
			damage(t, path+".wal", tt.damage)
			before := filesOf(t, path)
			db, err := Open(t.Context(), path, Options{})
			if tt.opens == nil {
				if err != nil {
					t.Fatal(err)
				}
				if h := verified(t, db, Head{}); !h.Sound() {
					t.Errorf("%+v", h)
				}
				closed(t, db)
				return
			}
			if !errors.Is(err, tt.opens) || !errors.Is(err, data.ErrLedger) && !errors.Is(err, data.ErrDamaged) {
				t.Fatalf("opening: %v; want %v", err, tt.opens)
			}
			if diff := cmp.Diff(before, filesOf(t, path)); diff != "" {
				t.Fatal("opening has changed the files")
			}
			r, err := Recover(t.Context(), path, Options{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if r.Events < tt.least || r.Events+r.LostEvents() != imported+notes || r.Reports != 100 || r.LostEntries() != r.LostEvents() || r.Health.Ledger.Broken != 0 {
				t.Errorf("%d events back, %d lost, at least %d wanted; %+v", r.Events, r.LostEvents(), tt.least, r)
			}
			for _, end := range []string{"", ".wal", ".head"} {
				if diff := cmp.Diff(before[end], content(r.Folder+"/a.duckdb"+end)); diff != "" {
					t.Errorf("the original %q was not kept", end)
				}
			}
			if diff := cmp.Diff(before, filesOf(t, path)); diff != "" {
				t.Error("recovering has changed the files")
			}
			accept(t, path, r)
		})
	}
}

// accept takes the recovered database, which then opens and is sound.
func accept(t *testing.T, path string, r Recovery) {
	t.Helper()
	aside, err := AcceptRecovery(path, r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(aside); err != nil {
		t.Error(err)
	}
	db := open(t, path)
	if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Head != r.Head {
		t.Errorf("after accepting: %+v", h)
	}
	closed(t, db)
}

func damage(t *testing.T, name string, how func([]byte) []byte) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if text = how(text); text == nil {
		err = os.Remove(name)
	} else {
		err = os.WriteFile(name, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// filesOf is the content of a closed database, its log and its head.
func filesOf(t *testing.T, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, end := range []string{"", ".wal", ".head"} {
		all[end] = content(path + end)
	}
	return all
}

func content(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		return "missing"
	}
	return string(text)
}

func TestOpenWithoutFile(t *testing.T) {
	path := withLog(t, 3)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, data.ErrDamaged) {
		t.Errorf("only the log is left: %v", err)
	}
	if err := os.Remove(path + ".wal"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, data.ErrHistoryCut) {
		t.Errorf("only the head is left: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a new database was made")
	}
	db, err := Open(t.Context(), path, Options{AnyHead: true})
	if err != nil {
		t.Fatal(err)
	}
	closed(t, db)
}

// TestRescue damages blocks of the file itself.
func TestRescue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 9000)
	closed(t, db)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rescued, blank := 0, 0
	for at := 12288 + 4000; at < len(text); at += 2 * 262144 {
		hit := filepath.Join(t.TempDir(), "a.duckdb")
		if err := errors.Join(os.WriteFile(hit, flip(text, at), 0o600), copyFile(path+".head", hit+".head")); err != nil {
			t.Fatal(err)
		}
		r, err := Recover(t.Context(), hit, Options{}, nil)
		if err != nil {
			if !errors.Is(err, data.ErrDamaged) {
				t.Errorf("byte %d: %v", at, err)
			}
			continue
		}
		if len(r.Tables) == 0 {
			continue
		}
		rescued++
		for _, got := range r.Tables {
			if len(got.Blank) > 0 {
				blank++
			}
			if got.Name == "event" && got.Lost != r.LostEvents() {
				t.Errorf("byte %d: %+v, but %d events are lost", at, got, r.LostEvents())
			}
		}
		for _, d := range r.Health.Derived {
			if d.Missing+d.Extra > 0 {
				t.Errorf("byte %d: %+v", at, d)
			}
		}
	}
	if rescued < 3 || blank < 1 {
		t.Errorf("%d were rescued, %d of them with empty columns", rescued, blank)
	}
}

func TestRestore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 20)
	made := backedUp(t, db, "")
	for i := range 4 {
		note(t, db, i)
	}
	end, err := db.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), path, made.Path, Options{}, nil); !errors.Is(err, data.ErrInUse) {
		t.Errorf("while it is open: %v", err)
	}
	closed(t, db)
	letter := filepath.Join(t.TempDir(), "letter.duckdb")
	if err := os.WriteFile(letter, []byte("a letter, no database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(t.TempDir(), "damaged.duckdb")
	if err := errors.Join(copyFile(made.Path, damaged), copyFile(made.Path+".head", damaged+".head")); err != nil {
		t.Fatal(err)
	}
	damage(t, damaged, func(text []byte) []byte {
		for at := 12288 + 100; at < len(text); at += 4096 {
			text[at] ^= 1
		}
		return text
	})
	before := filesOf(t, path)
	for _, wrong := range []string{letter, damaged, path} {
		if _, err := Restore(t.Context(), path, wrong, Options{}, nil); !errors.Is(err, data.ErrNoBackup) && !errors.Is(err, data.ErrDamaged) {
			t.Errorf("from %s: %v", filepath.Base(wrong), err)
		}
	}
	if diff := cmp.Diff(before, filesOf(t, path)); diff != "" {
		t.Error("a restore that failed has changed the database")
	}
	r, err := Restore(t.Context(), path, made.Path, Options{}, nil)
	if err != nil || r.Before != end || r.Head != made.Head || r.Lost() != 4 || !r.Health.Sound() {
		t.Fatalf("%+v, %v", r, err)
	}
	db = open(t, path)
	if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Head != made.Head {
		t.Errorf("%+v", h)
	}
	note(t, db, 0)
	closed(t, db)
	former, err := Open(t.Context(), r.Aside, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if h := verified(t, former, end); !h.Sound() || h.Ledger.Head != end {
		t.Errorf("the former database: %+v", h)
	}
	closed(t, former)
	left, _ := filepath.Glob(path + ".restoring*")
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
