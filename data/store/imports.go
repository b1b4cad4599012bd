package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"

	"tuntas/data"
)

// FindingFilter chooses findings. Zero values choose everything.
type FindingFilter = data.FindingFilter

const imports = `SELECT i.id, i.profile, i.paths, coalesce(i.whole, $no), i.rows_read, i.rows_taken, i.rows_unchanged, i.rows_differing,
		i.rows_refused, i.reports, i.events, coalesce(f.found, $none), i.imported_at
	FROM (SELECT id, profile, paths, whole, rows_read, rows_taken, rows_unchanged, rows_differing, rows_refused, reports, events, imported_at
		FROM import WHERE id > $none ORDER BY id DESC LIMIT $limit OFFSET $offset) i
	LEFT JOIN (SELECT import_id, count(*) AS found FROM finding GROUP BY import_id) f ON f.import_id = i.id ORDER BY i.id DESC`

// Imports returns at most limit imports from the one at offset on, the latest first; all from there on when limit is below 1.
// How long they took is not kept.
func (db *DB) Imports(ctx context.Context, limit, offset int) ([]data.ImportRecord, error) {
	return list(ctx, db, "imports", func(rows *sql.Rows) (r data.ImportRecord, err error) {
		var paths []any
		err = rows.Scan(&r.ID, &r.Profile, &paths, &r.Whole, &r.Read, &r.Taken, &r.Unchanged, &r.Differing, &r.Refused, &r.Reports,
			&r.Events, &r.Findings, &r.ImportedAt)
		for _, path := range paths {
			r.Paths = append(r.Paths, fmt.Sprint(path))
		}
		return r, err
	}, imports, sql.Named("no", false), sql.Named("none", 0), sql.Named("limit", most(limit)), sql.Named("offset", offset))
}

const findings = `SELECT kind, path, line, number, field, was, told, "rows" FROM finding
	WHERE ($import = $none OR import_id = $import) AND ($kind = $empty OR kind = $kind) AND ($number = $empty OR number = $number)
	ORDER BY import_id DESC, nth LIMIT $limit OFFSET $offset`

// Findings returns at most limit findings from the one at offset on, those of the latest import first, in the order in which
// they were found; all from there on when limit is below 1.
func (db *DB) Findings(ctx context.Context, f data.FindingFilter, limit, offset int) ([]data.Finding, error) {
	return list(ctx, db, "findings", func(rows *sql.Rows) (d data.Finding, err error) {
		err = rows.Scan(&d.Kind, &d.Path, &d.Line, &d.Number, &d.Field, &d.Was, &d.Told, &d.Rows)
		return d, err
	}, findings, append(chosenFindings(f), sql.Named("limit", most(limit)), sql.Named("offset", offset))...)
}

const countFindings = `SELECT kind, count(*), sum("rows")::BIGINT FROM finding
	WHERE ($import = $none OR import_id = $import) AND ($kind = $empty OR kind = $kind) AND ($number = $empty OR number = $number)
	GROUP BY kind ORDER BY list_position($kinds, kind), kind`

// CountFindings counts the findings of each kind that occurs, in the order of data.FindingKinds.
func (db *DB) CountFindings(ctx context.Context, f data.FindingFilter) ([]data.FindingCount, error) {
	counts, err := kindCounts(ctx, db.sql, f)
	if err != nil {
		return nil, fmt.Errorf("count findings: %w", db.damaged(err))
	}
	return counts, nil
}

func kindCounts(ctx context.Context, q querier, f data.FindingFilter) (all []data.FindingCount, err error) {
	var kinds []string
	for _, k := range data.FindingKinds() {
		kinds = append(kinds, string(k))
	}
	rows, err := q.QueryContext(ctx, countFindings, append(chosenFindings(f), sql.Named("kinds", kinds))...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var c data.FindingCount
		if err := rows.Scan(&c.Kind, &c.Found, &c.Rows); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

func chosenFindings(f data.FindingFilter) []any {
	return []any{
		sql.Named("import", f.Import), sql.Named("kind", string(f.Kind)), sql.Named("number", f.Number), sql.Named("none", 0),
		sql.Named("empty", ""),
	}
}

const refusedRows = `SELECT path, line, field, value, reason, raw FROM refused_row WHERE import_id = $import
	ORDER BY path, line LIMIT $limit OFFSET $offset`

// RefusedRows returns at most limit rows that an import refused, from the one at offset on, by path and line; all from there
// on when limit is below 1.
func (db *DB) RefusedRows(ctx context.Context, importID int64, limit, offset int) ([]data.RefusedRow, error) {
	return list(ctx, db, "refused rows", func(rows *sql.Rows) (r data.RefusedRow, err error) {
		err = rows.Scan(&r.Path, &r.Line, &r.Column, &r.Value, &r.Reason, &r.Raw)
		return r, err
	}, refusedRows, sql.Named("import", importID), sql.Named("limit", most(limit)), sql.Named("offset", offset))
}

func most(limit int) int64 {
	if limit < 1 {
		return math.MaxInt64
	}
	return int64(limit)
}

// list reads all rows of a query; name is what an error is called.
func list[T any](ctx context.Context, db *DB, name string, scan func(*sql.Rows) (T, error), query string, args ...any) (all []T, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, db.damaged(err))
	}
	return all, nil
}
