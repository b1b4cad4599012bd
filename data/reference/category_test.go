package reference_test

import (
	"testing"

	"tuntas/data/reference"
)

func TestCategories(t *testing.T) {
	lists, names := map[string]int{}, map[string]bool{}
	for _, c := range reference.Categories() {
		if c.Name == "" || names[c.Name] {
			t.Errorf("%q: empty or twice", c.Name)
		}
		lists[c.List]++
		names[c.Name] = true
	}
	for list, want := range map[string]int{"2021": 116, "later": 8, "2023": 12} {
		if lists[list] != want {
			t.Errorf("list %s: got %d names, want %d", list, lists[list], want)
		}
	}
	if first, last := reference.Categories()[0].Name, reference.Categories()[115].Name; first !=
		"Administrasi Terkait Penanggulangan Kebakaran dan Penyelamatan" || last != "Tutup Saluran" {
		t.Errorf("order: got %q ... %q", first, last)
	}
}

func TestFindCategory(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Sampah ", "Sampah"},
		{"Parkir liar", "Parkir Liar"},
		{"Gangguan dan Kebisingan  ", "Gangguan dan Kebisingan"},
		{"SALURAN AIR,KALI/SUNGAI", "Saluran Air, Kali/Sungai"},
		{"Gangguan", ""},
		{"", ""},
	} {
		if got, ok := reference.FindCategory(c.text); got.Name != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q, %t; want %q", c.text, got.Name, ok, c.want)
		}
	}
}

func TestFlood(t *testing.T) {
	for category, want := range map[string]bool{
		"Banjir": true, "Penanganan Banjir": true, "banjir ": true, "Saluran Air, Kali/Sungai": false, "Jalan": false, "": false,
	} {
		if got := reference.Flood(category); got != want {
			t.Errorf("%q: got %t, want %t", category, got, want)
		}
	}
}
