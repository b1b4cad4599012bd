package data

import (
	"fmt"
	"time"
)

// HeldError says who has a case open. It matches ErrHeld.
type HeldError struct{ Hold Hold }

func (e *HeldError) Error() string {
	return fmt.Sprintf("%v: %s since %s", ErrHeld, e.Hold.Holder, e.Hold.Since.UTC().Format(time.RFC3339))
}

// Unwrap makes the error match ErrHeld.
func (e *HeldError) Unwrap() error { return ErrHeld }
