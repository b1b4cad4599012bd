package reference

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
)

// Province is the Kemendagri code of DKI Jakarta, above all the others.
const Province = "31"

// Area is one place with a code of its own: province, city, kecamatan or kelurahan.
type Area struct {
	Code string // Kemendagri code, with its dots: "31.74.06.1003"
	Name string // official name without the level: "Pondok Labu"; cities carry theirs ("Kota Administrasi Jakarta Pusat")
}

//go:embed kelurahan_kemendagri_2025.csv
var areaList string

// areas is read once from the embedded list; each slice is sorted by code.
var areas = readAreas(areaList)

type areaTable struct {
	cities, kecamatan, kelurahan []Area
	names                        map[string]string // code to name, all levels
}

// readAreas reads lines of kelurahan, kecamatan and city, each as code and name.
func readAreas(list string) areaTable {
	t := areaTable{names: map[string]string{Province: "DKI Jakarta"}}
	_, rows, _ := strings.Cut(list, "\n")
	for row := range strings.Lines(rows) {
		f := strings.Split(strings.TrimSpace(row), ",")
		t.kelurahan = t.add(t.kelurahan, f[0], f[1])
		t.kecamatan = t.add(t.kecamatan, f[2], f[3])
		t.cities = t.add(t.cities, f[4], f[5])
	}
	for _, level := range [][]Area{t.cities, t.kecamatan, t.kelurahan} {
		slices.SortFunc(level, func(a, b Area) int { return strings.Compare(a.Code, b.Code) })
	}
	return t
}

// add appends an area to its level unless it is there.
func (t areaTable) add(level []Area, code, name string) []Area {
	if _, known := t.names[code]; known {
		return level
	}
	t.names[code] = name
	return append(level, Area{Code: code, Name: name})
}

// AreaName returns the name of the area with this code, of any level. A code is matched exactly, dots included.
func AreaName(code string) (name string, ok bool) {
	name, ok = areas.names[code]
	return name, ok
}

// Parent returns the code of the area that code lies in: the kecamatan of a kelurahan, the city of a kecamatan, the
// province of a city. It is empty for the province and for a code that is not in the list.
func Parent(code string) string {
	if _, known := areas.names[code]; !known {
		return ""
	}
	if i := strings.LastIndexByte(code, '.'); i >= 0 {
		return code[:i]
	}
	return ""
}

// Cities returns the five cities and the regency, by code.
func Cities() iter.Seq[Area] { return slices.Values(areas.cities) }

// KecamatanOf returns the kecamatan of a city by code; none when city is no city's code. The province's code gives all 44.
func KecamatanOf(city string) iter.Seq[Area] { return within(areas.kecamatan, city) }

// KelurahanOf returns the kelurahan of a kecamatan by code; none when the code is unknown. A city's or the province's code
// gives all kelurahan in it.
func KelurahanOf(kecamatan string) iter.Seq[Area] { return within(areas.kelurahan, kecamatan) }

// within returns the areas whose code continues the code above.
func within(level []Area, above string) iter.Seq[Area] {
	prefix := above + "."
	return func(yield func(Area) bool) {
		for _, a := range level {
			if strings.HasPrefix(a.Code, prefix) && !yield(a) {
				return
			}
		}
	}
}
