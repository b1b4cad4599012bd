package reference_test

import (
	"iter"
	"strconv"
	"strings"
	"testing"

	"tuntas/data/reference"
)

func TestFromBPS(t *testing.T) {
	check(t, "FromBPS", reference.FromBPS, []place{
		{"31", "31"},
		{"3101", "31.01"},
		{"3171", "31.74"},
		{"3172", "31.75"},
		{"3173", "31.71"},
		{"3174", "31.73"},
		{" 3175 ", "31.72"},
		{"3171030", "31.74.06"},
		{"3173080", "31.71.01"},
		{"3101020", "31.01.01"},
		{"31.71", ""},      // dots: Kemendagri
		{"3176", ""},       // no such city
		{"3171110", ""},    // no such kecamatan
		{"3171030004", ""}, // a kelurahan: its number is not known
		{"", ""},
	})
}

// The 6 cities and 44 kecamatan are each led to once.
func TestFromBPSLeadsToEveryArea(t *testing.T) {
	found := map[string]int{}
	for digits := 3_100_000; digits < 3_180_000; digits++ {
		if code, ok := reference.FromBPS(strconv.Itoa(digits)); ok {
			found[code]++
		}
	}
	for digits := 3_100; digits < 3_200; digits++ {
		if code, ok := reference.FromBPS(strconv.Itoa(digits)); ok {
			found[code]++
		}
	}
	for _, a := range everyArea() {
		if want := map[bool]int{true: 1}[strings.Count(a.Code, ".") < 3]; found[a.Code] != want {
			t.Errorf("%s: led to %d times, want %d", a.Code, found[a.Code], want)
		}
	}
}

// The kecamatan of a BPS code lies in the city of its first four digits.
func TestBPSKecamatanLieInTheirCity(t *testing.T) {
	for _, code := range []string{"3171010", "3171100", "3172010", "3172100", "3173010", "3173080", "3174010", "3174080", "3175010", "3175060", "3101010"} {
		kecamatan, _ := reference.FromBPS(code)
		city, _ := reference.FromBPS(code[:4])
		if reference.Parent(kecamatan) != city {
			t.Errorf("%s: %s does not lie in %s", code, kecamatan, city)
		}
	}
}

func TestFromBPSNamed(t *testing.T) {
	for _, c := range []struct{ code, name, want string }{
		{"3171", "Jakarta Selatan", "31.74"},
		{"3171", "Jakarta Pusat", ""},
		{"3171030", "CILANDAK", "31.74.06"},
		{"3171030", "Kecamatan Tebet", ""},
		{"3171030003", "Pondok Labu", "31.74.06.1003"},
		{"3171030003", "Gambir", ""},
		{"3171030000", "Pondok Labu", ""},
		{"3171035003", "Pondok Labu", ""},
		{"3172080001", "Jatinegara", "31.75.06.1001"},
		{"3171030003", "", ""},
	} {
		if got, ok := reference.FromBPSNamed(c.code, c.name); got != c.want || ok != (c.want != "") {
			t.Errorf("%s %q: got %q, %t; want %q", c.code, c.name, got, ok, c.want)
		}
	}
}

