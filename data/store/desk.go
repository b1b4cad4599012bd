package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"tuntas/data"
)

// maxWords is how many words of a search are heeded; more than these nobody types, though a sentence may be pasted.
const maxWords = 16

// A filter is put together from these, so that what is not asked for costs nothing.
const (
	byIDs   = "c.report_id IN (SELECT unnest(%s))"
	bySince = "c.sent_at >= %s"
	byUntil = "c.sent_at < %s"
	byWords = "c.report_id IN (SELECT coalesce(describes, id) FROM report WHERE %s)"
	byBits  = "get_bit(%s::BLOB::BIT, least(c.report_id, %s)::INTEGER) = %s" // what lies behind the bits is the last of them
)

// choice is a filter in SQL: what stands before the statement, FROM and WHERE with the reports as c, and the parameters.
type choice struct {
	with, from string
	names      *names
}

// The tables that reports are chosen from. A search that asks for nothing that changes goes to the reports alone: joining
// them with what is now takes several times as long as reading the words. An index of words makes that needless.
const (
	fromCurrent = " FROM report_current c WHERE "
	fromReports = " FROM (SELECT id AS report_id, number, channel, category, area, sent_at, words FROM subject) c WHERE "
)

// unchanging tells whether a search asks only for what a report was sent with.
func unchanging(f data.Filter) bool {
	switch f.Order.By {
	case data.OrderStage, data.OrderSince, data.OrderUnit, data.OrderPass, data.OrderCategory, data.OrderArea, data.OrderChannel:
		return false // what a value means may have been said later
	}
	if len(f.Categories)+len(f.Channels)+len(f.Areas) > 0 || f.Category+f.Channel+f.Area != "" {
		return false
	}
	return len(wordsOf(f.Text)) > 0 && len(f.Stages)+len(f.Units)+len(f.Passes) == 0 && f.Unit == "" && f.Deadline == ""
}

// chosen turns a filter into SQL.
func (db *DB) chosen(ctx context.Context, f data.Filter) (c choice, err error) {
	c.names = &names{}
	if words := wordsOf(f.Text); unchanging(f) && !db.words.there() {
		f.Text, c.from = "", fromReports+holdAll(words, c.names)+" AND "
	} else {
		c.from = fromCurrent
	}
	if f.Deadline == data.DeadlineNone {
		f.Deadline = ""
		undated, err := db.undated(ctx, c.names)
		if err != nil {
			return c, err
		}
		c.from += undated + " AND "
	}
	where, due, err := db.condition(ctx, f, c.names)
	if err != nil {
		return c, err
	}
	c.from += where
	if f.Deadline != "" {
		c.with = "WITH started AS (" + startedReports + ") "
		c.from += " AND c.report_id IN (SELECT s.report_id FROM started s WHERE " + due + ")"
		c.names.args = append(c.names.args, startedArgs(openStages()...)...)
	}
	return c, nil
}

// undated returns the condition that no deadline of a report runs. It is closed, or one of the few open ones under no rule, which
// are looked up first: to hold all reports against those with a deadline takes several times as long.
func (db *DB) undated(ctx context.Context, n *names) (string, error) {
	all, err := rules(ctx, db.sql)
	if err != nil {
		return "", err
	}
	ids, err := db.openUndated(ctx, all)
	if err != nil {
		return "", fmt.Errorf("reports without a deadline: %w", err)
	}
	closed := atStages(closedStages(), n)
	if len(ids) == 0 {
		return closed, nil
	}
	return "(" + closed + " OR c.report_id IN " + among(ids, n) + ")", nil
}

// openUndated returns the open reports of which no deadline runs. Mostly there are none, which can be told without any history.
func (db *DB) openUndated(ctx context.Context, rules []data.Rule) (ids []int64, err error) {
	own, doubtful := &names{}, 0
	surely := dueConditions{rules, db.Calendar(), db.now(), own}.surely()
	open := atStages(openStages(), own)
	err = db.sql.QueryRowContext(ctx, "SELECT count(*)"+fromCurrent+open+" AND NOT "+surely, own.args...).Scan(&doubtful)
	if err != nil || doubtful == 0 {
		return nil, err
	}
	own = &names{}
	runs, err := dueConditions{rules, db.Calendar(), db.now(), own}.in(data.DeadlineNone)
	if err != nil {
		return nil, err
	}
	return oneColumn[int64](ctx, db.sql, "WITH started AS ("+startedReports+") SELECT s.report_id FROM started s WHERE NOT "+runs+
		" ORDER BY s.report_id", append(own.args, startedArgs(openStages()...)...)...)
}

// condition returns the condition of a filter on report_current c, and one on its deadline, which needs the table "started" as
// s. Values go into n.
func (db *DB) condition(ctx context.Context, f data.Filter, n *names) (where, due string, err error) {
	parts := plain(f, n)
	if words := wordsOf(f.Text); len(words) > 0 {
		part, err := db.holding(ctx, words, n)
		if err != nil {
			return "", "", err
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 { // reports are numbered from 1; that this holds for all, DuckDB knows without reading any
		parts = []string{"c.report_id >= " + n.put(1)}
	}
	if f.Deadline != "" {
		all, err := rules(ctx, db.sql)
		if err != nil {
			return "", "", err
		}
		if due, err = (dueConditions{all, db.Calendar(), db.now(), n}).in(f.Deadline); err != nil {
			return "", "", err
		}
	}
	return strings.Join(parts, " AND "), due, nil
}

// plain returns the conditions on columns of report_current itself.
func plain(f data.Filter, n *names) (parts []string) {
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	add(isIn("stage", stageTexts(f.Stages), n))
	for _, list := range []struct {
		column string
		one    string
		many   []string
	}{{"category", f.Category, f.Categories}, {"channel", f.Channel, f.Channels}, {"unit", f.Unit, f.Units}} {
		add(isIn(list.column, listed(list.one), n))
		add(isIn(list.column, list.many, n))
	}
	add(within(listed(f.Area), n))
	add(within(f.Areas, n))
	add(isIn("pass", f.Passes, n))
	if f.IDs != nil {
		add(fmt.Sprintf(byIDs, n.put(f.IDs)))
	}
	if !f.From.IsZero() {
		add(fmt.Sprintf(bySince, n.put(f.From.UTC())))
	}
	if !f.Until.IsZero() {
		add(fmt.Sprintf(byUntil, n.put(f.Until.UTC())))
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

// isIn returns the condition that a column of report_current has one of the values; nothing for no values. It compares with
// each by itself: a function over a list is three times as slow.
func isIn[T any](column string, values []T, n *names) string {
	if len(values) == 0 {
		return ""
	}
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = "c." + column + " = " + n.put(v)
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// within takes reports of these areas and of all below them.
func within(areas []string, n *names) string {
	if len(areas) == 0 {
		return ""
	}
	var parts []string
	for _, a := range areas {
		parts = append(parts, fmt.Sprintf("c.area = %s OR c.area ^@ %s", n.put(a), n.put(a+".")))
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// wordsOf returns the words of a search that are heeded.
func wordsOf(text string) []string {
	words := strings.Fields(searched(strings.ToValidUTF8(text, " ")))
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
		err = db.sql.QueryRowContext(ctx, c.with+"SELECT count(*)"+c.from, c.names.args...).Scan(&n)
	}
	if err != nil {
		return 0, fmt.Errorf("count reports: %w", err)
	}
	return n, nil
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
