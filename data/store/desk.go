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

// A filter is put together from these, so that what is not asked for costs nothing.
const (
	byStages     = "list_contains(%s, c.stage)"
	byCategories = "list_contains(%s, c.category)"
	byChannels   = "list_contains(%s, c.channel)"
	byUnits      = "list_contains(%s, c.unit)"
	byPasses     = "list_contains(%s, c.pass)"
	byIDs        = "c.report_id IN (SELECT unnest(%s))"
	bySince      = "c.sent_at >= %s"
	byUntil      = "c.sent_at < %s"
	byWords      = "c.report_id IN (SELECT id FROM report WHERE %s)"
)

// choice is a filter in SQL: what stands before the statement, the condition on report_current c, and the parameters.
type choice struct {
	with, where string
	names       *names
}

// chosen turns a filter into SQL.
func (db *DB) chosen(ctx context.Context, f data.Filter) (c choice, err error) {
	c.names = &names{}
	where, err := db.condition(ctx, f, c.names)
	if err != nil {
		return c, err
	}
	c.where = " WHERE " + where
	if f.Deadline != "" {
		c.with = "WITH started AS (" + startedReports + ") "
		c.names.args = append(c.names.args, startedArgs()...)
	}
	return c, nil
}

// startedArgs are the parameters of startedReports.
func startedArgs() []any {
	return []any{
		sql.Named("rejected", string(data.Rejected)), sql.Named("refused", string(data.Refused)), sql.Named("done", string(data.Done)),
	}
}

// condition returns the condition of a filter on report_current c; its values go into n. One that asks for a deadline needs
// the table "started".
func (db *DB) condition(ctx context.Context, f data.Filter, n *names) (string, error) {
	parts := []string{"c.number <> " + n.put("")}
	parts = append(parts, plain(f, n)...)
	if words := wordsOf(f.Text); len(words) > 0 {
		parts = append(parts, fmt.Sprintf(byWords, holdAll(words, n)))
	}
	if f.Deadline != "" {
		all, err := rules(ctx, db.sql)
		if err != nil {
			return "", err
		}
		due, err := dueConditions{all, db.Calendar(), db.now(), n}.in(f.Deadline)
		if err != nil {
			return "", err
		}
		parts = append(parts, due)
	}
	return strings.Join(parts, " AND "), nil
}

// plain returns the conditions on columns of report_current itself.
func plain(f data.Filter, n *names) (parts []string) {
	list := func(part string, values ...string) {
		if len(values) > 0 {
			parts = append(parts, fmt.Sprintf(part, n.put(values)))
		}
	}
	list(byStages, stageTexts(f.Stages)...)
	list(byCategories, f.Categories...)
	list(byChannels, f.Channels...)
	list(byUnits, f.Units...)
	list(byCategories, listed(f.Category)...)
	list(byChannels, listed(f.Channel)...)
	list(byUnits, listed(f.Unit)...)
	for _, areas := range [][]string{listed(f.Area), f.Areas} {
		if len(areas) > 0 {
			parts = append(parts, byAreaOf(areas, n))
		}
	}
	if len(f.Passes) > 0 {
		parts = append(parts, fmt.Sprintf(byPasses, n.put(int32s(f.Passes))))
	}
	if f.IDs != nil {
		parts = append(parts, fmt.Sprintf(byIDs, n.put(f.IDs)))
	}
	if !f.From.IsZero() {
		parts = append(parts, fmt.Sprintf(bySince, n.put(f.From.UTC())))
	}
	if !f.Until.IsZero() {
		parts = append(parts, fmt.Sprintf(byUntil, n.put(f.Until.UTC())))
	}
	return parts
}

// listed returns a list of the value; nil when it is empty.
func listed(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

func int32s(values []int) []int32 {
	all := make([]int32, len(values))
	for i, v := range values {
		all[i] = int32(v) //nolint:gosec // numbers of passes
	}
	return all
}

// byAreaOf takes reports of these areas and of all below them.
func byAreaOf(areas []string, n *names) string {
	var parts []string
	for _, a := range areas {
		parts = append(parts, fmt.Sprintf("c.area = %s OR c.area ^@ %s", n.put(a), n.put(a+".")))
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// wordsOf returns the words of a search that are heeded.
func wordsOf(text string) []string {
	words := strings.Fields(searched(text))
	return words[:min(len(words), maxWords)]
}

// holdAll returns the condition that a report's words hold each of these.
func holdAll(words []string, n *names) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = "contains(words, " + n.put(w) + ")"
	}
	return strings.Join(parts, " AND ")
}

// orders are the columns of the desk's orders, each followed by the report's id.
var orders = map[data.OrderBy]string{
	"": "c.sent_at", data.OrderSent: "c.sent_at", data.OrderNumber: "c.number", data.OrderStage: "c.stage",
	data.OrderSince: "c.since", data.OrderCategory: "c.category", data.OrderArea: "c.area", data.OrderChannel: "c.channel",
	data.OrderUnit: "c.unit", data.OrderPass: "c.pass",
}

// Count returns how many reports the filter takes.
func (db *DB) Count(ctx context.Context, f data.Filter) (n int64, err error) {
	c, err := db.chosen(ctx, f)
	if err == nil {
		err = db.sql.QueryRowContext(ctx, c.with+"SELECT count(*) FROM report_current c"+c.where, c.names.args...).Scan(&n)
	}
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
		FROM report_current c JOIN report r ON r.id = c.report_id
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
	c, err := db.chosen(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("lines: %w", err)
	}
	args := append(c.names.args, sql.Named("limit", limit), sql.Named("offset", offset))
	rows, err := db.sql.QueryContext(ctx, c.with+"SELECT c.report_id FROM report_current c"+c.where+" ORDER BY "+order+" LIMIT $limit OFFSET $offset", args...)
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
