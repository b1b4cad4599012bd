package store

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"
)

// derivedTables are computed from report and event, and could be computed anew.
var derivedTables = append([]string{"visit", "decision", "report_current"}, preparedTables...)

// derivedAtOnce is how many reports are derived at a time: what that needs has to fit beside the limit of memory.
const derivedAtOnce = 100_000

// verifyDerived derives all reports again, some at a time, and counts how the stored rows differ.
func (db *DB) verifyDerived(ctx context.Context, progress Progress) ([]DerivedHealth, error) {
	found := make([]DerivedHealth, len(derivedTables))
	for i, name := range derivedTables {
		found[i].Name = name
	}
	last, err := db.lastReport(ctx)
	if err != nil {
		return found, err
	}
	for from := int64(0); from <= last; from += derivedAtOnce {
		progress.tell(PartDerived, from, last)
		err := db.inSnapshot(ctx, func(tx *sql.Tx) error {
			return compareDerived(ctx, tx, from, from+derivedAtOnce, found)
		})
		if err != nil {
			return found, err
		}
	}
	progress.tell(PartDerived, last, last)
	return found, nil
}

// lastReport is the highest report that any table speaks of.
func (db *DB) lastReport(ctx context.Context) (last int64, err error) {
	err = db.sql.QueryRowContext(ctx, `SELECT coalesce(greatest((SELECT max(id) FROM report), (SELECT max(report_id) FROM visit),
			(SELECT max(report_id) FROM decision), (SELECT max(report_id) FROM report_current)), $none)`,
		sql.Named("none", 0)).Scan(&last)
	return last, err
}

// compareDerived derives the reports from from to, not including, until into temporary tables, which hide the stored ones
// of the same name, and adds to found what differs.
func compareDerived(ctx context.Context, tx *sql.Tx, from, until int64, found []DerivedHealth) error {
	all, err := tables(ctx, tx, "")
	if err != nil {
		return err
	}
	place, err := mainDatabase(ctx, tx)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(t table) bool { return !slices.Contains(derivedTables, t.name) })
	for _, t := range all {
		if err := hideTable(ctx, tx, place, t); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "CREATE TEMP TABLE touched AS SELECT id AS report_id FROM report WHERE id >= $from AND id < $until",
		sql.Named("from", from), sql.Named("until", until))
	if err != nil {
		return err
	}
	s := step{ctx, tx}
	if err := makeSteps(s, kept, math.MaxInt64); err != nil {
		return err
	}
	if err := addDerived(s); err != nil {
		return err
	}
	if err := addPrepared(s); err != nil {
		return err
	}
	for _, t := range all {
		h := &found[slices.Index(derivedTables, t.name)]
		if err := countDifferences(ctx, tx, place, t, from, until, h); err != nil {
			return err
		}
	}
	return nil
}

// mainDatabase is the name under which the main database is attached, as a name of SQL with its schema.
func mainDatabase(ctx context.Context, q querier) (place string, err error) {
	err = q.QueryRowContext(ctx, "SELECT current_database()").Scan(&place)
	return named(place) + ".main.", err
}

func hideTable(ctx context.Context, tx *sql.Tx, place string, t table) error {
	_, err := tx.ExecContext(ctx, "CREATE TEMP TABLE "+named(t.name)+" AS SELECT "+columnList(t.columns)+" FROM "+place+named(t.name)+
		" WHERE report_id < $none", sql.Named("none", 0))
	return err
}

// columnList is the columns as a list of SQL.
func columnList(columns []column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = named(c.name)
	}
	return strings.Join(names, ", ")
}

// countDifferences compares the derived rows with the stored ones: first by one number for each, which costs little, and row
// by row where the numbers differ.
func countDifferences(ctx context.Context, tx *sql.Tx, place string, t table, from, until int64, h *DerivedHealth) error {
	columns := columnList(t.columns)
	stored := "SELECT " + columns + " FROM " + place + named(t.name) + " WHERE report_id >= $from AND report_id < $until"
	if slices.Contains(preparedTables, t.name) {
		stored += " AND report_id NOT IN (SELECT report_id FROM unprepared)"
	}
	derived := "SELECT " + columns + " FROM temp." + named(t.name)
	span := []any{sql.Named("from", from), sql.Named("until", until)}
	sums := "SELECT concat_ws(' ', count(*), bit_xor(hash(" + columns + ")), sum(hash(" + columns + "))) FROM "
	var same bool
	err := tx.QueryRowContext(ctx, "SELECT ("+sums+"("+stored+")) = ("+sums+"("+derived+"))", span...).Scan(&same)
	if err != nil || same {
		return err
	}
	for _, c := range []struct {
		to   *int64
		a, b string
	}{{&h.Missing, derived, stored}, {&h.Extra, stored, derived}} {
		var n int64
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM ("+c.a+" EXCEPT ALL "+c.b+")", span...).Scan(&n); err != nil {
			return err
		}
		*c.to += n
	}
	return nil
}

// verifyOrphans counts, in each table that speaks of a report or an import, the rows whose report or import is not there.
func (db *DB) verifyOrphans(ctx context.Context) (found []OrphanHealth, err error) {
	all, err := tables(ctx, db.sql, "")
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		h := OrphanHealth{Name: t.name}
		speaks := false
		for _, c := range t.columns {
			owner, ok := owners[c.name]
			if !ok || t.name == "evidence" && owner == "import" { // photos count the transactions that brought them
				continue
			}
			speaks = true
			var n int64
			err := db.sql.QueryRowContext(ctx, "SELECT count(*) FROM "+named(t.name)+" t WHERE t."+named(c.name)+" >= $none AND NOT EXISTS "+
				"(SELECT 1 FROM "+named(owner)+" o WHERE o.id = t."+named(c.name)+")", sql.Named("none", 0)).Scan(&n)
			if err != nil {
				return found, err
			}
			h.Rows += n
		}
		if speaks {
			found = append(found, h)
		}
	}
	return found, nil
}

// owners tells for a column which table it speaks of.
var owners = map[string]string{"report_id": "report", "import_id": "import"}
