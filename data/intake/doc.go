// Package intake turns files from outside into reports, events and refused rows. It knows the forms
// in which they come, and the mapping profiles that say which column is what and which activity is which stage. It refuses
// to know where the rows go (the caller hands in a Sink), whether an event was there before, and how anything is shown.
//
// Nothing is guessed in silence. The delimiter is the one with which the profile's columns are found in the header; a file
// whose header fits no section of the profile is an error. Each row is either taken or refused with its line, its column
// and its reason: rows read = rows taken + rows refused. Lines without any character are no rows. What is odd about a row
// that was taken, and each change that was made to its values, is a finding (data.Finding) of the file.
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
// The header of delimited text is the first of its first 30 rows that fits the profile; rows above it are titles.
//
// In other XML the rows are those elements of the root that hold elements, all of one name; elements of the root that hold
// none are passed over. Elements within a row become keys with dots, one that repeats is a JSON array of its texts, an
// attribute of the row is a key with @ before it. What a service says went wrong, in XML, in JSON or with the head of its
// answer, is an error that says so (data.ErrService) and never an empty table; Open311's lists of services are no tables.
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
// # Proposals
//
// Propose reads a file without a profile and makes a draft of one: the header is the row, among the first 30, with most texts
// above numbers and times that at least half of the rows below keep to; a text that no delimiter parts is refused and never
// one column. A column becomes a field by its header, in the names of many sources, unless its values speak against it; else
// by its values. A draft cannot be used before each question is answered: a day and a month that can be read in either order
// are asked about. Next month the saved profile is found by its columns, all of which must be there.
//
// # Cleaning
//
// Values that others are compared with (number, continues, unit, actor, reason, channel, category, area, district, activity,
// status) have HTML entities decoded once, control and invisible characters taken away, their characters brought to the
// plain form (NFKC), outer blanks taken away and inner ones made single. Free texts (text, note, address) have entities
// decoded, line ends made LF and other control characters but tabs taken away; the rest stands as it was written. A row with
// a NUL is refused. Numbers are texts: leading zeros stay. Each kind of change is counted for each column of a file, as far
// as its rows were taken, and told once behind the rows, as is an encoding that is not UTF-8 and line ends of CR alone.
//
// # Profiles
//
// A profile is a TOML file. A key that is not listed here is an error, and so is an unknown stage, decision or zone.
//
//	name    = "permits"            # how the profile is called on the command line and in the record of the import
//	guarded = false                # true: the mark ' that guards a text beginning with = + - @ is taken away
//	reference = false              # true, or a list of channel, category, area, district, unit: see below
//	sheet   = "Laporan"            # of a workbook, the sheet that is read; else the first visible one that fits
//	jakarta = false                # true: positions should lie in Jakarta; reference = true says so too
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
//	[[file]]
//	kind  = "reports"
//	[file.columns]
//	number   = { join = ["year", "no"], prefix = "permit" } # "permit/2026/007"
//	sent     = { join = ["date", "clock"] }                  # "2026-03-01 09:30"
//	[file.fixed]
//	channel  = "Email"             # channel, category, area or unit of all rows, where no column says it
//	[[file.move]]                  # an event that the row of a report tells; any number of them
//	time     = "closed_at"
//	stage    = "done"              # or decision, kind, record as under [activities], or activity = "…" that has a line there
//	unit     = "group"             # also actor, reason and note
//	when     = { column = "status", values = ["Closed"] }
//	next_day = false               # true: a time before the move that it follows is one of the next day
//	optional = false               # true: a file without the columns of time and status tells no such move
//
// Fields of events: case, time and activity (all three must be there; with activity = "…" in the section each row is that
// activity and the column may be missing), unit, actor, role, reason, note, and any field of reports but number and times.
// Fields of reports: number and sent (both must be there), channel, category, area, address, text, lat, lon, private,
// continues, position (longitude and latitude in one text, "[106.8,-6.2]" as in GeoJSON), district (the kecamatan, which is
// looked up and not kept), and times: for how many reports the row stands, at most 10,000. Their numbers get "/1", "/2" and
// so on; a row that stands for none gives none.
//
// Both kinds of file may name sender (a name) and contact (a number, an address or an account): who sent the report. They go
// to a PersonSink and nowhere else, cleaned like free texts without being counted; the store keeps them apart and encrypted, and
// of several rows of a report the last one that tells something counts. Columns that a profile does not name are not taken, and
// Propose never proposes one. What such columns hold, also of a column that is only called so ("Nama Pelapor", "No HP", "Email",
// "NIK"), is shown in no preview and no example and kept with no refused row: there it is "…", and a row whose fields cannot be
// told apart is "…" as a whole. WriteMendable writes it as it stands in the source, which is read again.
//
//	sender   = "Nama Pelapor"
//	contact  = { join = ["No HP", "Email"] }
//
// Joined columns must all be there. Their texts are joined by a blank, empty ones left out; those of a number by "/", with
// nothing left out, behind its prefix.
//
// # Moves
//
// The time and the status of a move must have columns. Without activity the move is called as the header of its time. A move
// whose time is empty, or one of the joined texts of it, has not been made; one that cannot be read refuses the row. With
// "when", whose values are compared like activities: a time while the status says otherwise is a finding (closed_open) and no
// event; a status that says so without a time is one too (end_missing), also for a move that has no time at all, because its
// source never tells it. A time before the report was sent is a finding (negative) and no event. Before the first move stands
// that the report was received, unless a move says that. An event that several rows tell is given once.
//
// # Reference lists
//
// A channel, category, area, district or unit that is looked up is kept as the list writes it: the code of a channel or
// kelurahan, the name of the others. Another spelling is counted (spelling), an unknown value is kept and told with its
// rows (unknown), a code of the statistics office becomes the Kemendagri code (other_code). With reference = true all are
// looked up, and numbers that are not JK, a date as YYMMDD and four digits are counted (odd_number); numbers that the profile
// puts together are not.
//
// # Positions
//
// A position out of range that has lost its decimal point is divided by a million where that leads to Jakarta (scaled). Where
// positions should lie in Jakarta, one outside is told (outside) and kept, and the area of one inside becomes the report's
// where no column names it (located).
//
// # Times
//
// A time format is one of these, or a pattern:
//
//	iso        RFC 3339, also with a blank for the T, without fraction, seconds or offset
//	excel      days since the end of 1899 as workbooks count them, "45000.5"; they count a 29 February 1900, which is refused
//	excel1904  days since 1 January 1904
//	epoch      seconds since 1970 in Greenwich
//	epoch_ms   milliseconds since then
//
// A pattern holds YYYY, MM or M, MMM (short or long month name, Indonesian or English), DD or D, HH or H, hh or h with A (AM
// or PM), mm, ss, SSS (fraction of any length), Z (offset), and ? for one character that is passed over, whatever it is:
// "YYYY?? M" reads "202403 1" as January 2024. Letters that stand for themselves are put into brackets: "DD MMM YYYY HH.mm
// [WIB]". A date alone is a time only where a pattern without hours says so; without a day it is the first of the month. Two
// formats that differ in the order of day and month only are refused, because no row could tell them apart, and so are two
// that are digits alone.
package intake
