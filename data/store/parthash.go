package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// PhotosWithoutParts returns at most limit photos, by SHA-256 and in its order, that come after this one and of which the
// hashes of parts are missing: those that came before there were any, or when there were fewer parts. Weak ones need none.
func (db *DB) PhotosWithoutParts(ctx context.Context, after string, limit int) (all []string, err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT DISTINCT sha256 FROM evidence
		WHERE weak = $weak AND coalesce(octet_length(crops), $none) <> $size AND sha256 > $after ORDER BY sha256 LIMIT $limit`,
		sql.Named("weak", false), sql.Named("none", 0), sql.Named("size", 8*data.CropParts), sql.Named("after", after),
		sql.Named("limit", limit))
	if err != nil {
		return nil, fmt.Errorf("photos without parts: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var sha string
		if err := rows.Scan(&sha); err != nil {
			return nil, fmt.Errorf("photos without parts: %w", err)
		}
		all = append(all, sha)
	}
	return all, rows.Err()
}

// SavePartHashes keeps the hashes of parts of these photos, by SHA-256, wherever they are evidence. With some, what was said of
// the waiting cases before is forgotten: they are to be examined anew.
func (db *DB) SavePartHashes(ctx context.Context, parts map[string]data.Crops) error {
	if len(parts) == 0 {
		return nil
	}
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		for sha, c := range parts {
			_, err := tx.ExecContext(ctx, "UPDATE evidence SET crops = $crops WHERE sha256 = $sha", sql.Named("crops", allCropBytes(c)),
				sql.Named("sha", sha))
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM examination
			WHERE report_id IN (SELECT report_id FROM report_current WHERE stage = $validation)`, sql.Named("validation", string(data.Validation)))
		return err
	})
	if err != nil {
		return fmt.Errorf("hashes of parts: %w", err)
	}
	return nil
}
