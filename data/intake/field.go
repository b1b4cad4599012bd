package intake

import "cmp"

// FileKind tells what the rows of a file are.
type FileKind string

// The two kinds of file.
const (
	Reports FileKind = "reports" // a row is a report
	Events  FileKind = "events"  // a row is an event; it may carry what is known of its report
)

// field is what a column becomes.
type field int

const (
	fieldNumber field = iota // "number" in reports, "case" in events
	fieldTime
	fieldActivity
	fieldUnit
	fieldActor
	fieldRole
	fieldReason
	fieldNote
	fieldSent
	fieldChannel
	fieldCategory
	fieldArea
	fieldAddress
	fieldText
	fieldLat
	fieldLon
	fieldPrivate
	fieldContinues
	fieldPosition // longitude and latitude in one text
	fieldDistrict // the kecamatan: only looked up in its list
	fieldTimes    // for how many reports the row stands
	fieldSender   // who sent the report: a name
	fieldContact  // the same: a number, an address or an account
	fieldCount
)

var fieldNames = [fieldCount]string{
	"number", "time", "activity", "unit", "actor", "role", "reason", "note", "sent", "channel", "category", "area",
	"address", "text", "lat", "lon", "private", "continues", "position", "district", "times",
	"sender", "contact",
}

// name is what the field is called in the profile's section for files of this kind.
func (f field) name(kind FileKind) string {
	if f == fieldNumber && kind == Events {
		return "case"
	}
	return fieldNames[f]
}

// fieldOf finds the field that a section for files of this kind calls name.
func fieldOf(kind FileKind, name string) (field, bool) {
	for f := range fieldCount {
		ofEvents := f >= fieldTime && f <= fieldNote
		if f.name(kind) == name && (kind == Events && f != fieldTimes || kind == Reports && !ofEvents) {
			return f, true
		}
	}
	return 0, false
}

// section is one form of file: which header becomes which field.
type section struct {
	kind     FileKind
	columns  [fieldCount]column // without headers when the section does not name the field
	required []field
	fixed    [fieldCount]string // what stands in a field without a column
	activity string             // what each row is when the file has no column that says so
	moves    []move             // of reports: the events that a row tells
}

// fit is a header seen through a section.
type fit struct {
	section *section
	at      [fieldCount]int   // position of the field's column, the first of joined ones; -1 when the file has none
	joined  [fieldCount][]int // positions of the columns that are joined to the field; nil when there is one
	moves   []movePlace
	found   int    // how many fields have a column
	missing string // header of the first required column that is not there
	twice   string // header of a column that is used and stands there twice
}

// fitting looks for the section's columns in a header. Case and outer blanks of a header make no difference.
func (s *section) fitting(header []string) fit {
	f := fit{section: s}
	for i, c := range s.columns {
		p := c.find(header)
		f.at[i] = p.at()
		if f.at[i] < 0 {
			continue
		}
		f.found++
		if len(p.columns) > 1 || c.prefix != "" {
			f.joined[i] = p.columns
		}
		f.twice = cmp.Or(p.twice, f.twice)
	}
	for _, need := range s.required {
		if f.at[need] < 0 && f.missing == "" {
			f.missing = s.columns[need].lacking(header)
		}
	}
	for i := range s.moves {
		if p, ok := s.moves[i].place(header, &f); ok {
			f.moves = append(f.moves, p)
		}
	}
	return f
}

// better tells whether f is a better reading of the header than g.
func (f fit) better(g fit) bool {
	if whole := f.missing == ""; whole != (g.missing == "") {
		return whole
	}
	return f.found > g.found
}

// carries tells whether rows of this file say anything about the report itself.
func (f fit) carries() bool {
	for i := fieldSent; i < fieldDistrict; i++ {
		if f.at[i] >= 0 {
			return true
		}
	}
	return false
}
