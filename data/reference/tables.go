package reference

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"tuntas/data"
)

// Tables are all the lists at one state: the standard ones, or these with what the bureau has added. They do not change,
// so they may be used from everywhere at once; With makes others.
type Tables struct {
	areas      areaTable
	channels   register[Channel]
	categories register[Category]
	units      register[Unit]
	holidays   map[time.Time]Holiday // by day
	years      map[int]bool          // whose holidays are all there
	finders    map[data.List]*finder
	aliases    []data.Alias
	stated     map[string][]Period // list and value to the times for which the bureau has spoken
}

// Standard returns the lists that come with the program. They are read when they are first asked for.
var Standard = sync.OnceValue(func() *Tables {
	t := &Tables{areas: readAreas(areaList), finders: newFinders(), stated: map[string][]Period{}}
	for level, areas := range t.areas.levels {
		for _, a := range areas {
			t.finders[level].codes[a.Code] = true
			t.finders[level].spell(a.Name, a.Code, Period{})
		}
	}
	for _, c := range standardChannels {
		t.putChannel(c)
	}
	for _, c := range readCategories(categoryList) {
		t.putCategory(c)
	}
	for _, u := range standardUnits(t.areas) {
		t.putUnit(u)
	}
	for _, a := range standardAliases {
		t.finders[a.List].spell(a.Told, a.Value, Period{})
	}
	t.aliases = standardAliases
	t.holidays, t.years = readHolidays(holidayList)
	return t
})

func newFinders() map[data.List]*finder {
	return map[data.List]*finder{
		data.ListCity:      newFinder(placeKey(cityLevels, nil)),
		data.ListKecamatan: newFinder(placeKey([]string{"kecamatan"}, []string{"kec"})),
		data.ListKelurahan: newFinder(placeKey([]string{"kelurahan"}, []string{"kel"})),
		data.ListChannel:   newFinder(fold),
		data.ListCategory:  newFinder(fold),
		data.ListUnit:      newFinder(fold),
	}
}

func (t *Tables) putChannel(c Channel) {
	t.channels.put(c.Code, c)
	t.finders[data.ListChannel].spell(c.Code, c.Code, Period{})
	t.finders[data.ListChannel].spell(c.Name, c.Code, Period{})
}

func (t *Tables) putCategory(c Category) {
	t.categories.put(c.Name, c)
	t.finders[data.ListCategory].spell(c.Name, c.Name, Period{})
}

func (t *Tables) putUnit(u Unit) {
	t.units.put(u.Name, u)
	t.finders[data.ListUnit].spell(u.Name, u.Name, Period{})
}

// Find returns the value of a list that text means on the day of at; a zero at asks for the whole of time. Case, blanks
// and punctuation do not count, nor does the word for the level before the name of an area. It is not ok when nothing
// explains text, when it means several values then, and for a list that is not searched by name (holidays).
func (t *Tables) Find(list data.List, text string, at time.Time) (value string, ok bool) {
	f, ok := t.finders[list]
	if !ok {
		return "", false
	}
	return f.find(text, at)
}

// Values returns the values of a list with the names to show, in the order of the list; holidays by date.
func (t *Tables) Values(list data.List) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, e := range t.entries(list) {
			if !yield(e[0], e[1]) {
				return
			}
		}
	}
}

// entries returns pairs of value and name.
func (t *Tables) entries(list data.List) (pairs [][2]string) {
	switch list {
	case data.ListChannel:
		for _, c := range t.channels.all {
			pairs = append(pairs, [2]string{c.Code, c.Name})
		}
	case data.ListCategory:
		for _, c := range t.categories.all {
			pairs = append(pairs, [2]string{c.Name, c.Name})
		}
	case data.ListUnit:
		for _, u := range t.units.all {
			pairs = append(pairs, [2]string{u.Name, u.Name})
		}
	case data.ListHoliday:
		for day, h := range t.holidays {
			pairs = append(pairs, [2]string{day.Format(time.DateOnly), h.Name})
		}
		slices.SortFunc(pairs, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	default:
		for _, a := range t.areas.levels[list] {
			pairs = append(pairs, [2]string{a.Code, a.Name})
		}
	}
	return pairs
}

// Aliases returns the other spellings that are known of a list's values, those of the program first; the slice is the
// caller's own.
func (t *Tables) Aliases(list data.List) []data.Alias {
	return slices.DeleteFunc(slices.Clone(t.aliases), func(a data.Alias) bool { return a.List != list })
}

func (t *Tables) clone() *Tables {
	c := &Tables{
		areas: t.areas.clone(), channels: t.channels.clone(), categories: t.categories.clone(), units: t.units.clone(),
		holidays: maps.Clone(t.holidays), years: maps.Clone(t.years), finders: map[data.List]*finder{},
		aliases: slices.Clone(t.aliases), stated: maps.Clone(t.stated),
	}
	for list, f := range t.finders {
		c.finders[list] = f.clone()
	}
	return c
}
