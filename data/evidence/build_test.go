package evidence_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"testing"

	"golang.org/x/image/draw"

	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/evidence"
)

// few returns how many made-up streets a table is measured on: all of them, or just some under the race detector, which looks
// for other faults than those of a rate. TUNTAS_SOAK asks for all of them there, too.
func few(all, some int) int {
	if raced && os.Getenv("TUNTAS_SOAK") == "" {
		return some
	}
	return all
}

// reader reads with the default limits.
var reader = evidence.Reader{Zone: datatest.Jakarta}

func read(t testing.TB, raw []byte) *evidence.Picture {
	t.Helper()
	p, err := reader.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func asJPEG(t testing.TB, m image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// quarters is a picture of four colours: red, green / blue, white.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, c := range []color.Color{color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}, color.White} {
		x, y := i%2*w/2, i/2*h/2
		draw.Draw(m, image.Rect(x, y, x+w/2, y+h/2), image.NewUniform(c), image.Point{}, draw.Src)
	}
	return m
}

// street is a made-up street as pixels.
func street(t testing.TB, s demo.Shot) *image.RGBA {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(demo.Photo(s)))
	if err != nil {
		t.Fatal(err)
	}
	to := image.NewRGBA(m.Bounds())
	draw.Draw(to, to.Rect, m, image.Point{}, draw.Src)
	return to
}

// tag is one Exif tag: a text, a number of 16 bits, or a ratio list.
type tag struct {
	id     uint16
	text   string
	number uint16
	ratios []uint32
}

// tiff writes the tags as Exif data with one list; next is where the list after it is said to be.
func tiff(next uint32, tags ...tag) []byte {
	out := binary.BigEndian.AppendUint16([]byte("MM\x00\x2a\x00\x00\x00\x08"), uint16(len(tags)))
	var values []byte
	behind := uint32(8 + 2 + 12*len(tags) + 4)
	entry := func(id, kind uint16, count int, value []byte) {
		out = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(out, id), kind)
		out = binary.BigEndian.AppendUint32(out, uint32(count))
		if len(value) > 4 {
			out = binary.BigEndian.AppendUint32(out, behind+uint32(len(values)))
			values = append(values, value...)
			return
		}
		out = append(append(out, value...), make([]byte, 4-len(value))...)
	}
	for _, g := range tags {
		switch {
		case g.ratios != nil:
			var v []byte
			for _, r := range g.ratios {
				v = binary.BigEndian.AppendUint32(v, r)
			}
			entry(g.id, 5, len(g.ratios)/2, v)
		case g.text != "":
			entry(g.id, 2, len(g.text)+1, append([]byte(g.text), 0))
		default:
			entry(g.id, 3, 1, binary.BigEndian.AppendUint16(nil, g.number))
		}
	}
	return append(binary.BigEndian.AppendUint32(out, next), values...)
}

// withSegment puts a segment behind the first two bytes of a JPEG.
func withSegment(file []byte, marker byte, body []byte) []byte {
	head := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return append(append(append([]byte{0xff, 0xd8}, head...), body...), file[2:]...)
}

func withExif(file []byte, tags ...tag) []byte {
	return withSegment(file, 0xe1, append([]byte("Exif\x00\x00"), tiff(0, tags...)...))
}

// pngBomb is a PNG of side by side black pixels, true to the last byte.
func pngBomb(t testing.TB, side int) []byte {
	t.Helper()
	var z bytes.Buffer
	w, err := zlib.NewWriterLevel(&z, zlib.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	row := make([]byte, 1+(side+7)/8)
	for range side {
		if _, err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(side)), uint32(side))
	out := []byte("\x89PNG\r\n\x1a\n")
	out = pngChunk(out, "IHDR", append(head, 1, 0, 0, 0, 0)) // one bit of grey
	out = pngChunk(out, "IDAT", z.Bytes())
	return pngChunk(out, "IEND", nil)
}

func pngChunk(out []byte, name string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	named := append([]byte(name), body...)
	return binary.BigEndian.AppendUint32(append(out, named...), crc32.ChecksumIEEE(named))
}

// riff is a WebP file of these chunks, name and body in turn.
func riff(chunks ...string) []byte {
	var body []byte
	for i := 0; i < len(chunks); i += 2 {
		body = append(body, chunks[i]...)
		body = binary.LittleEndian.AppendUint32(body, uint32(len(chunks[i+1])))
		body = append(body, chunks[i+1]...)
		if len(chunks[i+1])%2 == 1 {
			body = append(body, 0)
		}
	}
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4))
	return append(append(out, "WEBP"...), body...)
}

func encodedPNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, quarters(40, 30)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
