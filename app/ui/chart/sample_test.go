package chart

import (
	"math"
	"strconv"
	"time"

	"tuntas/analytics/figure"
	"tuntas/app/i18n"
)

var months = []string{
	"Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "Mei 2026", "Jun 2026",
	"Jul 2026", "Agu 2026", "Sep 2026", "Okt 2026", "Nov 2026", "Des 2026",
}

var units = []string{
	"Sudin Bina Marga Jakarta Selatan", "Sudin Sumber Daya Air Jakarta Barat", "Dinas Lingkungan Hidup",
	"Sudin Perhubungan Jakarta Timur", "Satpol PP Jakarta Pusat", "Kelurahan Gambir", "Kelurahan Kebayoran Lama Utara",
	"Sudin Pertamanan dan Hutan Kota Jakarta Utara",
}

func jakarta() *i18n.Language { return i18n.For("id", time.FixedZone("WIB", 7*60*60)) }

// row makes points of the values; NaN is a missing one.
func row(n int64, values ...float64) []figure.Point {
	points := make([]figure.Point, len(values))
	for i, v := range values {
		points[i] = figure.Point{
			Value: v, Low: v, High: v, N: n + int64(i)*37, Missing: math.IsNaN(v),
			Key: figure.Key{"category": strconv.Itoa(i)},
		}
	}
	return points
}

// ranged gives each point an interval of that half width.
func ranged(points []figure.Point, half float64) []figure.Point {
	for i := range points {
		points[i].Low, points[i].High = max(0, points[i].Value-half*float64(1+i%3)), points[i].Value+half*float64(1+i%3)
	}
	return points
}

func small(points []figure.Point, which ...int) []figure.Point {
	for _, i := range which {
		points[i].Small, points[i].N = true, 7
	}
	return points
}

