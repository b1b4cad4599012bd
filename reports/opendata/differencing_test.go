package opendata_test

import (
	"bytes"
	"io/fs"
	"iter"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"tuntas/reports/opendata"
)

// files are what somebody else can read of a release.
func (s shelf) files() fs.FS {
	all := fstest.MapFS{}
	for name, text := range s {
		all[name] = &fstest.MapFile{Data: bytes.Clone(text.Bytes())}
	}
	return all
}

// only are the cases that fit.
func only(from opendata.Source, fits func(c opendata.Case) bool) opendata.Source {
	return func(stays bool) iter.Seq2[opendata.Case, error] {
		return func(yield func(opendata.Case, error) bool) {
			for c, err := range from(stays) {
				if err != nil || fits(c) {
					if !yield(c, err) {
						return
					}
				}
			}
		}
	}
}

func before(month time.Month) func(c opendata.Case) bool {
	return func(c opendata.Case) bool { return c.SentOn.Month() < month }
}

// TestTwoReleasesTogether releases two months, then three, and lets an attacker hold both.
func TestTwoReleasesTogether(t *testing.T) {
	for _, n := range []int{300, 700, 5000} {
		_, first := releasedUnder(t, full(t), only(city(n), before(3)))
		e, err := opendata.ReadEarlier(first.files())
		if err != nil || e.Version != "2026.1.0" || len(e.Seen) == 0 {
			t.Fatalf("%+v, %v", e.Version, err)
		}
		p := full(t)
		p.Earlier = []opendata.Earlier{e}
		r, second := releasedUnder(t, p, city(n))
		if r.Balance.Standing != 0 {
			t.Errorf("%d cases left out, although nothing has changed", r.Balance.Standing)
		}
		old, now := lines(t, first), lines(t, second)
		for at, l := range now {
			switch o, both := old[at]; {
			case at.Month == opendata.Total:
				if !l.Withheld {
					t.Errorf("%v: the total tells the months that are new", at)
				}
			case both && o.Withheld && !l.Withheld:
				t.Errorf("%v: was withheld, is shown", at)
			case both && !o.Withheld && l.Withheld:
				t.Errorf("%v: was shown and is withheld, which protects nobody", at)
			}
		}
	}
}

func lines(t *testing.T, s shelf) map[opendata.Seen]opendata.Row {
	t.Helper()
	rows, err := opendata.ReadAggregates(bytes.NewReader(s[opendata.AggregateFile].Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[opendata.Seen]opendata.Row)
	for _, r := range rows {
		all[opendata.Seen{Dimension: r.Dimension, Month: r.Month, Value: r.Value}] = r
	}
	return all
}

// TestFewLateReports lets three reports of January come late: January stands as it was published, and nothing is told of it.
func TestFewLateReports(t *testing.T) {
	late := make(map[string]bool)
	for c := range city(5000)(false) {
		if c.SentOn.Month() == 1 && len(late) < 3 && c.Area == "31.71.01.1001" {
			late[c.Number] = true
		}
	}
	_, first := releasedUnder(t, full(t), only(city(5000), func(c opendata.Case) bool { return c.SentOn.Month() < 3 && !late[c.Number] }))
	e, err := opendata.ReadEarlier(first.files())
	if err != nil {
		t.Fatal(err)
	}
	p := full(t)
	p.Earlier = []opendata.Earlier{e}
	r, second := releasedUnder(t, p, city(5000))
	if !slices.Equal(r.Stand, []string{"2026-01"}) || r.Balance.Standing == 0 || r.Balance.Source+r.Balance.Standing != 5000 {
		t.Errorf("left out %v, balance %+v", r.Stand, r.Balance)
	}
	for at := range lines(t, second) {
		if at.Month == "2026-01" {
			t.Fatalf("%v is told", at)
		}
	}
	for _, row := range second.rows(t, opendata.CaseFile, opendata.CaseColumns) {
		if row[3][:7] == "2026-01" {
			t.Fatalf("the row %v is told", row)
		}
	}
	for name, file := range second {
		if bytes.Contains(file.Bytes(), []byte("5000")) && name == opendata.MetadataCSV {
			t.Errorf("%s tells how many reports there are in all", name)
		}
	}
}

// TestManyLateReports lets a whole kelurahan come late: the month is published anew.
func TestManyLateReports(t *testing.T) {
	_, first := releasedUnder(t, full(t), only(city(5000), func(c opendata.Case) bool {
		return c.SentOn.Month() == 1 && c.Category != "Jalan" || c.SentOn.Month() == 2
	}))
	e, err := opendata.ReadEarlier(first.files())
	if err != nil {
		t.Fatal(err)
	}
	p := full(t)
	p.Earlier = []opendata.Earlier{e}
	r, _ := releasedUnder(t, p, city(5000))
	if len(r.Stand) > 0 || r.Balance.Source != 5000 {
		t.Errorf("left out %v, balance %+v", r.Stand, r.Balance)
	}
}

// TestOtherMonthsDoNotMatter releases a quarter after another: the totals of values are there.
func TestOtherMonthsDoNotMatter(t *testing.T) {
	_, first := releasedUnder(t, full(t), only(city(5000), before(2)))
	e, err := opendata.ReadEarlier(first.files())
	if err != nil {
		t.Fatal(err)
	}
	p := full(t)
	p.Earlier = []opendata.Earlier{e}
	_, second := releasedUnder(t, p, only(city(5000), func(c opendata.Case) bool { return c.SentOn.Month() > 1 }))
	for at, l := range lines(t, second) {
		if at.Month == opendata.Total && l.Withheld {
			t.Errorf("%v is withheld for nothing", at)
		}
	}
}
