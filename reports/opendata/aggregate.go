package opendata

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"tuntas/data"
)

// AggregateColumns are the columns of the file of aggregates. A withheld count is empty and has "c" beside it.
var AggregateColumns = []string{"measure", "dimension", "month", "value", "reports", "reports_note"}

// Confidential is the mark beside a count that is withheld, in the shorthand of statistics in spreadsheets.
const Confidential = "c"

// Total is the value of a row that stands for the whole month, and the month of a column's total.
const Total = "total"

// Aggregate is one table of counts by month with its totals, the private and withheld reports among them.
type Aggregate struct {
	Dimension string // city, category, channel or state
	Counts    Counts // rows are months
	Pattern   Pattern
	NoTotals  bool // the totals of the values are withheld: with them, or with an earlier release's, a count could be worked out
}

// dimension is one way to divide the months.
type dimension struct {
	name  string
	value func(placed) string
}

func (g *generaliser) dimensions() []dimension {
	return []dimension{
		{"city", func(c placed) string { return City.place(g.texts[c.area]) }},
		{"category", func(c placed) string { return g.texts[c.category] }},
		{"channel", func(c placed) string { return g.texts[c.channel] }},
		{"state", func(c placed) string { return g.texts[c.state] }},
	}
}

// aggregates counts all cases by month and each dimension, and withholds what could be worked out. Where a table cannot be
// protected because its months hold too little, released rows of that month are withheld too, a group at a time, the smallest
// first; where its values do, the totals of values are not given.
func (g *generaliser) aggregates(p past) ([]Aggregate, error) {
	open := make(map[string]bool)
	for {
		all, at, err := g.tabulate(p, open)
		switch {
		case err == nil || !errors.Is(err, data.ErrDisclosure):
			return all, err
		case at.free && !open[at.dimension]:
			open[at.dimension] = true
		case !g.concede(at):
			return nil, err
		}
	}
}

// spot is where a table cannot be protected.
type spot struct {
	dimension, month, value string
	free                    bool // enough of the month is withheld, so that only the totals of values stand in the way
	of                      func(placed) string
}

func (g *generaliser) tabulate(p past, open map[string]bool) (all []Aggregate, at spot, err error) {
	for _, d := range g.dimensions() {
		known := p.of(d.name)
		whole, rest, of := g.tables(d.value, known)
		known.narrow(whole, rest)
		pattern, err := known.suppress(whole, rest, g.k, open[d.name])
		var bad unprotectedError
		if errors.As(err, &bad) {
			at = spot{d.name, whole.Rows[bad.cell.Row], whole.Columns[bad.cell.Column], !known.overlaps() && rest.beside(bad.cell) >= g.k, of}
		}
		if err != nil {
			return nil, at, data.About(d.name, err)
		}
		all = append(all, Aggregate{Dimension: d.name, Counts: whole, Pattern: pattern, NoTotals: open[d.name] || known.overlaps()})
	}
	return all, spot{}, nil
}

// beside adds up what stands in the row beside a cell.
func (c Counts) beside(cell Cell) (n int64) {
	for j, v := range c.Cells[cell.Row] {
		if j != cell.Column {
			n += v
		}
	}
	return n
}

// member is a group at its level.
type member struct {
	level int8
	group group
}

// before orders groups of one size, so that the same cases give the same release.
func (m member) before(o member) bool {
	return cmp.Or(cmp.Compare(m.level, o.level), cmp.Compare(m.group.place, o.group.place), cmp.Compare(m.group.period, o.group.period),
		cmp.Compare(m.group.category, o.group.category), cmp.Compare(m.group.channel, o.group.channel)) < 0
}

// concede withholds the smallest released group of the spot's month that has another value than the spot: then a cell beside
// it is no longer known in full. It returns false when there is none.
func (g *generaliser) concede(at spot) bool {
	of := g.membership(at.month)
	sizes, useful := make(map[member]int64), make(map[member]bool)
	for _, c := range g.cases {
		if m, ok := of(c); ok {
			sizes[m]++
			useful[m] = useful[m] || at.of(c) != at.value
		}
	}
	least, found := member{}, false
	for m := range useful {
		if useful[m] && (!found || sizes[m] < sizes[least] || sizes[m] == sizes[least] && m.before(least)) {
			least, found = m, true
		}
	}
	if !found {
		return false
	}
	for i, c := range g.cases {
		if m, ok := of(c); ok && m == least {
			g.cases[i].level = withheld
		}
	}
	return true
}

