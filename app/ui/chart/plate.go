package chart

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// lightest is up to how many shapes each is an object of the toolkit; more of them are painted on one plate, as are outlines
// and wide lines, which the toolkit has no object for.
const lightest = 420

// plated tells whether the shapes of the items go on a plate.
func plated(items []item) bool {
	shapes := 0
	for _, it := range items {
		switch it.(type) {
		case area, path:
			return true
		case text:
		default:
			shapes++
		}
	}
	return shapes > lightest
}

// plate paints all items but texts, at as many pixels as the canvas has for it: crisp at any scale. Room is the part of the
// scene that it shows.
func (p palette) plate(items []item, room box) *canvas.Raster {
	o := canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		if w > 0 && h > 0 && room.W > 0 && room.H > 0 {
			b := brush{scanner: newScanner(img), palette: p, corner: spot{room.X, room.Y}, x: float32(w) / room.W, y: float32(h) / room.H}
			for _, it := range items {
				b.paint(it)
			}
		}
		return img
	})
	o.ScaleMode = canvas.ImageScalePixels
	o.Move(fyne.NewPos(room.X, room.Y))
	o.Resize(fyne.NewSize(room.W, room.H))
	return o
}

// brush paints items in pixels.
type brush struct {
	*scanner
	palette palette
	corner  spot    // of the scene, at the first pixel
	x, y    float32 // pixels to a unit
}

func (b brush) at(p spot) spot { return spot{(p.X - b.corner.X) * b.x, (p.Y - b.corner.Y) * b.y} }

func (b brush) all(spots []spot) []spot {
	moved := make([]spot, len(spots))
	for i, p := range spots {
		moved[i] = b.at(p)
	}
	return moved
}

func (b brush) paint(it item) {
	switch it := it.(type) {
	case fill:
		b.paintFill(it)
	case disc:
		b.paintDisc(it)
	case stroke:
		b.paintPath(path{Points: []spot{it.From, it.To}, Ink: it.Ink, Width: it.Width})
	case path:
		b.paintPath(it)
	case area:
		b.paintArea(it)
	}
}

func (b brush) paintFill(f fill) {
	if f.Width > 0 {
		b.fill([][]spot{b.all(f.Box.ring())}, evenOdd, b.palette.color(f.Edge), nil)
		w := min(f.Width, f.Box.W/2, f.Box.H/2)
		f.Box = box{f.Box.X + w, f.Box.Y + w, f.Box.W - 2*w, f.Box.H - 2*w}
	}
	b.fill([][]spot{b.all(f.Box.ring())}, evenOdd, b.palette.color(f.Ink), nil)
}

func (b brush) paintDisc(d disc) {
	if d.Width > 0 {
		b.fill([][]spot{b.all(round(d.At, d.Radius))}, evenOdd, b.palette.color(d.Edge), nil)
		d.Radius = max(0, d.Radius-d.Width)
	}
	b.fill([][]spot{b.all(round(d.At, d.Radius))}, evenOdd, b.palette.color(d.Ink), nil)
}

func (b brush) paintArea(a area) {
	rings := make([][]spot, len(a.Rings))
	for i, ring := range a.Rings {
		rings[i] = b.all(ring)
	}
	b.fill(rings, evenOdd, b.palette.color(a.Ink), nil)
	if a.Pattern != patternNone {
		b.fill(rings, evenOdd, b.palette.color(a.PatternInk), a.Pattern.texture(b.y))
	}
	if a.Width > 0 {
		for _, ring := range a.Rings {
			b.paintPath(path{Points: closed(ring), Ink: a.Edge, Width: a.Width})
		}
	}
}

// paintPath paints a line as the pieces that it is made of, each with round ends, so that they join.
func (b brush) paintPath(p path) {
	c := b.palette.color(p.Ink)
	for _, run := range broken(p.Points, p.Dash) {
		b.fill(wide(b.all(run), p.Width*b.x, p.Dash != nil), nonZero, c, nil)
	}
}

// wide returns the outline of a line of that width as rings that overlap: a slab for each piece, and a round joint for each
// bend. Blunt lines, those of dashes, have none at their ends.
func wide(line []spot, width float32, blunt bool) [][]spot {
	var rings [][]spot
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
		if length == 0 {
			continue
		}
		dx, dy := (b.X-a.X)/length*width/2, (b.Y-a.Y)/length*width/2
		rings = append(rings, []spot{{a.X - dy, a.Y + dx}, {a.X + dy, a.Y - dx}, {b.X + dy, b.Y - dx}, {b.X - dy, b.Y + dx}})
	}
	if width < 1.5 {
		return rings
	}
	first, last := 1, len(line)-1
	if !blunt && len(line) > 2 && line[0] == line[len(line)-1] {
		first = 0
	}
	for i := first; i < last; i++ {
		rings = append(rings, round(line[i], width/2))
	}
	return rings
}

// round is a disc as a ring, as fine as its size asks, turning as the slabs of wide do.
func round(at spot, radius float32) []spot {
	n := min(64, 12+int(radius*2))
	ring := make([]spot, n)
	for i := range ring {
		a := 2 * math.Pi * float64(i) / float64(n)
		ring[i] = spot{at.X + radius*float32(math.Cos(a)), at.Y + radius*float32(math.Sin(a))}
	}
	return ring
}

// ring is the outline of b.
func (b box) ring() []spot {
	return []spot{{b.X, b.Y}, {b.right(), b.Y}, {b.right(), b.bottom()}, {b.X, b.bottom()}}
}

func closed(ring []spot) []spot {
	if len(ring) == 0 || ring[0] == ring[len(ring)-1] {
		return ring
	}
	return append(ring[:len(ring):len(ring)], ring[0])
}

// pattern is laid over an area, so that it is told apart without its colour.
type pattern int

const (
	patternNone pattern = iota
	patternRising
	patternDots
)

// texture is the pattern at so many pixels to a unit.
func (p pattern) texture(scale float32) texture {
	step := max(4, int(math.Round(float64(6*scale))))
	thick := max(1, int(math.Round(float64(1.3*scale))))
	if p == patternRising {
		return func(x, y int) bool { return (x+y)%step < thick }
	}
	thick = max(2, int(math.Round(float64(2*scale))))
	return func(x, y int) bool {
		shift := y / step % 2 * step / 2
		return y%step < thick && (x+shift)%step < thick
	}
}
