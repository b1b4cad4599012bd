package chart

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"tuntas/analytics/figure"
)

func TestNewSamplesAreSound(t *testing.T) {
	for name, f := range newKinds() {
		if err := f.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if f := kelurahanSample(); len(f.Shapes) != 267 || f.Check() != nil {
		t.Errorf("%d kelurahan, %v", len(f.Shapes), f.Check())
	}
}

func TestAnyFlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := figure.Figure{Kind: figure.Flow, Title: "Alur"}
		n := rapid.IntRange(1, 9).Draw(t, "nodes")
		for i := range n {
			f.Nodes = append(f.Nodes, figure.Node{
				ID: fmt.Sprint(i), Name: rapid.SampledFrom(units).Draw(t, "name"), Count: rapid.Int64Range(0, 1e6).Draw(t, "count"), Words: rapid.SampledFrom([]string{"", "median 4 hr"}).Draw(t, "words"),
			})
		}
		for _, pair := range rapid.SliceOfNDistinct(rapid.IntRange(0, n*n-1), 0, min(20, n*n), rapid.ID[int]).Draw(t, "ways") {
			f.Ways = append(f.Ways, figure.Way{From: fmt.Sprint(pair % n), To: fmt.Sprint(pair / n % n), Count: rapid.Int64Range(0, 1e6).Draw(t, "gone"), Odd: rapid.Bool().Draw(t, "odd"), Words: "3 hr"})
		}
		if f.Check() != nil {
			t.Skip("the same way twice")
		}
		width, height := float32(rapid.IntRange(280, 1600).Draw(t, "width")), float32(rapid.IntRange(240, 1000).Draw(t, "height"))
		s := arrange(f, width, height, square, jakarta())
		checkTexts(t, s, box{0, 0, width, height})
		if len(s.Marks) != n+len(f.Ways) {
			t.Errorf("%d marks for %d nodes and %d ways", len(s.Marks), n, len(f.Ways))
		}
		for _, m := range s.Marks {
			if m.Series == seriesNodes && !m.Box.within(s.Plot) {
				t.Errorf("node %v outside %v", m.Box, s.Plot)
			}
		}
		for i := range s.Marks {
			for _, step := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
				if to := s.along(i, step[0], step[1]); to < 0 || to >= len(s.Marks) {
					t.Errorf("from %d by %v to %d", i, step, to)
				}
			}
		}
	})
}

func TestNodesOfAFlowDoNotMeet(t *testing.T) {
	for _, size := range [][2]float32{{1100, 620}, {760, 440}, {520, 800}, {300, 700}} {
		s := arrange(flowSample(), size[0], size[1], square, jakarta())
		for i, m := range s.Marks[:8] {
			for _, o := range s.Marks[:i] {
				if m.Box.meets(o.Box) {
					t.Errorf("%v: node %d meets %d", size, m.Category, o.Category)
				}
			}
		}
		for _, it := range s.Items {
			if words, ok := it.(text); ok {
				for i, n := range s.Marks[:8] {
					inner := box{n.Box.X + 2, n.Box.Y + 2, n.Box.W - 4, n.Box.H - 4}
					if words.Box.meets(n.Box) && !words.Box.within(inner) && !words.Box.within(n.Box) {
						t.Errorf("%v: %q lies across the edge of node %d", size, words.Words, i)
					}
				}
			}
		}
	}
}

