package main

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"tuntas/data/store"
)

// A second start with the same database asks the first window to come to the front: it writes a file beside the lock, and
// the window that holds the lock takes it away.

// frontBeat is how often a window looks whether it is asked to come to the front, and frontWait how long the other waits.
const (
	frontBeat = 300 * time.Millisecond
	frontWait = 3 * time.Second
)

func frontFile(path string) string { return path + ".front" }

// askFront asks the window that holds the database to come to the front and tells whether one did: then there is nothing
// left to do. Nobody is asked when the database is free. A command line that holds it does not answer.
func askFront(path string, wait time.Duration) bool {
	if !store.Held(path) || os.WriteFile(frontFile(path), nil, 0o600) != nil {
		return false
	}
	look := time.NewTicker(frontBeat / 3)
	defer look.Stop()
	late := time.NewTimer(wait)
	defer late.Stop()
	for {
		select {
		case <-look.C:
			if _, err := os.Lstat(frontFile(path)); errors.Is(err, fs.ErrNotExist) {
				return true
			}
		case <-late.C:
			return os.Remove(frontFile(path)) != nil // answered just now
		}
	}
}

// answerFront tells whether another start has asked, and takes the question away.
func answerFront(path string) bool { return os.Remove(frontFile(path)) == nil }
