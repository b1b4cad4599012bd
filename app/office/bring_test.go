package office_test

import (
	"os"
	"path/filepath"
	"testing"

	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/intake"
	"tuntas/data/store"
)

// shared finds a file of the shared test data, which lies beside the project; the test is skipped when it does not.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no shared test data beside the project: %v", err)
	}
	return path
}

// brought is a database into which the file came at a fixed time, and what it took.
func brought(t *testing.T, profile, path string) (*store.DB, data.ImportResult) {
	t.Helper()
	p, err := intake.Open(profile)
	if err != nil {
		t.Fatal(err)
	}
	db := datatest.Open(t, &datatest.Clock{Now: datatest.At(t, "2026-06-01")})
	result, _, err := office.Bring(t.Context(), db, p, data.Import{Paths: []string{path}}, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	return db, result
}

// The event log of the travel declarations gives the same database from XES and from CSV: the end of the ledger, in which the
// hash of all data is chained, is the same to the last digit.
func TestEventLogAndTableGiveOneDatabase(t *testing.T) {
	xes, x := brought(t, "declarations", shared(t, "07-domestic-declarations/DomesticDeclarations.xes.gz"))
	csv, c := brought(t, "declarations", shared(t, "07-domestic-declarations/DomesticDeclarations.csv.gz"))
	if x.Events != 55_628 || x.Reports != 10_357 || x.Events != c.Events || x.Reports != c.Reports || x.Refused != 0 {
		t.Errorf("XES %+v, CSV %+v", x, c)
	}
	fromXES, err := xes.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fromCSV, err := csv.Head(t.Context())
	if err != nil || fromXES.Hash == "" || fromXES != fromCSV {
		t.Errorf("ledgers: XES %+v, CSV %+v, %v", fromXES, fromCSV, err)
	}
	a, err := xes.ContentHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if b, err := csv.ContentHash(t.Context()); err != nil || a != b {
		t.Errorf("contents: XES %s, CSV %s, %v", a, b, err)
	}
}
