package chart

import (
	"fmt"
	"image"
	"image/color"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"tuntas/analytics/figure"
	"tuntas/data/reference"
)

// newKinds holds a figure of each kind beyond bars, lines, dots and grids.
func newKinds() map[string]figure.Figure {
	return map[string]figure.Figure{
		"steps": stepsSample(), "funnel": funnelSample(), "boxes": boxesSample(), "calendar": calendarSample(200), "years": calendarSample(900),
		"flow": flowSample(), "places": citySample(), "spark": sparkSample(), "run": runSample(), "noted": notedSample(),
	}
}

func stepsSample() figure.Figure {
	f := figure.Figure{
		ID: "survival", Kind: figure.Steps, Title: "Separuh laporan jalan selesai dalam tujuh hari", Subtitle: "Bagian laporan yang belum selesai, menurut hari sejak masuk",
		CategoryAxis: "lama sejak masuk", ValueAxis: "belum selesai", Unit: figure.Share, AlongUnit: figure.Duration,
		Reference: &figure.Line{Name: "Separuh", Value: .5}, Notes: []string{"Laporan yang masih terbuka dihitung sampai hari acuan."},
	}
	for d := range 30 {
		f.Categories = append(f.Categories, fmt.Sprintf("hari ke-%d", d))
	}
	for s, pace := range []float64{.1, .06} {
		points := make([]figure.Point, 30)
		for d := range points {
			v := math.Exp(-pace * float64(d))
			wide := .02 + .002*float64(d)
			points[d] = figure.Point{X: float64(d) * day, Value: v, Low: max(0, v-wide), High: min(1, v+wide), N: int64(900 * v), Small: d > 26 && s == 1, Key: figure.Key{"day": fmt.Sprint(d)}}
		}
		f.Series = append(f.Series, figure.Series{Name: []string{"Jalan", "Saluran"}[s], Tone: []figure.Tone{figure.Plain, figure.Water}[s], Points: points})
	}
	return f
}

func funnelSample() figure.Figure {
	r := rand.New(rand.NewPCG(7, 7))
	f := figure.Figure{
		ID: "spread", Kind: figure.Funnel, Title: "Dua unit ditolak lebih sering daripada kebetulan", Subtitle: "Tindak lanjut ditolak dari yang divalidasi, menurut unit, 2026",
		CategoryAxis: "tindak lanjut divalidasi", ValueAxis: "% ditolak", Unit: figure.Share, AlongUnit: figure.Count, Reference: &figure.Line{Name: "Semua unit", Value: .12},
	}
	var points []figure.Point
	for i := range 44 {
		n := math.Round(20 + 900*math.Pow(r.Float64(), 2))
		v := .12 + r.NormFloat64()*math.Sqrt(.12*.88/n)
		switch i {
		case 3:
			n, v = 400, .22
		case 9:
			n, v = 610, .19
		case 20:
			n, v = 520, .055
		}
		name := fmt.Sprintf("Kelurahan Contoh %d", i)
		if i < len(units) {
			name = units[i]
		}
		f.Categories = append(f.Categories, name)
		points = append(points, figure.Point{X: n, Value: max(0, v), Low: max(0, v), High: max(0, v), N: int64(n), Small: n < 30, Key: figure.Key{"category": fmt.Sprint(i)}})
	}
	f.Series = []figure.Series{{Name: "Ditolak", Tone: figure.Bad, Points: points}}
	for _, z := range []float64{3.09, 1.96} {
		l := figure.Limit{Name: map[bool]string{true: "99,8%", false: "95%"}[z > 3]}
		for n := 10.0; n <= 950; n += 10 {
			half := z * math.Sqrt(.12*.88/n)
			l.Along, l.Low, l.High = append(l.Along, n), append(l.Low, max(0, .12-half)), append(l.High, min(1, .12+half))
		}
		f.Limits = append(f.Limits, l)
	}
	return f
}

