package i18n

import "strings"

// briefer are the short forms that offices and papers of Jakarta use for the words of official names, longer names first.
var briefer = strings.NewReplacer(
	"Kota Administrasi ", "", "Kabupaten Administrasi ", "Kab. ",
	"Kelurahan ", "Kel. ", "Kecamatan ", "Kec. ", "Suku Dinas ", "Sudin ",
	"Jakarta Barat", "Jakbar", "Jakarta Pusat", "Jakpus", "Jakarta Selatan", "Jaksel",
	"Jakarta Timur", "Jaktim", "Jakarta Utara", "Jakut", "Kepulauan Seribu", "Kep. Seribu",
)

// Brief returns the name of an office or area in its usual short form, for where the whole name has no room: "Sudin Bina Marga
// Jaktim". A name without such words is returned as it is.
func Brief(name string) string { return briefer.Replace(name) }
