package desk

import (
	"cmp"
	"slices"
	"strings"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// The levels of areas below the province, by the number of dots in their codes.
const (
	levelCity      = 1
	levelKecamatan = 2
	levelKelurahan = 3
	levelOther     = 4 // a text of the source that is no code
)

// level returns the level of an area, 0 for the province.
func level(l *i18n.Language, code string) int {
	if l.Area(code) == code {
		return levelOther
	}
	return strings.Count(code, ".")
}

// above returns the code of the area that code lies in; empty for the province.
func above(code string) string {
	if i := strings.LastIndexByte(code, '.'); i >= 0 {
		return code[:i]
	}
	return ""
}

// areaName returns the name of an area, that of a city without its rank: "Jakarta Pusat".
func areaName(l *i18n.Language, code string) string {
	name := l.Area(code)
	if _, short, ok := strings.Cut(name, administrative); ok {
		return short
	}
	return name
}

// administrative stands between rank and name of a city: "Kota Administrasi Jakarta Pusat".
const administrative = " Administrasi "

// areaInWords returns a kelurahan with its kecamatan, any other area by its name.
func areaInWords(l *i18n.Language, code string) string {
	if level(l, code) == levelKelurahan {
		return l.Area(code) + ", " + l.Area(above(code))
	}
	return areaName(l, code)
}

// areaOptions returns the areas that occur and those that they lie in, cities first, each level by name.
func areaOptions(l *i18n.Language, codes []string) []part.Option {
	known := map[string]int{}
	for _, code := range codes {
		for ; code != "" && known[code] == 0; code = above(code) {
			at := level(l, code)
			if at == 0 {
				break
			}
			known[code] = at
			if at == levelOther {
				break
			}
		}
	}
	var options []part.Option
	for code, at := range known {
		options = append(options, part.Option{Key: code, Label: areaName(l, code), Detail: levelInWords(l, code, at)})
	}
	slices.SortFunc(options, func(a, b part.Option) int {
		return cmp.Or(
			cmp.Compare(known[a.Key], known[b.Key]), strings.Compare(a.Label, b.Label), strings.Compare(a.Key, b.Key),
		)
	})
	return options
}

// levelInWords says what kind of area code is and where it lies.
func levelInWords(l *i18n.Language, code string, at int) string {
	in := areaName(l, above(code))
	switch at {
	case levelCity:
		if strings.HasPrefix(l.Area(code), "Kabupaten") {
			return l.Text("desk.level.regency")
		}
		return l.Text("desk.level.city")
	case levelKecamatan:
		return l.Text("desk.level.kecamatan", "above", in)
	case levelKelurahan:
		return l.Text("desk.level.kelurahan", "above", in)
	}
	return l.Text("desk.level.other")
}
