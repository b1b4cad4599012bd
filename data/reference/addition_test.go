package reference_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/reference"
)

func day(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func with(t *testing.T, extra []data.Listed, aliases ...data.Alias) *reference.Tables {
	t.Helper()
	tables, err := reference.Standard().With(extra, aliases)
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestWithNewEntries(t *testing.T) {
	tables := with(t, []data.Listed{ // the order does not matter
		{List: data.ListUnit, Value: "UNIT PENGELOLA TEROWONGAN", Kind: "ukpd", Parent: "Dinas Terowongan", From: day("2027-01-01")},
		{List: data.ListKelurahan, Value: "31.74.11.1001", Name: "Lembah Baru"},
		{List: data.ListKecamatan, Value: "31.74.11", Name: "Lembah", Parent: "31.74", From: day("2027-01-01")},
		{List: data.ListUnit, Value: "DINAS TEROWONGAN", Kind: "opd"},
		{List: data.ListChannel, Value: "Threads", Name: "Threads @DKIJakarta", From: day("2026-05-01")},
		{List: data.ListCategory, Value: "Terowongan", From: day("2027-01-01")},
		{List: data.ListHoliday, Value: "2027-01-01", Kind: "national", Name: "Tahun Baru 2027 Masehi", English: "New Year's Day", Source: "SKB"},
		{List: data.ListHoliday, Value: "2027"},
	}, data.Alias{List: data.ListKelurahan, Told: "Lembah Br.", Value: "31.74.11.1001"})
	for _, c := range []struct {
		list       data.List
		text, want string
	}{
		{data.ListKecamatan, "Kec. Lembah", "31.74.11"},
		{data.ListKelurahan, "LEMBAH BARU", "31.74.11.1001"},
		{data.ListKelurahan, "31.74.11.1001", "31.74.11.1001"},
		{data.ListKelurahan, "Kel. Lembah Br", "31.74.11.1001"},
		{data.ListChannel, "threads", "Threads"},
		{data.ListChannel, "Threads @DKIJakarta", "Threads"},
		{data.ListCategory, "TEROWONGAN", "Terowongan"},
		{data.ListUnit, "Kelurahan Lembah Baru", "Kelurahan Lembah Baru"},
		{data.ListUnit, "Unit pengelola terowongan", "UNIT PENGELOLA TEROWONGAN"},
		{data.ListKelurahan, "Pondok Labu", "31.74.06.1003"},
	} {
		if got, ok := tables.Find(c.list, c.text, time.Time{}); !ok || got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.list, c.text, got, c.want)
		}
		if c.text != "Pondok Labu" {
			if got, ok := reference.Standard().Find(c.list, c.text, time.Time{}); ok {
				t.Errorf("the standard lists know %q: %q", c.text, got)
			}
		}
	}
	if got, _ := tables.Agency("Unit Pengelola Terowongan"); got != "DINAS TEROWONGAN" {
		t.Errorf("agency: got %q", got)
	}
	if got := tables.Parent("31.74.11.1001"); got != "31.74.11" || count(tables.KecamatanOf("31.74")) != 11 {
		t.Errorf("parent: got %q, %d kecamatan", got, count(tables.KecamatanOf("31.74")))
	}
	if got, _ := tables.FromDigits("3174111001"); got != "31.74.11.1001" || tables.SystemOf("3174111001", "Lembah Baru") != reference.Kemendagri {
		t.Errorf("digits: got %q", got)
	}
	if c, _ := tables.FindChannel("Threads"); c.ListedAt(day("2026-04-30")) || !c.ListedAt(day("2026-05-01")) {
		t.Errorf("Threads: %+v", c.Listed)
	}
	if !tables.HolidaysKnown(2027) || reference.HolidaysKnown(2027) || tables.WorkingDay(day("2027-01-01"), reference.LeaveRests) {
		t.Error("the year 2027 did not come in, or came into the standard lists")
	}
}

