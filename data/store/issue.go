package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"tuntas/data"
)

const issueColumns = `SELECT id, name, revision, kind, first_day, until_day, as_of, rule, definitions, published_by, published_at, cases,
	data_hash, ledger_entry, ledger_hash FROM issue`

const issueByName = issueColumns + ` WHERE name = $name ORDER BY revision DESC LIMIT $one`

const issuesBefore = issueColumns + ` WHERE kind = $kind AND name <> $name AND published_at < $before
	ORDER BY published_at DESC, id DESC LIMIT $one`

// Issue returns the latest revision of the issue with this name; data.ErrNotFound when there is none.
func (db *DB) Issue(ctx context.Context, name string) (data.Issue, error) {
	_, i, err := issue(ctx, db.sql, issueByName, sql.Named("name", name), sql.Named("one", 1))
	return i, wrapIssue(name, err)
}

// IssueBefore returns the issue of a kind that was published last before an instant under another name; data.ErrNotFound when
// there is none.
func (db *DB) IssueBefore(ctx context.Context, kind, name string, before time.Time) (data.Issue, error) {
	_, i, err := issue(ctx, db.sql, issuesBefore, sql.Named("kind", kind), sql.Named("name", name), sql.Named("before", before.UTC()),
		sql.Named("one", 1))
	return i, wrapIssue("before "+name, err)
}

func wrapIssue(name string, err error) error {
	if err != nil {
		return fmt.Errorf("issue %s: %w", name, err)
	}
	return nil
}

func issue(ctx context.Context, q querier, query string, args ...any) (id int64, i data.Issue, err error) {
	err = q.QueryRowContext(ctx, query, args...).Scan(&id, &i.Name, &i.Revision, &i.Kind, &i.From, &i.Until, &i.AsOf, &i.Rule,
		&i.Definitions, &i.By, &i.PublishedAt, &i.Cases, &i.DataHash, &i.LedgerEntry, &i.LedgerHash)
	if errors.Is(err, sql.ErrNoRows) {
		err = data.ErrNotFound
	}
	return id, i, err
}

// Publish freezes the cases of an issue under its name, or under its name once more as the next revision. Revision, time,
// cases, hash and the end of the ledger, as it was before the entry of the issue itself, are set here.
func (db *DB) Publish(ctx context.Context, i data.Issue) (data.Issue, error) {
	var end Head
	err := db.inTx(ctx, func(tx *sql.Tx) (err error) {
		now := db.now()
		if i, err = publish(ctx, tx, i, now); err != nil {
			return err
		}
		end, err = chainAddition(ctx, tx, "issue", now)
		return err
	})
	if err == nil {
		db.keepHead(end)
	}
	return i, wrapIssue(i.Name, err)
}

func publish(ctx context.Context, tx *sql.Tx, i data.Issue, now time.Time) (data.Issue, error) {
	_, before, err := issue(ctx, tx, issueByName, sql.Named("name", i.Name), sql.Named("one", 1))
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return i, err
	}
	id, err := freeze(ctx, tx, &i)
	if err != nil {
		return i, err
	}
	end, err := head(ctx, tx)
	if err != nil {
		return i, err
	}
	i.Revision, i.PublishedAt, i.LedgerEntry, i.LedgerHash = before.Revision+1, now, end.Entry, end.Hash
	_, err = tx.ExecContext(ctx, `INSERT INTO issue VALUES ($id, $name, $revision, $kind, $from, $until, $asof, $rule, $definitions, $by, $at,
			$cases, $sum, $entry, $hash)`,
		sql.Named("id", id), sql.Named("name", i.Name), sql.Named("revision", i.Revision), sql.Named("kind", i.Kind), sql.Named("from", i.From),
		sql.Named("until", i.Until), sql.Named("asof", i.AsOf.UTC()), sql.Named("rule", i.Rule), sql.Named("definitions", i.Definitions),
		sql.Named("by", i.By), sql.Named("at", i.PublishedAt), sql.Named("cases", i.Cases), sql.Named("sum", i.DataHash),
		sql.Named("entry", i.LedgerEntry), sql.Named("hash", i.LedgerHash))
	return i, err
}

