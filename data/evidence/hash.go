package evidence

import (
	"image"
	"math/bits"

	"github.com/corona10/goimagehash"
	"golang.org/x/image/draw"

	"tuntas/data"
)

// NearlySame is the largest number of bits in which the hashes of two pictures differ that look nearly the same.
//
// The hash is the perceptual hash of 64 bits: the picture is made 64 by 64 pixels of grey, and each of the 64 lowest
// frequencies of its cosine transform gives one bit, whether it lies above their median (N. Krawetz, "Looks Like It", The
// Hacker Factor Blog, 2011; here by goimagehash). The threshold was measured on 60 made-up streets of package demo. Bits
// that changed: JPEG quality 30 or 10, at most 4; half or a quarter of the size, 2; 25 steps brighter or a fifth more
// contrast, 2; 2 % cut off each side, at most 8; 5 % cut off, median 8, five of six found; 10 % cut off, median 18, one of
// fifteen found: who cuts much off is not found. 1,770 pairs of two streets: 14 and more, one in a hundred below 20, median
// 30. The difference hash of the same library did worse: up to 8 bits for quality alone.
//
// The same street before and after its cleaning: from the very same spot median 8, four of five found; from 3 % of the
// width to the side median 12, half of them; from 8 % to the side 14 and more, none. A result that is nearly the same as
// its complaint is therefore worth a look and no more. TestHashRobustness holds these numbers. Among very many photos some
// look alike by chance: a match is shown to a person and proves nothing.
const NearlySame = 10

// hashSide is the side in pixels of the picture that the hash is computed from.
const hashSide = 64

// CropSame is the largest number of bits in which the hash of a picture differs from that of a part of another, when the one
// looks as if it had been cropped from the other. It is stricter than NearlySame, because each picture has sixteen parts.
//
// The parts are the middle with 90, 80 and 70 % of the sides, what is left when 10 or 20 % are cut off one of the four sides,
// the four corners with 85 % of the sides, and the whole left for right. The table was measured on 20 of the streets, cropped and saved again
// with JPEG quality 70: how many were found by the whole alone, and by whole and parts.
//
//	cut off                 whole alone    with parts
//	5 % of each side          12 of 20      20 of 20
//	10 % of each side          0 of 20      20 of 20
//	15 % of each side          0 of 20      20 of 20
//	10 % of one side           3 of 20      20 of 20
//	20 % of one side           0 of 20      20 of 20
//	15 % of two sides          0 of 20      20 of 20
//	10 % of two sides          0 of 20       1 of 20
//	25 % of each side          0 of 20       0 of 20
//
// What lies between the parts is not found. TestCropTable prints and holds the table, and that no two of the streets are taken
// for each other; the smallest distance of 1,770 pairs was 8 for parts like these.
const CropSame = 6

// part is a part of a picture: its upper left corner and its sides as shares of the whole.
type part struct{ x, y, w, h float64 }

// parts are those of which hashes are kept, before that of the mirrored whole. Their order never changes.
var parts = [data.CropParts - 1]part{
	{.05, .05, .9, .9}, {.1, .1, .8, .8}, {.15, .15, .7, .7},
	{.1, 0, .9, 1}, {0, 0, .9, 1}, {0, .1, 1, .9}, {0, 0, 1, .9},
	{.2, 0, .8, 1}, {0, 0, .8, 1}, {0, .2, 1, .8}, {0, 0, 1, .8},
	{0, 0, .85, .85}, {.15, 0, .85, .85}, {0, .15, .85, .85}, {.15, .15, .85, .85},
}

// cropsOf returns the hashes of the parts of an upright picture, 0 for those that are weak.
func cropsOf(m *image.RGBA) (c data.Crops) {
	w, h := float64(m.Rect.Dx()), float64(m.Rect.Dy())
	for i, p := range parts {
		inner := image.Rect(int(p.x*w+.5), int(p.y*h+.5), int((p.x+p.w)*w+.5), int((p.y+p.h)*h+.5)).Add(m.Rect.Min)
		if inner.Empty() {
			continue
		}
		if hash, weak := hashOf(m.SubImage(inner)); !weak {
			c[i] = hash
		}
	}
	if hash, weak := hashOf(turned(m, mirrored)); !weak {
		c[len(parts)] = hash
	}
	return c
}

// mirrored is the orientation of the Exif standard that is left for right.
const mirrored = 2

// weakBits is how many bits a picture's hash may change when its brightness is disturbed by two steps of 256. Streets
// change 2 at most; an even wall, a gradient or a page of lines 17 and more: their hash is made of nothing.
const weakBits = 8

// hashOf returns the perceptual hash of an upright picture, and whether it is weak.
func hashOf(m image.Image) (hash uint64, weak bool) {
	small := image.NewRGBA(image.Rect(0, 0, hashSide, hashSide))
	draw.BiLinear.Scale(small, small.Rect, m, m.Bounds(), draw.Src, nil)
	hash = perceptual(small)
	disturb(small)
	return hash, bits.OnesCount64(hash^perceptual(small)) > weakBits
}

func perceptual(m *image.RGBA) uint64 {
	h, err := goimagehash.PerceptionHash(m)
	if err != nil {
		return 0 // only without a picture
	}
	return h.GetHash()
}

// disturb changes each pixel by up to two steps of brightness, always in the same way.
func disturb(m *image.RGBA) {
	state := uint32(1)
	for i := 0; i < len(m.Pix); i += 4 {
		state = state*1664525 + 1013904223 // a linear congruential generator: any fixed noise will do
		by := int(state>>16%5) - 2
		for j := range 3 {
			m.Pix[i+j] = uint8(min(255, max(0, int(m.Pix[i+j])+by))) //nolint:gosec // between 0 and 255
		}
	}
}
