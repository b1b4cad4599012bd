package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"tuntas/data"
)

// queuedCases is each case at Validation that nobody else has open, with what its place in the queue depends on.
const queuedCases = `SELECT c.report_id, c.number, c.version, c.pass, c.sent_at, s.since, s.case_at, s.pass_at, coalesce(x.risk, $zero),
		k.skipped_at
	FROM report_current c
	JOIN started s ON s.report_id = c.report_id
	LEFT JOIN examination x ON x.report_id = c.report_id
	LEFT JOIN (SELECT report_id, version, max(skipped_at) AS skipped_at FROM skip WHERE by_name = $me GROUP BY report_id, version) k
		ON k.report_id = c.report_id AND k.version = c.version
	WHERE c.stage = $validation AND NOT EXISTS (SELECT h.report_id FROM hold h
		WHERE h.report_id = c.report_id AND h.holder <> $me AND h.until_at > $now AND h.until_at <= $latest)`

// Next picks the case that is the seat's turn and holds it, in one transaction: of two who ask at once each gets another. The
// order is that of data.Queued.Before; reports named in without, what somebody else holds, and what the person followed up
// himself are left out. It returns data.ErrQueueEmpty when nothing is left, data.ErrRole when he may not judge at all.
func (db *DB) Next(ctx context.Context, seat data.Seat, without ...int64) (next data.Queued, err error) {
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		cases, err := db.queue(ctx, tx, seat, 1, without)
		if err != nil {
			return err
		}
		if len(cases) == 0 {
			return data.ErrQueueEmpty
		}
		next = cases[0]
		_, err = db.takeHold(ctx, tx, next.Report, seat, "")
		return err
	})
	if err != nil {
		return data.Queued{}, fmt.Errorf("next case: %w", err)
	}
	return next, nil
}

// Queue returns the cases that Next would give one after the other, at most limit, and holds none of them.
func (db *DB) Queue(ctx context.Context, seat data.Seat, limit int, without ...int64) ([]data.Queued, error) {
	cases, err := db.queue(ctx, db.sql, seat, limit, without)
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	return cases, nil
}

func (db *DB) queue(ctx context.Context, q querier, seat data.Seat, limit int, without []int64) ([]data.Queued, error) {
	if seat.Role != data.Validator {
		return nil, data.ErrRole
	}
	cases, err := db.candidates(ctx, q, seat)
	if err != nil {
		return nil, err
	}
	calendar := db.Calendar()
	slices.SortFunc(cases, func(a, b data.Queued) int { return a.Before(b, calendar) })
	var mine []data.Queued
	for _, c := range cases {
		if len(mine) == limit {
			break
		}
		if slices.Contains(without, c.Report) {
			continue
		}
		may, err := db.mayJudge(ctx, q, c, seat)
		if err != nil {
			return nil, err
		}
		if may {
			mine = append(mine, c)
		}
	}
	return mine, nil
}

// mayJudge tells whether the person may accept the case as it stands: what he followed up himself he may not.
func (db *DB) mayJudge(ctx context.Context, q querier, c data.Queued, seat data.Seat) (bool, error) {
	h, err := history(ctx, q, c.Report)
	if err != nil {
		return false, err
	}
	err = data.Allowed(h, data.Command{Report: c.Report, Version: h.Version(), Kind: data.Accepted}, seat.Staff, db.now())
	if err != nil && !errors.Is(err, data.ErrNotAllowed) {
		return false, err
	}
	return err == nil, nil
}

