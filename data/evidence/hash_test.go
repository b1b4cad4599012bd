package evidence_test

import (
	"image"
	"image/color"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/image/draw"

	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/evidence"
)

func enlarged(m *image.RGBA, w, h int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(to, to.Rect, m, m.Rect, draw.Src, nil)
	return to
}

// lit changes brightness and contrast.
func lit(m *image.RGBA, times, plus float64) *image.RGBA {
	to := image.NewRGBA(m.Rect)
	for i, v := range m.Pix {
		to.Pix[i] = uint8(min(255, max(0, float64(v)*times+plus)))
		if i%4 == 3 {
			to.Pix[i] = 255
		}
	}
	return to
}

// cut takes a share away from each side.
func cut(m *image.RGBA, share float64) image.Image {
	dx, dy := int(float64(m.Rect.Dx())*share), int(float64(m.Rect.Dy())*share)
	return m.SubImage(m.Rect.Inset(min(dx, dy)))
}

// TestHashRobustness holds what the comment of NearlySame says: the most bits that a change may turn over, and how many
// streets of all must still be found.
func TestHashRobustness(t *testing.T) {
	const all = 12
	streets := few(all, 1)
	changes := []struct {
		name  string
		make  func(m *image.RGBA) []byte
		most  int
		found int
	}{
		{"quality 30", func(m *image.RGBA) []byte { return asJPEG(t, m, 30) }, 4, all},
		{"quality 10", func(m *image.RGBA) []byte { return asJPEG(t, m, 10) }, 4, all},
		{"half the size", func(m *image.RGBA) []byte { return asJPEG(t, enlarged(m, 300, 225), 70) }, 4, all},
		{"a quarter of the size", func(m *image.RGBA) []byte { return asJPEG(t, enlarged(m, 150, 112), 60) }, 4, all},
		{"twice the size", func(m *image.RGBA) []byte { return asJPEG(t, enlarged(m, 1200, 900), 80) }, 4, all},
		{"brighter", func(m *image.RGBA) []byte { return asJPEG(t, lit(m, 1, 25), 80) }, 4, all},
		{"more contrast", func(m *image.RGBA) []byte { return asJPEG(t, lit(m, 1.2, -20), 80) }, 4, all},
		{"2 % cut off", func(m *image.RGBA) []byte { return asJPEG(t, cut(m, .02), 80) }, 10, all},
		{"5 % cut off", func(m *image.RGBA) []byte { return asJPEG(t, cut(m, .05), 80) }, 18, all / 2},
	}
	hashes := make([]uint64, streets)
	found := make([]int, len(changes))
	for s := range hashes {
		m := enlarged(street(t, demo.Shot{Seed: uint64(s)}), 600, 450)
		p := read(t, asJPEG(t, m, 82)).Photo
		if p.Weak {
			t.Errorf("street %d: weak", s)
		}
		hashes[s] = p.Hash
		for i, c := range changes {
			d := bits.OnesCount64(p.Hash ^ read(t, c.make(m)).Photo.Hash)
			if d > c.most {
				t.Errorf("street %d, %s: %d bits, want at most %d", s, c.name, d, c.most)
			}
			if d <= evidence.NearlySame {
				found[i]++
			}
		}
		aside := enlarged(street(t, demo.Shot{Seed: uint64(s), After: true, Angle: 0.08}), 600, 450)
		if d := bits.OnesCount64(p.Hash ^ read(t, asJPEG(t, aside, 82)).Photo.Hash); d <= evidence.NearlySame {
			t.Errorf("street %d, cleaned and from the side: %d bits", s, d)
		}
	}
	for i, c := range changes {
		if want := c.found - (all - streets); found[i] < want {
			t.Errorf("%s: %d of %d found, want %d", c.name, found[i], streets, want)
		}
	}
	for a := range hashes {
		for b := range a {
			if d := bits.OnesCount64(hashes[a] ^ hashes[b]); d <= evidence.NearlySame {
				t.Errorf("streets %d and %d are %d bits apart", a, b, d)
			}
		}
	}
}

