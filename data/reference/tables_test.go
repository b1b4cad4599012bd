package reference_test

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/reference"
)

func TestValues(t *testing.T) {
	for _, c := range []struct {
		list        data.List
		count       int
		value, name string
	}{
		{data.ListCity, 6, "31.71", "Kota Administrasi Jakarta Pusat"},
		{data.ListKecamatan, 44, "31.74.06", "Cilandak"},
		{data.ListKelurahan, 267, "31.74.06.1003", "Pondok Labu"},
		{data.ListChannel, 17, "Balai Warga", "Balai Warga (jakarta.go.id)"},
		{data.ListCategory, 136, "Pohon", "Pohon"},
		{data.ListUnit, 16 + 6 + 30 + 267, "DINAS SOSIAL", "DINAS SOSIAL"},
		{data.ListHoliday, 238, "2026-08-17", "Proklamasi Kemerdekaan"},
		{"nothing", 0, "", ""},
	} {
		got := map[string]string{}
		for value, name := range reference.Standard().Values(c.list) {
			got[value] = name
		}
		if len(got) != c.count || got[c.value] != c.name {
			t.Errorf("%s: got %d values, %q", c.list, len(got), got[c.value])
		}
		for range reference.Standard().Values(c.list) {
			break // may be left early
		}
	}
}

// Every standard spelling leads to an entry of its list and says where it was met, and none hides an entry's own name.
func TestStandardAliases(t *testing.T) {
	seen := 0
	for _, list := range data.Lists() {
		values := map[string]bool{}
		for value := range reference.Standard().Values(list) {
			values[value] = true
		}
		for _, a := range reference.Standard().Aliases(list) {
			seen++
			if got, ok := reference.Standard().Find(list, a.Told, time.Time{}); !ok || got != a.Value || !values[a.Value] || a.Source == "" {
				t.Errorf("%+v: got %q, %t", a, got, ok)
			}
		}
	}
	if seen < 20 {
		t.Errorf("got %d spellings", seen)
	}
}

func TestSystemsOfCategories(t *testing.T) {
	got := map[string]int{}
	for _, c := range reference.Categories() {
		got[c.System]++
	}
	if got["JAKI"] != 116 || got["CRM"] != 12 || got[""] != 8 {
		t.Errorf("got %v", got)
	}
}

// rowsOf reads a table of the shared data as rows by column.
func rowsOf(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(shared(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var r io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(text), "\r", "\n"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, 0, len(lines))
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// The names of the flood table, of the fire calls and of the code list of 2014 are all found, as the areas that they are.
func TestNamesOfRealData(t *testing.T) {
	for _, c := range []struct {
		file, kelurahan, kecamatan string
		rows                       int
	}{
		{"12-jakarta-flood-2024/banjir_cleaned.csv", "kelurahan", "kecamatan", 260},
		{"14-jakarta-fire-2013/kebakaran-2013.csv.gz", "kelurahan", "kecamatan", 1_592 - 44},
		{"20-wilayah-jakarta/dki_kode_wilayah_2014_CR.csv", "nama_kelurahan", "nama_kecamatan", 267},
	} {
		rows := slices.DeleteFunc(rowsOf(t, c.file), func(row map[string]string) bool {
			return slices.Contains([]string{"Bekasi", "Depok", "Tangerang"}, row[c.kecamatan])
		})
		if len(rows) != c.rows {
			t.Errorf("%s: got %d rows in Jakarta, want %d", c.file, len(rows), c.rows)
		}
		for _, row := range rows {
			kelurahan, ok := reference.Kelurahan(row[c.kelurahan])
			kecamatan, found := reference.Kecamatan(row[c.kecamatan])
			if !ok || !found {
				t.Errorf("%s: %q in %q: got %q in %q", c.file, row[c.kelurahan], row[c.kecamatan], kelurahan, kecamatan)
			}
		}
	}
}

func BenchmarkStandard(b *testing.B) {
	extra := []data.Listed{{List: data.ListChannel, Value: "Threads"}}
	for range b.N {
		if _, err := reference.Standard().With(extra, nil); err != nil {
			b.Fatal(err)
		}
	}
}
