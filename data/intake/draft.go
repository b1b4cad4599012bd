package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tuntas/data"
)

// Draft is a profile that is being made for a file: what Propose found, to be shown, mended and saved. Its fields may be read
// freely; Name, Title, Zone and Reference may be set, the rest changes through the methods.
type Draft struct {
	Path      string // of the file, or archive.zip!entry
	Tables    int    // how many tables lie in the file; the draft is that of the first
	Format    Format
	Encoding  Encoding
	Delimiter string // one character; empty when the format is not delimited text
	Sheet     string // of a workbook: the one that is read
	TitleRows int    // rows above the header
	Rows      int    // looked at by Propose
	All       int64  // rows of the table; 0 before Survey
	Ragged    int    // beside Rows: those that have another number of fields than the header; they would be refused
	Kind      FileKind
	Name      string // how the profile is to be called
	Title     string // for people
	Zone      string // for times without an offset, for example "Asia/Jakarta"
	Reference bool   // channels, categories and kelurahan are written as in Jakarta's reference lists

	Columns    []DraftColumn
	Activities []DraftActivity // most frequent first; none in a file of reports
	Moves      []DraftMove     // of reports: further times and what happened then

	at     place
	sample *sample
}

// DraftColumn is a column of the file and what it is proposed to become.
type DraftColumn struct {
	Header     string
	Field      string // in the words of a profile; empty when it is not used
	Confidence Confidence
	Why        Why
	Examples   []string // up to three different values, shortened; none of who sent a report
	Filled     int      // of Draft.Rows: how many tell something
	Distinct   int      // different values among them
	Formats    []string // of times, as a profile names them; empty when the values are no times
	Order      Order    // of day and month; empty when the formats have none, or nobody has said yet
	Ambiguous  bool     // day and month can be read either way
}

// DraftActivity is an activity of the file and what it is proposed to mean.
type DraftActivity struct {
	Text    string
	Rows    int // in how many it stands: of Draft.Rows, or of Draft.All after Survey
	Meaning Meaning
}

// propose fills the draft for files of this kind.
func (d *Draft) propose(kind FileKind) {
	p := newProposal(d.sample)
	p.fill(kind)
	d.Kind = kind
	d.Columns = make([]DraftColumn, len(p.columns))
	for i, c := range p.columns {
		d.Columns[i] = DraftColumn{
			Header: c.header, Why: p.idle(i), Examples: c.examples(), Filled: c.filled, Distinct: len(c.counts),
		}
		if isPersonal(c.header) {
			d.Columns[i].Examples = nil
		}
		d.Columns[i].read(c.when)
	}
	d.Reference = false
	for f, c := range p.claims {
		at := &d.Columns[c.column]
		at.Field, at.Confidence, at.Why = f.name(kind), c.confidence, c.why
		if f == fieldChannel || f == fieldCategory || f == fieldArea {
			d.Reference = d.Reference || p.columns[c.column].listed(listOf(f)) >= 0.5
		}
	}
	d.proposeMoves()
	d.settle()
	d.listActivities()
}

// settle gives a column whose order nobody has told the only order that can stand in one profile with the formats of the other
// columns that are used.
func (d *Draft) settle() {
	for i := range d.Columns {
		if c := d.Columns[i]; !c.Ambiguous || !d.isTime(c) {
			continue
		}
		w := d.sample.columns[i].when
		day, month := d.agrees(w.day.formats), d.agrees(w.month.formats)
		switch {
		case day && !month:
			d.order(i, DayFirst)
		case month && !day:
			d.order(i, MonthFirst)
		}
	}
}

// agrees tells whether formats can stand beside those of the columns of which the order is known.
func (d *Draft) agrees(formats []string) bool {
	for _, c := range d.Columns {
		if d.isTime(c) && !c.Ambiguous {
			formats = append(slices.Clone(formats), c.Formats...)
		}
	}
	_, err := newClock(d.Zone, formats)
	return err == nil
}

