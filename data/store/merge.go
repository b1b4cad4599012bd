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
	meta      data.Import
	now       time.Time
	counts    staged
	files     int32
	id        int64 // of the import
	span      span
	hash      *hashing
	persons   senders
	dropped   int64 // arriving events that are not added
	known     int64 // how many of the reports that the rows speak of are known
	described int64 // how many known reports are described for the first time
	result    data.ImportResult
	end       Head
}

// importTables are the temporary tables of an import.
var importTables = []string{
	"staged_number", "staged_what", "staged_who", "staged_report", "staged_event", "staged_note", "staged_refusal", "staged_finding",
	"staged_person",
	"spoken", "numbered", "arriving", "found", "compared", "told_span", "matched", "earlier", "paired",
}

func (m *merge) prepare() error {
	return m.run([]func() error{
		m.keepErased, m.findSpoken, m.compareReports, m.findArriving, m.dropRepeated, m.dropKnownEvents, m.contradict, m.renumber, m.derive, m.findOdd,
		m.findVanished,
	})
}

// write is the transaction of the import.
func (m *merge) write(tx *sql.Tx) error {
	m.on = tx
	return m.run([]func() error{m.addReports, m.addEvents, m.addDerived, m.record, m.addEntry, m.addPersons, m.tellPersons, m.undoDryRun})
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

// spoken is each report that the staged rows speak of, with the first row that describes it. New ones are numbered on. A known
// report of which only events have spoken so far is described by that row. sent_told says that a row tells when it was sent.
const makeSpoken = `CREATE OR REPLACE TEMP TABLE spoken AS
	SELECT s.number, s.line, s.events, s.line IS NULL AS implied, r.id IS NULL AS fresh,
		r.id IS NOT NULL AND r.implied AND s.line IS NOT NULL AS described,
		CASE WHEN r.id IS NULL OR r.implied THEN s.told_at IS NOT NULL ELSE NOT r.implied END AS sent_told,
		CASE WHEN r.id IS NULL OR r.implied THEN coalesce(s.told_at, r.sent_at, s.first_at) ELSE r.sent_at END AS sent_at,
		CASE WHEN r.id IS NULL OR r.implied THEN coalesce(s.told_date, r.sent_date, s.first_date) ELSE r.sent_date END AS sent_date,
		coalesce(r.id, $before + row_number() OVER (PARTITION BY r.id IS NULL ORDER BY coalesce(s.told_at, s.first_at), s.number)) AS report_id
	FROM (SELECT n.number, min(d.line) AS line, arg_min(d.sent_at, d.line) AS told_at, arg_min(d.sent_date, d.line) AS told_date,
			make_timestamptz(min(e.first_at)) AS first_at, $epoch::DATE + arg_min(e.first_day, e.first_at) AS first_date,
			coalesce(sum(e.events), $zero)::BIGINT AS events
		FROM staged_number n
		LEFT JOIN (SELECT code, min(line) AS line, arg_min_null(sent_at, line) AS sent_at, arg_min_null(sent_date, line) AS sent_date
			FROM staged_report GROUP BY code) d ON d.code = n.code
		LEFT JOIN (SELECT code, min(happened) AS first_at, min(day) AS first_day, count(*) AS events
			FROM staged_event GROUP BY code) e ON e.code = n.code
		GROUP BY n.number) s
	LEFT JOIN subject r ON r.number = s.number`

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
	return m.on.QueryRowContext(m.ctx, `SELECT count(*) FILTER (fresh), count(*) FILTER (NOT fresh), count(*) FILTER (described)
		FROM spoken WHERE report_id > $none`, sql.Named("none", 0)).Scan(&m.result.Reports, &m.known, &m.described)
}

// epoch is the day from which days are counted.
var epoch = time.Unix(0, 0).UTC()

const addReports = `INSERT INTO report
	SELECT CASE WHEN s.fresh THEN s.report_id ELSE $fresh + row_number() OVER (PARTITION BY s.fresh ORDER BY s.report_id) END AS id,
		s.number, d.channel, d.category, d.area, d.address, d.text, coalesce(d.words, lower(s.number)), d.salt,
		d.commitment, d.lat, d.lon, coalesce(d.private, $open), s.sent_at, s.sent_date, d.continues, s.implied, $import, $now,
		CASE WHEN s.described THEN s.report_id END
	FROM spoken s LEFT JOIN staged_report d ON d.line = s.line WHERE (s.fresh OR s.described) AND s.report_id > $none ORDER BY id`

