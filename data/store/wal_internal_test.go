package store

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"tuntas/data"
)

// withLog returns a closed database of 100 reports whose last n commands lie in its log only, as a crash leaves it.
func withLog(t *testing.T, n int) string {
	t.Helper()
	made := filepath.Join(t.TempDir(), "made.duckdb")
	db := open(t, made)
	fillMany(t, db, 100)
	closed(t, db)
	db = open(t, made)
	for i := range n {
		note(t, db, i)
	}
	path := filepath.Join(t.TempDir(), "a.duckdb")
	copyDatabase(t, made, path)
	closed(t, db)
	return path
}

// note gives the command number i of a series to report 1.
func note(t testing.TB, db *DB, i int) {
	t.Helper()
	c := data.Command{ID: fmt.Sprint("n", i), Report: 1, Version: 5 + i, Kind: data.Noted, Note: fmt.Sprint("note ", i)}
	if err := db.Advance(t.Context(), c, data.Staff{Name: "s", Role: data.Supervisor}); err != nil {
		t.Fatal(err)
	}
}

// copyDatabase copies a database with its log and head by a child process: reading the file here would drop the lock of the
// DuckDB that has it open.
func copyDatabase(t testing.TB, from, to string) {
	t.Helper()
	for _, end := range []string{"", ".wal", ".head"} {
		if _, err := os.Stat(from + end); err != nil {
			continue
		}
		run(t, "cp", from+end, to+end)
	}
}

func TestSoundLog(t *testing.T) {
	path := withLog(t, 7)
	whole, err := os.ReadFile(path + ".wal")
	if err != nil {
		t.Fatal(err)
	}
	sound, entries, err := soundLog(path + ".wal")
	if err != nil || sound != int64(len(whole)) || entries < 7 {
		t.Fatalf("%d of %d bytes in %d entries fit, %v", sound, len(whole), entries, err)
	}
	for _, tt := range []struct {
		name string
		text []byte
		most int64 // the sound part ends here or before
	}{
		{"a zero tail", append(whole[:len(whole):len(whole)], make([]byte, 5000)...), int64(len(whole))},
		{"a cut tail", whole[:len(whole)-3], int64(len(whole) - 3)},
		{"random bytes behind", append(whole[:len(whole):len(whole)], "garbage that is no entry at all"...), int64(len(whole))},
		{"a flipped byte", flip(whole, len(whole)/2), int64(len(whole) / 2)},
		{"the first entry", flip(whole, 30), 30},
		{"nothing", nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "x.wal")
			if err := os.WriteFile(name, tt.text, 0o600); err != nil {
				t.Fatal(err)
			}
			got, _, err := soundLog(name)
			if err != nil || got > tt.most || (tt.most == int64(len(whole)) && got != tt.most) {
				t.Errorf("%d bytes, %v; want at most %d", got, err, tt.most)
			}
		})
	}
}

func flip(text []byte, at int) []byte {
	flipped := append([]byte(nil), text...)
	flipped[at] ^= 0x40
	return flipped
}
