package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// startsOf is startedReports for some reports alone, so that no other history is read.
const startsOf = `SELECT o.report_id, o.stage, coalesce(j.at, o.since), greatest(o.sent_at, b.at), greatest(o.sent_at, b.at, d.at)
	FROM report_current o
	LEFT JOIN (SELECT report_id, max(left_at) AS at FROM visit
		WHERE stage = $rejected AND report_id IN (SELECT unnest($ids)) GROUP BY report_id) b ON b.report_id = o.report_id
	LEFT JOIN (SELECT report_id, max(decided_at) AS at FROM decision
		WHERE kind = $refused AND undone_at IS NULL AND report_id IN (SELECT unnest($ids)) GROUP BY report_id) d ON d.report_id = o.report_id
	LEFT JOIN (` + judgedSince + `) j ON j.report_id = o.report_id AND o.stage = $validation
	WHERE list_contains($open, o.stage) AND o.report_id IN (SELECT unnest($ids))`

// DueTimes returns the earliest running deadline of each of these reports that has one, by report.
func (db *DB) DueTimes(ctx context.Context, reports ...int64) (due map[int64]data.DueTime, err error) {
	due = map[int64]data.DueTime{}
	if len(reports) == 0 {
		return due, nil
	}
	applied, err := db.Rules(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := db.sql.QueryContext(ctx, startsOf, sql.Named("ids", reports), sql.Named("open", stageTexts(openStages())),
		sql.Named("rejected", string(data.Rejected)), sql.Named("refused", string(data.Refused)), sql.Named("validation", string(data.Validation)))
	if err != nil {
		return nil, fmt.Errorf("due times: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	calendar := db.Calendar()
	for rows.Next() {
		var id int64
		var s data.Starts
		if err := rows.Scan(&id, &s.Stage, &s.Since, &s.CaseAt, &s.PassAt); err != nil {
			return nil, fmt.Errorf("due times: %w", err)
		}
		if code, at, ok := s.Next(applied, calendar); ok {
			due[id] = data.DueTime{Rule: code, At: at}
		}
	}
	return due, rows.Err()
}
