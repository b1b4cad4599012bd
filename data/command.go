package data

import "strings"

// Command asks for one change to one report. It is the only way in which anything is changed by a person.
type Command struct {
	ID      string // made by the caller, unique for ever: a second try with the same ID changes nothing
	Report  int64  // Report.ID
	Version int    // History.Version when the caller looked: the number of events he saw
	Kind    Kind   // what to do; one of Commands
	Unit    string // the unit that gets it; demanded by Coordinated and Disposed
	Reason  string // demanded by Refused and RejectedIt
	Note    string // free text
	// Review is how a decision was made; nil when there was no checklist. Its failed items are the reasons of a refusal that
	// names none: see Checklist.Check.
	Review *Review
}

// move is one line of the table of moves.
type move struct {
	from   []Stage
	to     Stage // empty: the stage stays
	roles  []Role
	unit   bool // a unit must be named
	reason bool // a reason must be given
}

// moves is the table of moves: for each command from which stages, where to, and who may give it. Everything that asks
// "is this allowed?" asks this table through Allowed.
var moves = map[Kind]move{
	Coordinated:  {from: []Stage{Waiting, Coordination, Disposition, Process}, to: Coordination, roles: []Role{Admin, Officer}, unit: true},
	Disposed:     {from: []Stage{Coordination}, to: Disposition, roles: []Role{Officer}, unit: true},
	Started:      {from: []Stage{Coordination, Disposition}, to: Process, roles: []Role{Officer}},
	FollowedUp:   {from: []Stage{Process}, to: FollowUp, roles: []Role{Officer}},
	Submitted:    {from: []Stage{FollowUp}, to: Validation, roles: []Role{Officer}},
	Accepted:     {from: []Stage{Validation}, to: Done, roles: []Role{Validator}},
	Refused:      {from: []Stage{Validation}, to: Process, roles: []Role{Validator}, reason: true},
	FieldChecked: {from: []Stage{Validation}, roles: []Role{Validator}},
	RejectedIt:   {from: []Stage{Waiting, Coordination, Disposition}, to: Rejected, roles: []Role{Admin, Officer}, reason: true},
	Completed:    {from: []Stage{Rejected}, to: Waiting, roles: []Role{Admin}},
	Undone:       {from: []Stage{Done, Process}, to: Validation, roles: []Role{Validator}},
	Noted:        {from: Stages(), roles: []Role{Admin, Officer, Validator, Supervisor}},
}

// Commands returns the kinds that a person can give as a command, in the order of Kinds; the slice is the caller's own.
func Commands() []Kind {
	var given []Kind
	for _, k := range Kinds() {
		if _, ok := moves[k]; ok {
			given = append(given, k)
		}
	}
	return given
}

// NeedsReason tells whether the command is refused without a reason.
func (k Kind) NeedsReason() bool { return moves[k].reason }

// NeedsUnit tells whether the command is refused without a unit.
func (k Kind) NeedsUnit() bool { return moves[k].unit }

// Target returns the stage that the command leads to; empty when the stage stays or k is no command.
func (k Kind) Target() Stage { return moves[k].to }

// Blank tells whether a text says nothing.
func Blank(s string) bool { return strings.TrimSpace(s) == "" }
