package desk

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"tuntas/data"
)

func TestLoadShowsNewestFirst(t *testing.T) {
	c := &city{n: 3, row: func(_ data.Filter, i int) data.Summary {
		return data.Summary{
			ID: int64(9 - i), Number: "JK2603090001", Stage: data.Validation, Since: today.Add(-26 * time.Hour), SentAt: today,
			Category: "Jalan", Area: "31.74.06.1003", Channel: "JAKI", Unit: "Sudin Bina Marga", Pass: 2,
		}
	}}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	want := []string{
		"JK2603090001", "Validasi", "1 hr 2 jam", "–", "10 Mar 2026", "Jalan", "Pondok Labu", "Sudin Bina Marga", "2", "JAKI", "",
	}
	if got := texts(t, p, 0); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := c.last().Order, (data.Order{By: data.OrderSent, Descending: true}); got != want {
		t.Errorf("asked in the order %v, want %v", got, want)
	}
	if got, want := p.count(), "3 laporan"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnknownStageIsSaid(t *testing.T) {
	p, _, _ := opened(t, &city{n: 1, row: func(data.Filter, int) data.Summary { return data.Summary{ID: 1} }})
	p.Load(t.Context())
	if got := texts(t, p, 0)[1:3]; !slices.Equal(got, []string{"Tidak diketahui", "–"}) {
		t.Errorf("got %q", got)
	}
}

func TestMillionRowsAskOnlyWhatIsSeen(t *testing.T) {
	c := &city{n: 1_000_000}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	p.table.Reveal(500_000)
	p.table.Reveal(999_999)
	p.table.Reveal(500_000)
	first, last := p.table.Shown()
	if first > 500_000 || last < 500_000 {
		t.Fatalf("rows %d to %d are on screen", first, last)
	}
	if got, want := texts(t, p, 500_000)[0], "JK0500000"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	want := []string{"0+200", "499800+200", "500000+200", "999800+200"}
	slices.Sort(c.asked)
	slices.Sort(want)
	if !slices.Equal(c.asked, want) {
		t.Errorf("asked %q, want %q", c.asked, want)
	}
	if got, want := p.count(), "1.000.000 laporan"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestChunksUsedLastAreKept(t *testing.T) {
	w := newLines()
	for n := range chunksHeld + 2 {
		w.put(n, []data.Summary{{ID: int64(n)}})
		w.at(0) // chunk 0 is always the one in use
	}
	if len(w.chunks) != chunksHeld || len(w.used) != chunksHeld {
		t.Errorf("%d chunks are held, %d noted, want %d", len(w.chunks), len(w.used), chunksHeld)
	}
	for i, want := range map[int]bool{0: true, 1: false, 2: false, 3: true, chunksHeld + 1: true} {
		if got := w.holds(i * chunkRows); got != want {
			t.Errorf("chunk %d held: %v, want %v", i, got, want)
		}
	}
}

func TestChunkUnderWayIsNotAskedAgain(t *testing.T) {
	c := &city{n: 100_000}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	c.asked = nil
	c.hook = func(_ data.Filter, offset int) {
		if _, ok := (source{p}).Row(offset); ok {
			t.Errorf("row %d is there before its answer", offset)
		}
		if offset == 40_000 {
			source{p}.Row(60_000) // a second chunk may be asked for meanwhile
			return
		}
		source{p}.Row(80_000) // a third one waits until it is seen again
	}
	source{p}.Row(40_000)
	if want := []string{"40000+200", "60000+200"}; !slices.Equal(c.asked, want) {
		t.Errorf("asked %q, want %q", c.asked, want)
	}
}

func TestAnswersToOlderFilterAreDropped(t *testing.T) {
	tests := []struct {
		name string
		ask  func(p *Page)
	}{
		{"first rows", func(p *Page) { p.Show(data.Filter{Category: "old"}) }},
		{"chunk", func(p *Page) { source{p}.Row(40_000) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &city{n: 100_000}
			c.row = func(f data.Filter, i int) data.Summary { return data.Summary{ID: int64(i + 1), Category: f.Category} }
			p, _, _ := opened(t, c)
			p.Load(t.Context())
			c.hook = func(data.Filter, int) {
				c.hook = nil
				p.Show(data.Filter{Category: "new"})
			}
			tt.ask(p)
			if got := texts(t, p, 0)[5]; got != "new" {
				t.Errorf("row 0 is of %q", got)
			}
			if p.rows.holds(40_000) {
				t.Error("the chunk of the older filter is held")
			}
			if len(p.rows.asked) != 0 || p.asked.open {
				t.Error("a question is noted as open")
			}
		})
	}
}

func TestNewFilterBeginsAtTheTop(t *testing.T) {
	c := &city{n: 100_000}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	p.table.Select(50_000)
	c.asked, c.n = nil, 90_000
	p.Show(data.Filter{Category: "Jalan"})
	if first, _ := p.table.Shown(); first != 0 || p.table.Selected() != -1 || p.table.Length() != 90_000 {
		t.Errorf("row %d at the top, row %d selected, %d rows", first, p.table.Selected(), p.table.Length())
	}
	if want := []string{"0+200"}; !slices.Equal(c.asked, want) {
		t.Errorf("asked %q, want %q", c.asked, want)
	}
}

func TestLoadAgainKeepsThePlace(t *testing.T) {
	const row = 50_100
	tests := []struct {
		name  string
		moved func(i int) int64 // the id of row i when the page comes back
		want  int
	}{
		{"nothing happened", func(i int) int64 { return int64(i + 1) }, row},
		{"a newer one came in", func(i int) int64 { return int64(i) }, row + 1},
		{"the report left the filter", func(i int) int64 {
			if i >= row {
				return int64(i + 2)
			}
			return int64(i + 1)
		}, row},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &city{n: 100_000}
			p, _, _ := opened(t, c)
			ctx, leave := context.WithCancel(t.Context())
			p.Load(ctx)
			p.Show(data.Filter{Category: "Jalan"})
			p.table.Reveal(row)
			p.table.Select(row)
			first, _ := p.table.Shown()
			leave()
			c.asked = nil
			c.row = func(_ data.Filter, i int) data.Summary { return data.Summary{ID: tt.moved(i), Category: "fresh"} }
			p.Load(t.Context())
			if again, _ := p.table.Shown(); again != first {
				t.Errorf("row %d at the top, want %d", again, first)
			}
			if got := p.table.Selected(); got != tt.want {
				t.Errorf("row %d is selected, want %d", got, tt.want)
			}
			if got := texts(t, p, row)[5]; got != "fresh" {
				t.Error("the rows were not asked for again")
			}
			if len(c.asked) != 1 || c.last().Category != "Jalan" {
				t.Errorf("asked %q under %v", c.asked, c.last())
			}
		})
	}
}

