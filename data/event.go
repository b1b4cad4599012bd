package data

import "time"

// Kind tells what happened to a report. Kinds are stored as these texts.
type Kind string

// The kinds of event. Each but Received and Recorded is also a command that a person can give.
const (
	Received     Kind = "received"    // the report came in: Waiting
	Coordinated  Kind = "coordinated" // handed to a unit: Coordination
	Disposed     Kind = "disposed"    // sent to the authorised agency: Disposition
	Started      Kind = "started"     // officers are at work: Process
	FollowedUp   Kind = "followed_up" // the work is done and documented: Follow-up
	Submitted    Kind = "submitted"   // waits for the bureau's judgement: Validation
	Accepted     Kind = "accepted"    // decision: the follow-up is good: Done
	Refused      Kind = "refused"     // decision: the follow-up is not good: Process, a new pass
	FieldChecked Kind = "field_check" // a site visit before the decision; the stage stays
	RejectedIt   Kind = "rejected"    // the report itself cannot be followed up: Rejected
	Completed    Kind = "completed"   // the reporter gave what was missing: Waiting
	Undone       Kind = "undone"      // the decision just before was taken back
	Noted        Kind = "noted"       // a remark; the stage stays
	Recorded     Kind = "recorded"    // an activity of a foreign log that has no meaning here; kept, the stage stays
)

// Kinds returns all kinds of event in the order of their constants; the slice is the caller's own.
func Kinds() []Kind {
	return []Kind{
		Received, Coordinated, Disposed, Started, FollowedUp, Submitted, Accepted, Refused,
		FieldChecked, RejectedIt, Completed, Undone, Noted, Recorded,
	}
}

// Valid tells whether k is one of the known kinds.
func (k Kind) Valid() bool {
	for _, known := range Kinds() {
		if k == known {
			return true
		}
	}
	return false
}

// Decision tells whether an event of this kind is a validation decision: accepted or refused. A field check is none.
func (k Kind) Decision() bool { return k == Accepted || k == Refused }

// Event is one thing that happened to a report. Events are only ever added: a correction is one more event.
type Event struct {
	Seq        int64  // given by the store's single writer, ascending over all reports; 0 before it is stored
	Report     int64  // Report.ID; 0 where the store is to find it by number
	Kind       Kind   //
	Stage      Stage  // the stage that begins with this event; empty when the stage stays
	Activity   string // what the source called it, word for word; empty for commands given in Tuntas
	Unit       string // whose turn it is from now on, or whose work was judged; empty keeps the unit of the event before
	Actor      string // who did it, as the source or the operating system says; may be empty
	Role       Role   // in what capacity; may be empty for imported events
	Reason     string // code or short text; demanded by Refused and RejectedIt in Tuntas, may be empty when imported
	Note       string // free text, may have to be erased
	HappenedAt time.Time
	RecordedAt time.Time
	CommandID  string // identifier made by the caller of the command; empty for imported events
}

// KindOf returns the kind of a plain move into s, as an importer needs it: Received for Waiting, Submitted for Validation
// and so on. Done counts as Accepted. An unknown stage gives Recorded.
func KindOf(s Stage) Kind {
	switch s {
	case Waiting:
		return Received
	case Coordination:
		return Coordinated
	case Disposition:
		return Disposed
	case Process:
		return Started
	case FollowUp:
		return FollowedUp
	case Validation:
		return Submitted
	case Done:
		return Accepted
	case Rejected:
		return RejectedIt
	}
	return Recorded
}
