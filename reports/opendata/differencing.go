package opendata

import (
	"maps"
	"slices"
)

// What a reader can conclude from two releases together. A month that an earlier release shows stands there for good where
// it has changed by fewer than k: it is left out of this one. Of the other months that both show, a count that was withheld
// stays withheld, one that was shown protects nobody, and no totals of values are given, for with the earlier ones they would
// tell the months that are new. The rows of earlier releases are known to the reader too.

// past is what earlier releases tell.
type past struct{ releases []Earlier }

// memory is what earlier releases tell of one dimension, as far as they show months of this release.
type memory struct {
	months map[string]bool     // that an earlier release shows
	values map[string]bool     // that it shows on their own
	shown  map[[2]string]int64 // counts by month and value
	hidden map[[2]string]bool  // withheld counts
	seen   map[[2]string]int64 // rows by month and value
	blocks []map[string]bool   // months over which the totals of values are known
	moving bool                // the counts are of another day: they differ without saying who is meant
}

// of gathers what is told of a dimension.
func (p past) of(dimension string) memory {
	m := memory{
		months: map[string]bool{}, values: map[string]bool{}, shown: map[[2]string]int64{}, hidden: map[[2]string]bool{},
		seen: map[[2]string]int64{},
	}
	for _, e := range p.releases {
		block, totals := map[string]bool{}, false
		for _, r := range e.Rows {
			if r.Dimension == dimension {
				m.note(r)
				if r.Month == Total {
					totals = totals || !r.Withheld
				} else {
					block[r.Month] = true
				}
			}
		}
		if totals && len(block) > 0 {
			m.blocks = append(m.blocks, block)
		}
		for at, n := range e.Seen {
			if at.Dimension == dimension {
				m.seen[[2]string{at.Month, at.Value}] = max(m.seen[[2]string{at.Month, at.Value}], n)
			}
		}
	}
	m.moving = dimension == "state"
	return m
}

func (m *memory) note(r Row) {
	switch {
	case r.Month == Total:
		return
	case r.Value != Total:
		m.values[r.Value] = true
	}
	m.months[r.Month] = true
	at := [2]string{r.Month, r.Value}
	if r.Withheld {
		m.hidden[at] = true
	} else {
		m.shown[at] = r.Reports
	}
}

// overlaps tells whether an earlier release shows a month that this one shows too; see narrow.
func (m memory) overlaps() bool { return len(m.months) > 0 }

// stirred finds the months of which an earlier release shows a count that differs by fewer than k: whoever held both would
// know the few that came or went. States change with the work and say nothing about who is meant.
func (g *generaliser) stirred(p past) map[string]bool {
	found, months := make(map[string]bool), g.months()
	for _, d := range g.dimensions() {
		if d.name == "state" {
			continue
		}
		known := p.of(d.name)
		now := make(map[[2]string]int64)
		of := g.folded(d.value, known)
		for _, c := range g.cases {
			month := Month.period(c.date())
			now[[2]string{month, of(c)}]++
			now[[2]string{month, Total}]++
		}
		for at, n := range known.shown {
			if change := now[at] - n; change != 0 && change < g.k && change > -g.k && months[at[0]] {
				found[at[0]] = true
			}
		}
	}
	return found
}

// leave takes the months out of the release.
func (g *generaliser) leave(months map[string]bool) {
	for i, c := range g.cases {
		if months[Month.period(c.date())] {
			g.cases[i].level = standing
		}
	}
}

// only keeps what earlier releases tell of the months of this one.
func (p past) only(months map[string]bool) past {
	var kept past
	for _, e := range p.releases {
		overlap := slices.ContainsFunc(e.Rows, func(r Row) bool { return months[r.Month] })
		if overlap {
			kept.releases = append(kept.releases, e)
		}
	}
	return kept
}

// narrow takes from what no row of this release shows the rows that earlier releases have shown.
func (m *memory) narrow(whole, rest Counts) {
	for i, month := range whole.Rows {
		for j, value := range whole.Columns {
			if n, ok := m.seen[[2]string{month, value}]; ok {
				rest.Cells[i][j] = min(rest.Cells[i][j], max(whole.Cells[i][j]-n, 0))
			}
		}
	}
}