// isTime tells whether the column is used as a time.
func (d *Draft) isTime(c DraftColumn) bool {
	return c.Field == fieldTime.name(d.Kind) || c.Field == fieldSent.name(d.Kind) || d.move(c.Header) >= 0
}

// order settles the order of day and month of a column.
func (d *Draft) order(column int, o Order) {
	w := &d.sample.columns[column].when
	w.choose(o)
	d.Columns[column].read(*w)
}

// read takes over how the times of the column are read; while that is not known they have no format.
func (c *DraftColumn) read(w when) {
	c.Formats, c.Order, c.Ambiguous = w.formats, w.order, w.either
	if w.either {
		c.Formats = nil
	}
}

// listActivities counts the texts of the activity column and proposes what they mean. What a person has said stays, also of
// activities that the rows do not hold.
func (d *Draft) listActivities() {
	said := make(map[string]DraftActivity)
	for _, a := range d.Activities {
		said[fold(a.Text)] = a
	}
	d.Activities = nil
	at := slices.IndexFunc(d.Columns, func(c DraftColumn) bool { return c.Field == fieldActivity.name(d.Kind) })
	if at < 0 || d.Kind != Events {
		return
	}
	for text, rows := range d.sample.columns[at].texts() {
		m := meaningOf(text)
		if a, ok := said[fold(text)]; ok {
			m = a.Meaning
		}
		d.Activities = append(d.Activities, DraftActivity{text, rows, m})
	}
	for _, a := range d.Activities {
		delete(said, fold(a.Text))
	}
	for _, a := range said {
		if a.Rows == 0 {
			d.Activities = append(d.Activities, a)
		}
	}
	slices.SortFunc(d.Activities, func(a, b DraftActivity) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Text, b.Text))
	})
}

// Fields returns the fields that files of the draft's kind can have, in the words of a profile; the slice is the caller's own.
func (d *Draft) Fields() []string {
	var all []string
	for f := range fieldCount {
		if _, ok := fieldOf(d.Kind, f.name(d.Kind)); ok {
			all = append(all, f.name(d.Kind))
		}
	}
	return all
}

// Unused returns the columns that become nothing, in their order. The time and the status of a move are used.
func (d *Draft) Unused() []DraftColumn {
	return slices.DeleteFunc(slices.Clone(d.Columns), func(c DraftColumn) bool {
		return c.Field != "" || d.move(c.Header) >= 0 || slices.ContainsFunc(d.Moves, func(m DraftMove) bool { return m.Status == c.Header })
	})
}

// Open returns the activities that have no meaning yet; their rows would be refused.
func (d *Draft) Open() []DraftActivity {
	return slices.DeleteFunc(slices.Clone(d.Activities), func(a DraftActivity) bool { return !a.Meaning.Open() })
}

// SetKind takes the rows for reports or for events and proposes the columns anew.
func (d *Draft) SetKind(kind FileKind) error {
	if kind != Reports && kind != Events {
		return data.About(string(kind), data.ErrProfile)
	}
	if kind != d.Kind {
		d.propose(kind)
	}
	return nil
}

// Set makes the column with this header become the field, in the words of a profile; another column that was it becomes
// unused. An empty field leaves the column unused. It returns data.ErrColumnMissing or data.ErrColumnTwice about the header,
// or data.ErrProfile about the field.
func (d *Draft) Set(header, fieldName string) error {
	i, err := d.column(header)
	if err != nil {
		return err
	}
	if _, ok := fieldOf(d.Kind, fieldName); !ok && fieldName != "" {
		return data.About(fieldName, data.ErrProfile)
	}
	for j := range d.Columns {
		if fieldName != "" && d.Columns[j].Field == fieldName {
			d.Columns[j].Field, d.Columns[j].Confidence, d.Columns[j].Why = "", "", WhyPerson
		}
	}
	c := &d.Columns[i]
	c.Field, c.Confidence, c.Why = fieldName, Sure, WhyPerson
	if fieldName == "" {
		c.Confidence = ""
	}
	if at := d.move(c.Header); at >= 0 && fieldName != "" {
		d.Moves = slices.Delete(d.Moves, at, at+1)
	}
	d.timed(i)
	d.settle()
	d.listActivities()
	return nil
}

