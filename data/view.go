package data

// View is a filter that somebody has given a name.
type View struct {
	Name   string // unique for its owner; never blank
	Owner  string // Staff.Name; empty: everybody's
	Filter Filter
}
