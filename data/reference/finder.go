package reference

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// finder finds the values of one list by what data tell.
type finder struct {
	key   func(string) string   // the form in which spellings are compared
	codes map[string]bool       // values that are codes: matched as they are, before any spelling
	told  map[string][]spelling // by key
}

// spelling is one way to write a value, while it means that value.
type spelling struct {
	value, text string
	Period
}

func newFinder(key func(string) string) *finder {
	return &finder{key: key, codes: map[string]bool{}, told: map[string][]spelling{}}
}

// clone returns a finder of its own; the slices are never changed in place, only replaced.
func (f *finder) clone() *finder {
	return &finder{key: f.key, codes: maps.Clone(f.codes), told: maps.Clone(f.told)}
}

// spell adds a spelling of value unless it is known for the same time.
func (f *finder) spell(text, value string, p Period) {
	k, s := f.key(text), spelling{value: value, text: text, Period: p}
	if k == "" || slices.ContainsFunc(f.told[k], func(old spelling) bool { return old.value == value && old.Period == p }) {
		return
	}
	f.told[k] = append(slices.Clone(f.told[k]), s)
}

// find returns the value that text means on the day of at; a zero at asks for the whole of time. It is not ok when text
// is unknown or means several values then.
func (f *finder) find(text string, at time.Time) (value string, ok bool) {
	text = strings.TrimSpace(text)
	if f.codes[text] {
		return text, true
	}
	for _, s := range f.told[f.key(text)] {
		if !at.IsZero() && !s.Holds(at) {
			continue
		}
		if ok && s.value != value {
			return "", false
		}
		value, ok = s.value, true
	}
	return value, ok
}

// meansElse tells whether text means another value than this on some day of the period.
func (f *finder) meansElse(text, value string, p Period) bool {
	text = strings.TrimSpace(text)
	if f.codes[text] {
		return text != value
	}
	return slices.ContainsFunc(f.told[f.key(text)], func(s spelling) bool { return s.value != value && s.overlaps(p) })
}
