package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// PhotoHealth compares the files of the photos with the hashes by which the database knows them.
type PhotoHealth struct {
	Files   int64 `json:"files"`   // photos that have to be there: those of erased reports have not
	Missing int64 `json:"missing"` // of these, files that are not there
	Changed int64 `json:"changed"` // of these, files that are there and hold something else
}

// verifyPhotos reads the file of each photo that is evidence of a report.
func (db *DB) verifyPhotos(ctx context.Context, progress Progress) (h PhotoHealth, err error) {
	wanted, err := db.wantedPhotos(ctx)
	if err != nil {
		return h, err
	}
	h.Files = int64(len(wanted))
	folder := albumFor(db.path)
	for i, sha := range wanted {
		if ctx.Err() != nil {
			return h, ctx.Err()
		}
		progress.tell(PartPhotos, int64(i), h.Files)
		if len(sha) < 4 {
			h.Missing++
			continue
		}
		sum, err := fileSum(filepath.Join(folder, "original", sha[:2], sha[2:4], sha))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			h.Missing++
		case err != nil || hex.EncodeToString(sum) != sha:
			h.Changed++
		}
	}
	progress.tell(PartPhotos, h.Files, h.Files)
	return h, nil
}

// wantedPhotos are the hashes of the photos that are evidence of a report that was not erased.
func (db *DB) wantedPhotos(ctx context.Context) ([]string, error) {
	if there, err := hasColumn(ctx, db.sql, "evidence", "recorded_at"); err != nil || !there {
		return nil, err
	}
	query := "SELECT DISTINCT sha256 FROM evidence WHERE report_id > $none"
	there, err := hasTable(ctx, db.sql, erasureMark)
	if err != nil {
		return nil, err
	}
	if there {
		query += " AND report_id NOT IN (SELECT report_id FROM erasure)"
	}
	return oneColumn[string](ctx, db.sql, query+" ORDER BY sha256", sql.Named("none", 0))
}

// albumFor is where the photos of the database at path lie; those of a backup lie beside it, for all backups of the folder.
func albumFor(path string) string {
	if _, err := os.Stat(photoFolder(path)); err == nil {
		return photoFolder(path)
	}
	shared := filepath.Join(filepath.Dir(path), "photos")
	if _, err := os.Stat(path + ".head"); err == nil {
		if _, err := os.Stat(shared); err == nil {
			return shared
		}
	}
	return photoFolder(path)
}
