package part

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
)

// Picture is a photo made ready for the screen: itself, and ever smaller ones of it, so that any size is drawn from one that
// is hardly larger. It never changes.
type Picture struct {
	levels []*image.RGBA // each half as wide as the one before; at least one
}

// smallestSide is where making a photo smaller ends.
const smallestSide = 200

// NewPicture makes m ready. It takes tens of milliseconds for a photo and belongs into work that does not run on the
// goroutine of the widgets. An image without a pixel gives nil, which is shown as no photo.
func NewPicture(m image.Image) *Picture {
	if m == nil || m.Bounds().Empty() {
		return nil
	}
	b := m.Bounds()
	whole := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(whole, whole.Rect, m, b.Min, draw.Src)
	p := &Picture{levels: []*image.RGBA{whole}}
	for last := whole; max(last.Rect.Dx(), last.Rect.Dy()) > smallestSide && min(last.Rect.Dx(), last.Rect.Dy()) > 1; {
		last = halved(last)
		p.levels = append(p.levels, last)
	}
	return p
}

// halved returns m in half its width and height: each pixel is the mean of four.
func halved(m *image.RGBA) *image.RGBA {
	w, h := m.Rect.Dx()/2, m.Rect.Dy()/2
	half := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		upper, lower := m.Pix[2*y*m.Stride:], m.Pix[(2*y+1)*m.Stride:]
		to := half.Pix[y*half.Stride:]
		for x := range w {
			for c := range 4 {
				i := 8*x + c
				sum := int(upper[i]) + int(upper[i+4]) + int(lower[i]) + int(lower[i+4])
				to[4*x+c] = uint8((sum + 2) / 4) //nolint:gosec // the mean of four bytes
			}
		}
	}
	return half
}

// Size returns width and height in pixels.
func (p *Picture) Size() (width, height int) {
	return p.levels[0].Rect.Dx(), p.levels[0].Rect.Dy()
}

// Image returns the photo itself.
func (p *Picture) Image() image.Image { return p.levels[0] }

// level returns the smallest picture that is at least this many pixels wide; the whole one where none is.
func (p *Picture) level(width int) *image.RGBA {
	best := p.levels[0]
	for _, m := range p.levels[1:] {
		if m.Rect.Dx() >= width {
			best = m
		}
	}
	return best
}

// nothing is drawn where no picture is.
var nothing = image.NewUniform(color.Transparent)

// view is which part of a photo is seen, the same for photos of any size.
type view struct {
	zoom float32 // 1 shows the whole photo
	x, y float32 // the point of the photo in the middle, 0 to 1
}

// The zoom ends here.
const (
	leastZoom = 1
	mostZoom  = 12
)

var wholeView = view{zoom: leastZoom, x: 0.5, y: 0.5}

// zoomed returns the view zoomed by factor around a point of the photo, which keeps its place on screen.
func (v view) zoomed(factor, x, y float32) view {
	z := min(max(v.zoom*factor, leastZoom), mostZoom)
	by := v.zoom / z
	return view{zoom: z, x: x + (v.x-x)*by, y: y + (v.y-y)*by}.kept()
}

// kept returns the view moved so that the photo does not leave the screen.
func (v view) kept() view {
	half := 0.5 / v.zoom
	inside := func(at float32) float32 { return min(max(at, half), 1-half) }
	return view{zoom: v.zoom, x: inside(v.x), y: inside(v.y)}
}

// place returns where a photo of w by h pixels lies in an area under the view.
func (v view) place(w, h int, area fyne.Size) (fyne.Position, fyne.Size) {
	fit := fitting(w, h, area) * v.zoom
	size := fyne.NewSize(float32(w)*fit, float32(h)*fit)
	return fyne.NewPos(along(area.Width, size.Width, v.x), along(area.Height, size.Height, v.y)), size
}

// fitting is how many units a pixel measures where the whole photo fits into the area.
func fitting(w, h int, area fyne.Size) float32 {
	return min(area.Width/float32(w), area.Height/float32(h))
}

// along returns where length begins so that its point at lies in the middle of room: without a gap where it is longer,
// centred where it is shorter.
func along(room, length, at float32) float32 {
	if length <= room {
		return (room - length) / 2
	}
	return min(0, max(room-length, room/2-at*length))
}
