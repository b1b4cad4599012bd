package data

import "time"

// Import describes files that are brought in together, as one transaction.
type Import struct {
	Profile string   // name of the mapping profile
	Paths   []string // the files, for the record; they are not opened here
	DryRun  bool     // everything is done and nothing is kept
	Whole   bool     // the files hold all reports that their source has: one that is missing has vanished
}

// ImportResult says what became of the rows. Read = Taken + Unchanged + Differing + Refused.
type ImportResult struct {
	ID        int64          // key of the record; 0 for a dry run
	Read      int64          // rows read from the files
	Taken     int64          // rows whose event or report was new
	Unchanged int64          // rows whose event or report was there already
	Differing int64          // rows about a known report that say something else; what was known first stays
	Refused   int64          // rows that were not taken, each kept with its reason
	Reports   int64          // new reports, those that only events spoke of included
	Events    int64          // new events, those that were not rows but follow from a report included
	Persons   int64          // reports of which it became known, or known otherwise, who sent them; not kept in a record
	Findings  int64          // what was found odd, each listed with the import
	Odd       []FindingCount // the same by kind, in the order of FindingKinds; empty in a record
	Took      time.Duration  //
}

// ImportRecord is what is kept of an import.
type ImportRecord struct {
	Import
	ImportResult
	ImportedAt time.Time
}

// Refusal is the reason why a row was not taken. Refusals are stored as these texts.
type Refusal string

// The reasons for which a row is refused.
const (
	RefusedShape    Refusal = "shape"    // more or fewer fields than the header
	RefusedQuote    Refusal = "quote"    // a quote that is not closed or stands where none may stand
	RefusedCase     Refusal = "case"     // no case, no report number
	RefusedTime     Refusal = "time"     // the time is missing or cannot be read with the profile's formats
	RefusedActivity Refusal = "activity" // no line of the profile names the activity
	RefusedText     Refusal = "text"     // bytes that are no text in the profile's encoding, or a NUL
	RefusedNumber   Refusal = "number"   // a position or flag that cannot be read
)

// The reasons for which a photo is refused; RefusedCase is one of them, too.
const (
	RefusedReport    Refusal = "report"    // no report has this number
	RefusedPhoto     Refusal = "photo"     // no photo, damaged, or a format that is not read
	RefusedHEIC      Refusal = "heic"      // a HEIC photo
	RefusedLarge     Refusal = "large"     // too many bytes, too many pixels, or packed too densely
	RefusedProtected Refusal = "protected" // encrypted
	RefusedFile      Refusal = "file"      // the table names a file that is not there, or that stands there more than once
	RefusedRole      Refusal = "role"      // the table names a role that is none
)

// Refusals returns all reasons in the order of their constants; the slice is the caller's own.
func Refusals() []Refusal {
	return []Refusal{
		RefusedShape, RefusedQuote, RefusedCase, RefusedTime, RefusedActivity, RefusedText, RefusedNumber, RefusedReport,
		RefusedPhoto, RefusedHEIC, RefusedLarge, RefusedProtected, RefusedFile, RefusedRole,
	}
}

// RefusedRow is one row of a file that was not taken, with what is needed to mend it.
type RefusedRow struct {
	Path   string
	Line   int64  // line of the file on which the row begins, from 1
	Column string // header of the field at fault; empty when the whole row is
	Value  string // the text at fault; empty when the whole row is
	Reason Refusal
	Raw    string // the row as it stood in the file
}
