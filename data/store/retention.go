package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"tuntas/data"
)

// retentionSetting is the row of setting that holds the rules.
const retentionSetting = "retention"

// RetentionRules returns the rules in their order; none when nothing is ever erased by age, which is how a database begins.
func (db *DB) RetentionRules(ctx context.Context) (rules []data.RetentionRule, err error) {
	var text string
	err = db.sql.QueryRowContext(ctx, "SELECT value FROM setting WHERE name = $name", sql.Named("name", retentionSetting)).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("retention rules: %w", err)
	}
	return rules, json.Unmarshal([]byte(text), &rules)
}

// SetRetention puts rules in the place of those before; none switches retention off. Nothing is erased by it. It returns what
// data.CheckRetention returns. The ledger gets an entry with the rules.
func (db *DB) SetRetention(ctx context.Context, rules []data.RetentionRule) error {
	if err := data.CheckRetention(rules); err != nil {
		return fmt.Errorf("set retention: %w", err)
	}
	text, err := json.Marshal(rules)
	if err != nil {
		return err
	}
	var end Head
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		name, value := sql.Named("name", retentionSetting), sql.Named("value", string(text))
		if _, err := tx.ExecContext(ctx, "DELETE FROM setting WHERE name = $name", name); err != nil {
			return err
		}
		if len(rules) > 0 {
			if _, err := tx.ExecContext(ctx, "INSERT INTO setting (name, value) VALUES ($name, $value)", name, value); err != nil {
				return err
			}
		}
		end, err = tellSetting(ctx, tx, retentionSetting, string(text), db.now())
		return err
	})
	if err != nil {
		return fmt.Errorf("set retention: %w", err)
	}
	db.keepHead(end)
	return nil
}

// RetentionDue lists for each rule the reports of which the time is over and which were not erased: the dry run of retention.
// A report counts for the first rule that fits. The time runs from the last event; a report with an event in the future waits.
func (db *DB) RetentionDue(ctx context.Context) (due []data.RetentionDue, err error) {
	rules, err := db.RetentionRules(ctx)
	if err != nil {
		return nil, err
	}
	seen := map[int64]bool{}
	for _, r := range rules {
		stages := make([]string, len(r.Stages))
		for i, s := range r.Stages {
			stages[i] = string(s)
		}
		ids, err := oneColumn[int64](ctx, db.sql, `SELECT report_id FROM report_current
			WHERE list_contains($stages, stage) AND last_at < $before AND report_id NOT IN (SELECT report_id FROM erasure) ORDER BY report_id`,
			sql.Named("stages", stages), sql.Named("before", db.now().AddDate(0, 0, -r.Days)))
		if err != nil {
			return nil, fmt.Errorf("retention due: %w", err)
		}
		d := data.RetentionDue{Rule: r}
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				d.Reports = append(d.Reports, id)
			}
		}
		due = append(due, d)
	}
	return due, nil
}

// Retain erases what RetentionDue lists, as Erase does. Nothing due is no error.
func (db *DB) Retain(ctx context.Context, by, second string, progress Progress) (Erased, error) {
	due, err := db.RetentionDue(ctx)
	if err != nil {
		return Erased{}, err
	}
	o := data.ErasureOrder{By: by, Reason: data.ErasedByAge}
	for _, d := range due {
		o.Reports = append(o.Reports, d.Reports...)
	}
	if len(o.Reports) == 0 {
		return Erased{}, nil
	}
	return db.Erase(ctx, o, second, progress)
}
