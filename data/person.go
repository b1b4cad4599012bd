package data

import (
	"fmt"
	"log/slog"
	"time"
)

// Person is who sent a report. It lies apart from the report, encrypted, and is shown on request only; printed or logged it
// is the id of its report and nothing else.
type Person struct {
	Report  int64
	Name    string
	Contact string // a number, an address or an account, as it was given
}

// String names the report and nobody.
func (p Person) String() string { return fmt.Sprintf("person of report %d", p.Report) }

// GoString is String, so that %#v leaks nothing either.
func (p Person) GoString() string { return p.String() }

// LogValue is String for a log.
func (p Person) LogValue() slog.Value { return slog.StringValue(p.String()) }

// LogValue is the number of the report: its texts are for no log.
func (r Report) LogValue() slog.Value { return slog.StringValue("report " + r.Number) }

// LogValue says which event it is: its note is for no log.
func (e Event) LogValue() slog.Value {
	return slog.StringValue(fmt.Sprintf("event %d: %s", e.Seq, e.Kind))
}

// LogValue says where the row stands: what it holds is for no log.
func (r RefusedRow) LogValue() slog.Value {
	return slog.StringValue(fmt.Sprintf("row on line %d: %s", r.Line, r.Reason))
}

// Look is one look at who sent a report.
type Look struct {
	Report int64
	By     string
	At     time.Time
}

// KeyPlace says where the key to the persons lies.
type KeyPlace string

// Where the key to the persons lies.
const (
	KeyNone    KeyPlace = ""        // there is none: nobody has been taken in
	KeyKeyring KeyPlace = "keyring" // in the operating system's keyring
	KeyFile    KeyPlace = "file"    // in a file beside the database, because no keyring answered
	KeyMissing KeyPlace = "missing" // it was in a keyring that does not have it, or in a file that is gone
)
