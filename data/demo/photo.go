package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"time"
)

// Shot says what a made-up photo shows and what its metadata claim.
type Shot struct {
	Seed     uint64    // the place: the same seed draws the same street
	After    bool      // the street is clean; otherwise water or rubbish lies on it
	Angle    float64   // how far the camera has moved to the side, as a share of the picture's width; usually 0 to 0.2
	At       time.Time // when it was taken, in its zone; zero writes no time
	Lat, Lon float64   // degrees; both 0 write no place
	Software string    // what the file is said to be written by; empty writes nothing
}

// Size of a made-up photo in pixels.
const (
	photoWidth  = 1200
	photoHeight = 900
)

// Photo draws a made-up street and returns it as a JPEG with Exif data. The same shot gives the same bytes, always.
func Photo(s Shot) []byte {
	c := canvas{
		m: image.NewRGBA(image.Rect(0, 0, photoWidth, photoHeight)), rng: newRand(s.Seed), shift: s.Angle * photoWidth,
	}
	c.street()
	if !s.After {
		c.trouble(s.Seed%2 == 0)
	}
	c.grain(s.Seed)
	var file bytes.Buffer
	// Writing to memory cannot fail, and the size is within what the format holds.
	_ = jpeg.Encode(&file, c.m, &jpeg.Options{Quality: 82})
	return withExif(file.Bytes(), s)
}

// canvas draws shapes whose measures are pixels from the upper left corner.
type canvas struct {
	m     *image.RGBA
	rng   *rand.Rand
	shift float64
}

// between draws a number.
func (c *canvas) between(low, high float64) float64 { return low + (high-low)*c.rng.Float64() }

// paint draws a colour near the given one.
func (c *canvas) paint(r, g, b, spread float64) color.RGBA {
	by := c.between(-spread, spread)
	one := func(v float64) uint8 { return uint8(min(255, max(0, v+by+c.between(-spread/2, spread/2)))) }
	return color.RGBA{one(r), one(g), one(b), 255}
}

// street draws what is there before and after.
func (c *canvas) street() {
	horizon := c.between(0.3, 0.5) * photoHeight
	c.rect(-photoWidth, 0, 2*photoWidth, horizon, c.paint(170, 195, 215, 40))
	c.rect(-photoWidth, horizon, 2*photoWidth, photoHeight, c.paint(130, 125, 105, 35))
	for x := c.between(-500, -300); x < photoWidth+300; {
		x += c.house(x, horizon)
	}
	vanish, near := c.between(0.25, 0.75)*photoWidth, c.between(0.1, 0.9)*photoWidth
	width := c.between(450, 900)
	c.wedge(vanish, horizon, 40, near, photoHeight, width, c.paint(95, 95, 100, 25))
	c.wedge(vanish, horizon, 3, near, photoHeight, c.between(10, 30), c.paint(210, 210, 190, 20))
	for range 2 + c.rng.IntN(4) {
		c.pole(c.between(0, photoWidth), horizon+c.between(10, 260))
	}
	for range c.rng.IntN(5) {
		c.tree(c.between(0, photoWidth), horizon+c.between(0, 120))
	}
}

// house draws one and returns its width.
func (c *canvas) house(x, ground float64) float64 {
	w, h := c.between(90, 280), c.between(70, 250)
	c.rect(x, ground-h, x+w, ground+c.between(5, 40), c.paint(175, 150, 130, 60))
	c.rect(x-8, ground-h-c.between(10, 40), x+w+8, ground-h, c.paint(140, 80, 60, 45))
	for at := x + 15; at < x+w-35; at += c.between(40, 70) {
		c.rect(at, ground-h*0.7, at+24, ground-h*0.4, c.paint(70, 80, 95, 40))
	}
	return w + c.between(0, 60)
}

func (c *canvas) pole(x, foot float64) {
	c.rect(x, foot-c.between(250, 450), x+c.between(6, 14), foot, c.paint(75, 70, 65, 25))
}

func (c *canvas) tree(x, foot float64) {
	c.rect(x-7, foot-120, x+7, foot, c.paint(90, 65, 45, 20))
	for range 4 {
		c.oval(x+c.between(-50, 50), foot-c.between(100, 220), c.between(35, 80), c.between(30, 65), c.paint(60, 105, 50, 30))
	}
}

// trouble draws what a citizen complains about: water, or rubbish.
func (c *canvas) trouble(water bool) {
	x, y := c.between(0.3, 0.7)*photoWidth, c.between(0.68, 0.82)*photoHeight
	if water {
		c.oval(x, y, c.between(220, 380), c.between(70, 120), c.paint(105, 100, 80, 15))
		c.oval(x+c.between(-60, 60), y-15, c.between(120, 200), c.between(25, 45), c.paint(165, 175, 180, 15))
		return
	}
	for range 14 + c.rng.IntN(12) {
		c.oval(x+c.between(-210, 210), y+c.between(-70, 70), c.between(22, 60), c.between(15, 42), c.paint(120, 120, 115, 95))
	}
}

func (c *canvas) rect(x0, y0, x1, y1 float64, paint color.RGBA) {
	c.fill(y0, y1, func(float64) (float64, float64) { return x0, x1 }, paint)
}

// wedge is a road: as wide as w0 at y0, as w1 at y1.
func (c *canvas) wedge(x0, y0, w0, x1, y1, w1 float64, paint color.RGBA) {
	c.fill(y0, y1, func(y float64) (float64, float64) {
		t := (y - y0) / (y1 - y0)
		middle, half := x0+t*(x1-x0), (w0+t*(w1-w0))/2
		return middle - half, middle + half
	}, paint)
}

func (c *canvas) oval(x, y, rx, ry float64, paint color.RGBA) {
	c.fill(y-ry, y+ry, func(at float64) (float64, float64) {
		half := rx * math.Sqrt(max(0, 1-(at-y)*(at-y)/(ry*ry)))
		return x - half, x + half
	}, paint)
}

// fill paints the rows from y0 to y1, each from and to where span says.
func (c *canvas) fill(y0, y1 float64, span func(y float64) (from, to float64), paint color.RGBA) {
	for y := max(0, int(y0)); y < min(photoHeight, int(y1)); y++ {
		from, to := span(float64(y))
		for x := max(0, int(from+c.shift)); x < min(photoWidth, int(to+c.shift)); x++ {
			c.m.SetRGBA(x, y, paint)
		}
	}
}

// grain lays the unevenness of surfaces and of a sensor over the picture.
func (c *canvas) grain(seed uint64) {
	rng := newRand(seed + 1)
	for i := 0; i < len(c.m.Pix); i += 4 {
		by := int(rng.Uint32()%25) - 12
		for j := range 3 {
			c.m.Pix[i+j] = uint8(min(255, max(0, int(c.m.Pix[i+j])+by))) //nolint:gosec // between 0 and 255
		}
	}
}
