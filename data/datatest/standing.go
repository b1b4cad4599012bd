package datatest

import (
	"time"

	"tuntas/data"
)

// Since returns when the report came to its present stage by what was not taken back: decisions that were undone, and their
// undoing, are as if they had not been.
func Since(h data.History) (at time.Time) {
	for i, e := range h {
		undone := i+1 < len(h) && e.Kind.Decision() && h[i+1].Kind == data.Undone
		undoes := i > 0 && e.Kind == data.Undone && h[i-1].Kind.Decision()
		if e.Stage != "" && !undone && !undoes {
			at = e.HappenedAt
		}
	}
	return at
}
