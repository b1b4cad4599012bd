package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tuntas/data"
)

// maxWords is how many words of a search are heeded; more than these nobody types.
const maxWords = 6

// A filter is put together from these, each with its own parameters, so that what is not asked for costs nothing.
const (
	byStages   = "list_contains($stages, c.stage)"
	byArea     = "(c.area = $area OR c.area ^@ $within)"
	byCategory = "c.category = $category"
	byChannel  = "c.channel = $channel"
	byUnit     = "c.unit = $unit"
	bySince    = "c.sent_at >= $from"
	byUntil    = "c.sent_at < $until"
	byWords    = "c.report_id IN (SELECT coalesce(describes, id) FROM report WHERE %s)"
)

// chosen returns the WHERE of a filter and its parameters.
func chosen(f data.Filter) (where string, args []any) {
	var parts []string
	add := func(asked bool, part string, values ...any) {
		if asked {
			parts, args = append(parts, part), append(args, values...)
		}
	}
	stages := make([]string, len(f.Stages))
	for i, s := range f.Stages {
		stages[i] = string(s)
	}
	add(len(stages) > 0, byStages, sql.Named("stages", stages))
	add(f.Area != "", byArea, sql.Named("area", f.Area), sql.Named("within", f.Area+"."))
	add(f.Category != "", byCategory, sql.Named("category", f.Category))
	add(f.Channel != "", byChannel, sql.Named("channel", f.Channel))
	add(f.Unit != "", byUnit, sql.Named("unit", f.Unit))
	add(!f.From.IsZero(), bySince, sql.Named("from", f.From.UTC()))
	add(!f.Until.IsZero(), byUntil, sql.Named("until", f.Until.UTC()))
	words, values := wordsOf(f.Text)
	add(len(values) > 0, fmt.Sprintf(byWords, words), values...)
	add(true, "c.number <> $none", sql.Named("none", ""))
	return " WHERE " + strings.Join(parts, " AND "), args
}

// wordsOf returns the condition that a report's words hold each word of a text, and its parameters; none for a blank text.
func wordsOf(text string) (where string, args []any) {
	var parts []string
	for i, w := range strings.Fields(searched(text)) {
		if i == maxWords {
			break
		}
		name := fmt.Sprintf("word%d", i)
		parts, args = append(parts, "contains(words, $"+name+")"), append(args, sql.Named(name, w))
	}
	return strings.Join(parts, " AND "), args
}

// orders are the columns of the desk's orders, each followed by the report's id.
var orders = map[data.OrderBy]string{
	"": "c.sent_at", data.OrderSent: "c.sent_at", data.OrderNumber: "c.number", data.OrderStage: "c.stage",
	data.OrderSince: "c.since", data.OrderCategory: "c.category", data.OrderArea: "c.area", data.OrderChannel: "c.channel",
	data.OrderUnit: "c.unit", data.OrderPass: "c.pass",
}

// Count returns how many reports the filter takes.
func (db *DB) Count(ctx context.Context, f data.Filter) (n int64, err error) {
	where, args := chosen(f)
	err = db.sql.QueryRowContext(ctx, "SELECT count(*) FROM report_current c"+where, args...).Scan(&n)
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
	ids, err := db.lineIDs(ctx, f, order, offset, limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := db.sql.QueryContext(ctx, `SELECT c.report_id, c.number, c.stage, c.since, c.sent_at, coalesce(c.category, $none),
			coalesce(c.area, $none), coalesce(c.channel, $none), coalesce(c.unit, $none), c.pass, coalesce(r.text, $none)
		FROM report_current c JOIN subject r ON r.id = c.report_id
		WHERE c.report_id IN (SELECT unnest($ids)) AND r.id BETWEEN $low AND $high ORDER BY `+order,
		sql.Named("none", ""), sql.Named("ids", ids), sql.Named("low", slices.Min(ids)), sql.Named("high", slices.Max(ids)))
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

// lineIDs returns which reports stand on the lines from offset on. Sorting the narrow rows alone is what makes a far line of
// a long list quick.
func (db *DB) lineIDs(ctx context.Context, f data.Filter, order string, offset, limit int) (ids []int64, err error) {
	where, args := chosen(f)
	args = append(args, sql.Named("limit", limit), sql.Named("offset", offset))
	rows, err := db.sql.QueryContext(ctx, "SELECT c.report_id FROM report_current c"+where+" ORDER BY "+order+" LIMIT $limit OFFSET $offset", args...)
	if err != nil {
		return nil, fmt.Errorf("lines: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

func direction(descending bool) string {
	if descending {
		return "DESC"
	}
	return "ASC"
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
