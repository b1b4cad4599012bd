package reference_test

import (
	"strings"
	"testing"

	"tuntas/data/reference"
)

type place struct{ text, want string }

func check(t *testing.T, name string, find func(string) (string, bool), places []place) {
	t.Helper()
	for _, p := range places {
		if got, ok := find(p.text); got != p.want || ok != (p.want != "") {
			t.Errorf("%s(%q): got %q, %t; want %q", name, p.text, got, ok, p.want)
		}
	}
}

func TestKelurahan(t *testing.T) {
	check(t, "Kelurahan", reference.Kelurahan, []place{
		{"31.74.06.1003", "31.74.06.1003"},
		{" 31.74.06.1003 ", "31.74.06.1003"},
		{"Pondok Labu", "31.74.06.1003"},
		{"PONDOK  LABU ", "31.74.06.1003"},
		{"pondoklabu", "31.74.06.1003"},
		{"KELURAHAN PONDOK LABU", "31.74.06.1003"},
		{"Kel. Pondok Labu", "31.74.06.1003"},
		{"kel pondok labu", "31.74.06.1003"},
		{"Kel.Pondok Labu", "31.74.06.1003"},
		{"Kelapa Dua", "31.73.05.1004"},
		{"Kelapa Dua Wetan", "31.75.09.1003"},
		{"Kelapa Gading Barat", "31.72.06.1003"},
		{"Bale Kambang", "31.75.04.1005"},
		{"BALE KAMBANG", "31.75.04.1005"},
		{"Rawa Jati", "31.74.08.1003"},
		{"KALI BARU", "31.72.04.1004"},
		{"KELURAHAN KALI BARU", "31.72.04.1004"},
		{"Halim Perdana Kusumah", "31.75.08.1004"},
		{"KERENDANG", "31.73.04.1005"},
		{"KAMPUNG TENGAH", "31.75.04.1002"},
		{"HARAPAN MULYA", "31.71.03.1003"},
		{"PAPANGO", "31.72.02.1003"},
		{"PAL MERIEM", "31.75.01.1004"},
		{"TANJUNG PRIUK", "31.72.02.1001"},
		{"WIJAYA KESUMA", "31.73.02.1007"},
		{"P. Pari", "31.01.02.1003"},
		{"P. Kelapa", "31.01.01.1002"},
		{"P. Panggang", "31.01.01.1001"},
		{"P. Harapan", "31.01.01.1003"},
		{"P. Untung Jawa", "31.01.02.1001"},
		{"P. Tidung", "31.01.02.1002"},
		{"Cilandak", ""},      // a kecamatan only
		{"31.74.06", ""},      // a kecamatan's code
		{"3174061003", ""},    // no dots: of which system?
		{"31.74.06.1099", ""}, // no such code
		{"Kelurahan", ""},
		{"Kel.", ""},
		{"", ""},
		{"Depok", ""},
	})
}

func TestKecamatan(t *testing.T) {
	check(t, "Kecamatan", reference.Kecamatan, []place{
		{"31.74.06", "31.74.06"},
		{"CILANDAK", "31.74.06"},
		{"Kecamatan Cilandak", "31.74.06"},
		{"Kec. Cilandak", "31.74.06"},
		{"Kali Deres", "31.73.06"},
		{"Kramat Jati", "31.75.04"},
		{"PALMERAH", "31.73.07"},
		{"Pal Merah", "31.73.07"},
		{"PULO GADUNG", "31.75.02"},
		{"Pulogadung", "31.75.02"},
		{"SETIA BUDI", "31.74.02"},
		{"Kebun Jeruk", "31.73.05"},
		{"TANJUNG PRIUK", "31.72.02"},
		{"Kep. Seribu Utara", "31.01.01"},
		{"Kep. Seribu Selatan", "31.01.02"},
		{"Pondok Labu", ""},
		{"31.74", ""},
		{"317406", ""},
	})
}

func TestCity(t *testing.T) {
	check(t, "City", reference.City, []place{
		{"31.74", "31.74"},
		{"Kota Administrasi Jakarta Selatan", "31.74"},
		{"KOTA ADM. JAKARTA PUSAT", "31.71"},
		{"Kota Jakarta Utara ", "31.72"},
		{"jakarta barat", "31.73"},
		{"JAKARTA TIMUR", "31.75"},
		{"Kabupaten Administrasi Kepulauan Seribu", "31.01"},
		{"KAB. ADM. KEP. SERIBU", "31.01"},
		{"Kepulauan Seribu", "31.01"},
		{"Kep. Seribu", "31.01"},
		{"Kota", ""},
		{"Depok", ""},
		{"31", ""},
	})
}

// The BPS digits name another city than the same digits of Kemendagri, so that digits alone must never be found.
func TestCodesOfTheOtherSystemAreNotFound(t *testing.T) {
	for _, bps := range []string{"3101", "3171", "3172", "3173", "3174", "3175", "3171010001", "3174010"} {
		for name, find := range map[string]func(string) (string, bool){
			"City": reference.City, "Kecamatan": reference.Kecamatan, "Kelurahan": reference.Kelurahan,
		} {
			if got, ok := find(bps); ok {
				t.Errorf("%s(%q): got %q, want none", name, bps, got)
			}
		}
	}
	for code, want := range map[string]string{"31.71": "Jakarta Pusat", "31.74": "Jakarta Selatan"} {
		if got, _ := reference.AreaName(code); !strings.HasSuffix(got, want) {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
}

func TestNamesRepeatAcrossLevels(t *testing.T) {
	same := 0
	for k := range reference.KecamatanOf(reference.Province) {
		if _, ok := reference.Kelurahan(k.Name); ok {
			same++
		}
	}
	if want := 27; same != want {
		t.Errorf("kecamatan names that name a kelurahan too: got %d, want %d", same, want)
	}
	village, _ := reference.Kelurahan("Jatinegara")
	district, _ := reference.Kecamatan("Jatinegara")
	if village != "31.75.06.1001" || district != "31.75.03" {
		t.Errorf("Jatinegara: got kelurahan %s, kecamatan %s; want the one in Cakung, and 31.75.03", village, district)
	}
}

// Each name and code of the list leads back to its own code, in the list's spelling, in capitals and with the level in front.
func TestEveryKelurahanIsFound(t *testing.T) {
	for a := range reference.KelurahanOf(reference.Province) {
		for _, text := range []string{a.Code, a.Name, strings.ToUpper(a.Name), "KELURAHAN " + a.Name, strings.ReplaceAll(a.Name, " ", "")} {
			if got, ok := reference.Kelurahan(text); got != a.Code || !ok {
				t.Errorf("%q: got %q, want %q", text, got, a.Code)
			}
		}
	}
}