// samples holds a figure of every kind as the office will see them.
func samples() map[string]figure.Figure {
	none := math.NaN()
	return map[string]figure.Figure{
		"bars": {
			ID: "received", Kind: figure.Bars, Title: "Laporan masuk naik tajam pada musim hujan",
			Subtitle: "Jumlah laporan per bulan, DKI Jakarta, Januari–Desember 2026", ValueAxis: "laporan", CategoryAxis: "bulan masuk",
			Unit: figure.Count, Categories: months, Reference: &figure.Line{Name: "Median 2025", Value: 1103},
			Series: []figure.Series{{Name: "Masuk", Tone: figure.Plain, Points: row(0, 1510, 1822, 1240, 980, 870, 790, 812, 905, 1033, 1204, 1698, 1450)}},
			Notes:  []string{"Desember belum lengkap: data sampai 20 Desember 2026. Laporan uji coba tidak dihitung."},
		},
		"grouped": {
			ID: "flow", Kind: figure.Bars, Title: "Lebih banyak laporan masuk daripada selesai sejak Oktober, dan sisa pekerjaan bertambah setiap bulan",
			Subtitle: "Jumlah laporan per bulan menurut bulan masuk dan bulan selesai", ValueAxis: "laporan", Unit: figure.Count, Categories: months,
			Series: []figure.Series{
				{Name: "Masuk", Tone: figure.Plain, Points: row(0, 1510, 1822, 1240, 980, 870, 790, 812, 905, 1033, 1204, 1698, 1450)},
				{Name: "Selesai", Tone: figure.Good, Points: row(0, 1321, 1540, 1402, 1010, 902, 801, 799, 880, 990, 1001, 1130, none)},
				{Name: "Ditolak", Tone: figure.Bad, Points: small(row(0, 122, 140, 99, 78, 66, 80, 72, 61, 90, 101, 130, 4), 11)},
			},
		},
		"stacked": {
			ID: "backlog", Kind: figure.Stacked, Title: "Sisa pekerjaan terbesar ada pada tahap proses",
			Subtitle: "Laporan terbuka menurut umur, per 20 Desember 2026", ValueAxis: "laporan terbuka", CategoryAxis: "umur laporan", Unit: figure.Count,
			Categories: []string{"0–3 hari", "4–7 hari", "8–14 hari", "15–30 hari", "31–60 hari", "lebih dari 60 hari"},
			Series: []figure.Series{
				{Name: "Menunggu", Tone: figure.Pending, Points: row(0, 310, 120, 44, 12, 3, 0)},
				{Name: "Proses", Tone: figure.Plain, Points: row(0, 200, 280, 310, 180, 90, 41)},
				{Name: "Tindak lanjut", Tone: figure.Second, Points: row(0, 40, 90, 120, 105, 66, 38)},
				{Name: "Validasi", Tone: figure.Third, Points: row(0, 12, 30, 61, 40, 22, none)},
			},
		},
		"lying": {
			ID: "duration", Kind: figure.Lying, Title: "Sudin Bina Marga paling lama menyelesaikan laporan",
			Subtitle: "Median lama penyelesaian per unit, laporan masuk Januari–September 2026", ValueAxis: "lama penyelesaian", Unit: figure.Duration,
			Categories: units, Reference: &figure.Line{Name: "Semua unit", Value: 4.2 * day},
			Series: []figure.Series{{Name: "Median", Tone: figure.Plain, Points: small(row(61, 9.4*day, 7.2*day, 5.8*day, 4.1*day, 2.2*day, 1.4*day, 0.9*day, 0.3*day), 7)}},
			Notes:  []string{"Unit dengan kurang dari 10 laporan digambar pudar."},
		},
		"lines": {
			ID: "rejected", Kind: figure.Lines, Title: "Tingkat penolakan turun di semua kanal kecuali Twitter",
			Subtitle: "Laporan ditolak dari laporan yang sudah diputuskan, per bulan masuk", ValueAxis: "% ditolak", CategoryAxis: "bulan masuk", Unit: figure.Share,
			Categories: months,
			Series: []figure.Series{
				{Name: "JAKI", Tone: figure.Plain, Points: ranged(row(900, .142, .139, .128, .12, .118, .11, .104, .099, .1, .092, .09, .088), .006)},
				{Name: "Balai warga", Tone: figure.Second, Points: small(row(300, .21, .2, .188, none, none, .171, .169, .16, none, .155, .149, .15), 7)},
				{Name: "Twitter", Tone: figure.Third, Points: row(80, .08, .083, .09, .094, .1, .102, .11, .121, .118, .126, .13, .128)},
			},
			Notes: []string{"April, Mei, September: Balai warga tidak mengirim data."},
		},
		"dots": {
			ID: "rate", Kind: figure.Dots, Title: "Dua unit jelas di atas tingkat penolakan bersama",
			Subtitle: "Laporan ditolak dari yang diputuskan, dengan rentang 95 %, Januari–September 2026", ValueAxis: "% ditolak", CategoryAxis: "unit kerja", Unit: figure.Share,
			Categories: units, Reference: &figure.Line{Name: "Semua unit", Value: .104},
			Series: []figure.Series{{Name: "Ditolak", Tone: figure.Plain, Points: small(ranged(row(84, .21, .18, .124, .104, .09, none, .07, .05), .015), 7)}},
			Notes:  []string{"Kelurahan Gambir: belum ada laporan yang diputuskan."},
		},
		"heat": heatSample(),
		"empty": {
			ID: "nothing", Kind: figure.Bars, Title: "Laporan masuk", Subtitle: "Jumlah laporan per bulan, Kelurahan Gambir", Unit: figure.Count,
			Categories: months, Series: []figure.Series{{Name: "Masuk", Points: row(0, none, none)}},
		},
	}
}

func heatSample() figure.Figure {
	f := figure.Figure{
		ID: "hours", Kind: figure.Heat, Title: "Senin pagi paling banyak laporan masuk", Subtitle: "Laporan menurut hari dan jam masuk, Jakarta, 2026",
		CategoryAxis: "jam", ValueAxis: "hari", Unit: figure.Count,
	}
	for h := range 24 {
		f.Categories = append(f.Categories, strconv.Itoa(h))
	}
	for d, name := range []string{"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"} {
		points := make([]figure.Point, 24)
		for h := range points {
			v := math.Round(140*math.Exp(-math.Pow(float64(h-9)/4.5, 2))*(1-float64(d)*0.11) + float64((h*7+d*5)%11))
			points[h] = figure.Point{Value: v, Low: v, High: v, N: int64(v), Small: v < 3, Missing: d == 6 && h < 5}
		}
		f.Series = append(f.Series, figure.Series{Name: name, Tone: figure.Plain, Points: points})
	}
	return f
}