// The cases of an issue: those sent in its days, and earlier ones that were open in them, each in the stage of its last stay
// entered before the instant.
const freezeCases = `INSERT INTO issue_case
	SELECT $issue, r.id, r.sent_date, r.private, c.category, c.channel, c.area, s.stage, s.pass, s.since
	FROM report r JOIN report_current c ON c.report_id = r.id
	JOIN (SELECT v.report_id, arg_max(v.stage, (v.entered_at, v.seq)) AS stage, max(v.pass) AS pass, max(v.entered_at) AS since,
			max(v.entered_date) AS since_date
		FROM analytics_visit v WHERE v.entered_at < $asof AND v.report_id BETWEEN $first AND $last GROUP BY v.report_id) s ON s.report_id = r.id
	WHERE r.id BETWEEN $first AND $last AND r.sent_at < $asof AND r.sent_date < $until
		AND (r.sent_date >= $from OR s.since_date >= $from OR s.stage NOT IN ($done, $rejected))
	ORDER BY r.id`

const frozenLines = `SELECT count(*), coalesce(sha256(string_agg(line, $lf ORDER BY report_id)), $lf) FROM (
	SELECT report_id, to_json([report_id::VARCHAR, sent_date::VARCHAR, private::VARCHAR, category, channel, area, stage, pass::VARCHAR,
		epoch_us(since)::VARCHAR])::VARCHAR AS line
	FROM issue_case WHERE issue_id = $issue AND report_id BETWEEN $first AND $last)`

// frozenRows is how many reports one statement looks at: the engine has to hold them.
const frozenRows = 50_000