func TestSystemOf(t *testing.T) {
	for _, c := range []struct {
		code, name string
		want       reference.CodeSystem
	}{
		{"31.74", "", reference.Kemendagri},
		{"31.74.06.1003", "Gambir", reference.Kemendagri}, // dots decide; the name is another matter
		{"31.99", "", reference.Undecided},
		{"31", "DKI Jakarta", reference.Undecided}, // the same in both
		{"3174", "", reference.Undecided},
		{"3174", "Jakarta Selatan", reference.Kemendagri},
		{"3174", "KOTA ADM. JAKARTA BARAT", reference.BPS},
		{"3174", "Jakarta Pusat", reference.Undecided}, // neither
		{"3174", "Depok", reference.Undecided},
		{"3171", "Tebet", reference.BPS}, // a kecamatan of the city
		{"3101", "Kepulauan Seribu", reference.Undecided},
		{"317406", "", reference.Kemendagri},
		{"317406", "Cilandak", reference.Kemendagri},
		{"317406", "Gambir", reference.Undecided},
		{"3171030", "", reference.BPS},
		{"3171030", "Cilandak", reference.BPS},
		{"3171030", "Gambir", reference.Undecided},
		{"3174061003", "", reference.Kemendagri},
		{"3174061003", "Pondok Labu", reference.Kemendagri},
		{"3171030003", "", reference.BPS},
		{"3171030003", "Kel. Pondok Labu", reference.BPS},
		{"3171030003", "Jakarta Selatan", reference.BPS},
		{"3171031003", "", reference.Kemendagri}, // Kebon Kosong: 31.71.03.1003
		{"3201010", "Bogor", reference.Undecided},
		{"JKT", "", reference.Undecided},
		{"", "Tebet", reference.Undecided},
	} {
		if got := reference.SystemOf(c.code, c.name); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.code, c.name, got, c.want)
		}
	}
}

// No kelurahan's code without its dots can be taken for one of BPS.
func TestDigitsOfKelurahanAreDecided(t *testing.T) {
	for a := range reference.KelurahanOf(reference.Province) {
		digits := strings.ReplaceAll(a.Code, ".", "")
		if got := reference.SystemOf(digits, a.Name); got != reference.Kemendagri {
			t.Errorf("%s %s: got %q", digits, a.Name, got)
		}
		if got, ok := reference.FromDigits(digits); !ok || got != a.Code {
			t.Errorf("%s: got %q, want %s", digits, got, a.Code)
		}
	}
}

func TestFromDigits(t *testing.T) {
	check(t, "FromDigits", reference.FromDigits, []place{
		{"31", "31"}, {"3174", "31.74"}, {" 317406", "31.74.06"}, {"3174061003", "31.74.06.1003"}, {"3171030", ""}, {"3199", ""}, {"31.74", ""}, {"", ""},
	})
}

func TestSystemOfAll(t *testing.T) {
	pairs := func(rows ...string) iter.Seq2[string, string] {
		return func(yield func(string, string) bool) {
			for i := 0; i < len(rows); i += 2 {
				if !yield(rows[i], rows[i+1]) {
					return
				}
			}
		}
	}
	bps := []string{"3171", "JAKARTA SELATAN", "3172", "JAKARTA TIMUR", "3173", "JAKARTA PUSAT", "3174", "JAKARTA BARAT", "3101", "KEPULAUAN SERIBU"}
	for _, c := range []struct {
		rows []string
		want reference.SystemCount
		of   reference.CodeSystem
	}{
		{bps, reference.SystemCount{BPS: 4, Undecided: 1}, reference.BPS},
		{[]string{"3171", "Jakarta Pusat", "3174", "Jakarta Selatan"}, reference.SystemCount{Kemendagri: 2}, reference.Kemendagri},
		{[]string{"3171", "Jakarta Pusat", "3174", "Jakarta Barat"}, reference.SystemCount{Kemendagri: 1, BPS: 1}, reference.Undecided},
		{[]string{"3171", "", "3174", "Bekasi"}, reference.SystemCount{Undecided: 2}, reference.Undecided},
		{nil, reference.SystemCount{}, reference.Undecided},
	} {
		got := reference.SystemOfAll(pairs(c.rows...))
		if got != c.want || got.System() != c.of {
			t.Errorf("%q: got %+v (%q), want %+v (%q)", c.rows, got, got.System(), c.want, c.of)
		}
	}
	for count, want := range map[reference.SystemCount]reference.CodeSystem{
		{BPS: 100, Kemendagri: 10}: reference.BPS, {BPS: 100, Kemendagri: 11}: reference.Undecided, {Kemendagri: 50, BPS: 5}: reference.Kemendagri,
	} {
		if got := count.System(); got != want {
			t.Errorf("%+v: got %q, want %q", count, got, want)
		}
	}
}
