package opendata

import (
	"fmt"
	"time"

	"tuntas/data"
)

// Plan says what is released, and under which rule.
type Plan struct {
	Name      string // stable name of the series, lower case letters, digits and dashes
	Title     string
	Summary   string // what the release holds, one paragraph
	Publisher string // may be empty
	Contact   string // of the publisher; may be empty
	Version   string // semantic, for example "2026.3.0"
	Language  string // "id" or "en": of titles and notes; column names are English in both
	From      time.Time
	Until     time.Time // the day after the last one
	AsOf      time.Time // in the zone in which it is shown
	MadeAt    time.Time
	Ledger    string // head of the ledger; may be empty
	Salt      string // secret of this release, at least 16 letters; thrown away afterwards
	K         int64  // the smallest group that may be seen; at least 3
	Sensitive []string
	Earlier   []Earlier // releases before this one, for differencing
	Open311   bool      // the cases under the names of Open311 too
	Next      time.Time // day of the next release; zero when not known
	MostRows  int       // of a sheet of the workbook; 0 takes a million
	Words     Words
}

// Words writes for one reader.
type Words interface {
	Text(key string, pairs ...any) string
	Number(n int64) string
	Area(code string) string
	Date(t time.Time) string
	DateTime(t time.Time) string
}

// Balance says what became of the cases. Source = Released + Withheld + Private.
type Balance struct {
	Standing int64 // of months that stay as an earlier release shows them; they are not in Source
	Source   int64
	Released int64
	Withheld int64 // public, but too few others are alike
	Private  int64
	Stays    int64 // rows of the event file
	Levels   []int64
	Cells    int64 // counts of the aggregates
	Hidden   int64 // of Cells: withheld
}

// Release is a release that has passed the gate and can be written.
type Release struct {
	Plan       Plan
	Balance    Balance
	Aggregates []Aggregate
	Stand      []string // months that stay as an earlier release shows them
	source     Source
	places     *generaliser
}

// Smallest limits of a plan.
const (
	leastK    = 3
	leastSalt = 16
)

// Prepare reads all cases once and decides which leave, and how exactly. It returns data.ErrDisclosure when small groups
// could be worked out whatever is withheld, when the order of the cases says too much, or when the plan's own limits are
// too low, and data.ErrNotFound when there is no case.
func Prepare(p Plan, from Source) (*Release, error) {
	if p.K < leastK || len(p.Salt) < leastSalt {
		return nil, data.About(fmt.Sprint(p.K), data.ErrDisclosure)
	}
	g := newGeneraliser(p.K, p.Sensitive)
	if err := g.read(p.Salt, from); err != nil {
		return nil, err
	}
	if len(g.cases) == 0 {
		return nil, data.ErrNotFound
	}
	before := past{p.Earlier}.only(g.months())
	g.leave(g.stirred(before))
	if before = before.only(g.months()); len(g.months()) == 0 {
		return nil, data.About(p.From.Format(time.DateOnly), data.ErrDisclosure)
	}
	g.place()
	aggregates, err := g.aggregates(before)
	if err != nil {
		return nil, err
	}
	r := &Release{Plan: p, Aggregates: aggregates, Stand: g.stand(), source: from, places: g}
	r.Balance = r.balance()
	return r, r.check()
}

func (r *Release) balance() Balance {
	b := Balance{Levels: make([]int64, len(Levels))}
	for _, c := range r.places.cases {
		if c.level == standing {
			b.Standing++
			continue
		}
		b.Source++
		switch {
		case c.private:
			b.Private++
		case c.level == withheld:
			b.Withheld++
		default:
			b.Released++
			b.Levels[c.level]++
		}
	}
	for _, a := range r.Aggregates {
		for _, row := range a.Counts.Cells {
			b.Cells += int64(len(row))
		}
		b.Hidden += int64(len(a.Pattern.Ranges))
	}
	return b
}

// check stops a release whose numbers do not add up.
func (r *Release) check() error {
	if b := r.Balance; b.Source != b.Released+b.Withheld+b.Private {
		return fmt.Errorf("%d cases, %d released, %d withheld, %d private: %w", b.Source, b.Released, b.Withheld, b.Private, errSums)
	}
	for _, a := range r.Aggregates {
		total := int64(0)
		for _, row := range a.Counts.Cells {
			for _, n := range row {
				total += n
			}
		}
		if total != r.Balance.Source {
			return fmt.Errorf("%s adds up to %d of %d cases: %w", a.Dimension, total, r.Balance.Source, errSums)
		}
	}
	return nil
}

// errSums stops a release.
var errSums = fmt.Errorf("%w: the numbers do not add up", data.ErrDisclosure)
