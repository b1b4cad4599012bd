package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tuntas/data"
)

// drawer is a keyring for tests.
type drawer struct {
	secrets map[string]string
	locked  bool
}

func (d *drawer) Secret(name string) (string, error) {
	if secret, ok := d.secrets[name]; ok && !d.locked {
		return secret, nil
	}
	return "", errors.New("locked")
}

func (d *drawer) Keep(name, secret string) error {
	if d.locked {
		return errors.New("locked")
	}
	d.secrets[name] = secret
	return nil
}

const canary, canaryContact = "Siti Kenari Rahayu", "0812-5555-7777"

func takePersons(t *testing.T, db *DB, all ...data.Person) PersonResult {
	t.Helper()
	r, err := db.AddPersons(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPersons(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	keys := &drawer{secrets: map[string]string{}}
	db, err := Open(t.Context(), path, Options{Keyring: keys})
	if err != nil {
		t.Fatal(err)
	}
	fillMany(t, db, 3)
	if place, err := db.KeyPlace(t.Context()); err != nil || place != data.KeyNone {
		t.Errorf("before: %q, %v", place, err)
	}
	siti := data.Person{Report: 1, Name: canary, Contact: canaryContact}
	if r := takePersons(t, db, siti, data.Person{Report: 2, Contact: "x@y"}); r != (PersonResult{Taken: 2}) {
		t.Errorf("%+v", r)
	}
	if r := takePersons(t, db, siti, data.Person{Report: 2, Contact: "x@z"}); r != (PersonResult{Taken: 1, Unchanged: 1}) {
		t.Errorf("again: %+v", r)
	}
	if _, err := db.AddPersons(t.Context(), []data.Person{{Report: 99, Name: "n"}}); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("of no report: %v", err)
	}
	closed(t, db)
	for _, name := range []string{path, path + ".head"} {
		if content, err := os.ReadFile(name); err != nil || bytes.Contains(content, []byte(canary)) || bytes.Contains(content, []byte(canaryContact)) {
			t.Errorf("%s holds the person in clear, %v", name, err)
		}
	}
	if _, err := os.Stat(path + ".key"); !errors.Is(err, os.ErrNotExist) || len(keys.secrets) != 1 {
		t.Errorf("the key is not in the keyring alone: %v, %d", err, len(keys.secrets))
	}

	if db, err = Open(t.Context(), path, Options{Keyring: keys}); err != nil {
		t.Fatal(err)
	}
	defer closed(t, db)
	if got, err := db.Person(t.Context(), data.Look{Report: 1, By: "ana@meja", Reason: data.LookedToAnswer}); err != nil || got != siti {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := db.Person(t.Context(), data.Look{Report: 2, By: "budi@meja", Reason: data.LookedToAnswer}); err != nil || got.Contact != "x@z" || got.Name != "" {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := db.Person(t.Context(), data.Look{Report: 3, By: "ana@meja", Reason: data.LookedToAnswer}); !errors.Is(err, data.ErrNoPerson) {
		t.Errorf("nobody: %v", err)
	}
	looks, err := db.Looks(t.Context(), 0, 0)
	if err != nil || len(looks) != 2 || looks[0].By != "budi@meja" || looks[1].Report != 1 || looks[1].At.IsZero() ||
		looks[0].Reason != data.LookedToAnswer {
		t.Errorf("%v, %v", looks, err)
	}
	if of, err := db.Looks(t.Context(), 1, 0); err != nil || len(of) != 1 {
		t.Errorf("%v, %v", of, err)
	}
	if h := verified(t, db, Head{}); !h.Sound() || h.Ledger.Head.Entry != 5 {
		t.Errorf("%+v", h)
	}
}

// TestLooksCannotBeTakenBack changes what is recorded of a look with SQL: verifying finds each change.
func TestLooksCannotBeTakenBack(t *testing.T) {
	for name, change := range map[string]string{
		"another person": "UPDATE look SET looked_by = 'nobody' WHERE nth = $one", "taken out": "DELETE FROM look WHERE nth = $one",
		"one more":       "INSERT INTO look BY NAME SELECT nth + 1 AS nth, report_id, looked_by, looked_at, reason FROM look WHERE nth = $one",
		"another reason": "UPDATE look SET reason = 'order' WHERE nth = $one", "no reason": "UPDATE look SET reason = NULL WHERE nth = $one",
		"another time": "UPDATE look SET looked_at = looked_at + INTERVAL 1 DAY WHERE nth = $one",
	} {
		t.Run(name, func(t *testing.T) {
			db := open(t, "")
			fill(t, db)
			takePersons(t, db, data.Person{Report: 1, Name: canary})
			if _, err := db.Person(t.Context(), data.Look{Report: 1, By: "ana", Reason: data.LookedToAnswer}); err != nil {
				t.Fatal(err)
			}
			if err := db.VerifyLedger(t.Context(), Head{}); err != nil {
				t.Fatal(err)
			}
			if _, err := db.sql.Exec(change, sql.Named("one", 1)); err != nil {
				t.Fatal(err)
			}
			if err := db.VerifyLedger(t.Context(), Head{}); !errors.Is(err, data.ErrLedger) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestKeyInFile has no keyring that answers.
func TestKeyInFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	db, err := Open(t.Context(), path, Options{Keyring: &drawer{locked: true}})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db)
	takePersons(t, db, data.Person{Report: 1, Name: canary})
	if info, err := os.Stat(path + ".key"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if place, err := db.KeyPlace(t.Context()); err != nil || place != data.KeyFile {
		t.Errorf("%q, %v", place, err)
	}
	closed(t, db)
	if db = open(t, path); db == nil {
		t.Fatal()
	}
	if p, err := db.Person(t.Context(), data.Look{Report: 1, By: "ana", Reason: data.LookedToAnswer}); err != nil || p.Name != canary {
		t.Errorf("%v, %v", p, err)
	}
	closed(t, db)
	if err := os.Rename(path+".key", path+".key.elsewhere"); err != nil {
		t.Fatal(err)
	}
	db = open(t, path)
	if _, err := db.Person(t.Context(), data.Look{Report: 1, By: "ana", Reason: data.LookedToAnswer}); !errors.Is(err, data.ErrKeyMissing) {
		t.Errorf("without the key: %v", err)
	}
	if place, err := db.KeyPlace(t.Context()); err != nil || place != data.KeyMissing {
		t.Errorf("%q, %v", place, err)
	}
	if looks, err := db.Looks(t.Context(), 1, 0); err != nil || len(looks) != 1 {
		t.Errorf("a look at nobody was recorded: %v, %v", looks, err)
	}
	if _, err := db.AddPersons(t.Context(), []data.Person{{Report: 1, Name: "n"}}); !errors.Is(err, data.ErrKeyMissing) {
		t.Errorf("a second key: %v", err)
	}
}

// TestSealedValuesStayInTheirPlace moves an encrypted value to another report and another column.
func TestSealedValuesStayInTheirPlace(t *testing.T) {
	key := bytes.Repeat([]byte{7}, keyBytes)
	sealed, err := seal(key, 1, "name", canary)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := seal(key, 1, "name", canary)
	if bytes.Equal(sealed, again) {
		t.Error("the same text gives the same bytes")
	}
	for _, tt := range []struct {
		report int64
		field  string
		key    byte
		want   error
	}{{1, "name", 7, nil}, {2, "name", 7, data.ErrKeyMissing}, {1, "contact", 7, data.ErrKeyMissing}, {1, "name", 8, data.ErrKeyMissing}} {
		got, err := unseal(bytes.Repeat([]byte{tt.key}, keyBytes), tt.report, tt.field, sealed)
		if !errors.Is(err, tt.want) || (tt.want == nil) != (got == canary) {
			t.Errorf("%+v: %q, %v", tt, got, err)
		}
	}
	for n := range sealed {
		sealed[n] ^= 1
		if _, err := unseal(key, 1, "name", sealed); !errors.Is(err, data.ErrKeyMissing) {
			t.Errorf("byte %d changed: %v", n, err)
		}
		sealed[n] ^= 1
	}
	if _, err := unseal(key, 1, "name", sealed[:5]); !errors.Is(err, data.ErrKeyMissing) {
		t.Errorf("cut: %v", err)
	}
}

// TestPersonIsNotPrinted prints a person in every usual way.
func TestPersonIsNotPrinted(t *testing.T) {
	p := data.Person{Report: 7, Name: canary, Contact: canaryContact}
	all := fmt.Sprintf("%v %+v %#v %s %v", p, p, p, p, []data.Person{p})
	if strings.Contains(all, "Kenari") || strings.Contains(all, "5555") || !strings.Contains(all, "report 7") {
		t.Error(all)
	}
	if text, err := json.Marshal(struct{ P *data.Person }{&p}); err != nil || !strings.Contains(string(text), canary) {
		t.Errorf("JSON is asked for on purpose: %s, %v", text, err)
	}
}
