package data

import "time"

// SecondLookPlan says which accepted cases come back to another validator.
type SecondLookPlan struct {
	Share     float64 `json:"share"`      // of all accepted cases, 0 to 1, drawn by chance
	RiskShare float64 `json:"risk_share"` // of those whose risk is at least Risk, 0 to 1
	Risk      int     `json:"risk"`       // at least 1
}

// DefaultSecondLookPlan is the plan until the bureau makes another: one accepted case in twenty, and every second one at
// which the examiner pointed at something that seldom stands at honest evidence.
func DefaultSecondLookPlan() SecondLookPlan {
	return SecondLookPlan{Share: 0.05, RiskShare: 0.5, Risk: 3}
}

// Valid tells whether the plan can be used.
func (p SecondLookPlan) Valid() bool {
	in := func(v float64) bool { return v >= 0 && v <= 1 }
	return in(p.Share) && in(p.RiskShare) && p.Risk >= 1
}

// DrawnBy says why a case came into the second look. Values are stored as these texts.
type DrawnBy string

// The ways into the second look.
const (
	DrawnByChance DrawnBy = "chance"
	DrawnByRisk   DrawnBy = "risk"
)

// Draw tells whether a case comes into the second look, for a number u drawn evenly from 0 up to, not including, 1. Chance is
// asked first, so that the share drawn by chance speaks for all accepted cases.
func (p SecondLookPlan) Draw(u float64, risk int) (by DrawnBy, drawn bool) {
	switch {
	case u < p.Share:
		return DrawnByChance, true
	case risk >= p.Risk && p.Share < 1 && (u-p.Share)/(1-p.Share) < p.RiskShare:
		return DrawnByRisk, true
	}
	return "", false
}

// SecondLook is an accepted case that waits for another validator. He is shown it as it was before the decision, History
// cut off there, and never who decided or why it was drawn.
type SecondLook struct {
	Report    int64
	Number    string
	Decision  int64     // Event.Seq of the acceptance: names the second look
	DecidedAt time.Time // before this the history is to be shown
}

// SecondAnswer is what the other validator found. Answers are only ever added, one for each second look.
type SecondAnswer struct {
	ID       string // made by the caller, unique for ever: a second try with the same ID changes nothing
	Report   int64
	Decision int64  // Event.Seq of the acceptance
	Verdict  Kind   // Accepted: he agrees; Refused: he would have refused
	Review   Review // the checklist that he had before him; its failed items are the reasons of Refused
	Note     string
}
