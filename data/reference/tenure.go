package reference

import (
	"maps"
	"slices"
	"time"

	"tuntas/data"
)

// unitKinds are the kinds that an added unit may have.
var unitKinds = []UnitKind{OPD, UKPD, BUMD, KelurahanUnit, Validator}

// addUnit takes a unit in; place says later who stands above it.
func (t *Tables) addUnit(e data.Listed, p Period) error {
	kind := UnitKind(e.Kind)
	if e.English != "" || e.Name != "" && e.Name != e.Value {
		return data.ErrListedValue
	}
	if u, known := t.FindUnit(e.Value); known {
		if kind != "" && kind != u.Kind {
			return data.ErrListedValue
		}
		return t.restate(e.List, u.Name, p)
	}
	if !slices.Contains(unitKinds, kind) {
		return data.ErrListedValue
	}
	if kind == UKPD && e.Parent == "" || e.Parent != "" && (kind == OPD || kind == Validator) {
		return data.ErrListedParent
	}
	t.putUnit(Unit{Name: e.Value, Kind: kind})
	return t.state(e.List, e.Value, p)
}

// place gives the unit of a line its tenure: under the parent named, else under the one that it had, a new kelurahan
// under all kelurahan.
func (t *Tables) place(e data.Listed) error {
	if e.List != data.ListUnit {
		return nil
	}
	u, _ := t.FindUnit(e.Value)
	p := period(e.From, e.Until)
	parent := u.aboveAt(e.From)
	if len(u.Above) == 0 && u.Kind == KelurahanUnit {
		parent = Village
	}
	if e.Parent != "" {
		name, known := t.Find(data.ListUnit, e.Parent, time.Time{})
		if !known {
			return data.ErrListedParent
		}
		parent = name
	}
	u.Above = append(tenuresUpTo(u.Above, p), Tenure{Unit: parent, Period: p})
	slices.SortStableFunc(u.Above, func(a, b Tenure) int { return a.From.Compare(b.From) })
	t.units.put(u.Name, u)
	return nil
}

// tenuresUpTo is upTo for tenures.
func tenuresUpTo(tenures []Tenure, p Period) (left []Tenure) {
	for _, old := range tenures {
		for _, cut := range upTo([]Period{old.Period}, p) {
			left = append(left, Tenure{Unit: old.Unit, Period: cut})
		}
	}
	return left
}

// turns returns the days on which somebody comes to stand above a unit: between them nothing changes. A zero day stands for
// the latest that is known.
func (t *Tables) turns() []time.Time {
	days := map[time.Time]bool{{}: true, time.Date(2, time.January, 1, 0, 0, 0, 0, time.UTC): true}
	for _, u := range t.units.all {
		for _, a := range u.Above {
			days[a.From] = true
		}
	}
	return slices.Collect(maps.Keys(days))
}

// cycles returns data.ErrListedCycle when the unit of a line stands above itself on one of the days.
func (t *Tables) cycles(e data.Listed, days []time.Time) error {
	if e.List != data.ListUnit {
		return nil
	}
	u, _ := t.FindUnit(e.Value)
	if slices.ContainsFunc(days, func(day time.Time) bool { return t.circles(u.Name, day) }) {
		return data.ErrListedCycle
	}
	return nil
}

// circles tells whether the way up from a unit does not end.
func (t *Tables) circles(name string, at time.Time) bool {
	for range len(t.units.all) {
		u, _ := t.units.get(name)
		if name = u.aboveAt(at); name == "" {
			return false
		}
	}
	return true
}

// settleAgencies writes into each unit who answers for it by the latest that is known.
func (t *Tables) settleAgencies() {
	for i, u := range t.units.all {
		t.units.all[i].Agency, _ = t.OPDOf(u.Name, time.Time{})
	}
}
