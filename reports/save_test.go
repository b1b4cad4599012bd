package reports_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"tuntas/reports"
)

var errBroken = errors.New("broken")

// write returns a document writer that fails after n bytes; n of -1 never fails.
func write(text string, n int) func(io.Writer) error {
	return func(w io.Writer) error {
		for i := range len(text) {
			if i == n {
				return errBroken
			}
			if _, err := io.WriteString(w, text[i:i+1]); err != nil {
				return err
			}
		}
		if n == len(text) {
			return errBroken
		}
		return nil
	}
}

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestSaveReplaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "month.xlsx")
	for _, want := range []string{"first", "second, and longer", ""} {
		if err := reports.Save(path, write(want, -1)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != want {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v, want 0644", info.Mode())
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("folder holds %v, want the document alone", got)
	}
}

func TestSaveKeepsOldDocument(t *testing.T) {
	text := string(bytes.Repeat([]byte("0123456789"), 20))
	folder := t.TempDir()
	path := filepath.Join(folder, "month.html")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for n := range len(text) + 1 {
		if err := reports.Save(path, write(text, n)); !errors.Is(err, errBroken) {
			t.Fatalf("after %d bytes: got %v, want %v", n, err, errBroken)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != "old" {
			t.Fatalf("after %d bytes: got %q, %v; want the old document", n, got, err)
		}
	}
	if got := names(t, folder); len(got) != 1 {
		t.Errorf("folder holds %v, want the old document alone", got)
	}
}

func TestSaveRefusals(t *testing.T) {
	folder := t.TempDir()
	occupied := filepath.Join(folder, "occupied")
	if err := os.MkdirAll(filepath.Join(occupied, "inside"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := reports.Save(filepath.Join(folder, "none", "a.xlsx"), write("x", -1)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing folder: got %v, want %v", err, fs.ErrNotExist)
	}
	if err := reports.Save(occupied, write("x", -1)); err == nil {
		t.Error("a folder was replaced by a document")
	}
	if got := names(t, folder); len(got) != 1 {
		t.Errorf("folder holds %v, want no temporary file", got)
	}
}

func TestSaveUnwritableFolder(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("folder modes bind neither this system nor the account root")
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
	err := reports.Save(filepath.Join(folder, "a.xlsx"), write("x", -1))
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v, want %v", err, fs.ErrPermission)
	}
}
