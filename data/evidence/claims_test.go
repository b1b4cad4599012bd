package evidence_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
	"time"

	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/evidence"
)

func TestClaimsOfSamplePhoto(t *testing.T) {
	at := datatest.At(t, "2026-03-01 07:55").In(datatest.Jakarta)
	p := read(t, demo.Photo(demo.Shot{Seed: 4, At: at, Lat: -6.20017, Lon: 106.81642})).Photo
	if !p.TakenAt.Equal(at) || !p.Zoned || p.Camera != "Contoh 1" || p.Software != "" {
		t.Errorf("got %+v", p)
	}
	if math.Abs(p.Lat+6.20017) > 1e-6 || math.Abs(p.Lon-106.81642) > 1e-6 {
		t.Errorf("taken at %v, %v", p.Lat, p.Lon)
	}
}

const (
	brandTag    = 0x10f
	modelTag    = 0x110
	softwareTag = 0x131
	takenTag    = 0x9003
	madeTag     = 0x9004
	offsetTag   = 0x9011
)

func place(northSouth string, lat []uint32, eastWest string, lon []uint32) []tag {
	return []tag{{id: 1, text: northSouth}, {id: 2, ratios: lat}, {id: 3, text: eastWest}, {id: 4, ratios: lon}}
}

func TestClaims(t *testing.T) {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	wib := noon.Add(-7 * time.Hour)
	angle := func(d, m uint32) []uint32 { return []uint32{d, 1, m, 1, 0, 1} }
	tests := []struct {
		name string
		tags []tag
		want data.Photo
	}{
		{"nothing", nil, data.Photo{}},
		{"a time without zone", []tag{{id: takenTag, text: "2026:03:01 12:00:00"}}, data.Photo{TakenAt: wib}},
		{"a time with zone", []tag{{id: takenTag, text: "2026:03:01 12:00:00"}, {id: offsetTag, text: "+08:00"}}, data.Photo{TakenAt: noon.Add(-8 * time.Hour), Zoned: true}},
		{"a zone that is none", []tag{{id: takenTag, text: "2026:03:01 12:00:00"}, {id: offsetTag, text: "   :  "}}, data.Photo{TakenAt: wib}},
		{"a scanner's time", []tag{{id: madeTag, text: "2026:03:01 12:00:00"}}, data.Photo{TakenAt: wib}},
		{"a clock never set", []tag{{id: takenTag, text: "0000:00:00 00:00:00"}}, data.Photo{}},
		{"a clock of 1970", []tag{{id: takenTag, text: "1970:01:01 00:00:00"}}, data.Photo{}},
		{"no time", []tag{{id: takenTag, text: "yesterday at noon, sir"}}, data.Photo{}},
		{"a place", place("S", angle(6, 12), "E", angle(106, 48)), data.Photo{Lat: -6.2, Lon: 106.8}},
		{"a place without sides", place("", angle(6, 12), "", angle(106, 48))[1:2], data.Photo{}},
		{"no island", place("N", angle(0, 0), "E", angle(0, 0)), data.Photo{}},
		{"a place off the earth", place("S", angle(96, 0), "E", angle(106, 0)), data.Photo{}},
		{"half a place", place("S", angle(6, 12), "E", angle(106, 48))[:2], data.Photo{}},
		{"a place by nothing", place("S", []uint32{6, 0, 0, 0, 0, 0}, "E", angle(106, 48)), data.Photo{}},
		{"a phone", []tag{{id: brandTag, text: "Contoh"}, {id: modelTag, text: "CONTOH A5"}, {id: softwareTag, text: "A515XXU5"}}, data.Photo{Camera: "CONTOH A5", Software: "A515XXU5"}},
		{"an editor", []tag{{id: softwareTag, text: "Adobe Photoshop 25.1\x01 (Windows)"}}, data.Photo{Software: "Adobe Photoshop 25.1 (Windows)", Edited: "Adobe Photoshop 25.1 (Windows)"}},
		{"a generator", []tag{{id: softwareTag, text: "Midjourney v6"}}, data.Photo{Software: "Midjourney v6", Generated: "Midjourney v6"}},
		{"a phone's own processing", []tag{{id: softwareTag, text: "HDR+ 1.0.345618096zd"}}, data.Photo{Software: "HDR+ 1.0.345618096zd"}},
	}
	raw := asJPEG(t, quarters(40, 30), 90)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			compareClaims(t, read(t, withExif(raw, tt.tags...)).Photo, tt.want)
		})
	}
}

