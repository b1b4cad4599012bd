package data

import "time"

// List names one of the lists that reports are read against. Additions to the lists are stored with these texts.
type List string

// The lists, and what a value of each is.
const (
	ListCity      List = "city"      // Kemendagri code: 31.74
	ListKecamatan List = "kecamatan" // Kemendagri code: 31.74.06
	ListKelurahan List = "kelurahan" // Kemendagri code: 31.74.06.1003
	ListChannel   List = "channel"   // the short label: JAKI
	ListCategory  List = "category"  // the name as the list spells it
	ListUnit      List = "unit"      // the name as the list spells it
	ListHoliday   List = "holiday"   // the date, 2027-01-01; the year alone says that the dates of that year are all there
)

// Lists returns all lists in the order of their constants; the slice is the caller's own.
func Lists() []List {
	return []List{ListCity, ListKecamatan, ListKelurahan, ListChannel, ListCategory, ListUnit, ListHoliday}
}

// Listed is one line that the bureau adds to a list: an entry of its own, or another validity of one that is there. Days
// are those of the local calendar, at midnight UTC.
type Listed struct {
	List    List
	Value   string
	Name    string    // of an area, a channel or a holiday; empty stands for the value
	English string    // name of a holiday in English; empty stands for the name
	Kind    string    // of a unit or a holiday; empty otherwise
	Parent  string    // the unit above; for an area, the code of the area around it, which may be left out
	From    time.Time // first day on which it holds; zero: always held
	Until   time.Time // first day on which it holds no longer; zero: holds still
	Source  string    // who says so: a decree, a letter; may be empty
}

// Alias is another spelling of what a list holds.
type Alias struct {
	List   List
	Told   string    // as data spell it
	Value  string    // what it means
	From   time.Time // first day on which it means that; zero: always did
	Until  time.Time // first day on which it means that no longer; zero: still does
	Source string    // where it was met; may be empty
}
