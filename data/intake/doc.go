// Package intake turns files from outside into reports, events and refused rows. It knows delimited text, plain or packed
// with gzip, and the mapping profiles that say which column is what and which activity is which stage. It refuses to know
// where the rows go (the caller hands in a Sink), whether an event was there before, and how anything is shown.
//
// Nothing is guessed in silence. The delimiter is the one with which the profile's columns are found in the header; a file
// whose header fits no section of the profile is an error. Each row is either taken or refused with its line, its column
// and its reason: rows read = rows taken + rows refused. Lines without any character are no rows.
//
// # Profiles
//
// A profile is a TOML file. A key that is not listed here is an error, and so is an unknown stage, decision or zone.
//
//	name    = "permits"            # how the profile is called on the command line and in the record of the import
//	guarded = false                # true: the mark ' that guards a text beginning with = + - @ is taken away
//	reference = false              # true: channels, categories and kelurahan are written as in Jakarta's reference lists
//
//	[title]                        # for people
//	id = "Log perizinan"
//	en = "Permit log"
//
//	[time]
//	zone    = "Asia/Jakarta"       # for times without an offset; this is the default
//	formats = ["iso"]              # tried in order; this is the default
//
//	[events]
//	unmapped  = "refuse"           # an activity without a line is refused, or kept as "record"
//	own_names = false              # true: names of Tuntas' stages and kinds, Indonesian or English, need no line
//
//	[activities]                   # case, double blanks, "_" and "-" make no difference
//	"Application received" = { stage = "waiting" }
//	"Check passed"         = { decision = "accepted", stage = "done" }
//	"Check failed"         = { decision = "refused", stage = "process" }
//	"Site visit"           = { kind = "field_check" }
//	"Letter printed"       = { record = true }
//
//	[[file]]                       # one for each form of file that the source hands out
//	kind     = "events"            # or "reports"
//	required = ["unit"]            # fields that must be there beside those that always must
//	[file.columns]
//	case     = "case_id"           # field = header, or a list of headers of which the first that is found counts
//	time     = ["time", "timestamp"]
//	activity = "activity"
//	unit     = "group"
//
// Fields of events: case, time and activity (all three must be there; with activity = "…" in the section each row is that
// activity and the column may be missing), unit, actor, role, reason, note, and any field of reports but number. Fields of
// reports: number and sent (both must be there), channel, category, area, address, text, lat, lon, private, continues.
//
// A time format is "iso" (RFC 3339, also with a blank for the T, without fraction, seconds or offset) or a pattern of
// YYYY, MM or M, MMM (short or long month name, Indonesian or English), DD or D, HH or H, hh or h with A (AM or PM), mm, ss,
// SSS (fraction of any length), Z (offset); letters that stand for themselves are put into brackets: "DD MMM YYYY HH.mm
// [WIB]". A date alone is a time only where a pattern without hours says so. Two formats that differ in the order of day
// and month only are refused, because no row could tell them apart.
package intake