func (m *merge) addReports() error {
	n, err := m.exec(addReports, sql.Named("fresh", m.span.firstReport-1+m.result.Reports), sql.Named("import", m.id),
		sql.Named("now", m.now), sql.Named("open", false), sql.Named("none", 0))
	m.span.lastReport = m.span.firstReport + n - 1
	return err
}

func (m *merge) addEvents() (err error) {
	m.result.Events, err = m.exec("INSERT INTO event "+added, m.added()...)
	m.span.lastSeq = m.span.firstSeq + m.result.Events - 1
	return err
}

// What intake has found comes first. A value that it did not know is no finding once the bureau has mapped or listed it.
const addFindings = `INSERT INTO finding
	SELECT $id, nth, kind, path, line, number, field, was, told, "rows" FROM (
		SELECT nth, kind, path, line, number, field, was, told, "rows" FROM staged_finding s
			WHERE kind <> $unknown OR NOT EXISTS (SELECT a.told FROM alias a WHERE a.told = s.told UNION ALL
				SELECT e.value FROM listed e WHERE e.value = s.told)
		UNION ALL SELECT $before + row_number() OVER (ORDER BY number, kind, was, told, field), kind, '', 0, number, field, was, told, "rows" FROM found)
	ORDER BY nth`

// record writes the import itself, what was found, and its refused rows. What was read is what the rows became.
func (m *merge) record() error {
	r := &m.result
	r.ID, r.Refused = m.id, m.counts.refused
	r.Read = m.counts.reports + m.counts.events - m.counts.moves + m.counts.passed + m.counts.refused
	r.Unchanged += m.counts.passed
	r.Taken = r.Read - r.Unchanged - r.Differing - r.Refused
	_, err := m.exec(`INSERT INTO import (id, profile, paths, rows_read, rows_taken, rows_unchanged, rows_differing, rows_refused,
			reports, events, imported_at, whole)
		VALUES ($id, $profile, $paths, $read, $taken, $unchanged, $differing, $refused, $reports, $events, $now, $whole)`,
		sql.Named("id", r.ID), sql.Named("profile", m.meta.Profile), sql.Named("paths", texts(m.meta.Paths)),
		sql.Named("read", r.Read), sql.Named("taken", r.Taken), sql.Named("unchanged", r.Unchanged),
		sql.Named("differing", r.Differing), sql.Named("refused", r.Refused), sql.Named("reports", r.Reports),
		sql.Named("events", r.Events), sql.Named("now", m.now), sql.Named("whole", m.meta.Whole))
	if err != nil {
		return err
	}
	r.Findings, err = m.exec(addFindings, sql.Named("id", r.ID), sql.Named("before", m.counts.found), sql.Named("unknown", string(data.FoundUnknown)))
	if err != nil {
		return err
	}
	if r.Odd, err = kindCounts(m.ctx, m.on, data.FindingFilter{Import: r.ID}); err != nil {
		return err
	}
	_, err = m.exec(`INSERT INTO refused_row SELECT $id, path, line, field, value, reason, raw FROM staged_refusal
		ORDER BY path, line`, sql.Named("id", r.ID))
	return err
}

// texts is never nil: a nil list would travel as NULL.
func texts(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// addEntry chains what was added. Its events were hashed while they were read, unless some of them were known.
func (m *merge) addEntry() (err error) {
	switch {
	case m.result.Events+m.result.Reports+m.described == 0:
		m.end, err = head(m.ctx, m.on)
		return err
	case m.dropped > 0:
		m.end, err = addEntry(m.ctx, m.on, m.cause(), m.span, m.now)
		return err
	}
	m.hash.flush()
	if err := addLines(m.ctx, m.on, m.hash.sum, ledgerEvents, m.span.firstSeq+m.counts.events, m.span.lastSeq); err != nil {
		return err
	}
	sum, err := spanHash(m.ctx, m.on, m.span, m.hash.sum)
	if err != nil {
		return err
	}
	m.end, err = chain(m.ctx, m.on, entry{cause: m.cause(), span: m.span, sum: sum, committedAt: m.now})
	return err
}

func (m *merge) cause() string { return fmt.Sprintf("import %d", m.id) }

func (m *merge) undoDryRun() error {
	if m.meta.DryRun {
		return errDryRun
	}
	return nil
}
