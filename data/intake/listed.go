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
	fieldDistrict: func(text string) (entry, bool) {
		code, ok := reference.Kecamatan(text)
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
	if text := rs.table.fit.section.fixed[f]; text != "" {
		return text
	}
	return rs.listedAt(rs.cell(fields, f), f, rs.table.fit.at[f])
}

// listedAt is listedAs for a value of the column at this position.
func (rs *rows) listedAt(b []byte, f field, at int) string {
	if !rs.profile.lists[f] || len(b) == 0 {
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
	switch {
	case ok:
		v.take(f, e)
	case f == fieldArea && v.statistics():
		v.kind = data.FoundOtherCode
	default:
		v.kind = data.FoundUnknown
	}
	return v
}

// take keeps what the list says. An area's name is expected where its code is kept, and no other spelling.
func (v *listed) take(f field, e entry) {
	v.text, v.was = e.text, e.text
	if f == fieldArea || f == fieldDistrict {
		v.was = e.name
	}
	if v.told != e.text && (e.name == "" || !strings.EqualFold(v.told, e.name)) {
		v.changed |= respelt
	}
}

// statistics takes the value for a code of the statistics office, if it is one.
func (v *listed) statistics() bool {
	code, ok := reference.FromBPS(v.told)
	if ok {
		v.text, v.was = code, code
	}
	return ok
}