// What is said anew of a known entry holds from its day on, and what the list says until then.
func TestWithOtherValidity(t *testing.T) {
	tables := with(t, []data.Listed{
		{List: data.ListChannel, Value: "JAKI", Until: day("2030-01-01")},
		{List: data.ListChannel, Value: "Qlue", From: day("2026-01-01")},
		{List: data.ListUnit, Value: "Unit Pengelola Perparkiran", Parent: "PT Transportasi", From: day("2026-07-01")},
		{List: data.ListUnit, Value: "DINAS SOSIAL", Until: day("2026-01-01")},
		{List: data.ListCategory, Value: "Jak Wifi", Until: day("2025-01-01")},
		{List: data.ListKelurahan, Value: "31.74.06.1003", Until: day("2027-01-01")},
		{List: data.ListHoliday, Value: "2026-12-24", Kind: "worked", Source: "Keppres"},
	})
	jaki, _ := tables.FindChannel("JAKI")
	qlue, _ := tables.FindChannel("Qlue")
	for _, c := range []struct {
		name      string
		got, want bool
	}{
		{"JAKI before its end", jaki.ListedAt(day("2029-12-31")), true},
		{"JAKI at its end", jaki.ListedAt(day("2030-01-01")), false},
		{"Qlue of old", qlue.ListedAt(day("2020-06-01")), true},
		{"Qlue between", qlue.ListedAt(day("2024-06-01")), false},
		{"Qlue anew", qlue.ListedAt(day("2026-01-01")), true},
		{"24 December worked", tables.WorkingDay(day("2026-12-24"), reference.LeaveRests), true},
		{"the standard's 24 December", reference.WorkingDay(day("2026-12-24"), reference.LeaveRests), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %t", c.name, c.got)
		}
	}
	for at, want := range map[string]string{
		"2026-06-30": reference.Transport, "2026-07-01": "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH", "": "BADAN PEMBINAAN BADAN USAHA MILIK DAERAH",
	} {
		if got, ok := tables.OPDOf("UNIT PENGELOLA PERPARKIRAN", day(at)); !ok || got != want {
			t.Errorf("at %q: got %q, want %q", at, got, want)
		}
	}
	social, _ := tables.FindUnit("DINAS SOSIAL")
	if social.ListedAt(day("2026-01-01")) || !social.ListedAt(day("2025-12-31")) || social.Agency != "DINAS SOSIAL" {
		t.Errorf("%+v", social)
	}
	if c, _ := tables.FindCategory("Jak Wifi"); c.Valid.Holds(day("2025-01-01")) || !c.Valid.Holds(day("2024-12-31")) {
		t.Errorf("%+v", c)
	}
	if a, _ := tables.Area("31.74.06.1003"); a.Valid.Until != day("2027-01-01") || a.Name != "Pondok Labu" {
		t.Errorf("%+v", a)
	}
	if old, _ := reference.FindChannel("JAKI"); !old.ListedAt(day("2031-01-01")) {
		t.Error("the standard lists changed")
	}
}

// A spelling may mean one thing for a time and another one later.
func TestAliasesInTime(t *testing.T) {
	tables := with(t, nil,
		data.Alias{List: data.ListChannel, Told: "Medsos", Value: "Twitter", Until: day("2023-01-01"), Source: "surat 12/2023"},
		data.Alias{List: data.ListChannel, Told: "MEDSOS", Value: "facebook", From: day("2023-01-01")},
		data.Alias{List: data.ListUnit, Told: "DBM", Value: reference.BinaMarga},
		data.Alias{List: data.ListUnit, Told: "dbm", Value: reference.BinaMarga}, // twice the same is no harm
		data.Alias{List: data.ListUnit, Told: "Biro Pem", Value: "Biro Pemerintahan"},
	)
	for at, want := range map[string]string{"2022-12-31": "Twitter", "2023-01-01": "Facebook", "": ""} {
		if got, ok := tables.Find(data.ListChannel, "medsos", day(at)); got != want || ok != (want != "") {
			t.Errorf("at %q: got %q, %t; want %q", at, got, ok, want)
		}
	}
	if got, _ := tables.Agency("DBM"); got != reference.BinaMarga || !tables.IsValidator("biro pem.") || tables.IsValidator("DBM") {
		t.Errorf("got %q", got)
	}
	aliases := tables.Aliases(data.ListChannel)
	i := slices.IndexFunc(aliases, func(a data.Alias) bool { return a.Told == "Medsos" })
	if i < 0 || aliases[i].Value != "Twitter" || aliases[i].Source != "surat 12/2023" {
		t.Errorf("got %+v", aliases)
	}
}

