// Package intake turns files from outside into reports, events and refused rows. It knows the forms
// in which they come, and the mapping profiles that say which column is what and which activity is which stage. It refuses
// to know where the rows go (the caller hands in a Sink), whether an event was there before, and how anything is shown.
//
// Nothing is guessed in silence. The delimiter is the one with which the profile's columns are found in the header; a file
// whose header fits no section of the profile is an error. Each row is either taken or refused with its line, its column
// and its reason: rows read = rows taken + rows refused. Lines without any character are no rows.
//
// # Forms
//
// The form is told from the content, not from the name, and shown by Look: delimited text; JSON, which is an array of objects
// or an object that holds one such array; JSON Lines, which is an object on each line; XES, the event log in XML; other XML,
// such as Open311's requests; XLSX; and Parquet. All but XLSX and Parquet may be packed with gzip, or lie in a zip archive, of
// which each entry is read as a file of its own and shown as archive.zip!entry. Names of entries are for showing only. Papers
// beside the tables (README, licences, PDF, pictures) are passed over; anything else that is no table refuses the archive, and
// so does an archive within it.
//
// Text is UTF-8, UTF-16 with its mark, or Windows-1252 where the first 64 KiB cannot be UTF-8. A row that is no text in the
// file's encoding is refused.
//
// JSON and XES have no header: it is made of the keys of the first 1,000 objects or events, and keys that come later are
// ignored. Objects within objects become keys with dots, arrays stay JSON text, numbers keep their text. In XES the keys of
// a trace have "case:" before them; attributes of attributes are passed over; a document type is refused.
//
// In other XML the rows are those elements of the root that hold elements, all of one name; elements of the root that hold
// none are passed over. Elements within a row become keys with dots, one that repeats is a JSON array of its texts, an
// attribute of the row is a key with @ before it. What a service says went wrong, in XML, in JSON or with the head of its
// answer, is an error that says so (data.ErrAnswer) and never an empty table; Open311's lists of services are no tables.
//
// Parquet has a header; groups become names with dots, lists and maps are JSON text. Times are written in ISO, with Z where
// they are instants and without where they are those on a wall; so are those of 96 bits, which do not say what they are.
// Decimals have a point, bytes that are no text are hexadecimal digits. The line of a row is its number, the header counted
// as the first. Pages packed with Brotli or LZO are refused; encrypted files are data.ErrProtected. No page is unpacked to
// more than it says, and a file that breaks off, or holds other numbers of rows than it says, is an error and never a shorter
// table.
//
// Of a workbook the first visible sheet is read that has, among its first 30 rows with something in them, a header that fits.
// Cells are read as they are stored: no formula is worked out, a merged cell stands in its first place, a truth value is
// TRUE or FALSE, a number has at most 15 digits. Dates are written in ISO, "2026-03-01T09:30:00" or "2026-03-01" where the
// format shows no hours, so that a profile for workbooks names "iso", "YYYY-MM-DD" or both among its formats. The XML is
// read to its end with rising rows and cells: a sheet that breaks off is an error and never a shorter sheet.
//
// An archive has at most 100 tables of at most 2 GiB each, a part of a workbook at most 512 MiB, and neither unpacks to more
// than 200 times its size; a page of Parquet has at most 128 MiB; a row has at most 4 MiB and a field 1 MiB. What is larger is
// refused whole (data.ErrTooLarge), or as a row where the form allows to go on behind it.
//
// # Children
//
// A program that has called Isolate reads XLSX, Parquet, XML and JSON in a child process, which is the same program started
// anew (ServeChild). The child gets the open file as its standard input, can open no other and write none, has a bound on its
// memory, and sends rows; profiles, decisions and the database stay here. What it sends is judged as a file is. A child that
// ends before its rows do makes the file one that is no table, with the child's last words in the error; when the reading is
// cancelled it is killed. Delimited text, JSON Lines, and the packing of gzip and zip are read here, always: their readers
// are this package's own or hold a bounded piece at a time.
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
