package data

import (
	"slices"
	"time"
)

// Clock is what a deadline rule measures: from which event, until which. Clocks are stored as these texts.
type Clock string

// The clocks. Those of a pass run anew in each pass; the others once for the whole case. A report that is rejected stops all
// of them; one that the reporter completes starts them anew.
const (
	ClockCase       Clock = "case"       // from the report until a follow-up is accepted
	ClockCoordinate Clock = "coordinate" // from the report until a unit has it: until Waiting is left
	ClockFollowUp   Clock = "follow_up"  // of each pass: from the report, or the refusal, until the follow-up is filed
	ClockPass       Clock = "pass"       // of each pass: from the report, or the refusal, until the decision
	ClockValidation Clock = "validation" // of each pass: from the submission until the decision
)

// Clocks returns all clocks in the order of their constants; the slice is the caller's own.
func Clocks() []Clock {
	return []Clock{ClockCase, ClockCoordinate, ClockFollowUp, ClockPass, ClockValidation}
}

// perPass tells whether the clock starts anew in each pass.
func (c Clock) perPass() bool { return c == ClockFollowUp || c == ClockPass || c == ClockValidation }

// Rule is one deadline rule. Rules that hold at the same time stand beside each other: the published ones conflict, and each
// result says which rule it came from.
type Rule struct {
	Code    string    `json:"code"`              // short and never empty: D7; with From it names the rule
	Clock   Clock     `json:"clock"`             //
	Days    int       `json:"days,omitempty"`    // allowance: days and hours together
	Hours   int       `json:"hours,omitempty"`   //
	Working bool      `json:"working,omitempty"` // days on which offices rest do not count
	Average bool      `json:"average,omitempty"` // speaks of the average of many cases: fires for none
	Off     bool      `json:"off,omitempty"`     // kept for the record, fires no more
	From    time.Time `json:"from"`              // first day on which a clock that starts is under the rule, midnight UTC
	Until   time.Time `json:"until"`             // first day on which it is no longer; zero: holds still
	Source  string    `json:"source,omitempty"`  // who says so: a decree, a page
}

// Valid tells whether the rule can be used: it has a code, a known clock, an allowance, and does not end before it begins.
func (r Rule) Valid() bool {
	return !Blank(r.Code) && slices.Contains(Clocks(), r.Clock) && r.Days >= 0 && r.Hours >= 0 && r.Days+r.Hours > 0 &&
		r.Days <= maxAllowance && r.Hours <= maxAllowance && (r.Until.IsZero() || r.From.Before(r.Until))
}

// maxAllowance is the longest allowance in days or hours that is taken for meant.
const maxAllowance = 10_000

// Calendar says on which local days offices work. The zero Calendar is UTC without a day off.
type Calendar struct {
	Zone    *time.Location
	Working func(day time.Time) bool // of a local day, given as midnight UTC; nil: all days
}

// Day returns the local day of an instant, as midnight UTC.
func (c Calendar) Day(at time.Time) time.Time {
	y, m, d := at.In(c.zone()).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Begins returns the instant at which a day given as midnight UTC begins in the calendar's zone.
func (c Calendar) Begins(day time.Time) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, c.zone())
}

func (c Calendar) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// Ends returns when the rule's allowance for a clock that starts at start is used up: the first instant that is too late.
// Calendar days keep the time of day. Of working days only the time on such days counts: what starts on a day off starts
// with the next working day.
func (r Rule) Ends(start time.Time, c Calendar) time.Time {
	if !r.Working || c.Working == nil {
		return start.In(c.zone()).AddDate(0, 0, r.Days).Add(time.Duration(r.Hours) * time.Hour).UTC()
	}
	day := c.Day(start)
	left := time.Duration(r.Days)*24*time.Hour + time.Duration(r.Hours)*time.Hour
	for tried := 0; tried < 2*maxAllowance; tried++ { // a calendar without working days ends, too
		next := day.AddDate(0, 0, 1)
		if end := c.Begins(next); !c.Working(day) {
			start = end
		} else if room := end.Sub(start); left <= room {
			break
		} else {
			left, start = left-room, end
		}
		day = next
	}
	return start.Add(left).UTC()
}

