package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tuntas/data/store"
)

func TestAskFront(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.duckdb")
	if askFront(path, time.Minute) {
		t.Error("there is no window")
	}
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if answerFront(path) {
		t.Error("nobody has asked")
	}
	if askFront(path, 2*frontBeat) {
		t.Error("nobody has answered")
	}
	if _, err := os.Lstat(frontFile(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the question stays: %v", err)
	}
	answered := make(chan bool)
	go func() { answered <- askFront(path, time.Minute) }()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for range look.C {
		if answerFront(path) {
			break
		}
	}
	if !<-answered {
		t.Error("the window answered and was not heard")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if store.Held(path) || askFront(path, time.Minute) {
		t.Error("the window is closed")
	}
}
