package demo

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
)

// Trick is how a made-up photo of a result deceives, or that it does not.
type Trick string

// The tricks, and the honest kinds that are easily taken for one.
const (
	Honest     Trick = "honest"      // the cleaned street from about where the complaint was taken, with its own time and place
	Stripped   Trick = "stripped"    // the same without metadata, as messengers leave it
	SameSpot   Trick = "same_spot"   // honest, and taken from the very spot of the complaint
	Reused     Trick = "reused"      // the file of another report's result
	Reencoded  Trick = "reencoded"   // the picture of another's, saved again, with metadata that fit
	Brightened Trick = "brightened"  // the same, and made brighter
	Cropped    Trick = "cropped"     // the same, and a tenth cut off each side
	CroppedOff Trick = "cropped_off" // the same, and a third cut off one side
	Mirrored   Trick = "mirrored"    // the same, and left for right
	Unchanged  Trick = "unchanged"   // the photo of the complaint, saved again, given out as the result
	Elsewhere  Trick = "elsewhere"   // taken kilometres away
	TooEarly   Trick = "too_early"   // taken days before the report
	Edited     Trick = "edited"      // the file names an editor
)

// Tricks returns all of them in the order of their constants; the slice is the caller's own.
func Tricks() []Trick {
	return []Trick{
		Honest, Stripped, SameSpot, Reused, Reencoded, Brightened, Cropped, CroppedOff, Mirrored, Unchanged, Elsewhere, TooEarly, Edited,
	}
}

// Honest tells whether nobody deceives.
func (t Trick) Honest() bool { return t == Honest || t == Stripped || t == SameSpot }

// Borrows tells whether the picture is that of another report's result.
func (t Trick) Borrows() bool {
	switch t {
	case Reused, Reencoded, Brightened, Cropped, CroppedOff, Mirrored:
		return true
	}
	return false
}

// Deceive draws the photo of a result by a trick. before and after are the two honest shots of the case, other is the shot of
// another report's result, whose picture is borrowed by the tricks that borrow.
func Deceive(t Trick, before, after, other Shot) []byte {
	switch t {
	case Stripped:
		return saved(decoded(Photo(after)), 75)
	case SameSpot:
		after.Angle = before.Angle
	case Reused:
		return Photo(other)
	case Reencoded, Brightened, Cropped, CroppedOff, Mirrored:
		return again(t, Photo(other), after)
	case Unchanged:
		return again(t, Photo(before), after)
	case Elsewhere:
		after.Lat, after.Lon = after.Lat+0.03, after.Lon+0.02
	case TooEarly:
		after.At = before.At.AddDate(0, 0, -9)
	case Edited:
		after.Software = "Adobe Photoshop 25.1 (Windows)"
	}
	return Photo(after)
}

// again changes a picture as the trick says and saves it with the metadata of a shot.
func again(t Trick, file []byte, claims Shot) []byte {
	m := decoded(file)
	w, h := m.Rect.Dx(), m.Rect.Dy()
	switch t {
	case Brightened:
		for i := range m.Pix {
			if i%4 < 3 {
				m.Pix[i] = uint8(min(255, int(m.Pix[i])+25)) //nolint:gosec // between 0 and 255
			}
		}
	case Cropped:
		m = part(m, image.Rect(w/10, h/10, w-w/10, h-h/10))
	case CroppedOff:
		m = part(m, image.Rect(w/3, 0, w, h))
	case Mirrored:
		mirror(m)
	}
	return withExif(saved(m, 70), claims)
}

// decoded reads a JPEG of this package; what it writes it can read.
func decoded(file []byte) *image.RGBA {
	m, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	to := image.NewRGBA(m.Bounds())
	draw.Draw(to, to.Rect, m, image.Point{}, draw.Src)
	return to
}

func part(m *image.RGBA, r image.Rectangle) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for y := range r.Dy() {
		copy(to.Pix[y*to.Stride:][:4*r.Dx()], m.Pix[m.PixOffset(r.Min.X, r.Min.Y+y):])
	}
	return to
}

func mirror(m *image.RGBA) {
	for y := range m.Rect.Dy() {
		for left, right := 0, m.Rect.Dx()-1; left < right; left, right = left+1, right-1 {
			a, b := m.RGBAAt(left, y), m.RGBAAt(right, y)
			m.SetRGBA(left, y, b)
			m.SetRGBA(right, y, a)
		}
	}
}

func saved(m *image.RGBA, quality int) []byte {
	var file bytes.Buffer
	_ = jpeg.Encode(&file, m, &jpeg.Options{Quality: quality}) // to memory, of a size that the format holds
	return file.Bytes()
}
