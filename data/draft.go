package data

import (
	"fmt"
	"log/slog"
	"time"
)

// Draft is a note that somebody is still writing for a report. It is no part of the history.
type Draft struct {
	Report  int64
	Account string
	Note    string
	KeptAt  time.Time // set by the store
}

// LogValue says whose draft it is: its note is for no log.
func (d Draft) LogValue() slog.Value {
	return slog.StringValue(fmt.Sprintf("draft of report %d", d.Report))
}
