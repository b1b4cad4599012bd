package demo

import (
	"encoding/binary"
	"math"
)

// Types of Exif values, and how many bytes one takes.
const (
	exifText  = 2 // 1
	exifLong  = 4 // 4
	exifRatio = 5 // 8
)

// field is one entry of a list of Exif tags.
type field struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

// withExif puts the metadata of s behind the first two bytes of a JPEG.
func withExif(file []byte, s Shot) []byte {
	tiff := exif(s)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(tiff)+8)) //nolint:gosec // a few hundred bytes
	segment = append(append(segment, "Exif\x00\x00"...), tiff...)
	return append(append(append([]byte{}, file[:2]...), segment...), file[2:]...)
}

// exif is the metadata as TIFF: the list of the picture, that of the exposure, that of the place.
func exif(s Shot) []byte {
	out := []byte("MM\x00\x2a\x00\x00\x00\x08")
	first := []field{textField(0x010f, "Contoh"), textField(0x0110, "Contoh 1")}
	if s.Software != "" {
		first = append(first, textField(0x0131, s.Software))
	}
	lists := len(first)
	first = append(first, longField(0x8769, 0), longField(0x8825, 0))
	exposure, place := exposureFields(s), placeFields(s)
	at := uint32(8) //nolint:gosec // so are the lengths below: a few hundred bytes
	first[lists] = longField(0x8769, at+sizeOf(first))
	first[lists+1] = longField(0x8825, at+sizeOf(first)+sizeOf(exposure))
	for _, list := range [][]field{first, exposure, place} {
		out = appendList(out, list)
	}
	return out
}

func exposureFields(s Shot) []field {
	if s.At.IsZero() {
		return nil
	}
	return []field{
		textField(0x9003, s.At.Format("2006:01:02 15:04:05")), textField(0x9011, s.At.Format("-07:00")),
	}
}

func placeFields(s Shot) []field {
	if s.Lat == 0 && s.Lon == 0 {
		return nil
	}
	side := func(v float64, positive, negative string) string {
		if v < 0 {
			return negative
		}
		return positive
	}
	return []field{
		textField(1, side(s.Lat, "N", "S")), angleField(2, s.Lat), textField(3, side(s.Lon, "E", "W")), angleField(4, s.Lon),
	}
}

func textField(tag uint16, text string) field {
	return field{tag, exifText, uint32(len(text) + 1), append([]byte(text), 0)} //nolint:gosec // short
}

func longField(tag uint16, v uint32) field {
	return field{tag, exifLong, 1, binary.BigEndian.AppendUint32(nil, v)}
}

// angleField writes degrees, minutes and hundred-thousandths of a second.
func angleField(tag uint16, degrees float64) field {
	const parts = 100_000
	seconds := uint64(math.Round(math.Abs(degrees) * 3600 * parts))
	var value []byte
	for _, v := range [][2]uint64{{seconds / (3600 * parts), 1}, {seconds / (60 * parts) % 60, 1}, {seconds % (60 * parts), parts}} {
		value = binary.BigEndian.AppendUint32(value, uint32(v[0])) //nolint:gosec // at most 6,000,000
		value = binary.BigEndian.AppendUint32(value, uint32(v[1])) //nolint:gosec // at most 100,000
	}
	return field{tag, exifRatio, 3, value}
}

// sizeOf is how many bytes a list takes with its values.
func sizeOf(list []field) uint32 {
	n := uint32(2 + 12*len(list) + 4) //nolint:gosec // few
	for _, f := range list {
		if len(f.value) > 4 {
			n += uint32(len(f.value)) //nolint:gosec // short
		}
	}
	return n
}

// appendList writes a list at the end of out; values of more than four bytes stand behind it.
func appendList(out []byte, list []field) []byte {
	behind := uint32(len(out) + 2 + 12*len(list) + 4)           //nolint:gosec // a few hundred bytes
	out = binary.BigEndian.AppendUint16(out, uint16(len(list))) //nolint:gosec // few
	var values []byte
	for _, f := range list {
		out = binary.BigEndian.AppendUint16(out, f.tag)
		out = binary.BigEndian.AppendUint16(out, f.kind)
		out = binary.BigEndian.AppendUint32(out, f.count)
		if len(f.value) > 4 {
			out = binary.BigEndian.AppendUint32(out, behind+uint32(len(values))) //nolint:gosec // a few hundred bytes
			values = append(values, f.value...)
			continue
		}
		out = append(append(out, f.value...), make([]byte, 4-len(f.value))...)
	}
	return append(append(out, 0, 0, 0, 0), values...)
}