// suppress withholds in each block of months on its own: within one, the totals of values may be known; across them they are
// not, and neither are they in an open table.
func (m memory) suppress(whole, rest Counts, k int64, open bool) (Pattern, error) {
	if !m.overlaps() {
		return suppress(rest, k, rules{open: open})
	}
	all := Pattern{Ranges: map[Cell]Range{}}
	for _, b := range m.split(rest.Rows) {
		some, err := suppress(rest.part(b.rows), k, m.rules(whole.part(b.rows), b.open))
		if err != nil {
			return Pattern{}, moved(err, b.rows)
		}
		all.take(some, b.rows)
	}
	return all, nil
}

// block is a part of the months; an open one has no totals of values.
type block struct {
	rows []int
	open bool
}

func (m memory) split(months []string) (all []block) {
	taken := make(map[int]bool)
	for _, known := range m.blocks {
		var b block
		for i, month := range months {
			if known[month] && !taken[i] {
				taken[i] = true
				b.rows = append(b.rows, i)
			}
		}
		if len(b.rows) > 0 {
			all = append(all, b)
		}
	}
	rest := block{open: true}
	for i := range months {
		if !taken[i] {
			rest.rows = append(rest.rows, i)
		}
	}
	if len(rest.rows) > 0 {
		all = append(all, rest)
	}
	return all
}

// rules are which cells must stay withheld and which are known. Counts of another day are neither, unless they are the same
// throughout and so of the same day.
func (m memory) rules(whole Counts, open bool) rules {
	r := rules{open: open}
	if m.moving && !m.still(whole) {
		return r
	}
	for i, month := range whole.Rows {
		for j, value := range whole.Columns {
			at := [2]string{month, value}
			if n, ok := m.shown[at]; ok && n == whole.Cells[i][j] {
				r.known = append(r.known, Cell{i, j})
			} else if m.hidden[at] {
				r.keep = append(r.keep, Cell{i, j})
			}
		}
	}
	return r
}

// still tells whether all counts that were shown are what they were.
func (m memory) still(whole Counts) bool {
	for i, month := range whole.Rows {
		for j, value := range whole.Columns {
			if n, ok := m.shown[[2]string{month, value}]; ok && n != whole.Cells[i][j] {
				return false
			}
		}
	}
	return true
}

// part is the table of some of the rows; it shares their cells.
func (c Counts) part(rows []int) Counts {
	p := Counts{Columns: c.Columns}
	for _, i := range rows {
		p.Rows, p.Cells = append(p.Rows, c.Rows[i]), append(p.Cells, c.Cells[i])
	}
	return p
}

// take adds the pattern of a part.
func (p *Pattern) take(some Pattern, rows []int) {
	back := func(c Cell) Cell { return Cell{rows[c.Row], c.Column} }
	for _, c := range some.Primary {
		p.Primary = append(p.Primary, back(c))
	}
	for _, c := range some.Partner {
		p.Partner = append(p.Partner, back(c))
	}
	for c, r := range some.Ranges {
		p.Ranges[back(c)] = r
	}
}

// moved names the row of the whole table in the error of a part.
func moved(err error, rows []int) error {
	if bad, ok := err.(unprotectedError); ok { //nolint:errorlint // suppress returns it as it is
		return unprotectedError{Cell{rows[bad.cell.Row], bad.cell.Column}}
	}
	return err
}

// months are those of which the release has cases.
func (g *generaliser) months() map[string]bool {
	return g.monthsAt(func(level int8) bool { return level != standing })
}

// stand are the months that are left out, sorted.
func (g *generaliser) stand() []string {
	return slices.Sorted(maps.Keys(g.monthsAt(func(level int8) bool { return level == standing })))
}

func (g *generaliser) monthsAt(fits func(level int8) bool) map[string]bool {
	days := make(map[int32]bool)
	for _, c := range g.cases {
		if fits(c.level) {
			days[c.day] = true
		}
	}
	months := make(map[string]bool)
	for day := range days {
		months[Month.period(placed{day: day}.date())] = true
	}
	return months
}
