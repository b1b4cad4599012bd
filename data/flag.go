package data

import "time"

// FlagCode names what the examiner of photos points at. Codes are stored as these texts.
type FlagCode string

// What the examiner points at. None of them proves anything: each is a reason to look.
const (
	FlagSameFile  FlagCode = "same_file" // the very file is evidence of another report
	FlagAlike     FlagCode = "alike"     // nearly the same picture is evidence of another report
	FlagUnchanged FlagCode = "unchanged" // the photo of the result is nearly that of the complaint
	FlagTooEarly  FlagCode = "too_early" // taken before the report came in
	FlagTooLate   FlagCode = "too_late"  // taken after the follow-up was filed
	FlagFar       FlagCode = "far"       // taken far from the reported place
	FlagEdited    FlagCode = "edited"    // the file names software for changing pictures
	FlagGenerated FlagCode = "generated" // the file names a generator of pictures
	FlagNoPhoto   FlagCode = "no_photo"  // the follow-up has no photo of its result
)

// FlagCodes returns all codes in the order of their constants; the slice is the caller's own.
func FlagCodes() []FlagCode {
	return []FlagCode{
		FlagSameFile, FlagAlike, FlagUnchanged, FlagTooEarly, FlagTooLate, FlagFar, FlagEdited, FlagGenerated, FlagNoPhoto,
	}
}

// Risk is what a flag of this code adds to the risk of a case, by which the queue is ordered. It says how seldom the code
// stands at honest evidence, not how bad the thing would be: a reused file is hardly ever an accident, a clock that is wrong
// often one.
func (c FlagCode) Risk() int {
	switch c {
	case FlagSameFile, FlagGenerated:
		return 5
	case FlagAlike:
		return 4
	case FlagUnchanged, FlagFar:
		return 3
	case FlagEdited, FlagTooEarly, FlagNoPhoto:
		return 2
	case FlagTooLate:
		return 1
	}
	return 0
}

// Flag is one thing that the examiner points at, with what is needed to look oneself. Fields that a code does not use are
// zero.
type Flag struct {
	Code      FlagCode `json:"code"`
	Photo     string   `json:"photo,omitempty"`     // SHA-256 of the photo it is about
	Twin      Twin     `json:"twin,omitzero"`       // the other photo, of the three that compare
	Bits      int      `json:"bits,omitempty"`      // in which the hashes differ, of FlagAlike and FlagUnchanged
	Metres    float64  `json:"metres,omitempty"`    // from the reported place, of FlagFar
	Hours     float64  `json:"hours,omitempty"`     // by which it is too early or too late
	Mark      string   `json:"mark,omitempty"`      // what the file says, of FlagEdited and FlagGenerated
	Threshold float64  `json:"threshold,omitempty"` // the setting that was passed: bits, metres or hours
}

// Twin is the other photo of a pair.
type Twin struct {
	Report int64     `json:"report"`
	Number string    `json:"number"`
	Photo  string    `json:"photo"` // SHA-256
	Role   PhotoRole `json:"role"`
}

// Examination is what the examiner said about a case, and of which state of it.
type Examination struct {
	Report     int64
	Version    int    // of the case
	Photos     int    // how many it looked at
	Flags      []Flag // the greatest risk first
	Risk       int    // RiskOf the flags
	ExaminedAt time.Time
}

// RiskOf is the risk of a case: the sum over its flags, each code counted once.
func RiskOf(flags []Flag) (risk int) {
	seen := map[FlagCode]bool{}
	for _, f := range flags {
		if !seen[f.Code] {
			seen[f.Code] = true
			risk += f.Code.Risk()
		}
	}
	return risk
}