// timed looks for the formats of a column that has become a time without looking like one.
func (d *Draft) timed(column int) {
	c := &d.Columns[column]
	if d.isTime(*c) && len(c.Formats) == 0 && !c.Ambiguous {
		d.sample.columns[column].when = whenOf(d.sample.columns[column], true)
		c.read(d.sample.columns[column].when)
	}
}

// SetFormats names the time formats of a column, as a profile does, in place of those that were found. It returns
// data.ErrColumnMissing or data.ErrColumnTwice about the header, or data.ErrProfile about a format that is none.
func (d *Draft) SetFormats(header string, formats ...string) error {
	i, err := d.column(header)
	if err != nil {
		return err
	}
	if _, err := newClock(d.Zone, formats); err != nil {
		return data.About(err.Error(), data.ErrProfile)
	}
	c := &d.Columns[i]
	c.Formats, c.Order, c.Ambiguous = slices.Clone(formats), "", false
	d.sample.columns[i].when = when{formats: c.Formats}
	return nil
}

// column finds the column with this header.
func (d *Draft) column(header string) (int, error) {
	is := func(c DraftColumn) bool {
		return strings.EqualFold(strings.TrimSpace(c.Header), strings.TrimSpace(header))
	}
	i := slices.IndexFunc(d.Columns, is)
	switch {
	case i < 0 || strings.TrimSpace(header) == "":
		return 0, data.About(header, data.ErrColumnMissing)
	case slices.ContainsFunc(d.Columns[i+1:], is):
		return 0, data.About(header, data.ErrColumnTwice)
	}
	return i, nil
}

// SetMeaning says what an activity is; the open Meaning takes it back. An activity that was not among the rows looked at is
// added. It returns data.ErrProfile about the activity when no profile can hold the meaning.
func (d *Draft) SetMeaning(activity string, m Meaning) error {
	activity = strings.TrimSpace(activity)
	if activity == "" || !m.Valid() || d.Kind != Events {
		return data.About(activity, data.ErrProfile)
	}
	found := false
	for i := range d.Activities {
		if fold(d.Activities[i].Text) == fold(activity) {
			d.Activities[i].Meaning, found = m, true
		}
	}
	if !found {
		d.Activities = append(d.Activities, DraftActivity{Text: activity, Meaning: m})
	}
	return nil
}

// Check tells what is missing before the draft can be used: nil, or the first of data.ErrFieldMissing about a field that no
// column has become, data.ErrColumnTwice about a header that the file has twice, data.ErrTimes about a column that no format
// reads, data.ErrAmbiguous about a column whose order nobody has told, data.ErrProfile about anything else.
func (d *Draft) Check() error {
	for _, f := range mustFields(d.Kind) {
		if !slices.ContainsFunc(d.Columns, func(c DraftColumn) bool { return c.Field == f.name(d.Kind) }) {
			return data.About(f.name(d.Kind), data.ErrFieldMissing)
		}
	}
	for _, c := range d.Columns {
		if err := d.checkColumn(c); err != nil {
			return err
		}
	}
	if _, err := parseProfile(d.text()); err != nil {
		return data.About(err.Error(), data.ErrProfile)
	}
	return nil
}

func (d *Draft) checkColumn(c DraftColumn) error {
	if c.Field == "" && d.move(c.Header) < 0 {
		return nil
	}
	if _, err := d.column(c.Header); err != nil {
		return err
	}
	switch {
	case d.isTime(c) && c.Ambiguous:
		return data.About(c.Header, data.ErrAmbiguous)
	case d.isTime(c) && len(c.Formats) == 0:
		return data.About(c.Header, data.ErrTimes)
	}
	return nil
}

// Profile returns the profile that the draft describes. Its errors are those of Check.
func (d *Draft) Profile() (*Profile, error) {
	if err := d.Check(); err != nil {
		return nil, fmt.Errorf("draft %s: %w", d.Name, err)
	}
	return parseProfile(d.text())
}
