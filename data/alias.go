package data

import "time"

// List names a reference list.
type List string

// The lists that values of reports and events are read against.
const (
	ListChannel  List = "channel"
	ListCategory List = "category"
	ListArea     List = "area"
	ListUnit     List = "unit"
)

// Lists returns all lists in the order of their constants; the slice is the caller's own.
func Lists() []List { return []List{ListChannel, ListCategory, ListArea, ListUnit} }

// Alias says that a text means a value of a list. Reports keep the text as it was told; figures and the desk use the value.
type Alias struct {
	List    List
	Told    string    // as the source writes it, word for word
	Value   string    // as the list writes it: a code, or a name where the list has no codes
	From    time.Time // first day on which it holds, by the day the report was sent; zero is open
	Until   time.Time // the day after the last one; zero is open
	By      string    // who said so
	AddedAt time.Time // given by the store
}

// UnknownValue is a value that no list holds and nobody has mapped yet.
type UnknownValue struct {
	List  List
	Told  string
	Rows  int64     // rows in which it stood, over all imports
	First time.Time // the first import that told it
	Last  time.Time // the last one
}
