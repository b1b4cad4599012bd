package evidence

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"

	"tuntas/data"
)

// formatOf tells the format by the first bytes. It returns data.ErrHEIC or data.ErrNotPhoto for what is not read.
func formatOf(raw []byte) (data.PhotoFormat, error) {
	has := func(at int, mark string) bool {
		return len(raw) >= at+len(mark) && string(raw[at:at+len(mark)]) == mark
	}
	switch {
	case has(0, "\xff\xd8\xff"):
		return data.JPEG, nil
	case has(0, "\x89PNG\r\n\x1a\n"):
		return data.PNG, nil
	case has(0, "RIFF") && has(8, "WEBP"):
		return data.WebP, nil
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return data.GIF, nil
	case has(0, "BM"):
		return data.BMP, nil
	case has(4, "ftyp") && isHEIC(raw):
		return "", data.ErrHEIC
	case len(raw) == 0:
		return "", fmt.Errorf("%w: empty", data.ErrNotPhoto)
	}
	return "", fmt.Errorf("%w: unknown first bytes %x", data.ErrNotPhoto, raw[:min(len(raw), 12)])
}

// isHEIC tells whether one of the brands in the file's first box is that of HEIC or its kin.
func isHEIC(raw []byte) bool {
	for at := 8; at+4 <= min(len(raw), 64); at += 4 {
		switch string(raw[at : at+4]) {
		case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif":
			return true
		}
	}
	return false
}

// longestExif is the most that is read of a file's Exif data: what a segment of a JPEG can hold.
const longestExif = 0xffff - 8

// exifOf returns the Exif data of the file as TIFF, its length bounded; nil when there are none.
func exifOf(raw []byte, format data.PhotoFormat) []byte {
	var found []byte
	switch format {
	case data.JPEG:
		found = jpegExif(raw)
	case data.PNG:
		found = chunk(raw[8:], "eXIf", pngChunk)
	case data.WebP:
		found = bytes.TrimPrefix(chunk(raw[min(12, len(raw)):], "EXIF", riffChunk), []byte("Exif\x00\x00"))
	default:
		return nil
	}
	return found[:min(len(found), longestExif)]
}

// jpegExif returns the Exif data among the segments of a JPEG.
func jpegExif(raw []byte) []byte {
	for marker, body := range segments(raw) {
		if exif, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return exif
		}
	}
	return nil
}

// segments gives marker and body of each segment of a JPEG before its picture.
func segments(raw []byte) iter.Seq2[byte, []byte] {
	return func(yield func(marker byte, body []byte) bool) {
		for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
			marker := raw[at+1]
			if marker == 0xff { // filling
				at++
				continue
			}
			end := at + 2 + int(binary.BigEndian.Uint16(raw[at+2:]))
			if marker == 0xda || end < at+4 || end > len(raw) || !yield(marker, raw[at+4:end]) {
				return
			}
			at = end
		}
	}
}

// isProgressive tells whether a JPEG is written in passes that are all held in memory until the last one is read.
func isProgressive(raw []byte) bool {
	for marker := range segments(raw) {
		if marker == 0xc2 {
			return true
		}
	}
	return false
}

// chunkForm says how the chunks of a container are written: the name, the length of the body, where it begins, and how
// many bytes the whole takes.
type chunkForm func(raw []byte) (name string, body, length, whole int)

func pngChunk(raw []byte) (name string, body, length, whole int) {
	n := int(binary.BigEndian.Uint32(raw))
	return string(raw[4:8]), 8, n, n + 12
}

func riffChunk(raw []byte) (name string, body, length, whole int) {
	n := int(binary.LittleEndian.Uint32(raw[4:]))
	return string(raw[:4]), 8, n, n + 8 + n%2
}

// chunk returns the body of the first chunk with this name; nil when there is none that is whole.
func chunk(raw []byte, name string, form chunkForm) []byte {
	for len(raw) >= 12 {
		is, body, length, whole := form(raw)
		if length > len(raw)-body {
			return nil
		}
		if is == name {
			return raw[body : body+length]
		}
		raw = raw[min(whole, len(raw)):]
	}
	return nil
}

// webpFrame returns the size of the picture inside a WebP file, which need not be that of its canvas; 0 when unknown.
func webpFrame(raw []byte) (w, h int64) {
	raw = raw[min(12, len(raw)):]
	if lossy := chunk(raw, "VP8 ", riffChunk); len(lossy) >= 10 {
		return int64(binary.LittleEndian.Uint16(lossy[6:]) & 0x3fff), int64(binary.LittleEndian.Uint16(lossy[8:]) & 0x3fff)
	}
	if lossless := chunk(raw, "VP8L", riffChunk); len(lossless) >= 5 {
		bits := binary.LittleEndian.Uint32(lossless[1:])
		return int64(bits&0x3fff) + 1, int64(bits>>14&0x3fff) + 1
	}
	return 0, 0
}
