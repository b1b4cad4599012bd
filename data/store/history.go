package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// Track returns the report with this number, its texts included, and its whole history. It returns data.ErrNotFound, with
// the number as subject, when there is none.
func (db *DB) Track(ctx context.Context, number string) (data.Report, data.History, error) {
	var id int64
	err := db.sql.QueryRowContext(ctx, `SELECT report_id FROM report_current WHERE number = $number`,
		sql.Named("number", number)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = data.About(number, data.ErrNotFound)
	}
	if err != nil {
		return data.Report{}, nil, fmt.Errorf("track: %w", err)
	}
	return db.Case(ctx, id)
}

// Case returns the report with this id and its whole history, or data.ErrNotFound.
func (db *DB) Case(ctx context.Context, id int64) (data.Report, data.History, error) {
	r, err := report(ctx, db.sql, id)
	if err != nil {
		return r, nil, fmt.Errorf("report %d: %w", id, err)
	}
	h, err := history(ctx, db.sql, id)
	if err != nil {
		return r, nil, fmt.Errorf("history of report %d: %w", id, err)
	}
	return r, h, nil
}

func report(ctx context.Context, q querier, id int64) (r data.Report, err error) {
	err = q.QueryRowContext(ctx, `SELECT id, number, coalesce(channel, $none), coalesce(category, $none), coalesce(area, $none),
			coalesce(address, $none), coalesce(text, $none), coalesce(lat, $zero), coalesce(lon, $zero), private, sent_at,
			coalesce(continues, $none)
		FROM subject WHERE id = $id`, sql.Named("id", id), sql.Named("none", ""), sql.Named("zero", 0.0)).
		Scan(&r.ID, &r.Number, &r.Channel, &r.Category, &r.Area, &r.Address, &r.Text, &r.Lat, &r.Lon, &r.Private, &r.SentAt,
			&r.Continues)
	if errors.Is(err, sql.ErrNoRows) {
		return r, data.ErrNotFound
	}
	return r, err
}

func history(ctx context.Context, q querier, id int64) (h data.History, err error) {
	rows, err := q.QueryContext(ctx, `SELECT seq, report_id, kind, coalesce(stage, $none), coalesce(activity, $none),
			coalesce(unit, $none), coalesce(actor, $none), coalesce(role, $none), coalesce(reason, $none), coalesce(note, $none),
			happened_at, recorded_at, coalesce(command_id, $none)
		FROM event WHERE report_id = $id ORDER BY happened_at, seq`, sql.Named("id", id), sql.Named("none", ""))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e data.Event
		if err := rows.Scan(&e.Seq, &e.Report, &e.Kind, &e.Stage, &e.Activity, &e.Unit, &e.Actor, &e.Role, &e.Reason, &e.Note,
			&e.HappenedAt, &e.RecordedAt, &e.CommandID); err != nil {
			return nil, err
		}
		h = append(h, e)
	}
	return h, rows.Err()
}
