package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"tuntas/data"
)

// Calendar returns the calendar by which deadlines are counted: the database's zone, and the working days of its Options.
func (db *DB) Calendar() data.Calendar { return data.Calendar{Zone: db.zone, Working: db.working} }

// Rules returns the deadline rules: those that come with Tuntas, as the bureau has changed them, then its own, by code and
// first day. Switched-off ones are among them.
func (db *DB) Rules(ctx context.Context) ([]data.Rule, error) {
	all, err := rules(ctx, db.sql)
	if err != nil {
		return nil, fmt.Errorf("deadline rules: %w", err)
	}
	return all, nil
}

func rules(ctx context.Context, q querier) (all []data.Rule, err error) {
	all = data.DefaultRules()
	rows, err := q.QueryContext(ctx, "SELECT definition FROM rule WHERE code <> $none ORDER BY added_at, rowid", sql.Named("none", ""))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		var r data.Rule
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return nil, err
		}
		same := func(old data.Rule) bool { return old.Code == r.Code && old.From.Equal(r.From) }
		if i := slices.IndexFunc(all, same); i >= 0 {
			all[i] = r
			continue
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// SetRule adds a rule, or changes the one with the same code and first day; what it was before stays on record. It returns
// data.ErrRule for one that cannot be used.
func (db *DB) SetRule(ctx context.Context, r data.Rule, by data.Staff) error {
	if !r.Valid() {
		return data.About(r.Code, data.ErrRule)
	}
	definition, err := json.Marshal(r)
	if err != nil {
		return err
	}
	var until any
	if !r.Until.IsZero() {
		until = r.Until
	}
	var end Head
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		now := db.now()
		_, err := tx.ExecContext(ctx, `INSERT INTO rule (code, valid_from, valid_until, definition, added_by, added_at)
			VALUES ($code, $from, $until, $definition, $by, $now)`, sql.Named("code", r.Code), sql.Named("from", r.From),
			sql.Named("until", until), sql.Named("definition", string(definition)), sql.Named("by", by.Name), sql.Named("now", now))
		if err != nil {
			return err
		}
		end, err = chainAddition(ctx, tx, "rule", now)
		return err
	})
	if err != nil {
		return fmt.Errorf("deadline rule %s: %w", r.Code, err)
	}
	db.keepHead(end)
	return nil
}