func TestWithRefusesLines(t *testing.T) {
	for _, c := range []struct {
		name string
		line data.Listed
		want error
	}{
		{"no list", data.Listed{List: "kota", Value: "X"}, data.ErrUnknownList},
		{"no value", data.Listed{List: data.ListChannel, Value: " - "}, data.ErrListedValue},
		{"ends first", data.Listed{List: data.ListChannel, Value: "X", From: day("2026-02-01"), Until: day("2026-02-01")}, data.ErrListedPeriod},
		{"a channel twice", data.Listed{List: data.ListChannel, Value: "Jaki"}, data.ErrListedTwice},
		{"a channel with another's name", data.Listed{List: data.ListChannel, Value: "X", Name: "Qlue"}, data.ErrListedTwice},
		{"a channel's parent", data.Listed{List: data.ListChannel, Value: "X", Parent: "JAKI"}, data.ErrListedValue},
		{"a category twice", data.Listed{List: data.ListCategory, Value: "pohon"}, data.ErrListedTwice},
		{"a category of another name", data.Listed{List: data.ListCategory, Value: "X", Name: "Y"}, data.ErrListedValue},
		{"an area twice", data.Listed{List: data.ListCity, Value: "31.74", Name: "Kota Administrasi Jakarta Selatan"}, data.ErrListedTwice},
		{"an area with another's name", data.Listed{List: data.ListKelurahan, Value: "31.74.06.1006", Name: "Tebet Timur"}, data.ErrListedTwice},
		{"an area's new name", data.Listed{List: data.ListKelurahan, Value: "31.74.06.1003", Name: "X", Until: day("2026-01-01")}, data.ErrListedTwice},
		{"an area without a name", data.Listed{List: data.ListKelurahan, Value: "31.74.06.1006"}, data.ErrListedValue},
		{"a code without dots", data.Listed{List: data.ListKelurahan, Value: "3174061006", Name: "X"}, data.ErrListedValue},
		{"a code of another level", data.Listed{List: data.ListKelurahan, Value: "31.74.06", Name: "X"}, data.ErrListedValue},
		{"a code that goes on", data.Listed{List: data.ListKecamatan, Value: "31.74.11.", Name: "X"}, data.ErrListedValue},
		{"a code of letters", data.Listed{List: data.ListKecamatan, Value: "31.74.1a", Name: "X"}, data.ErrListedValue},
		{"another province", data.Listed{List: data.ListCity, Value: "32.75", Name: "Kota Bekasi"}, data.ErrListedValue},
		{"an area in none", data.Listed{List: data.ListKelurahan, Value: "31.74.99.1001", Name: "X"}, data.ErrListedParent},
		{"an area in another", data.Listed{List: data.ListKelurahan, Value: "31.74.06.1006", Name: "X", Parent: "31.74.05"}, data.ErrListedParent},
		{"a unit twice", data.Listed{List: data.ListUnit, Value: "dinas sosial", Kind: "opd"}, data.ErrListedTwice},
		{"a unit of no kind", data.Listed{List: data.ListUnit, Value: "X"}, data.ErrListedValue},
		{"a unit of an unknown kind", data.Listed{List: data.ListUnit, Value: "X", Kind: "rw"}, data.ErrListedValue},
		{"a unit of another kind", data.Listed{List: data.ListUnit, Value: "PD PASAR JAYA", Kind: "opd", From: day("2026-01-01")}, data.ErrListedValue},
		{"a work unit below none", data.Listed{List: data.ListUnit, Value: "X", Kind: "ukpd"}, data.ErrListedParent},
		{"a work unit below an unknown", data.Listed{List: data.ListUnit, Value: "X", Kind: "ukpd", Parent: "DINAS ENTAH"}, data.ErrListedParent},
		{"an agency below another", data.Listed{List: data.ListUnit, Value: "X", Kind: "opd", Parent: "DINAS SOSIAL"}, data.ErrListedParent},
		{"a unit below itself", data.Listed{List: data.ListUnit, Value: "X", Kind: "ukpd", Parent: "X"}, data.ErrListedCycle},
		{"an agency below its own unit", data.Listed{List: data.ListUnit, Value: reference.Transport, Parent: "UNIT PENGELOLA PERPARKIRAN", From: day("2027-01-01")}, data.ErrListedCycle},
		{"a holiday twice", data.Listed{List: data.ListHoliday, Value: "2026-12-25", Kind: "national", Name: "Natal"}, data.ErrListedTwice},
		{"a holiday of no kind", data.Listed{List: data.ListHoliday, Value: "2027-12-25", Name: "Natal"}, data.ErrListedValue},
		{"a holiday of no name", data.Listed{List: data.ListHoliday, Value: "2027-12-25", Kind: "national"}, data.ErrListedValue},
		{"no such day", data.Listed{List: data.ListHoliday, Value: "2027-02-29", Kind: "national", Name: "X"}, data.ErrListedValue},
		{"a holiday with a validity", data.Listed{List: data.ListHoliday, Value: "2027-12-25", Kind: "national", Name: "Natal", From: day("2027-01-01")}, data.ErrListedValue},
	} {
		tables, err := reference.Standard().With([]data.Listed{c.line}, nil)
		if !errors.Is(err, c.want) || !errors.Is(err, data.ErrListed) || tables != nil {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
		if want := string(c.line.List) + ` "` + strings.TrimSpace(c.line.Value) + `"`; data.Subject(err) != want {
			t.Errorf("%s: about %q, want %q", c.name, data.Subject(err), want)
		}
	}
}

func TestWithRefusesAliases(t *testing.T) {
	for _, c := range []struct {
		name  string
		alias data.Alias
		want  error
	}{
		{"no list", data.Alias{List: "x", Told: "a", Value: "b"}, data.ErrUnknownList},
		{"holidays have none", data.Alias{List: data.ListHoliday, Told: "Lebaran", Value: "2026-03-21"}, data.ErrUnknownList},
		{"nothing told", data.Alias{List: data.ListChannel, Told: "?", Value: "JAKI"}, data.ErrListedValue},
		{"of nothing", data.Alias{List: data.ListChannel, Told: "Fax", Value: "Telefax"}, data.ErrListedTarget},
		{"of an entry's name", data.Alias{List: data.ListChannel, Told: "qlue", Value: "JAKI"}, data.ErrListedElse},
		{"of a known spelling", data.Alias{List: data.ListKelurahan, Told: "p. pari", Value: "31.01.01.1001"}, data.ErrListedElse},
		{"of a code", data.Alias{List: data.ListCity, Told: "31.71", Value: "31.74"}, data.ErrListedElse},
		{"ends first", data.Alias{List: data.ListChannel, Told: "X", Value: "JAKI", From: day("2026-01-01"), Until: day("2025-01-01")}, data.ErrListedPeriod},
	} {
		if _, err := reference.Standard().With(nil, []data.Alias{c.alias}); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// Two lines of the bureau about one value must not overlap, in one call or in two.
func TestWithRefusesOverlaps(t *testing.T) {
	line := func(from, until string) data.Listed {
		return data.Listed{List: data.ListUnit, Value: "X", Kind: "ukpd", Parent: reference.Water, From: day(from), Until: day(until)}
	}
	first := line("2025-01-01", "2026-01-01")
	for _, c := range []struct {
		second data.Listed
		want   error
	}{
		{line("2026-01-01", ""), nil},
		{line("", "2025-01-01"), nil},
		{line("2025-12-31", ""), data.ErrListedTwice},
		{line("", "2025-01-02"), data.ErrListedTwice},
	} {
		_, err := reference.Standard().With([]data.Listed{first, c.second}, nil)
		if !errors.Is(err, c.want) {
			t.Errorf("%s to %s at once: got %v, want %v", c.second.From, c.second.Until, err, c.want)
		}
		if _, err := with(t, []data.Listed{first}).With([]data.Listed{c.second}, nil); !errors.Is(err, c.want) {
			t.Errorf("%s to %s after it: got %v, want %v", c.second.From, c.second.Until, err, c.want)
		}
	}
}

// Two units that stand above each other one after the other are no circle; at the same time they are.
func TestCyclesInTime(t *testing.T) {
	line := func(name, parent, from, until string) data.Listed {
		return data.Listed{List: data.ListUnit, Value: name, Kind: "bumd", Parent: parent, From: day(from), Until: day(until)}
	}
	apart := []data.Listed{line("A", "", "", "2026-01-01"), line("A", "B", "2026-01-01", ""), line("B", "A", "", "2026-01-01"), line("B", reference.Water, "2026-01-01", "")}
	tables := with(t, apart)
	for at, want := range map[string]string{"2025-01-01": "A", "2026-01-01": reference.Water, "": reference.Water} {
		if got, _ := tables.OPDOf("A", day(at)); got != want {
			t.Errorf("at %q: got %q, want %q", at, got, want)
		}
	}
	apart[3].Parent = "A"
	if _, err := reference.Standard().With(apart, nil); !errors.Is(err, data.ErrListedCycle) {
		t.Errorf("got %v, want a cycle", err)
	}
}

// All that is wrong is said at once.
func TestWithNamesEveryRefusal(t *testing.T) {
	_, err := reference.Standard().With([]data.Listed{
		{List: data.ListChannel, Value: "JAKI"}, {List: data.ListUnit, Value: "X", Kind: "ukpd", Parent: "Y"}, {List: data.ListCategory, Value: "Baru"},
	}, nil)
	if !errors.Is(err, data.ErrListedTwice) || !errors.Is(err, data.ErrListedParent) || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("got %v", err)
	}
}
