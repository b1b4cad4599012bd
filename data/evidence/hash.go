package evidence

import (
	"image"
	"math/bits"

	"github.com/corona10/goimagehash"
	"golang.org/x/image/draw"
)

// NearlySame is the largest number of bits in which the hashes of two pictures differ that look nearly the same.
//
// The hash is the perceptual hash of 64 bits: the picture is made 64 by 64 pixels of grey, and each of the 64 lowest
// frequencies of its cosine transform gives one bit, whether it lies above their median (N. Krawetz, "Looks Like It", The
// Hacker Factor Blog, 2011; here by goimagehash). Measured on 60 made-up streets, bits changed at most, or in the median:
// JPEG quality 30 or 10, 4; half or a quarter of the size, 2; brighter by 25 steps or contrast by a fifth, 2; 2 % cut off
// each side, 8; 5 % cut off, median 10, at most 16; 10 % cut off, 12 and more: mostly not found. 1,770 pairs of two
// streets: 14 and more, one in a hundred below 20, median 30. The difference hash of the same library did worse: up to 8
// bits for quality alone. The same street from the same spot before and after its cleaning: median 8, so such a pair is
// found, as it should be: an honest second photo is hardly ever taken from exactly the same spot (8 % to the side: 16 and
// more). TestHashRobustness holds these numbers. With very many photos some pairs will look alike by chance: a match is
// shown to a person and proves nothing.
const NearlySame = 10

// hashSide is the side in pixels of the picture that the hash is computed from.
const hashSide = 64

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
