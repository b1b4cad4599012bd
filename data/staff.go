package data

// Role is the capacity in which somebody acts. On one desk it is a help against mistakes, not a wall: whoever can start
// the program can open its file.
type Role string

// The roles. The analyst reads and writes no case.
const (
	Admin      Role = "admin"      // enters reports of channels that have no system of their own and completes rejected ones
	Officer    Role = "officer"    // kelurahan, agency or work unit: coordinates, works, files the follow-up
	Validator  Role = "validator"  // the Government Bureau: judges follow-ups
	Supervisor Role = "supervisor" // sees where work is stuck; may leave a remark
	Analyst    Role = "analyst"    // asks questions and publishes
)

// Roles returns all roles in the order of their constants; the slice is the caller's own.
func Roles() []Role { return []Role{Admin, Officer, Validator, Supervisor, Analyst} }

// Staff is the person who gives a command. Name is the account that the operating system reports.
type Staff struct {
	Name string
	Role Role
	Unit string // the unit the person works for; may be empty
}

// WritesChecklists tells whether the role says what a validator looks at: the bureau's own.
func (r Role) WritesChecklists() bool { return r == Validator || r == Supervisor }

// PlansSecondLooks tells whether the role says which decisions come back to a second validator: not those who decide.
func (r Role) PlansSecondLooks() bool { return r == Supervisor }