// holds tells whether a clock that starts at start is under the rule.
func (r Rule) holds(start time.Time, c Calendar) bool {
	day := c.Day(start)
	return !r.Off && !r.Average && !day.Before(r.From) && (r.Until.IsZero() || day.Before(r.Until))
}

// Deadline is what one rule says about one case or one pass of it.
type Deadline struct {
	Rule      Rule
	Pass      int       // 0: the whole case
	Unit      string    // whose turn it was when the clock stopped, or is now
	StartedAt time.Time //
	DueAt     time.Time // the first instant that is too late
	StoppedAt time.Time // zero while the clock runs
}

// Runs tells whether the clock still runs.
func (d Deadline) Runs() bool { return d.StoppedAt.IsZero() }

// State says how the deadline stands at the instant now.
func (d Deadline) State(now time.Time, c Calendar) DeadlineState {
	switch {
	case !d.Runs() && d.StoppedAt.Before(d.DueAt):
		return DeadlineMet
	case !d.Runs():
		return DeadlineLate
	case !now.Before(d.DueAt):
		return DeadlineOverdue
	case c.Day(d.DueAt).Equal(c.Day(now)):
		return DeadlineToday
	}
	return DeadlineRunning
}

// DeadlineState says how a deadline stands. Of several running deadlines of one report the earliest counts.
type DeadlineState string

// The states of a deadline; a Filter knows the first three and DeadlineNone.
const (
	DeadlineOverdue DeadlineState = "overdue" // runs, and is past
	DeadlineToday   DeadlineState = "today"   // runs, and ends today
	DeadlineRunning DeadlineState = "running" // runs, and ends on a later day
	DeadlineNone    DeadlineState = "none"    // no clock of a rule runs
	DeadlineMet     DeadlineState = "met"     // stopped in time
	DeadlineLate    DeadlineState = "late"    // stopped too late
)

// DeadlineStates returns those by which reports can be chosen, in the order of their constants; the slice is the caller's own.
func DeadlineStates() []DeadlineState {
	return []DeadlineState{DeadlineOverdue, DeadlineToday, DeadlineRunning, DeadlineNone}
}

// Due applies the rules to a history: for each rule and each clock that started under it one Deadline, in the order of the
// rules, then of passes. It is pure: the same history, rules and calendar give the same answer.
func Due(h History, rules []Rule, c Calendar) []Deadline {
	var due []Deadline
	spans := h.clocks()
	for _, r := range rules {
		for _, s := range spans[r.Clock] {
			if !r.holds(s.StartedAt, c) {
				continue
			}
			s.Rule, s.DueAt = r, r.Ends(s.StartedAt, c)
			due = append(due, s)
		}
	}
	return due
}

// Next returns the deadline that ends first among those whose clock runs; false when none does.
func Next(due []Deadline) (first Deadline, ok bool) {
	for _, d := range due {
		if d.Runs() && (!ok || d.DueAt.Before(first.DueAt)) {
			first, ok = d, true
		}
	}
	return first, ok
}

// clocks derives when each clock ran.
func (h History) clocks() map[Clock][]Deadline {
	r := clockwork{spans: map[Clock][]Deadline{}}
	before := r
	for i, e := range h {
		if e.Kind == Undone && i > 0 && h[i-1].Kind.Decision() {
			r = before.clone()
			continue
		}
		if e.Kind.Decision() {
			before = r.clone()
		}
		if e.Unit != "" {
			r.unit = e.Unit
		}
		r.pass = h[:i+1].Pass()
		r.take(e)
	}
	return r.spans
}

// clockwork starts and stops the clocks while it goes through a history.
type clockwork struct {
	spans map[Clock][]Deadline
	pass  int
	unit  string
	begun bool
}

func (r clockwork) clone() clockwork {
	spans := make(map[Clock][]Deadline, len(r.spans))
	for c, all := range r.spans {
		spans[c] = slices.Clone(all)
	}
	r.spans = spans
	return r
}

func (r *clockwork) take(e Event) {
	switch {
	case e.Stage == Rejected, e.Stage == Done:
		r.stop(e.HappenedAt, Clocks()...)
		r.begun = false
		return
	case e.Kind == Refused:
		r.stop(e.HappenedAt, ClockPass, ClockValidation, ClockFollowUp)
		r.start(e.HappenedAt, ClockFollowUp, ClockPass)
		return
	case e.Stage == "":
		return
	case !r.begun:
		r.begun = true
		r.start(e.HappenedAt, ClockCase, ClockCoordinate, ClockFollowUp, ClockPass)
	}
	r.enter(e.Stage, e.HappenedAt)
}

