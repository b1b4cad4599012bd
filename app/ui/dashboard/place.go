package dashboard

import (
	"cmp"
	"slices"
	"strings"

	"tuntas/app/i18n"
	"tuntas/app/ui/part"
)

// administrative stands between rank and name of a city: "Kota Administrasi Jakarta Pusat".
const administrative = " Administrasi "

// areaName returns the name of an area, that of a city without its rank; nothing for no area.
func areaName(l *i18n.Language, code string) string {
	name := l.Area(code)
	if _, short, ok := strings.Cut(name, administrative); ok {
		return short
	}
	return name
}

// depth is how deep below the province an area lies: 1 for a city, 3 for a kelurahan, 4 for a text that is no code.
func depth(l *i18n.Language, code string) int {
	if l.Area(code) == code {
		return 4
	}
	return strings.Count(code, ".")
}

// above returns the code of the area that code lies in; empty for the province.
func above(code string) string {
	i := max(0, strings.LastIndexByte(code, '.'))
	return code[:i]
}

// areaOptions returns the areas that occur and those that they lie in, cities first, each level by name.
func areaOptions(l *i18n.Language, codes []string) []part.Option {
	found := map[string]int{}
	for _, code := range codes {
		at := depth(l, code)
		for code != "" && at > 0 && found[code] == 0 {
			found[code] = at
			if at == 4 {
				break
			}
			code, at = above(code), at-1
		}
	}
	var all []part.Option
	for code, at := range found {
		o := part.Option{Key: code, Label: areaName(l, code)}
		if at == 2 || at == 3 {
			o.Detail = areaName(l, above(code))
		}
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b part.Option) int {
		return cmp.Or(cmp.Compare(found[a.Key], found[b.Key]), strings.Compare(a.Label, b.Label), strings.Compare(a.Key, b.Key))
	})
	return all
}
