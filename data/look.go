package data

import (
	"slices"
	"time"
)

// Look is one look at who sent a report.
type Look struct {
	Report int64
	By     string
	Reason LookReason // empty for a look from before reasons were asked for
	At     time.Time  // set by the store
}

// LookReason is why somebody looked at who sent a report.
type LookReason string

// The reasons: words of a list, so that no free text about a person stays where the person is erased.
const (
	LookedToAnswer  LookReason = "answer"  // to tell the sender what became of the report
	LookedUnclear   LookReason = "unclear" // to ask the sender what is meant, or where
	LookedInDoubt   LookReason = "doubt"   // the report or its follow-up is doubted
	LookedOnRequest LookReason = "request" // the sender wants to know, or to have erased, what is kept
	LookedByOrder   LookReason = "order"   // a superior, an auditor or a court has ordered it
)

// LookReasons returns the reasons that can be given.
func LookReasons() []LookReason {
	return []LookReason{LookedToAnswer, LookedUnclear, LookedInDoubt, LookedOnRequest, LookedByOrder}
}

// Valid tells whether the reason is one of the list.
func (r LookReason) Valid() bool { return slices.Contains(LookReasons(), r) }
