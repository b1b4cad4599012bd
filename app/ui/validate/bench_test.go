package validate

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"tuntas/app/ui/part"
	"tuntas/data"
)

// gradient is a photo of the size that is shown.
func gradient(by uint8) *part.Picture {
	m := image.NewRGBA(image.Rect(0, 0, 1600, 1200))
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			m.SetRGBA(x, y, color.RGBA{R: uint8(x / 8), G: uint8(y / 8), B: by, A: 255})
		}
	}
	return part.NewPicture(m)
}

// BenchmarkShowCase puts cases in front one after the other, each with two photos that are ready, long words, a flag and deadlines:
// the part of the page in what follows a decision; that of the store is BenchmarkDecideAndNext. Budget: 100 ms for both together
// with painting. Painting here is that of a processor, without a window; see .ci/keys for the window itself.
func BenchmarkShowCase(b *testing.B) {
	d := newBureau(3)
	for id, r := range d.reports {
		r.Text = strings.Repeat("Lampu jalan padam sejak tiga hari, warga takut lewat. ", 4+int(id))
		r.Address = "RT 03/RW 04, Meruya Utara"
		d.reports[id] = r
	}
	d.flags[2] = []data.Flag{{Code: data.FlagFar, Photo: "after2", Metres: 4000}}
	s := sit(b, d)
	cases := append([]*sitting{s.now}, s.ahead...)
	for i, c := range cases {
		for sha := range c.pictures {
			c.pictures[sha] = gradient(uint8(40 * i))
		}
	}
	s.ended = true // nothing is asked for
	turn := func(i int) { s.show(cases[i%len(cases)], nil) }
	b.Run("shown", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			turn(i)
		}
	})
	b.Run("shown and painted", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			turn(i)
			s.window.Canvas().Capture()
		}
	})
}
