package reference

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tuntas/data"
)

// With returns tables that also hold what the bureau adds: entries of its own, other validities of entries that are there,
// and spellings. The order of the additions does not matter. A line for a value that the list holds must say from when or
// until when, and what the list says holds until then; two lines of the bureau about one value must not overlap.
//
// When an addition cannot be used there are no tables but an error for each, tied to the list and value and matching
// data.ErrListed: data.ErrUnknownList, ErrListedValue, ErrListedTwice, ErrListedParent, ErrListedCycle, ErrListedPeriod,
// and for spellings ErrListedTarget and ErrListedElse.
func (t *Tables) With(extra []data.Listed, aliases []data.Alias) (*Tables, error) {
	n := t.clone()
	if err := n.addLines(ordered(extra)); err != nil {
		return nil, err
	}
	n.settleAgencies()
	var wrong refusals
	for _, a := range aliases {
		wrong.note(a.List, a.Told, n.alias(a))
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	return n, nil
}

// refusals are the errors about single lines.
type refusals []error

func (r *refusals) note(list data.List, value string, err error) {
	*r = append(*r, data.About(fmt.Sprintf("%s %q", list, value), err))
}

// addLines takes in all lines, then says of the units who stands above them, then looks whether that has an end.
func (t *Tables) addLines(extra []data.Listed) error {
	var wrong refusals
	taken := extra[:0:0]
	for _, e := range extra {
		err := t.add(e)
		wrong.note(e.List, e.Value, err)
		if err == nil {
			taken = append(taken, e)
		}
	}
	for _, e := range taken {
		wrong.note(e.List, e.Value, t.place(e))
	}
	days := t.turns()
	for _, e := range taken {
		wrong.note(e.List, e.Value, t.cycles(e, days))
	}
	return errors.Join(wrong...)
}

// ordered returns the lines with the areas from the city down first, then by the time from which they hold.
func ordered(extra []data.Listed) []data.Listed {
	extra = slices.Clone(extra)
	for i := range extra {
		extra[i].Value, extra[i].Name = strings.TrimSpace(extra[i].Value), strings.TrimSpace(extra[i].Name)
	}
	lists := data.Lists()
	slices.SortStableFunc(extra, func(a, b data.Listed) int {
		if d := slices.Index(lists, a.List) - slices.Index(lists, b.List); d != 0 {
			return d
		}
		return a.From.Compare(b.From)
	})
	return extra
}

// add takes one line into its list; units get what stands above them later, when all are there.
func (t *Tables) add(e data.Listed) error {
	p := period(e.From, e.Until)
	switch {
	case !slices.Contains(data.Lists(), e.List):
		return data.ErrUnknownList
	case fold(e.Value) == "":
		return data.ErrListedValue
	case p.empty():
		return data.ErrListedPeriod
	}
	switch e.List {
	case data.ListChannel:
		return t.addChannel(e, p)
	case data.ListCategory:
		return t.addCategory(e, p)
	case data.ListUnit:
		return t.addUnit(e, p)
	case data.ListHoliday:
		return t.addHoliday(e)
	default:
		return t.addArea(e, p)
	}
}

// state notes that the bureau has spoken about a value for a time; it may do so once.
func (t *Tables) state(list data.List, value string, p Period) error {
	key := string(list) + " " + value
	if slices.ContainsFunc(t.stated[key], p.overlaps) {
		return data.ErrListedTwice
	}
	t.stated[key] = append(slices.Clone(t.stated[key]), p)
	return nil
}

// restate notes another validity of an entry that is there.
func (t *Tables) restate(list data.List, value string, p Period) error {
	if p.always() {
		return data.ErrListedTwice
	}
	return t.state(list, value, p)
}

func (t *Tables) addChannel(e data.Listed, p Period) error {
	if e.Kind != "" || e.Parent != "" || e.English != "" {
		return data.ErrListedValue
	}
	if c, known := t.FindChannel(e.Value); known {
		if err := t.restate(e.List, c.Code, p); err != nil {
			return err
		}
		c.Listed = append(upTo(c.Listed, p), p)
		t.channels.put(c.Code, c)
		return nil
	}
	c := Channel{Code: e.Value, Name: e.Name, Listed: []Period{p}}
	if c.Name == "" {
		c.Name = c.Code
	}
	if t.finders[e.List].meansElse(c.Name, c.Code, Period{}) {
		return data.ErrListedTwice
	}
	t.putChannel(c)
	return t.state(e.List, c.Code, p)
}

// upTo returns what of the periods stands once p is stated: all that lies apart from it, and of the others what came before.
func upTo(periods []Period, p Period) (left []Period) {
	for _, old := range periods {
		if old.overlaps(p) {
			cut, some := old.before(p.From)
			if !some {
				continue
			}
			old = cut
		}
		left = append(left, old)
	}
	return left
}

func (t *Tables) addCategory(e data.Listed, p Period) error {
	if e.Kind != "" || e.Parent != "" || e.English != "" || e.Name != "" && e.Name != e.Value {
		return data.ErrListedValue
	}
	c, known := t.FindCategory(e.Value)
	if known {
		if err := t.restateOnce(e.List, c.Name, p); err != nil {
			return err
		}
	} else {
		c = Category{Name: e.Value, List: BureauList}
		if err := t.state(e.List, c.Name, p); err != nil {
			return err
		}
	}
	c.Valid = p
	t.putCategory(c)
	return nil
}

// restateOnce notes the one validity that an entry can have.
func (t *Tables) restateOnce(list data.List, value string, p Period) error {
	if len(t.stated[string(list)+" "+value]) > 0 {
		return data.ErrListedTwice
	}
	return t.restate(list, value, p)
}

// partsOf holds how many digits the parts of a code have at each level.
var partsOf = map[data.List][]int{
	data.ListCity: {2, 2}, data.ListKecamatan: {2, 2, 2}, data.ListKelurahan: {2, 2, 2, 4},
}

func (t *Tables) addArea(e data.Listed, p Period) error {
	if e.Kind != "" || e.English != "" || !wellFormed(e.Value, partsOf[e.List]) {
		return data.ErrListedValue
	}
	around := above(e.Value)
	if _, known := t.areas.byCode[around]; !known || e.Parent != "" && e.Parent != around {
		return data.ErrListedParent
	}
	a, known := t.areas.byCode[e.Value]
	if known {
		if f := t.finders[e.List]; e.Name != "" && f.key(e.Name) != f.key(a.Name) {
			return data.ErrListedTwice
		}
		a.Valid = p
		if err := t.restateOnce(e.List, a.Code, p); err != nil {
			return err
		}
		t.areas.put(e.List, a)
		return nil
	}
	return t.newArea(e, p)
}

// newArea takes in an area with a code and a name of its own; a kelurahan brings its office with it.
func (t *Tables) newArea(e data.Listed, p Period) error {
	f := t.finders[e.List]
	if f.key(e.Name) == "" {
		return data.ErrListedValue
	}
	if f.meansElse(e.Name, e.Value, Period{}) {
		return data.ErrListedTwice
	}
	a := Area{Code: e.Value, Name: e.Name, Valid: p}
	t.areas.put(e.List, a)
	f.codes[a.Code] = true
	f.spell(a.Name, a.Code, Period{})
	if e.List == data.ListKelurahan {
		t.putUnit(kelurahanUnit(a))
	}
	return t.state(e.List, a.Code, p)
}

// wellFormed tells whether a code has parts of digits of these lengths, below the province.
func wellFormed(code string, lengths []int) bool {
	if len(code) < len(Province) || code[:len(Province)] != Province {
		return false
	}
	at := 0
	for i, n := range lengths {
		if i > 0 {
			if at >= len(code) || code[at] != '.' {
				return false
			}
			at++
		}
		if at+n > len(code) || !digitsOnly(code[at:at+n]) {
			return false
		}
		at += n
	}
	return at == len(code)
}

// addHoliday takes a day, or a year whose days are all there.
func (t *Tables) addHoliday(e data.Listed) error {
	if e.Parent != "" || !e.From.IsZero() || !e.Until.IsZero() {
		return data.ErrListedValue
	}
	if year, err := time.Parse("2006", e.Value); err == nil {
		t.years[year.Year()] = true
		return nil
	}
	day, err := time.Parse(time.DateOnly, e.Value)
	h := Holiday{Day: day, Kind: HolidayKind(e.Kind), Name: e.Name, English: e.English, Decree: e.Source}
	if err != nil || !slices.Contains([]HolidayKind{National, JointDay, Local, WorkedDay}, h.Kind) || h.Name == "" && h.Kind != WorkedDay {
		return data.ErrListedValue
	}
	if h.English == "" {
		h.English = h.Name
	}
	if old, known := t.holidays[day]; known && (old.Kind == WorkedDay) == (h.Kind == WorkedDay) {
		return data.ErrListedTwice
	}
	t.holidays[day] = h
	return t.state(e.List, e.Value, Period{})
}

// alias takes in a spelling.
func (t *Tables) alias(a data.Alias) error {
	f, known := t.finders[a.List]
	p := period(a.From, a.Until)
	switch {
	case !known:
		return data.ErrUnknownList
	case f.key(a.Told) == "":
		return data.ErrListedValue
	case p.empty():
		return data.ErrListedPeriod
	}
	value, found := f.find(a.Value, time.Time{})
	if !found {
		return data.ErrListedTarget
	}
	if f.meansElse(a.Told, value, p) {
		return data.ErrListedElse
	}
	f.spell(a.Told, value, p)
	a.Value, a.From, a.Until = value, p.From, p.Until
	t.aliases = append(t.aliases, a)
	return nil
}
