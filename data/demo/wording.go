package demo

// places, times and wishes make a citizen's sentence out of what he complains about.
var (
	places = []string{
		" di depan gang", " di dekat pos warga", " di ujung jalan", " dekat sekolah", " di samping taman", " dekat halte",
		" di seberang pasar", " di jalan masuk permukiman", " di dekat jembatan", " di tikungan", " di belakang kantor RW",
		" dekat rumah ibadah", "",
	}
	times = []string{
		" sejak kemarin", " sejak tiga hari", " sudah seminggu", " sejak dua minggu", " sudah sebulan", " sejak semalam",
		" sejak pagi tadi", " sudah lama", "",
	}
	wishes = []string{
		" Mohon segera ditindaklanjuti.", " Terima kasih.", " Mohon dicek.", " Warga sudah resah.", " Mohon bantuannya.",
		" Tolong segera ditangani.", "", "", "",
	}
)

// complaint returns a few words on s; they name the earlier report if there is one.
func (g *generator) complaint(s *subject, earlier string) string {
	g.text = g.text[:0]
	if earlier != "" {
		g.text = append(g.text, "Laporan "+earlier+" belum tuntas. "...)
	}
	g.text = append(g.text, pick(g.rng, s.sentences)...)
	if !s.whole {
		g.text = append(g.text, pick(g.rng, places)...)
		g.text = append(g.text, pick(g.rng, times)...)
		g.text = append(g.text, '.')
	}
	g.text = append(g.text, pick(g.rng, wishes)...)
	return string(g.text)
}

// address returns neighbourhood units and kelurahan: "RT 04/RW 07, Cideng".
func (g *generator) address(v *village) string {
	g.text = append(g.text[:0], "RT "...)
	g.text = twoDigits(g.text, 1+g.rng.IntN(16))
	g.text = append(g.text, "/RW "...)
	g.text = twoDigits(g.text, 1+g.rng.IntN(12))
	g.text = append(g.text, ", "...)
	g.text = append(g.text, v.name...)
	return string(g.text)
}

func twoDigits(to []byte, n int) []byte { return append(to, byte('0'+n/10), byte('0'+n%10)) }
