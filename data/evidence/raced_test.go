//go:build race

package evidence_test

// raced tells whether the race detector watches: everything takes about eight times as long.
const raced = true
