package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// Histories returns the histories of these reports, by report, without their notes; a report that does not exist has none.
// For many reports it is far quicker than asking for each.
func (db *DB) Histories(ctx context.Context, reports ...int64) (all map[int64]data.History, err error) {
	all = map[int64]data.History{}
	if len(reports) == 0 {
		return all, nil
	}
	n := &names{}
	rows, err := db.sql.QueryContext(ctx, `SELECT seq, report_id, kind, coalesce(stage, $none), coalesce(activity, $none),
			coalesce(unit, $none), coalesce(actor, $none), coalesce(role, $none), coalesce(reason, $none), happened_at, recorded_at,
			coalesce(command_id, $none)
		FROM event WHERE report_id IN `+among(reports, n)+" ORDER BY report_id, happened_at, seq", append(n.args, sql.Named("none", ""))...)
	if err != nil {
		return nil, fmt.Errorf("histories: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e data.Event
		if err := rows.Scan(&e.Seq, &e.Report, &e.Kind, &e.Stage, &e.Activity, &e.Unit, &e.Actor, &e.Role, &e.Reason, &e.HappenedAt,
			&e.RecordedAt, &e.CommandID); err != nil {
			return nil, fmt.Errorf("histories: %w", err)
		}
		all[e.Report] = append(all[e.Report], e)
	}
	return all, rows.Err()
}
