package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"tuntas/data"
)

// used is what this process holds: open files, goroutines, and memory in bytes.
type used struct {
	files, goroutines int
	memory            int64
}

func usedNow(t *testing.T) used {
	t.Helper()
	files, err := os.ReadDir("/proc/self/fd")
	text, err2 := os.ReadFile("/proc/self/statm")
	if err := errors.Join(err, err2); err != nil {
		t.Skipf("SKIPPED: this system does not tell what a process holds: %v", err)
	}
	debug.FreeOSMemory()
	pages, err := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return used{len(files), runtime.NumGoroutine(), pages * int64(os.Getpagesize())}
}

// TestOpenedAgainAndAgain opens, uses and closes a database many times in a row: no file, no goroutine and no memory is kept.
func TestOpenedAgainAndAgain(t *testing.T) {
	const warm, most = 10, 48 << 20
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	fillMany(t, db, 2000)
	closed(t, db)
	var before used
	rounds := Rounds(20, 500)
	for i := range warm + rounds {
		if i == warm {
			before = usedNow(t)
		}
		db, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if found, err := db.Reports(t.Context(), data.Filter{}, 0, 200); err != nil || len(found) != 200 {
			t.Fatalf("round %d: %d reports, %v", i, len(found), err)
		}
		note(t, db, i)
		closed(t, db)
	}
	after := usedNow(t)
	if after.files > before.files || after.goroutines > before.goroutines || after.memory > before.memory+most {
		t.Errorf("before %+v, after %d more %+v", before, rounds, after)
	}
	t.Logf("before %+v, after %d more %+v", before, rounds, after)
}
