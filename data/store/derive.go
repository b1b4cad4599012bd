package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"tuntas/data"
)

// The derived tables are computed anew from report and event for the reports in the temporary table "touched". Package
// data derives the same from a History in Go; a test holds the two against each other.

// kept is each event of the touched reports that the store has.
const kept = `SELECT report_id, seq, kind, stage, unit, actor, reason, happened_at, local_date
	FROM event WHERE seq > $none AND report_id IN (SELECT report_id FROM touched)`

// arrived is each event of an import, beside those that the store has.
const arrived = kept + ` UNION ALL
	SELECT report_id, seq, kind, stage, unit, actor, reason, happened_at, local_date FROM told`

// undoing is each event that takes a refusal back: only it makes the pass smaller. It is rare.
const makeUndoing = `CREATE OR REPLACE TEMP TABLE undoing AS
	SELECT seq FROM (SELECT seq, kind, lag(kind) OVER (PARTITION BY report_id ORDER BY happened_at, seq) AS before
		FROM (%s) WHERE report_id IN (SELECT report_id FROM (%[1]s) WHERE kind = $undone))
	WHERE kind = $undone AND before = $refused`

// step is each event with the unit whose turn it is after it, the pass it belongs to, the stage before it, the event before
// it among those that are being added, how many events there have been, the event after it, and the next one that names a stage. All of it needs one sorting: more windows would be more sortings.
const makeStep = `CREATE OR REPLACE TEMP TABLE step AS
	SELECT e.report_id, e.seq, e.kind, e.stage, e.happened_at, e.local_date,
		CASE WHEN e.kind IN ($accepted, $refused) THEN e.actor END AS actor,
		CASE WHEN e.kind IN ($accepted, $refused) THEN e.reason END AS reason,
		last_value(e.unit IGNORE NULLS) OVER w AS unit,
		1 + sum(CASE WHEN e.kind = $refused THEN 1 WHEN u.seq IS NOT NULL THEN -1 ELSE 0 END) OVER w AS pass,
		lag(e.stage IGNORE NULLS) OVER o AS from_stage, lag(CASE WHEN e.seq >= $first THEN e.seq END IGNORE NULLS) OVER o AS seq_before,
		row_number() OVER o AS version, lead(e.kind) OVER o AS after, lead(e.happened_at) OVER o AS after_at,
		lead(e.stage IGNORE NULLS) OVER o AS next_stage,
		lead(CASE WHEN e.stage IS NOT NULL THEN e.happened_at END IGNORE NULLS) OVER o AS left_at,
		lead(CASE WHEN e.stage IS NOT NULL THEN e.local_date END IGNORE NULLS) OVER o AS left_date
	FROM (%s) e LEFT JOIN undoing u ON u.seq = e.seq
	WINDOW o AS (PARTITION BY e.report_id ORDER BY e.happened_at, e.seq),
		w AS (PARTITION BY e.report_id ORDER BY e.happened_at, e.seq ROWS UNBOUNDED PRECEDING)`

const addVisits = `INSERT INTO visit
	SELECT s.report_id, s.seq, s.stage, s.pass, coalesce(u.value, s.unit), s.happened_at, s.left_at,
		(epoch_us(s.left_at) - epoch_us(s.happened_at)) / $second, s.local_date, s.left_date, s.next_stage,
		r.channel, r.category, r.area, r.sent_at, r.sent_date
	FROM step s JOIN dims r ON r.id = s.report_id LEFT JOIN unit_meaning u ON u.report_id = s.report_id AND u.told = s.unit
	WHERE s.stage IS NOT NULL AND s.next_stage <> $none`

const addDecisions = `INSERT INTO decision
	SELECT s.report_id, s.seq, s.kind, coalesce(u.value, s.unit), s.actor, s.reason, s.pass - CASE WHEN s.kind = $refused THEN 1 ELSE 0 END,
		s.happened_at, s.local_date, CASE WHEN s.after = $undone THEN s.after_at END,
		r.channel, r.category, r.area, r.sent_at, r.sent_date
	FROM step s JOIN dims r ON r.id = s.report_id LEFT JOIN unit_meaning u ON u.report_id = s.report_id AND u.told = s.unit
	WHERE s.kind IN ($accepted, $refused)`

