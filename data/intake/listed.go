package intake

import (
	"strings"

	"tuntas/data"
	"tuntas/data/reference"
)

// listed is a value of a column whose values are looked up in a reference list.
type listed struct {
	text    string           // what is kept
	told    string           // the source's text, cleaned
	was     string           // what the list says; empty when it does not have the value
	changed changes          // of the value, another spelling included
	kind    data.FindingKind // why the value is counted by itself; empty when it is not
	counted counted
}

// entry is what a reference list holds.
type entry struct {
	text string // what is kept: a name or a code
	name string // another text that needs no word when it is met, case aside
}

// lists are the fields with a reference list.
var lists = map[field]func(text string) (entry, bool){
	fieldChannel: func(text string) (entry, bool) {
		c, ok := reference.FindChannel(text)
		return entry{c.Code, c.Name}, ok
	},
	fieldCategory: func(text string) (entry, bool) {
		c, ok := reference.FindCategory(text)
		return entry{text: c.Name}, ok
	},
	fieldArea: func(text string) (entry, bool) {
		code, ok := reference.Kelurahan(text)
		name, _ := reference.AreaName(code)
		return entry{code, name}, ok
	},
	fieldUnit: func(text string) (entry, bool) {
		u, ok := reference.FindUnit(text)
		return entry{text: u.Name}, ok
	},
}

// listedAs returns the field's value as the reference list writes it, where the profile wants that and the list has it; else
// the source's text, cleaned.
func (rs *rows) listedAs(fields [][]byte, f field) string {
	return rs.listedAt(rs.cell(fields, f), f, rs.table.fit.at[f])
}

// listedAt is listedAs for a value of the column at this position.
func (rs *rows) listedAt(b []byte, f field, at int) string {
	if !rs.profile.reference || len(b) == 0 {
		return rs.keyAt(b, at)
	}
	v, ok := rs.listed[f][string(b)]
	if !ok {
		v = look(f, string(b))
		if len(rs.listed[f]) < maxNamed {
			rs.listed[f][string(b)] = v
		}
	}
	if v.changed != 0 || v.kind != "" {
		rs.tally.meet(at, v.changed, v)
	}
	return v.text
}

// look cleans a value and looks it up in the list of its field.
func look(f field, raw string) *listed {
	v := new(listed)
	v.told, v.changed = cleanKey(raw)
	v.text = v.told
	if v.told == "" {
		return v
	}
	e, ok := lists[f](v.told)
	if !ok {
		v.kind = data.FoundUnknown
		return v
	}
	v.text, v.was = e.text, e.text
	if v.told != e.text && (e.name == "" || !strings.EqualFold(v.told, e.name)) {
		v.changed |= respelt
		if f == fieldArea {
			v.was = e.name
		}
	}
	return v
}
