package opendata

import (
	"errors"
	"fmt"
	"time"

	"tuntas/data"
)

// withheld is the level of a row that is not released, standing that of one whose month stays as an earlier release shows it.
const (
	withheld = -1
	standing = -2
)

// placed is what is remembered of each case between the two readings, in their order: what a stranger could know of it, as
// numbers, and where it came to stand.
type placed struct {
	area, category, channel uint32
	day                     int32 // since 1970
	state                   uint32
	level                   int8
	private                 bool
}

// group is what the rows of a group say alike.
type group struct{ place, period, category, channel uint32 }

// generaliser finds for each case the finest level at which at least k cases say the same: place, time, category and
// channel. What a level releases is not counted again at the next, so that each released row has k-1 others that are equal
// to it (k-anonymity by local recoding, Samarati 2001).
type generaliser struct {
	k         int64
	sensitive map[uint32]bool
	names     map[string]uint32
	texts     []string
	cases     []placed
}

func newGeneraliser(k int64, sensitive []string) *generaliser {
	g := &generaliser{k: k, sensitive: make(map[uint32]bool), names: make(map[string]uint32)}
	for _, category := range sensitive {
		g.sensitive[g.number(category)] = true
	}
	return g
}

// read remembers all cases of the source. They must come in the order of their keys.
func (g *generaliser) read(salt string, from Source) error {
	last := ""
	for c, err := range from(false) {
		if err != nil {
			return fmt.Errorf("read cases: %w", err)
		}
		key := Key(salt, c.Number)
		if key <= last {
			return fmt.Errorf("case behind %s: %w", last, errOrder)
		}
		last = key
		g.cases = append(g.cases, g.placed(c))
	}
	return nil
}

func (g *generaliser) placed(c Case) placed {
	return placed{
		area: g.number(c.Area), category: g.number(c.Category), channel: g.number(c.Channel),
		day: int32(c.SentOn.Unix() / secondsADay), state: g.number(string(c.Stage)), level: withheld, private: c.Private,
	}
}

const secondsADay = 86400

func (g *generaliser) number(text string) uint32 {
	text = valid(text)
	n, ok := g.names[text]
	if !ok {
		n = uint32(len(g.texts)) //nolint:gosec // as many texts as areas, categories, channels and days
		g.names[text] = n
		g.texts = append(g.texts, text)
	}
	return n
}

// place gives each public case its level.
func (g *generaliser) place() {
	for level := range Levels {
		groups := make(map[group]int64)
		see := g.at(level)
		for _, c := range g.cases {
			if g.may(c, level) {
				groups[see(c)]++
			}
		}
		for i, c := range g.cases {
			if g.may(c, level) && groups[see(c)] >= g.k {
				g.cases[i].level = int8(level) //nolint:gosec // five levels
			}
		}
	}
}

// may tells whether the case can be placed at the level: it is public, stands nowhere yet, and is not too sensitive.
func (g *generaliser) may(c placed, level int) bool {
	return !c.private && c.level == withheld && (level >= SensitiveFrom || !g.sensitive[c.category])
}

// at returns what says a case's group at a level; areas and days are worked out once each.
func (g *generaliser) at(level int) func(placed) group {
	places, periods := make(map[uint32]uint32), make(map[int32]uint32)
	return func(c placed) group {
		place, ok := places[c.area]
		if !ok {
			place = g.number(Levels[level].Place.place(g.texts[c.area]))
			places[c.area] = place
		}
		period, ok := periods[c.day]
		if !ok {
			period = g.number(Levels[level].Time.period(c.date()))
			periods[c.day] = period
		}
		return group{place: place, period: period, category: c.category, channel: c.channel}
	}
}

func (c placed) date() time.Time { return time.Unix(int64(c.day)*secondsADay, 0).UTC() }

// errChanged is a fault of the caller: the second reading does not give what the first one gave.
var errChanged = errors.New("the cases have changed between two readings")

// errOrder is a fault of the caller: the order of the rows would tell what they keep to themselves.
var errOrder = fmt.Errorf("%w: the cases do not come in the order of their keys", data.ErrDisclosure)