// The last event of a report tells where it is, the last that names a stage since when, and whose that stay is.
const addCurrent = `INSERT INTO report_current
	SELECT r.id, r.number, coalesce(t.version, $zero), coalesce(s.seq, $zero), coalesce(s.stage, $waiting), coalesce(t.pass, $one),
		coalesce(u.value, t.unit), coalesce(s.happened_at, r.sent_at), coalesce(s.local_date, r.sent_date), coalesce(t.happened_at, r.sent_at),
		r.channel, r.category, r.area, r.sent_at, r.sent_date, coalesce(b.value, s.unit), coalesce(s.pass, $one)
	FROM dims r
	LEFT JOIN (SELECT report_id, seq, stage, pass, unit, happened_at, local_date FROM step WHERE stage <> $none AND next_stage IS NULL) s
		ON s.report_id = r.id
	LEFT JOIN (SELECT report_id, version, pass, unit, happened_at FROM step WHERE after IS NULL AND kind <> $none) t ON t.report_id = r.id
	LEFT JOIN unit_meaning u ON u.report_id = r.id AND u.told = t.unit
	LEFT JOIN unit_meaning b ON b.report_id = r.id AND b.told = s.unit
	ORDER BY r.id`

var (
	refusedKind  = sql.Named("refused", string(data.Refused))
	undoneKind   = sql.Named("undone", string(data.Undone))
	acceptedKind = sql.Named("accepted", string(data.Accepted))
)

// makeSteps computes the steps of the touched reports from events, which is kept or arrived.
// Those from the number first on are being added.
func makeSteps(s step, events string, first int64) error {
	if _, err := s.exec(fmt.Sprintf(makeUndoing, events), refusedKind, undoneKind, sql.Named("none", 0)); err != nil {
		return fmt.Errorf("derive what was undone: %w", err)
	}
	if _, err := s.exec(fmt.Sprintf(makeStep, events), refusedKind, acceptedKind, sql.Named("none", 0), sql.Named("first", first)); err != nil {
		return fmt.Errorf("derive steps: %w", err)
	}
	return nil
}

// addDerived writes the derived rows of the touched reports from their steps; their old rows must be gone.
func addDerived(s step) error {
	if err := makeDims(s); err != nil {
		return err
	}
	none := sql.Named("none", "")
	for _, d := range []struct {
		name, query string
		args        []any
	}{
		{"visits", addVisits, []any{none, sql.Named("second", 1e6)}},
		{"decisions", addDecisions, []any{refusedKind, undoneKind, acceptedKind}},
		{"current", addCurrent, []any{none, sql.Named("waiting", string(data.Waiting)), sql.Named("zero", 0), sql.Named("one", 1)}},
	} {
		if _, err := s.exec(d.query, d.args...); err != nil {
			return fmt.Errorf("derive %s: %w", d.name, err)
		}
	}
	return nil
}

// derive finds the touched reports of an import and computes their steps.
func (m *merge) derive() error {
	_, err := m.exec(`CREATE OR REPLACE TEMP TABLE touched AS SELECT report_id FROM arriving WHERE report_id > $none
		UNION SELECT report_id FROM spoken WHERE described AND report_id > $none`, sql.Named("none", 0))
	if err != nil {
		return err
	}
	return makeSteps(m.step, arrived, m.span.firstSeq)
}

func (m *merge) addDerived() error {
	if m.known > 0 {
		return deriveAgain(m.step)
	}
	if err := addDerived(m.step); err != nil {
		return err
	}
	return markUnprepared(m.step)
}

// deriveAgain writes the derived rows of the touched reports in the place of their old ones.
func deriveAgain(s step) error {
	for _, step := range []func(s step) error{forget, addDerived, markUnprepared} {
		if err := step(s); err != nil {
			return err
		}
	}
	return nil
}

// derivingTables are the temporary tables from which the derived rows are written.
var derivingTables = []string{"touched", "undoing", "step", "meaning", "dims", "unit_meaning"}

// forget takes the derived rows of the touched reports away.
func forget(s step) error {
	for _, query := range []string{
		"DELETE FROM visit WHERE report_id IN (SELECT report_id FROM touched WHERE report_id > $none)",
		"DELETE FROM decision WHERE report_id IN (SELECT report_id FROM touched WHERE report_id > $none)",
		"DELETE FROM report_current WHERE report_id IN (SELECT report_id FROM touched WHERE report_id > $none)",
	} {
		if _, err := s.exec(query, sql.Named("none", 0)); err != nil {
			return err
		}
	}
	return nil
}

// Rebuild computes all derived tables anew from reports and events.
func (db *DB) Rebuild(ctx context.Context) error {
	err := db.alone(ctx, func(conn *sql.Conn) error {
		defer dropTables(context.WithoutCancel(ctx), conn, derivingTables)
		s := step{ctx, conn}
		if _, err := s.exec("CREATE OR REPLACE TEMP TABLE touched AS SELECT id AS report_id FROM subject WHERE id > $none", sql.Named("none", 0)); err != nil {
			return err
		}
		if err := makeSteps(s, kept, math.MaxInt64); err != nil {
			return db.diskFull(err)
		}
		return db.inTxOn(ctx, conn, func(tx *sql.Tx) error {
			s.on = tx
			return deriveAgain(s)
		})
	})
	db.parts.forget()
	if err != nil {
		return fmt.Errorf("rebuild: %w", err)
	}
	return nil
}
