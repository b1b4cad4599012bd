package store

import (
	"database/sql"
	"time"

	"tuntas/data"
)

// What an import tells is held against what is known, and what does not fit is kept as findings (the rules stand at
// data.FindingKind). Free text and addresses never enter a finding.
const makeFound = `CREATE OR REPLACE TEMP TABLE found (kind VARCHAR, number VARCHAR, field VARCHAR, was VARCHAR, told VARCHAR,
	"rows" BIGINT)`

// instant writes an instant as RFC 3339.
const makeInstant = `CREATE OR REPLACE TEMP MACRO instant(t) AS
	strftime(t, CASE WHEN epoch_us(t) % 1000000 = 0 THEN '%Y-%m-%dT%H:%M:%SZ' ELSE '%Y-%m-%dT%H:%M:%S.%fZ' END)`

// compared is each report row that brought nothing new, with the fields in which it differs from what is known: from the
// report as it was described first, which for a new report is its first row.
const makeCompared = `CREATE OR REPLACE TEMP TABLE compared AS
	SELECT s.number, d.line, concat_ws($comma,
			CASE WHEN r.channel IS DISTINCT FROM d.channel THEN 'channel' END,
			CASE WHEN r.category IS DISTINCT FROM d.category THEN 'category' END,
			CASE WHEN r.area IS DISTINCT FROM d.area THEN 'area' END,
			CASE WHEN r.private <> d.private THEN 'private' END,
			CASE WHEN r.sent_at <> d.sent_at THEN 'sent_at' END,
			CASE WHEN r.continues IS DISTINCT FROM d.continues THEN 'continues' END,
			CASE WHEN r.salt IS NOT NULL AND r.address IS DISTINCT FROM d.address THEN 'address' END,
			CASE WHEN r.salt IS NOT NULL AND r.text IS DISTINCT FROM d.text THEN 'text' END) AS fields,
		CASE WHEN r.channel IS DISTINCT FROM d.channel THEN [r.channel, d.channel]
			WHEN r.category IS DISTINCT FROM d.category THEN [r.category, d.category]
			WHEN r.area IS DISTINCT FROM d.area THEN [r.area, d.area]
			WHEN r.private <> d.private THEN [r.private::VARCHAR, d.private::VARCHAR]
			WHEN r.sent_at <> d.sent_at THEN [instant(r.sent_at), instant(d.sent_at)]
			WHEN r.continues IS DISTINCT FROM d.continues THEN [r.continues, d.continues] END AS sides
	FROM staged_report d JOIN numbered n ON n.code = d.code JOIN spoken s ON s.report_id = n.report_id
	JOIN (SELECT id, channel, category, area, continues, private, sent_at, salt, text, address FROM subject
			WHERE id IN (SELECT report_id FROM spoken WHERE NOT fresh AND NOT described)
		UNION ALL SELECT f.report_id, b.channel, b.category, b.area, b.continues, b.private, f.sent_at, b.salt, b.text, b.address
		FROM spoken f JOIN staged_report b ON b.line = f.line WHERE f.fresh OR f.described) r ON r.id = s.report_id
	WHERE d.along = $along AND (d.line <> s.line OR NOT (s.fresh OR s.described))`

const findDiffers = `INSERT INTO found
	SELECT $kind, number, arg_min(fields, line), arg_min(coalesce(sides[1], ''), line), arg_min(coalesce(sides[2], ''), line), count(*)
	FROM compared WHERE fields <> $none GROUP BY number`

// compareReports counts the report rows that brought nothing new: those that say what is known, and those that differ.
func (m *merge) compareReports() error {
	for _, query := range []string{makeFound, makeInstant} {
		if _, err := m.exec(query); err != nil {
			return err
		}
	}
	if m.counts.reports == 0 {
		return nil
	}
	if _, err := m.exec(makeCompared, sql.Named("along", false), sql.Named("comma", ", ")); err != nil {
		return err
	}
	none := sql.Named("none", "")
	err := m.on.QueryRowContext(m.ctx, "SELECT count(*) FILTER (fields = $none), count(*) FILTER (fields <> $none) FROM compared", none).
		Scan(&m.result.Unchanged, &m.result.Differing)
	if err != nil || m.result.Differing == 0 {
		return err
	}
	return m.find(data.FoundDiffers, findDiffers, none)
}

