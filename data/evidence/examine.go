package evidence

import (
	"cmp"
	"math"
	"slices"
	"time"

	"tuntas/data"
)

// Settings are the limits from which on the examiner points at something.
type Settings struct {
	Metres float64       // a photo of the result taken farther from the reported place
	Early  time.Duration // taken before the report by more than this
	Late   time.Duration // taken after the follow-up was filed by more than this
}

// DefaultSettings are the limits until the bureau makes others. 200 metres: between houses a phone is off by some tens of
// metres, and citizens report from across the street. Fifteen minutes before the report: who cleans at once and whose clock
// is a little wrong is left alone. Ten minutes after filing: a photo cannot be filed before it is taken, and clocks differ.
func DefaultSettings() Settings {
	return Settings{Metres: 200, Early: 15 * time.Minute, Late: 10 * time.Minute}
}

// Case is what is known of a case's photos: all that the examiner looks at.
type Case struct {
	Report  data.Report     // its number, when it was sent, and where
	FiledAt time.Time       // when the follow-up that is to be judged was filed; zero when nobody knows
	Photos  []data.Evidence // of the report
	Alike   []Likeness      // photos of other reports that are the same or look alike
}

// Likeness is a photo of the case and one of another report that looks like it.
type Likeness struct {
	Photo    string // SHA-256 of the case's own
	Twin     data.Twin
	Distance int  // bits; 0 for the same file
	Cropped  bool // one looks like a part of the other
}

// mostTwins is of how many other reports a photo's likenesses are told, nearest first.
const mostTwins = 5

// Examine points at what a person should look at, greatest risk first. It is pure, and it decides nothing. What a photo does
// not say about itself is no flag: most honest photos say nothing any more when they arrive. Photos of the complaint are
// looked at only where those of the result are compared with them; a photo in no role counts as one of the result when there
// is none.
func Examine(c Case, s Settings) []data.Flag {
	results, complaints := c.sorted()
	var flags []data.Flag
	for _, e := range results {
		flags = append(flags, c.twins(e)...)
		flags = append(flags, unchanged(e, complaints)...)
		flags = append(flags, c.claims(e, s)...)
	}
	if len(results) == 0 && len(complaints) > 0 {
		flags = append(flags, data.Flag{Code: data.FlagNoPhoto})
	}
	slices.SortStableFunc(flags, func(a, b data.Flag) int { return cmp.Compare(b.Code.Risk(), a.Code.Risk()) })
	return flags
}

// sorted returns the photos of the result and those of the complaint.
func (c Case) sorted() (results, complaints []data.Evidence) {
	var others []data.Evidence
	for _, e := range c.Photos {
		switch e.Role {
		case data.PhotoAfter:
			results = append(results, e)
		case data.PhotoComplaint:
			complaints = append(complaints, e)
		default:
			others = append(others, e)
		}
	}
	if len(results) == 0 {
		results = others
	}
	return results, complaints
}

// twins points at other reports with the same file or a picture that looks alike, each report once.
func (c Case) twins(e data.Evidence) (flags []data.Flag) {
	seen := map[int64]bool{c.Report.ID: true}
	alike := slices.Clone(c.Alike)
	slices.SortStableFunc(alike, func(a, b Likeness) int {
		same := func(l Likeness) int { return map[bool]int{true: 0, false: 1}[l.Twin.Photo == l.Photo] }
		return cmp.Or(cmp.Compare(same(a), same(b)), cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Twin.Report, b.Twin.Report))
	})
	for _, l := range alike {
		if l.Photo != e.Photo.SHA256 || seen[l.Twin.Report] || len(flags) == mostTwins {
			continue
		}
		seen[l.Twin.Report] = true
		f := data.Flag{Code: data.FlagAlike, Photo: l.Photo, Twin: l.Twin, Bits: l.Distance, Threshold: NearlySame}
		switch {
		case l.Twin.Photo == l.Photo:
			f.Code, f.Bits, f.Threshold = data.FlagSameFile, 0, 0
		case l.Cropped:
			f.Threshold = CropSame
		}
		flags = append(flags, f)
	}
	return flags
}

// unchanged compares a photo of the result with those of the complaint.
func unchanged(e data.Evidence, complaints []data.Evidence) (flags []data.Flag) {
	for _, before := range complaints {
		a, b := e.Photo, before.Photo
		f := data.Flag{Code: data.FlagUnchanged, Photo: a.SHA256, Threshold: NearlySame,
			Twin: data.Twin{Report: before.Report, Photo: b.SHA256, Role: before.Role}}
		if a.SHA256 == b.SHA256 {
			flags = append(flags, f)
			continue
		}
		if a.Weak || b.Weak {
			continue
		}
		if f.Bits = distance(a, b); f.Bits <= NearlySame {
			flags = append(flags, f)
		} else if f.Bits = Cropped(a.Hash, &b.Crops, b.Hash, &a.Crops); f.Bits <= CropSame {
			f.Threshold = CropSame
			flags = append(flags, f)
		}
	}
	return flags
}

// claims compares what a file says about itself with what is known of the case.
func (c Case) claims(e data.Evidence, s Settings) (flags []data.Flag) {
	p := e.Photo
	add := func(asked bool, f data.Flag) {
		if asked {
			f.Photo = p.SHA256
			flags = append(flags, f)
		}
	}
	if !p.TakenAt.IsZero() {
		early, late := c.Report.SentAt.Sub(p.TakenAt), p.TakenAt.Sub(c.FiledAt)
		add(early > s.Early, data.Flag{Code: data.FlagTooEarly, Hours: early.Hours(), Threshold: s.Early.Hours()})
		add(!c.FiledAt.IsZero() && late > s.Late, data.Flag{Code: data.FlagTooLate, Hours: late.Hours(), Threshold: s.Late.Hours()})
	}
	if p.Located() && c.Report.Located() {
		m := Metres(p.Lat, p.Lon, c.Report.Lat, c.Report.Lon)
		add(m > s.Metres, data.Flag{Code: data.FlagFar, Metres: m, Threshold: s.Metres})
	}
	add(p.Edited != "", data.Flag{Code: data.FlagEdited, Mark: p.Edited})
	add(p.Generated != "", data.Flag{Code: data.FlagGenerated, Mark: p.Generated})
	return flags
}

// earthRadius is the mean radius of the earth in metres.
const earthRadius = 6_371_000

// Metres returns the distance of two places in degrees along the surface of a round earth; it is off by half a per cent at
// most.
func Metres(lat1, lon1, lat2, lon2 float64) float64 {
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	north, east := math.Sin(rad(lat2-lat1)/2), math.Sin(rad(lon2-lon1)/2)
	h := north*north + math.Cos(rad(lat1))*math.Cos(rad(lat2))*east*east
	return 2 * earthRadius * math.Asin(math.Sqrt(min(1, h)))
}
