package sample

import (
	"fmt"
	"math"
	"time"

	"tuntas/analytics/figure"
)

const daySeconds = 86400

// section makes a section of a figure whose table is the figure's own numbers.
func section(p pick, f figure.Figure, title, finding string) figure.Section {
	return figure.Section{ID: f.ID, Title: title, Finding: finding, Figure: f, Table: f.Numbers(headings(p)), Card: card(p, finding, title, p.text("tidak ada", "nothing"), 1200)}
}

func headings(p pick) figure.Headings {
	return figure.Headings{
		Series: p.text("Deret", "Series"), Low: p.text("Batas bawah", "Lower end"), High: p.text("Batas atas", "Upper end"), Q1: p.text("Kuartil bawah", "Lower quartile"),
		Q3: p.text("Kuartil atas", "Upper quartile"), N: "n", Small: p.text("terlalu sedikit", "too few"), Along: p.text("Pada", "At"), Code: p.text("Kode wilayah", "Area code"),
		From: p.text("Dari", "From"), To: p.text("Ke", "To"), Odd: p.text("di luar alur resmi", "not official"), Remark: p.text("Keterangan", "Remark"), Event: p.text("Catatan", "Note"),
	}
}

func survival(p pick) figure.Section {
	f := figure.Figure{
		ID: "survival", Kind: figure.Steps, Unit: figure.Share, AlongUnit: figure.Duration,
		Title: p.text("Separuh laporan selesai dalam tujuh hari", "Half of the reports are finished within seven days"), Subtitle: p.text("Bagian yang belum selesai sejak masuk, selang 95 %", "Share not yet finished since received, 95% intervals"),
		CategoryAxis: p.text("Lama sejak masuk", "Time since received"), ValueAxis: p.text("belum selesai (%)", "not finished (%)"), Reference: &figure.Line{Name: p.text("Separuh", "Half"), Value: .5},
		Alternative: p.text("Sesudah 7 hari 50 persen laporan jalan belum selesai, 66 persen laporan saluran.", "After 7 days 50 per cent of road reports and 66 per cent of drain reports are open."),
	}
	for d := range 15 {
		f.Categories = append(f.Categories, fmt.Sprintf("%s %d", p.text("hari ke-", "day"), d))
	}
	for i, pace := range []float64{.1, .06} {
		var points []figure.Point
		for d := range 15 {
			v := math.Round(1000*math.Exp(-pace*float64(d))) / 1000
			wide := .01 + .004*float64(d)
			points = append(points, figure.Point{X: float64(d) * daySeconds, Value: v, Low: max(0, v-wide), High: min(1, v+wide), N: int64(900 * v)})
		}
		f.Series = append(f.Series, figure.Series{Name: []string{p.text("Jalan", "Roads"), p.text("Saluran", "Drains")}[i], Tone: []figure.Tone{figure.Plain, figure.Water}[i], Points: points})
	}
	return section(p, f, p.text("Lama penyelesaian", "Time to finish"), p.text("Separuh laporan jalan selesai dalam tujuh hari.", "Half of the road reports are finished within seven days."))
}

func spread(p pick) figure.Section {
	f := figure.Figure{
		ID: "spread", Kind: figure.Funnel, Unit: figure.Share, AlongUnit: figure.Count,
		Title: p.text("Satu unit ditolak lebih sering daripada kebetulan", "One unit is refused more than chance would have it"), Subtitle: p.text("Tindak lanjut dikembalikan menurut unit, batas 95 % dan 99,8 %", "Follow-ups refused by unit, limits of 95% and 99.8%"),
		CategoryAxis: p.text("Tindak lanjut divalidasi", "Follow-ups validated"), ValueAxis: p.text("dikembalikan (%)", "refused (%)"), Reference: &figure.Line{Name: p.text("Semua unit", "All units"), Value: .12},
		Alternative: p.text("Unit 5 dikembalikan 21 persen dari 410, jauh di atas batas.", "Unit 5 was refused 21 per cent of 410, far above the limits."),
	}
	s := figure.Series{Name: p.text("Dikembalikan", "Refused"), Tone: figure.Bad}
	for i := range 16 {
		n, v := float64(25+i*i*4), .12+.03*math.Sin(float64(i*i))
		if i == 5 {
			n, v = 410, .21
		}
		f.Categories = append(f.Categories, fmt.Sprintf("Unit %d", i))
		s.Points = append(s.Points, figure.Point{X: n, Value: v, Low: v, High: v, N: int64(n), Small: n < 30})
	}
	f.Series = []figure.Series{s}
	for i, z := range []float64{3.09, 1.96} {
		l := figure.Limit{Name: []string{p.text("99,8 %", "99.8%"), "95 %"}[i]}
		for n := 20.0; n <= 950; n += 30 {
			half := z * math.Sqrt(.12*.88/n)
			l.Along, l.Low, l.High = append(l.Along, n), append(l.Low, max(0, .12-half)), append(l.High, .12+half)
		}
		f.Limits = append(f.Limits, l)
	}
	return section(p, f, p.text("Sebaran unit", "Spread of units"), p.text("Unit 5 ada di luar batas.", "Unit 5 lies outside the limits."))
}