// find adds findings of a kind.
func (m *merge) find(kind data.FindingKind, query string, args ...any) error {
	_, err := m.exec(query, append(args, sql.Named("kind", string(kind)))...)
	return err
}

// told_span is what part of a known report's history the files tell: from the first to the last event, from the beginning
// when they tell that it was received.
const makeToldSpan = `CREATE OR REPLACE TEMP TABLE told_span AS
	SELECT t.report_id, CASE WHEN bool_or(t.kind = $received) THEN $beginning ELSE min(t.happened_at) END AS from_at,
		max(t.happened_at) AS until_at
	FROM told t WHERE t.report_id < $first GROUP BY t.report_id`

// matched is each arriving event that is there already, with the one that is: the same thing at the same instant, as many
// times as it is there. Text and salt are not compared, so that an erased note does not come back as a new event.
const makeMatched = `CREATE OR REPLACE TEMP TABLE matched AS
	SELECT a.nth, e.seq FROM (SELECT nth, report_id, happened_at, kind, stage, activity, unit, actor, reason,
			row_number() OVER (PARTITION BY report_id, happened_at, kind, stage, activity, unit, actor, reason ORDER BY nth) AS copy
		FROM told WHERE report_id < $first) a
	JOIN (SELECT seq, report_id, happened_at, kind, stage, activity, unit, actor, reason,
			row_number() OVER (PARTITION BY report_id, happened_at, kind, stage, activity, unit, actor, reason ORDER BY seq) AS copy
		FROM event WHERE report_id IN (SELECT report_id FROM arriving WHERE report_id < $first)) e
	ON e.report_id = a.report_id AND e.happened_at = a.happened_at AND e.kind = a.kind AND e.stage IS NOT DISTINCT FROM a.stage
		AND ((e.kind = $received AND e.activity IS NULL) OR (e.copy = a.copy AND e.activity IS NOT DISTINCT FROM a.activity
			AND e.unit IS NOT DISTINCT FROM a.unit AND e.actor IS NOT DISTINCT FROM a.actor
			AND e.reason IS NOT DISTINCT FROM a.reason))`

// dropKnownEvents takes away the arriving events that are there already.
func (m *merge) dropKnownEvents() error {
	if m.known == 0 {
		return nil
	}
	first, received := sql.Named("first", m.span.firstReport), sql.Named("received", string(data.Received))
	if _, err := m.exec(makeToldSpan, first, received, sql.Named("beginning", beginning)); err != nil {
		return err
	}
	if _, err := m.exec(makeMatched, first, received); err != nil {
		return err
	}
	return m.drop(&m.result.Unchanged, "DELETE FROM arriving WHERE nth IN (SELECT nth FROM matched WHERE nth > $none)", sql.Named("none", 0))
}

// beginning lies before everything that is told.
var beginning = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)

// earlier is what imports of the same profile have told of the reports that the files tell of. A receipt that no file has
// told is none of it: the store made it from the report.
const makeEarlier = `CREATE OR REPLACE TEMP TABLE earlier AS
	SELECT e.report_id, e.seq, e.kind, e.stage, e.activity, e.happened_at, m.seq IS NOT NULL AS again
	FROM event e LEFT JOIN (SELECT DISTINCT seq FROM matched) m ON m.seq = e.seq
	WHERE e.report_id IN (SELECT report_id FROM told_span) AND e.command_id IS NULL AND NOT (e.kind = $received AND e.activity IS NULL)
		AND e.import_id IN (SELECT id FROM import WHERE profile = $profile)`