// candidates returns all cases at Validation that nobody else holds, in no order.
func (db *DB) candidates(ctx context.Context, q querier, seat data.Seat) (all []data.Queued, err error) {
	applied, err := rules(ctx, q)
	if err != nil {
		return nil, err
	}
	args := append(startedArgs(data.Validation), sql.Named("me", seat.Name), sql.Named("zero", 0),
		sql.Named("now", db.now()), sql.Named("latest", db.now().Add(data.HoldFor)))
	rows, err := q.QueryContext(ctx, "WITH started AS ("+startedReports+") "+queuedCases, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	calendar := db.Calendar()
	for rows.Next() {
		c := data.Queued{}
		starts := data.Starts{Stage: data.Validation}
		var skipped sql.NullTime
		if err := rows.Scan(&c.Report, &c.Number, &c.Version, &c.Pass, &c.SentAt, &c.Since, &starts.CaseAt, &starts.PassAt, &c.Risk,
			&skipped); err != nil {
			return nil, err
		}
		starts.Since, c.SkippedAt = c.Since, skipped.Time
		c.Rule, c.DueAt, _ = starts.Next(applied, calendar)
		all = append(all, c)
	}
	return all, rows.Err()
}

// Skip puts the case aside for the person and gives it back. It returns data.ErrReasonMissing for a blank reason, and
// data.ErrConflict when the case has changed since version.
func (db *DB) Skip(ctx context.Context, report int64, version int, seat data.Seat, reason string) error {
	if data.Blank(reason) {
		return data.ErrReasonMissing
	}
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		now := db.now()
		res, err := tx.ExecContext(ctx, `INSERT INTO skip (report_id, version, by_name, reason, skipped_at, skipped_date)
			SELECT report_id, version, $by, $reason, $now, $day FROM report_current WHERE report_id = $report AND version = $version`,
			sql.Named("by", seat.Name), sql.Named("reason", reason), sql.Named("now", now), sql.Named("day", db.localDate(now)),
			sql.Named("report", report), sql.Named("version", version))
		if err := oneRow(res, err); err != nil {
			return err
		}
		return releaseHold(ctx, tx, report, seat, now)
	})
	if err != nil {
		return fmt.Errorf("skip report %d: %w", report, err)
	}
	return nil
}

// Skips returns who skipped a report, when and why, in order.
func (db *DB) Skips(ctx context.Context, report int64) (all []data.Skip, err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT report_id, version, by_name, reason, skipped_at FROM skip WHERE report_id = $report
		ORDER BY skipped_at, rowid`, sql.Named("report", report))
	if err != nil {
		return nil, fmt.Errorf("skips: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s data.Skip
		if err := rows.Scan(&s.Report, &s.Version, &s.By, &s.Reason, &s.At); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

const decidedToday = `SELECT count(*), count(*) FILTER (kind = $accepted), count(*) FILTER (decided_at > $hour), min(decided_at)
	FROM decision WHERE validator = $me AND decided_date = $day AND decided_at <= $now AND undone_at IS NULL`

// Day tells how the local day of the clock has gone for one person, and what is left.
func (db *DB) Day(ctx context.Context, by data.Staff) (d data.Workday, err error) {
	now := db.now()
	me, day := sql.Named("me", by.Name), sql.Named("day", db.localDate(now))
	var first sql.NullTime
	err = db.sql.QueryRowContext(ctx, decidedToday, me, day, sql.Named("now", now), sql.Named("hour", now.Add(-time.Hour)),
		sql.Named("accepted", string(data.Accepted))).Scan(&d.Done, &d.Accepted, &d.LastHour, &first)
	if err != nil {
		return d, fmt.Errorf("day: %w", err)
	}
	d.Refused = d.Done - d.Accepted
	if span := min(now.Sub(first.Time), time.Hour); d.LastHour > 1 && span > 0 {
		d.Pace = float64(d.LastHour) / span.Hours()
	}
	err = db.sql.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM skip WHERE by_name = $me AND skipped_date = $day),
		(SELECT count(*) FROM second_answer WHERE by_name = $me AND answered_date = $day)`, me, day).Scan(&d.Skipped, &d.Looked)
	if err != nil {
		return d, fmt.Errorf("day: %w", err)
	}
	waits := data.Filter{Stages: []data.Stage{data.Validation}}
	past, today := waits, waits
	past.Deadline, today.Deadline = data.DeadlineOverdue, data.DeadlineToday
	counts, err := db.counts(ctx, []data.Filter{waits, past, today})
	if err != nil {
		return d, fmt.Errorf("day: %w", err)
	}
	d.Left, d.Overdue, d.DueToday = counts[0], counts[1], counts[2]
	return d, nil
}
