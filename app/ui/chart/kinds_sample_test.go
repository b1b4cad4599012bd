package chart

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"time"

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

// everyKind holds all samples.
func everyKind() map[string]figure.Figure {
	all := newKinds()
	maps.Copy(all, samples())
	return all
}
