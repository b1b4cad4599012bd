package intake

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"tuntas/data"
	"tuntas/data/reference"
)

// Confidence is how much speaks for what a column is proposed to become.
type Confidence string

// The confidences.
const (
	Sure   Confidence = "sure"   // header and values say so, or a person
	Likely Confidence = "likely" // the header says so, and the values do not speak against it
	Guess  Confidence = "guess"  // only the values say so
)

// Why is the reason for what a column is proposed to become, or for its staying unused.
type Why string

// The reasons. Those from WhyEmpty on are of columns that stay unused.
const (
	WhyPerson   Why = "person"   // a person said so
	WhyHeader   Why = "header"   // the header is a known name
	WhyBoth     Why = "both"     // the header is a known name and the values are of that kind
	WhyUnique   Why = "unique"   // each row has a value of its own
	WhyRepeats  Why = "repeats"  // values come again, with other activities
	WhyFew      Why = "few"      // few different texts
	WhyTimes    Why = "times"    // all values are times
	WhyPosition Why = "position" // two columns of degrees with decimals
	WhyListed   Why = "listed"   // the values stand in the reference list

	WhyEmpty     Why = "empty"     // no row tells anything
	WhyNoHeader  Why = "no_header" // a profile finds columns by header
	WhyTwice     Why = "twice"     // the header stands twice
	WhyFurther   Why = "further"   // a further time
	WhyLifecycle Why = "lifecycle" // says whether an activity begins or ends
	WhyTaken     Why = "taken"     // another column has become what this one could be
	WhyPersonal  Why = "personal"  // says who sent the report: taken only when a person says so
	WhyUnknown   Why = "unknown"   // neither header nor values say what it is
)

// Propose reads the header and up to 1,000 rows of the file, of an archive those of its first table, and proposes a profile.
// A file of which no header can be found is refused and never read as one column. It returns data.ErrUnknownPlace,
// data.ErrNotTable, data.ErrTooLarge, data.ErrProtected or data.ErrEmptyFile about the path.
func Propose(path string) (*Draft, error) {
	places, err := placesAt(path)
	if err != nil {
		return nil, err
	}
	t, err := openTable(noProfile, places[0])
	if err != nil {
		return nil, err
	}
	defer t.Close() //nolint:errcheck // opened for reading only
	if len(t.header) < 2 {
		return nil, data.About(t.path, fmt.Errorf("%w: one column", data.ErrNotTable))
	}
	s, err := sampleOf(t)
	if err != nil {
		return nil, err
	}
	d := &Draft{
		Path: t.path, Tables: len(places), Format: t.format, Encoding: t.encoding, Delimiter: t.comma, Sheet: t.sheet,
		TitleRows: t.titles, Rows: s.rows, Ragged: s.ragged, Name: nameOf(path), Title: titleOf(path), Zone: defaultZone, at: places[0], sample: s,
	}
	for _, c := range s.columns {
		c.when = whenOf(c, isTimely(c.header))
	}
	d.propose(newProposal(s).kind())
	return d, nil
}

// noProfile takes every header.
var noProfile = &Profile{unknown: true, sections: []section{{kind: Events}}}

// titleOf is the name of the file without folders and ends.
func titleOf(path string) string {
	base, _, _ := strings.Cut(filepath.Base(path), ".")
	return strings.TrimSpace(strings.ToValidUTF8(base, "_"))
}

