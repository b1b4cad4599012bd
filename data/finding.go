package data

// Finding is something odd that an import met: in a file, in a row, or between what a file tells and what is known. A
// finding never stands instead of a row: each kind has its rule, said at its constant, about what becomes of the row.
type Finding struct {
	Kind   FindingKind
	Path   string // the file; empty when the finding is about what is known
	Line   int64  // line of the file on which the row begins, from 1; 0 when it is about no single row
	Number string // the report's; empty when it is about no single report
	Field  string // header of the column, or the field; may be empty
	Was    string // what is known, or what the value should keep to; may be empty
	Told   string // what the file says; may be empty
	Rows   int64  // for how many rows it stands; at least 1
}

// FindingKind names a rule. Findings are stored as these texts.
type FindingKind string

// What intake finds in a file.
const (
	FoundLineEnds   FindingKind = "line_ends"    // lines end with CR alone; read as lines
	FoundEncoding   FindingKind = "encoding"     // the file is not UTF-8; decoded as Told says
	FoundTrimmed    FindingKind = "trimmed"      // outer blanks taken away, inner ones made single, in a field that is compared
	FoundNormalised FindingKind = "normalised"   // characters brought to their plain form (NFKC) in a field that is compared
	FoundEntities   FindingKind = "entities"     // HTML entities decoded, once
	FoundControls   FindingKind = "controls"     // control characters taken away
	FoundSpelling   FindingKind = "spelling"     // a known other spelling brought to the reference list's (Told to Was)
	FoundUnknown    FindingKind = "unknown"      // a value that no reference list holds; kept as told, waits to be mapped
	FoundOtherCode  FindingKind = "other_code"   // a code of the BPS system; brought to the Kemendagri code in Was
	FoundOddNumber  FindingKind = "odd_number"   // a report number of another pattern; taken
	FoundScaled     FindingKind = "scaled"       // a position without its decimal point; divided
	FoundOutside    FindingKind = "outside"      // a position outside Jakarta; kept
	FoundClosedOpen FindingKind = "closed_open"  // an end on a row whose status says that it has not ended; the end is not taken
	FoundEndMissing FindingKind = "end_missing"  // a status that says ended on a row without an end; no end is made up
	FoundNegative   FindingKind = "negative"     // a time before the one that it has to follow; the later move is not taken
	FoundLocated    FindingKind = "located"      // an area found by the position, since no column names it
	FoundRepeated   FindingKind = "repeated_row" // a report that stands more than once in one file, in equal words; taken once
)

// What the store finds between an import and what is known, or within a history.
const (
	FoundGone       FindingKind = "gone"        // a known event that the newer file no longer tells; kept
	FoundMoved      FindingKind = "moved"       // a known event that the file tells at another time; the known one stays
	FoundLate       FindingKind = "late"        // an event before one that was known already; taken
	FoundVanished   FindingKind = "vanished"    // a known report that a whole export no longer holds; kept
	FoundDiffers    FindingKind = "differs"     // a known report told in other words; what was known first stays
	FoundImpossible FindingKind = "impossible"  // a move that the official flow does not have; taken
	FoundDisordered FindingKind = "disordered"  // events of one report that stand in the file in another order than their times; taken
	FoundBeforeSent FindingKind = "before_sent" // an event before the report was sent; taken
)

// FindingKinds returns all kinds, those of the file first, in the order of their constants; the slice is the caller's own.
func FindingKinds() []FindingKind {
	return []FindingKind{
		FoundLineEnds, FoundEncoding, FoundTrimmed, FoundNormalised, FoundEntities, FoundControls, FoundSpelling, FoundUnknown,
		FoundOtherCode, FoundOddNumber, FoundScaled, FoundOutside, FoundClosedOpen, FoundEndMissing, FoundNegative, FoundLocated,
		FoundRepeated, FoundGone, FoundMoved, FoundLate, FoundVanished, FoundDiffers, FoundImpossible, FoundDisordered,
		FoundBeforeSent,
	}
}

// Cleaning tells whether the kind says that values were cleaned without changing what they mean.
func (k FindingKind) Cleaning() bool {
	switch k {
	case FoundLineEnds, FoundEncoding, FoundTrimmed, FoundNormalised, FoundEntities, FoundControls, FoundSpelling:
		return true
	}
	return false
}

// FindingFilter chooses findings. Zero values choose everything.
type FindingFilter struct {
	Import int64
	Kind   FindingKind
	Number string // of a report, matched exactly
}

// FindingCount says how often a kind was found.
type FindingCount struct {
	Kind  FindingKind
	Found int64 // findings
	Rows  int64 // rows that they stand for
}