func TestSelectionBeyondTheEnd(t *testing.T) {
	c := &city{n: 100_000}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	p.table.Select(99_999)
	c.n = 40
	p.Load(t.Context())
	if got := p.table.Selected(); got != 39 {
		t.Errorf("row %d is selected, want the last", got)
	}
	if got := texts(t, p, 39)[0]; got != "JK0000039" {
		t.Errorf("got %q", got)
	}
}

func TestListShorterThanItsCount(t *testing.T) {
	c := &city{n: 10}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	p.table.SetLength(12)
	c.asked = nil
	if cells, ok := (source{p}).Row(11); !ok || cells != nil || len(c.asked) != 0 {
		t.Errorf("got %v, %v; asked %q", cells, ok, c.asked)
	}
}

func TestPageThatWasLeftAsksAndShowsNothing(t *testing.T) {
	c := &city{n: 100_000}
	p, _, _ := opened(t, c)
	p.Show(data.Filter{Category: "Jalan"})
	if len(c.asked) != 0 {
		t.Fatalf("asked %q before the first Load", c.asked)
	}
	ctx, leave := context.WithCancel(t.Context())
	c.hook = func(data.Filter, int) { leave() }
	p.Load(ctx)
	if p.table.Length() != 0 {
		t.Error("an answer was shown on a page that was left")
	}
	c.hook, c.asked = nil, nil
	source{p}.Row(5)
	p.Show(data.Filter{Category: "Taman"})
	if len(c.asked) != 0 {
		t.Errorf("asked %q on a page that was left", c.asked)
	}
	p.Load(t.Context())
	if p.table.Length() != 100_000 || c.last().Category != "Taman" {
		t.Errorf("%d rows under %v", p.table.Length(), c.last())
	}
}

func TestNeighbours(t *testing.T) {
	c := &city{n: 1000}
	p, _, _ := opened(t, c)
	p.Load(t.Context())
	tests := []struct {
		name     string
		id       int64
		step     func(id int64) (int64, bool)
		want     int64
		wantThis bool
	}{
		{"next", 5, p.Next, 6, true},
		{"previous", 5, p.Previous, 4, true},
		{"first has none before", 1, p.Previous, 0, false},
		{"next is not loaded", 200, p.Next, 0, false},
		{"not in the list", 4711, p.Next, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := tt.step(tt.id); got != tt.want || ok != tt.wantThis {
				t.Errorf("got %d, %v; want %d, %v", got, ok, tt.want, tt.wantThis)
			}
		})
	}
	source{p}.Row(200)
	if got, ok := p.Next(200); got != 201 || !ok {
		t.Errorf("across the chunk's end: got %d, %v", got, ok)
	}
}

func TestErrorStandsInPlaceOfRows(t *testing.T) {
	tests := []struct {
		name string
		ask  func(p *Page)
	}{
		{"count", func(p *Page) { p.ask() }},
		{"chunk", func(p *Page) { source{p}.Row(4000) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &city{n: 5000}
			p, _, _ := opened(t, c)
			p.Load(t.Context())
			c.fail = errors.New("broken")
			tt.ask(p)
			if p.body.Objects[0] == p.table {
				t.Fatal("the table is shown as if nothing had happened")
			}
			c.fail = nil
			p.ask() // what the button of the notice calls
			if p.body.Objects[0] != p.table {
				t.Error("the table did not come back")
			}
		})
	}
}
