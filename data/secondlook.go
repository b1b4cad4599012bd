package data

import "time"

// SecondLookPlan says which accepted cases come back to another validator.
type SecondLookPlan struct {
	Share     float64 `json:"share"`      // of all accepted cases, 0 to 1, drawn by chance
	RiskShare float64 `json:"risk_share"` // of those whose risk is at least Risk, 0 to 1
	Risk      int     `json:"risk"`       // at least 1

	By string    `json:"by,omitempty"` // who put it in force; empty for the one that comes with Tuntas
	At time.Time `json:"at,omitzero"`  // since when it is in force; zero as above, and for a plan of an older Tuntas
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

// Acceptances is how much was accepted of late: what a plan of second looks would have drawn from.
type Acceptances struct {
	Days  int     // on which something was accepted
	Risks []int64 // the accepted cases by their risk, from 0 on; cases that nobody has examined count as 0
}

// Cases is how many cases were accepted.
func (a Acceptances) Cases() (n int64) {
	for _, of := range a.Risks {
		n += of
	}
	return n
}

// Expect tells how many second looks the plan draws on a day like those of a, by chance and by risk; 0 without days.
func (p SecondLookPlan) Expect(a Acceptances) (chance, risk float64) {
	if a.Days == 0 {
		return 0, 0
	}
	var risky int64
	for at, n := range a.Risks {
		if at >= p.Risk {
			risky += n
		}
	}
	days := float64(a.Days)
	return float64(a.Cases()) / days * p.Share, float64(risky) / days * (1 - p.Share) * p.RiskShare
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
