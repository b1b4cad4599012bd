package store_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/store"
)

// searchModel is what a search is in plain words: every report with the text in which it is looked for.
type searchModel struct {
	t     *testing.T
	db    *store.DB
	words map[int64]string
	next  int
}

var (
	searchWords = []string{"lampu", "Lampu", "padam", "jl.", "RT.003/RW.05", "100%", "_", "'", `"kutip"`, "é", "😀", "مرحبا", "LAM", "\u00a0", "a\x00b"}
	searchParts = append([]string{"l", "am", "%", "lampu padam", "padam lampu", "' OR 1=1 --", `\`, "03/rw", "jk2603", "\xff", "tidakada"}, searchWords...)
)

// bring imports reports, some of which only an event speaks of, and later what describes one of those.
func (m *searchModel) bring(rt *rapid.T) {
	var cases []datatest.Case
	for range rapid.IntRange(1, 4).Draw(rt, "reports") {
		m.next++
		c := datatest.Walk(m.t, m.next, "2026-03-02", data.Received)
		c.Report.Text = strings.Join(rapid.SliceOfN(rapid.SampledFrom(searchWords), 0, 4).Draw(rt, "text"), " ")
		c.Report.Address = rapid.SampledFrom(searchWords).Draw(rt, "address")
		cases = append(cases, c)
	}
	datatest.Add(m.t, m.db, cases...)
	for _, c := range cases {
		m.know(rt, c.Report)
	}
}

func (m *searchModel) know(rt *rapid.T, told data.Report) {
	r, _, err := m.db.Track(m.t.Context(), told.Number)
	if err != nil {
		rt.Fatal(err)
	}
	m.words[r.ID] = strings.ToLower(told.Number + " " + told.Text + " " + told.Address)
}

// imply imports events without a report, then the report, which is one more row that tells of the first.
func (m *searchModel) imply(rt *rapid.T) {
	m.next++
	c := datatest.Walk(m.t, m.next, "2026-03-02", data.Received)
	events := func(b *store.Batch) error { return b.AddEvent(c.Report.Number, c.Events[0]) }
	if _, err := m.db.Import(m.t.Context(), data.Import{}, events); err != nil {
		rt.Fatal(err)
	}
	m.index(rt)
	c.Report.Text = rapid.SampledFrom(searchWords).Draw(rt, "text")
	datatest.Add(m.t, m.db, datatest.Case{Report: c.Report})
	m.know(rt, c.Report)
}

func (m *searchModel) erase(rt *rapid.T) {
	id := rapid.SampledFrom(slices.Sorted(maps.Keys(m.words))).Draw(rt, "erased")
	o := data.ErasureOrder{Reports: []int64{id}, Reason: data.ErasureReasons()[0], By: "ani"}
	if _, err := m.db.Erase(m.t.Context(), o, "", nil); err != nil {
		rt.Fatal(err)
	}
	m.words[id], _, _ = strings.Cut(m.words[id], " ")
}

func (m *searchModel) index(rt *rapid.T) {
	if err := m.db.IndexAllWords(m.t.Context()); err != nil {
		rt.Fatal(err)
	}
}

func (m *searchModel) search(rt *rapid.T) {
	f := data.Filter{Text: strings.Join(rapid.SliceOfN(rapid.SampledFrom(searchParts), 1, 3).Draw(rt, "search"), " "), Order: data.Order{Descending: true}}
	if rapid.Bool().Draw(rt, "with a stage") {
		f.Stages = []data.Stage{data.Waiting}
	}
	var want []int64
	for id, words := range m.words {
		if !slices.ContainsFunc(strings.Fields(strings.ToLower(strings.ToValidUTF8(f.Text, " "))), func(w string) bool { return !strings.Contains(words, w) }) {
			want = append(want, id)
		}
	}
	slices.SortFunc(want, func(a, b int64) int { return cmp.Compare(b, a) })
	n, err := m.db.Count(m.t.Context(), f)
	lines, lineErr := m.db.Lines(m.t.Context(), f, 0, 1000)
	counts, countErr := m.db.CountViews(m.t.Context(), []data.View{{Filter: f}, {Filter: data.Filter{Text: "lampu"}}})
	var got []int64
	for _, s := range lines {
		got = append(got, s.ID)
	}
	if err != nil || lineErr != nil || countErr != nil || n != int64(len(want)) || counts[0] != n || !slices.Equal(got, want) {
		rt.Fatalf("%q: got %v (%d, %v), want %v: %v, %v, %v", f.Text, got, n, counts, want, err, lineErr, countErr)
	}
}

// What is found is what looking through every text finds, however much of it the index holds, through imports, descriptions
// that come later, and erasures.
func TestSearchIsExact(t *testing.T) {
	store.Draws(t, 10, 100)
	clock := &datatest.Clock{Now: datatest.At(t, "2026-06-01")}
	rapid.Check(t, func(rt *rapid.T) {
		db, err := store.Open(t.Context(), "", store.Options{Zone: datatest.Jakarta, Clock: clock.Read})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		clock.Now = clock.Now.Add(time.Minute)
		m := &searchModel{t: t, db: db, words: map[int64]string{}, next: 100}
		m.bring(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"bring": m.bring, "imply": m.imply, "erase": m.erase, "index": m.index, "search": m.search,
		})
	})
}

// A search that is under way finds what it would find without the index, also for an order that the index does not know.
func TestSearchPage(t *testing.T) {
	db := datatest.Open(t, nil)
	var cases []datatest.Case
	for i := range 40 {
		c := datatest.Walk(t, 100+i, "2026-03-02", data.Received)
		c.Report.Text, c.Report.SentAt = fmt.Sprint("lampu ", i%7), c.Report.SentAt.Add(time.Duration(i)*time.Hour)
		cases = append(cases, c)
	}
	datatest.Add(t, db, cases...)
	for _, by := range []data.OrderBy{data.OrderSent, data.OrderNumber, data.OrderUnit} {
		f := data.Filter{Text: "3 LAMPU", Order: data.Order{By: by, Descending: true}}
		db.ForgetWords()
		want, err := db.Reports(t.Context(), f, 2, 3)
		if err != nil || len(want) != 3 {
			t.Fatalf("%s: %d lines, %v", by, len(want), err)
		}
		if err := db.IndexAllWords(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, err := db.Reports(t.Context(), f, 2, 3)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v, %v", by, got, want, err)
		}
	}
}