// enter starts and stops what the stage itself does.
func (r *clockwork) enter(s Stage, at time.Time) {
	if s != Waiting {
		r.stop(at, ClockCoordinate)
	}
	if s == FollowUp || s == Validation {
		r.stop(at, ClockFollowUp)
	}
	r.stop(at, ClockValidation)
	if s == Validation {
		r.start(at, ClockValidation)
	}
}

// start begins a span of each clock.
func (r *clockwork) start(at time.Time, clocks ...Clock) {
	for _, c := range clocks {
		d := Deadline{StartedAt: at, Unit: r.unit}
		if c.perPass() {
			d.Pass = r.pass
		}
		r.spans[c] = append(r.spans[c], d)
	}
}

// stop ends the last span of each clock that runs.
func (r *clockwork) stop(at time.Time, clocks ...Clock) {
	for _, c := range clocks {
		if all := r.spans[c]; len(all) > 0 && all[len(all)-1].Runs() {
			all[len(all)-1].StoppedAt, all[len(all)-1].Unit = at, r.unit
		}
	}
}

// Starts says since when the clocks of an open report count, as far as its present stage lets them run.
type Starts struct {
	Stage  Stage
	CaseAt time.Time // the report, or its completion after it was rejected
	PassAt time.Time // the last refusal that stands; CaseAt in the first pass
	Since  time.Time // when the present stage was entered; a decision that was taken back entered nothing
}

// At returns when the clock that runs now was started; false when it does not run at this stage. It agrees with Due for
// every history of moves that the table of moves knows.
func (s Starts) At(c Clock) (at time.Time, runs bool) {
	switch c {
	case ClockCase:
		return s.CaseAt, s.Stage.Open()
	case ClockCoordinate:
		return s.CaseAt, s.Stage == Waiting
	case ClockFollowUp:
		return s.PassAt, s.Stage.Open() && s.Stage != FollowUp && s.Stage != Validation
	case ClockPass:
		return s.PassAt, s.Stage.Open()
	case ClockValidation:
		return s.Since, s.Stage == Validation
	}
	return time.Time{}, false
}

// Next returns the code of the rule whose running clock ends first, and when it does; false when none runs.
func (s Starts) Next(rules []Rule, c Calendar) (code string, at time.Time, ok bool) {
	for _, r := range rules {
		start, runs := s.At(r.Clock)
		if !runs || !r.holds(start, c) {
			continue
		}
		if end := r.Ends(start, c); !ok || end.Before(at) {
			code, at, ok = r.Code, end, true
		}
	}
	return code, at, ok
}

// Window is a half-open span of starts; a zero Until is open.
type Window struct{ From, Until time.Time }

// DueBy returns which starts of the rule's clock end at or before the instant by; false when none do.
func (r Rule) DueBy(by time.Time, c Calendar) (w Window, ok bool) {
	w, ok = r.Fires(c)
	if !ok {
		return w, false
	}
	low, high := w.From, by.Add(time.Microsecond)
	if !w.Until.IsZero() && w.Until.Before(high) {
		high = w.Until
	}
	if !low.Before(high) || r.Ends(low, c).After(by) {
		return Window{}, false
	}
	for high.Sub(low) > time.Microsecond { // Ends never falls: low is due, high is not or is the end
		middle := low.Add(high.Sub(low) / 2).Truncate(time.Microsecond)
		if !middle.After(low) {
			break
		}
		if r.Ends(middle, c).After(by) {
			high = middle
		} else {
			low = middle
		}
	}
	return Window{w.From, high}, true
}

// Fires returns which starts of the rule's clock are under the rule; false for one that is off or speaks of averages.
func (r Rule) Fires(c Calendar) (w Window, ok bool) {
	if r.Off || r.Average {
		return Window{}, false
	}
	w.From = c.Begins(r.From)
	if !r.Until.IsZero() {
		w.Until = c.Begins(r.Until)
	}
	return w, true
}
