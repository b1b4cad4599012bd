package store

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
)

// A database in memory spills into a private folder, not into the one that the program was started in, and leaves nothing there.
func TestDatabaseInMemorySpillsAside(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary)
	t.Chdir(t.TempDir())
	db, err := Open(t.Context(), "", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var spilled string
	if err := db.sql.QueryRowContext(t.Context(), "SELECT current_setting($name)", sql.Named("name", "temp_directory")).Scan(&spilled); err != nil {
		t.Fatal(err)
	}
	folders, err := filepath.Glob(filepath.Join(temporary, "tuntas-*"))
	if err != nil || len(folders) != 1 || folders[0] != spilled {
		t.Fatalf("got %v for %s, %v", folders, spilled, err)
	}
	if info, err := os.Stat(folders[0]); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the folder is open to others: %v, %v", info, err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	for _, folder := range []string{temporary, "."} {
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
			t.Errorf("%s holds %v, %v", folder, left, err)
		}
	}
}
