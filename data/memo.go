package data

import "time"

// Memo is what a unit needs to know about a refused follow-up: facts only. Who sent the report is not among them, nor is the
// text of a private report.
type Memo struct {
	Number    string
	Category  string
	Area      string
	Address   string // empty for a private report
	Text      string // empty for a private report
	SentAt    time.Time
	Unit      string // whose follow-up was refused: to whom the memo goes
	Pass      int    // the pass that was refused
	FiledAt   time.Time
	Validator string
	DecidedAt time.Time
	Reason    string // as recorded: a code or a text
	Failed    []Item // what the checklist found wanting, the first is the main reason
	Note      string
	Flags     []Flag     // what the examiner pointed at, for the record
	Deadlines []Deadline // those that run now, for the next pass
}

// MemoOf puts the facts of the last refusal that stands together; false when there is none. The review is the refusal's, its
// checklist c; both may be zero.
func MemoOf(r Report, h History, c Checklist, review Review) (m Memo, ok bool) {
	for _, d := range h.Decisions() {
		if d.Kind == Refused && d.UndoneAt.IsZero() {
			m.Unit, m.Pass, m.Validator, m.DecidedAt, m.Reason, ok = d.Unit, d.Pass, d.Validator, d.DecidedAt, d.Reason, true
		}
	}
	if !ok {
		return Memo{}, false
	}
	for _, e := range h {
		if e.Kind == FollowedUp && e.HappenedAt.Before(m.DecidedAt) {
			m.FiledAt = e.HappenedAt
		}
		if e.Kind == Refused && e.HappenedAt.Equal(m.DecidedAt) {
			m.Note = e.Note
		}
	}
	m.Number, m.Category, m.Area, m.SentAt = r.Number, r.Category, r.Area, r.SentAt
	if !r.Private {
		m.Address, m.Text = r.Address, r.Text
	}
	m.Failed = c.Failed(review.Answers)
	return m, true
}
