package reference

// alias is a spelling met in real data for a place that the list spells in another way.
type alias struct{ spelling, code string }

// kelurahanAliases were met in the back office's own exports, in the open data on floods and in the BPS list of 2018.
// Spellings that differ only in case, blanks or punctuation need no line.
var kelurahanAliases = []alias{
	{"Halim Perdana Kusumah", "31.75.08.1004"},
	{"Kerendang", "31.73.04.1005"},
	{"Kampung Tengah", "31.75.04.1002"},
	{"Harapan Mulya", "31.71.03.1003"},
	{"Papango", "31.72.02.1003"},
	{"Pal Meriem", "31.75.01.1004"},
	{"Tanjung Priuk", "31.72.02.1001"},
	{"Wijaya Kesuma", "31.73.02.1007"},
	{"P. Panggang", "31.01.01.1001"},
	{"P. Kelapa", "31.01.01.1002"},
	{"P. Harapan", "31.01.01.1003"},
	{"P. Untung Jawa", "31.01.02.1001"},
	{"P. Tidung", "31.01.02.1002"},
	{"P. Pari", "31.01.02.1003"},
}

var kecamatanAliases = []alias{
	{"Kebun Jeruk", "31.73.05"},
	{"Tanjung Priuk", "31.72.02"},
	{"Kep. Seribu Utara", "31.01.01"},
	{"Kep. Seribu Selatan", "31.01.02"},
}

var cityAliases = []alias{
	{"Kab. Adm. Kep. Seribu", "31.01"},
}
