package search_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tuntas/data/search"
)

// row is a text with the row that it tells of.
type row struct {
	of   int64
	text string
}

// build makes an index of the rows numbered from 1, in segments of so many rows.
func build(t interface{ Fatal(...any) }, rows []row, inSegment int) *search.Index {
	var x *search.Index
	for from := 0; from < len(rows); from += inSegment {
		to := min(from+inSegment, len(rows))
		b, err := search.NewBuilder(int64(from)+1, int64(to)+1)
		if err != nil {
			t.Fatal(err)
		}
		for i := from; i < to; i++ {
			b.Add(int64(i)+1, rows[i].of, rows[i].text)
		}
		x = x.With(b.Segment())
	}
	return x
}

// looked finds what looking through every text finds.
func looked(rows []row, pieces []string) (found []int64) {
	for _, r := range rows {
		if !slices.ContainsFunc(pieces, func(p string) bool { return !strings.Contains(r.text, p) }) {
			found = append(found, r.of)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func members(s *search.Set, end int64) (all []int64) {
	for n := range end {
		if s.Has(n) {
			all = append(all, n)
		}
	}
	return all
}

var letters = []rune("aab01%_'\"\\é😀م\u200f. ")

func TestFindIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.SampledFrom(letters), 0, 8, -1)
		var rows []row
		for i := range rapid.IntRange(0, 300).Draw(t, "rows") {
			of := int64(i) + 1
			if i > 0 && rapid.IntRange(0, 9).Draw(t, "tells") == 0 {
				of = rapid.Int64Range(1, of).Draw(t, "of")
			}
			rows = append(rows, row{of, strings.Join(rapid.SliceOfN(word, 0, 5).Draw(t, "text"), " ")})
		}
		x := build(t, rows, rapid.IntRange(1, 200).Draw(t, "in a segment"))
		pieces := strings.Fields(strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "pieces"), " "))
		if len(pieces) == 0 {
			return
		}
		found := x.Find(pieces[0], pieces[1:]...)
		got, want := members(found, int64(len(rows))+70), looked(rows, pieces)
		if !slices.Equal(got, want) || found.Len() != len(want) {
			t.Fatalf("%q: got %v (%d), want %v", pieces, got, found.Len(), want)
		}
		bits, n := found.Bits()
		for i := range n {
			if has := bits[i/8]&(0x80>>(i%8)) != 0; has != found.Has(i) {
				t.Fatalf("bit %d of %d is %v", i, n, has)
			}
		}
		if found.Has(n-1) || int64(len(bits))*8 != n {
			t.Fatalf("%d bits in %d bytes, the last one %v", n, len(bits), found.Has(n-1))
		}
	})
}

func TestWithReplacesTheLast(t *testing.T) {
	rows := []row{{1, "jk1 lampu"}, {2, "jk2 jalan"}, {3, "jk3 lampu"}}
	x := build(t, rows, 2)
	if first := x.Last().First(); first != 3 {
		t.Fatalf("the last segment begins at %d, want 3", first)
	}
	b, err := search.NewBuilder(3, 6)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range []string{"jk3 lampu", "jk4 lampu", "jk5 pohon"} {
		b.Add(int64(i)+3, int64(i)+3, text)
	}
	with := x.With(b.Segment())
	if got, want := members(with.Find("lampu"), 9), []int64{1, 3, 4}; !slices.Equal(got, want) || with.End() != 6 {
		t.Errorf("got %v up to %d, want %v up to 6", got, with.End(), want)
	}
	if got, want := members(x.Find("lampu"), 9), []int64{1, 3}; !slices.Equal(got, want) {
		t.Errorf("the former index has changed: %v, want %v", got, want)
	}
	if with.Size() <= x.Size() {
		t.Errorf("%d bytes with a larger segment, %d before", with.Size(), x.Size())
	}
}

func TestEmptyIndex(t *testing.T) {
	var x *search.Index
	if x.End() != 0 || x.Find("a", "b").Len() != 0 || x.Size() != 0 {
		t.Errorf("an empty index ends at %d and finds %d", x.End(), x.Find("a").Len())
	}
	if _, err := search.NewBuilder(5, 4); err == nil {
		t.Error("a segment that ends before it begins was made")
	}
}
