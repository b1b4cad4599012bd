package demo

import (
	"time"

	"tuntas/data"
)

// The planted probabilities of what can happen on the way.
const (
	privateShare    = 0.20
	againShare      = 0.02 // asks for an earlier report of the same subject in the same city; there may be none
	rejectionRate   = 0.04 // per report
	completedShare  = 0.35 // of the rejected reports
	detourShare     = 0.05 // sent to a wrong unit first
	disposedShare   = 0.55 // of the reports whose unit has an agency above it
	fieldCheckShare = 0.08 // of the decisions
	sameOfficer     = 0.85 // who started the work also files the follow-up
)

// citizenCase is one report on its way through the stages.
type citizenCase struct {
	g         *generator
	number    string
	at        int64 // Unix seconds of the last event
	channel   int
	subject   int
	village   int
	load      float64
	continues string

	stage     data.Stage
	turn      *unit // whose turn it is
	worker    *unit // who will do the work
	head      *unit // agency that passes it on; nil: nobody
	detour    *unit // wrong unit that gets it first; nil: none
	rejectIn  data.Stage
	completes bool
	officer   string // who started the work
	follower  string // who filed the follow-up
	validator string
	decideAt  int64 // end of a stay in Validation that a field check has cut in two; 0: none
}

// choosePath draws how the case will go as far as that does not depend on units' work.
func (c *citizenCase) choosePath() {
	g := c.g
	s, v := &subjects[c.subject], &g.villages[c.village]
	c.worker, c.head = g.units.worker(s, v)
	if g.rng.Float64() < s.direct {
		c.worker, c.head = v.unit, nil
	}
	if c.head != nil && g.rng.Float64() >= disposedShare {
		c.head = nil
	}
	if g.rng.Float64() < detourShare {
		other, _ := g.units.worker(&subjects[g.rng.IntN(len(subjects))], v)
		if other != c.worker {
			c.detour = other
		}
	}
	if g.rng.Float64() < rejectionRate {
		c.rejectIn = c.rejectionStage(g.rng.Float64())
		c.completes = g.rng.Float64() < completedShare
	}
}

// rejectionStage says where a report is rejected: mostly at the door.
func (c *citizenCase) rejectionStage(u float64) data.Stage {
	switch {
	case u < 0.6:
		return data.Waiting
	case u < 0.9 || c.head == nil:
		return data.Coordination
	}
	return data.Disposition
}

// complainAgain ties the case to an accepted report of the same subject in the same city, if there is one.
func (c *citizenCase) complainAgain() {
	if c.g.rng.Float64() >= againShare {
		return
	}
	p := place{c.subject, c.g.villages[c.village].city}
	if before, ok := c.g.done[p]; ok && before.at < c.at {
		c.continues, c.village = before.number, before.village
		delete(c.g.done, p)
		c.g.tally.continued++
	}
}

// run hands the report and its events to the sink, up to the end of the log.
func (c *citizenCase) run() error {
	if err := c.g.sink.AddReport(c.g.report(c)); err != nil {
		return err
	}
	c.g.tally.counted(c)
	if err := c.receive(); err != nil {
		return err
	}
	for {
		m, goesOn := c.next()
		if !goesOn || c.at >= c.g.until {
			c.g.tally.ended(c)
			return nil
		}
		if err := c.add(m); err != nil {
			return err
		}
	}
}

// receive adds the first event: what comes with a place waits at its kelurahan, the rest at the admins' door.
func (c *citizenCase) receive() error {
	e := data.Event{Kind: data.Received, Stage: data.Waiting, HappenedAt: time.Unix(c.at, 0).UTC()}
	if c.g.channels[c.channel].located {
		c.turn = c.g.villages[c.village].unit
		e.Unit = c.turn.name
	}
	c.stage = data.Waiting
	c.g.tally.events++
	return c.g.sink.AddEvent(c.number, e)
}

// move is one command with the one who gives it.
type move struct {
	kind   data.Kind
	to     *unit // who gets it; nil: the turn stays
	by     data.Staff
	reason string
	note   string
}

// add hands the event of m to the sink and brings the case up to it.
func (c *citizenCase) add(m move) error {
	command := data.Command{Kind: m.kind, Reason: m.reason, Note: m.note}
	if m.to != nil {
		c.turn, command.Unit = m.to, m.to.name
	}
	e := data.EventOf(command, m.by, time.Unix(c.at, 0).UTC())
	if e.Stage != "" {
		c.stage = e.Stage
	}
	c.took(m)
	c.g.tally.events++
	return c.g.sink.AddEvent(c.number, e)
}

// took counts what has happened with m.
func (c *citizenCase) took(m move) {
	switch m.kind {
	case data.RejectedIt:
		c.rejectIn = ""
		c.g.tally.rejected++
	case data.Refused:
		c.worker.decisions++
		c.worker.refused++
	case data.Accepted:
		c.worker.decisions++
		c.remember()
	}
}

// remember keeps the accepted report for those who will complain again, unless one that is still good is kept.
func (c *citizenCase) remember() {
	p := place{c.subject, c.g.villages[c.village].city}
	const good = 30 * 24 * 3600
	if before, ok := c.g.done[p]; !ok || c.at > before.at+good {
		c.g.done[p] = finished{number: c.number, village: c.village, at: c.at}
	}
}
