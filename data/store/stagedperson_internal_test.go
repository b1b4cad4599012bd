package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tuntas/data"
)

// bringPersons imports n reports with their senders; tag tells one import from another.
func bringPersons(t *testing.T, db *DB, n int, tag string, dry bool) data.ImportResult {
	t.Helper()
	r, err := db.Import(t.Context(), data.Import{DryRun: dry}, func(b *Batch) error {
		for i := range n {
			number := fmt.Sprintf("JK%06d", i)
			if err := errors.Join(b.AddReport(data.Report{Number: number, SentAt: db.now(), Text: "x"}),
				b.AddPerson(number, data.Person{Name: "somebody else", Contact: "first"}), b.AddPerson(number, data.Person{}),
				b.AddPerson(number, data.Person{Name: fmt.Sprint(canary, i, tag), Contact: canaryContact})); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Persons that come with an import are kept like those that are given by themselves: encrypted, of their report, once.
func TestPersonsOfAnImport(t *testing.T) {
	const n = 30_000 // more than are looked at at a time
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db := open(t, path)
	if r := bringPersons(t, db, n, "", true); r.Persons != n {
		t.Errorf("a dry run counts %d", r.Persons)
	}
	if _, err := os.Stat(keyPath(path)); err == nil {
		t.Error("a dry run has made a key")
	}
	for _, tt := range []struct {
		n    int
		tag  string
		want int64
	}{{n, "", n}, {n, "", 0}, {7, " now", 7}} {
		if r := bringPersons(t, db, tt.n, tt.tag, false); r.Persons != tt.want {
			t.Errorf("%d%s: %d persons, want %d", tt.n, tt.tag, r.Persons, tt.want)
		}
	}
	for number, want := range map[string]string{"JK000003": canary + "3 now", "JK029999": canary + "29999"} {
		ids, err := db.ReportIDs(t.Context(), []string{number})
		if err != nil {
			t.Fatal(err)
		}
		if p, err := db.Person(t.Context(), data.Look{Report: ids[number], By: "ani", Reason: data.LookedToAnswer}); err != nil || p.Name != want || p.Contact != canaryContact {
			t.Errorf("%s: %q, %v", number, p.Name, err)
		}
	}
	if _, err := db.Erase(t.Context(), data.ErasureOrder{Reports: []int64{4}, By: "b", Reason: data.ErasedOnRequest}, "", nil); err != nil {
		t.Fatal(err)
	}
	if r := bringPersons(t, db, 7, " later", false); r.Persons != 6 {
		t.Errorf("%d persons came again, want all but the erased one", r.Persons)
	}
	if h := verified(t, db, Head{}); !h.Sound() {
		t.Errorf("%+v", h)
	}
	closed(t, db)
	for _, name := range []string{path, path + ".head"} {
		if text := content(name); strings.Contains(text, canary) || strings.Contains(text, canaryContact) {
			t.Errorf("%s holds a person in clear", name)
		}
	}
}
