package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// Reports returns at most limit lines of the desk with the citizens' texts, those of private reports left out, beginning with
// the line number offset (from 0) in the filter's order. Reading texts takes longest; see Lines.
func (db *DB) Reports(ctx context.Context, f data.Filter, offset, limit int) ([]data.Summary, error) {
	lines, err := db.Lines(ctx, f, offset, limit)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(lines))
	for i, s := range lines {
		ids[i] = s.ID
	}
	texts, err := db.Texts(ctx, ids...)
	for i := range lines {
		lines[i].Text = texts[lines[i].ID]
	}
	return lines, err
}

// Lines is Reports without the citizens' texts.
func (db *DB) Lines(ctx context.Context, f data.Filter, offset, limit int) (lines []data.Summary, err error) {
	column, ok := orders[f.Order.By]
	if !ok {
		return nil, fmt.Errorf("order by %q: %w", f.Order.By, data.ErrUnknownDimension)
	}
	ids, err := db.lineIDs(ctx, f, column, offset, limit)
	if err != nil {
		return nil, fmt.Errorf("lines: %w", err)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	n := &names{}
	rows, err := db.sql.QueryContext(ctx, `SELECT c.report_id, c.number, c.stage, c.since, c.sent_at, coalesce(c.category, $none),
			coalesce(c.area, $none), coalesce(c.channel, $none), coalesce(c.unit, $none), c.pass
		FROM report_current c WHERE c.report_id IN `+among(ids, n)+" ORDER BY "+lineOrder(column, f.Order.Descending), append(n.args, sql.Named("none", ""))...)
	if err != nil {
		return nil, fmt.Errorf("reports: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s data.Summary
		if err := rows.Scan(&s.ID, &s.Number, &s.Stage, &s.Since, &s.SentAt, &s.Category, &s.Area, &s.Channel, &s.Unit, &s.Pass); err != nil {
			return nil, err
		}
		lines = append(lines, s)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return lines, db.markPrivate(ctx, ids, lines)
}

// Which reports are private: as they came in, and as they were described first, which counts.
const (
	privateSent      = "SELECT id, private FROM report"
	privateDescribed = "SELECT describes, private FROM report"
	amongSent        = " WHERE describes IS NULL AND id IN "
	amongDescribed   = " WHERE describes IN "
)

// markPrivate sets which of these lines are of private reports.
func (db *DB) markPrivate(ctx context.Context, ids []int64, lines []data.Summary) error {
	private := make(map[int64]bool, len(ids))
	for _, query := range []string{privateSent + amongSent, privateDescribed + amongDescribed} {
		n := &names{}
		query += among(ids, n)
		if err := addByReport(ctx, db.sql, private, query, n.args...); err != nil {
			return fmt.Errorf("which reports are private: %w", err)
		}
	}
	for i := range lines {
		lines[i].Private = private[lines[i].ID]
	}
	return nil
}

// The texts of reports, empty where they are private: as they came in, and as they were described first, which counts. The
// view subject joins both for all reports before it takes a few.
const (
	textsSent = `SELECT id, CASE WHEN private THEN $none ELSE coalesce(text, $none) END FROM report
		WHERE describes IS NULL AND id IN `
	textsDescribed = `SELECT describes, CASE WHEN private THEN $none ELSE coalesce(text, $none) END FROM report
		WHERE describes IN `
)

// Texts returns the citizens' texts of these reports, by report; that of a private one is empty: it is for its own page alone.
func (db *DB) Texts(ctx context.Context, reports ...int64) (texts map[int64]string, err error) {
	texts = map[int64]string{}
	if len(reports) == 0 {
		return texts, nil
	}
	for _, query := range []string{textsSent, textsDescribed} {
		n := &names{}
		query += among(reports, n)
		if err := addByReport(ctx, db.sql, texts, query, append(n.args, sql.Named("none", ""))...); err != nil {
			return nil, fmt.Errorf("texts: %w", err)
		}
	}
	return texts, nil
}

// addByReport puts what a statement tells of each report into found.
func addByReport[V any](ctx context.Context, q querier, found map[int64]V, query string, args ...any) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id int64
		var value V
		if err := rows.Scan(&id, &value); err != nil {
			return err
		}
		found[id] = value
	}
	return rows.Err()
}

// mostNamed is how many ids a statement names one by one.
const mostNamed = 500

// among returns the ids as what a value is looked for in. Of a list that is named in the statement DuckDB knows beforehand which
// parts of a table cannot hold any of them; it does not of one that it has to unfold first.
func among(ids []int64, n *names) string {
	if len(ids) > mostNamed {
		return "(SELECT unnest(" + n.put(ids) + "))"
	}
	list := make([]byte, 0, 8*len(ids))
	for _, id := range ids {
		list = append(append(list, n.put(id)...), ',')
	}
	return "(" + string(list[:len(list)-1]) + ")"
}
