package sample

import (
	"tuntas/analytics/figure"
)

func median(p pick) figure.Section {
	months := []string{"Okt", "Nov", "Des", "Jan", "Feb", "Mar"}
	if p {
		months = []string{"Oct", "Nov", "Dec", "Jan", "Feb", "Mar"}
	}
	hours := [][]float64{{61, 58, 63, 88, 97, 71}, {30, 29, 33, 41, 0, 35}}
	names := []string{p.text("Tindak lanjut", "Follow-up"), p.text("Validasi", "Validation")}
	f := figure.Figure{
		ID: "median", Kind: figure.Lines, Unit: figure.Duration,
		Title:        p.text("Musim hujan memperlambat tindak lanjut sehari", "The rains slow follow-up by a day"),
		Subtitle:     p.text("Median waktu dalam tahap, dengan selang 95 %", "Median time in stage, with 95% intervals"),
		CategoryAxis: p.text("Bulan masuk tahap", "Month of entry"), ValueAxis: p.text("waktu dalam tahap", "time in stage"), Categories: months,
		Alternative: p.text("Median tindak lanjut naik dari 58 jam pada November ke 97 jam pada Februari.", "The median of follow-up rose from 58 hours in November to 97 in February."),
	}
	t := figure.Table{Columns: []figure.Column{
		column("stage", p.text("Tahap", "Stage"), figure.Text), column("month", p.text("Bulan", "Month"), figure.Text),
		column("median", "Median", figure.Duration), column("low", p.text("Batas bawah 95 %", "Lower 95%"), figure.Duration),
		column("high", p.text("Batas atas 95 %", "Upper 95%"), figure.Duration), column("n", "n", figure.Count),
	}}
	for j, tone := range []figure.Tone{figure.Plain, figure.Second} {
		s := figure.Series{Name: names[j], Tone: tone}
		for i, h := range hours[j] {
			point := figure.Point{Value: h * 3600, Low: h * 3600 * 0.9, High: h * 3600 * 1.12, N: int64(900 + 10*i), Missing: h == 0}
			row := []any{names[j], months[i], point.Value, point.Low, point.High, point.N}
			if point.Missing {
				point, row = figure.Point{Missing: true}, []any{names[j], months[i], nil, nil, nil, int64(0)}
			}
			s.Points, t.Rows = append(s.Points, point), append(t.Rows, row)
		}
		f.Series = append(f.Series, s)
	}
	return figure.Section{
		ID: "median", Title: p.text("Waktu per tahap", "Time in stage"), Figure: f, Table: t,
		Finding: p.text("Separuh tindak lanjut bulan Maret selesai dalam 3 hari.", "Half of March's follow-ups were done within 3 days."),
		Card:    card(p, p.text("Median Kaplan-Meier; yang masih berjalan dihitung berjalan", "Kaplan-Meier median; open cases count as open"), p.text("kunjungan tahap", "visits to the stage"), p.text("durasi negatif: 3", "negative durations: 3"), 10620),
	}
}