// TestWeakHash reads pictures in which there is nothing to see.
func TestWeakHash(t *testing.T) {
	paint := func(at func(x, y int) uint8) *image.RGBA {
		m := image.NewRGBA(image.Rect(0, 0, 800, 600))
		for y := range 600 {
			for x := range 800 {
				v := at(x, y)
				m.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			}
		}
		return m
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for name, m := range map[string]*image.RGBA{
		"black":             paint(func(int, int) uint8 { return 0 }),
		"white":             paint(func(int, int) uint8 { return 255 }),
		"a wall":            paint(func(int, int) uint8 { return uint8(100 + rng.IntN(6)) }),
		"across":            paint(func(x, _ int) uint8 { return uint8(x * 255 / 800) }),
		"slanting":          paint(func(x, y int) uint8 { return uint8((x + y) * 255 / 1400) }),
		"a sheet of lines":  paint(func(x, y int) uint8 { return uint8(y / 10 % 2 * 255) }),
		"noise of a sensor": paint(func(int, int) uint8 { return uint8(rng.IntN(30)) }),
	} {
		if p := read(t, asJPEG(t, m, 85)).Photo; !p.Weak {
			t.Errorf("%s: the hash %x is not weak", name, p.Hash)
		}
	}
}

func TestNear(t *testing.T) {
	x := evidence.NewIndex([]data.PhotoHash{{Report: 5, Hash: 0b1111}, {Report: 3, Hash: 0b0111}, {Report: 9, Hash: 1 << 63}})
	x.Add(data.PhotoHash{Report: 4, Hash: 0b0011})
	far := uint64(0xfffffffffff00000)
	x.Add(data.PhotoHash{Report: 2, Hash: far, Crops: data.Crops{3: 0b1110}})
	x.Add(data.PhotoHash{Report: 1, Hash: far ^ 0b1})
	got := x.Near(data.Photo{Hash: 0b1111, Crops: data.Crops{7: far}})
	want := []evidence.Match{
		{Report: 5, Hash: 0b1111}, {Report: 3, Hash: 0b0111, Distance: 1}, {Report: 4, Hash: 0b0011, Distance: 2},
		{Report: 9, Hash: 1 << 63, Distance: 5}, {Report: 2, Hash: far, Cropped: true}, {Report: 1, Hash: far ^ 1, Distance: 1, Cropped: true},
	}
	if !slices.Equal(got, want) || x.Len() != 6 {
		t.Errorf("got %v of %d, want %v", got, x.Len(), want)
	}
	if empty := (&evidence.Index{}).Near(data.Photo{Hash: 1}); len(empty) > 0 {
		t.Errorf("an empty index gave %v", empty)
	}
}

func someCrops(rng *rand.Rand) (c data.Crops) {
	for i := range c {
		c[i] = rng.Uint64()
	}
	return c
}

// TestCropTable prints and holds the table in the comment of CropSame: how many streets are found after they were cropped and
// saved again, and that none is taken for another.
func TestCropTable(t *testing.T) {
	const all = 20
	streets := few(all, 2)
	cuts := []struct {
		name                     string
		left, top, right, bottom float64
		whole, parts             int // at most found by the whole alone, at least found with the parts
	}{
		{"5 % of each side", .05, .05, .05, .05, 14, 20},
		{"10 % of each side", .1, .1, .1, .1, 1, 19},
		{"15 % of each side", .15, .15, .15, .15, 0, 19},
		{"10 % of one side", .1, 0, 0, 0, 8, 20},
		{"20 % of one side", 0, 0, .2, 0, 0, 20},
		{"15 % of two sides", .15, .15, 0, 0, 0, 19},
		{"10 % of two sides", 0, .1, .1, 0, 2, 0},
		{"25 % of each side", .25, .25, .25, .25, 0, 0},
	}
	photos := make([]data.Photo, streets)
	index := &evidence.Index{}
	whole, with := make([]int, len(cuts)), make([]int, len(cuts))
	for s := range photos {
		m := enlarged(street(t, demo.Shot{Seed: uint64(s)}), 600, 450)
		photos[s] = read(t, asJPEG(t, m, 82)).Photo
		index.Add(data.PhotoHash{Report: int64(s), Hash: photos[s].Hash, Crops: photos[s].Crops})
		for i, c := range cuts {
			w, h := float64(m.Rect.Dx()), float64(m.Rect.Dy())
			kept := image.Rect(int(c.left*w), int(c.top*h), int((1-c.right)*w), int((1-c.bottom)*h))
			p := read(t, asJPEG(t, m.SubImage(kept), 70)).Photo
			if bits.OnesCount64(p.Hash^photos[s].Hash) <= evidence.NearlySame {
				whole[i]++
			}
			if found := index.Near(p); slices.ContainsFunc(found, func(m evidence.Match) bool { return m.Report == int64(s) }) {
				with[i]++
			}
		}
	}
	for i, c := range cuts {
		t.Logf("%-20s whole alone %2d, with parts %2d of %d", c.name, whole[i], with[i], streets)
		if parts := c.parts - (all - streets); whole[i] > c.whole || with[i] < parts {
			t.Errorf("%s: whole alone %d, want at most %d; with parts %d, want at least %d", c.name, whole[i], c.whole, with[i], parts)
		}
	}
	for s, p := range photos {
		if found := index.Near(p); len(found) != 1 || found[0].Report != int64(s) {
			t.Errorf("street %d is taken for %v", s, found)
		}
	}
}

// BenchmarkNear looks for a picture among a million. Budget: 50 ms.
func BenchmarkNear(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	x := &evidence.Index{}
	for i := range 1_000_000 {
		x.Add(data.PhotoHash{Report: int64(i), Hash: rng.Uint64(), Crops: someCrops(rng)})
	}
	for b.Loop() {
		x.Near(data.Photo{Hash: rng.Uint64(), Crops: someCrops(rng)})
	}
}
