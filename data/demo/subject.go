package demo

import (
	_ "embed"
	"strings"

	"tuntas/data/reference"
)

// subject is one category with what the city makes of it.
type subject struct {
	category  string
	weight    float64  // share in percent, before normalising
	handler   string   // agency, or the unit that always gets it
	direct    float64  // share that the kelurahan handles itself
	sentences []string // what citizens write about it
	whole     bool     // the sentences are complete: no place and time is added
}

// subjects follow the published shares of 2021 and 2024 where there are any; the small ones are estimates.
var subjects = readComplaints(complaints, []subject{
	{category: "Jalan", weight: 14.0, handler: reference.BinaMarga, direct: 0.15},
	{category: "Pohon", weight: 10.6, handler: reference.Parks, direct: 0.2},
	{category: "Parkir Liar", weight: 10.3, handler: reference.Transport, direct: 0.1},
	{category: "Gangguan Ketenteraman dan Ketertiban", weight: 9.7, handler: reference.PublicOrder, direct: 0.35},
	{category: "Fasilitas Sosial/Fasilitas Umum", weight: 7.3, handler: "DINAS PERUMAHAN RAKYAT DAN KAWASAN PERMUKIMAN", direct: 0.5},
	{category: "Sampah", weight: 5.6, handler: reference.Environment, direct: 0.45},
	{category: "Saluran Air, Kali/Sungai", weight: 5.4, handler: reference.Water, direct: 0.2},
	{category: "Jaringan Listrik", weight: 5.0, handler: reference.BinaMarga, direct: 0.05},
	{category: "Pelanggaran Perda/Pergub", weight: 4.2, handler: reference.PublicOrder, direct: 0.25},
	{category: "Trotoar", weight: 3.6, handler: reference.BinaMarga, direct: 0.1},
	{category: "Arus Lalu Lintas", weight: 2.7, handler: reference.Transport},
	{category: "Penyandang Masalah Kesejahteraan Sosial (PMKS)", weight: 2.6, handler: "DINAS SOSIAL", direct: 0.2},
	{category: "Tata Ruang dan Bangunan", weight: 2.4, handler: "DINAS CIPTA KARYA, TATA RUANG, DAN PERTANAHAN", direct: 0.05},
	{category: "Pelayanan Perhubungan", weight: 2.2, handler: reference.Transport},
	{category: "Transportasi Publik", weight: 2.1, handler: "PT TRANSPORTASI"},
	{category: "Pencemaran Lingkungan", weight: 2.0, handler: reference.Environment, direct: 0.1},
	{category: "Coretan/Tempelan/Iklan/Selebaran", weight: 1.6, handler: reference.PublicOrder, direct: 0.5},
	{category: "Tutup Saluran", weight: 1.4, handler: reference.Water, direct: 0.3},
	{category: "Taman", weight: 1.2, handler: reference.Parks, direct: 0.1},
	{category: "Banjir", weight: 1.1, handler: reference.Water, direct: 0.15},
	{category: "Penanganan Banjir", weight: 0.2, handler: reference.Water, direct: 0.1},
	{category: "Jembatan Penyeberangan Orang (JPO) dan/atau Halte", weight: 0.8, handler: reference.BinaMarga},
	{category: "Jaringan Komunikasi", weight: 0.8, handler: reference.BinaMarga, direct: 0.1},
	{category: "Bantuan Sosial", weight: 0.8, handler: "DINAS SOSIAL", direct: 0.3},
	{category: "Jaringan Air Bersih", weight: 0.7, handler: reference.Water},
	{category: "Reklame", weight: 0.6, handler: reference.PublicOrder, direct: 0.1},
	{category: "Pungutan Liar", weight: 0.6, handler: reference.PublicOrder, direct: 0.1},
	{category: "Pekerja Penanganan Prasarana dan Sarana Umum Kelurahan", weight: 0.6, direct: 1},
	{category: "Kartu Keluarga", weight: 0.5, direct: 1},
	{category: "KTP Elektronik (KTP-El)", weight: 0.5, direct: 1},
	{category: "Rumah Susun / Hunian Vertikal", weight: 0.5, handler: "DINAS PERUMAHAN RAKYAT DAN KAWASAN PERMUKIMAN"},
	{category: "Taman Pemakaman Umum", weight: 0.4, handler: reference.Parks},
	{category: "Demam Berdarah Dengue", weight: 0.4, direct: 1},
	{category: "Satwa Liar", weight: 0.4, handler: "DINAS KETAHANAN PANGAN, KELAUTAN, DAN PERTANIAN", direct: 0.2},
	{category: "Sembilan Bahan Pokok", weight: 0.3, handler: "PD PASAR JAYA"},
	{category: "Pajak Bumi dan Bangunan", weight: 0.3, handler: "BADAN PENDAPATAN DAERAH"},
	{category: "Tempat Wisata", weight: 0.2, handler: "DINAS PARIWISATA DAN EKONOMI KREATIF"},
	{category: "Minimarket", weight: 0.2, handler: reference.PublicOrder, direct: 0.1},
})

//go:embed complaints.txt
var complaints string

// readComplaints gives each subject its sentences. A line "# category" begins a category, "# category =" one whose
// sentences are complete.
func readComplaints(text string, subjects []subject) []subject {
	at := map[string]*subject{}
	for i := range subjects {
		at[subjects[i].category] = &subjects[i]
	}
	var s *subject
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "# "); ok {
			title, whole := strings.CutSuffix(title, " =")
			s = at[title]
			s.whole = whole
			continue
		}
		s.sentences = append(s.sentences, line)
	}
	return subjects
}

// subjectChoice draws a subject on an ordinary day, floodChoice one of the reports that a flood adds.
func subjectChoice() choice {
	weights := make([]float64, len(subjects))
	for i, s := range subjects {
		weights[i] = s.weight
	}
	return newChoice(weights)
}

func floodChoice() choice {
	weights := make([]float64, len(subjects))
	for i, s := range subjects {
		if reference.Flood(s.category) {
			weights[i] = s.weight
		}
	}
	return newChoice(weights)
}
