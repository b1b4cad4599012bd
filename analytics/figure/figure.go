// Package figure describes charts, tables and whole documents in words and numbers, ready to be shown: every text is in
// the reader's language already. It knows what a chart says and which rows stand behind each mark. It refuses to know how
// a chart is drawn, where numbers come from, and which language it is in.
package figure

import "time"

// Kind is the form of a figure.
type Kind string

// The forms. Every renderer draws each of them or returns an error, never an empty picture.
const (
	Bars    Kind = "bars"    // vertical bars beside each other, one for each category and series
	Stacked Kind = "stacked" // vertical bars, the series of a category on top of each other
	Lying   Kind = "lying"   // horizontal bars, for long names; one or two series
	Lines   Kind = "lines"   // a line for each series over the categories, a gap where a value is missing
	Dots    Kind = "dots"    // a dot with its interval for each category, lying; a reference line where Reference is set
	Heat    Kind = "heat"    // a grid: series are the rows, categories the columns, the value is the shade

	Steps    Kind = "steps"    // a line that stays level until the next value, over Point.X, with its band; for shares over time
	Funnel   Kind = "funnel"   // a dot for each category at Point.X cases and its rate, within the curves of Limits
	Boxes    Kind = "boxes"    // lying: for each category Low, Q1, the median as Value, Q3 and High
	Calendar Kind = "calendar" // one series; categories are days, "2006-01-02": weeks are columns, weekdays rows, the value is the shade
	Flow     Kind = "flow"     // nodes and the ways between them; Series and Categories are empty
	Places   Kind = "places"   // one series; a shape for each category, the value is the shade
	Spark    Kind = "spark"    // one series as a small line without axes, its last value marked
)

// Unit says what the values are, so that every renderer writes them alike.
type Unit string

// The units of values and table columns.
const (
	Count    Unit = "count"    // whole numbers
	Share    Unit = "share"    // 0 to 1, shown as per cent
	Duration Unit = "duration" // seconds, shown as days, hours, minutes
	Date     Unit = "date"     // a calendar day
	Text     Unit = "text"     // words
	Code     Unit = "code"     // text that looks like a number and must stay text
)

// Figure is one chart. Categories run along the main axis; each series has one point for each category.
type Figure struct {
	ID           string   // stable name, a lower-case word: used in file names and as the key of the element in a page
	Kind         Kind     //
	Title        string   // the finding, at most about ten words
	Subtitle     string   // measure, place, period, unit
	CategoryAxis string   // what the categories are, for example "month"
	ValueAxis    string   // what the values are, with unit
	Unit         Unit     // of the values
	Categories   []string // labels in reading order
	Tails        []string // of lying figures and dots: the ends of the categories that are never cut, each behind TailMark; may be nil
	Series       []Series //
	Reference    *Line    // a line across the chart, for example the rate of all units together; may be nil
	Alternative  string   // the same finding in words, for those who cannot see the picture
	Notes        []string // what is left out, provisional periods, small groups
	Cut          string   // the one of Notes that says which rows found no room; empty where none does

	AlongUnit Unit         // of Point.X, in steps and funnels
	Limits    []Limit      // curves of a funnel, straight lines of a run: outer ones first
	Shapes    []Shape      // of places: one for each category, in their order
	Nodes     []Node       // of a flow
	Ways      []Way        // of a flow
	Events    []Annotation // what the bureau wrote on the time axis
}

// Limit is a pair of curves between which values are expected. Along holds the X values, in order, for which Low and High
// stand; a run has none and one value each.
type Limit struct {
	Name      string
	Along     []float64
	Low, High []float64
}

// Shape is the outline of a place: rings of longitude and latitude, outer ones and holes told apart by the even-odd rule.
type Shape struct {
	Code  string
	Rings [][][2]float64
}

// Node is a stage or activity of a flow.
type Node struct {
	ID    string
	Name  string
	Count int64
	Words string // below the name, for example the median; may be empty
	Tone  Tone
	Key   Key
}

