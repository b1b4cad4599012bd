package evidence

import (
	"bytes"
	"encoding/binary"
	"math"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/bep/imagemeta"

	"tuntas/data"
)

// claims is what a file says about itself.
type claims struct {
	photo       data.Photo // times, place, camera, software and what they hint at
	orientation int        // 1 to 8; 1 when the file does not say
}

// claimsOf reads what the file says about itself. Whatever cannot be read is taken as not said.
func claimsOf(raw []byte, format data.PhotoFormat, zone *time.Location) claims {
	tags := exifTags(exifOf(raw, format))
	c := claims{orientation: 1}
	if o, ok := tags["Orientation"].(uint16); ok && o >= 1 && o <= 8 {
		c.orientation = int(o)
	}
	c.photo.TakenAt, c.photo.Zoned = takenAt(tags, zone)
	c.photo.Lat, c.photo.Lon = placeOf(tags)
	c.photo.Camera = camera(line(tags["Make"]), line(tags["Model"]))
	tool := creatorTool(raw)
	if c.photo.Software = line(tags["Software"]); c.photo.Software == "" {
		c.photo.Software = tool
	}
	c.photo.Edited = firstNamed(editors, c.photo.Software, tool)
	c.photo.Generated = generated(raw, c.photo.Software, tool)
	c.photo.Signed = bytes.Contains(raw, credentials)
	return c
}

// wanted are the tags that are read; all others are passed over unread.
var wanted = map[string]bool{
	"Orientation": true, "DateTimeOriginal": true, "OffsetTimeOriginal": true, "CreateDate": true, "OffsetTimeDigitized": true,
	"GPSLatitude": true, "GPSLatitudeRef": true, "GPSLongitude": true, "GPSLongitudeRef": true,
	"Make": true, "Model": true, "Software": true,
}

// exifTags reads the wanted tags of Exif data. The library sees at most one segment of a JPEG and few, short tags, which
// bounds its time; its own time limit is not used, because it leaves a goroutine behind that goes on reading.
func exifTags(exif []byte) (tags map[string]any) {
	tags = map[string]any{}
	if len(exif) == 0 {
		return tags
	}
	defer func() { _ = recover() }() // what was read before a panic stays
	file := append([]byte("\xff\xd8\xff\xe1"), 0, 0)
	file = append(append(file, "Exif\x00\x00"...), exif...)
	binary.BigEndian.PutUint16(file[4:], uint16(len(file)-4)) //nolint:gosec // exif is at most longestExif
	// An error says that the data end too early or make no sense: what was read before it stays, too.
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(append(file, 0xff, 0xd9)), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return wanted[t.Tag] && strings.HasPrefix(t.Namespace, "IFD0") },
		HandleTag: func(t imagemeta.TagInfo) error {
			if _, again := tags[t.Tag]; !again {
				tags[t.Tag] = t.Value
			}
			return nil
		},
		LimitNumTags: 10_000, LimitTagSize: 512,
	})
	return tags
}

// firstYear is before any camera wrote Exif data: earlier times are those of a clock that was never set.
const firstYear = 1990

// takenAt returns when the photo was taken, and whether the file says in which zone that is.
func takenAt(tags map[string]any, zone *time.Location) (at time.Time, zoned bool) {
	for _, names := range [][2]string{{"DateTimeOriginal", "OffsetTimeOriginal"}, {"CreateDate", "OffsetTimeDigitized"}} {
		clock, offset := line(tags[names[0]]), line(tags[names[1]])
		const layout = "2006:01:02 15:04:05"
		if t, err := time.Parse(layout+"-07:00", clock+strings.Replace(offset, "Z", "+00:00", 1)); err == nil && t.Year() >= firstYear {
			return t.UTC(), true
		}
		if t, err := time.ParseInLocation(layout, clock, zone); err == nil && t.Year() >= firstYear {
			return t.UTC(), false
		}
	}
	return time.Time{}, false
}

// placeOf returns where the photo was taken; 0, 0 when the file does not say, or says what is no place. An angle of exactly
// 0 is what devices write that do not know.
func placeOf(tags map[string]any) (lat, lon float64) {
	lat = degrees(tags["GPSLatitude"], line(tags["GPSLatitudeRef"]), "NS", 90)
	lon = degrees(tags["GPSLongitude"], line(tags["GPSLongitudeRef"]), "EW", 180)
	if lat == 0 || lon == 0 {
		return 0, 0
	}
	return lat, lon
}

// degrees returns an angle, positive on the first of the two sides and negative on the second; 0 when it is none.
func degrees(value any, side, sides string, most float64) float64 {
	angle, ok := value.(float64)
	if !ok || math.IsNaN(angle) || angle < 0 || angle > most || len(side) != 1 {
		return 0
	}
	switch strings.Index(sides, strings.ToUpper(side)) {
	case 0:
		return angle
	case 1:
		return -angle
	}
	return 0
}

// longestLine is how much is kept of a text that a file says about itself.
const longestLine = 200

// line returns v when it is a text, in one clean line.
func line(v any) string {
	s, ok := v.(string)
	if !ok {
		return ""
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " "))
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longestLine {
		return string(r[:longestLine])
	}
	return s
}

// camera joins maker and model, whose name often begins with the maker's.
func camera(brand, model string) string {
	if strings.HasPrefix(strings.ToLower(model), strings.ToLower(brand)) {
		return model
	}
	return strings.TrimSpace(brand + " " + model)
}

var toolForm = regexp.MustCompile(`CreatorTool(?:="|>)([^"<]{1,200})`)

// creatorTool returns the tool that an XMP packet names, wherever it lies; empty when there is none.
func creatorTool(raw []byte) string {
	at := bytes.Index(raw, []byte("CreatorTool"))
	if at < 0 {
		return ""
	}
	if m := toolForm.FindSubmatch(raw[at:min(len(raw), at+2*longestLine)]); m != nil {
		return line(string(m[1]))
	}
	return ""
}
