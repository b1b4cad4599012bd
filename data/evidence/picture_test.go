package evidence_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/bmp"

	"tuntas/data"
	"tuntas/data/demo"
	"tuntas/data/evidence"
)

func encoded(t testing.TB, encode func(w io.Writer, m image.Image) error, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// webpFile is a lossy WebP of one pixel.
func webpFile(t testing.TB) []byte {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func gifOf(w io.Writer, m image.Image) error { return gif.Encode(w, m, nil) }

func TestFormats(t *testing.T) {
	m := quarters(40, 30)
	for _, tt := range []struct {
		raw    []byte
		format data.PhotoFormat
		w, h   int
	}{
		{asJPEG(t, m, 90), data.JPEG, 40, 30},
		{encoded(t, png.Encode, m), data.PNG, 40, 30},
		{encoded(t, gifOf, m), data.GIF, 40, 30},
		{encoded(t, bmp.Encode, m), data.BMP, 40, 30},
		{webpFile(t), data.WebP, 1, 1},
	} {
		p := read(t, tt.raw).Photo
		if p.Format != tt.format || p.Width != tt.w || p.Height != tt.h || p.Bytes != int64(len(tt.raw)) || len(p.SHA256) != 64 {
			t.Errorf("%s: got %+v", tt.format, p)
		}
		if p.Located() || !p.TakenAt.IsZero() || p.Software != "" || p.Edited != "" || p.Generated != "" || p.Signed {
			t.Errorf("%s: claims where there are none: %+v", tt.format, p)
		}
	}
}

func TestRefusedPhotos(t *testing.T) {
	whole := demo.Photo(demo.Shot{Seed: 1})
	scans := append([]byte{}, whole[:len(whole)-2]...)
	for range 200 {
		scans = append(scans, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0)
	}
	large := webpFile(t)[20:42]
	large[6], large[7], large[8], large[9] = 0xff, 0x3f, 0xff, 0x3f // 16,383 by 16,383 in a canvas of one pixel
	for _, tt := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"a PNG of 400 million pixels", pngBomb(t, 20_000), data.ErrTooLarge},
		{"a GIF screen of 4,294 million pixels", []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00;"), data.ErrTooLarge},
		{"a frame larger than its canvas", riff("VP8X", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "VP8 ", string(large)), data.ErrTooLarge},
		{"a JPEG of too many scans", append(scans, 0xff, 0xd9), data.ErrTooLarge},
		{"a JPEG cut in the middle", whole[:len(whole)/2], data.ErrNotPhoto},
		{"a JPEG cut in its header", whole[:40], data.ErrNotPhoto},
		{"two bytes", whole[:2], data.ErrNotPhoto},
		{"nothing", nil, data.ErrNotPhoto},
		{"a text", []byte("number,file\n"), data.ErrNotPhoto},
		{"an SVG", []byte("<svg xmlns='x'><image href='file:///etc/passwd'/></svg>"), data.ErrNotPhoto},
		{"a TIFF", tiff(0, tag{id: 0x112, number: 1}), data.ErrNotPhoto},
		{"a PNG without a picture", encoded(t, png.Encode, quarters(40, 30))[:40], data.ErrNotPhoto},
		{"a HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), data.ErrHEIC},
		{"an MP4", []byte("\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42"), data.ErrNotPhoto},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			_, err := reader.Read(bytes.NewReader(tt.raw))
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if errors.Is(err, data.ErrTooLarge) && (took > 100*time.Millisecond || after.TotalAlloc-before.TotalAlloc > 8<<20) {
				t.Errorf("refused after %v and %d bytes", took, after.TotalAlloc-before.TotalAlloc)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	raw := asJPEG(t, quarters(100, 100), 90)
	for _, tt := range []struct {
		limits evidence.Limits
		want   error
	}{
		{evidence.Limits{}, nil},
		{evidence.Limits{Bytes: int64(len(raw)), Pixels: 10_000}, nil},
		{evidence.Limits{Bytes: int64(len(raw)) - 1}, data.ErrTooLarge},
		{evidence.Limits{Pixels: 9_999}, data.ErrTooLarge},
	} {
		d := evidence.Reader{Zone: time.UTC, Limits: tt.limits}
		if _, err := d.Read(bytes.NewReader(raw)); !errors.Is(err, tt.want) {
			t.Errorf("%+v: got %v, want %v", tt.limits, err, tt.want)
		}
	}
	// What takes more memory for each pixel may have fewer of them.
	progressive := bytes.Replace(raw, []byte{0xff, 0xc0}, []byte{0xff, 0xc2}, 1) // by its header; its scans would not fit
	deep := encoded(t, png.Encode, image.NewNRGBA64(image.Rect(0, 0, 100, 100)))
	for name, of := range map[string]struct {
		raw   []byte
		times int64
	}{"progressive": {progressive, 3}, "16 bits": {deep, 2}} {
		d := evidence.Reader{Zone: time.UTC, Limits: evidence.Limits{Pixels: 10_000*of.times - 1}}
		if _, err := d.Read(bytes.NewReader(of.raw)); !errors.Is(err, data.ErrTooLarge) {
			t.Errorf("%s, below its limit: %v", name, err)
		}
		d.Limits.Pixels++
		if _, err := d.Read(bytes.NewReader(of.raw)); errors.Is(err, data.ErrTooLarge) {
			t.Errorf("%s, at its limit: %v", name, err)
		}
	}
}

// TestManyFrames reads a GIF of 3,000 frames: only the first one is looked at.
func TestManyFrames(t *testing.T) {
	frame := image.NewPaletted(image.Rect(0, 0, 200, 100), color.Palette{color.Black, color.White})
	many := &gif.GIF{}
	for range 3_000 {
		many.Image, many.Delay = append(many.Image, frame), append(many.Delay, 1)
	}
	raw := encoded(t, func(w io.Writer, _ image.Image) error { return gif.EncodeAll(w, many) }, nil)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p := read(t, raw).Photo
	runtime.ReadMemStats(&after)
	if p.Width != 200 || p.Height != 100 {
		t.Errorf("got %+v", p)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 10<<20 { // all frames together are 60 MB
		t.Errorf("%d bytes for the first frame of %d", used, len(raw))
	}
}

// TestUpright reads a picture under all orientations and looks at the corners of the preview.
func TestUpright(t *testing.T) {
	raw := asJPEG(t, quarters(64, 32), 95)
	// What stands in the corners, read as lines, when the camera's picture is red, green / blue, white.
	for i, want := range []string{"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"} {
		p := read(t, withExif(raw, tag{id: 0x112, number: uint16(i + 1)}))
		w, h := 64, 32
		if i >= 4 {
			w, h = h, w
		}
		if got := corners(t, p); got != want || p.Photo.Width != w || p.Photo.Height != h {
			t.Errorf("orientation %d: got %s, %d by %d; want %s, %d by %d", i+1, got, p.Photo.Width, p.Photo.Height, want, w, h)
		}
	}
}

// corners names the colours in the corners of the thumbnail.
func corners(t *testing.T, p *evidence.Picture) string {
	t.Helper()
	a, err := evidence.OpenAlbum(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close() //nolint:errcheck // a folder of the test
	if _, err := a.Put(p); err != nil {
		t.Fatal(err)
	}
	f, err := a.Open(p.Photo.SHA256, evidence.Thumbnail)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // opened for reading only
	m, err := jpeg.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	var names strings.Builder
	b := m.Bounds()
	for _, y := range []int{4, b.Dy() - 5} {
		for _, x := range []int{4, b.Dx() - 5} {
			r, g, b, _ := m.At(x, y).RGBA()
			switch {
			case r > 0x8000 && g > 0x8000:
				names.WriteByte('W')
			case r > 0x8000:
				names.WriteByte('R')
			case g > 0x8000:
				names.WriteByte('G')
			case b > 0x8000:
				names.WriteByte('B')
			default:
				names.WriteByte('?')
			}
		}
	}
	return names.String()
}

// FuzzPhoto reads anything; it never panics, and what it takes is a photo with a size.
func FuzzPhoto(f *testing.F) {
	small := quarters(24, 16)
	whole := withExif(asJPEG(f, small, 60), tag{id: 0x112, number: 6}, tag{id: 0x9003, text: "2026:03:01 08:00:00"},
		tag{id: 0x131, text: "GIMP"}, tag{id: 2, ratios: []uint32{6, 1, 12, 1, 0, 1}})
	for _, seed := range [][]byte{
		whole, encoded(f, png.Encode, small), encoded(f, gifOf, small), encoded(f, bmp.Encode, small), webpFile(f),
		pngChunk([]byte("\x89PNG\r\n\x1a\n"), "eXIf", tiff(8)),
	} {
		f.Add(seed)
	}
	narrow := evidence.Reader{Zone: time.UTC, Limits: evidence.Limits{Bytes: 1 << 20, Pixels: 1 << 20}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := narrow.Read(bytes.NewReader(raw))
		switch {
		case err == nil:
			if p.Photo.Width < 1 || p.Photo.Height < 1 || !p.Decoded() || p.Photo.Lat < -90 || p.Photo.Lat > 90 {
				t.Errorf("taken: %+v", p.Photo)
			}
		case !errors.Is(err, data.ErrNotPhoto) && !errors.Is(err, data.ErrTooLarge) && !errors.Is(err, data.ErrHEIC):
			t.Errorf("an error of its own: %v", err)
		}
	})
}

// BenchmarkRead reads a photo of 12 million pixels, from its bytes to its hash.
func BenchmarkRead(b *testing.B) {
	raw := asJPEG(b, street(b, demo.Shot{Seed: 3}), 90)
	big := encoded(b, func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) }, enlarged(street(b, demo.Shot{Seed: 3}), 4000, 3000))
	for name, file := range map[string][]byte{"1MP": raw, "12MP": big} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				read(b, file)
			}
		})
	}
}

// BenchmarkRefuse refuses a bomb.
func BenchmarkRefuse(b *testing.B) {
	raw := pngBomb(b, 20_000)
	for b.Loop() {
		if _, err := reader.Read(bytes.NewReader(raw)); !errors.Is(err, data.ErrTooLarge) {
			b.Fatal(err)
		}
	}
}
