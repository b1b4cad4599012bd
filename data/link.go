package data

import (
	"slices"
	"time"
)

// LinkKind says what one report has to do with another. Kinds are stored as these texts.
type LinkKind string

// The kinds of links, from the later report to the earlier one.
const (
	LinkDuplicate LinkKind = "duplicate" // tells of the same thing; the other one leads
	LinkContinues LinkKind = "continues" // complains again about what the other was closed for
)

// LinkKinds returns all kinds in the order of their constants; the slice is the caller's own.
func LinkKinds() []LinkKind { return []LinkKind{LinkDuplicate, LinkContinues} }

// Link says that somebody has linked two reports. Links are only ever added; one that was taken back is one more with Cut.
type Link struct {
	From int64 // Report.ID of the duplicate, or of the one that complains again
	To   int64 // Report.ID of the one that leads, or of the one complained about again
	Kind LinkKind
	Cut  bool // the link was taken back
	By   string
	At   time.Time // UTC
}

// Linked is a link of a report that stands, with the report at its other end.
type Linked struct {
	Link
	Other Summary
}

// MayLink tells whether the role may link reports: who may leave a remark.
func (r Role) MayLink() bool { return slices.Contains(moves[Noted].roles, r) }

// Linkable tells whether by may link from with to, given the links of a kind that stand: each report's To by its From. It
// returns nil, ErrRole, or ErrLink for a report with itself, for one that has a link of the kind already, and where the links
// would lead round in a circle.
func Linkable(l Link, standing map[int64]int64, by Staff) error {
	if !by.Role.MayLink() {
		return ErrRole
	}
	if l.From == l.To || !slices.Contains(LinkKinds(), l.Kind) {
		return ErrLink
	}
	if _, has := standing[l.From]; has {
		return ErrLink
	}
	for at, steps := l.To, 0; steps <= len(standing); steps++ {
		next, on := standing[at]
		if !on {
			return nil
		}
		if next == l.From {
			return ErrLink
		}
		at = next
	}
	return nil
}
