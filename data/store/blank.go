package store

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// blanking is one statement by which the personal data of reports are taken out; it is passed over where the schema of an old
// backup lacks the column.
type blanking struct{ table, column, query string }

// ofReports chooses rows by the ids of the reports with these numbers.
const ofReports = "WHERE report_id IN (SELECT id FROM report WHERE number IN (SELECT unnest($numbers)))"

// blankings take out what belongs to a report by its id. What the ledger holds word for word stays: number, channel, category,
// area, position, times, moves, units, actors and reasons; of photos their hashes and what the camera wrote.
var blankings = []blanking{
	{"report", "text", `UPDATE report SET address = NULL, text = NULL, salt = NULL, words = lower(number)
		WHERE number IN (SELECT unnest($numbers)) AND (text IS NOT NULL OR address IS NOT NULL OR salt IS NOT NULL)`},
	{"event", "note", "UPDATE event SET note = NULL, salt = NULL " + ofReports + " AND (note IS NOT NULL OR salt IS NOT NULL)"},
	{"second_answer", "note", "UPDATE second_answer SET note = NULL " + ofReports + " AND note IS NOT NULL"},
	{"evidence", "name", "UPDATE evidence SET name = $empty " + ofReports + " AND name <> $empty"},
	{"person", "name", "DELETE FROM person " + ofReports},
	{"draft", "note", "DELETE FROM draft " + ofReports},
	{"finding", "told", "UPDATE finding SET was = $empty, told = $empty WHERE (was <> $empty OR told <> $empty) AND number IN (SELECT unnest($numbers))"},
}

// Rows of files that were not taken in, and findings of no report, belong to a report when they hold its number or what was
// taken out of it.
var searchings = []blanking{
	{"refused_row", "raw", `UPDATE refused_row SET value = $empty, raw = $empty WHERE raw <> $empty AND (regexp_matches(raw, $pattern) OR ` +
		`EXISTS (SELECT 1 FROM (SELECT unnest($needles) AS needle) WHERE contains(raw, needle)))`},
	{"finding", "told", `UPDATE finding SET was = $empty, told = $empty WHERE number = $empty AND (regexp_matches(was || ' ' || told, $pattern) OR ` +
		`EXISTS (SELECT 1 FROM (SELECT unnest($needles) AS needle) WHERE contains(was, needle) OR contains(told, needle)))`},
}

// numbersAtOnce is how many reports one search looks for: a pattern grows with them.
const numbersAtOnce = 200

// blank takes the personal data of the reports with these numbers out and returns how many rows it changed. The caller has a
// transaction. Persons are searched for where their key is at hand.
func (db *DB) blank(ctx context.Context, q execer, numbers []string) (changed int64, err error) {
	needles, err := db.needles(ctx, q, numbers)
	if err != nil {
		return 0, err
	}
	for _, b := range blankings {
		n, err := b.run(ctx, q, sql.Named("numbers", numbers))
		if err != nil {
			return changed, err
		}
		changed += n
	}
	for part := range slices.Chunk(numbers, numbersAtOnce) {
		for _, b := range searchings {
			n, err := b.run(ctx, q, sql.Named("pattern", pattern(part)), sql.Named("needles", texts(needles)))
			if err != nil {
				return changed, err
			}
			changed += n
		}
		needles = nil // once is enough
	}
	return changed, nil
}

// run carries the statement out with those of the arguments that it names.
func (b blanking) run(ctx context.Context, q execer, args ...any) (int64, error) {
	if there, err := hasColumn(ctx, q, b.table, b.column); err != nil || !there {
		return 0, err
	}
	given := []any{}
	for _, a := range append(args, sql.Named("empty", "")) {
		if named, ok := a.(sql.NamedArg); ok && strings.Contains(b.query, "$"+named.Name) {
			given = append(given, a)
		}
	}
	return step{ctx, q}.exec(b.query, given...)
}

func hasColumn(ctx context.Context, q querier, table, column string) (there bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM duckdb_columns() WHERE database_name = current_database()
		AND table_name = $table AND column_name = $column)`, sql.Named("table", table), sql.Named("column", column)).Scan(&there)
	return there, err
}

// pattern finds the numbers where they stand alone.
func pattern(numbers []string) string {
	each := make([]string, len(numbers))
	for i, n := range numbers {
		each[i] = regexp.QuoteMeta(n)
	}
	return "(^|[^0-9A-Za-z])(" + strings.Join(each, "|") + ")($|[^0-9A-Za-z])"
}

// leastNeedle is the length below which a text is too common to be looked for.
const leastNeedle = 8

const textsOfReports = `SELECT text FROM report WHERE text IS NOT NULL AND number IN (SELECT unnest($numbers))
	UNION SELECT note FROM event ` + ofReports + ` AND note IS NOT NULL`

// needles are the texts of the reports in the pieces in which they stand in a file of any form: lines, and what lies between
// quotes. Names and contacts of their senders are among them.
func (db *DB) needles(ctx context.Context, q querier, numbers []string) (all []string, err error) {
	rows, err := q.QueryContext(ctx, textsOfReports, sql.Named("numbers", numbers))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, pieces(text)...)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	persons, err := db.personNeedles(ctx, q, numbers)
	return append(all, persons...), err
}

func pieces(text string) (all []string) {
	for _, p := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '"' || r == '\\' || r == '\t' }) {
		if p = strings.TrimSpace(p); utf8.RuneCountInString(p) >= leastNeedle {
			all = append(all, p)
		}
	}
	return all
}

// personNeedles are what is known of the senders, as far as their key is at hand.
func (db *DB) personNeedles(ctx context.Context, q querier, numbers []string) (all []string, err error) {
	if there, err := hasColumn(ctx, q, "person", "recorded_at"); err != nil || !there {
		return nil, err
	}
	record, err := db.keyRecord(ctx, q)
	if err != nil || record.ID == "" {
		return nil, err
	}
	key, err := db.key(record)
	if err != nil {
		return nil, nil //nolint:nilerr // without the key their names cannot be known, and the rows go all the same
	}
	ids, err := oneColumn[int64](ctx, q, "SELECT report_id FROM person "+ofReports, sql.Named("numbers", numbers))
	for _, id := range ids {
		p, err := person(ctx, q, key, id)
		if err == nil {
			all = append(append(all, pieces(p.Name)...), pieces(p.Contact)...)
		}
	}
	return all, err
}

// oneColumn reads the one column of a query.
func oneColumn[T any](ctx context.Context, q querier, query string, args ...any) (all []T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
