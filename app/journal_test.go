package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestJournalTurns(t *testing.T) {
	name := filepath.Join(t.TempDir(), "tuntas.log")
	for range 3 { // three sessions
		j, err := openJournal(name, 100)
		if err != nil {
			t.Fatal(err)
		}
		var writers sync.WaitGroup
		for i := range 5 {
			writers.Go(func() {
				if _, err := fmt.Fprintf(j, "line %02d of a session, some twenty\n", i); err != nil {
					t.Error(err)
				}
			})
		}
		writers.Wait()
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	lines := 0
	all, err := filepath.Glob(name + "*")
	if err != nil || len(all) != keptLog+1 {
		t.Errorf("%v, %v", all, err)
	}
	for _, f := range all {
		content, err := os.ReadFile(f)
		if err != nil || len(content) > 100 {
			t.Errorf("%s has %d bytes, %v", f, len(content), err)
		}
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
		lines += strings.Count(string(content), "\n")
	}
	if lines < keptLog*2 {
		t.Errorf("only %d lines are left", lines)
	}
}

func TestCrashIsKept(t *testing.T) {
	folder := t.TempDir()
	for n, want := range []string{"", "first", "", "second"} {
		f, left, err := openCrash(folder)
		if err != nil || (left != "") != (want != "") {
			t.Fatalf("start %d: %q, %v", n, left, err)
		}
		if left != "" {
			if content, err := os.ReadFile(left); err != nil || string(content) != want {
				t.Errorf("start %d: %q, %v", n, content, err)
			}
		}
		if words := []string{"first", "", "second", ""}[n]; words != "" {
			if _, err := f.WriteString(words); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
