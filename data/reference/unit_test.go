package reference_test

import (
	"slices"
	"testing"
	"time"

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

func TestUnitKinds(t *testing.T) {
	for _, c := range []struct {
		unit      string
		kind      reference.UnitKind
		opd       string
		validator bool
	}{
		{"DINAS PERHUBUNGAN", reference.OPD, reference.Transport, false},
		{"UNIT PENGELOLA PERPARKIRAN", reference.UKPD, reference.Transport, false},
		{"SUKU BADAN KESATUAN BANGSA DAN POLITIK", reference.UKPD, "BADAN KESATUAN BANGSA DAN POLITIK", false},
		{"PD PASAR JAYA", reference.BUMD, "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH", false},
		{"Satpol PP Jakarta Barat", reference.UKPD, reference.PublicOrder, false},
		{"KELURAHAN CIDENG", reference.KelurahanUnit, reference.Village, false},
		{"Biro Pemerintahan", reference.Validator, reference.Bureau, true},
	} {
		u, ok := reference.FindUnit(c.unit)
		if !ok || u.Kind != c.kind || u.Agency != c.opd || !u.ListedAt(time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: got %+v", c.unit, u)
		}
		if got, _ := reference.OPDOf(c.unit, time.Date(2020, time.June, 1, 0, 0, 0, 0, time.UTC)); got != c.opd {
			t.Errorf("%s: got %q, want %q", c.unit, got, c.opd)
		}
		if got := reference.IsValidator(c.unit); got != c.validator {
			t.Errorf("%s: validator %t", c.unit, got)
		}
	}
	if got, ok := reference.OPDOf("DINAS ENTAH", time.Time{}); ok || reference.IsValidator("DINAS ENTAH") {
		t.Errorf("an unknown unit: got %q", got)
	}
}
