package dashboard

import (
	"net/url"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/app/ui/part"
	"tuntas/data"
)

// state is where the reader is: page, filter and the figure that fills the page. It holds values only and can be compared.
type state struct {
	page   string
	filter filter
	large  string // name of the view that fills the page; empty while none does
	alone  bool   // only its numbers are shown
	behind behind // the cases of one of its marks are shown
}

// stateForm is what a state in words begins with; the number is that of its form.
const stateForm = "tuntas-1?"

// text writes the state as one short line that can be shared, kept and read again. What is usual is left out, so that it
// follows the calendar; a usual range goes by its name for the same reason, and days in the zone of the language.
func (s state) text(usual filter) string {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	f := s.filter
	set("page", s.page)
	set("figure", s.large)
	if s.alone {
		v.Set("numbers", "alone")
	}
	set("list", string(s.behind.list))
	set("mark", s.behind.key)
	switch {
	case f.preset != "":
		v.Set("period", f.preset)
	case !f.from.Equal(usual.from) || !f.until.Equal(usual.until):
		v.Set("from", written(f.from))
		v.Set("until", written(f.until))
	}
	if !f.asOf.IsZero() {
		v.Set("asof", f.asOf.Format(time.RFC3339))
	}
	for _, p := range f.words() {
		set(p.name, *p.value)
	}
	return stateForm + v.Encode()
}

// word is a field of the filter that is text, by its name in a shared text.
type word struct {
	name  string
	value *string
}

func (f *filter) words() []word {
	return []word{
		{"area", &f.area}, {"category", &f.category}, {"channel", &f.channel}, {"unit", &f.unit}, {"stage", &f.stage}, {"pass", &f.pass},
		{"axis", (*string)(&f.grain)}, {"rule", (*string)(&f.rule)}, {"against", (*string)(&f.against)},
		{"targets", &f.targets}, {"since", &f.since}, {"issue", &f.issue}, {"least", &f.least},
	}
}

// written writes a day, or that the end is open.
func written(day time.Time) string {
	if day.IsZero() {
		return openEnd
	}
	return day.Format(time.DateOnly)
}

const openEnd = "open"

// most of a shared text that is read.
const longestState = 4000

// readState reads what text wrote, from a reader as much as from a program: what it does not know gives
// data.ErrSharedView, and days are those of the zone of now.
func readState(text string, usual filter, now time.Time) (state, error) {
	bad := data.About(text, data.ErrSharedView)
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), stateForm)
	if !ok || len(text) > longestState {
		return state{}, bad
	}
	v, err := url.ParseQuery(rest)
	if err != nil {
		return state{}, bad
	}
	s := state{page: v.Get("page"), filter: usual, large: v.Get("figure"), alone: v.Get("numbers") == "alone"}
	s.behind = behind{analytics.Behind(v.Get("list")), v.Get("mark")}
	known := map[string]bool{"list": true, "mark": true, "page": true, "figure": true, "numbers": true, "period": true, "from": true, "until": true, "asof": true}
	s.filter.against = ""
	for _, w := range s.filter.words() {
		known[w.name] = true
		*w.value = v.Get(w.name)
	}
	for name, values := range v {
		if !known[name] || len(values) != 1 {
			return state{}, bad
		}
	}
	if _, ok := readKey(s.behind.key); !ok || !s.filter.readDays(v, now) || !s.filter.sound() {
		return state{}, bad
	}
	return s, nil
}

// readDays takes over period and as-of instant; it returns false for what is none.
func (f *filter) readDays(v url.Values, now time.Time) (ok bool) {
	if name := v.Get("period"); name != "" {
		if f.from, f.until, ok = part.PresetRange(name, now); !ok {
			return false
		}
		f.preset = name
	}
	for name, day := range map[string]*time.Time{"from": &f.from, "until": &f.until} {
		switch text := v.Get(name); text {
		case "":
		case openEnd:
			*day = time.Time{}
		default:
			if *day = dayOf(text, now.Location()); day.IsZero() {
				return false
			}
		}
	}
	if text := v.Get("asof"); text != "" {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return false
		}
		f.asOf = at.In(now.Location())
	}
	return f.from.IsZero() || f.until.IsZero() || f.from.Before(f.until)
}

// sound tells whether the words that stand for one of a few things do so.
func (f *filter) sound() bool {
	return oneOf(f.grain, append(grains(), "")...) && oneOf(f.rule, append(rules(), "")...) && oneOf(f.pass, append(passes(), "")...) &&
		oneOf(f.against, "", analytics.Before, analytics.LastYear, analytics.Target) && (f.stage == "" || data.Stage(f.stage).Valid()) &&
		f.parametersSound()
}

// parametersSound tells whether the parameters of questions can be read.
func (f *filter) parametersSound() bool {
	_, read := readTargets(f.targets)
	_, number := leastOf(f.least)
	return read && (f.least == "" || number) && (f.since == "" || !dayOf(f.since, time.UTC).IsZero())
}

func oneOf[T comparable](v T, all ...T) bool {
	for _, o := range all {
		if v == o {
			return true
		}
	}
	return false
}

// trail is the way that the reader has come, as states; the last of each list is the next one.
type trail struct {
	now          state
	past, future []state
}

// most steps back that are kept.
const longestTrail = 100

// to goes on to a state; going nowhere is no step.
func (t *trail) to(s state) {
	if s.same(t.now) {
		return
	}
	if t.now.page != "" {
		t.past = append(t.past, t.now)
		t.past = t.past[max(0, len(t.past)-longestTrail):]
	}
	t.now, t.future = s, nil
}

func (s state) same(o state) bool {
	if !s.filter.sameAs(o.filter) {
		return false
	}
	s.filter = o.filter
	return s == o
}

// back returns the state before this one; false when there is none.
func (t *trail) back() (state, bool) { return step(&t.past, &t.future, &t.now) }

// forward returns the state that was left by going back; false when there is none.
func (t *trail) forward() (state, bool) { return step(&t.future, &t.past, &t.now) }

func step(from, to *[]state, now *state) (state, bool) {
	n := len(*from)
	if n == 0 {
		return state{}, false
	}
	*to = append(*to, *now)
	*now, *from = (*from)[n-1], (*from)[:n-1]
	return *now, true
}