// paired is each known event that the files should tell and do not, beside the unknown one that they tell instead: the k-th
// of one kind, stage and activity beside the k-th. Either side may be missing.
const makePaired = `CREATE OR REPLACE TEMP TABLE paired AS
	SELECT coalesce(k.report_id, a.report_id) AS report_id, k.seq, k.happened_at AS was_at, a.nth, a.happened_at AS told_at,
		coalesce(k.activity, a.activity, k.kind, a.kind) AS field
	FROM (SELECT e.report_id, e.seq, e.kind, e.stage, e.activity, e.happened_at,
			row_number() OVER (PARTITION BY e.report_id, e.kind, e.stage, e.activity ORDER BY e.happened_at, e.seq) AS k
		FROM earlier e JOIN told_span t ON t.report_id = e.report_id
		WHERE NOT e.again AND e.happened_at BETWEEN t.from_at AND t.until_at) k
	FULL JOIN (SELECT nth, report_id, kind, stage, activity, happened_at,
			row_number() OVER (PARTITION BY report_id, kind, stage, activity ORDER BY happened_at, nth) AS k
		FROM told WHERE report_id < $first) a
	ON a.report_id = k.report_id AND a.kind = k.kind AND a.stage IS NOT DISTINCT FROM k.stage
		AND a.activity IS NOT DISTINCT FROM k.activity AND a.k = k.k`

const findMoved = `INSERT INTO found SELECT $kind, s.number, p.field, instant(p.was_at), instant(p.told_at), $one
	FROM paired p JOIN spoken s ON s.report_id = p.report_id WHERE p.seq IS NOT NULL AND p.nth IS NOT NULL AND p.report_id < $first`

const findGone = `INSERT INTO found SELECT $kind, s.number, p.field, instant(p.was_at), '', $one
	FROM paired p JOIN spoken s ON s.report_id = p.report_id WHERE p.nth IS NULL AND p.report_id < $first`

const findLate = `INSERT INTO found SELECT $kind, s.number, p.field, instant(e.last_at), instant(p.told_at), $one
	FROM paired p JOIN spoken s ON s.report_id = p.report_id
	JOIN (SELECT report_id, max(happened_at) AS last_at FROM earlier GROUP BY report_id) e ON e.report_id = p.report_id
	WHERE p.seq IS NULL AND p.told_at < e.last_at AND p.report_id < $first`

// contradict finds what the files tell otherwise than earlier ones. An event that has moved stays where it was first.
func (m *merge) contradict() error {
	if m.known == 0 {
		return nil
	}
	first := sql.Named("first", m.span.firstReport)
	_, err := m.exec(makeEarlier, sql.Named("received", string(data.Received)), sql.Named("profile", m.meta.Profile))
	if err != nil {
		return err
	}
	if _, err := m.exec(makePaired, first); err != nil {
		return err
	}
	for _, f := range []struct {
		kind  data.FindingKind
		query string
	}{{data.FoundMoved, findMoved}, {data.FoundGone, findGone}, {data.FoundLate, findLate}} {
		if err := m.find(f.kind, f.query, first, sql.Named("one", 1)); err != nil {
			return err
		}
	}
	return m.drop(&m.result.Differing, "DELETE FROM arriving WHERE nth IN (SELECT nth FROM paired WHERE seq IS NOT NULL AND nth > $none)",
		sql.Named("none", 0))
}

// Only reports of earlier imports of the same profile can vanish from its source.
const findVanished = `INSERT INTO found SELECT $kind, r.number, '', '', '', $one
	FROM report r JOIN import i ON i.id = r.import_id
	WHERE i.profile = $profile AND NOT EXISTS (SELECT 1 FROM spoken s WHERE s.number = r.number) GROUP BY r.number`

func (m *merge) findVanished() error {
	if !m.meta.Whole {
		return nil
	}
	return m.find(data.FoundVanished, findVanished, sql.Named("profile", m.meta.Profile), sql.Named("one", 1))
}
