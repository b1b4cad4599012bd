package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tuntas/data"
)

// rewrite writes all that is committed into a new file, verifies it and puts it in the place of the database while nobody
// writes; readers wait. Before the swap nothing has changed, after it the former file is gone.
func (db *DB) rewrite(ctx context.Context, progress Progress) error {
	db.write.Lock()
	defer db.write.Unlock()
	folder := backupFolder(db.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return cannotWrite(folder, err)
	}
	fresh := filepath.Join(folder, ".rewriting.part")
	if err := discardCopy(fresh); err != nil {
		return err
	}
	progress.tell(PartCopy, 0, 1)
	err := db.copyInto(ctx, fresh)
	if err == nil {
		progress.tell(PartCopy, 1, 1)
		_, err = db.verifyCopy(ctx, fresh, progress)
	}
	if err == nil {
		err = db.engine.replace(ctx, db.sql, func() error { return db.takePlace(fresh) })
	}
	return errors.Join(db.diskFull(err), discardCopy(fresh))
}

// takePlace renames the new file over the closed database. A log that the engine has left behind belongs to the former file,
// and then that stays.
func (db *DB) takePlace(fresh string) error {
	logs, err := logsOf(db.path)
	if err != nil {
		return err
	}
	if len(logs) > 0 {
		return fmt.Errorf("%w: the log was not taken into the file", data.ErrDamaged)
	}
	if err := syncFile(fresh); err != nil {
		return err
	}
	if err := os.Rename(fresh, db.path); err != nil {
		return cannotWrite(db.path, err)
	}
	return errors.Join(os.RemoveAll(db.path+".tmp"), syncFolder(filepath.Dir(db.path)))
}

// formerCopies lists the backups of the database at path, those before a migration included, and former databases beside it.
// left are those that cannot be written anew: damaged ones, and a second folder that cannot be reached.
func formerCopies(path, second string) (copies, left []string, err error) {
	for _, folder := range []string{backupFolder(path), second} {
		found, err := filepath.Glob(filepath.Join(globbed(folder), globbed(backupStem(path))+"*.duckdb"))
		if err != nil {
			return nil, nil, err
		}
		if folder != "" {
			copies = append(copies, found...)
		}
	}
	if _, err := os.Stat(second); second != "" && err != nil {
		left = append(left, second)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		name := filepath.Join(filepath.Dir(path), e.Name())
		why, ok := strings.CutPrefix(e.Name(), filepath.Base(path)+".")
		switch {
		case ok && e.IsDir() && strings.HasPrefix(why, "damaged-"):
			left = append(left, name)
		case ok && strings.HasPrefix(why, "before-") && !strings.HasSuffix(why, ".head") && !strings.Contains(why, ".wal"):
			copies = append(copies, name)
		}
	}
	return copies, left, nil
}

// globbed is a name in which a pattern finds only itself.
func globbed(name string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(name)
}

// eraseCopy takes the reports with these numbers out of a closed copy of the database. The copy is written anew beside itself,
// verified and renamed, its schema as it was; changed is false when nothing of them was in it. Its ledger does not change.
func (db *DB) eraseCopy(ctx context.Context, name string, numbers []string) (changed bool, err error) {
	work := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".erasing")
	if err := errors.Join(os.RemoveAll(work), os.MkdirAll(work, 0o700)); err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if err := copyWithLogs(name, filepath.Join(work, "work.duckdb")); err != nil {
		return false, err
	}
	clean := filepath.Join(work, "clean.duckdb")
	if changed, err = db.blankInto(ctx, filepath.Join(work, "work.duckdb"), clean, numbers); err != nil || !changed {
		return false, err
	}
	if err := syncFile(clean); err != nil {
		return false, err
	}
	ends, err := logsOf(name)
	if err != nil {
		return false, err
	}
	if err := os.Rename(clean, name); err != nil {
		return false, err
	}
	for _, end := range ends { // their content is in the new file
		if err := removed(name + end); err != nil {
			return true, err
		}
	}
	return true, syncFolder(filepath.Dir(name))
}

// copyWithLogs copies a closed database and its logs.
func copyWithLogs(from, to string) error {
	ends, err := logsOf(from)
	if err != nil {
		return err
	}
	for _, end := range append(ends, "") {
		if err := copyFile(from+end, to+end); err != nil && (end == "" || !errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}

// blankInto takes the reports out of a database of any schema, to which nobody else has access, and writes the rest into a new
// file, which is verified.
func (db *DB) blankInto(ctx context.Context, work, clean string, numbers []string) (changed bool, err error) {
	c := newDB(work, Options{Zone: db.zone, Clock: db.clock, Keyring: db.keyring, steps: db.steps})
	c.keys = db.keys
	c.connect(dsn(work), writerSettings(filepath.Dir(work)))
	defer func() { err = errors.Join(err, c.Close()) }()
	if _, err := c.schemaVersion(ctx); err != nil {
		return false, c.atOpening(err)
	}
	err = c.inTx(ctx, func(tx *sql.Tx) error {
		n, err := c.blank(ctx, tx, numbers)
		changed = n > 0
		return err
	})
	if err != nil || !changed {
		return false, err
	}
	if err := c.copyInto(ctx, clean); err != nil {
		return false, err
	}
	_, err = c.verifyCopy(ctx, clean, nil)
	return true, err
}

// removePhotos takes away the photos of erased reports that are evidence of no other report, here and beside the backups.
func (db *DB) removePhotos(ctx context.Context, second string, e *Erased) error {
	gone, err := db.erasedPhotos(ctx)
	if err != nil {
		return err
	}
	folders := []string{photoFolder(db.path), filepath.Join(backupFolder(db.path), "photos")}
	if second != "" {
		folders = append(folders, filepath.Join(second, "photos"))
	}
	for _, folder := range folders {
		n, err := removePhotosIn(folder, gone)
		if e.Photos += n; err != nil {
			return err
		}
	}
	return nil
}

// erasedPhotos are the hashes of photos that are evidence of erased reports only.
func (db *DB) erasedPhotos(ctx context.Context) ([]string, error) {
	return oneColumn[string](ctx, db.sql, `SELECT sha256 FROM evidence WHERE report_id > $none GROUP BY sha256
		HAVING bool_and(report_id IN (SELECT report_id FROM erasure))`, sql.Named("none", 0))
}

// removePhotosIn removes photos by their hashes in every size that the album keeps, and returns how many there were.
func removePhotosIn(folder string, gone []string) (n int64, err error) {
	sizes, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	for _, sha := range gone {
		found := false
		for _, size := range sizes {
			if len(sha) < 4 || !size.IsDir() {
				continue
			}
			place := filepath.Join(folder, size.Name(), sha[:2], sha[2:4], sha)
			for _, name := range []string{place, place + ".jpg"} {
				err := os.Remove(name)
				if err != nil && !errors.Is(err, fs.ErrNotExist) {
					return n, err
				}
				found = found || err == nil
			}
		}
		if found {
			n++
		}
	}
	return n, nil
}
