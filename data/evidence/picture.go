package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"tuntas/data"
)

// Limits bound what is read. The zero value of a field stands for its default.
type Limits struct {
	Bytes int64 // of the file; 50 MB (52,428,800)
	// Pixels is width by height; 40,000,000, which take up to 160 MB. A picture of 16 bits a colour may have half of it, a
	// progressive JPEG a third: they take so much more memory to decode.
	Pixels int64
}

const (
	defaultBytes  = 50 << 20
	defaultPixels = 40_000_000
)

// maxScans is how many scans a JPEG may have: each costs a walk over the whole picture, and a few bytes suffice for one.
// Cameras write 1, progressive files about 10.
const maxScans = 100

// Picture is a photo that was read: what is known of it, its bytes, and the two smaller pictures that are kept of it.
type Picture struct {
	Photo   data.Photo
	raw     []byte
	preview *image.RGBA
	thumb   *image.RGBA
}

// Decoded tells whether the picture itself was looked at. One that was known by its bytes was not, and is kept already.
func (p *Picture) Decoded() bool { return p.preview != nil }

// Reader reads photos.
type Reader struct {
	Zone   *time.Location // in which a time without a zone is taken to be; nil for UTC
	Limits Limits
	Known  map[string]data.Photo // photos that are kept already, by SHA-256: they are not decoded again; may be nil
}

// Read reads a photo. It returns data.ErrTooLarge for a file beyond the limits, before decoding it; data.ErrHEIC; or
// data.ErrNotPhoto for anything else that is no whole photo.
func (d Reader) Read(r io.Reader) (*Picture, error) {
	raw, err := load(r, d.Limits)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	name := hex.EncodeToString(sum[:])
	if known, ok := d.Known[name]; ok {
		return &Picture{Photo: known, raw: raw}, nil
	}
	p, err := decode(raw, d.Zone, d.Limits)
	if err != nil {
		return nil, err
	}
	p.Photo.SHA256 = name
	return p, nil
}

// load reads all of r, refusing more bytes than the limit.
func load(r io.Reader, limits Limits) ([]byte, error) {
	most := limits.Bytes
	if most == 0 {
		most = defaultBytes
	}
	raw, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case int64(len(raw)) > most:
		return nil, fmt.Errorf("%w: more than %d bytes", data.ErrTooLarge, most)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", data.ErrNotPhoto, err)
	}
	return raw, nil
}

func decode(raw []byte, zone *time.Location, limits Limits) (*Picture, error) {
	format, err := formatOf(raw)
	if err != nil {
		return nil, err
	}
	if err := judge(raw, format, limits); err != nil {
		return nil, err
	}
	whole, err := guarded(func() (image.Image, error) { return codecs[format].decode(bytes.NewReader(raw)) })
	if err != nil {
		return nil, err
	}
	if zone == nil {
		zone = time.UTC
	}
	claims := claimsOf(raw, format, zone)
	p := &Picture{Photo: claims.photo, raw: raw}
	p.preview = turned(shrunk(whole, PreviewSide), claims.orientation)
	p.thumb = shrunk(p.preview, ThumbnailSide)
	p.Photo.Format, p.Photo.Bytes = format, int64(len(raw))
	p.Photo.Width, p.Photo.Height = whole.Bounds().Dx(), whole.Bounds().Dy()
	if claims.orientation >= 5 {
		p.Photo.Width, p.Photo.Height = p.Photo.Height, p.Photo.Width
	}
	if p.Photo.Hash, p.Photo.Weak = hashOf(p.thumb); !p.Photo.Weak {
		p.Photo.Crops = cropsOf(p.thumb)
	}
	return p, nil
}

// codec reads one format.
type codec struct {
	config func(r io.Reader) (image.Config, error)
	decode func(r io.Reader) (image.Image, error)
}

// codecs are the formats that are read. TIFF is not among them: no phone sends it and its readers are the frailest.
var codecs = map[data.PhotoFormat]codec{
	data.JPEG: {jpeg.DecodeConfig, jpeg.Decode},
	data.PNG:  {png.DecodeConfig, png.Decode},
	data.WebP: {webp.DecodeConfig, webp.Decode},
	data.GIF:  {gif.DecodeConfig, gif.Decode},
	data.BMP:  {bmp.DecodeConfig, bmp.Decode},
}

// judge looks at the header and refuses what would take too much room or time to decode.
func judge(raw []byte, format data.PhotoFormat, limits Limits) error {
	var c image.Config
	_, err := guarded(func() (_ image.Image, err error) {
		c, err = codecs[format].config(bytes.NewReader(raw))
		return nil, err
	})
	if err != nil {
		return err
	}
	most := limits.Pixels
	if most == 0 {
		most = defaultPixels
	}
	w, h := int64(c.Width), int64(c.Height)
	if format == data.WebP {
		fw, fh := webpFrame(raw) // the frame may be larger than the canvas that the header speaks of
		w, h = max(w, fw), max(h, fh)
	}
	switch {
	case c.ColorModel == color.NRGBA64Model || c.ColorModel == color.RGBA64Model:
		most /= 2
	case format == data.JPEG && isProgressive(raw):
		most /= 3
	}
	switch {
	case w < 1 || h < 1:
		return fmt.Errorf("%w: %d by %d pixels", data.ErrNotPhoto, w, h)
	case w > most/h:
		return fmt.Errorf("%w: %d by %d pixels", data.ErrTooLarge, w, h)
	case format == data.JPEG && bytes.Count(raw, []byte{0xff, 0xda}) > maxScans:
		return fmt.Errorf("%w: more than %d scans", data.ErrTooLarge, maxScans)
	}
	return nil
}

// guarded runs a decoder; its errors and panics alike say that the file is no photo.
func guarded(decode func() (image.Image, error)) (m image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			m, err = nil, fmt.Errorf("%w: the decoder panicked: %v", data.ErrNotPhoto, r)
		}
	}()
	if m, err = decode(); err != nil {
		return nil, fmt.Errorf("%w: %w", data.ErrNotPhoto, err)
	}
	return m, nil
}