func refusals(p pick) figure.Section {
	units := []string{
		"Suku Dinas Bina Marga Jakarta Selatan", "Suku Dinas Lingkungan Hidup Jakarta Timur", "Dinas Perhubungan", "Suku Dinas Sumber Daya Air Jakarta Utara",
		"Satuan Polisi Pamong Praja Kota Administrasi Jakarta Barat", "Kelurahan Contoh",
	}
	rates := [][4]float64{{.121, .101, .144, 940}, {.098, .079, .121, 812}, {.182, .154, .214, 655}, {.104, .083, .129, 701}, {.087, .066, .114, 540}, {.25, .071, .591, 8}}
	f := figure.Figure{
		ID: "refusals", Kind: figure.Dots, Unit: figure.Share,
		Title:        p.text("Hanya satu unit jelas di atas angka bersama", "One unit alone is clearly above the common rate"),
		Subtitle:     p.text("Bagian tindak lanjut yang dikembalikan, selang Wilson 95 %", "Share of follow-ups refused, 95% Wilson intervals"),
		CategoryAxis: p.text("Unit", "Unit"), ValueAxis: p.text("dikembalikan (%)", "refused (%)"), Categories: units,
		Reference:   &figure.Line{Name: p.text("Semua unit", "All units"), Value: .119},
		Alternative: p.text("Dinas Perhubungan 18,2 persen, semua unit bersama 11,9 persen.", "Dinas Perhubungan 18.2 per cent, all units together 11.9 per cent."),
	}
	t := figure.Table{Columns: []figure.Column{
		column("unit", p.text("Unit", "Unit"), figure.Text), column("rate", p.text("Dikembalikan (%)", "Refused (%)"), figure.Share),
		column("low", p.text("Batas bawah 95 %", "Lower 95%"), figure.Share), column("high", p.text("Batas atas 95 %", "Upper 95%"), figure.Share),
		column("n", "n", figure.Count),
	}}
	s := figure.Series{Name: p.text("Dikembalikan", "Refused"), Tone: figure.Bad}
	for i, r := range rates {
		s.Points = append(s.Points, figure.Point{Value: r[0], Low: r[1], High: r[2], N: int64(r[3]), Small: r[3] < 20})
		t.Rows = append(t.Rows, []any{units[i], r[0], r[1], r[2], int64(r[3])})
	}
	f.Series = []figure.Series{s}
	return figure.Section{
		ID: "refusals", Title: p.text("Tindak lanjut dikembalikan", "Follow-ups refused"), Figure: f, Table: t,
		Finding: p.text("11,9 persen tindak lanjut dikembalikan.", "11.9 per cent of follow-ups were refused."),
		Card:    card(p, p.text("Bagian putusan validasi yang mengembalikan", "Share of validation decisions that refuse"), p.text("putusan mengembalikan", "refusing decisions"), p.text("belum diputus: 212", "undecided: 212"), 3656),
	}
}

func floods(p pick) figure.Section {
	cities := []string{"Jakarta Pusat", "Jakarta Utara", "Jakarta Barat", "Jakarta Selatan", "Jakarta Timur", "Kepulauan Seribu"}
	months := []string{"Nov", "Des", "Jan", "Feb", "Mar"}
	if p {
		months[1] = "Dec"
	}
	values := [][]float64{{12, 40, 133, 180, 41}, {60, 141, 388, 402, 120}, {44, 98, 310, 365, 96}, {71, 160, 402, 451, 133}, {55, 149, 377, 520, 140}, {0, 1, 4, 3, -1}}
	f := figure.Figure{
		ID: "floods", Kind: figure.Heat, Unit: figure.Count,
		Title:        p.text("Februari puncak banjir di setiap kota daratan", "February is the peak of floods in each mainland city"),
		Subtitle:     p.text("Laporan banjir menurut kota administrasi dan bulan", "Flood reports by administrative city and month"),
		CategoryAxis: p.text("Bulan", "Month"), ValueAxis: p.text("laporan banjir", "flood reports"), Categories: months,
		Alternative: p.text("Jakarta Timur 520 laporan pada Februari, yang terbanyak.", "Jakarta Timur had 520 reports in February, the most."),
		Events:      []figure.Annotation{{Category: 3, Text: p.text("Hujan lebat", "Heavy rain")}},
	}
	t := figure.Table{Columns: []figure.Column{
		column("city", p.text("Kota administrasi", "Administrative city"), figure.Text), column("month", p.text("Bulan", "Month"), figure.Text),
		column("floods", p.text("Laporan banjir", "Flood reports"), figure.Count),
	}}
	for j, c := range cities {
		s := figure.Series{Name: c, Tone: figure.Water}
		for i, v := range values[j] {
			s.Points = append(s.Points, figure.Point{Value: max(v, 0), Low: max(v, 0), High: max(v, 0), Missing: v < 0})
			row := []any{c, months[i], int64(v)}
			if v < 0 {
				row[2] = nil
			}
			t.Rows = append(t.Rows, row)
		}
		f.Series = append(f.Series, s)
	}
	return figure.Section{
		ID: "floods", Title: p.text("Laporan banjir", "Flood reports"), Figure: f, Table: t,
		Finding: p.text("530 laporan banjir pada Maret, 1.921 pada Februari.", "530 flood reports in March, 1,921 in February."),
		Card:    card(p, p.text("Laporan berkategori banjir dan genangan", "Reports of the category flooding"), p.text("laporan banjir", "flood reports"), p.text("laporan ganda: 118", "duplicates: 118"), 5395),
	}
}
