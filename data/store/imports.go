package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// FindingFilter chooses findings. Zero values choose everything.
type FindingFilter struct {
	Import int64
	Kind   data.FindingKind
	Number string // of a report, matched exactly
}

const findings = `SELECT kind, path, line, number, field, was, told, "rows" FROM finding
	WHERE ($import = $none OR import_id = $import) AND ($kind = $empty OR kind = $kind) AND ($number = $empty OR number = $number)
	ORDER BY import_id DESC, nth LIMIT $limit OFFSET $offset`

// Findings returns at most limit findings from the one at offset on, those of the latest import first, in the order in which
// they were found.
func (db *DB) Findings(ctx context.Context, f FindingFilter, limit, offset int) (all []data.Finding, err error) {
	rows, err := db.sql.QueryContext(ctx, findings, append(f.args(), sql.Named("limit", limit), sql.Named("offset", offset))...)
	if err != nil {
		return nil, fmt.Errorf("findings: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var d data.Finding
		if err := rows.Scan(&d.Kind, &d.Path, &d.Line, &d.Number, &d.Field, &d.Was, &d.Told, &d.Rows); err != nil {
			return nil, fmt.Errorf("findings: %w", err)
		}
		all = append(all, d)
	}
	return all, rows.Err()
}

func (f FindingFilter) args() []any {
	return []any{
		sql.Named("import", f.Import), sql.Named("kind", string(f.Kind)), sql.Named("number", f.Number), sql.Named("none", 0),
		sql.Named("empty", ""),
	}
}