// membership returns what says the group of a case of the month that is released.
func (g *generaliser) membership(month string) func(placed) (member, bool) {
	see := make([]func(placed) group, len(Levels))
	for level := range Levels {
		see[level] = g.at(level)
	}
	return func(c placed) (member, bool) {
		if c.level < 0 || Month.period(c.date()) != month {
			return member{}, false
		}
		return member{c.level, see[c.level](c)}, true
	}
}

// tables counts all cases, and those that no row shows, by month and value. Values with fewer than k cases in all stand
// together as Other; of says under which value a case is counted.
func (g *generaliser) tables(value func(placed) string, known memory) (whole, rest Counts, of func(placed) string) {
	of = g.folded(value, known)
	rows, columns := make(map[string]int), make(map[string]int)
	for _, c := range g.cases {
		if c.level != standing {
			rows[Month.period(c.date())], columns[of(c)] = 0, 0
		}
	}
	whole, rest = newCounts(rows, columns), newCounts(rows, columns)
	for _, c := range g.cases {
		if c.level == standing {
			continue
		}
		i, j := rows[Month.period(c.date())], columns[of(c)]
		whole.Cells[i][j]++
		if c.level == withheld {
			rest.Cells[i][j]++
		}
	}
	return whole, rest, of
}

// Other is the value under which rare values are counted together, Unknown the one of cases that have none.
const (
	Other   = "other"
	Unknown = "unknown"
)

// named is the value of a case, Unknown where there is none.
func named(value func(placed) string, c placed) string {
	if name := value(c); name != "" {
		return name
	}
	return Unknown
}

// folded gives rare values one name; when they are few even together, the rarest of the others joins them. Values that an
// earlier release of the same months shows on their own stay so, and those that it does not show stay hidden in Other: else
// the difference would tell them.
func (g *generaliser) folded(value func(placed) string, known memory) func(placed) string {
	sizes, old := make(map[string]int64), make(map[string]bool)
	for _, c := range g.cases {
		if c.level == standing {
			continue
		}
		name := named(value, c)
		sizes[name]++
		old[name] = old[name] || known.months[Month.period(c.date())]
	}
	names := make([]string, 0, len(sizes))
	for name := range sizes {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(sizes[a], sizes[b]), strings.Compare(a, b)) })
	rare, total := make(map[string]bool), int64(0)
	for _, name := range names {
		switch {
		case known.values[name]:
			continue
		case known.overlaps() && old[name]:
		case sizes[name] >= g.k && (total == 0 || total >= g.k):
			continue
		}
		rare[name] = true
		total += sizes[name]
	}
	return func(c placed) string {
		name := named(value, c)
		if rare[name] {
			return Other
		}
		return name
	}
}

// newCounts returns an empty table with sorted names, and says in the maps where each name stands.
func newCounts(rows, columns map[string]int) Counts {
	c := Counts{Rows: sorted(rows), Columns: sorted(columns)}
	c.Cells = make([][]int64, len(c.Rows))
	for i := range c.Cells {
		c.Cells[i] = make([]int64, len(c.Columns))
	}
	return c
}

func sorted(names map[string]int) []string {
	all := make([]string, 0, len(names))
	for name := range names {
		all = append(all, name)
	}
	slices.Sort(all)
	for i, name := range all {
		names[name] = i
	}
	return all
}

// Row is one line of the file of aggregates.
type Row struct {
	Dimension, Month, Value string
	Reports                 int64
	Withheld                bool
}

// Lines returns the table's lines: its cells, the totals of the months, and those of the values.
func (a Aggregate) Lines() []Row {
	var lines []Row
	columns := make([]int64, len(a.Counts.Columns))
	for i, month := range a.Counts.Rows {
		total := int64(0)
		for j, value := range a.Counts.Columns {
			n := a.Counts.Cells[i][j]
			total, columns[j] = total+n, columns[j]+n
			lines = append(lines, Row{a.Dimension, month, value, n, a.Pattern.Withheld(Cell{i, j})})
		}
		lines = append(lines, Row{a.Dimension, month, Total, total, false})
	}
	for j, value := range a.Counts.Columns {
		lines = append(lines, Row{a.Dimension, Total, value, columns[j], a.NoTotals})
	}
	return lines
}

func (r Row) line() countLine {
	l := countLine{Measure: received, Dimension: r.Dimension, Month: r.Month, Value: r.Value}
	if r.Withheld {
		l.Note = unlessEmpty(Confidential)
	} else {
		l.Reports = &r.Reports
	}
	return l
}

// received is the measure of the aggregates.
const received = "received"

func (l countLine) cells() []string {
	n := ""
	if l.Reports != nil {
		n = strconv.FormatInt(*l.Reports, 10)
	}
	return []string{l.Measure, l.Dimension, l.Month, l.Value, n, told(l.Note)}
}
