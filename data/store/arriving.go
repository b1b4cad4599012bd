package store

import (
	"database/sql"
)

// arriving is each staged event with its report, and one for each new report that no event speaks of: it came in when it was
// sent. seq is what it gets in the table event: events are numbered in the order in which they arrived, so that of two at
// one instant the source's first stays first.
const makeArriving = `CREATE OR REPLACE TEMP TABLE arriving AS
	SELECT e.nth, $before + e.nth AS seq, e.along, e.file, n.report_id, e.what, e.who, make_timestamptz(e.happened) AS happened_at,
		$epoch::DATE + e.day AS local_date
	FROM staged_event e JOIN numbered n ON n.code = e.code
	UNION ALL
	SELECT $events + row_number() OVER o, $before + $events + row_number() OVER o, $along, $none, report_id, $none, $none, sent_at, sent_date
	FROM spoken WHERE fresh AND events = $none WINDOW o AS (ORDER BY report_id)`

func (m *merge) findArriving() error {
	_, err := m.exec(makeArriving, sql.Named("before", m.span.firstSeq-1), sql.Named("epoch", epoch),
		sql.Named("events", m.counts.events), sql.Named("none", 0), sql.Named("along", true))
	if err != nil {
		return err
	}
	if _, err = m.exec(makeTold); err != nil {
		return err
	}
	_, err = m.exec("DROP TABLE staged_event") // the largest of all; what is to come needs the room
	return err
}

// told is each arriving event in words, notes aside.
const makeTold = `CREATE OR REPLACE TEMP VIEW told AS
	SELECT a.nth, a.seq, a.file, a.report_id, a.happened_at, a.local_date, w.kind, w.stage, w.activity, p.unit, p.actor, p.role, p.reason
	FROM arriving a JOIN staged_what w ON w.code = a.what JOIN staged_who p ON p.code = a.who`

// added is each arriving event as a row of the table event.
const added = `SELECT a.seq, a.report_id, w.kind, w.stage, w.activity, p.unit, p.actor, p.role, p.reason, n.note, n.salt, n.commitment,
		a.happened_at, a.local_date, $now AS recorded_at, NULL::VARCHAR AS command_id, $import AS import_id
	FROM arriving a JOIN staged_what w ON w.code = a.what JOIN staged_who p ON p.code = a.who
	LEFT JOIN staged_note n ON n.nth = a.nth WHERE a.report_id > $none`

func (m *merge) added() []any {
	return []any{sql.Named("now", m.now), sql.Named("import", m.id), sql.Named("none", 0)}
}

// drop deletes arriving events and counts those that were rows.
func (m *merge) drop(count *int64, query string, args ...any) error {
	before, err := m.movesArriving()
	if err != nil {
		return err
	}
	n, err := m.exec(query, args...)
	if err != nil {
		return err
	}
	after, err := m.movesArriving()
	m.dropped += n
	*count += n - (before - after)
	return err
}

// movesArriving counts the arriving events that were no rows.
func (m *merge) movesArriving() (n int64, err error) {
	if m.counts.moves == 0 {
		return 0, nil
	}
	err = m.number(&n, "SELECT count(*) FROM arriving WHERE along = $along", sql.Named("along", true))
	return n, err
}

// dropRepeated takes away what an earlier file of this import has told: the same thing at the same instant, as many times as
// one file tells it.
const dropRepeated = `DELETE FROM arriving WHERE nth IN (SELECT nth FROM (
	SELECT nth, row_number() OVER (PARTITION BY report_id, happened_at, kind, stage, activity, unit, actor, reason, copy
		ORDER BY nth) AS again
	FROM (SELECT nth, report_id, happened_at, kind, stage, activity, unit, actor, reason,
			row_number() OVER (PARTITION BY file, report_id, happened_at, kind, stage, activity, unit, actor, reason
				ORDER BY nth) AS copy
		FROM told)) WHERE again > $one)`

func (m *merge) dropRepeated() error {
	if m.files < 2 {
		return nil
	}
	return m.drop(&m.result.Unchanged, dropRepeated, sql.Named("one", 1))
}

// renumber closes the gaps that dropped events have left.
const renumber = `UPDATE arriving SET seq = $before + n.nth FROM (
	SELECT nth AS id, row_number() OVER (ORDER BY nth) AS nth FROM arriving WHERE nth > $none) n WHERE arriving.nth = n.id`

func (m *merge) renumber() error {
	if m.dropped == 0 {
		return nil
	}
	_, err := m.exec(renumber, sql.Named("none", 0), sql.Named("before", m.span.firstSeq-1))
	return err
}
