package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

const reportLines = `SELECT to_json([number, channel, category, area, address, text, lat::VARCHAR, lon::VARCHAR, private::VARCHAR,
		epoch_us(sent_at)::VARCHAR, continues, implied::VARCHAR])::VARCHAR AS line
	FROM subject WHERE id > $none ORDER BY number, line`

const eventLines = `SELECT to_json([r.number, epoch_us(e.happened_at)::VARCHAR, e.kind, e.stage, e.activity, e.unit, e.actor, e.role,
		e.reason, e.note])::VARCHAR AS line
	FROM event e JOIN report r ON r.id = e.report_id WHERE e.seq > $none ORDER BY r.number, e.happened_at, line`

// ContentHash is the SHA-256, in hexadecimal digits, of what the reports and events say: two databases with the same content
// have the same hash, however and whenever it came in. The store's own numbers, salts, imports, commands and times of
// recording are left out, and of events of one report at the same instant it makes no difference which came first. What was
// erased is no longer there. It says nothing about who has changed what: that is the ledger's to prove.
func (db *DB) ContentHash(ctx context.Context) (string, error) {
	sum := sha256.New()
	for _, query := range []string{reportLines, eventLines} {
		if err := writeLines(ctx, db.sql, query, sum); err != nil {
			return "", fmt.Errorf("hash content: %w", err)
		}
		fmt.Fprintln(sum)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// writeLines writes the one column of a query's rows.
func writeLines(ctx context.Context, q querier, query string, to io.Writer) (err error) {
	rows, err := q.QueryContext(ctx, query, sql.Named("none", 0))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var line sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(to, "%s\n", line); err != nil {
			return err
		}
	}
	return rows.Err()
}
