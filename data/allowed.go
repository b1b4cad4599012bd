package data

import (
	"slices"
	"time"
)

// Allowed tells whether by may give c to the report with history h at the instant now. It returns nil, or the first that
// applies of ErrNotFound (no history), ErrConflict (c.Version is not h.Version: somebody was faster), ErrUnknownCommand,
// ErrRole, ErrStage, ErrNothingToUndo, ErrOwnWork, ErrUnitMissing, ErrReasonMissing, ErrClock (now lies before the last event).
// All but the first two match ErrNotAllowed with errors.Is. It is pure: pages ask it which buttons to show, the store asks
// it before it writes, import asks it which histories are odd.
func Allowed(h History, c Command, by Staff, now time.Time) error {
	if len(h) == 0 {
		return ErrNotFound
	}
	if c.Version != h.Version() {
		return ErrConflict
	}
	m, ok := moves[c.Kind]
	switch {
	case !ok:
		return ErrUnknownCommand
	case !slices.Contains(m.roles, by.Role):
		return ErrRole
	case !slices.Contains(m.from, h.Stage()):
		return ErrStage
	case c.Kind == Undone && !h.canUndo(by):
		return ErrNothingToUndo
	case c.Kind.Decision() && h.followedUpBy(by.Name):
		return ErrOwnWork
	case m.unit && Blank(c.Unit):
		return ErrUnitMissing
	case m.reason && Blank(c.Reason):
		return ErrReasonMissing
	case now.Before(h.last().HappenedAt):
		return ErrClock
	}
	return nil
}

// Possible returns the commands that by may give to a report with history h, reasons and units aside, in the order of
// Commands. It is what a page shows as buttons.
func Possible(h History, by Staff, now time.Time) []Kind {
	var can []Kind
	for _, k := range Commands() {
		c := Command{Version: h.Version(), Kind: k, Unit: "?", Reason: "?"}
		if Allowed(h, c, by, now) == nil {
			can = append(can, k)
		}
	}
	return can
}

// EventOf returns the event that carries out c by at now, without Seq and RecordedAt. The command must be Allowed.
func EventOf(c Command, by Staff, now time.Time) Event {
	return Event{
		Report: c.Report, Kind: c.Kind, Stage: moves[c.Kind].to, Unit: c.Unit, Actor: by.Name, Role: by.Role,
		Reason: c.Reason, Note: c.Note, HappenedAt: now, CommandID: c.ID,
	}
}
