package reference

import "strings"

// places finds the codes of one level by name.
type places struct {
	level []string          // words that name the level and may stand in front, folded
	short []string          // their abbreviations, which count only with a full stop or a blank behind them
	codes map[string]bool   //
	names map[string]string // folded name or alias to code
}

var (
	kelurahanPlaces = newPlaces(areas.kelurahan, []string{"kelurahan"}, []string{"kel"}, kelurahanAliases)
	kecamatanPlaces = newPlaces(areas.kecamatan, []string{"kecamatan"}, []string{"kec"}, kecamatanAliases)
	cityPlaces      = newPlaces(areas.cities, cityLevels, nil, cityAliases)
)

// cityLevels are cut from the front of a city's name, longest first.
var cityLevels = []string{"kabupatenadministrasi", "kotaadministrasi", "kabupatenadm", "kotaadm", "kabadm", "kabupaten", "kota", "kab"}

func newPlaces(level []Area, words, short []string, aliases []alias) places {
	p := places{level: words, short: short, codes: map[string]bool{}, names: map[string]string{}}
	for _, a := range level {
		p.codes[a.Code] = true
		p.names[p.key(a.Name)] = a.Code
	}
	for _, a := range aliases {
		p.names[p.key(a.spelling)] = a.code
	}
	return p
}

// find returns the code that text is or names.
func (p places) find(text string) (code string, ok bool) {
	text = strings.TrimSpace(text)
	if p.codes[text] {
		return text, true
	}
	code, ok = p.names[p.key(text)]
	return code, ok
}

// key is the form in which names are compared: folded, without the word for the level.
func (p places) key(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, s := range p.short {
		if rest, cut := strings.CutPrefix(text, s); cut && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, " ")) {
			return fold(rest)
		}
	}
	text = fold(text)
	for _, l := range p.level {
		if rest, cut := strings.CutPrefix(text, l); cut && rest != "" {
			return rest
		}
	}
	return text
}

// Kelurahan returns the code of the kelurahan that text is the code of or names. Case, blanks, punctuation and a leading
// "Kelurahan" or "Kel." do not count; the spellings met in real data are known. A code must have its dots: digits alone
// may belong to the BPS system and are not found.
func Kelurahan(text string) (code string, ok bool) { return kelurahanPlaces.find(text) }

// Kecamatan returns the code of the kecamatan that text is the code of or names, as Kelurahan does for kelurahan. Many
// kecamatan share their name with a kelurahan, which need not even lie in them.
func Kecamatan(text string) (code string, ok bool) { return kecamatanPlaces.find(text) }

// City returns the code of the city or regency that text is the code of or names, with or without "Kota Administrasi" and
// its shorter forms. Digits without a dot are not found: 3171 is Jakarta Selatan to BPS and Jakarta Pusat to Kemendagri.
func City(text string) (code string, ok bool) { return cityPlaces.find(text) }