func TestArrowsReachEveryMark(t *testing.T) {
	for name, f := range map[string]figure.Figure{
		"kelurahan": prepared(kelurahanSample()), "places": citySample(), "flow": flowSample(), "calendar": calendarSample(200), "funnel": funnelSample(), "steps": stepsSample(), "years": calendarSample(900),
	} {
		s := arrange(f, 900, 600, square, jakarta())
		seen := map[int]bool{0: true}
		for next := []int{0}; len(next) > 0; next = next[1:] {
			for _, step := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
				to := s.step(next[0], step[0], step[1])
				switch s.Walk {
				case walkNear:
					to = s.near(next[0], step[0], step[1])
				case walkFlow:
					to = s.along(next[0], step[0], step[1])
				}
				if !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
		if len(seen) != len(s.Marks) {
			t.Errorf("%s: arrows reach %d of %d marks", name, len(seen), len(s.Marks))
		}
	}
}

func TestPlacesAreFoundByTheirOutline(t *testing.T) {
	f := prepared(kelurahanSample())
	s := arrange(f, 1100, 620, square, jakarta())
	if len(s.Marks) < 250 {
		t.Fatalf("%d marks", len(s.Marks))
	}
	for i, m := range s.Marks {
		at := m.Box.middle()
		if len(m.Rings) > 0 {
			at = within(m.Rings)[0]
		}
		if got := s.hit(at); got != i && !s.Marks[got].Round {
			t.Errorf("the middle of %s finds %v", f.Categories[m.Category], got)
		}
	}
	if got := s.hit(spot{s.Plot.right() - 2, s.Plot.bottom() - 2}); got >= 0 {
		t.Errorf("the sea finds %s", f.Categories[s.Marks[got].Category])
	}
}

func TestHolesAreNotInside(t *testing.T) {
	ring := func(from, to float32) []spot { return box{from, from, to - from, to - from}.ring() }
	rings := [][]spot{ring(0, 10), ring(3, 7)}
	for _, tt := range []struct {
		at   float32
		want bool
	}{{1, true}, {5, false}, {9, true}, {11, false}} {
		if got := holds(rings, spot{tt.at, tt.at}); got != tt.want {
			t.Errorf("%v is inside: %v", tt.at, got)
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, 12, 12))
	newScanner(img).fill(rings, evenOdd, color.Black, nil)
	for _, tt := range []struct {
		at   int
		want uint8
	}{{1, 255}, {5, 0}, {8, 255}, {11, 0}} {
		if got := img.RGBAAt(tt.at, tt.at).A; got != tt.want {
			t.Errorf("pixel %d has %d, want %d", tt.at, got, tt.want)
		}
	}
	half := image.NewRGBA(image.Rect(0, 0, 4, 4))
	newScanner(half).fill([][]spot{box{0.5, 0, 1, 9}.ring()}, evenOdd, color.Black, nil)
	if a, b := half.RGBAAt(0, 1).A, half.RGBAAt(1, 1).A; a != 128 || b != 128 {
		t.Errorf("half a pixel is %d and %d", a, b)
	}
}

func TestFlowWalksAlong(t *testing.T) {
	right, left, down := fyne.KeyRight, fyne.KeyLeft, fyne.KeyDown
	for _, tt := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{nil, "Menunggu|9.120|median 4 jam"},
		{[]fyne.KeyName{right}, "Menunggu ke Disposisi|7.600|4 jam"},
		{[]fyne.KeyName{right, right}, "Disposisi|8.890|median 9 jam"},
		{[]fyne.KeyName{right, right, left}, "Menunggu ke Disposisi|7.600|4 jam"},
		{[]fyne.KeyName{right, down}, "Menunggu ke Koordinasi|1.240|6 jam"},
		{[]fyne.KeyName{down}, "Koordinasi|1.240|median 1 hr"},
		{[]fyne.KeyName{fyne.KeyEnd}, "Disposisi ke Disposisi|90|1 hr|di luar alur resmi"},
	} {
		c, w := show(t, flowSample(), 1100, 620)
		w.Canvas().Focus(c)
		for _, key := range tt.keys {
			c.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if got := tip(c); !strings.HasSuffix(got, tt.want) { // the words on a marked way are shown once more before
			t.Errorf("%v: got %q, want %q", tt.keys, got, tt.want)
		}
	}
}

func TestHoverAndTapOfNewKinds(t *testing.T) {
	for _, tt := range []struct {
		name             string
		series, category int
		tip              string
		key              figure.Key
	}{
		{"steps", 0, 7, "hari ke-7|Jalan: 49,7%|lama sejak masuk: 7 hr|Rentang 46,3% sampai 53,1%|n = 446", figure.Key{"day": "7"}},
		{"funnel", 0, 3, "Sudin Perhubungan Jakarta Timur|Ditolak: 22,0%|tindak lanjut divalidasi: 400|n = 400|Di luar batas: 99,8%", figure.Key{"category": "3"}},
		{"boxes", 0, 3, "Proses|Waktu: 2 hr 19 jam|Kuartil 1 hr 16 jam sampai 4 hr 5 jam|Rentang 13 jam 26 mnt sampai 6 hr 17 jam|n = 220", figure.Key{"category": "3"}},
		{"calendar", 0, 32, "Sen 2 Feb 2026|Laporan: 360|n = 360|Hujan lebat 1–2 Februari", figure.Key{"day": "2026-02-02"}},
		{"flow", seriesNodes, 3, "Proses|8.020|median 2 hr", figure.Key{"stage": "process"}},
		{"flow", seriesWays, 6, "Validasi ke Selesai|7.010|1 hr", figure.Key{"stage": "validationdone"}},
		{"places", 0, 4, "Kota Administrasi Jakarta Selatan|Laporan: 35|n = 35", figure.Key{"area": "31.74"}},
		{"spark", 0, 11, "Des 2026|Masuk: 1.450|n = 407", figure.Key{"category": "11"}},
	} {
		c, w := show(t, newKinds()[tt.name], 1000, 600)
		i := c.scene.find(tt.series, tt.category)
		m := c.scene.Marks[i]
		at := m.middle()
		if len(m.Rings) > 0 {
			at = within(m.Rings)[0]
		}
		test.MoveMouse(w.Canvas(), fyne.NewPos(at.X, at.Y))
		if got := tip(c); !strings.HasSuffix(got, tt.tip) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.tip)
		}
		var got figure.Key
		c.OnTapped = func(_, _ int, key figure.Key) { got = key }
		test.TapCanvas(w.Canvas(), fyne.NewPos(at.X, at.Y))
		if fmt.Sprint(got) != fmt.Sprint(tt.key) {
			t.Errorf("%s: a tap leads to %v, want %v", tt.name, got, tt.key)
		}
	}
}

