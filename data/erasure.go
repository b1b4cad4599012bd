package data

import "time"

// ErasureReason is why something is erased.
type ErasureReason string

// The reasons: words of a list, so that no free text about a person stays where the person was erased.
const (
	ErasedOnRequest ErasureReason = "request"   // the person asked for it
	ErasedByAge     ErasureReason = "retention" // the time for which it may be kept is over
	ErasedByOrder   ErasureReason = "order"     // an authority or a court has ordered it
	ErasedMistake   ErasureReason = "mistake"   // it should never have come in
	ErasedAgain     ErasureReason = "again"     // it was erased before and came back from a backup; given by the store alone
)

// ErasureReasons returns the reasons that a person can give.
func ErasureReasons() []ErasureReason {
	return []ErasureReason{ErasedOnRequest, ErasedByAge, ErasedByOrder, ErasedMistake}
}

// Erasure is one report whose texts, photos and sender were erased.
type Erasure struct {
	Report int64
	Number string
	Reason ErasureReason
	By     string
	At     time.Time
}

// RetentionRule says for how many days after its last event the personal data of a report in one of these stages are kept.
type RetentionRule struct {
	Stages []Stage `json:"stages"`
	Days   int     `json:"days"` // at least 1
}

// RetentionDue is what a rule would erase.
type RetentionDue struct {
	Rule    RetentionRule
	Reports []int64 // in their order; those that an earlier rule has named are left out
}

// CheckRetention returns ErrRetention for rules that cannot be meant: no stage, a stage that is none, or less than a day.
func CheckRetention(rules []RetentionRule) error {
	for _, r := range rules {
		if len(r.Stages) == 0 || r.Days < 1 {
			return ErrRetention
		}
		for _, s := range r.Stages {
			if !s.Valid() {
				return About(string(s), ErrRetention)
			}
		}
	}
	return nil
}

// ErasureOrder says what is to be erased, by whom and why.
type ErasureOrder struct {
	Reports []int64
	By      string
	Reason  ErasureReason
}
