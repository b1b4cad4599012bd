package data

import (
	"cmp"
	"time"
)

// HoldFor is how long a hold lasts that nobody renews.
const HoldFor = 15 * time.Minute

// Seat is a person at one window. The same person may have a second window, and a new one after the program was started
// again.
type Seat struct {
	Staff
	Window string // made by the window, unique for ever
}

// Hold says who has a case open. It is a courtesy, so that two do not judge the same case: the version of a command is what
// protects, and a command without a hold is carried out when its version fits.
type Hold struct {
	Report int64
	Holder string    // Staff.Name
	Window string    // Seat.Window
	Since  time.Time // when this holder took it
	Until  time.Time // the first instant at which it no longer counts, unless renewed
}

// Of tells whether the hold is this seat's own.
func (h Hold) Of(s Seat) bool { return h.Holder == s.Name && h.Window == s.Window }

// Counts tells whether the hold has not run out at the instant now. One that would last longer than any hold was made by a clock
// that ran ahead, and counts no more.
func (h Hold) Counts(now time.Time) bool {
	return now.Before(h.Until) && !h.Until.After(now.Add(HoldFor))
}

// Blocks tells whether the hold keeps the seat from opening the case at the instant now: somebody else's that counts. A
// person's own hold at another window does not; taking it over leaves a trace.
func (h Hold) Blocks(s Seat, now time.Time) bool { return h.Holder != s.Name && h.Counts(now) }

// HoldStep is what happened to a hold. Steps are stored as these texts.
type HoldStep string

// The steps of holds.
const (
	HoldTaken    HoldStep = "taken"      // nobody had it, or the hold had run out
	HoldMoved    HoldStep = "moved"      // the same person went on at another window
	HoldOver     HoldStep = "taken_over" // taken from somebody whose hold still counted, with a reason
	HoldReleased HoldStep = "released"   //
)

// HoldTrace is one step; traces are only ever added.
type HoldTrace struct {
	Report int64
	Step   HoldStep
	Holder string
	From   string // who had it before; empty when nobody had
	Reason string // of HoldOver
	At     time.Time
}

// Skip says that somebody put a case aside, and why. It comes back to him after the others; a case that has changed since
// is as good as new. Skips are only ever added.
type Skip struct {
	Report  int64
	Version int // of the case when it was skipped
	By      string
	Reason  string // never empty
	At      time.Time
}

// Queued is one case of the queue: at Validation, as one person meets it.
type Queued struct {
	Report    int64
	Number    string
	Version   int
	Pass      int
	SentAt    time.Time
	Since     time.Time // when it came to Validation
	DueAt     time.Time // the earliest running deadline; zero when none runs
	Rule      string    // code of the rule that says so
	Risk      int       // of the last examination of its photos; 0 when none was made
	SkippedAt time.Time // when this person skipped it as it is now; zero
}

// Before orders a queue: cases that were not skipped, then by the day of the deadline, those without one last, then the
// greater risk, then whatever waits longest; skipped ones follow in the order in which they were skipped. It returns a
// negative number when w comes before v.
func (w Queued) Before(v Queued, c Calendar) int {
	if !w.SkippedAt.Equal(v.SkippedAt) {
		return w.SkippedAt.Compare(v.SkippedAt)
	}
	return cmp.Or(dueDay(w, c).Compare(dueDay(v, c)), cmp.Compare(v.Risk, w.Risk), w.Since.Compare(v.Since), cmp.Compare(w.Report, v.Report))
}

// farDay stands for the day of no deadline.
var farDay = time.Date(9999, time.January, 1, 0, 0, 0, 0, time.UTC)

func dueDay(w Queued, c Calendar) time.Time {
	if w.DueAt.IsZero() {
		return farDay
	}
	return c.Day(w.DueAt)
}

// Workday is one day of one validator. Counts are cases, decisions taken back not counted.
type Workday struct {
	Done     int64   // decided by him on the day
	Accepted int64   // of them
	Refused  int64   // of them
	Skipped  int64   // put aside by him on the day
	Looked   int64   // second looks answered by him on the day
	Left     int64   // cases at Validation now, whoever may judge them
	LastHour int64   // decided by him in the hour before now: his pace
	Overdue  int64   // of Left, with a deadline that is past
	DueToday int64   // of Left, with a deadline that ends today
	Pace     float64 // decisions per hour over the last hour, or since the day's first decision where that is shorter; 0 before the second one
}
