package data

import (
	"fmt"
	"log/slog"
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

// What follows keeps texts of citizens and officers out of logs and messages: printed in whatever way, alone or in a list,
// these values name themselves and no more.

// String is the number of the report.
func (r Report) String() string { return "report " + r.Number }

// LogValue is String for a log.
func (r Report) LogValue() slog.Value { return slog.StringValue(r.String()) }

// String says which event it is.
func (e Event) String() string {
	return fmt.Sprintf("event %d of report %d: %s", e.Seq, e.Report, e.Kind)
}

// LogValue is String for a log.
func (e Event) LogValue() slog.Value { return slog.StringValue(e.String()) }

// String says where the row stands.
func (r RefusedRow) String() string { return fmt.Sprintf("row on line %d: %s", r.Line, r.Reason) }

// LogValue is String for a log.
func (r RefusedRow) LogValue() slog.Value { return slog.StringValue(r.String()) }

// String says which command it is.
func (c Command) String() string {
	return fmt.Sprintf("command %s: %s report %d", c.ID, c.Kind, c.Report)
}

// LogValue is String for a log.
func (c Command) LogValue() slog.Value { return slog.StringValue(c.String()) }

// String is the number of the report, whose text the line holds.
func (s Summary) String() string { return "report " + s.Number }

// LogValue is String for a log.
func (s Summary) LogValue() slog.Value { return slog.StringValue(s.String()) }

// String says whose draft it is.
func (d Draft) String() string { return fmt.Sprintf("draft of report %d", d.Report) }

// LogValue is String for a log.
func (d Draft) LogValue() slog.Value { return slog.StringValue(d.String()) }

// KeyPlace says where the key to the persons lies.
type KeyPlace string

// Where the key to the persons lies.
const (
	KeyNone    KeyPlace = ""        // there is none: nobody has been taken in
	KeyKeyring KeyPlace = "keyring" // in the operating system's keyring
	KeyFile    KeyPlace = "file"    // in a file beside the database, because no keyring answered
	KeyMissing KeyPlace = "missing" // it was in a keyring that does not have it, or in a file that is gone
)
