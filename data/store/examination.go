package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"tuntas/data"
)

// SaveExaminations keeps what the examiner said, instead of what he said before of the same reports.
func (db *DB) SaveExaminations(ctx context.Context, all []data.Examination) error {
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		ids := make([]int64, len(all))
		for i, x := range all {
			ids[i] = x.Report
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM examination WHERE report_id IN (SELECT unnest($ids))", sql.Named("ids", ids))
		for _, x := range all {
			if err != nil {
				return err
			}
			err = addExamination(ctx, tx, x)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("examinations: %w", err)
	}
	return nil
}

func addExamination(ctx context.Context, tx *sql.Tx, x data.Examination) error {
	flags, err := json.Marshal(x.Flags)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO examination (report_id, version, photos, risk, flags, examined_at)
		VALUES ($report, $version, $photos, $risk, $flags, $at)`, sql.Named("report", x.Report), sql.Named("version", x.Version),
		sql.Named("photos", x.Photos), sql.Named("risk", x.Risk), sql.Named("flags", string(flags)), sql.Named("at", x.ExaminedAt.UTC()))
	return err
}

// Examination returns what the examiner said last of a report; false when he never looked.
func (db *DB) Examination(ctx context.Context, report int64) (x data.Examination, ok bool, err error) {
	var flags string
	err = db.sql.QueryRowContext(ctx, `SELECT report_id, version, photos, risk, flags, examined_at FROM examination
		WHERE report_id = $report`, sql.Named("report", report)).Scan(&x.Report, &x.Version, &x.Photos, &x.Risk, &flags, &x.ExaminedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return x, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(flags), &x.Flags)
	}
	if err != nil {
		return data.Examination{}, false, fmt.Errorf("examination of report %d: %w", report, err)
	}
	return x, true, nil
}

// A case is to be examined when it stands at Validation and has changed, or has other photos than when the examiner looked.
const unexamined = `SELECT c.report_id FROM report_current c
	LEFT JOIN examination x ON x.report_id = c.report_id
	LEFT JOIN (SELECT report_id, count(*) AS photos FROM evidence WHERE recorded_at > $never GROUP BY report_id) p
		ON p.report_id = c.report_id
	WHERE c.stage = $validation AND (x.version IS NULL OR x.version <> c.version OR x.photos <> coalesce(p.photos, $zero))
	ORDER BY c.since, c.report_id LIMIT $limit`

// Unexamined returns at most limit cases at Validation that the examiner has not seen as they are, the longest waiting first.
func (db *DB) Unexamined(ctx context.Context, limit int) (ids []int64, err error) {
	ids, err = identifiers(ctx, db.sql, unexamined, sql.Named("validation", string(data.Validation)), sql.Named("zero", 0),
		sql.Named("limit", limit), sql.Named("never", data.Event{}.HappenedAt))
	if err != nil {
		return nil, fmt.Errorf("unexamined: %w", err)
	}
	return ids, nil
}
