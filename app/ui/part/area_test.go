package part

import (
	"slices"
	"strings"
	"testing"
)

func TestAreasAbove(t *testing.T) {
	tests := []struct{ code, want string }{
		{"31.71.01.1001", "Gambir|Kota Administrasi Jakarta Pusat"},
		{"31.71.01", "Kota Administrasi Jakarta Pusat"},
		{"31.71", ""},
		{"Jl. M.H. Thamrin", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(AreasAbove(indonesian(), tt.code), "|"); got != tt.want {
			t.Errorf("%q lies in %q, want %q", tt.code, got, tt.want)
		}
	}
}

func TestAreaOptions(t *testing.T) {
	var got []string
	for _, o := range AreaOptions(indonesian(), []string{"31.74.06.1003", "31.01.01.1001", "Depan pasar No. 3", "31.74.06.1002"}) {
		got = append(got, o.Key+" | "+o.Label+" | "+o.Detail)
	}
	want := []string{
		"31.74 | Jakarta Selatan | Kota",
		"31.01 | Kepulauan Seribu | Kabupaten",
		"31.74.06 | Cilandak | Kecamatan di Jakarta Selatan",
		"31.01.01 | Kepulauan Seribu Utara | Kecamatan di Kepulauan Seribu",
		"31.74.06.1002 | Lebak Bulus | Kelurahan di Cilandak",
		"31.74.06.1003 | Pondok Labu | Kelurahan di Cilandak",
		"31.01.01.1001 | Pulau Panggang | Kelurahan di Kepulauan Seribu Utara",
		"Depan pasar No. 3 | Depan pasar No. 3 | Menurut sumber",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
