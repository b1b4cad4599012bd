package data

import "time"

// History is everything that happened to one report, in the order of HappenedAt, ties by Seq. Its methods derive what the
// store keeps as visits, decisions and current state; the store's own derivation is tested against them.
type History []Event

// Visit is one stay of a report in one stage. Each event that names a stage begins a new stay, also when the stage is the
// same as before (handed from one unit's Coordination to another's).
type Visit struct {
	Stage     Stage
	Pass      int // 1 + follow-ups refused so far, decisions taken back not counted
	Unit      string
	EnteredAt time.Time
	LeftAt    time.Time // zero while the stay lasts
	Next      Stage     // stage of the stay after this one; empty while it lasts
}

// Lasts tells whether the stay has not ended.
func (v Visit) Lasts() bool { return v.LeftAt.IsZero() }

// Decision is one validation decision, accepted or refused.
type Decision struct {
	Kind      Kind   // Accepted or Refused
	Unit      string // whose follow-up was judged
	Validator string
	Reason    string
	Pass      int       // the pass that the decision ended
	DecidedAt time.Time // UTC
	UndoneAt  time.Time // zero unless the decision was taken back
}

// Version counts the events; a command carries the version its giver saw.
func (h History) Version() int { return len(h) }

// Has tells whether a command with this identifier was carried out. An empty identifier never was.
func (h History) Has(command string) bool {
	for _, e := range h {
		if command != "" && e.CommandID == command {
			return true
		}
	}
	return false
}

// Stage returns where the report stands now; empty when no event has named a stage.
func (h History) Stage() Stage {
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].Stage != "" {
			return h[i].Stage
		}
	}
	return ""
}

// Unit returns whose turn it is: the last unit that an event has named.
func (h History) Unit() string {
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].Unit != "" {
			return h[i].Unit
		}
	}
	return ""
}

// Pass returns the present pass: 1 + follow-ups refused and not taken back.
func (h History) Pass() int {
	pass := 1
	for i := range h {
		pass += h.passStep(i)
	}
	return pass
}

// passStep is what event i adds to the pass: 1 for a refusal, -1 for the undoing of one.
func (h History) passStep(i int) int {
	switch {
	case h[i].Kind == Refused:
		return 1
	case h[i].Kind == Undone && i > 0 && h[i-1].Kind == Refused:
		return -1
	}
	return 0
}

// Visits derives the stays from the events, in order; at most the last one lasts.
func (h History) Visits() []Visit {
	var visits []Visit
	pass, unit := 1, ""
	for i, e := range h {
		pass += h.passStep(i)
		if e.Unit != "" {
			unit = e.Unit
		}
		if e.Stage == "" {
			continue
		}
		if n := len(visits); n > 0 {
			visits[n-1].LeftAt, visits[n-1].Next = e.HappenedAt, e.Stage
		}
		visits = append(visits, Visit{Stage: e.Stage, Pass: pass, Unit: unit, EnteredAt: e.HappenedAt})
	}
	return visits
}

// Decisions derives the validation decisions from the events, in order.
func (h History) Decisions() []Decision {
	var ds []Decision
	pass, unit := 1, ""
	for i, e := range h {
		if e.Unit != "" {
			unit = e.Unit
		}
		if e.Kind.Decision() {
			ds = append(ds, Decision{
				Kind: e.Kind, Unit: unit, Validator: e.Actor, Reason: e.Reason, Pass: pass, DecidedAt: e.HappenedAt,
			})
		}
		if e.Kind == Undone && i > 0 && h[i-1].Kind.Decision() {
			ds[len(ds)-1].UndoneAt = e.HappenedAt
		}
		pass += h.passStep(i)
	}
	return ds
}

// AsOf returns the part of the history that had happened before the instant at.
func (h History) AsOf(at time.Time) History {
	for i, e := range h {
		if !e.HappenedAt.Before(at) {
			return h[:i]
		}
	}
	return h
}

func (h History) last() Event { return h[len(h)-1] }

// canUndo tells whether the last event is a decision of by himself: nothing has been built on it.
func (h History) canUndo(by Staff) bool {
	last := h.last()
	return last.Kind.Decision() && last.Actor == by.Name
}

// followedUpBy tells whether name filed the follow-up of the present pass.
func (h History) followedUpBy(name string) bool {
	for i := len(h) - 1; i >= 0; i-- {
		switch h[i].Kind {
		case FollowedUp, Submitted:
			if name != "" && h[i].Actor == name {
				return true
			}
		case Refused:
			return false
		}
	}
	return false
}