// freeze puts the cases of the issue into the table and returns the number under which they stand.
func freeze(ctx context.Context, tx *sql.Tx, i *data.Issue) (id int64, err error) {
	var most int64
	err = tx.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(issue_id), $none) + $one FROM issue_case),
		(SELECT coalesce(max(id), $none) FROM report), (SELECT coalesce(max(id), $none) + $one FROM issue)`,
		sql.Named("none", 0), sql.Named("one", 1)).Scan(&id, &most, &i.Cases)
	if err != nil {
		return 0, err
	}
	id, i.Cases = max(id, i.Cases), 0
	for first := int64(0); first <= most; first += frozenRows {
		part := []any{sql.Named("issue", id), sql.Named("first", first), sql.Named("last", first+frozenRows-1)}
		_, err := tx.ExecContext(ctx, freezeCases, append(part, sql.Named("asof", i.AsOf.UTC()), sql.Named("from", i.From),
			sql.Named("until", i.Until), sql.Named("done", string(data.Done)), sql.Named("rejected", string(data.Rejected)))...)
		if err != nil {
			return 0, err
		}
	}
	err = frozen(ctx, tx, id, func(cases int64, hash string) { i.Cases, i.DataHash = cases, hash })
	return id, err
}

// frozen counts and hashes the cases of an issue, part by part of the reports, and tells number and hash after each part: an
// issue has those that were told last when it was published, when there were fewer reports.
func frozen(ctx context.Context, q querier, id int64, tell func(cases int64, hash string)) error {
	var most, cases int64
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max(id), $none) FROM report", sql.Named("none", 0)).Scan(&most); err != nil {
		return err
	}
	sum := sha256.New()
	for first := int64(0); first <= most; first += frozenRows {
		var n int64
		var leaf string
		err := q.QueryRowContext(ctx, frozenLines, sql.Named("issue", id), sql.Named("first", first), sql.Named("last", first+frozenRows-1),
			sql.Named("lf", "\n")).Scan(&n, &leaf)
		if err != nil {
			return err
		}
		cases += n
		fmt.Fprintln(sum, leaf)
		tell(cases, hex.EncodeToString(sum.Sum(nil)))
	}
	return nil
}

// errKept ends a transaction whose work was to look.
var errKept = errors.New("nothing is kept")

// Changes compares the latest revision of an issue with what it would say today and hands over each case that differs, in the
// order of the store. It returns how many there are; nothing is kept. data.ErrNotFound when there is no such issue.
func (db *DB) Changes(ctx context.Context, name string, each func(data.Change) error) (n int64, err error) {
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		id, old, err := issue(ctx, tx, issueByName, sql.Named("name", name), sql.Named("one", 1))
		if err != nil {
			return err
		}
		fresh := old
		now, err := freeze(ctx, tx, &fresh)
		if err != nil {
			return err
		}
		if fresh.DataHash != old.DataHash {
			if n, err = changes(ctx, tx, old, id, now, each); err != nil {
				return err
			}
		}
		return errKept
	})
	if errors.Is(err, errKept) {
		err = nil
	}
	return n, wrapIssue(name, err)
}

const changedCases = `SELECT r.number, r.recorded_at > $published, coalesce(e.late, $none) > $none, coalesce(e.undone, $false),
		o.private, coalesce(o.category, $empty), coalesce(o.channel, $empty), coalesce(o.area, $empty), o.stage, o.pass, o.since,
		n.private, coalesce(n.category, $empty), coalesce(n.channel, $empty), coalesce(n.area, $empty), n.stage, n.pass, n.since
	FROM (SELECT report_id, private, category, channel, area, stage, pass, since FROM issue_case
			WHERE issue_id = $old AND report_id BETWEEN $first AND $last) o
		FULL JOIN (SELECT report_id, private, category, channel, area, stage, pass, since FROM issue_case
			WHERE issue_id = $new AND report_id BETWEEN $first AND $last) n ON n.report_id = o.report_id
		JOIN report r ON r.id = coalesce(o.report_id, n.report_id)
		LEFT JOIN (SELECT report_id, count(*) AS late, bool_or(kind = $undone) AS undone FROM event
			WHERE recorded_at > $published AND happened_at < $asof AND report_id BETWEEN $first AND $last GROUP BY report_id) e
			ON e.report_id = r.id
	WHERE (o.private, o.category, o.channel, o.area, o.stage, o.pass, o.since)
		IS DISTINCT FROM (n.private, n.category, n.channel, n.area, n.stage, n.pass, n.since)
	ORDER BY r.id`

func changes(ctx context.Context, tx *sql.Tx, old data.Issue, was, is int64, each func(data.Change) error) (n int64, err error) {
	var most int64
	err = tx.QueryRowContext(ctx, `SELECT coalesce(max(id), $none) FROM report`, sql.Named("none", 0)).Scan(&most)
	for first := int64(0); err == nil && first <= most; first += frozenRows {
		var some int64
		some, err = someChanges(ctx, tx, each, sql.Named("old", was), sql.Named("new", is), sql.Named("published", old.PublishedAt.UTC()),
			sql.Named("asof", old.AsOf.UTC()), sql.Named("first", first), sql.Named("last", first+frozenRows-1),
			sql.Named("undone", string(data.Undone)), sql.Named("none", 0), sql.Named("empty", ""), sql.Named("false", false))
		n += some
	}
	return n, err
}

func someChanges(ctx context.Context, tx *sql.Tx, each func(data.Change) error, args ...any) (n int64, err error) {
	rows, err := tx.QueryContext(ctx, changedCases, args...)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		c, err := scanChange(rows)
		if err != nil {
			return n, err
		}
		if err := each(c); err != nil {
			return n, err
		}
		n++
	}
	return n, rows.Err()
}

// half is one side of a comparison; its stage is null where there is no such case.
type half struct {
	private                 sql.NullBool
	category, channel, area string
	stage                   sql.NullString
	pass                    sql.NullInt64
	since                   sql.NullTime
}

func (h *half) targets() []any {
	return []any{&h.private, &h.category, &h.channel, &h.area, &h.stage, &h.pass, &h.since}
}

func (h *half) frozen() *data.Frozen {
	if !h.stage.Valid {
		return nil
	}
	return &data.Frozen{
		Private: h.private.Bool, Category: h.category, Channel: h.channel, Area: h.area, Stage: data.Stage(h.stage.String),
		Pass: int(h.pass.Int64), Since: h.since.Time,
	}
}

func scanChange(rows *sql.Rows) (c data.Change, err error) {
	var was, is half
	var lateReport, lateEvent, undone bool
	targets := append([]any{&c.Number, &lateReport, &lateEvent, &undone}, was.targets()...)
	if err := rows.Scan(append(targets, is.targets()...)...); err != nil {
		return c, err
	}
	c.Was, c.Is, c.Why = was.frozen(), is.frozen(), data.Remapped
	switch {
	case lateReport:
		c.Why = data.LateReport
	case undone:
		c.Why = data.Corrected
	case lateEvent:
		c.Why = data.LateEvent
	}
	return c, nil
}
