package data

// Stage is where a report stands. The eight values are the published states of Jakarta's CRM, in the order in which a
// report meets them; they are stored as these texts.
type Stage string

// The eight stages. Rejected is the report's own refusal ("Ditolak": it cannot be followed up yet). A refused follow-up
// ("TL Ditolak") is no stage but a decision, which sends the report back to Process.
const (
	Waiting      Stage = "waiting"
	Coordination Stage = "coordination"
	Disposition  Stage = "disposition"
	Process      Stage = "process"
	FollowUp     Stage = "follow_up"
	Validation   Stage = "validation"
	Done         Stage = "done"
	Rejected     Stage = "rejected"
)

// Stages returns the eight stages in their official order; the slice is the caller's own.
func Stages() []Stage {
	return []Stage{Waiting, Coordination, Disposition, Process, FollowUp, Validation, Done, Rejected}
}

// Valid tells whether s is one of the eight stages.
func (s Stage) Valid() bool {
	for _, known := range Stages() {
		if s == known {
			return true
		}
	}
	return false
}

// Open tells whether somebody still owes work at this stage: true for all but Done and Rejected, false for an unknown stage.
func (s Stage) Open() bool { return s.Valid() && s != Done && s != Rejected }