// nameOf makes a name for a profile of the file's.
func nameOf(path string) string {
	name := strings.Join(strings.FieldsFunc(strings.ToLower(titleOf(path)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "-")
	if runes := []rune(name); len(runes) > 40 {
		name = strings.Trim(string(runes[:40]), "-")
	}
	if slices.Contains(Profiles(), name) {
		name += "-2"
	}
	return cmp.Or(name, "profile")
}

// proposal is what is found out about the columns of a sample.
type proposal struct {
	*sample
	of     FileKind
	claims map[field]claim
	used   map[int]bool
}

// claim is a column that is to become a field.
type claim struct {
	column     int
	confidence Confidence
	why        Why
}

func newProposal(s *sample) *proposal {
	return &proposal{sample: s, claims: make(map[field]claim), used: make(map[int]bool)}
}

// kind tells whether the rows are events or reports: a column that numbers the reports tells it by repeating or not, and
// without one an activity tells it.
func (p *proposal) kind() FileKind {
	p.of = Events
	_, firm := p.named(fieldActivity, func(c *traits) bool { return !slices.Contains(looseActivities, lastSpelling(c.header)) })
	_, number := p.named(fieldNumber, func(c *traits) bool { return c.filled > 0 })
	_, cases := p.named(fieldNumber, (*traits).repeats)
	_, activity := p.named(fieldActivity, func(*traits) bool { return true })
	switch {
	case firm && (cases || !number):
		return Events
	case cases && activity && p.firstNumber().repeats():
		return Events
	case number:
		return Reports
	case activity:
		return Events
	}
	return Reports
}

func lastSpelling(header string) string {
	all := spellings(header)
	return all[len(all)-1]
}

// firstNumber is the column whose header names a number most clearly, repeating or not.
func (p *proposal) firstNumber() *traits {
	i, _ := p.named(fieldNumber, func(c *traits) bool { return c.filled > 0 })
	return p.columns[i]
}

// named returns the usable column whose header names the field most clearly.
func (p *proposal) named(f field, fits func(*traits) bool) (column int, ok bool) {
	best := -1
	for i, c := range p.columns {
		rank, known := rankOf(f, c.header)
		if known && p.usable(i) && (best < 0 || rank < best) && fits(c) {
			best, column, ok = rank, i, true
		}
	}
	return column, ok
}

// usable tells whether a profile could name the column and no field has it. What says who sent a report is never proposed.
func (p *proposal) usable(i int) bool {
	return !p.used[i] && p.columns[i].header != "" && !p.columns[i].twice && !isPersonal(p.columns[i].header)
}

// fieldOrder is the order in which fields take their columns.
var fieldOrder = []field{
	fieldTime, fieldActivity, fieldNumber, fieldRole, fieldUnit, fieldActor, fieldSent, fieldChannel, fieldCategory, fieldArea,
	fieldLat, fieldLon, fieldAddress, fieldText, fieldPrivate, fieldContinues, fieldReason, fieldNote,
}

// fill gives the fields of files of this kind their columns: first by header, then by value; then once more, since a case is
// told by its activities and an activity by its cases.
func (p *proposal) fill(kind FileKind) {
	p.of = kind
	for _, byValue := range []bool{false, true, true} {
		for _, f := range fieldOrder {
			if _, ok := fieldOf(kind, f.name(kind)); !ok {
				continue
			}
			if _, ok := p.claims[f]; ok {
				continue
			}
			if byValue {
				p.claimByValue(f)
			} else {
				p.claimByHeader(f)
			}
		}
	}
}

func (p *proposal) claim(f field, c claim) {
	p.claims[f], p.used[c.column] = c, true
}

func (p *proposal) claimByHeader(f field) {
	i, ok := p.named(f, func(c *traits) bool { return p.verdict(f, c) != against })
	if !ok {
		return
	}
	c := claim{i, Likely, WhyHeader}
	if p.verdict(f, p.columns[i]) == speaksFor {
		c.confidence, c.why = Sure, WhyBoth
	}
	p.claim(f, c)
}

// verdict is what the values of a column say about its becoming a field.
type verdict int

const (
	silent verdict = iota
	speaksFor
	against
)

// unless returns speaksFor where it holds, otherwise the verdict.
func (v verdict) unless(holds bool) verdict {
	if holds {
		return speaksFor
	}
	return v
}

func (p *proposal) verdict(f field, c *traits) verdict {
	timely := len(c.when.formats) > 0 && !c.when.numbered
	switch f {
	case fieldNumber:
		return p.numbers(c, timely)
	case fieldTime, fieldSent:
		return against.unless(len(c.when.formats) > 0)
	case fieldActivity:
		return p.acts(c, timely)
	case fieldRole:
		return against.unless(c.share(isRole) >= 0.8)
	case fieldLat:
		return against.unless(c.share(isLat) >= 0.95)
	case fieldLon:
		return against.unless(c.share(isLon) >= 0.95)
	case fieldPrivate:
		return against.unless(c.filled == 0 || c.share(isFlag) >= 0.95)
	case fieldChannel, fieldCategory, fieldArea, fieldUnit:
		if timely || c.filled > 20 && c.unique(c.filled) {
			return against
		}
		return silent.unless(c.listed(listOf(f)) >= 0.5)
	}
	if timely {
		return against
	}
	return silent
}

// numbers tells whether the column may number the reports: in each row of a file of reports another, in events again and again.
func (p *proposal) numbers(c *traits, timely bool) verdict {
	if timely || c.length() > 64 || float64(c.filled) < 0.95*float64(p.rows) {
		return against
	}
	if p.of == Events {
		return against.unless(c.repeats() || p.rows < 5)
	}
	return against.unless(float64(len(c.counts)) >= 0.98*float64(c.filled))
}

// maxActivities is how many different activities a log is believed to have.
const maxActivities = 200

func (p *proposal) acts(c *traits, timely bool) verdict {
	switch few := len(c.counts) <= maxActivities && len(c.counts)*2 <= max(c.filled, 4); {
	case timely, c.filled == 0, c.share(isNumber) > 0.5:
		return against
	case few:
		return speaksFor
	case p.rows <= 20:
		return silent
	}
	return against
}

func isNumber(text string) bool { return strings.Trim(text, "0123456789.,-+") == "" }
func isLat(text string) bool    { _, ok := degrees([]byte(text), 90); return ok }
func isLon(text string) bool    { _, ok := degrees([]byte(text), 180); return ok }
func isFlag(text string) bool   { _, ok := flag([]byte(text)); return ok }
func isRole(text string) bool {
	return slices.Contains(data.Roles(), data.Role(strings.ToLower(text)))
}

// listOf returns whether a text stands in the reference list of a field.
func listOf(f field) func(string) bool {
	return func(text string) (ok bool) {
		switch f {
		case fieldChannel:
			_, ok = reference.FindChannel(text)
		case fieldCategory:
			_, ok = reference.FindCategory(text)
		case fieldArea:
			_, ok = reference.Kelurahan(text)
		case fieldUnit:
			_, ok = reference.FindUnit(text)
		}
		return ok
	}
}
