package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"tuntas/data"
)

// merge turns staged rows into reports and events, inside the transaction of an import.
type merge struct {
	ctx    context.Context
	tx     *sql.Tx
	now    time.Time
	counts staged
	files  int32
	id     int64 // of the import
	span   span
	result data.ImportResult
}

func (m *merge) run(meta data.Import) (data.ImportResult, Head, error) {
	for _, step := range []func() error{
		m.begin, m.addReports, m.dropKnownReports, m.findArriving, m.dropRepeated, m.dropKnownEvents, m.addEvents, m.rederive,
		func() error { return m.record(meta) }, m.clean,
	} {
		if err := step(); err != nil {
			return m.result, Head{}, err
		}
	}
	if m.result.Events+m.result.Reports == 0 {
		end, err := head(m.ctx, m.tx)
		return m.result, end, err
	}
	end, err := addEntry(m.ctx, m.tx, fmt.Sprintf("import %d", m.id), m.span, m.now)
	return m.result, end, err
}

func (m *merge) exec(query string, args ...any) (int64, error) {
	res, err := m.tx.ExecContext(m.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (m *merge) number(to *int64, query string, args ...any) error {
	return m.tx.QueryRowContext(m.ctx, query, args...).Scan(to)
}

func (m *merge) begin() error {
	none := sql.Named("none", 0)
	if err := m.number(&m.id, "SELECT coalesce(max(id), $none) + 1 FROM import", none); err != nil {
		return err
	}
	if err := m.number(&m.span.firstReport, "SELECT coalesce(max(id), $none) + 1 FROM report", none); err != nil {
		return err
	}
	return m.number(&m.span.firstSeq, "SELECT coalesce(max(seq), $none) + 1 FROM event", none)
}

// spoken is each report number that the staged rows speak of, with the first row that describes it.
const makeSpoken = `CREATE TEMP TABLE spoken AS
	SELECT coalesce(d.number, e.number) AS number, d.line, coalesce(d.sent_at, e.first_at) AS sent_at,
		coalesce(d.sent_date, e.first_date) AS sent_date, d.number IS NULL AS implied
	FROM (SELECT number, min(line) AS line, arg_min(sent_at, line) AS sent_at, arg_min(sent_date, line) AS sent_date
		FROM staged_report WHERE number <> $none GROUP BY number) d
	FULL JOIN (SELECT number, min(happened_at) AS first_at, min(local_date) AS first_date
		FROM staged_event WHERE number <> $none GROUP BY number) e ON e.number = d.number`

const addReports = `INSERT INTO report
	SELECT row_number() OVER (ORDER BY n.sent_at, n.number) + $before, n.number, d.channel, d.category, d.area, d.address, d.text,
		coalesce(d.words, lower(n.number)), d.salt, d.commitment, d.lat, d.lon, coalesce(d.private, $open), n.sent_at, n.sent_date, d.continues, n.implied, $import, $now
	FROM (SELECT number, line, sent_at, sent_date, implied FROM spoken s
			WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.number = s.number)) n
	LEFT JOIN staged_report d ON d.line = n.line ORDER BY n.sent_at, n.number`

func (m *merge) addReports() (err error) {
	if _, err = m.exec(makeSpoken, sql.Named("none", "")); err != nil {
		return err
	}
	m.result.Reports, err = m.exec(addReports, sql.Named("before", m.span.firstReport-1), sql.Named("import", m.id),
		sql.Named("now", m.now), sql.Named("open", false))
	m.span.lastReport = m.span.firstReport + m.result.Reports - 1
	return err
}

// knownReports counts the report rows that brought nothing new: those that say what is known, and those that differ.
const knownReports = `SELECT count(*) FILTER (same), count(*) FILTER (NOT same) FROM (
	SELECT r.channel IS NOT DISTINCT FROM d.channel AND r.category IS NOT DISTINCT FROM d.category
		AND r.area IS NOT DISTINCT FROM d.area AND r.continues IS NOT DISTINCT FROM d.continues AND r.private = d.private
		AND (d.sent_at IS NULL OR r.sent_at = d.sent_at)
		AND (r.salt IS NULL OR (r.text IS NOT DISTINCT FROM d.text AND r.address IS NOT DISTINCT FROM d.address)) AS same
	FROM staged_report d JOIN report r ON r.number = d.number LEFT JOIN spoken s ON s.line = d.line
	WHERE d.along = $along AND (r.id < $first OR s.line IS NULL))`

func (m *merge) dropKnownReports() error {
	return m.tx.QueryRowContext(m.ctx, knownReports, sql.Named("along", false), sql.Named("first", m.span.firstReport)).
		Scan(&m.result.Unchanged, &m.result.Differing)
}

// arriving is each staged event with its report. A report that no event speaks of came in when it was sent.
const makeArriving = `CREATE TEMP TABLE arriving AS
	SELECT r.id AS report_id, e.nth, e.along, e.file, e.kind, e.stage, e.activity, e.unit, e.actor, e.role, e.reason, e.note, e.salt,
		e.commitment, e.happened_at, e.local_date
	FROM staged_event e JOIN report r ON r.number = e.number WHERE e.number <> $none
	UNION ALL
	SELECT r.id, $events + row_number() OVER (ORDER BY r.id), $along, NULL, $received, $waiting, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		r.sent_at, r.sent_date
	FROM report r WHERE r.id >= $first AND NOT EXISTS (SELECT 1 FROM staged_event e WHERE e.number = r.number)`

func (m *merge) findArriving() error {
	_, err := m.exec(makeArriving, sql.Named("none", ""), sql.Named("events", m.counts.events), sql.Named("received", string(data.Received)),
		sql.Named("waiting", string(data.Waiting)), sql.Named("first", m.span.firstReport), sql.Named("along", true))
	return err
}

// drop deletes arriving events and counts those that were rows as unchanged.
func (m *merge) drop(query string, args ...any) (int64, error) {
	before, err := m.movesArriving()
	if err != nil {
		return 0, err
	}
	n, err := m.exec(query, args...)
	if err != nil {
		return n, err
	}
	after, err := m.movesArriving()
	m.result.Unchanged += n - (before - after)
	return n, err
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
const dropRepeated = `DELETE FROM arriving WHERE rowid IN (SELECT id FROM (
	SELECT id, row_number() OVER (PARTITION BY report_id, happened_at, kind, stage, activity, unit, actor, reason, copy
		ORDER BY nth) AS again
	FROM (SELECT rowid AS id, nth, report_id, happened_at, kind, stage, activity, unit, actor, reason,
			row_number() OVER (PARTITION BY file, report_id, happened_at, kind, stage, activity, unit, actor, reason
				ORDER BY nth) AS copy
		FROM arriving)) WHERE again > $one)`

func (m *merge) dropRepeated() error {
	if m.files < 2 {
		return nil
	}
	n, err := m.drop(dropRepeated, sql.Named("one", 1))
	if err != nil || n == 0 {
		return err
	}
	_, err = m.exec(renumber, sql.Named("none", 0))
	return err
}

// dropKnown takes away each arriving event that is there already: the same thing at the same instant, as many times as it
// is there. Text and salt are not compared, so that an erased note does not come back as a new event.
const dropKnown = `DELETE FROM arriving WHERE rowid IN (
	SELECT a.rowid FROM (SELECT rowid, report_id, happened_at, kind, stage, activity, unit, actor, reason,
			row_number() OVER (PARTITION BY report_id, happened_at, kind, stage, activity, unit, actor, reason ORDER BY nth) AS copy
		FROM arriving) a
	JOIN (SELECT report_id, happened_at, kind, stage, activity, unit, actor, reason,
			row_number() OVER (PARTITION BY report_id, happened_at, kind, stage, activity, unit, actor, reason ORDER BY seq) AS copy
		FROM event WHERE report_id IN (SELECT report_id FROM arriving WHERE report_id < $first)) e
	ON e.report_id = a.report_id AND e.happened_at = a.happened_at AND e.kind = a.kind AND e.stage IS NOT DISTINCT FROM a.stage
		AND ((e.kind = $received AND e.activity IS NULL) OR (e.copy = a.copy AND e.activity IS NOT DISTINCT FROM a.activity
			AND e.unit IS NOT DISTINCT FROM a.unit AND e.actor IS NOT DISTINCT FROM a.actor
			AND e.reason IS NOT DISTINCT FROM a.reason)))`

func (m *merge) dropKnownEvents() error {
	var old int64
	err := m.number(&old, "SELECT count(*) FROM arriving WHERE report_id < $first", sql.Named("first", m.span.firstReport))
	if err != nil || old == 0 {
		return err
	}
	n, err := m.drop(dropKnown, sql.Named("first", m.span.firstReport), sql.Named("received", string(data.Received)))
	if err != nil || n == 0 {
		return err
	}
	_, err = m.exec(renumber, sql.Named("none", 0))
	return err
}

// renumber closes the gaps that dropped events have left.
const renumber = `UPDATE arriving SET nth = n.nth FROM (
	SELECT rowid AS id, row_number() OVER (ORDER BY nth) AS nth FROM arriving WHERE nth > $none) n WHERE arriving.rowid = n.id`

// Events are numbered in the order in which they arrived, so that of two at one instant the source's first stays first.
const addEvents = `INSERT INTO event
	SELECT nth + $before, report_id, kind, stage, activity, unit, actor, role, reason, note, salt, commitment, happened_at,
		local_date, $now, NULL, $import
	FROM arriving WHERE kind <> $none`

func (m *merge) addEvents() (err error) {
	m.result.Events, err = m.exec(addEvents, sql.Named("before", m.span.firstSeq-1), sql.Named("now", m.now),
		sql.Named("import", m.id), sql.Named("none", ""))
	m.span.lastSeq = m.span.firstSeq + m.result.Events - 1
	return err
}

func (m *merge) rederive() error {
	_, err := m.exec(`CREATE TEMP TABLE touched AS SELECT DISTINCT report_id FROM arriving WHERE kind <> $none`, sql.Named("none", ""))
	if err != nil {
		return err
	}
	var old int64
	err = m.number(&old, "SELECT count(*) FROM touched WHERE report_id < $first", sql.Named("first", m.span.firstReport))
	if err != nil {
		return err
	}
	if old > 0 {
		if err := forget(m.ctx, m.tx); err != nil {
			return err
		}
	}
	return derive(m.ctx, m.tx)
}

// record writes the import itself and its refused rows. What was read is what the rows became.
func (m *merge) record(meta data.Import) error {
	r := &m.result
	r.ID, r.Refused = m.id, m.counts.refused
	r.Read = m.counts.reports + m.counts.events - m.counts.moves + m.counts.passed + m.counts.refused
	r.Unchanged += m.counts.passed
	r.Taken = r.Read - r.Unchanged - r.Differing - r.Refused
	_, err := m.exec(`INSERT INTO import (id, profile, paths, rows_read, rows_taken, rows_unchanged, rows_differing, rows_refused,
			reports, events, imported_at, whole)
		VALUES ($id, $profile, $paths, $read, $taken, $unchanged, $differing, $refused, $reports, $events, $now, $whole)`, sql.Named("id", r.ID), sql.Named("profile", meta.Profile), sql.Named("paths", list(meta.Paths)),
		sql.Named("read", r.Read), sql.Named("taken", r.Taken), sql.Named("unchanged", r.Unchanged),
		sql.Named("differing", r.Differing), sql.Named("refused", r.Refused), sql.Named("reports", r.Reports),
		sql.Named("events", r.Events), sql.Named("now", m.now), sql.Named("whole", meta.Whole))
	if err != nil {
		return err
	}
	r.Findings, err = m.exec(`INSERT INTO finding SELECT $id, nth, kind, path, line, number, field, was, told, "rows" FROM staged_finding
		ORDER BY nth`, sql.Named("id", r.ID))
	if err != nil {
		return err
	}
	_, err = m.exec(`INSERT INTO refused_row SELECT $id, path, line, field, value, reason, raw FROM staged_refusal
		ORDER BY path, line`, sql.Named("id", r.ID))
	return err
}

// list is never nil: a nil list would travel as NULL.
func list(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

func (m *merge) clean() error {
	for _, table := range []string{
		"staged_report", "staged_event", "staged_refusal", "staged_finding", "spoken", "arriving", "touched",
	} {
		if _, err := m.exec("DROP TABLE " + table); err != nil {
			return err
		}
	}
	return nil
}
