package data

import "time"

// Photo is what is known of the bytes of one photo: nothing about the report that it belongs to. What a file says about
// itself can be made up by whoever sends it, and is often stripped on the way: nothing follows from what is missing.
type Photo struct {
	SHA256        string      // of the file as it came, 64 hexadecimal digits in lower case
	Format        PhotoFormat //
	Bytes         int64       // size of the file
	Width, Height int         // pixels, as the photo is looked at: turned the way that its metadata says
	TakenAt       time.Time   // when it was taken, UTC; zero when the file does not say
	Zoned         bool        // the file says in which zone TakenAt is; otherwise the office's zone was assumed
	Lat, Lon      float64     // where it was taken, degrees WGS 84; both 0 when the file does not say
	Camera        string      // maker and model; may be empty
	Software      string      // what the file says it was written by, often the firmware of a phone; may be empty
	Edited        string      // the text that names software for changing pictures; empty when none was found
	Generated     string      // the text that names a generator of pictures; empty when none was found
	Signed        bool        // holds content credentials (C2PA); they are not checked, and say neither good nor bad
	Hash          uint64      // perceptual hash: pictures that look alike differ in few bits
	Weak          bool        // too little to see for the hash to mean anything: it is compared with nothing
	Crops         Crops       // hashes of parts of the picture; all 0 when none were made
}

// Crops are the perceptual hashes of parts of a picture, always the same parts, and of its mirror image: what was cropped or
// mirrored looks like one of them. 0
// stands for a part in which there is too little to see.
type Crops [CropParts]uint64

// CropParts is of how many parts hashes are kept.
const CropParts = 16

// Located tells whether the file says where the photo was taken.
func (p Photo) Located() bool { return p.Lat != 0 || p.Lon != 0 }

// PhotoFormat is the format of a photo's file, told by its bytes. Formats are stored as these texts.
type PhotoFormat string

// The formats that are read.
const (
	JPEG PhotoFormat = "jpeg"
	PNG  PhotoFormat = "png"
	WebP PhotoFormat = "webp"
	GIF  PhotoFormat = "gif" // its first frame
	BMP  PhotoFormat = "bmp"
)

// PhotoRole is what a photo shows of a report. Roles are stored as these texts.
type PhotoRole string

// The roles of a photo.
const (
	PhotoComplaint PhotoRole = "complaint" // what was complained about, before any work
	PhotoAfter     PhotoRole = "after"     // the result of the follow-up
	PhotoOther     PhotoRole = "other"     // nobody said
)

// PhotoRoles returns all roles in the order of their constants; the slice is the caller's own.
func PhotoRoles() []PhotoRole { return []PhotoRole{PhotoComplaint, PhotoAfter, PhotoOther} }

// Evidence is a photo in its role for one report. The same photo may be evidence of several reports, and in several roles.
type Evidence struct {
	Report     int64 // id of the report
	Role       PhotoRole
	Name       string // of the file as it came: a text, never a path
	Photo      Photo
	RecordedAt time.Time // when the store learned of it, UTC; the store's to give
}

// PhotoHash are the perceptual hashes of one photo of a report.
type PhotoHash struct {
	Report int64
	Hash   uint64
	Crops  Crops
}
