package reference_test

import (
	"slices"
	"testing"

	"tuntas/data/reference"
)

func TestAgency(t *testing.T) {
	for _, c := range []struct{ unit, want string }{
		{"UNIT PENGELOLA PERPARKIRAN", reference.Transport},
		{"Unit Pengelola Sistem Pengendalian Lalu Lintas", reference.Transport},
		{"UNIT PERALATAN DAN PERBEKALAN BINA MARGA", reference.BinaMarga},
		{"PT TRANSPORTASI", "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH"},
		{"DINAS PERTAMANAN DAN HUTAN", reference.Parks},
		{"DINAS PERTAMANAN DAN HUTAN (KOTA)", reference.Parks},
		{"Sudin Bina Marga Jakarta Pusat", reference.BinaMarga},
		{"Satpol PP Jakarta Timur", reference.PublicOrder},
		{"KELURAHAN CIDENG", reference.Village},
		{"BIRO PEMERINTAHAN", reference.Bureau},
		{"Sudin Bina Marga Bandung", ""},
		{"", ""},
	} {
		if got, ok := reference.Agency(c.unit); got != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %t; want %q", c.unit, got, ok, c.want)
		}
	}
}

func TestUnits(t *testing.T) {
	names, perAgency := map[string]bool{}, map[string]int{}
	for _, u := range reference.Units() {
		if names[u.Name] || !slices.Contains(reference.Agencies(), u.Agency) {
			t.Errorf("%q of %q: twice, or of an unknown agency", u.Name, u.Agency)
		}
		if _, ok := reference.AreaName(u.City); u.City != "" && !ok {
			t.Errorf("%q: no city %q", u.Name, u.City)
		}
		names[u.Name] = true
		if u.City != "" {
			perAgency[u.Agency]++
		}
	}
	for agency, want := range map[string]int{reference.BinaMarga: 5, reference.PublicOrder: 5, reference.Village: 267} {
		if perAgency[agency] != want {
			t.Errorf("%s: got %d units in cities, want %d", agency, perAgency[agency], want)
		}
	}
}
