package sample

import (
	"time"

	"tuntas/analytics/figure"
)

func received(p pick) figure.Section {
	values := []float64{7421, 3180, 1902, 1105, 625}
	f := figure.Figure{
		ID: "received", Kind: figure.Lying, Unit: figure.Count,
		Title:        p.text("Separuh laporan masuk lewat JAKI", "Half of all reports come through JAKI"),
		Subtitle:     p.text("Jumlah laporan menurut kanal, Jakarta, Maret 2026", "Number of reports by channel, Jakarta, March 2026"),
		CategoryAxis: p.text("Kanal", "Channel"), ValueAxis: p.text("laporan", "reports"), Categories: channels,
		Series:      []figure.Series{{Name: p.text("Laporan", "Reports"), Tone: figure.Plain, Points: flat(values...)}},
		Alternative: p.text("Dari 14.233 laporan, 7.421 masuk lewat JAKI, 625 lewat surat elektronik.", "Of 14,233 reports 7,421 came through JAKI and 625 by e-mail."),
	}
	t := figure.Table{Columns: []figure.Column{
		column("channel_code", p.text("Kode", "Code"), figure.Code), column("channel", p.text("Kanal", "Channel"), figure.Text),
		column("reports", p.text("Laporan", "Reports"), figure.Count), column("share", p.text("Bagian (%)", "Share (%)"), figure.Share),
		column("first", p.text("Laporan pertama (WIB)", "First report (WIB)"), figure.Date),
	}}
	for i, v := range values {
		t.Rows = append(t.Rows, []any{[]string{"01", "02", "07", "09", "11"}[i], channels[i], int64(v), v / 14233, time.Date(2026, 3, 1+i, 0, 0, 0, 0, time.UTC)})
	}
	return figure.Section{
		ID: "received", Title: p.text("Laporan masuk", "Reports received"), Figure: f, Table: t,
		Finding: p.text("14.233 laporan masuk, 8 persen lebih banyak daripada Maret 2025.", "14,233 reports came in, 8 per cent more than in March 2025."),
		Card:    card(p, p.text("Laporan yang diterima semua kanal resmi", "Reports received by all official channels"), p.text("semua laporan", "all reports"), p.text("laporan uji coba", "test reports"), 14233),
	}
}

func outcome(p pick) figure.Section {
	months := []string{"Okt 2025", "Nov 2025", "Des 2025", "Jan 2026", "Feb 2026", "Mar 2026"}
	if p {
		months = []string{"Oct 2025", "Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026", "Mar 2026"}
	}
	values := [][]float64{{9120, 9804, 10110, 11960, 11320, 9980}, {902, 874, 930, 1105, 1010, 860}, {41, 66, 120, 310, 890, 3393}}
	names := []string{p.text("Selesai", "Done"), p.text("Ditolak", "Rejected"), p.text("Masih dikerjakan", "Still open")}
	f := figure.Figure{
		ID: "outcome", Kind: figure.Stacked, Unit: figure.Count,
		Title:        p.text("Laporan lama hampir semuanya tuntas", "Nearly all older reports are finished"),
		Subtitle:     p.text("Jumlah laporan menurut bulan masuk dan keadaan sekarang", "Number of reports by month received and state now"),
		CategoryAxis: p.text("Bulan masuk", "Month received"), ValueAxis: p.text("laporan", "reports"), Categories: months,
		Alternative: p.text("Dari laporan Maret 2026, 3.393 masih dikerjakan.", "Of the reports of March 2026, 3,393 are still open."),
		Notes:       []string{p.text("Maret 2026 sementara.", "March 2026 is provisional.")},
	}
	t := figure.Table{Columns: []figure.Column{column("month", p.text("Bulan masuk", "Month received"), figure.Text)}}
	for j, tone := range []figure.Tone{figure.Good, figure.Bad, figure.Pending} {
		f.Series = append(f.Series, figure.Series{Name: names[j], Tone: tone, Points: flat(values[j]...)})
		t.Columns = append(t.Columns, column(string(tone), names[j], figure.Count))
	}
	for i, m := range months {
		t.Rows = append(t.Rows, []any{m, int64(values[0][i]), int64(values[1][i]), int64(values[2][i])})
	}
	return figure.Section{
		ID: "outcome", Title: p.text("Keadaan laporan", "State of reports"), Figure: f, Table: t,
		Finding: p.text("76 persen laporan Maret sudah sampai akhir.", "76 per cent of the reports of March have come to an end."),
		Card:    card(p, p.text("Keadaan pada tanggal acuan", "State at the as-of date"), p.text("laporan per keadaan", "reports by state"), p.text("tidak ada", "nothing"), 73692),
	}
}

func backlog(p pick) figure.Section {
	ages := []string{"0–3", "4–7", "8–14", "15–30", "31–60", "> 60"}
	values := []float64{1480, 902, 540, 301, 122, 48}
	f := figure.Figure{
		ID: "backlog", Kind: figure.Bars, Unit: figure.Count,
		Title:        p.text("Satu dari tujuh laporan terbuka lewat 14 hari", "One open report in seven is older than 14 days"),
		Subtitle:     p.text("Laporan terbuka menurut umur, 5 April 2026", "Open reports by age, 5 April 2026"),
		CategoryAxis: p.text("Umur (hari)", "Age (days)"), ValueAxis: p.text("laporan terbuka", "open reports"), Categories: ages,
		Series:      []figure.Series{{Name: p.text("Terbuka", "Open"), Tone: figure.Pending, Points: flat(values...)}},
		Alternative: p.text("1.480 laporan terbuka berumur 0–3 hari, 48 lebih dari 60 hari.", "1,480 open reports are 0–3 days old, 48 are older than 60 days."),
	}
	t := figure.Table{Columns: []figure.Column{column("age", f.CategoryAxis, figure.Text), column("open", p.text("Terbuka", "Open"), figure.Count)}}
	for i, a := range ages {
		t.Rows = append(t.Rows, []any{a, int64(values[i])})
	}
	return figure.Section{
		ID: "backlog", Title: p.text("Tunggakan", "Backlog"), Figure: f, Table: t,
		Finding: p.text("471 laporan terbuka lebih dari dua pekan.", "471 reports have been open for more than two weeks."),
		Card:    card(p, p.text("Laporan yang belum berakhir", "Reports that have not ended"), p.text("laporan per umur", "reports by age"), p.text("tidak ada", "nothing"), 3393),
	}
}
