package office_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tuntas/app/office"
	"tuntas/data"
	"tuntas/data/datatest"
	"tuntas/data/demo"
	"tuntas/data/evidence"
	"tuntas/data/store"
)

// photoCase is a database of two reports, an album, and a folder to bring photos from.
type photoCase struct {
	db     *store.DB
	album  *evidence.Album
	folder string
}

func newPhotoCase(t *testing.T) photoCase {
	t.Helper()
	c := photoCase{db: datatest.Open(t, nil), folder: t.TempDir()}
	datatest.Add(t, c.db, datatest.Walk(t, 1, "2026-03-01 08:00", data.Received), datatest.Walk(t, 2, "2026-03-01 09:00", data.Received))
	var err error
	if c.album, err = evidence.OpenAlbum(filepath.Join(t.TempDir(), "album")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.album.Close() })
	return c
}

func (c photoCase) write(t *testing.T, name string, raw []byte) {
	t.Helper()
	path := filepath.Join(c.folder, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, raw, 0o600)); err != nil {
		t.Fatal(err)
	}
}

func (c photoCase) bring(t *testing.T, f office.PhotoFiles) office.PhotoResult {
	t.Helper()
	f.Paths = []string{c.folder}
	r, err := office.Photos(t.Context(), c.db, c.album, f, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (c photoCase) orphans(t *testing.T) []string {
	t.Helper()
	names, err := c.album.Orphans(func(sha256 string) bool {
		known, err := c.db.EvidenceOf(t.Context(), sha256)
		if err != nil {
			t.Fatal(err)
		}
		return len(known) > 0
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestPhotos(t *testing.T) {
	c := newPhotoCase(t)
	before := demo.Photo(demo.Shot{Seed: 1, At: datatest.At(t, "2026-03-01 07:55"), Lat: -6.2, Lon: 106.8})
	after := demo.Photo(demo.Shot{Seed: 1, After: true})
	c.write(t, "JK2603010011_before.jpg", before)
	c.write(t, "JK2603010011-sesudah-2.jpg", after)
	c.write(t, "again/jk2603010011_setelah.jpg", after)      // the same file for the same report in the same role
	c.write(t, "JK2603010012_after.jpg", after)              // and for another one
	c.write(t, "JK2603010099.jpg", before)                   // no such report
	c.write(t, "holiday.jpg", before)                        // no number
	c.write(t, "JK2603010012_cut.jpg", after[:len(after)/2]) // damaged
	c.write(t, "JK2603010012.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"))
	wantRefused := map[string]data.Refusal{
		"JK2603010099.jpg": data.RefusedReport, "holiday.jpg": data.RefusedCase, "JK2603010012_cut.jpg": data.RefusedPhoto,
		"JK2603010012.heic": data.RefusedHEIC,
	}
	for _, s := range []struct {
		name             string
		dry              bool
		taken, unchanged int64
		rows             int
	}{{"a dry run", true, 3, 1, 0}, {"for the first time", false, 3, 1, 3}, {"again", false, 0, 4, 3}} {
		t.Run(s.name, func(t *testing.T) {
			r := c.bring(t, office.PhotoFiles{DryRun: s.dry})
			if r.Files != 8 || r.Taken != s.taken || r.Unchanged != s.unchanged || r.Shared != 1 {
				t.Errorf("got %+v", r)
			}
			if len(r.Refused) != len(wantRefused) {
				t.Errorf("refused %+v, want %v", r.Refused, wantRefused)
			}
			for _, one := range r.Refused {
				if want := wantRefused[one.File]; one.Reason != want {
					t.Errorf("%s: %s, want %s", one.File, one.Reason, want)
				}
			}
			ids, err := c.db.ReportIDs(t.Context(), []string{"JK2603010011", "JK2603010012"})
			if err != nil {
				t.Fatal(err)
			}
			rows, err := c.db.Evidence(t.Context(), ids["JK2603010011"], ids["JK2603010012"])
			if err != nil || len(rows) != s.rows {
				t.Errorf("%d rows, %v; want %d", len(rows), err, s.rows)
			}
			for _, e := range rows {
				if !c.album.Has(e.Photo.SHA256) {
					t.Errorf("%s is not in the album", e.Name)
				}
			}
			if left := c.orphans(t); len(left) > 0 {
				t.Errorf("files without a row: %q", left)
			}
		})
	}
	if err := c.db.VerifyLedger(t.Context(), store.Head{}); err != nil {
		t.Error(err)
	}
}

// TestPhotosByTable ties photos by a table, mends what was refused, and brings it again.
func TestPhotosByTable(t *testing.T) {
	c := newPhotoCase(t)
	c.write(t, "IMG_1.jpg", demo.Photo(demo.Shot{Seed: 1}))
	c.write(t, "IMG_2.jpg", demo.Photo(demo.Shot{Seed: 2}))
	c.write(t, "table.csv", []byte("nomor;berkas;peran\nJK2603010011;IMG_1.jpg;sebelum\nJK2603010012;IMG_1.jpg;tl\nJK2603010099;IMG_2.jpg;after\n"))
	table := filepath.Join(c.folder, "table.csv")
	r := c.bring(t, office.PhotoFiles{Table: table})
	if r.Taken != 2 || r.Shared != 1 || r.Files != 2 || len(r.Refused) != 1 || r.Refused[0].Line != 4 || r.Refused[0].Number != "JK2603010099" {
		t.Errorf("got %+v", r)
	}
	mended := filepath.Join(t.TempDir(), "mended.csv")
	f, err := os.Create(mended) //nolint:gosec // a folder of the test
	if err != nil {
		t.Fatal(err)
	}
	r.Refused[0].Number = "JK2603010012"
	if err := errors.Join(evidence.WriteRefused(f, r.Refused), f.Close(), os.Remove(table)); err != nil {
		t.Fatal(err)
	}
	if r := c.bring(t, office.PhotoFiles{Table: mended}); r.Taken != 1 {
		t.Errorf("mended: got %+v", r)
	}
}

// TestPhotosPutBack cancels a run after its first photo was kept: neither a row nor a file stays.
func TestPhotosPutBack(t *testing.T) {
	c := newPhotoCase(t)
	c.write(t, "JK2603010011_1.jpg", demo.Photo(demo.Shot{Seed: 1}))
	c.write(t, "JK2603010011_2.jpg", demo.Photo(demo.Shot{Seed: 2}))
	ctx, cancel := context.WithCancel(t.Context())
	_, err := office.Photos(ctx, c.db, c.album, office.PhotoFiles{Paths: []string{c.folder}}, func(int, int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if left := c.orphans(t); len(left) > 0 {
		t.Errorf("files without a row: %q", left)
	}
	if r := c.bring(t, office.PhotoFiles{}); r.Taken != 2 {
		t.Errorf("afterwards: %+v", r)
	}
}

// TestPhotosAgainWithoutAlbum brings the same photos after the album was lost: the files come back.
func TestPhotosAgainWithoutAlbum(t *testing.T) {
	c := newPhotoCase(t)
	c.write(t, "JK2603010011.jpg", demo.Photo(demo.Shot{Seed: 1}))
	c.bring(t, office.PhotoFiles{})
	lost := c.album
	var err error
	if c.album, err = evidence.OpenAlbum(filepath.Join(t.TempDir(), "new")); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lost.Close() }()
	if r := c.bring(t, office.PhotoFiles{}); r.Unchanged != 1 {
		t.Errorf("got %+v", r)
	}
	ids, err := c.db.ReportIDs(t.Context(), []string{"JK2603010011"})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := c.db.Evidence(t.Context(), ids["JK2603010011"])
	if err != nil || len(rows) != 1 || !c.album.Has(rows[0].Photo.SHA256) {
		t.Errorf("%+v, %v", rows, err)
	}
}

// flagOf is what the examiner is to say of a trick.
var flagOf = map[demo.Trick]data.FlagCode{
	demo.Reused: data.FlagSameFile, demo.Reencoded: data.FlagAlike, demo.Cropped: data.FlagAlike, demo.Brightened: data.FlagAlike,
	demo.Mirrored: data.FlagAlike, demo.Unchanged: data.FlagUnchanged, demo.Elsewhere: data.FlagFar, demo.TooEarly: data.FlagTooEarly,
	demo.Edited: data.FlagEdited,
}

// TestSamplePhotos lets the examiner find in the sample city what was planted there, and nothing else.
func TestSamplePhotos(t *testing.T) {
	db, _, _ := city(t, 2_000)
	album, err := evidence.OpenAlbum(filepath.Join(t.TempDir(), "album"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = album.Close() }()
	planted, err := office.SamplePhotos(t.Context(), db, album)
	if err != nil || planted.Cases != 16 || planted.Reused == "" || planted.Elsewhere == "" || len(planted.Tricks) != len(flagOf) {
		t.Fatalf("got %+v, %v", planted, err)
	}
	examiner, err := office.NewExaminer(t.Context(), db, evidence.DefaultSettings())
	if err != nil {
		t.Fatal(err)
	}
	tricks := map[string]office.PlantedTrick{planted.Original: {}}
	for _, p := range planted.Tricks {
		tricks[p.Number] = p
		r, _, err := db.Track(t.Context(), p.Number)
		if err != nil {
			t.Fatal(err)
		}
		x, err := examiner.Examine(t.Context(), r.ID)
		found := slices.ContainsFunc(x.Flags, func(f data.Flag) bool {
			return f.Code == flagOf[p.Trick] && (p.Of == "" || slices.ContainsFunc(x.Flags, func(f data.Flag) bool { return f.Twin.Number == p.Of }))
		})
		if err != nil || !found || x.Risk == 0 || x.Photos != 2 {
			t.Errorf("%s %s: %+v, %v", p.Trick, p.Number, x, err)
		}
	}
	n, err := office.ExamineWaiting(t.Context(), db, examiner.Examine)
	if err != nil || n == 0 {
		t.Errorf("examined %d, %v", n, err)
	}
	if left, err := db.Unexamined(t.Context(), 10); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	cases, err := db.Queue(t.Context(), data.Seat{Staff: data.Staff{Name: "somebody", Role: data.Validator}}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if _, known := tricks[c.Number]; c.Risk > 0 && !known {
			x, _, err := db.Examination(t.Context(), c.Report)
			t.Errorf("an honest case is pointed at: %+v, %v", x, err)
		}
	}
	if err := db.VerifyLedger(t.Context(), store.Head{}); err != nil {
		t.Error(err)
	}
}
