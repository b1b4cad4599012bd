package intake

import (
	"bytes"
	"math"
	"strconv"

	"tuntas/data"
	"tuntas/data/reference"
)

// Jakarta lies between these degrees, its islands included.
const (
	south, north = -6.4, -5.1
	west, east   = 106.3, 107.0
)

// lostPoint is by how much a coordinate is too large that has lost its decimal point.
const lostPoint = 1e6

// locate reads the position; a half of one is refused. Where the profile says that it should lie in Jakarta, it names the
// area that no column does.
func (rs *rows) locate(r *data.Report, fields [][]byte) flaw {
	lat, lon, at := rs.position(fields)
	if len(lat) == 0 && len(lon) == 0 {
		return flaw{}
	}
	var ok bool
	scaled := false
	if r.Lat, ok = degrees(lat, 90); !ok {
		r.Lat, ok = pointless(lat, south, north)
		scaled = ok
	}
	if !ok {
		return flaw{data.RefusedNumber, at[0]}
	}
	if r.Lon, ok = degrees(lon, 180); !ok {
		r.Lon, ok = pointless(lon, west, east)
		scaled = scaled || ok
	}
	if !ok || scaled && !(r.Lat >= south && r.Lat <= north && r.Lon >= west && r.Lon <= east) {
		return flaw{data.RefusedNumber, at[1]}
	}
	if scaled {
		rs.odd(data.Finding{Kind: data.FoundScaled, Field: rs.table.header[at[0]], Told: string(lat) + " " + string(lon), Was: placeText(r)})
	}
	rs.place(r, at[0])
	return flaw{}
}

// position returns the texts of latitude and longitude and the positions of their columns.
func (rs *rows) position(fields [][]byte) (lat, lon []byte, at [2]int) {
	fit := &rs.table.fit
	lat, lon = bytes.TrimSpace(rs.cell(fields, fieldLat)), bytes.TrimSpace(rs.cell(fields, fieldLon))
	both := bytes.TrimSpace(rs.cell(fields, fieldPosition))
	if len(lat) > 0 || len(lon) > 0 || len(both) == 0 {
		return lat, lon, [2]int{fit.at[fieldLat], fit.at[fieldLon]}
	}
	at = [2]int{fit.at[fieldPosition], fit.at[fieldPosition]}
	both = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(both, []byte("[")), []byte("]")))
	if len(both) == 0 {
		return nil, nil, at
	}
	parts := bytes.Split(both, []byte(","))
	if len(parts) < 2 || len(parts) > 3 { // the third is the height
		return both, nil, at
	}
	return bytes.TrimSpace(parts[1]), bytes.TrimSpace(parts[0]), at
}

// place notes a position outside Jakarta, and finds the area by one inside.
func (rs *rows) place(r *data.Report, column int) {
	if !rs.profile.jakarta || !r.Located() {
		return
	}
	area, ok := reference.Locate(r.Lat, r.Lon)
	switch {
	case !ok:
		rs.odd(data.Finding{Kind: data.FoundOutside, Field: rs.table.header[column], Told: placeText(r)})
	case r.Area == "":
		r.Area = area
		rs.odd(data.Finding{Kind: data.FoundLocated, Field: rs.table.header[column], Told: placeText(r), Was: area})
	}
}

// placeText writes latitude and longitude.
func placeText(r *data.Report) string {
	return strconv.FormatFloat(r.Lat, 'f', -1, 64) + " " + strconv.FormatFloat(r.Lon, 'f', -1, 64)
}

// pointless reads a coordinate that has lost its decimal point, between these degrees.
func pointless(b []byte, low, high float64) (float64, bool) {
	if bytes.ContainsAny(b, ".,eExX") {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(b), 64)
	v /= lostPoint
	return v, err == nil && !math.IsNaN(v) && v >= low && v <= high
}

// officialNumber tells whether a number looks like those of Jakarta's reports: JK, a date as YYMMDD, and four digits.
func officialNumber(s string) bool {
	const size = len("JK2503050007")
	if len(s) != size || s[:2] != "JK" {
		return false
	}
	for i := 2; i < size; i++ {
		if s[i]-'0' > 9 {
			return false
		}
	}
	month, day := two([]byte(s[4:6])), two([]byte(s[6:8]))
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(2000, month)
}
