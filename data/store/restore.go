package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tuntas/data"
)

// Restored says what a restore has done.
type Restored struct {
	Head   Head   // the end of the ledger now
	Before Head   // what the database ended with before, as far as is known
	Aside  string // where the former database lies; empty when there was none
	Erased int64  // reports that had been erased and were in the backup: erased again
	Health Health // of what is there now

	gone []string // photos of erased reports
}

// Lost is how many events of the former database the restored one lacks.
func (r Restored) Lost() int64 { return max(0, r.Before.Seq-r.Head.Seq) }

// Restore puts a backup in the place of the database at path, which must be open nowhere. The backup is copied, brought up to
// date and verified first; the former database is kept under another name beside it. An error that matches data.ErrNoBackup
// or data.ErrDamaged means that the backup cannot be used; then nothing has changed.
func Restore(ctx context.Context, path, backup string, o Options, progress Progress) (r Restored, err error) {
	db := newDB(path, o)
	if err := errors.Join(db.setZone(), db.prepareFolder()); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := checkMagic(backup); err != nil || filepath.Clean(backup) == filepath.Clean(path) {
		return r, data.About(backup, errors.Join(data.ErrNoBackup, err))
	}
	fresh := asideName(path, "restoring", db.clock().In(db.zone))
	defer func() { err = errors.Join(err, discardFresh(fresh)) }()
	if err := db.inheritErasures(backup); err != nil {
		return r, err
	}
	if r, err = db.fresh(ctx, fresh, backup, o, progress); err != nil {
		return r, data.About(backup, err)
	}
	if r.Before = db.keptHead(); r.Before.Entry == 0 {
		r.Before = headOf(ctx, path, o)
	}
	r.Aside = asideName(path, "before-restore", db.clock().In(db.zone))
	if err := swap(path, fresh, r.Aside, r.Head); err != nil {
		return r, fmt.Errorf("restore: %w", err)
	}
	if _, err := os.Stat(r.Aside); errors.Is(err, fs.ErrNotExist) {
		r.Aside = ""
	}
	if err := copyPhotos(ctx, filepath.Join(filepath.Dir(backup), "photos"), photoFolder(path), progress); err != nil {
		return r, err
	}
	_, err = removePhotosIn(photoFolder(path), r.gone)
	return r, err
}

// inheritErasures adds what the list beside the backups names to the list beside the database.
func (db *DB) inheritErasures(backup string) error {
	there, err := readErasures(erasuresOf(db.path, filepath.Dir(backup)))
	if err != nil || len(there) == 0 {
		return err
	}
	here, err := readErasures(erasuresPath(db.path))
	if err != nil {
		return err
	}
	return writeErasures(erasuresPath(db.path), both(here, there))
}

// fresh makes a verified database of today's schema out of a backup.
func (db *DB) fresh(ctx context.Context, fresh, backup string, o Options, progress Progress) (r Restored, err error) {
	progress.tell(PartCopy, 0, 1)
	if err := copyFile(backup, fresh); err != nil {
		return r, err
	}
	outside, err := ReadHead(backup + ".head")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return r, err
	}
	progress.tell(PartCopy, 1, 1)
	c, err := unguarded(ctx, fresh, o, backupFolder(fresh))
	if err != nil {
		return r, fmt.Errorf("%w: %w", data.ErrNoBackup, err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if r.Health, err = c.Verify(ctx, outside, progress); err != nil {
		return r, err
	}
	if r.Head = r.Health.Ledger.Head; !r.Health.Sound() {
		return r, data.ErrDamaged
	}
	return r, db.freshErased(ctx, c, &r, progress)
}

// freshErased erases again what the list beside the database names, and writes the file anew when there was any of it.
func (db *DB) freshErased(ctx context.Context, c *DB, r *Restored, progress Progress) (err error) {
	numbers, err := readErasures(erasuresPath(db.path))
	if err != nil {
		return err
	}
	if r.Erased, err = c.eraseAgain(ctx, numbers); err != nil {
		return err
	}
	if r.gone, err = c.erasedPhotos(ctx); err != nil || r.Erased == 0 {
		return err
	}
	if err := c.rewrite(ctx, progress); err != nil {
		return err
	}
	r.Head, err = c.Head(ctx)
	return err
}

// unguarded opens a file that only this process knows: without lock and inspection, its tables brought up to date. Beside it
// DuckDB can reach the folders.
func unguarded(ctx context.Context, path string, o Options, folders ...string) (*DB, error) {
	db := newDB(path, o)
	if err := db.setZone(); err != nil {
		return nil, err
	}
	db.connect(dsn(path), writerSettings(folders...))
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(db.atOpening(err), db.Close())
	}
	if err := db.begun(ctx, Options{}); err != nil {
		return nil, errors.Join(db.atOpening(err), db.Close())
	}
	return db, nil
}

// headOf is the end of the ledger in a file that may be damaged; zero when it cannot be read.
func headOf(ctx context.Context, path string, o Options) Head {
	if empty, err := isEmpty(path); err != nil || empty {
		return Head{}
	}
	if hasLog(path) && survivable(ctx, path) != nil {
		return Head{}
	}
	c, err := reader(path, o)
	if err != nil {
		return Head{}
	}
	h, err := c.Head(ctx)
	if errors.Join(err, c.Close()) != nil {
		return Head{}
	}
	return h
}

// discardFresh removes a database that did not get its place.
func discardFresh(fresh string) error {
	return errors.Join(discardCopy(fresh), removed(fresh+".head"), os.RemoveAll(backupFolder(fresh)))
}
