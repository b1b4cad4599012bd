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
// protected, released rows of that month are withheld too, a group at a time, the smallest first.
func (g *generaliser) aggregates(earlier []Row) ([]Aggregate, error) {
	for {
		all, at, err := g.tabulate(earlier)
		if err == nil || !errors.Is(err, data.ErrDisclosure) || !g.concede(at) {
			return all, err
		}
	}
}

// spot is where a table cannot be protected.
type spot struct {
	month, value string
	of           func(placed) string
}

func (g *generaliser) tabulate(earlier []Row) (all []Aggregate, at spot, err error) {
	for _, d := range g.dimensions() {
		whole, rest, of := g.tables(d.value)
		pattern, err := suppress(rest, g.k, changed(d.name, whole, earlier, g.k))
		var bad unprotectedError
		if errors.As(err, &bad) {
			at = spot{whole.Rows[bad.cell.Row], whole.Columns[bad.cell.Column], of}
		}
		if err != nil {
			return nil, at, data.About(d.name, err)
		}
		all = append(all, Aggregate{Dimension: d.name, Counts: whole, Pattern: pattern})
	}
	return all, spot{}, nil
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
		if c.level == withheld || Month.period(c.date()) != month {
			return member{}, false
		}
		return member{c.level, see[c.level](c)}, true
	}
}

// tables counts all cases, and those that no row shows, by month and value. Values with fewer than k cases in all stand
// together as Other; of says under which value a case is counted.
func (g *generaliser) tables(value func(placed) string) (whole, rest Counts, of func(placed) string) {
	of = g.folded(value)
	rows, columns := make(map[string]int), make(map[string]int)
	for _, c := range g.cases {
		rows[Month.period(c.date())], columns[of(c)] = 0, 0
	}
	whole, rest = newCounts(rows, columns), newCounts(rows, columns)
	for _, c := range g.cases {
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

// folded gives rare values one name; when they are few even together, the rarest of the others joins them.
func (g *generaliser) folded(value func(placed) string) func(placed) string {
	sizes := make(map[string]int64)
	for _, c := range g.cases {
		sizes[value(c)]++
	}
	names := make([]string, 0, len(sizes))
	for name := range sizes {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(sizes[a], sizes[b]), strings.Compare(a, b)) })
	rare, total := make(map[string]bool), int64(0)
	for _, name := range names {
		if sizes[name] >= g.k && (total == 0 || total >= g.k) {
			break
		}
		rare[name] = true
		total += sizes[name]
	}
	return func(c placed) string {
		name := value(c)
		switch {
		case rare[name]:
			return Other
		case name == "":
			return Unknown
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
		lines = append(lines, Row{a.Dimension, Total, value, columns[j], false})
	}
	return lines
}

func (r Row) cells() []string {
	if r.Withheld {
		return []string{"received", r.Dimension, r.Month, r.Value, "", Confidential}
	}
	return []string{"received", r.Dimension, r.Month, r.Value, strconv.FormatInt(r.Reports, 10), ""}
}

// changed finds the cells that an earlier release shows with a count that differs by less than k: whoever holds both would
// know the few that came or went. States change with the work and say nothing about who is meant.
func changed(dimension string, now Counts, earlier []Row, k int64) []Cell {
	if dimension == "state" {
		return nil
	}
	before := make(map[[2]string]int64)
	for _, r := range earlier {
		if r.Dimension == dimension && !r.Withheld {
			before[[2]string{r.Month, r.Value}] = r.Reports
		}
	}
	var cells []Cell
	for i, month := range now.Rows {
		for j, value := range now.Columns {
			n, ok := before[[2]string{month, value}]
			if d := now.Cells[i][j] - n; ok && d != 0 && d < k && d > -k {
				cells = append(cells, Cell{i, j})
			}
		}
	}
	return cells
}
