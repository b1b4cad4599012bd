package main_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// topFolders and topFiles are all that may lie at the top level beside dot files. bin and build are what make leaves
// behind; git ignores them.
var (
	topFolders = []string{"analytics", "app", "data", "reports", "bin", "build"}
	topFiles   = []string{
		"CHANGELOG.md", "FyneApp.toml", "LICENSE", "Makefile", "README.md", "go.mod", "go.sum",
	}
)

// emptyNames are names of folders that say nothing about what is in them.
var emptyNames = []string{
	"base", "cmd", "common", "core", "helper", "helpers", "internal", "lib", "misc", "mock", "mocks", "model", "models",
	"pkg", "service", "services", "shared", "types", "util", "utils", "vendor",
}

// strayEntries returns what lies at the top level of root and may not, and every folder below with an empty name.
func strayEntries(root string) ([]string, error) {
	var stray []string
	err := filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil || at == root {
			return err
		}
		below, err := filepath.Rel(root, at)
		if err != nil {
			return err
		}
		below = filepath.ToSlash(below)
		if strings.HasPrefix(d.Name(), ".") || (d.IsDir() && slices.Contains(unread, d.Name())) {
			return skip(d)
		}
		if allowedEntry(below, d) {
			return nil
		}
		stray = append(stray, below)
		return skip(d)
	})
	return stray, err
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func allowedEntry(below string, d fs.DirEntry) bool {
	if strings.Contains(below, "/") {
		return !d.IsDir() || !slices.Contains(emptyNames, d.Name())
	}
	if d.IsDir() {
		return slices.Contains(topFolders, below)
	}
	return slices.Contains(topFiles, below) || strings.Contains(below, ".duckdb")
}

func TestTopLevel(t *testing.T) {
	stray, err := strayEntries(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range stray {
		t.Errorf("%s: the house has no such place (README.md, map of the folders)", at)
	}
	for _, name := range topFiles {
		if _, err := os.Stat(filepath.Join(moduleRoot, name)); err != nil {
			t.Errorf("the top level lacks a file: %v", err)
		}
	}
}

func TestTopLevelIsChecked(t *testing.T) {
	root := plant(t, map[string]string{
		"README.md":             "",
		"notes.md":              "",
		".gitignore":            "",
		"bin/tuntas":            "",
		"docs/guide.md":         "",
		"data/report.go":        "",
		"data/util/text.go":     "",
		"app/ui/desk/models.go": "",
		"app/ui/models/desk.go": "",
	})
	got, err := strayEntries(root)
	want := []string{"app/ui/models", "data/util", "docs", "notes.md"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}
