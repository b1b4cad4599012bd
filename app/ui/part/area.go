package part

import (
	"cmp"
	"slices"
	"strings"

	"tuntas/app/i18n"
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
	return code[:max(0, strings.LastIndexByte(code, '.'))]
}

// AreaName returns the name of an area, that of a city without its rank: "Jakarta Pusat". A text that is no code is returned
// as it is.
func AreaName(l *i18n.Language, code string) string {
	name := l.Area(code)
	if _, short, ok := strings.Cut(name, administrative); ok {
		return short
	}
	return name
}

// administrative stands between rank and name of a city: "Kota Administrasi Jakarta Pusat".
const administrative = " Administrasi "

// AreaInWords returns a kelurahan with its kecamatan, any other area by its AreaName.
func AreaInWords(l *i18n.Language, code string) string {
	if level(l, code) == levelKelurahan {
		return l.Area(code) + ", " + l.Area(above(code))
	}
	return AreaName(l, code)
}

// AreasAbove returns the official names of the areas that the area with this code lies in, below the province, smallest
// first; none when the text is no code.
func AreasAbove(l *i18n.Language, code string) []string {
	var names []string
	for code = above(code); strings.Contains(code, "."); code = above(code) {
		if name := l.Area(code); name != code {
			names = append(names, name)
		}
	}
	return names
}

// AreaOptions returns the areas that occur and those that they lie in, cities first, each level by name.
func AreaOptions(l *i18n.Language, codes []string) []Option {
	known := map[string]int{}
	for _, code := range codes {
		for at := level(l, code); code != "" && at > 0 && known[code] == 0; at = level(l, code) {
			known[code] = at
			if at == levelOther {
				break
			}
			code = above(code)
		}
	}
	var options []Option
	for code, at := range known {
		options = append(options, Option{Key: code, Label: AreaName(l, code), Detail: levelInWords(l, code, at)})
	}
	slices.SortFunc(options, func(a, b Option) int {
		return cmp.Or(
			cmp.Compare(known[a.Key], known[b.Key]), strings.Compare(a.Label, b.Label), strings.Compare(a.Key, b.Key),
		)
	})
	return options
}

// levelInWords says what kind of area code is and where it lies.
func levelInWords(l *i18n.Language, code string, at int) string {
	in := AreaName(l, above(code))
	switch at {
	case levelCity:
		if strings.HasPrefix(l.Area(code), "Kabupaten") {
			return l.Text("part.level.regency")
		}
		return l.Text("part.level.city")
	case levelKecamatan:
		return l.Text("part.level.kecamatan", "above", in)
	case levelKelurahan:
		return l.Text("part.level.kelurahan", "above", in)
	}
	return l.Text("part.level.other")
}

// Options offers values under their names; with nil each is its own name. What has no value cannot be chosen.
func Options(values []string, name func(value string) string) []Option {
	var all []Option
	for _, v := range values {
		o := Option{Key: v, Label: v}
		if name != nil {
			o.Label = name(v)
		}
		if v != "" {
			all = append(all, o)
		}
	}
	return all
}
