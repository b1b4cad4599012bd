package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"tuntas/data"
	"tuntas/data/evidence"
	"tuntas/data/store"
)

// PhotoFiles says which photos are brought in.
type PhotoFiles struct {
	Paths  []string // folders, zip archives or single photos
	Table  string   // a table that says which photo belongs to which report; empty for none
	DryRun bool     // everything is read and nothing is kept
	Limits evidence.Limits
}

// PhotoResult says what became of the photos. A photo for two reports counts twice.
type PhotoResult struct {
	Files     int64 // files that were looked at
	Taken     int64 // photos that were new for their report
	Unchanged int64 // photos that their report had already
	Shared    int64 // files that are evidence of more than one report
	Refused   []evidence.Refused
}

// Photos takes photos in: reads them, keeps their files in the album, then their rows in the database, as one transaction.
// A photo that cannot be read, and one whose report is not known, is listed with its reason and stops nothing. When the
// transaction fails, the files that were new go away again. progress may be nil; so may the album of a dry run.
func Photos(
	ctx context.Context, db *store.DB, album *evidence.Album, files PhotoFiles, progress func(done, total int),
) (result PhotoResult, err error) {
	sources, err := openSources(files)
	defer func() { err = errors.Join(err, closeSources(sources)) }()
	if err != nil {
		return result, err
	}
	rows, err := tableAt(files.Table)
	if err != nil {
		return result, err
	}
	ties, refused := evidence.Ties(sources, rows, files.Table)
	t := &taker{ctx: ctx, db: db, album: album, files: files}
	t.result.Refused = refused
	for _, s := range sources {
		t.result.Files += int64(len(s.Files))
	}
	if err = t.take(ties, progress); err == nil {
		err = t.keep()
	}
	if err != nil {
		return PhotoResult{}, fmt.Errorf("photos: %w", errors.Join(err, t.putBack()))
	}
	return t.result, nil
}

func openSources(files PhotoFiles) (all []*evidence.Source, err error) {
	for _, path := range files.Paths {
		s, err := evidence.OpenSource(path, files.Table)
		if err != nil {
			return all, err
		}
		all = append(all, s)
	}
	return all, nil
}

func closeSources(all []*evidence.Source) error {
	var errs []error
	for _, s := range all {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}

func tableAt(path string) ([]evidence.Row, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path) //nolint:gosec // the table that the person has named
	if err != nil {
		return nil, data.About(path, err)
	}
	rows, err := evidence.ReadTable(f)
	if err != nil && data.Subject(err) == "" {
		err = data.About(path, err)
	}
	return rows, errors.Join(err, f.Close())
}

// taker is one run of Photos.
type taker struct {
	ctx    context.Context
	db     *store.DB
	album  *evidence.Album
	files  PhotoFiles
	ids    map[string]int64      // of reports, by number
	known  map[string]data.Photo // photos that need not be decoded again, by SHA-256
	taken  []data.Evidence
	added  []string // photos whose files are new in the album
	result PhotoResult
}

// take reads all photos whose report is known. Ties of one file follow each other, so that it is read once.
func (t *taker) take(ties []evidence.Tie, progress func(done, total int)) error {
	if err := t.ask(ties); err != nil {
		return err
	}
	for i := 0; i < len(ties); {
		n := 1
		for i+n < len(ties) && ties[i+n].Source == ties[i].Source && ties[i+n].File == ties[i].File {
			n++
		}
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := t.takeFile(ties[i : i+n]); err != nil {
			return err
		}
		i += n
		if progress != nil {
			progress(i, len(ties))
		}
	}
	return nil
}

// ask learns from the database which reports there are and which photos they have.
func (t *taker) ask(ties []evidence.Tie) (err error) {
	var numbers []string
	for _, tie := range ties {
		numbers = append(numbers, tie.Numbers...)
	}
	slices.Sort(numbers)
	if t.ids, err = t.db.ReportIDs(t.ctx, slices.Compact(numbers)); err != nil {
		return err
	}
	var ids []int64
	for _, id := range t.ids {
		ids = append(ids, id)
	}
	have, err := t.db.Evidence(t.ctx, ids...)
	t.known = map[string]data.Photo{}
	for _, e := range have {
		if t.album != nil && t.album.Has(e.Photo.SHA256) {
			t.known[e.Photo.SHA256] = e.Photo
		}
	}
	return err
}

// takeFile reads one file for all reports that it is tied to.
func (t *taker) takeFile(ties []evidence.Tie) error {
	var wanted []data.Evidence
	var of []evidence.Tie
	for _, tie := range ties {
		e, reason := t.meant(tie)
		if reason != "" {
			t.refuse(tie, reason)
			continue
		}
		wanted, of = append(wanted, e), append(of, tie)
	}
	if len(wanted) == 0 {
		return nil
	}
	photo, err := t.read(of[0])
	if reason := reasonOf(err); reason != "" {
		for _, tie := range of {
			t.refuse(tie, reason)
		}
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range wanted {
		e.Photo = photo
		t.taken = append(t.taken, e)
	}
	return nil
}

// meant returns whose evidence the tied file is to be, or why it cannot be any.
func (t *taker) meant(tie evidence.Tie) (e data.Evidence, reason data.Refusal) {
	e = data.Evidence{Role: tie.Role, Name: tie.File.Name}
	for _, n := range tie.Numbers {
		if id, ok := t.ids[n]; ok {
			e.Report = id
			return e, tie.File.Refused
		}
	}
	if len(tie.Numbers) == 0 {
		return e, data.RefusedCase
	}
	return e, data.RefusedReport
}

// read reads the photo and keeps its files. One that its report has already is not decoded again.
func (t *taker) read(tie evidence.Tie) (data.Photo, error) {
	reader := evidence.Reader{Zone: t.db.Zone(), Limits: t.files.Limits, Known: t.known}
	p, err := tie.Source.Read(tie.File, reader.Read)
	if err != nil {
		return data.Photo{}, err
	}
	t.known[p.Photo.SHA256] = p.Photo
	if t.files.DryRun || !p.Decoded() {
		return p.Photo, nil
	}
	added, err := t.album.Put(p)
	if added {
		t.added = append(t.added, p.Photo.SHA256)
	}
	return p.Photo, err
}

func (t *taker) refuse(tie evidence.Tie, reason data.Refusal) {
	number := ""
	if len(tie.Numbers) > 0 {
		number = slices.MinFunc(tie.Numbers, func(a, b string) int { return len(a) - len(b) })
	}
	t.result.Refused = append(t.result.Refused, evidence.Refused{
		Path: tie.Source.Path, Line: tie.Line, Number: number, File: tie.File.Name, Role: string(tie.Role), Reason: reason,
	})
}

// keep writes the rows.
func (t *taker) keep() error {
	kept, err := t.db.AddEvidence(t.ctx, t.taken, t.files.DryRun)
	t.result.Taken, t.result.Unchanged, t.result.Shared = kept.Taken, kept.Unchanged, kept.Shared
	return err
}

// putBack deletes the files that this run has brought, after its rows were not kept.
func (t *taker) putBack() error {
	var errs []error
	for _, name := range t.added {
		errs = append(errs, t.album.Remove(name))
	}
	return errors.Join(errs...)
}

// reasonOf tells why a photo that could not be read is refused; empty for an error that is none of the photo's.
func reasonOf(err error) data.Refusal {
	switch {
	case errors.Is(err, data.ErrHEIC):
		return data.RefusedHEIC
	case errors.Is(err, data.ErrTooLarge):
		return data.RefusedLarge
	case errors.Is(err, data.ErrNotPhoto):
		return data.RefusedPhoto
	}
	return ""
}
