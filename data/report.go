package data

import "time"

// Report is what a citizen sent, and only that; where it stands is told by its History.
type Report struct {
	ID        int64     // given by the store, ascending; 0 before it is stored
	Number    string    // the public number, for example JK2503050007; never empty, unique, kept as text
	Channel   string    // code or source text of the channel it came through; may be empty
	Category  string    // the reporter's category, in the reference list's spelling where known; may be empty
	Area      string    // Kemendagri code of the kelurahan ("31.74.06.1003"), else the source's text; may be empty
	Address   string    // free text, may have to be erased
	Text      string    // free text, may have to be erased
	Lat, Lon  float64   // degrees WGS 84; both 0 when the channel sends no position
	Private   bool      // hidden from the public; counted, never shown outside the bureau
	SentAt    time.Time // when the citizen sent it, UTC
	Continues string    // number of the earlier report that this one complains about again; usually empty
}

// Located tells whether the report carries a position.
func (r Report) Located() bool { return r.Lat != 0 || r.Lon != 0 }

// Summary is one line of the desk: a report with the place it has in its history now.
type Summary struct {
	ID       int64
	Number   string
	Stage    Stage
	Since    time.Time // when the present stage was entered, UTC
	SentAt   time.Time // UTC
	Category string
	Area     string // as in Report
	Channel  string
	Unit     string // whose turn it is
	Pass     int    // 1 until a follow-up has been refused
	Text     string // the citizen's text, possibly long, possibly empty; always empty of a private report
	Private  bool   // as in Report: what it says is for its own page alone
}

// DueTime is the earliest running deadline of a report.
type DueTime struct {
	Rule string    // its code
	At   time.Time // the first instant that is too late
}

// Filter chooses reports for the desk. Zero values choose everything; of a list a report must have one value, and all that
// is asked for must hold.
type Filter struct {
	Stages     []Stage       `json:"stages,omitempty"`
	Area       string        `json:"area,omitempty"` // a Kemendagri code of any level: "31.74" takes all reports of Jakarta Selatan
	Category   string        `json:"category,omitempty"`
	Channel    string        `json:"channel,omitempty"`
	Unit       string        `json:"unit,omitempty"`
	Areas      []string      `json:"areas,omitempty"` // each as Area
	Categories []string      `json:"categories,omitempty"`
	Channels   []string      `json:"channels,omitempty"`
	Units      []string      `json:"units,omitempty"`
	Passes     []int         `json:"passes,omitempty"`   // 1 is the first
	Deadline   DeadlineState `json:"deadline,omitempty"` // of the earliest deadline that runs; one of DeadlineStates
	IDs        []int64       `json:"ids,omitempty"`
	Text       string        `json:"text,omitempty"` // words that number, text or address must hold, in any order and case
	From       time.Time     `json:"from,omitzero"`  // SentAt at or after; zero is open
	Until      time.Time     `json:"until,omitzero"` // SentAt before; zero is open
	Order      Order         `json:"order,omitzero"`
}

// Order is how the desk's lines are sorted. Ties are broken by ID, so that paging never shows a line twice.
type Order struct {
	By         OrderBy `json:"by,omitempty"`
	Descending bool    `json:"descending,omitempty"`
}

// OrderBy names the column that lines are sorted by.
type OrderBy string

// The columns that the desk can be sorted by; OrderSent is the default of the zero Order.
const (
	OrderSent     OrderBy = "sent"
	OrderNumber   OrderBy = "number"
	OrderStage    OrderBy = "stage"
	OrderSince    OrderBy = "since"
	OrderCategory OrderBy = "category"
	OrderArea     OrderBy = "area"
	OrderChannel  OrderBy = "channel"
	OrderUnit     OrderBy = "unit"
	OrderPass     OrderBy = "pass"
)

// Choices are the values that occur, for the lists of a filter, most frequent first.
type Choices struct {
	Areas, Categories, Channels, Units []string
	Reports                            int64     // all reports
	First, Last                        time.Time // SentAt of the first and the last report; zero when there is none
}
