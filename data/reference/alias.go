package reference

import "tuntas/data"

// Where the spellings were met.
const (
	backOffice = "CRM, 2023"
	statistics = "BPS, 2018"
	floodTable = "Data Kejadian Bencana Banjir, 2024"
	fireCalls  = "Data kejadian kebakaran, 2013"
	codes2014  = "Data DKI menurut nomor kode wilayah, 2014"
	published  = "jakarta smart city"
)

// standardAliases are spellings met in real data that differ from the list by more than case, blanks and punctuation.
// Categories have none: the citizens' list and the back office's name things differently, and which is which nobody has
// published.
var standardAliases = []data.Alias{
	{List: data.ListKelurahan, Told: "Halim Perdana Kusumah", Value: "31.75.08.1004", Source: floodTable},
	{List: data.ListKelurahan, Told: "Kerendang", Value: "31.73.04.1005", Source: codes2014},
	{List: data.ListKelurahan, Told: "Kampung Tengah", Value: "31.75.04.1002", Source: fireCalls},
	{List: data.ListKelurahan, Told: "Pangadegan", Value: "31.74.08.1005", Source: fireCalls},
	{List: data.ListKelurahan, Told: "Pondok Rangon", Value: "31.75.10.1003", Source: fireCalls},
	{List: data.ListKelurahan, Told: "Harapan Mulya", Value: "31.71.03.1003", Source: statistics},
	{List: data.ListKelurahan, Told: "Papango", Value: "31.72.02.1003", Source: statistics},
	{List: data.ListKelurahan, Told: "Pal Meriem", Value: "31.75.01.1004", Source: statistics},
	{List: data.ListKelurahan, Told: "Tanjung Priuk", Value: "31.72.02.1001", Source: statistics},
	{List: data.ListKelurahan, Told: "Wijaya Kesuma", Value: "31.73.02.1007", Source: statistics},
	{List: data.ListKelurahan, Told: "P. Panggang", Value: "31.01.01.1001", Source: floodTable},
	{List: data.ListKelurahan, Told: "P. Kelapa", Value: "31.01.01.1002", Source: floodTable},
	{List: data.ListKelurahan, Told: "P. Harapan", Value: "31.01.01.1003", Source: floodTable},
	{List: data.ListKelurahan, Told: "P. Untung Jawa", Value: "31.01.02.1001", Source: floodTable},
	{List: data.ListKelurahan, Told: "P. Tidung", Value: "31.01.02.1002", Source: codes2014},
	{List: data.ListKelurahan, Told: "P. Pari", Value: "31.01.02.1003", Source: floodTable},

	{List: data.ListKecamatan, Told: "Kebun Jeruk", Value: "31.73.05", Source: fireCalls},
	{List: data.ListKecamatan, Told: "Tanjung Priuk", Value: "31.72.02", Source: statistics},
	{List: data.ListKecamatan, Told: "Kep. Seribu Utara", Value: "31.01.01", Source: floodTable},
	{List: data.ListKecamatan, Told: "Kep. Seribu Selatan", Value: "31.01.02", Source: floodTable},

	{List: data.ListCity, Told: "Kab. Adm. Kep. Seribu", Value: "31.01", Source: codes2014},

	{List: data.ListChannel, Told: "WhatsApp/SMS", Value: "SMS", Source: published},
	{List: data.ListChannel, Told: "WhatsApp", Value: "SMS", Source: published},
	{List: data.ListChannel, Told: "LAPOR", Value: "LAPOR 1708", Source: published},
	{List: data.ListChannel, Told: "Pendopo Balai Kota", Value: "Pendopo", Source: published},

	{List: data.ListUnit, Told: "DINAS PERTAMANAN DAN HUTAN", Value: Parks, Source: backOffice},
}
