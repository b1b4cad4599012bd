package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A mark is what one transaction has added to look, erasure or link: rows that have no place among reports and events. The cause of
// its ledger's entry carries their hash, so that the chain covers them all the same.
type mark struct {
	kind  string // "look", "erasure" or "link", also the name of the table
	nth   int64  // the transaction's number among those of its kind
	lines []byte // the rows as JSON lists, each ended by a line feed, by report
}

// The rows of both tables as the ledger has them.
const (
	lookLines = `SELECT nth, to_json(list_concat([nth::VARCHAR, report_id::VARCHAR, looked_by, epoch_us(looked_at)::VARCHAR],
		CASE WHEN reason IS NULL THEN [] ELSE [reason] END))::VARCHAR
		FROM look WHERE nth >= $first ORDER BY nth, report_id`
	bareLookLines = `SELECT nth, to_json([nth::VARCHAR, report_id::VARCHAR, looked_by, epoch_us(looked_at)::VARCHAR])::VARCHAR
		FROM look WHERE nth >= $first ORDER BY nth, report_id` // of a schema in which a look had no reason
	erasureLines = `SELECT nth, to_json([nth::VARCHAR, report_id::VARCHAR, reason, erased_by, epoch_us(erased_at)::VARCHAR])::VARCHAR
		FROM erasure WHERE nth >= $first ORDER BY nth, report_id`
)

const lookMark, erasureMark = "look", "erasure"

func (m mark) cause() string {
	sum := sha256.Sum256(m.lines)
	return fmt.Sprintf("%s %d %s", m.kind, m.nth, hex.EncodeToString(sum[:]))
}

// marks returns all marks of a kind from this number on.
func marks(ctx context.Context, q querier, kind string, first int64) (all []mark, err error) {
	query, err := linesOf(ctx, q, kind)
	if err != nil {
		return nil, err
	}
	if kind == linkMark {
		query = linkLines
	}
	rows, err := q.QueryContext(ctx, query, sql.Named("first", first))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var nth int64
		var line string
		if err := rows.Scan(&nth, &line); err != nil {
			return nil, err
		}
		if n := len(all); n == 0 || all[n-1].nth != nth {
			all = append(all, mark{kind: kind, nth: nth})
		}
		last := &all[len(all)-1]
		last.lines = append(append(last.lines, line...), '\n')
	}
	return all, rows.Err()
}

// linesOf is the question for the rows of a kind. A backup of an older schema is asked as its ledger was written.
func linesOf(ctx context.Context, q querier, kind string) (string, error) {
	if kind == erasureMark {
		return erasureLines, nil
	}
	reasoned, err := hasColumn(ctx, q, "look", "reason")
	if err != nil || reasoned {
		return lookLines, err
	}
	return bareLookLines, nil
}

// nextMark is the number of the next mark of a kind.
func nextMark(ctx context.Context, tx *sql.Tx, kind string) (nth int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(nth), $none) + 1 FROM "+named(kind), sql.Named("none", 0)).Scan(&nth)
	return nth, err
}

// chainMark chains the mark with this number, whose rows the transaction has added.
func chainMark(ctx context.Context, tx *sql.Tx, kind string, nth int64, now time.Time) (Head, error) {
	added, err := marks(ctx, tx, kind, nth)
	if err != nil {
		return Head{}, err
	}
	if len(added) != 1 {
		return Head{}, fmt.Errorf("%d marks of %s where one was added", len(added), kind)
	}
	return addEntry(ctx, tx, added[0].cause(), span{0, -1, 0, -1}, now)
}

// keptMarks are all marks of a kind; none in a backup of a schema that had none yet.
func (db *DB) keptMarks(ctx context.Context, kind string) ([]mark, error) {
	there, err := hasTable(ctx, db.sql, kind)
	if err != nil || !there {
		return nil, err
	}
	return marks(ctx, db.sql, kind, 0)
}

func hasTable(ctx context.Context, q querier, name string) (there bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM duckdb_tables() WHERE table_name = $name AND NOT internal
		AND database_name = current_database())`, sql.Named("name", name)).Scan(&there)
	return there, err
}

// verifyMarks holds looks, erasures and links against the entries that name them: one for one, in the same order.
func (db *DB) verifyMarks(ctx context.Context, entries []entry) error {
	for _, kind := range []string{lookMark, erasureMark, linkMark} {
		kept, err := db.keptMarks(ctx, kind)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if !strings.HasPrefix(e.cause, kind+" ") {
				continue
			}
			if len(kept) == 0 || e.cause != kept[0].cause() {
				return broken(e.number)
			}
			kept = kept[1:]
		}
		if len(kept) > 0 {
			return broken(int64(len(entries)))
		}
	}
	return nil
}
