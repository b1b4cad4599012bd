package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tuntas/data"
)

// Views returns the saved views of a person and those of everybody, by name.
func (db *DB) Views(ctx context.Context, owner string) (all []data.View, err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT name, owner, definition FROM view WHERE owner = $owner OR owner = $all
		ORDER BY lower(name), name, owner`, sql.Named("owner", owner), sql.Named("all", ""))
	if err != nil {
		return nil, fmt.Errorf("views: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var v data.View
		var definition string
		if err := rows.Scan(&v.Name, &v.Owner, &definition); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(definition), &v.Filter); err != nil {
			return nil, fmt.Errorf("view %s: %w", v.Name, err)
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// maxViewName is the longest name of a view, in bytes.
const maxViewName = 100

// SaveView keeps a view; one of the same name and owner is replaced. It returns data.ErrViewName for a name that is blank or
// longer than a hundred bytes.
func (db *DB) SaveView(ctx context.Context, v data.View) error {
	v.Name = strings.TrimSpace(v.Name)
	if v.Name == "" || len(v.Name) > maxViewName {
		return data.About(v.Name, data.ErrViewName)
	}
	definition, err := json.Marshal(v.Filter)
	if err != nil {
		return err
	}
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := removeView(ctx, tx, v.Owner, v.Name); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO view (name, owner, definition) VALUES ($name, $owner, $definition)`,
			sql.Named("name", v.Name), sql.Named("owner", v.Owner), sql.Named("definition", string(definition)))
		return err
	})
	if err != nil {
		return fmt.Errorf("view %s: %w", v.Name, err)
	}
	return nil
}

// RemoveView forgets a view; data.ErrUnknownView when there is none of this name.
func (db *DB) RemoveView(ctx context.Context, owner, name string) error {
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		n, err := removeView(ctx, tx, owner, name)
		if err == nil && n == 0 {
			err = data.About(name, data.ErrUnknownView)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remove a view: %w", err)
	}
	return nil
}

func removeView(ctx context.Context, tx *sql.Tx, owner, name string) (int64, error) {
	res, err := tx.ExecContext(ctx, "DELETE FROM view WHERE owner = $owner AND name = $name", sql.Named("owner", owner),
		sql.Named("name", name))
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// CountViews returns how many reports each view takes, in the order given, with one statement.
func (db *DB) CountViews(ctx context.Context, views []data.View) ([]int64, error) {
	filters := make([]data.Filter, len(views))
	for i, v := range views {
		filters[i] = v.Filter
	}
	counts, err := db.counts(ctx, filters)
	if err != nil {
		return nil, fmt.Errorf("count views: %w", err)
	}
	return counts, nil
}

// counts counts for several filters in one pass over the reports.
func (db *DB) counts(ctx context.Context, filters []data.Filter) ([]int64, error) {
	if len(filters) == 0 {
		return nil, nil
	}
	n := &names{}
	columns, counts, to := make([]string, len(filters)), make([]int64, len(filters)), make([]any, len(filters))
	for i, f := range filters {
		where, err := db.condition(ctx, f, n)
		if err != nil {
			return nil, err
		}
		columns[i], to[i] = "count(*) FILTER ("+where+")", &counts[i]
	}
	with := ""
	if slices.ContainsFunc(filters, func(f data.Filter) bool { return f.Deadline != "" }) {
		with = "WITH started AS MATERIALIZED (" + startedReports + ") "
		n.args = append(n.args, startedArgs()...)
	}
	err := db.sql.QueryRowContext(ctx, with+"SELECT "+strings.Join(columns, ", ")+" FROM report_current c", n.args...).Scan(to...)
	return counts, err
}
