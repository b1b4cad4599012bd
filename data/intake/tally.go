package intake

import (
	"cmp"
	"maps"
	"slices"

	"tuntas/data"
)

// tally counts what was found odd in the rows of one table. What is met in a row counts only when the row is taken.
type tally struct {
	columns []columnTally // by position
	values  map[valueKey]*valueTally
	met     []change // in the row at hand
}

// columnTally counts the values of one column that were cleaned, by kind, with one example of another spelling.
type columnTally struct {
	rows      [changeKinds]int64
	told, was string
}

// change is what happened to one value of a row.
type change struct {
	at      int // position of its column
	changed changes
	value   *listed // of a reference list, when it is to be counted
}

// valueKey is a value of a column that is counted by itself.
type valueKey struct {
	at   int
	kind data.FindingKind
	told string
}

type valueTally struct {
	was  string
	rows int64
}

// maxValues is how many values of a column are told of by themselves. The rest is counted together, without a value.
const maxValues = 1000

func newTally(columns int) tally {
	return tally{columns: make([]columnTally, columns), values: make(map[valueKey]*valueTally)}
}

// meet notes a change in the row at hand.
func (t *tally) meet(at int, changed changes, value *listed) {
	t.met = append(t.met, change{at, changed, value})
}

// keep counts what was met in the row.
func (t *tally) keep() {
	for _, c := range t.met {
		column := &t.columns[c.at]
		for i := range changeKinds {
			if c.changed&(1<<i) != 0 {
				column.rows[i]++
			}
		}
		if c.value != nil {
			t.count(column, c)
		}
	}
}

func (t *tally) count(column *columnTally, c change) {
	v := c.value
	if c.changed&respelt != 0 && column.told == "" {
		column.told, column.was = v.told, v.was
	}
	if v.kind == "" {
		return
	}
	if v.counted.by != t || v.counted.at != c.at {
		v.counted = counted{t, c.at, t.value(valueKey{c.at, v.kind, v.told}, v.was)}
	}
	v.counted.as.rows++
}

// counted is where a value of a list is counted, so that it need not be looked up for each row.
type counted struct {
	by *tally
	at int
	as *valueTally
}

// value finds where the value is counted; when there are too many, all the others together.
func (t *tally) value(key valueKey, was string) *valueTally {
	if len(t.values) >= maxNamed && t.values[key] == nil {
		key.told, was = "", ""
	}
	if t.values[key] == nil {
		t.values[key] = &valueTally{was: was}
	}
	return t.values[key]
}

// findings tells what was counted: for each column the cleaning, then the values, most frequent first.
func (t *tally) findings(header []string) []data.Finding {
	var all []data.Finding
	for at, column := range t.columns {
		for i, rows := range column.rows {
			if rows == 0 {
				continue
			}
			f := data.Finding{Kind: changeFindings[i], Field: header[at], Rows: rows}
			if f.Kind == data.FoundSpelling {
				f.Told, f.Was = column.told, column.was
			}
			all = append(all, f)
		}
	}
	return append(all, t.valueFindings(header)...)
}

func (t *tally) valueFindings(header []string) []data.Finding {
	keys := slices.SortedFunc(maps.Keys(t.values), func(a, b valueKey) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.kind, b.kind), cmp.Compare(t.values[b].rows, t.values[a].rows),
			cmp.Compare(a.told, b.told))
	})
	var all []data.Finding
	told := 0 // of the column and kind at hand
	for i, k := range keys {
		if i == 0 || k.at != keys[i-1].at || k.kind != keys[i-1].kind {
			told = 0
		}
		v := t.values[k]
		if told++; told > maxValues+1 {
			all[len(all)-1].Rows += v.rows
			continue
		}
		f := data.Finding{Kind: k.kind, Field: header[k.at], Told: k.told, Was: v.was, Rows: v.rows}
		if told > maxValues {
			f.Told, f.Was = "", ""
		}
		all = append(all, f)
	}
	return all
}
