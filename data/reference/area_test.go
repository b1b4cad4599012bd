package reference_test

import (
	"iter"
	"slices"
	"testing"

	"tuntas/data/reference"
)

func count(areas iter.Seq[reference.Area]) int { return len(slices.Collect(areas)) }

func TestAreaCounts(t *testing.T) {
	for _, c := range []struct {
		name string
		got  iter.Seq[reference.Area]
		want int
	}{
		{"cities", reference.Cities(), 6},
		{"kecamatan", reference.KecamatanOf(reference.Province), 44},
		{"kelurahan", reference.KelurahanOf(reference.Province), 267},
		{"kelurahan of Kepulauan Seribu", reference.KelurahanOf("31.01"), 6},
		{"kelurahan of Pusat", reference.KelurahanOf("31.71"), 44},
		{"kelurahan of Utara", reference.KelurahanOf("31.72"), 31},
		{"kelurahan of Barat", reference.KelurahanOf("31.73"), 56},
		{"kelurahan of Selatan", reference.KelurahanOf("31.74"), 65},
		{"kelurahan of Timur", reference.KelurahanOf("31.75"), 65},
		{"kecamatan of Kepulauan Seribu", reference.KecamatanOf("31.01"), 2},
		{"kecamatan of Pusat", reference.KecamatanOf("31.71"), 8},
		{"kecamatan of Utara", reference.KecamatanOf("31.72"), 6},
		{"kecamatan of Barat", reference.KecamatanOf("31.73"), 8},
		{"kecamatan of Selatan", reference.KecamatanOf("31.74"), 10},
		{"kecamatan of Timur", reference.KecamatanOf("31.75"), 10},
		{"kelurahan of Cilandak", reference.KelurahanOf("31.74.06"), 5},
		{"kecamatan of nowhere", reference.KecamatanOf("31.7"), 0},
		{"kelurahan of a kelurahan", reference.KelurahanOf("31.74.06.1003"), 0},
	} {
		if got := count(c.got); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

func TestAreasAreSortedAndStopEarly(t *testing.T) {
	for _, level := range []iter.Seq[reference.Area]{
		reference.Cities(), reference.KecamatanOf(reference.Province), reference.KelurahanOf(reference.Province),
	} {
		all := slices.Collect(level)
		if !slices.IsSortedFunc(all, func(a, b reference.Area) int { return slices.Compare([]byte(a.Code), []byte(b.Code)) }) {
			t.Errorf("not sorted: %v", all)
		}
	}
	for a := range reference.KelurahanOf("31.74.06") {
		if want := (reference.Area{Code: "31.74.06.1001", Name: "Cilandak Barat"}); a != want {
			t.Errorf("first: got %v, want %v", a, want)
		}
		break
	}
}

func TestAreaName(t *testing.T) {
	for _, c := range []struct {
		code, want, parent string
		ok                 bool
	}{
		{"31", "DKI Jakarta", "", true},
		{"31.74", "Kota Administrasi Jakarta Selatan", "31", true},
		{"31.72", "Kota Administrasi Jakarta Utara", "31", true},
		{"31.74.06", "Cilandak", "31.74", true},
		{"31.74.06.1003", "Pondok Labu", "31.74.06", true},
		{"31.74.06.1099", "", "", false},
		{"3174", "", "", false},
		{"", "", "", false},
	} {
		if got, ok := reference.AreaName(c.code); got != c.want || ok != c.ok {
			t.Errorf("AreaName(%q): got %q, %t; want %q, %t", c.code, got, ok, c.want, c.ok)
		}
		if got := reference.Parent(c.code); got != c.parent {
			t.Errorf("Parent(%q): got %q, want %q", c.code, got, c.parent)
		}
	}
}
