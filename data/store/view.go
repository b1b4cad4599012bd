package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
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

// counts counts for several filters in one pass over the reports, and one over the open ones for those that ask for a deadline.
func (db *DB) counts(ctx context.Context, filters []data.Filter) ([]int64, error) {
	if len(filters) == 0 {
		return nil, nil
	}
	t := tally{names: &names{}, found: make([]int64, len(filters)), less: make([]int64, len(filters))}
	for i, f := range filters {
		where, due, err := db.condition(ctx, f, t.names)
		if err != nil {
			return nil, err
		}
		switch {
		case due == "":
			t.all.add(where, &t.found[i])
		case f.Deadline == data.DeadlineNone: // all but those of which a clock runs
			t.all.add(where, &t.found[i])
			t.open.add(where+" AND "+due, &t.less[i])
		default:
			t.open.add(where+" AND "+due, &t.found[i])
		}
	}
	return t.ask(ctx, db.sql)
}

// tally is one statement that counts in all reports and in the open ones.
type tally struct {
	names       *names
	all, open   columns
	found, less []int64
}

// columns are counts, and where they go.
type columns struct {
	counts []string
	to     []any
}

func (c *columns) add(condition string, to *int64) {
	c.counts, c.to = append(c.counts, fmt.Sprintf("count(*) FILTER (%s) AS n%d", condition, len(c.counts))), append(c.to, to)
}

// named returns the names of the columns in a table of that name.
func (c *columns) named(table string) (all []string) {
	for i := range c.counts {
		all = append(all, fmt.Sprintf("%s.n%d", table, i))
	}
	return all
}

func (t *tally) ask(ctx context.Context, q querier) ([]int64, error) {
	with, tables := "", []string(nil)
	if len(t.all.counts) > 0 {
		tables = append(tables, "(SELECT "+strings.Join(t.all.counts, ", ")+" FROM report_current c) a")
	}
	if len(t.open.counts) > 0 {
		with = "WITH started AS (" + startedReports + ") "
		tables = append(tables, "(SELECT "+strings.Join(t.open.counts, ", ")+
			" FROM started s JOIN report_current c ON c.report_id = s.report_id) o")
		t.names.args = append(t.names.args, startedArgs(openStages()...)...)
	}
	query := with + "SELECT " + strings.Join(append(t.all.named("a"), t.open.named("o")...), ", ") + " FROM " + strings.Join(tables, ", ")
	if err := q.QueryRowContext(ctx, query, t.names.args...).Scan(append(t.all.to, t.open.to...)...); err != nil {
		return nil, err
	}
	for i := range t.found {
		t.found[i] -= t.less[i]
	}
	return t.found, nil
}