func stages(p pick) figure.Section {
	f := figure.Figure{
		ID: "stages", Kind: figure.Boxes, Unit: figure.Duration,
		Title: p.text("Tindak lanjut paling lama dan paling tidak menentu", "Follow-up is longest and least steady"), Subtitle: p.text("Waktu dalam tahap: median, separuh tengah, 5 sampai 95 persen", "Time in stage: median, middle half, 5 to 95 per cent"),
		CategoryAxis: p.text("Tahap", "Stage"), ValueAxis: p.text("waktu dalam tahap", "time in stage"),
		Categories:  []string{p.text("Menunggu", "Waiting"), p.text("Koordinasi", "Coordination"), p.text("Proses", "Process"), p.text("Tindak lanjut", "Follow-up")},
		Alternative: p.text("Median tindak lanjut 4,6 hari, menunggu 0,4 hari.", "The median of follow-up is 4.6 days, of waiting 0.4 days."),
	}
	s := figure.Series{Name: p.text("Waktu", "Time"), Tone: figure.Plain}
	for i, m := range []float64{.4, 1.1, 0, 4.6} {
		point := figure.Point{Low: m * .2 * daySeconds, Q1: m * .6 * daySeconds, Value: m * daySeconds, Q3: m * 1.5 * daySeconds, High: m * 2.4 * daySeconds, N: int64(400 - 60*i), Missing: m == 0}
		s.Points = append(s.Points, point)
	}
	f.Series = []figure.Series{s}
	return section(p, f, p.text("Sebaran waktu tahap", "Spread of times"), p.text("Separuh tengah tindak lanjut terbentang dari 2,8 sampai 6,9 hari.", "The middle half of follow-ups lies between 2.8 and 6.9 days."))
}

func daily(p pick) figure.Section {
	f := figure.Figure{
		ID: "daily", Kind: figure.Calendar, Unit: figure.Count,
		Title: p.text("Banjir 2 Februari membawa sembilan kali laporan biasa", "The flood of 2 February brought nine times the usual"), Subtitle: p.text("Laporan masuk per hari", "Reports received per day"),
		CategoryAxis: p.text("Hari", "Day"), ValueAxis: p.text("laporan", "reports"), Events: []figure.Annotation{{Category: 63, Text: p.text("Hujan lebat", "Heavy rain")}},
		Alternative: p.text("360 laporan pada 2 Februari 2026, sekitar 40 pada hari lain.", "360 reports on 2 February 2026, about 40 on other days."),
	}
	s := figure.Series{Name: p.text("Laporan", "Reports"), Tone: figure.Water}
	for d := range 90 {
		day := time.Date(2025, time.December, 1+d, 0, 0, 0, 0, time.UTC)
		f.Categories = append(f.Categories, day.Format(time.DateOnly))
		v := math.Round(40 + 20*math.Sin(float64(d)/6))
		if d == 63 {
			v = 360
		}
		point := figure.Point{Value: v, Low: v, High: v, N: int64(v), Missing: d == 50}
		if point.Missing {
			point = figure.Point{Missing: true}
		}
		s.Points = append(s.Points, point)
	}
	f.Series = []figure.Series{s}
	return section(p, f, p.text("Laporan per hari", "Reports per day"), p.text("Hari terbanyak: 2 Februari.", "The busiest day: 2 February."))
}

