package data

import "time"

// Issue is what was published once under a name, and stands.
type Issue struct {
	Name        string
	Revision    int    // from 1
	Kind        string // of document
	From        time.Time
	Until       time.Time // the day after the last one; both are days at midnight UTC
	AsOf        time.Time // instant up to which things were seen
	Rule        string    // filters and limits under which it was published, as text that is compared
	Definitions string    // version of the definitions of all measures
	By          string    // who published
	PublishedAt time.Time
	Cases       int64
	DataHash    string // hexadecimal SHA-256 over its cases
	LedgerEntry int64  // end of the ledger
	LedgerHash  string
}

// Why is the cause of a difference between an issue and what it would say today.
type Why string

// The causes.
const (
	LateReport Why = "late_report" // the report was brought in later
	LateEvent  Why = "late_event"  // something that had happened was recorded later
	Corrected  Why = "corrected"   // a decision was taken back later
	Remapped   Why = "remapped"    // nothing was recorded: another category, channel or area is read from the same words
)

// Whys returns all causes in their order; the slice is the caller's own.
func Whys() []Why { return []Why{LateReport, LateEvent, Corrected, Remapped} }

// Change is one case that an issue would tell otherwise today. Was is nil for a case that is new, Is for one that is gone.
type Change struct {
	Number  string
	Why     Why
	Was, Is *Frozen
}

// Frozen is a case as an issue sees it.
type Frozen struct {
	Private  bool
	Category string
	Channel  string
	Area     string
	Stage    Stage
	Pass     int
	Since    time.Time
}
