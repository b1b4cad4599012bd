package evidence

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/bits"
	"slices"
	"testing"

	"github.com/corona10/goimagehash"
	"golang.org/x/image/draw"

	"tuntas/data/demo"
)

func scene(t testing.TB, s demo.Shot) *image.RGBA {
	m, err := jpeg.Decode(bytes.NewReader(demo.Photo(s)))
	if err != nil {
		t.Fatal(err)
	}
	return shrunk(m, 1600)
}
func recompressed(t testing.TB, m image.Image, q int) image.Image {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, m, &jpeg.Options{Quality: q})
	n, err := jpeg.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
func scaled(m image.Image, f float64) image.Image {
	to := image.NewRGBA(image.Rect(0, 0, int(float64(m.Bounds().Dx())*f), int(float64(m.Bounds().Dy())*f)))
	draw.BiLinear.Scale(to, to.Rect, m, m.Bounds(), draw.Src, nil)
	return to
}
func lit(m *image.RGBA, mul, add float64) image.Image {
	to := image.NewRGBA(m.Rect)
	for i, v := range m.Pix {
		if i%4 == 3 {
			to.Pix[i] = v
			continue
		}
		to.Pix[i] = uint8(min(255, max(0, float64(v)*mul+add)))
	}
	return to
}
func cropped(m *image.RGBA, share float64) image.Image {
	dx, dy := int(float64(m.Rect.Dx())*share), int(float64(m.Rect.Dy())*share)
	return m.SubImage(image.Rect(dx, dy, m.Rect.Dx()-dx, m.Rect.Dy()-dy))
}

func small64(m image.Image) *image.RGBA {
	t := shrunk(shrunk(m, 1600), 320)
	small := image.NewRGBA(image.Rect(0, 0, 64, 64))
	draw.BiLinear.Scale(small, small.Rect, t, t.Bounds(), draw.Src, nil)
	return small
}
func ph(m image.Image) uint64 { return perceptual(small64(m)) }
func dh(m image.Image) uint64 {
	h, _ := goimagehash.DifferenceHash(shrunk(shrunk(m, 1600), 320))
	return h.GetHash()
}
func weakness(m image.Image) int {
	s := small64(m)
	h := perceptual(s)
	disturb(s)
	return bits.OnesCount64(h ^ perceptual(s))
}

func TestMeasure(t *testing.T) {
	const n = 60
	kinds := map[string]func(m *image.RGBA) image.Image{
		"q30":      func(m *image.RGBA) image.Image { return recompressed(t, m, 30) },
		"q10":      func(m *image.RGBA) image.Image { return recompressed(t, m, 10) },
		"half":     func(m *image.RGBA) image.Image { return recompressed(t, scaled(m, .5), 70) },
		"quarter":  func(m *image.RGBA) image.Image { return recompressed(t, scaled(m, .25), 60) },
		"bright":   func(m *image.RGBA) image.Image { return lit(m, 1, 25) },
		"contrast": func(m *image.RGBA) image.Image { return lit(m, 1.2, -20) },
		"crop2":    func(m *image.RGBA) image.Image { return cropped(m, .02) },
		"crop5":    func(m *image.RGBA) image.Image { return cropped(m, .05) },
		"crop10":   func(m *image.RGBA) image.Image { return cropped(m, .10) },
	}
	var ps, ds []uint64
	pd, dd := map[string][]int{}, map[string][]int{}
	var wk []int
	for seed := uint64(0); seed < n; seed++ {
		m := scene(t, demo.Shot{Seed: seed})
		p, d := ph(m), dh(m)
		ps, ds = append(ps, p), append(ds, d)
		wk = append(wk, weakness(m))
		for k, f := range kinds {
			x := f(m)
			pd[k] = append(pd[k], bits.OnesCount64(p^ph(x)))
			dd[k] = append(dd[k], bits.OnesCount64(d^dh(x)))
		}
		a := scene(t, demo.Shot{Seed: seed, After: true})
		pd["after"] = append(pd["after"], bits.OnesCount64(p^ph(a)))
		dd["after"] = append(dd["after"], bits.OnesCount64(d^dh(a)))
		a = scene(t, demo.Shot{Seed: seed, After: true, Angle: .08})
		pd["aftermoved"] = append(pd["aftermoved"], bits.OnesCount64(p^ph(a)))
		dd["aftermoved"] = append(dd["aftermoved"], bits.OnesCount64(d^dh(a)))
	}
	for i := range ps {
		for j := range i {
			pd["other"] = append(pd["other"], bits.OnesCount64(ps[i]^ps[j]))
			dd["other"] = append(dd["other"], bits.OnesCount64(ds[i]^ds[j]))
		}
	}
	show := func(name string, all map[string][]int) {
		for k, v := range all {
			slices.Sort(v)
			fmt.Printf("%s %-10s min %d p1 %d p5 %d p50 %d p90 %d p95 %d max %d\n", name, k, v[0], v[len(v)/100], v[len(v)/20], v[len(v)/2], v[len(v)*90/100], v[len(v)*95/100], v[len(v)-1])
		}
	}
	show("p", pd)
	show("d", dd)
	slices.Sort(wk)
	fmt.Println("weakness scenes", wk)
	flat := image.NewRGBA(image.Rect(0, 0, 800, 600))
	draw.Draw(flat, flat.Rect, image.NewUniform(color.RGBA{90, 90, 90, 255}), image.Point{}, draw.Src)
	grad := image.NewRGBA(flat.Rect)
	diag := image.NewRGBA(flat.Rect)
	doc := image.NewRGBA(flat.Rect)
	for y := range 600 {
		for x := range 800 {
			v := uint8(x * 255 / 800)
			grad.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			v = uint8((x + y) * 255 / 1400)
			diag.SetRGBA(x, y, color.RGBA{v, v, v, 255})
			v = 255
			if y/10%2 == 0 && (x*7+y*13)%50 < 30 {
				v = 0
			}
			doc.SetRGBA(x, y, color.RGBA{v, v, v, 255})
		}
	}
	fmt.Println("flat", weakness(flat), "grad", weakness(grad), "diag", weakness(diag), "flatjpeg", weakness(recompressed(t, flat, 50)), "lines", weakness(doc))
}
