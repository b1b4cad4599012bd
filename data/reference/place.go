package reference

import (
	"strings"
	"time"

	"tuntas/data"
)

// cityLevels are cut from the front of a city's name, longest first.
var cityLevels = []string{"kabupatenadministrasi", "kotaadministrasi", "kabupatenadm", "kotaadm", "kabadm", "kabupaten", "kota", "kab"}

// placeKey returns the form in which names of a level are compared: folded, without the words that name the level. Short
// ones count only with a full stop or a blank behind them.
func placeKey(words, short []string) func(string) string {
	return func(text string) string {
		text = strings.ToLower(strings.TrimSpace(text))
		for _, s := range short {
			if rest, cut := strings.CutPrefix(text, s); cut && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, " ")) {
				return fold(rest)
			}
		}
		text = fold(text)
		for _, l := range words {
			if rest, cut := strings.CutPrefix(text, l); cut && rest != "" {
				return rest
			}
		}
		return text
	}
}

// Kelurahan returns the code of the kelurahan that text is the code of or names. Case, blanks, punctuation and a leading
// "Kelurahan" or "Kel." do not count; the spellings met in real data are known. A code must have its dots: digits alone
// may belong to the BPS system and are not found (SystemOf, FromDigits and FromBPSNamed are for them).
func (t *Tables) Kelurahan(text string) (code string, ok bool) {
	return t.Find(data.ListKelurahan, text, time.Time{})
}

// Kecamatan returns the code of the kecamatan that text is the code of or names, as Kelurahan does for kelurahan. Many
// kecamatan share their name with a kelurahan, which need not even lie in them.
func (t *Tables) Kecamatan(text string) (code string, ok bool) {
	return t.Find(data.ListKecamatan, text, time.Time{})
}

// City returns the code of the city or regency that text is the code of or names, with or without "Kota Administrasi" and
// its shorter forms. Digits without a dot are not found: 3171 is Jakarta Selatan to BPS and Jakarta Pusat to Kemendagri.
func (t *Tables) City(text string) (code string, ok bool) {
	return t.Find(data.ListCity, text, time.Time{})
}
