package store

import (
	"context"
	"database/sql"
	"fmt"

	"tuntas/data"
)

// The derived tables are computed anew from report and event for the reports in the temporary table "touched". Package
// data derives the same from a History in Go; a test holds the two against each other.

// steps is each event of the touched reports with the unit whose turn it is after it and the pass it belongs to.
const makeSteps = `CREATE TEMP TABLE step AS
	SELECT report_id, seq, kind, stage, actor, reason, happened_at, local_date, before, after, after_at,
		last_value(unit IGNORE NULLS) OVER w AS unit,
		1 + sum(CASE WHEN kind = $refused THEN 1 WHEN kind = $undone AND before = $refused THEN -1 ELSE 0 END) OVER w AS pass
	FROM (SELECT report_id, seq, kind, stage, unit, actor, reason, happened_at, local_date,
			lag(kind) OVER o AS before, lead(kind) OVER o AS after, lead(happened_at) OVER o AS after_at
		FROM event WHERE report_id IN (SELECT report_id FROM touched)
		WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq))
	WINDOW w AS (PARTITION BY report_id ORDER BY happened_at, seq ROWS UNBOUNDED PRECEDING)`

const makeStays = `CREATE TEMP TABLE stay AS
	SELECT report_id, seq, stage, pass, unit, happened_at AS entered_at, local_date AS entered_date,
		lead(happened_at) OVER o AS left_at, lead(local_date) OVER o AS left_date, lead(stage) OVER o AS next_stage
	FROM step WHERE stage IS NOT NULL AND stage <> $none
	WINDOW o AS (PARTITION BY report_id ORDER BY happened_at, seq)`

const addVisits = `INSERT INTO visit
	SELECT s.report_id, s.seq, s.stage, s.pass, s.unit, s.entered_at, s.left_at,
		(epoch_us(s.left_at) - epoch_us(s.entered_at)) / $second, s.entered_date, s.left_date, s.next_stage,
		r.channel, r.category, r.area, r.sent_at, r.sent_date
	FROM stay s JOIN report r ON r.id = s.report_id
	WHERE s.left_at IS NOT NULL AND s.stage <> $none`

const addDecisions = `INSERT INTO decision
	SELECT s.report_id, s.seq, s.kind, s.unit, s.actor, s.reason, s.pass - CASE WHEN s.kind = $refused THEN 1 ELSE 0 END,
		s.happened_at, s.local_date, CASE WHEN s.after = $undone THEN s.after_at END,
		r.channel, r.category, r.area, r.sent_at, r.sent_date
	FROM step s JOIN report r ON r.id = s.report_id
	WHERE s.kind IN ($accepted, $refused)`

const addCurrent = `INSERT INTO report_current
	SELECT r.id, r.number, coalesce(t.version, 0), coalesce(s.seq, 0), coalesce(s.stage, $waiting), coalesce(t.pass, 1),
		t.unit, coalesce(s.entered_at, r.sent_at), coalesce(s.entered_date, r.sent_date), coalesce(t.last_at, r.sent_at),
		r.channel, r.category, r.area, r.sent_at, r.sent_date
	FROM report r
	LEFT JOIN (SELECT report_id, seq, stage, entered_at, entered_date FROM stay WHERE left_at IS NULL) s ON s.report_id = r.id
	LEFT JOIN (SELECT report_id, count(*) AS version, max(happened_at) AS last_at,
			arg_max(pass, (happened_at, seq)) AS pass, arg_max_null(unit, (happened_at, seq)) AS unit
		FROM step GROUP BY report_id) t ON t.report_id = r.id
	WHERE r.id IN (SELECT report_id FROM touched) AND r.number <> $none ORDER BY r.id`

// derive computes the derived rows of the touched reports; their old rows must be gone.
func derive(ctx context.Context, tx *sql.Tx) error {
	refused, undone := sql.Named("refused", string(data.Refused)), sql.Named("undone", string(data.Undone))
	none := sql.Named("none", "")
	for _, s := range []struct {
		name, query string
		args        []any
	}{
		{"steps", makeSteps, []any{refused, undone}},
		{"stays", makeStays, []any{none}},
		{"visits", addVisits, []any{none, sql.Named("second", 1e6)}},
		{"decisions", addDecisions, []any{refused, undone, sql.Named("accepted", string(data.Accepted))}},
		{"current", addCurrent, []any{none, sql.Named("waiting", string(data.Waiting))}},
		{"cleaning", "DROP TABLE stay", nil},
		{"cleaning", "DROP TABLE step", nil},
	} {
		if _, err := tx.ExecContext(ctx, s.query, s.args...); err != nil {
			return fmt.Errorf("derive %s: %w", s.name, err)
		}
	}
	return nil
}

// forget takes the derived rows of the touched reports away.
func forget(ctx context.Context, tx *sql.Tx) error {
	for _, query := range []string{
		"DELETE FROM visit WHERE report_id IN (SELECT report_id FROM touched WHERE report_id > $none)",
		"DELETE FROM decision WHERE report_id IN (SELECT report_id FROM touched WHERE report_id > $none)",
		"DELETE FROM report_current WHERE report_id IN (SELECT report_id FROM touched WHERE report_id > $none)",
	} {
		if _, err := tx.ExecContext(ctx, query, sql.Named("none", 0)); err != nil {
			return err
		}
	}
	return nil
}

// Rebuild computes all derived tables anew from reports and events.
func (db *DB) Rebuild(ctx context.Context) error {
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "CREATE TEMP TABLE touched AS SELECT id AS report_id FROM report WHERE id > $none", sql.Named("none", 0))
		if err != nil {
			return err
		}
		if err := forget(ctx, tx); err != nil {
			return err
		}
		if err := derive(ctx, tx); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DROP TABLE touched")
		return err
	})
	if err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	return nil
}
