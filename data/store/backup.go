package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tuntas/data"
)

// BackupRecord describes one backup.
type BackupRecord struct {
	Path   string    `json:"path"`
	Head   Head      `json:"head"` // of the ledger in the backup
	Bytes  int64     `json:"bytes"`
	MadeAt time.Time `json:"made_at"`
}

// backupFolder is where the backups of the database at path lie.
func backupFolder(path string) string { return path + ".backups" }

// Backup writes a copy of the database into the folder of its backups while others read and write, and a second copy into
// another folder when one is named. A backup counts only when every block of it was read, its tables hold what its ledger
// tells and the ledger is that of the database; until then it has another name, and after a failure none. Older backups
// are thinned out after that (see Thinned). Photos beside the database are taken along.
func (db *DB) Backup(ctx context.Context, second string, progress Progress) (BackupRecord, error) {
	if db.path == "" || db.readOnly {
		return BackupRecord{}, data.ErrReadOnly
	}
	db.copying.Lock()
	defer db.copying.Unlock()
	made, err := db.backup(ctx, backupName(db.path, db.clock().In(db.zone)), progress)
	if err != nil {
		return BackupRecord{}, fmt.Errorf("backup: %w", err)
	}
	folders := []string{backupFolder(db.path)}
	if second != "" {
		if err := copyBackup(made.Path, second); err != nil {
			return made, fmt.Errorf("second backup: %w", err)
		}
		folders = append(folders, second)
	}
	for _, folder := range folders {
		if err := db.tend(ctx, folder, progress); err != nil {
			return made, fmt.Errorf("backup folder: %w", err)
		}
	}
	return made, nil
}

// tend takes the photos along and lets old backups go.
func (db *DB) tend(ctx context.Context, folder string, progress Progress) error {
	if err := copyPhotos(ctx, photoFolder(db.path), filepath.Join(folder, "photos"), progress); err != nil {
		return err
	}
	numbers, err := readErasures(erasuresPath(db.path))
	if err != nil {
		return err
	}
	if err := spreadErasures(db.path, folder, numbers); err != nil {
		return err
	}
	return thin(db.path, folder, db.zone)
}

// backup makes one verified copy under the given name in the folder of the backups.
func (db *DB) backup(ctx context.Context, name string, progress Progress) (made BackupRecord, err error) {
	folder := backupFolder(db.path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return made, cannotWrite(folder, err)
	}
	made = BackupRecord{Path: filepath.Join(folder, name), MadeAt: db.now()}
	temp := filepath.Join(folder, "."+name+".part")
	if err := discardCopy(temp); err != nil {
		return made, cannotWrite(folder, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(db.diskFull(err), discardCopy(temp))
		}
	}()
	progress.tell(PartCopy, 0, 1)
	if err := db.copyInto(ctx, temp); err != nil {
		return made, err
	}
	progress.tell(PartCopy, 1, 1)
	if made.Head, err = db.verifyCopy(ctx, temp, progress); err != nil {
		return made, err
	}
	return made, publishCopy(temp, &made)
}

// discardCopy removes an unfinished copy and its log.
func discardCopy(temp string) error {
	var errs []error
	for _, name := range []string{temp, temp + ".wal"} {
		if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(append(errs, os.RemoveAll(temp+".tmp"))...)
}

// copyInto lets DuckDB write all that is committed now into a new file. The engine does that in a transaction of its own.
func (db *DB) copyInto(ctx context.Context, target string) (err error) {
	abs, err := filepath.Abs(target)
	if err != nil {
		return err
	}
	if !filepath.IsAbs(db.path) {
		abs = target // the allowed folder is written as the database's path is
	}
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	var name string
	if err := conn.QueryRowContext(ctx, "SELECT current_database()").Scan(&name); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "ATTACH "+quoted(abs)+" AS backup_copy"); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "COPY FROM DATABASE "+named(name)+" TO backup_copy")
	_, err2 := conn.ExecContext(context.WithoutCancel(ctx), "DETACH backup_copy")
	return errors.Join(err, err2)
}

// verifyCopy reads every block of a copy and holds its tables against its ledger and its ledger against ours.
func (db *DB) verifyCopy(ctx context.Context, path string, progress Progress) (end Head, err error) {
	c, err := reader(path, Options{Zone: db.zone, Clock: db.clock})
	if err != nil {
		return end, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	blocks, err := c.verifyBlocks(ctx, progress)
	if err != nil {
		return end, err
	}
	if !(Health{Tables: blocks}).Sound() {
		return end, data.ErrDamaged
	}
	if end, err = c.Head(ctx); err != nil {
		return end, err
	}
	hash, err := hashOf(ctx, db.sql, end.Entry)
	if err != nil || hash != end.Hash {
		return end, errors.Join(err, broken(end.Entry))
	}
	return end, c.countAgainstLedger(ctx)
}

// countAgainstLedger counts events and reports and holds both against what the ledger tells, which costs no hashing.
func (db *DB) countAgainstLedger(ctx context.Context) error {
	var same bool
	err := db.sql.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM event) = coalesce(sum(greatest($none, last_seq - first_seq + $one)), $none)
			AND (SELECT count(*) FROM report) = coalesce(sum(greatest($none, last_report - first_report + $one)), $none)
			AND (SELECT count(*) FROM report) = (SELECT count(*) FROM report_current)
		FROM ledger`, sql.Named("none", 0), sql.Named("one", 1)).Scan(&same)
	if err != nil || same {
		return err
	}
	return data.ErrLedger
}

// publishCopy gives a verified copy its name; its head goes beside it.
func publishCopy(temp string, made *BackupRecord) error {
	if err := syncFile(temp); err != nil {
		return err
	}
	info, err := os.Stat(temp)
	if err != nil {
		return err
	}
	made.Bytes = info.Size()
	text, err := json.Marshal(made.Head)
	if err != nil {
		return err
	}
	if err := os.WriteFile(made.Path+".head", text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(temp, made.Path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(made.Path))
}

// syncFile makes a file's bytes last, and the file private.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // a file that was written just now
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Sync(), f.Close())
}
