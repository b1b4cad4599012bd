package store

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLeftOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	if LeftOpen(path) || LeftOpen("") {
		t.Error("a database that was never open")
	}
	db := open(t, path)
	if LeftOpen(path) {
		t.Error("one that is open is called left")
	}
	trace, err := os.ReadFile(path + ".lock.holder")
	if err != nil {
		t.Fatal(err)
	}
	closed(t, db)
	if LeftOpen(path) {
		t.Error("one that was closed is called left")
	}
	if err := os.WriteFile(path+".lock.holder", trace, 0o600); err != nil { // as a killed process leaves it
		t.Fatal(err)
	}
	if !LeftOpen(path) {
		t.Error("one that was left is not told")
	}
	closed(t, open(t, path))
	if LeftOpen(path) {
		t.Error("it is told again")
	}
}
