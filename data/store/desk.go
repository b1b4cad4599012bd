package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"tuntas/data"
)

// maxWords is how many words of a search are heeded; more than these nobody types.
const maxWords = 6

// chosen are the rows that a data.Filter takes. The text is only joined when it is searched for.
const chosen = `
	WHERE (len($stages) = $zero OR list_contains($stages, c.stage))
		AND ($area = $none OR c.area = $area OR c.area ^@ ($area || $dot))
		AND ($category = $none OR c.category = $category) AND ($channel = $none OR c.channel = $channel)
		AND ($unit = $none OR c.unit = $unit)
		AND ($from IS NULL OR c.sent_at >= $from) AND ($until IS NULL OR c.sent_at < $until)
		AND ($w1 = $none OR c.report_id IN (SELECT id FROM (
				SELECT id, lower(concat_ws($blank, number, text, address)) AS words FROM report WHERE number <> $none)
			WHERE contains(words, $w1) AND contains(words, $w2) AND contains(words, $w3)
				AND contains(words, $w4) AND contains(words, $w5) AND contains(words, $w6)))`

// orders are the columns of the desk's orders, each followed by the report's id.
var orders = map[data.OrderBy]string{
	"": "c.sent_at", data.OrderSent: "c.sent_at", data.OrderNumber: "c.number", data.OrderStage: "c.stage",
	data.OrderSince: "c.since", data.OrderCategory: "c.category", data.OrderArea: "c.area", data.OrderChannel: "c.channel",
	data.OrderUnit: "c.unit", data.OrderPass: "c.pass",
}

// Count returns how many reports the filter takes.
func (db *DB) Count(ctx context.Context, f data.Filter) (n int64, err error) {
	err = db.sql.QueryRowContext(ctx, "SELECT count(*) FROM report_current c"+chosen, filterArgs(f)...).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count reports: %w", err)
	}
	return n, nil
}

// Reports returns at most limit lines of the desk, beginning with the line number offset (from 0) in the filter's order.
func (db *DB) Reports(ctx context.Context, f data.Filter, offset, limit int) (lines []data.Summary, err error) {
	column, ok := orders[f.Order.By]
	if !ok {
		return nil, fmt.Errorf("order by %q: %w", f.Order.By, data.ErrUnknownDimension)
	}
	order := fmt.Sprintf("%s %s NULLS LAST, c.report_id %[2]s", column, direction(f.Order.Descending))
	args := append(filterArgs(f), sql.Named("limit", limit), sql.Named("offset", offset))
	rows, err := db.sql.QueryContext(ctx, `SELECT c.report_id, c.number, c.stage, c.since, c.sent_at, coalesce(c.category, $none),
			coalesce(c.area, $none), coalesce(c.channel, $none), coalesce(c.unit, $none), c.pass, coalesce(r.text, $none)
		FROM (SELECT * FROM report_current c`+chosen+` ORDER BY `+order+` LIMIT $limit OFFSET $offset) c
		JOIN report r ON r.id = c.report_id ORDER BY `+order, args...)
	if err != nil {
		return nil, fmt.Errorf("reports: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s data.Summary
		if err := rows.Scan(&s.ID, &s.Number, &s.Stage, &s.Since, &s.SentAt, &s.Category, &s.Area, &s.Channel, &s.Unit, &s.Pass,
			&s.Text); err != nil {
			return nil, err
		}
		lines = append(lines, s)
	}
	return lines, rows.Err()
}

func direction(descending bool) string {
	if descending {
		return "DESC"
	}
	return "ASC"
}

func filterArgs(f data.Filter) []any {
	stages := []string{}
	for _, s := range f.Stages {
		stages = append(stages, string(s))
	}
	args := []any{
		sql.Named("stages", stages), sql.Named("zero", 0), sql.Named("none", ""), sql.Named("dot", "."),
		sql.Named("blank", " "), sql.Named("area", f.Area), sql.Named("category", f.Category), sql.Named("channel", f.Channel),
		sql.Named("unit", f.Unit), sql.Named("from", instant(f.From)), sql.Named("until", instant(f.Until)),
	}
	words := strings.Fields(strings.ToLower(f.Text))
	for i := range maxWords {
		word := ""
		if i < len(words) {
			word = words[i]
		}
		args = append(args, sql.Named(fmt.Sprintf("w%d", i+1), word))
	}
	return args
}

// instant is t as a parameter: nothing when it is zero.
func instant(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC()
}

// Choices returns the values that occur among the reports.
func (db *DB) Choices(ctx context.Context) (c data.Choices, err error) {
	var first, last sql.NullTime
	err = db.sql.QueryRowContext(ctx, "SELECT count(*), min(sent_at), max(sent_at) FROM report_current WHERE number <> $none",
		sql.Named("none", "")).Scan(&c.Reports, &first, &last)
	if err != nil {
		return c, fmt.Errorf("choices: %w", err)
	}
	c.First, c.Last = first.Time, last.Time
	for _, list := range []struct {
		to     *[]string
		column string
	}{{&c.Areas, "area"}, {&c.Categories, "category"}, {&c.Channels, "channel"}, {&c.Units, "unit"}} {
		if *list.to, err = db.values(ctx, list.column); err != nil {
			return c, fmt.Errorf("choices of %s: %w", list.column, err)
		}
	}
	return c, nil
}

// values returns what occurs in a column of report_current, most frequent first. column is one of Choices' own.
func (db *DB) values(ctx context.Context, column string) (all []string, err error) {
	rows, err := db.sql.QueryContext(ctx, "SELECT "+column+" FROM report_current WHERE "+column+" <> $none GROUP BY "+column+
		" ORDER BY count(*) DESC, "+column, sql.Named("none", ""))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
