package opendata_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/reports/opendata"
)

// known is the table of the known answer: counts with public totals, r1c2 = 3 is small.
var known = opendata.Counts{
	Rows: []string{"r1", "r2", "r3"}, Columns: []string{"c1", "c2", "c3"},
	Cells: [][]int64{{20, 3, 15}, {18, 12, 9}, {7, 25, 30}},
}

func TestAuditKnownAnswer(t *testing.T) {
	a, b, c, d := opendata.Cell{Row: 0, Column: 1}, opendata.Cell{Row: 0, Column: 2}, opendata.Cell{Row: 1, Column: 1}, opendata.Cell{Row: 1, Column: 2}
	for _, v := range []struct {
		name     string
		withheld []opendata.Cell
		want     map[opendata.Cell]opendata.Range
	}{
		{"alone", []opendata.Cell{a}, map[opendata.Cell]opendata.Range{a: {Low: 3, High: 3}}},
		{"same row", []opendata.Cell{a, b}, map[opendata.Cell]opendata.Range{a: {Low: 3, High: 3}, b: {Low: 15, High: 15}}},
		{"rectangle", []opendata.Cell{a, b, c, d}, map[opendata.Cell]opendata.Range{
			a: {Low: 0, High: 15}, b: {Low: 3, High: 18}, c: {Low: 0, High: 15}, d: {Low: 6, High: 21},
		}},
	} {
		got, err := opendata.Audit(known, v.withheld)
		if err != nil || !cmp.Equal(got, v.want) {
			t.Errorf("%s: %v, %v", v.name, cmp.Diff(v.want, got), err)
		}
	}
}

func TestSuppressTakesTheLeast(t *testing.T) {
	p, err := opendata.Suppress(known, 5)
	if err != nil {
		t.Fatal(err)
	}
	want := []opendata.Cell{{Row: 0, Column: 1}}
	if !cmp.Equal(p.Primary, want) || len(p.Partner) != 3 || p.Withheld(opendata.Cell{Row: 2, Column: 2}) {
		t.Errorf("got %+v", p)
	}
}

func TestSuppressRefusesWhatCannotBeProtected(t *testing.T) {
	for _, c := range []opendata.Counts{
		{Rows: []string{"only"}, Columns: []string{"a", "b"}, Cells: [][]int64{{3, 40}}},
		{Rows: []string{"a", "b"}, Columns: []string{"x", "y"}, Cells: [][]int64{{2, 0}, {0, 30}}},
	} {
		if _, err := opendata.Suppress(c, 5); !errors.Is(err, data.ErrDisclosure) {
			t.Errorf("%v: error %v", c.Cells, err)
		}
	}
	if _, err := opendata.Suppress(opendata.Counts{Rows: []string{"a"}, Columns: []string{"x"}, Cells: [][]int64{{-1}}}, 5); err == nil {
		t.Error("a count below 0 was taken")
	}
}

// A reader who tries all tables with the same totals finds exactly the ranges that the audit says, and no small cell.
func TestNobodyCanWorkItOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(2, 3).Draw(t, "rows"), rapid.IntRange(2, 3).Draw(t, "columns")
		c := opendata.Counts{Rows: make([]string, rows), Columns: make([]string, columns)}
		for range rows {
			c.Cells = append(c.Cells, rapid.SliceOfN(rapid.Int64Range(0, 6), columns, columns).Draw(t, "cells"))
		}
		p, err := opendata.Suppress(c, 3)
		if errors.Is(err, data.ErrDisclosure) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		found := enumerate(c, p)
		if !cmp.Equal(found, p.Ranges) {
			t.Fatalf("a reader finds %v, the audit says %v", found, p.Ranges)
		}
		for i, row := range c.Cells {
			for j, n := range row {
				cell := opendata.Cell{Row: i, Column: j}
				if n > 0 && n < 3 && p.Ranges[cell].Width() < 3 {
					t.Fatalf("cell %v is known to lie in %v", cell, p.Ranges[cell])
				}
			}
		}
	})
}

// enumerate tries every table that has the shown cells and the totals of c.
func enumerate(c opendata.Counts, p opendata.Pattern) map[opendata.Cell]opendata.Range {
	found := make(map[opendata.Cell]opendata.Range)
	guess := make([][]int64, len(c.Rows))
	for i := range guess {
		guess[i] = append([]int64(nil), c.Cells[i]...)
	}
	var try func(at int)
	try = func(at int) {
		if at == len(c.Rows)*len(c.Columns) {
			if sameTotals(c.Cells, guess) {
				widen(found, guess, p)
			}
			return
		}
		i, j := at/len(c.Columns), at%len(c.Columns)
		if !p.Withheld(opendata.Cell{Row: i, Column: j}) {
			try(at + 1)
			return
		}
		for n := int64(0); n <= sum(c.Cells[i]); n++ {
			guess[i][j] = n
			if j < len(c.Columns)-1 || sum(guess[i]) == sum(c.Cells[i]) {
				try(at + 1)
			}
		}
		guess[i][j] = c.Cells[i][j]
	}
	try(0)
	return found
}

func widen(found map[opendata.Cell]opendata.Range, guess [][]int64, p opendata.Pattern) {
	for cell := range p.Ranges {
		n := guess[cell.Row][cell.Column]
		r, ok := found[cell]
		if !ok {
			r = opendata.Range{Low: n, High: n}
		}
		found[cell] = opendata.Range{Low: min(r.Low, n), High: max(r.High, n)}
	}
}

func sum(row []int64) (total int64) {
	for _, n := range row {
		total += n
	}
	return total
}

func sameTotals(a, b [][]int64) bool {
	for i := range a {
		if sum(a[i]) != sum(b[i]) {
			return false
		}
	}
	for j := range a[0] {
		var left, right int64
		for i := range a {
			left, right = left+a[i][j], right+b[i][j]
		}
		if left != right {
			return false
		}
	}
	return true
}