func compareClaims(t *testing.T, got, want data.Photo) {
	t.Helper()
	near := math.Abs(got.Lat-want.Lat) < 1e-6 && math.Abs(got.Lon-want.Lon) < 1e-6
	if !got.TakenAt.Equal(want.TakenAt) || got.Zoned != want.Zoned || !near || got.Camera != want.Camera ||
		got.Software != want.Software || got.Edited != want.Edited || got.Generated != want.Generated || got.Signed != want.Signed {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestMarks(t *testing.T) {
	raw := asJPEG(t, quarters(40, 30), 90)
	xmp := func(text string) []byte {
		return withSegment(raw, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta><rdf:Description "+text+"</x:xmpmeta>"))
	}
	const source = "http://cv.iptc.org/newscodes/digitalsourcetype/"
	for _, tt := range []struct {
		name string
		raw  []byte
		want data.Photo
	}{
		{"XMP of an editor", xmp(`xmp:CreatorTool="Snapseed 2.19">`), data.Photo{Software: "Snapseed 2.19", Edited: "Snapseed 2.19"}},
		{"XMP as an element", xmp(`><xmp:CreatorTool>GIMP 2.10</xmp:CreatorTool>`), data.Photo{Software: "GIMP 2.10", Edited: "GIMP 2.10"}},
		{"made by a model", xmp(`Iptc4xmpExt:DigitalSourceType="` + source + `trainedAlgorithmicMedia">`), data.Photo{Generated: "trainedAlgorithmicMedia"}},
		{"changed by a model", xmp(`Iptc4xmpExt:DigitalSourceType="` + source + `compositeWithTrainedAlgorithmicMedia">`), data.Photo{Generated: "compositeWithTrainedAlgorithmicMedia"}},
		{"taken by a camera", xmp(`Iptc4xmpExt:DigitalSourceType="` + source + `digitalCapture">`), data.Photo{}},
		{"credentials", withSegment(raw, 0xeb, []byte("JP\x00\x01\x00\x00\x00\x01\x00\x00\x00\x50jumb\x00\x00\x00\x20jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71\x03c2pa\x00")), data.Photo{Signed: true}},
	} {
		t.Run(tt.name, func(t *testing.T) { compareClaims(t, read(t, tt.raw).Photo, tt.want) })
	}
}

// TestHostileExif reads metadata that lead in circles or nowhere: the picture is read, and what made sense stays.
func TestHostileExif(t *testing.T) {
	raw := asJPEG(t, quarters(40, 30), 90)
	pointer := func(id uint16, at uint32) []byte {
		out := binary.BigEndian.AppendUint16([]byte("MM\x00\x2a\x00\x00\x00\x08\x00\x02"), softwareTag)
		out = append(out, 0, 2, 0, 0, 0, 4, 'a', 'b', 'c', 0)
		out = binary.BigEndian.AppendUint16(out, id)
		out = append(out, 0, 4, 0, 0, 0, 1)
		return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(out, at), 8)
	}
	many := binary.BigEndian.AppendUint16([]byte("MM\x00\x2a\x00\x00\x00\x08"), 0xffff)
	for len(many) < 65_000 {
		many = append(many, 0x01, 0x4a, 0, 4, 0, 0, 0, 100, 0, 0, 0, 8) // a hundred lists that begin where this one does
	}
	for name, exif := range map[string][]byte{
		"a list that follows itself":   tiff(8, tag{id: softwareTag, text: "abc"}),
		"a list within itself":         pointer(0x8769, 8),
		"a place within itself":        pointer(0x8825, 8),
		"a list behind the end":        pointer(0x8769, 0xfffffff0),
		"lists in lists":               many,
		"a text behind the end":        append(tiff(0)[:8], 0, 1, 1, 0x31, 0, 2, 0, 0, 0, 200, 0xff, 0xff, 0xff, 0xff),
		"an unknown type":              append(tiff(0)[:8], 0, 1, 1, 0x31, 0, 99, 0, 0, 0, 1, 0, 0, 0, 0),
		"a list at the very beginning": []byte("MM\x00\x2a\x00\x00\x00\x00"),
		"nothing":                      nil,
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			p := read(t, withSegment(raw, 0xe1, append([]byte("Exif\x00\x00"), exif...))).Photo
			if p.Width != 40 || p.Software != "" && p.Software != "abc" {
				t.Errorf("got %+v", p)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestNoZone takes a time without a zone to be UTC where nobody names one.
func TestNoZone(t *testing.T) {
	raw := withExif(asJPEG(t, quarters(40, 30), 90), tag{id: takenTag, text: "2026:03:01 12:00:00"})
	p, err := evidence.Reader{}.Read(bytes.NewReader(raw))
	if want := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC); err != nil || !p.Photo.TakenAt.Equal(want) || p.Photo.Zoned {
		t.Errorf("got %+v, %v", p, err)
	}
}

// TestOtherContainers finds the metadata of PNG and WebP.
func TestOtherContainers(t *testing.T) {
	exif := tiff(0, tag{id: softwareTag, text: "GIMP 2.10"})
	head := encodedPNG(t)
	png := append(pngChunk(append([]byte{}, head[:33]...), "eXIf", exif), head[33:]...)
	whole := webpFile(t)
	webp := riff("VP8X", "\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00", "VP8 ", string(whole[20:]), "EXIF", "Exif\x00\x00"+string(exif))
	for _, raw := range [][]byte{png, webp} {
		if p := read(t, raw).Photo; p.Edited != "GIMP 2.10" {
			t.Errorf("%s: %+v", p.Format, p)
		}
	}
}
