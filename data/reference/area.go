package reference

import (
	_ "embed"
	"iter"
	"maps"
	"slices"
	"strings"

	"tuntas/data"
)

// Province is the Kemendagri code of DKI Jakarta, above all the others.
const Province = "31"

// Area is one place with a code of its own: province, city, kecamatan or kelurahan.
type Area struct {
	Code  string // Kemendagri code, with its dots: "31.74.06.1003"
	Name  string // official name without the level: "Pondok Labu"; cities carry theirs ("Kota Administrasi Jakarta Pusat")
	Valid Period // when there is such an area, as far as the bureau has said
}

//go:embed kelurahan_kemendagri_2025.csv
var areaList string

// areaTable holds the areas of each level by code.
type areaTable struct {
	levels map[data.List][]Area
	byCode map[string]Area
}

// readAreas reads lines of kelurahan, kecamatan and city, each as code and name.
func readAreas(list string) areaTable {
	t := areaTable{levels: map[data.List][]Area{}, byCode: map[string]Area{Province: {Code: Province, Name: "DKI Jakarta"}}}
	_, rows, _ := strings.Cut(list, "\n")
	for row := range strings.Lines(rows) {
		f := strings.Split(strings.TrimSpace(row), ",")
		for i, level := range []data.List{data.ListKelurahan, data.ListKecamatan, data.ListCity} {
			if _, known := t.byCode[f[2*i]]; !known {
				t.put(level, Area{Code: f[2*i], Name: f[2*i+1]})
			}
		}
	}
	return t
}

// put adds an area at its place by code, or changes the one that has this code.
func (t *areaTable) put(level data.List, a Area) {
	i, known := slices.BinarySearchFunc(t.levels[level], a.Code, func(b Area, code string) int { return strings.Compare(b.Code, code) })
	if known {
		t.levels[level][i] = a
	} else {
		t.levels[level] = slices.Insert(t.levels[level], i, a)
	}
	t.byCode[a.Code] = a
}

func (t *areaTable) clone() areaTable {
	c := areaTable{levels: map[data.List][]Area{}, byCode: maps.Clone(t.byCode)}
	for level, areas := range t.levels {
		c.levels[level] = slices.Clone(areas)
	}
	return c
}

// above returns the code that this one continues; empty for the province's.
func above(code string) string {
	if i := strings.LastIndexByte(code, '.'); i >= 0 {
		return code[:i]
	}
	return ""
}

// Area returns the area with this code, of any level. A code is matched exactly, dots included.
func (t *Tables) Area(code string) (a Area, ok bool) {
	a, ok = t.areas.byCode[code]
	return a, ok
}

// AreaName returns the name of the area with this code, of any level. A code is matched exactly, dots included.
func (t *Tables) AreaName(code string) (name string, ok bool) {
	a, ok := t.areas.byCode[code]
	return a.Name, ok
}

// Parent returns the code of the area that code lies in: the kecamatan of a kelurahan, the city of a kecamatan, the
// province of a city. It is empty for the province and for a code that is not in the list.
func (t *Tables) Parent(code string) string {
	if _, known := t.areas.byCode[code]; !known {
		return ""
	}
	return above(code)
}

// Cities returns the five cities and the regency, by code.
func (t *Tables) Cities() iter.Seq[Area] { return t.within(data.ListCity, Province) }

// KecamatanOf returns the kecamatan of a city by code; none when city is no city's code. The province's code gives all.
func (t *Tables) KecamatanOf(city string) iter.Seq[Area] { return t.within(data.ListKecamatan, city) }

// KelurahanOf returns the kelurahan of a kecamatan by code; none when the code is unknown. A city's or the province's code
// gives all kelurahan in it.
func (t *Tables) KelurahanOf(kecamatan string) iter.Seq[Area] {
	return t.within(data.ListKelurahan, kecamatan)
}

// within returns the areas of a level whose code continues the code above.
func (t *Tables) within(level data.List, above string) iter.Seq[Area] {
	prefix := above + "."
	return func(yield func(Area) bool) {
		for _, a := range t.areas.levels[level] {
			if strings.HasPrefix(a.Code, prefix) && !yield(a) {
				return
			}
		}
	}
}
