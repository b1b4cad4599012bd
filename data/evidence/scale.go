package evidence

import (
	"image"

	"golang.org/x/image/draw"
)

// shrunk returns m so that its longest side is at most that many pixels, on white where it is transparent. A smaller
// picture keeps its size. Whole blocks are averaged first, a few rows at a time, so that no second picture of full size
// is ever held.
func shrunk(m image.Image, side int) *image.RGBA {
	from := m.Bounds()
	longest := max(from.Dx(), from.Dy())
	small := averaged(m, max(1, longest/side))
	if longest <= side {
		return small
	}
	w, h := max(1, from.Dx()*side/longest), max(1, from.Dy()*side/longest)
	if small.Rect.Dx() == w && small.Rect.Dy() == h {
		return small
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(to, to.Rect, small, small.Rect, draw.Src, nil)
	return to
}

// averaged returns m with each block of k by k pixels made one; a rest at the right and the lower edge falls away unless it
// is all there is.
func averaged(m image.Image, k int) *image.RGBA {
	from := m.Bounds()
	w, h := max(1, from.Dx()/k), max(1, from.Dy()/k)
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	strip := image.NewRGBA(image.Rect(0, 0, from.Dx(), min(k, from.Dy())))
	for y := range h {
		draw.Draw(strip, strip.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(strip, strip.Rect, m, image.Pt(from.Min.X, from.Min.Y+y*k), draw.Over)
		averageRow(to.Pix[y*to.Stride:][:4*w], strip, k)
	}
	return to
}

// averageRow makes one row of blocks.
func averageRow(to []uint8, strip *image.RGBA, k int) {
	wide, high := min(k, strip.Rect.Dx()), strip.Rect.Dy()
	n := uint32(wide * high) //nolint:gosec // at most the limit of pixels
	for x := 0; x < len(to)/4; x++ {
		var r, g, b uint32
		for y := range high {
			row := strip.Pix[y*strip.Stride+4*x*k:][:4*wide]
			for i := 0; i < len(row); i += 4 {
				r, g, b = r+uint32(row[i]), g+uint32(row[i+1]), b+uint32(row[i+2])
			}
		}
		to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = uint8(r/n), uint8(g/n), uint8(b/n), 0xff //nolint:gosec // averages of bytes
	}
}

// turned returns m as orientation, the number of the Exif standard from 1 to 8, says that it is to be looked at.
func turned(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if orientation >= 5 {
		w, h = h, w
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := source(x, y, w, h, orientation)
			copy(to.Pix[to.PixOffset(x, y):][:4], m.Pix[m.PixOffset(sx, sy):][:4])
		}
	}
	return to
}

// source tells where the pixel lies that is seen at x, y of a turned picture of w by h pixels.
func source(x, y, w, h, orientation int) (sx, sy int) {
	switch orientation {
	case 2: // mirrored
		return w - 1 - x, y
	case 3: // upside down
		return w - 1 - x, h - 1 - y
	case 4: // upside down and mirrored
		return x, h - 1 - y
	case 5: // mirrored along the falling diagonal
		return y, x
	case 6: // to be turned clockwise
		return y, w - 1 - x
	case 7: // mirrored along the rising diagonal
		return h - 1 - y, w - 1 - x
	default: // 8: to be turned counter-clockwise
		return h - 1 - y, x
	}
}
