// Package sample makes documents for tests: one as the office would send it, with each kind of figure, and one in which every
// text is an attack. It knows what a document may hold; it refuses to know how one is written. No program code imports it.
package sample

import (
	"fmt"
	"time"

	"tuntas/analytics/figure"
)

// wib is Western Indonesian Time, without the zone tables of the machine.
var wib = time.FixedZone("WIB", 7*60*60)

// pick chooses the text of the language.
type pick bool

func (p pick) text(id, en string) string {
	if p {
		return en
	}
	return id
}

// Document returns a month's report in the language "id" or "en": thirteen sections, one for each kind of figure. The numbers are
// made up and agree with each other.
func Document(language string) figure.Document {
	p := pick(language == "en")
	return figure.Document{
		Title:    p.text("Laporan bulanan tindak lanjut pengaduan warga", "Monthly report on citizen complaints"),
		Subtitle: p.text("Maret 2026, keadaan per 5 April 2026 pukul 08.00 WIB", "March 2026, as of 5 April 2026, 08:00 WIB"),
		Language: language,
		Author:   p.text("Biro Pemerintahan", "Government Bureau"),
		MadeAt:   time.Date(2026, time.April, 5, 8, 15, 0, 0, wib),
		Facts:    facts(p),
		Words:    words(p),
		Sections: []figure.Section{
			received(p), outcome(p), backlog(p), median(p), refusals(p), floods(p),
			survival(p), spread(p), stages(p), daily(p), process(p), places(p), trend(p),
		},
	}
}

func facts(p pick) []figure.Entry {
	return []figure.Entry{
		{Label: p.text("Periode", "Period"), Text: p.text("1–31 Maret 2026, menurut tanggal masuk", "1–31 March 2026, by date received")},
		{Label: p.text("Laporan", "Reports"), Text: p.text("14.233", "14,233")},
		{Label: p.text("Zona waktu", "Time zone"), Text: "Asia/Jakarta (WIB)"},
		{Label: p.text("Kepala buku besar", "Ledger head"), Text: "9f2c 41ab 7d03 e5c8"},
	}
}

func words(p pick) figure.Words {
	w := figure.Words{
		Contents: p.text("Daftar isi", "Contents"), Measures: p.text("Kartu ukuran", "Measure cards"),
		Numbers: p.text("Angka di balik gambar", "Numbers behind the figure"), Missing: p.text("tidak ada nilai", "no value"),
		Small: p.text("terlalu sedikit untuk dinilai", "too few to judge"),
		Day:   p.text("h", "d"), Hour: p.text("j", "h"), Minute: p.text("mnt", "min"),
		Notice:   p.text("Dibuat dengan Tuntas. Dokumen ini tidak memuat nama warga.", "Made with Tuntas. This document holds no citizen's name."),
		NoChart:  p.text("Excel tidak mempunyai grafik untuk gambar ini: angkanya diberi warna.", "Excel has no chart for this figure: its numbers are shaded instead."),
		Skip:     p.text("Langsung ke isi", "Skip to the content"),
		Walk:     p.text("Tombol panah berpindah dari angka ke angka, Enter menyebutkan nilai dan n.", "Arrow keys move from mark to mark, Enter tells value and n."),
		NoScript: p.text("Skrip tidak aktif: gambar tidak tampil, tetapi tabel memuat semua angka.", "Scripts are off: no charts are shown, but the tables hold all numbers."),
	}
	for i := range w.Months {
		w.Months[i] = p.text(bulan[i], time.Month(i+1).String())
	}
	return w
}

var bulan = [12]string{
	"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
}

var channels = []string{"JAKI", "Media sosial", "Kantor kelurahan", "Balai kota", "Surat elektronik"}

func card(p pick, definition, numerator, left string, n int) []figure.Entry {
	return []figure.Entry{
		{Label: p.text("Definisi", "Definition"), Text: definition},
		{Label: p.text("Pembilang", "Numerator"), Text: numerator},
		{Label: p.text("Tidak dihitung", "Left out"), Text: left},
		{Label: "n", Text: fmt.Sprint(n)},
		{Label: p.text("Aturan periode", "Period rule"), Text: p.text("menurut tanggal masuk", "by date received")},
		{Label: p.text("Kalender", "Calendar"), Text: p.text("hari kalender", "calendar days")},
	}
}

// column is a short way to say a column.
func column(name, title string, unit figure.Unit) figure.Column {
	return figure.Column{Name: name, Title: title, Unit: unit}
}

func flat(values ...float64) []figure.Point {
	points := make([]figure.Point, len(values))
	for i, v := range values {
		points[i] = figure.Point{Value: v, Low: v, High: v}
	}
	return points
}
