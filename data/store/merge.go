package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"tuntas/data"
)

// step runs statements, on a connection or in a transaction.
type step struct {
	ctx context.Context
	on  execer
}

func (s step) exec(query string, args ...any) (int64, error) {
	res, err := s.on.ExecContext(s.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

func (s step) number(to *int64, query string, args ...any) error {
	return s.on.QueryRowContext(s.ctx, query, args...).Scan(to)
}

// merge turns staged rows into reports and events. What can be computed before the transaction of the import is computed
// into temporary tables by prepare; write is that transaction.
type merge struct {
	step
	meta    data.Import
	now     time.Time
	counts  staged
	files   int32
	id      int64 // of the import
	span    span
	hash    *hashing
	dropped int64 // arriving events that are not added
	known   int64 // how many of the reports that the rows speak of are known
	result  data.ImportResult
	end     Head
}

// importTables are the temporary tables of an import.
var importTables = []string{
	"staged_number", "staged_what", "staged_who", "staged_report", "staged_event", "staged_note", "staged_refusal", "staged_finding",
	"spoken", "numbered", "arriving", "touched", "undoing", "step",
}

func (m *merge) prepare() error {
	return m.run([]func() error{
		m.findSpoken, m.compareReports, m.findArriving, m.dropRepeated, m.dropKnownEvents, m.renumber, m.derive,
	})
}

// write is the transaction of the import.
func (m *merge) write(tx *sql.Tx) error {
	m.on = tx
	return m.run([]func() error{m.addReports, m.addEvents, m.addDerived, m.record, m.addEntry, m.undoDryRun})
}

func (m *merge) run(steps []func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
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

// spoken is each report that the staged rows speak of, with the first row that describes it. New ones are numbered on.
const makeSpoken = `CREATE OR REPLACE TEMP TABLE spoken AS
	SELECT s.number, s.line, s.sent_at, s.sent_date, s.line IS NULL AS implied, r.id IS NULL AS fresh,
		coalesce(r.id, $before + row_number() OVER (PARTITION BY r.id IS NULL ORDER BY s.sent_at, s.number)) AS report_id, s.events
	FROM (SELECT n.number, min(d.line) AS line, coalesce(arg_min(d.sent_at, d.line), make_timestamptz(min(e.first_at))) AS sent_at,
			coalesce(arg_min(d.sent_date, d.line), $epoch::DATE + arg_min(e.first_day, e.first_at)) AS sent_date,
			coalesce(sum(e.events), $zero)::BIGINT AS events
		FROM staged_number n
		LEFT JOIN (SELECT code, min(line) AS line, arg_min(sent_at, line) AS sent_at, arg_min(sent_date, line) AS sent_date
			FROM staged_report GROUP BY code) d ON d.code = n.code
		LEFT JOIN (SELECT code, min(happened) AS first_at, min(day) AS first_day, count(*) AS events
			FROM staged_event GROUP BY code) e ON e.code = n.code
		GROUP BY n.number) s
	LEFT JOIN report r ON r.number = s.number`

// numbered is the report of each code.
const makeNumbered = `CREATE OR REPLACE TEMP TABLE numbered AS
	SELECT n.code, s.report_id FROM staged_number n JOIN spoken s ON s.number = n.number`

func (m *merge) findSpoken() error {
	_, err := m.exec(makeSpoken, sql.Named("before", m.span.firstReport-1), sql.Named("epoch", epoch), sql.Named("zero", 0))
	if err != nil {
		return err
	}
	if _, err := m.exec(makeNumbered); err != nil {
		return err
	}
	return m.on.QueryRowContext(m.ctx, "SELECT count(*) FILTER (fresh), count(*) FILTER (NOT fresh) FROM spoken WHERE report_id > $none",
		sql.Named("none", 0)).Scan(&m.result.Reports, &m.known)
}

// epoch is the day from which days are counted.
var epoch = time.Unix(0, 0).UTC()

const addReports = `INSERT INTO report
	SELECT s.report_id, s.number, d.channel, d.category, d.area, d.address, d.text, coalesce(d.words, lower(s.number)), d.salt,
		d.commitment, d.lat, d.lon, coalesce(d.private, $open), s.sent_at, s.sent_date, d.continues, s.implied, $import, $now
	FROM spoken s LEFT JOIN staged_report d ON d.line = s.line WHERE s.fresh AND s.report_id >= $first ORDER BY s.report_id`

func (m *merge) addReports() error {
	n, err := m.exec(addReports, sql.Named("first", m.span.firstReport), sql.Named("import", m.id), sql.Named("now", m.now),
		sql.Named("open", false))
	m.span.lastReport = m.span.firstReport + n - 1
	return err
}

// knownReports counts the report rows that brought nothing new: those that say what is known, and those that differ.
const knownReports = `SELECT count(*) FILTER (same), count(*) FILTER (NOT same) FROM (
	SELECT r.channel IS NOT DISTINCT FROM d.channel AND r.category IS NOT DISTINCT FROM d.category
		AND r.area IS NOT DISTINCT FROM d.area AND r.continues IS NOT DISTINCT FROM d.continues AND r.private = d.private
		AND (d.sent_at IS NULL OR r.sent_at = d.sent_at)
		AND (r.salt IS NULL OR (r.text IS NOT DISTINCT FROM d.text AND r.address IS NOT DISTINCT FROM d.address)) AS same
	FROM staged_report d JOIN numbered n ON n.code = d.code JOIN spoken s ON s.report_id = n.report_id
	JOIN (SELECT id, channel, category, area, continues, private, sent_at, salt, text, address FROM report
		UNION ALL SELECT f.report_id, b.channel, b.category, b.area, b.continues, b.private, f.sent_at, b.salt, b.text, b.address
		FROM spoken f JOIN staged_report b ON b.line = f.line WHERE f.fresh) r ON r.id = s.report_id
	WHERE d.along = $along AND (NOT s.fresh OR d.line <> s.line))`

func (m *merge) compareReports() error {
	if m.counts.reports == 0 {
		return nil
	}
	return m.on.QueryRowContext(m.ctx, knownReports, sql.Named("along", false)).Scan(&m.result.Unchanged, &m.result.Differing)
}

func (m *merge) addEvents() (err error) {
	m.result.Events, err = m.exec("INSERT INTO event "+added, m.added()...)
	m.span.lastSeq = m.span.firstSeq + m.result.Events - 1
	return err
}

// record writes the import itself, what was found, and its refused rows. What was read is what the rows became.
func (m *merge) record() error {
	r := &m.result
	r.ID, r.Refused = m.id, m.counts.refused
	r.Read = m.counts.reports + m.counts.events + m.counts.refused
	r.Taken = r.Read - r.Unchanged - r.Differing - r.Refused
	_, err := m.exec(`INSERT INTO import (id, profile, paths, rows_read, rows_taken, rows_unchanged, rows_differing, rows_refused,
			reports, events, imported_at, whole)
		VALUES ($id, $profile, $paths, $read, $taken, $unchanged, $differing, $refused, $reports, $events, $now, $whole)`,
		sql.Named("id", r.ID), sql.Named("profile", m.meta.Profile), sql.Named("paths", list(m.meta.Paths)),
		sql.Named("read", r.Read), sql.Named("taken", r.Taken), sql.Named("unchanged", r.Unchanged),
		sql.Named("differing", r.Differing), sql.Named("refused", r.Refused), sql.Named("reports", r.Reports),
		sql.Named("events", r.Events), sql.Named("now", m.now), sql.Named("whole", m.meta.Whole))
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

// addEntry chains what was added. Its events were hashed while they were read, unless some of them were known.
func (m *merge) addEntry() (err error) {
	switch {
	case m.result.Events+m.result.Reports == 0:
		m.end, err = head(m.ctx, m.on)
		return err
	case m.dropped > 0:
		m.end, err = addEntry(m.ctx, m.on, m.cause(), m.span, m.now)
		return err
	}
	m.hash.flush()
	if err := addLines(m.ctx, m.on, m.hash.sum, eventLines, m.span.firstSeq+m.counts.events, m.span.lastSeq); err != nil {
		return err
	}
	sum, err := spanHash(m.ctx, m.on, m.span, m.hash.sum)
	if err != nil {
		return err
	}
	m.end, err = addHashed(m.ctx, m.on, m.cause(), m.span, sum, m.now)
	return err
}

func (m *merge) cause() string { return fmt.Sprintf("import %d", m.id) }

func (m *merge) undoDryRun() error {
	if m.meta.DryRun {
		return errDryRun
	}
	return nil
}
