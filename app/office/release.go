package office

import (
	"archive/zip"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"tuntas/analytics"
	"tuntas/app/i18n"
	"tuntas/data"
	"tuntas/data/store"
	"tuntas/reports"
	"tuntas/reports/opendata"
)

// OpenData is the kind of document that is a release of open data: a folder, or an archive with one.
const OpenData = "opendata"

// NewSalt returns a secret for one release. It is thrown away with it, so that nobody can tell afterwards which row is which
// report.
func NewSalt() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// Release is a release that has passed the gate, with the context of what reads its reports at the moment.
type Release struct {
	*opendata.Release
	reading context.Context
}

// PrepareRelease reads the reports of the plan's days as of its instant and lets them through the gate. Nothing is written.
func PrepareRelease(ctx context.Context, db *store.DB, p opendata.Plan) (*Release, error) {
	defer sparing()()
	var err error
	if p.Ledger, err = ledgerHead(ctx, db); err != nil {
		return nil, err
	}
	w := store.Window{From: p.From, Until: p.Until, AsOf: p.AsOf, Salt: p.Salt}
	r := &Release{reading: ctx}
	r.Release, err = opendata.Prepare(p, func(stays bool) iter.Seq2[opendata.Case, error] {
		return cases(db.ReleaseCases(r.reading, w, stays))
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// sparing lets memory be given back sooner, as a release of a whole city needs, until what it returns is called. Work beside it
// takes a little longer meanwhile.
func sparing() (usual func()) {
	const sooner = 40 // per cent of what is in use
	before := debug.SetGCPercent(sooner)
	return func() { debug.SetGCPercent(before) }
}

// Terms are under which a release is made.
type Terms struct {
	K         int64    // the smallest group that may be seen; at least 3
	Sensitive []string // categories that never say more than kecamatan and week
	Earlier   []opendata.Earlier
	Publisher string
	Contact   string
	Version   string
	Open311   bool
}

// PlanRelease makes the plan of a release of the scope's days, which must be bounded, with a salt of its own.
func PlanRelease(s analytics.Scope, l *i18n.Language, t Terms) opendata.Plan {
	asOf := s.AsOf
	if asOf.IsZero() {
		asOf = s.Now
	}
	period := l.Text("opendata.period", "from", l.Date(s.From), "to", l.Date(s.Until.AddDate(0, 0, -1)))
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return opendata.Plan{
		Name: "laporan-warga-jakarta", Title: l.Text("opendata.title", "period", period), Summary: l.Text("opendata.summary", "period", period),
		Publisher: t.Publisher, Contact: t.Contact, Version: t.Version, Language: l.Code(), From: day(s.From), Until: day(s.Until),
		AsOf: asOf.In(l.Zone()), MadeAt: s.Now.In(l.Zone()).Truncate(time.Second), Salt: NewSalt(), K: t.K, Sensitive: t.Sensitive,
		Earlier: t.Earlier, Open311: t.Open311, Words: l,
	}
}

// RecordRelease notes who released what under which rule, as an issue: its name is that of the series, its days and its
// version, and releasing it again makes another revision.
func RecordRelease(ctx context.Context, db *store.DB, r *Release, by string, l *i18n.Language) (data.Issue, error) {
	p := r.Plan
	const day = time.DateOnly
	return db.Publish(ctx, data.Issue{
		Name: strings.Join([]string{p.Name, p.From.Format(day), p.Until.AddDate(0, 0, -1).Format(day), p.Version}, " "), Kind: OpenData,
		From: p.From, Until: p.Until, AsOf: p.AsOf, Definitions: Definitions(l), By: by,
		Rule: fmt.Sprintf("k=%d sensitive=%s earlier=%d released=%d withheld=%d private=%d", p.K, strings.Join(p.Sensitive, ","), len(p.Earlier),
			r.Balance.Released, r.Balance.Withheld, r.Balance.Private),
	})
}

func cases(from iter.Seq2[store.ReleaseCase, error]) iter.Seq2[opendata.Case, error] {
	return func(yield func(opendata.Case, error) bool) {
		for c, err := range from {
			if !yield(caseOf(c), err) {
				return
			}
		}
	}
}

func caseOf(c store.ReleaseCase) opendata.Case {
	o := opendata.Case{
		Number: c.Number, Private: c.Private, Category: c.Category, Channel: c.Channel, Area: c.Area, SentOn: c.SentDate,
		Stage: c.Stage, Passes: c.Pass,
	}
	for _, s := range c.Stays {
		hours := int64(-1)
		if s.Took >= 0 {
			hours = int64(s.Took / time.Hour)
		}
		o.Stays = append(o.Stays, opendata.Stay{Stage: s.Stage, Pass: s.Pass, Hours: hours, Outcome: s.Next})
	}
	return o
}

// FindReleases returns the releases at a path: the path itself where it is one, else all folders and archives in that folder that
// are releases, by name. It returns data.ErrUnknownPlace where there is none.
func FindReleases(path string) ([]string, error) {
	there, err := os.Stat(path)
	if err != nil {
		return nil, data.About(path, data.ErrUnknownPlace)
	}
	if !there.IsDir() || IsRelease(path) {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, data.About(path, err)
	}
	var all []string
	for _, e := range entries {
		if in := filepath.Join(path, e.Name()); IsRelease(in) {
			all = append(all, in)
		}
	}
	if len(all) == 0 {
		return nil, data.About(path, data.ErrUnknownPlace)
	}
	return all, nil
}

// IsRelease tells whether a folder, or an archive, holds the description of a release.
func IsRelease(path string) bool {
	if s, err := os.Stat(filepath.Join(path, opendata.PackageFile)); err == nil && !s.IsDir() {
		return true
	}
	if !strings.EqualFold(filepath.Ext(path), ".zip") {
		return false
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		return false
	}
	_, err = fs.Stat(&z.Reader, opendata.PackageFile)
	return errors.Join(err, z.Close()) == nil
}

// ReadEarlier reads earlier releases for differencing: folders, archives, folders that hold several, or their files of
// aggregates alone.
func ReadEarlier(paths []string) ([]opendata.Earlier, error) {
	var all, found []string
	for _, path := range paths {
		releases, err := FindReleases(path)
		if err != nil {
			return nil, err
		}
		found = append(found, releases...)
	}
	for _, path := range found {
		if !slices.Contains(all, path) {
			all = append(all, path)
		}
	}
	return readAllEarlier(all)
}

func readAllEarlier(paths []string) ([]opendata.Earlier, error) {
	var all []opendata.Earlier
	for _, path := range paths {
		e, err := readEarlier(path)
		if err != nil {
			return nil, data.About(path, err)
		}
		all = append(all, e)
	}
	return all, nil
}

func readEarlier(path string) (e opendata.Earlier, err error) {
	there, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return e, data.ErrUnknownPlace
	case err != nil:
		return e, err
	case there.IsDir():
		return opendata.ReadEarlier(os.DirFS(path))
	case strings.EqualFold(filepath.Ext(path), ".zip"):
		z, err := zip.OpenReader(path)
		if err != nil {
			return e, fmt.Errorf("%w: %w", data.ErrNotTable, err)
		}
		e, err = opendata.ReadEarlier(&z.Reader)
		return e, errors.Join(err, z.Close())
	}
	file, err := os.Open(path) //nolint:gosec // the file that the person has named
	if err != nil {
		return e, err
	}
	e.Rows, err = opendata.ReadAggregates(file)
	return e, errors.Join(err, file.Close())
}

// WriteRelease writes the release to path, whole or not at all: an archive when the name ends in .zip, else a folder, which
// must not be there yet.
func WriteRelease(ctx context.Context, r *Release, path string) error {
	defer sparing()()
	r.reading = ctx
	if strings.EqualFold(filepath.Ext(path), ".zip") {
		return reports.Save(path, func(w io.Writer) error { return zipRelease(w, r.Release) })
	}
	err := reports.SaveFolder(path, func(f *reports.Folder) error { return r.Write(f) })
	return data.About(path, err)
}

// zipRelease writes the files into an archive, dated as the release is.
func zipRelease(w io.Writer, r *opendata.Release) error {
	z := zip.NewWriter(w)
	if err := r.Write(zipped{z, r.Plan.MadeAt}); err != nil {
		return err
	}
	return z.Close()
}

// zipped is an archive that takes the files of a release.
type zipped struct {
	*zip.Writer
	at time.Time
}

// Create begins the next file.
func (z zipped) Create(name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: z.at.UTC()})
}