func boxesSample() figure.Figure {
	f := figure.Figure{
		ID: "stages", Kind: figure.Boxes, Title: "Tindak lanjut paling lama dan paling tidak menentu", Subtitle: "Waktu dalam tahap, 2026: median, separuh tengah, 5 sampai 95 persen",
		CategoryAxis: "tahap", ValueAxis: "waktu dalam tahap", Unit: figure.Duration, Reference: &figure.Line{Name: "Batas", Value: 5 * day},
		Categories: []string{"Menunggu", "Koordinasi", "Disposisi", "Proses", "Tindak lanjut", "Validasi"},
	}
	var points []figure.Point
	for i, m := range []float64{.4, 1.1, .9, 2.8, 4.6, 1.9} {
		points = append(points, figure.Point{
			Low: m * .2 * day, Q1: m * .6 * day, Value: m * day, Q3: m * 1.5 * day, High: m * 2.4 * day, N: int64(400 - 60*i), Small: i == 5, Missing: i == 2,
			Key: figure.Key{"category": fmt.Sprint(i)},
		})
	}
	f.Series = []figure.Series{{Name: "Waktu", Tone: figure.Plain, Points: points}}
	return f
}

func calendarSample(days int) figure.Figure {
	f := figure.Figure{
		ID: "days", Kind: figure.Calendar, Title: "Banjir 2 Februari membawa sembilan kali laporan biasa", Subtitle: "Laporan masuk per hari, Jakarta",
		CategoryAxis: "hari", ValueAxis: "laporan", Unit: figure.Count, Events: []figure.Annotation{{Category: 32, Text: "Hujan lebat 1–2 Februari"}, {Category: 78, Text: "Lebaran"}},
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var points []figure.Point
	for d := range days {
		date := start.AddDate(0, 0, d)
		f.Categories = append(f.Categories, date.Format(time.DateOnly))
		v := 40 + 25*math.Sin(float64(d)/9)
		if date.Weekday() == time.Sunday {
			v /= 2
		}
		if d == 32 {
			v = 360
		}
		v = math.Round(v)
		points = append(points, figure.Point{Value: v, Low: v, High: v, N: int64(v), Missing: d%61 == 60, Small: d%47 == 46, Key: figure.Key{"day": date.Format(time.DateOnly)}})
	}
	f.Series = []figure.Series{{Name: "Laporan", Tone: figure.Water, Points: points}}
	return f
}

func flowSample() figure.Figure {
	key := func(id string) figure.Key { return figure.Key{"stage": id} }
	f := figure.Figure{
		ID: "process", Kind: figure.Flow, Title: "Satu dari sepuluh tindak lanjut kembali dari validasi", Subtitle: "Perpindahan antar tahap, laporan masuk Januari–September 2026, dengan median waktu",
		Unit: figure.Count, Notes: []string{"Angka di garis: jumlah perpindahan dan median waktu."},
		Nodes: []figure.Node{
			{ID: "waiting", Name: "Menunggu", Count: 9120, Words: "median 4 jam", Tone: figure.Pending},
			{ID: "coordination", Name: "Koordinasi", Count: 1240, Words: "median 1 hr", Tone: figure.Third},
			{ID: "disposition", Name: "Disposisi", Count: 8890, Words: "median 9 jam", Tone: figure.Second},
			{ID: "process", Name: "Proses", Count: 8020, Words: "median 2 hr", Tone: figure.Plain},
			{ID: "follow_up", Name: "Tindak lanjut", Count: 8410, Words: "median 4 hr", Tone: figure.Plain},
			{ID: "validation", Name: "Validasi", Count: 8100, Words: "median 1 hr", Tone: figure.Water},
			{ID: "done", Name: "Selesai", Count: 7010, Tone: figure.Good},
			{ID: "rejected", Name: "Ditolak", Count: 960, Tone: figure.Bad},
		},
	}
	for _, w := range []struct {
		from, to string
		n        int64
		words    string
		odd      bool
	}{
		{"waiting", "disposition", 7600, "4 jam", false}, {"waiting", "coordination", 1240, "6 jam", false}, {"coordination", "disposition", 1160, "1 hr", false},
		{"disposition", "process", 7900, "9 jam", false}, {"process", "follow_up", 7700, "2 hr", false}, {"follow_up", "validation", 8100, "4 hr", false},
		{"validation", "done", 7010, "1 hr", false}, {"validation", "follow_up", 830, "8 jam", false}, {"waiting", "rejected", 700, "3 jam", false},
		{"disposition", "rejected", 260, "5 jam", false}, {"follow_up", "follow_up", 410, "2 hr", false}, {"process", "done", 120, "1 hr", true},
		{"done", "process", 64, "12 hr", true}, {"disposition", "disposition", 90, "1 hr", true},
	} {
		f.Ways = append(f.Ways, figure.Way{From: w.from, To: w.to, Count: w.n, Words: w.words, Odd: w.odd, Key: key(w.from + w.to)})
	}
	for i := range f.Nodes {
		f.Nodes[i].Key = key(f.Nodes[i].ID)
	}
	return f
}

// kelurahanSample draws all 267 kelurahan, citySample the six cities.
func kelurahanSample() figure.Figure {
	return placesSample(slices.Collect(reference.KelurahanOf(reference.Province)))
}
func citySample() figure.Figure { return placesSample(slices.Collect(reference.Cities())) }

func placesSample(areas []reference.Area) figure.Figure {
	f := figure.Figure{
		ID: "map", Kind: figure.Places, Title: "Laporan banjir terkumpul di timur dan barat", Subtitle: "Laporan banjir per wilayah, Januari–Maret 2026",
		CategoryAxis: "wilayah", ValueAxis: "laporan banjir", Unit: figure.Count,
	}
	var points []figure.Point
	for i, a := range areas {
		rings, ok := reference.Outline(a.Code)
		if !ok {
			continue
		}
		f.Categories = append(f.Categories, a.Name)
		f.Shapes = append(f.Shapes, figure.Shape{Code: a.Code, Rings: rings})
		v := math.Round(math.Abs(60*math.Sin(float64(i)*1.7)) + float64(i*7%23))
		points = append(points, figure.Point{Value: v, Low: v, High: v, N: int64(v), Missing: i%31 == 3, Small: i%29 == 5, Key: figure.Key{"area": a.Code}})
	}
	f.Series = []figure.Series{{Name: "Laporan", Tone: figure.Water, Points: points}}
	return f
}

func sparkSample() figure.Figure {
	return figure.Figure{
		ID: "small", Kind: figure.Spark, Title: "Laporan masuk", Subtitle: "12 bulan terakhir", Unit: figure.Count, Categories: months,
		Series: []figure.Series{{Name: "Masuk", Tone: figure.Plain, Points: row(0, 1510, 1822, 1240, 980, 870, 790, math.NaN(), 905, 1033, 1204, 1698, 1450)}},
	}
}

func runSample() figure.Figure {
	f := figure.Figure{
		ID: "run", Kind: figure.Lines, Title: "Februari lain daripada bulan lain", Subtitle: "Laporan masuk per bulan, dengan batas alami", ValueAxis: "laporan", CategoryAxis: "bulan masuk",
		Unit: figure.Count, Categories: months, Reference: &figure.Line{Name: "Rata-rata", Value: 1193},
		Limits: []figure.Limit{{Name: "batas alami", Low: []float64{640}, High: []float64{1745}}},
		Events: []figure.Annotation{{Category: 1, Text: "Banjir 2 Februari"}, {Category: 1, Text: "Imlek"}, {Category: 2, Text: "Lebaran"}, {Category: 11, Text: "Kategori baru: parkir liar"}},
		Series: []figure.Series{{Name: "Masuk", Tone: figure.Plain, Points: row(0, 1510, 1822, 1240, 980, 870, 790, 812, 905, 1033, 1204, 1698, 1450)}},
	}
	return f
}

func notedSample() figure.Figure {
	f := samples()["lines"]
	f.ID, f.Events = "noted", []figure.Annotation{{Category: 2, Text: "Lebaran"}, {Category: 8, Text: "Aplikasi JAKI versi baru"}}
	for s := range f.Series {
		f.Series[s].Points = ranged(f.Series[s].Points, .004)
	}
	return f
}

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

// everyKind holds all samples.
func everyKind() map[string]figure.Figure {
	all := newKinds()
	maps.Copy(all, samples())
	return all
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
		{[]fyne.KeyName{right}, "Menunggu → Disposisi|7.600|4 jam"},
		{[]fyne.KeyName{right, right}, "Disposisi|8.890|median 9 jam"},
		{[]fyne.KeyName{right, right, left}, "Menunggu → Disposisi|7.600|4 jam"},
		{[]fyne.KeyName{right, down}, "Menunggu → Koordinasi|1.240|6 jam"},
		{[]fyne.KeyName{down}, "Koordinasi|1.240|median 1 hr"},
		{[]fyne.KeyName{fyne.KeyEnd}, "Disposisi → Disposisi|90|1 hr|di luar alur resmi"},
	} {
		c, w := show(t, flowSample(), 1100, 620)
		w.Canvas().Focus(c)
		for _, key := range tt.keys {
			c.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if got := tip(c); got != tt.want {
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
		{"flow", seriesWays, 6, "Validasi → Selesai|7.010|1 hr", figure.Key{"stage": "validationdone"}},
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
		if got := tip(c); got != tt.tip {
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
		{flowSample(), "Satu dari sepuluh tindak lanjut kembali dari validasi. 8 tahap, 14 alur. Tertinggi: Tindak lanjut → Validasi: 8.100. 3 alur di luar alur resmi"},
		{samples()["empty"], "Laporan masuk. Tidak ada data untuk pilihan ini."},
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

func TestSceneGoldens(t *testing.T) {
	for name, f := range newKinds() {
		var got strings.Builder
		s := arrange(prepared(f), 760, 440, square, jakarta())
		for _, it := range s.Items {
			fmt.Fprintf(&got, "%T %v\n", it, told(it))
		}
		for _, m := range s.Marks {
			fmt.Fprintf(&got, "mark %d/%d %v %s\n", m.Series, m.Category, short(m.Box), strings.Join(m.Said, " | "))
		}
		path := filepath.Join("testdata", name+".scene")
		if *update {
			if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s differs from its golden; look at it, then go test -update", name)
		}
	}
}

// told is an item in short: texts with their words, lines and areas with their ends and how many spots they have.
func told(it item) string {
	switch it := it.(type) {
	case text:
		return fmt.Sprintf("%v %q", short(it.Box), it.Words)
	case path:
		return fmt.Sprintf("%d from %.0f to %.0f, %.1f wide, dash %v", len(it.Points), it.Points[0], it.Points[len(it.Points)-1], it.Width, it.Dash)
	case area:
		return fmt.Sprintf("%v role %d %.2f pattern %d", short(hull(it.Rings)), it.Ink.Role, it.Ink.Shade, it.Pattern)
	case fill:
		return fmt.Sprintf("%v role %d %s %.2f", short(it.Box), it.Ink.Role, it.Ink.Tone, it.Ink.Shade)
	case disc:
		return fmt.Sprintf("%.0f %.1f role %d %s", it.At, it.Radius, it.Ink.Role, it.Ink.Tone)
	case stroke:
		return fmt.Sprintf("%.0f %.0f role %d", it.From, it.To, it.Ink.Role)
	}
	return ""
}

func short(b box) string { return fmt.Sprintf("%.0f,%.0f %.0fx%.0f", b.X, b.Y, b.W, b.H) }

// benchmark lays a figure out, makes its objects and paints its plate at 1,000 by 700 pixels: what a redraw costs before the
// toolkit shows it. Pictures of the test canvas take longer, for it puts pixel by pixel.
func benchmark(b *testing.B, f figure.Figure, marks int) {
	c, _ := show(b, f, 1000, 700)
	if len(c.scene.Marks) < marks {
		b.Fatalf("%d marks, want %d", len(c.scene.Marks), marks)
	}
	for b.Loop() {
		c.Refresh()
		for _, o := range test.WidgetRenderer(c).Objects()[0].(*fyne.Container).Objects {
			if plate, ok := o.(*canvas.Raster); ok {
				plate.Generator(1000, 700)
			}
		}
	}
}

func BenchmarkKelurahan(b *testing.B) { benchmark(b, kelurahanSample(), 250) }
func BenchmarkFlow(b *testing.B)      { benchmark(b, flowSample(), 22) }
func BenchmarkCalendar(b *testing.B)  { benchmark(b, calendarSample(2050), 2000) }

func BenchmarkFunnel(b *testing.B) {
	f := funnelSample()
	f.Categories = slices.Repeat(f.Categories, 46)
	f.Series[0].Points = slices.Repeat(f.Series[0].Points, 46)
	benchmark(b, f, 2000)
}

func BenchmarkHeat(b *testing.B) {
	f := figure.Figure{Kind: figure.Heat, Unit: figure.Count, Categories: slices.Repeat(months, 5)[:50]}
	for range 40 {
		f.Series = append(f.Series, figure.Series{Name: "Gambir", Points: row(0, slices.Repeat([]float64{1, 5, 9, 40, 12}, 10)...)})
	}
	benchmark(b, f, 2000)
}