func process(p pick) figure.Section {
	f := figure.Figure{
		ID: "process", Kind: figure.Flow, Unit: figure.Count,
		Title: p.text("Satu dari sepuluh tindak lanjut kembali dari validasi", "One follow-up in ten comes back from validation"), Subtitle: p.text("Perpindahan antar tahap dengan median waktu", "Moves between stages with median times"),
		Alternative: p.text("7.010 dari 8.100 validasi selesai, 830 kembali.", "7,010 of 8,100 validations end, 830 come back."),
		Nodes: []figure.Node{
			{ID: "waiting", Name: p.text("Menunggu", "Waiting"), Count: 9120, Words: "4 j", Tone: figure.Pending}, {ID: "disposition", Name: p.text("Disposisi", "Disposition"), Count: 8890, Words: "9 j", Tone: figure.Second},
			{ID: "follow_up", Name: p.text("Tindak lanjut", "Follow-up"), Count: 8410, Words: "4 h", Tone: figure.Plain}, {ID: "validation", Name: p.text("Validasi", "Validation"), Count: 8100, Words: "1 h", Tone: figure.Water},
			{ID: "done", Name: p.text("Selesai", "Done"), Count: 7010, Tone: figure.Good}, {ID: "rejected", Name: p.text("Ditolak", "Rejected"), Count: 960, Tone: figure.Bad},
		},
		Ways: []figure.Way{
			{From: "waiting", To: "disposition", Count: 8400, Words: "4 j"}, {From: "disposition", To: "follow_up", Count: 7700, Words: "9 j"}, {From: "follow_up", To: "validation", Count: 8100, Words: "4 h"},
			{From: "validation", To: "done", Count: 7010, Words: "1 h"}, {From: "validation", To: "follow_up", Count: 830}, {From: "waiting", To: "rejected", Count: 700}, {From: "disposition", To: "rejected", Count: 260},
			{From: "follow_up", To: "follow_up", Count: 410}, {From: "done", To: "follow_up", Count: 64, Words: "12 h", Odd: true},
		},
	}
	return section(p, f, p.text("Peta proses", "Process map"), p.text("64 laporan selesai dibuka kembali di luar alur resmi.", "64 finished reports were opened again outside the official flow."))
}

// chart of invented places: squares with a shared border, one with a hole, one far off.
func places(p pick) figure.Section {
	square := func(x, y, w, h float64) [][2]float64 {
		return [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}
	}
	f := figure.Figure{
		ID: "places", Kind: figure.Places, Unit: figure.Count,
		Title: p.text("Laporan banjir terkumpul di timur", "Flood reports gather in the east"), Subtitle: p.text("Laporan banjir per wilayah rekaan", "Flood reports by invented area"),
		CategoryAxis: p.text("Wilayah", "Area"), ValueAxis: p.text("laporan banjir", "flood reports"),
		Alternative: p.text("Timur 520, Barat 96, Tengah 41.", "East 520, West 96, Centre 41."),
		Categories:  []string{p.text("Barat", "West"), p.text("Tengah", "Centre"), p.text("Timur", "East"), p.text("Danau", "Lake"), p.text("Pulau", "Island")},
		Shapes: []figure.Shape{
			{Code: "90.01", Rings: [][][2]float64{square(106.6, -6.3, .1, .2)}}, {Code: "90.02", Rings: [][][2]float64{square(106.7, -6.3, .1, .2)}},
			{Code: "90.03", Rings: [][][2]float64{square(106.8, -6.3, .15, .2), square(106.85, -6.25, .05, .08)}}, {Code: "90.04", Rings: [][][2]float64{square(106.85, -6.25, .05, .08)}},
			{Code: "90.05", Rings: [][][2]float64{square(106.55, -5.5, .03, .02)}},
		},
	}
	s := figure.Series{Name: p.text("Laporan banjir", "Flood reports"), Tone: figure.Water}
	for i, v := range []float64{96, 41, 520, 0, 4} {
		s.Points = append(s.Points, figure.Point{Value: v, Low: v, High: v, N: int64(v), Missing: i == 3, Small: v == 4})
	}
	f.Series = []figure.Series{s}
	return section(p, f, p.text("Peta banjir", "Flood map"), p.text("Timur mempunyai laporan banjir terbanyak.", "The east has the most flood reports."))
}

func trend(p pick) figure.Section {
	f := figure.Figure{
		ID: "trend", Kind: figure.Spark, Unit: figure.Count, Title: p.text("Laporan masuk, 12 bulan", "Reports received, 12 months"), Subtitle: p.text("sampai Maret 2026", "until March 2026"),
		CategoryAxis: p.text("Bulan", "Month"), ValueAxis: p.text("laporan", "reports"), Alternative: p.text("1.450 laporan pada bulan terakhir.", "1,450 reports in the last month."),
	}
	s := figure.Series{Name: p.text("Laporan", "Reports"), Tone: figure.Plain}
	for i, v := range []float64{1510, 1822, 1240, 980, 870, 790, 0, 905, 1033, 1204, 1698, 1450} {
		f.Categories = append(f.Categories, fmt.Sprint(i+1))
		s.Points = append(s.Points, figure.Point{Value: v, Low: v, High: v, N: int64(v), Missing: v == 0})
	}
	f.Series = []figure.Series{s}
	return section(p, f, p.text("Arah", "Trend"), p.text("Bulan terakhir 1.450 laporan.", "1,450 reports in the last month."))
}