func TestEventsAreSaidAndLeadNowhere(t *testing.T) {
	c, w := show(t, runSample(), 760, 440)
	i := c.scene.find(noSeries, 1)
	at := c.scene.Marks[i].Hit.middle()
	test.MoveMouse(w.Canvas(), fyne.NewPos(at.X, at.Y))
	if got, want := tip(c), "Feb 2026|Banjir 2 Februari; Imlek"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	tapped := false
	c.OnTapped = func(int, int, figure.Key) { tapped = true }
	test.TapCanvas(w.Canvas(), fyne.NewPos(at.X, at.Y))
	if tapped {
		t.Error("a remark leads somewhere")
	}
	w.Canvas().Focus(c)
	for _, key := range []fyne.KeyName{fyne.KeyHome, fyne.KeyRight, fyne.KeyUp} {
		c.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if got := tip(c); got != "Feb 2026|Banjir 2 Februari; Imlek" {
		t.Errorf("the arrows find %q", got)
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if got := tip(c); !strings.HasPrefix(got, "Des 2026|Masuk") {
		t.Errorf("End finds %q", got)
	}
}

func TestUnsoundFiguresAreSentences(t *testing.T) {
	places := citySample()
	places.Shapes = places.Shapes[:2]
	flow := flowSample()
	flow.Ways = append(flow.Ways, figure.Way{From: "done", To: "nowhere"})
	days := calendarSample(9)
	days.Categories = slices.Repeat([]string{"kemarin"}, 9)
	for _, f := range []figure.Figure{places, flow, days} {
		s := arrange(f, 500, 300, square, jakarta())
		if len(s.Marks) > 0 || !says(s, jakarta().Text("chart.unknown_kind")) {
			t.Errorf("%s: %d marks", f.Kind, len(s.Marks))
		}
	}
}

func TestAlternative(t *testing.T) {
	for _, tt := range []struct {
		f    figure.Figure
		want string
	}{
		{sparkSample(), "Laporan masuk. 12 bulan terakhir. 11 nilai. Tertinggi: Feb 2026: Masuk: 1.822. Terendah: Jun 2026: Masuk: 790. Terakhir: Des 2026: Masuk: 1.450"},
		{flowSample(), "Satu dari sepuluh tindak lanjut kembali dari validasi. 8 tahap, 14 alur. Tertinggi: Tindak lanjut ke Validasi: 8.100. 3 alur di luar alur resmi"},
		{samples()["empty"], "Laporan masuk. Tidak ada yang dapat digambar untuk pilihan ini."},
	} {
		if got := Alternative(tt.f, jakarta()); got != tt.want {
			t.Errorf("got  %q\nwant %q", got, tt.want)
		}
	}
	table := stepsSample().Numbers(Headings(jakarta()))
	if len(table.Rows) != 60 || table.Columns[0].Title != "Deret" || table.Columns[1].Title != "lama sejak masuk" {
		t.Errorf("%d rows, %v", len(table.Rows), table.Columns)
	}
}
