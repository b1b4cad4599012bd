package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"tuntas/data"
)

// Hold takes the case for the seat, or renews its hold. Where somebody else's still counts it returns a data.HeldError; the
// same person's at another window goes over, with a trace. A hold is no condition for a command.
func (db *DB) Hold(ctx context.Context, report int64, seat data.Seat) (hold data.Hold, err error) {
	err = db.inTx(ctx, func(tx *sql.Tx) (err error) {
		hold, err = db.takeHold(ctx, tx, report, seat, "")
		return err
	})
	if err != nil {
		return data.Hold{}, fmt.Errorf("hold report %d: %w", report, err)
	}
	return hold, nil
}

// TakeOver takes the case from whoever holds it. A blank reason gives data.ErrReasonMissing.
func (db *DB) TakeOver(ctx context.Context, report int64, seat data.Seat, reason string) (hold data.Hold, err error) {
	if data.Blank(reason) {
		return data.Hold{}, data.ErrReasonMissing
	}
	err = db.inTx(ctx, func(tx *sql.Tx) (err error) {
		hold, err = db.takeHold(ctx, tx, report, seat, reason)
		return err
	})
	if err != nil {
		return data.Hold{}, fmt.Errorf("take over report %d: %w", report, err)
	}
	return hold, nil
}

// Release gives the case back. A hold that is not the seat's, or no longer, is left alone.
func (db *DB) Release(ctx context.Context, report int64, seat data.Seat) error {
	err := db.inTx(ctx, func(tx *sql.Tx) error { return releaseHold(ctx, tx, report, seat, db.now()) })
	if err != nil {
		return fmt.Errorf("release report %d: %w", report, err)
	}
	return nil
}

// Holds returns the holds that count now, the oldest first.
func (db *DB) Holds(ctx context.Context) ([]data.Hold, error) {
	holds, err := holds(ctx, db.sql, `SELECT report_id, holder, window_id, since, until_at FROM hold WHERE until_at > $now
		AND until_at <= $latest ORDER BY since, report_id`, sql.Named("now", db.now()), sql.Named("latest", db.now().Add(data.HoldFor)))
	if err != nil {
		return nil, fmt.Errorf("holds: %w", err)
	}
	return holds, nil
}

// HoldTraces returns what happened to the holds of a report, in order.
func (db *DB) HoldTraces(ctx context.Context, report int64) (all []data.HoldTrace, err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT report_id, step, holder, coalesce(from_holder, $none), coalesce(reason, $none),
			happened_at
		FROM hold_trace WHERE report_id = $report ORDER BY happened_at, rowid`, sql.Named("none", ""), sql.Named("report", report))
	if err != nil {
		return nil, fmt.Errorf("traces of holds: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var t data.HoldTrace
		if err := rows.Scan(&t.Report, &t.Step, &t.Holder, &t.From, &t.Reason, &t.At); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

func holds(ctx context.Context, q querier, query string, args ...any) (all []data.Hold, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var h data.Hold
		if err := rows.Scan(&h.Report, &h.Holder, &h.Window, &h.Since, &h.Until); err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, rows.Err()
}

// holdOf returns the hold of a report, run out or not; the zero Hold when there is none.
func holdOf(ctx context.Context, q querier, report int64) (data.Hold, error) {
	all, err := holds(ctx, q, `SELECT report_id, holder, window_id, since, until_at FROM hold WHERE report_id = $report`,
		sql.Named("report", report))
	if err != nil || len(all) == 0 {
		return data.Hold{}, err
	}
	return all[0], nil
}

// takeHold takes or renews; with a reason it also takes what somebody else holds. A renewal leaves no trace.
func (db *DB) takeHold(ctx context.Context, tx *sql.Tx, report int64, seat data.Seat, reason string) (data.Hold, error) {
	now := db.now()
	if err := isReport(ctx, tx, report); err != nil {
		return data.Hold{}, err
	}
	old, err := holdOf(ctx, tx, report)
	if err != nil {
		return data.Hold{}, err
	}
	if reason == "" && old.Blocks(seat, now) {
		return old, &data.HeldError{Hold: old}
	}
	next := data.Hold{Report: report, Holder: seat.Name, Window: seat.Window, Since: now, Until: now.Add(data.HoldFor)}
	t := data.HoldTrace{Report: report, Step: data.HoldTaken, Holder: seat.Name, From: old.Holder, At: now}
	switch counts := old.Counts(now); {
	case counts && old.Of(seat):
		next.Since, t.Step = old.Since, ""
	case counts && old.Holder == seat.Name:
		t.Step = data.HoldMoved
	case counts:
		t.Step, t.Reason = data.HoldOver, reason
	}
	if err := putHold(ctx, tx, next); err != nil {
		return data.Hold{}, err
	}
	return next, addTrace(ctx, tx, t)
}

func isReport(ctx context.Context, q querier, id int64) error {
	var n int
	err := q.QueryRowContext(ctx, "SELECT count(*) FROM report_current WHERE report_id = $report", sql.Named("report", id)).Scan(&n)
	if err == nil && n == 0 {
		err = data.ErrNotFound
	}
	return err
}

func putHold(ctx context.Context, tx *sql.Tx, h data.Hold) error {
	if err := dropHold(ctx, tx, h.Report); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO hold (report_id, holder, window_id, since, until_at)
		VALUES ($report, $holder, $window, $since, $until)`, sql.Named("report", h.Report), sql.Named("holder", h.Holder),
		sql.Named("window", h.Window), sql.Named("since", h.Since), sql.Named("until", h.Until))
	return err
}

func dropHold(ctx context.Context, tx *sql.Tx, report int64) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM hold WHERE report_id = $report", sql.Named("report", report))
	return err
}

func releaseHold(ctx context.Context, tx *sql.Tx, report int64, seat data.Seat, now time.Time) error {
	old, err := holdOf(ctx, tx, report)
	if err != nil || !old.Of(seat) || old.Report == 0 {
		return err
	}
	if err := dropHold(ctx, tx, report); err != nil {
		return err
	}
	return addTrace(ctx, tx, data.HoldTrace{Report: report, Step: data.HoldReleased, Holder: seat.Name, At: now})
}

// addTrace keeps a step; one without a name is none.
func addTrace(ctx context.Context, tx *sql.Tx, t data.HoldTrace) error {
	if t.Step == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO hold_trace (report_id, step, holder, from_holder, reason, happened_at)
		VALUES ($report, $step, $holder, $from, $reason, $now)`, sql.Named("report", t.Report), sql.Named("step", string(t.Step)),
		sql.Named("holder", t.Holder), sql.Named("from", text(t.From)), sql.Named("reason", text(t.Reason)), sql.Named("now", t.At))
	return err
}
