package reference_test

import (
	"testing"

	"tuntas/data"
	"tuntas/data/reference"
)

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		list        data.List
		text, first string
	}{
		{data.ListKelurahan, "Pondok Labuh", "31.74.06.1003"},
		{data.ListKelurahan, "Kel. Pd Labu", "31.74.06.1003"},
		{data.ListKelurahan, "Cengkarang Timur", "31.73.01.1006"},
		{data.ListKelurahan, "Halim Perdana Kesuma", "31.75.08.1004"},
		{data.ListKecamatan, "Grogol", "31.73.02"},
		{data.ListCity, "Jaksel", ""},
		{data.ListCity, "Jakarta Slatan", "31.74"},
		{data.ListChannel, "Twiter", "Twitter"},
		{data.ListCategory, "Gangguan ketentraman dan ketertiban", "Gangguan Ketenteraman dan Ketertiban"},
		{data.ListCategory, "Sampahh", "Sampah"},
		{data.ListUnit, "Dinas Perhubngan", reference.Transport},
		{data.ListCategory, "xyzzy", ""},
		{data.ListHoliday, "Natal", ""},
		{data.ListCategory, "", ""},
	} {
		got := reference.Nearest(c.list, c.text, 3)
		first := ""
		if len(got) > 0 {
			first = got[0].Value
		}
		if first != c.first || len(got) > 3 {
			t.Errorf("%s %q: got %+v, want %q first", c.list, c.text, got, c.first)
		}
		for i, n := range got {
			if n.Name == "" || n.Score < 0.5 || n.Score >= 1 || i > 0 && n.Score > got[i-1].Score {
				t.Errorf("%s %q: got %+v", c.list, c.text, got)
			}
		}
	}
}

// Categories of the two systems that look alike are offered, not made equal.
func TestNearestOffersBothSystems(t *testing.T) {
	offered := map[string]string{}
	for _, n := range reference.Nearest(data.ListCategory, "Gangguan", 5) {
		c, _ := reference.FindCategory(n.Value)
		offered[n.Value] = c.System
	}
	if offered["Gangguan dan Kebisingan"] != "CRM" || offered["Gangguan Ketenteraman dan Ketertiban"] != "JAKI" {
		t.Errorf("got %v", offered)
	}
	if _, ok := reference.FindCategory("Gangguan"); ok {
		t.Error("a category was guessed")
	}
	if got := reference.Nearest(data.ListCategory, "Gangguan", 0); got != nil {
		t.Errorf("none asked for: got %v", got)
	}
}

func BenchmarkNearest(b *testing.B) {
	for range b.N {
		reference.Nearest(data.ListUnit, "Suku Dinas Bina Marga Kota Jakarta Pusat", 5)
	}
}
