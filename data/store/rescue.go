package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A block that cannot be read costs the values of one column in up to 122,880 rows. Pieces of a table are copied by their
// place; where a piece fails it is halved, and the smallest pieces are copied without the columns that fail.
const (
	rescuedAtOnce = 122_880
	rescuedLeast  = 2_048
)

// damagedPlace is where the damaged copy is attached while it is rescued from.
const damagedPlace = "damaged"

// rescue copies all that can be read of the recovered copy into a new database, which takes its place.
func (r *Recovery) rescue(ctx context.Context, o Options, progress Progress) error {
	from := filepath.Join(r.Folder, "partly.duckdb")
	for _, end := range []string{".wal", ""} {
		if err := os.Rename(r.Path+end, from+end); err != nil && (end == "" || !os.IsNotExist(err)) {
			return err
		}
	}
	c, err := unguarded(ctx, r.Path, o, r.Folder)
	if err != nil {
		return err
	}
	r.Tables, err = c.rescueFrom(ctx, from, progress)
	return errors.Join(err, c.Close())
}

// rescueFrom copies the rows of all tables that are not derived from the database in the file from.
func (db *DB) rescueFrom(ctx context.Context, from string, progress Progress) (all []RescuedTable, err error) {
	if _, err := db.sql.ExecContext(ctx, "ATTACH "+quoted(from)+" AS "+damagedPlace+" (READ_ONLY)"); err != nil {
		return nil, err
	}
	defer func() {
		_, err2 := db.sql.ExecContext(context.WithoutCancel(ctx), "DETACH "+damagedPlace)
		err = errors.Join(err, err2)
	}()
	found, err := tables(ctx, db.sql, damagedPlace)
	if err != nil {
		return nil, err
	}
	for i, t := range found {
		progress.tell(PartCopy, int64(i), int64(len(found)))
		if slices.Contains(derivedTables, t.name) || t.name == "schema_migration" {
			continue
		}
		got, err := db.rescueTable(ctx, t)
		if err != nil {
			return all, err
		}
		all = append(all, got)
	}
	_, err = db.sql.ExecContext(ctx, `UPDATE report SET words = lower(trim(regexp_replace(concat_ws(' ', number, text, address), '\s+', ' ', 'g')))
		WHERE words IS NULL AND id > $none`, sql.Named("none", 0))
	return all, err
}

// rescueTable copies one table.
func (db *DB) rescueTable(ctx context.Context, t table) (RescuedTable, error) {
	r := RescuedTable{Name: t.name}
	var end int64
	err := db.sql.QueryRowContext(ctx, "SELECT coalesce(max(rowid), $none) + 1 FROM "+damagedTable(t), sql.Named("none", -1)).Scan(&end)
	for from := int64(0); err == nil && from < end; from += rescuedAtOnce {
		err = db.rescuePiece(ctx, t, from, min(end, from+rescuedAtOnce), &r)
	}
	return r, err
}

func damagedTable(t table) string { return damagedPlace + ".main." + named(t.name) }

// rescuePiece copies the rows from from to, not including, until.
func (db *DB) rescuePiece(ctx context.Context, t table, from, until int64, r *RescuedTable) error {
	n, err := db.copyPiece(ctx, t, nil, from, until)
	if err == nil {
		r.Rows += n
		return nil
	}
	if !unreadable(err) {
		return err
	}
	if until-from <= rescuedLeast {
		return db.rescueRest(ctx, t, from, until, r)
	}
	middle := (from + until) / 2
	if err := db.rescuePiece(ctx, t, from, middle, r); err != nil {
		return err
	}
	return db.rescuePiece(ctx, t, middle, until, r)
}

// rescueRest copies a piece without the columns that cannot be read; a piece without a column that a row must have is lost.
func (db *DB) rescueRest(ctx context.Context, t table, from, until int64, r *RescuedTable) error {
	span := []any{sql.Named("from", from), sql.Named("until", until)}
	var blank []string
	for _, c := range t.columns {
		err := readAll(ctx, db.sql, 1, "SELECT "+hashes([]column{c})+" FROM "+damagedTable(t)+" WHERE rowid >= $from AND rowid < $until", span...)
		switch {
		case err == nil:
			continue
		case !unreadable(err):
			return err
		case !c.nullable:
			r.Lost += until - from
			return nil
		}
		blank = append(blank, c.name)
	}
	n, err := db.copyPiece(ctx, t, blank, from, until)
	if err != nil {
		return err
	}
	r.Rows += n
	for _, name := range blank {
		if !slices.Contains(r.Blank, name) {
			r.Blank = append(r.Blank, name)
		}
	}
	return nil
}

// copyPiece copies rows, leaving the columns named by blank empty.
func (db *DB) copyPiece(ctx context.Context, t table, blank []string, from, until int64) (n int64, err error) {
	values := make([]string, len(t.columns))
	for i, c := range t.columns {
		if values[i] = named(c.name); slices.Contains(blank, c.name) {
			values[i] = "NULL"
		}
	}
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "INSERT INTO "+named(t.name)+" ("+columnList(t.columns)+") SELECT "+strings.Join(values, ", ")+
			" FROM "+damagedTable(t)+" WHERE rowid >= $from AND rowid < $until", sql.Named("from", from), sql.Named("until", until))
		if err != nil {
			return err
		}
		n, err = res.RowsAffected()
		return err
	})
	return n, err
}