// Way leads from one node to another, or back to the same.
type Way struct {
	From, To string // of Node.ID
	Count    int64
	Words    string // beside it; may be empty
	Odd      bool   // not part of the official flow
	Key      Key
}

// Annotation is a remark at a category of the time axis.
type Annotation struct {
	Category int
	Text     string
}

// Series is a row of points under one name. Points has the length of Figure.Categories.
type Series struct {
	Name   string
	Tone   Tone
	Points []Point
}

// Point is one mark.
type Point struct {
	Value   float64 // in the figure's unit
	Missing bool    // there is no value: a gap, never a zero
	Low     float64 // lower end of the interval; equal to High when there is none
	High    float64 // upper end of the interval
	N       int64   // how many cases the value rests on
	Small   bool    // the group is too small to judge: drawn faint and said in words
	Key     Key     // leads to the rows behind the mark
	X       float64 // of steps and funnels: where the mark stands, in AlongUnit
	Q1, Q3  float64 // of boxes: quartiles
}

// Ranged tells whether the point carries an interval.
func (p Point) Ranged() bool { return p.High > p.Low }

// Key names the rows behind a mark: dimension and value pairs that narrow the scope of the question, for example
// {"unit": "Sudin Bina Marga"} or {"from": "2026-03-01", "until": "2026-04-01"}.
type Key map[string]string

// Line is a constant across the chart.
type Line struct {
	Name  string
	Value float64
}

// Tone is the meaning of a series' colour; each renderer has one palette for all of them and never shows a tone by colour
// alone.
type Tone string

// The tones.
const (
	Plain   Tone = "plain"   // the main series
	Second  Tone = "second"  // a second series beside it
	Third   Tone = "third"   // a third
	Good    Tone = "good"    // done, accepted
	Bad     Tone = "bad"     // rejected, refused
	Pending Tone = "pending" // open, undecided
	Water   Tone = "water"   // flood
)

// Table holds the numbers of a figure, or rows on their own.
type Table struct {
	Columns []Column
	Rows    [][]any // string, int64, float64, bool, time.Time (a date) or nil, one for each column
}

// Column is one column of a table.
type Column struct {
	Name  string // stable English name, lower case: an interface for machines
	Title string // heading in the reader's language, unit included
	Unit  Unit
}

// Entry is one line of a measure card: what it is called and what it says.
type Entry struct{ Label, Text string }

// Section is one question answered: figure, numbers, and the card that explains them.
type Section struct {
	ID      string
	Title   string // name of the measure, short enough for the name of a sheet
	Chapter string // heading of the chapter that the section belongs to; may be empty
	Figure  Figure
	Table   Table
	Card    []Entry
	Finding string // the answer as one sentence
}

// Document is what leaves the office, whatever its form.
type Document struct {
	Title    string
	Subtitle string // period, as-of date
	Language string // "id" or "en"
	Author   string
	MadeAt   time.Time // in the zone in which it is to be shown
	Facts    []Entry   // about the whole: period, as-of, zone, number of reports, ledger head
	Words    Words
	Sections []Section
	Signers  []Signer // who signs it on paper; none leaves no room for a hand
}

// Signer is the room for one signature: ready-made lines above and below the empty space. A name that is not known yet is
// empty and gets a dotted line.
type Signer struct {
	Above  []string // place and day, then the office held
	Name   string
	Number string // of the official (NIP), with its label; may be empty
}

// Words are the fixed texts of a document in the reader's language.
type Words struct {
	Contents string // "Contents"
	Measures string // "Measure cards": heading and name of the sheet
	Numbers  string // "Numbers behind the figure"
	Missing  string // "no value"
	Small    string // "too few to judge"
	Day      string // abbreviated unit: "d"
	Hour     string // "h"
	Minute   string // "min"
	Notice   string // footer: what made the document and that it holds no names
	NoChart  string // said where the form has no chart: the numbers are shaded instead
	NoScript string // shown where scripts are off: the tables hold all numbers
	Skip     string // leads a keyboard past the contents of a page
	Walk     string // how the marks of a chart are walked by keyboard
	Months   [12]string
}
