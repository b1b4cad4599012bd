package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"tuntas/data"
)

// A line far down a long list is not found by sorting all that stand above it. The reports are counted by parts that follow
// each other in the order of the list, days or units for instance, and only the part in which the line lies is sorted.
// limits are up to which line sorting is quick, and how many reports are sorted at once beyond. DuckDB keeps the first lines in a
// heap while there are less than 5,000 of them; more it takes from the whole list, sorted, which lasts ten times as long.
type limits struct{ near, few int }

var quickLines = limits{near: 2_000, few: 60_000}

// sorting is a way to find lines: which reports, in which order, and by which parts they can be counted, coarse ones first.
type sorting struct {
	limits
	c          choice
	column     string // of the order; the report's id decides among equals
	descending bool
	parts      []parting
	counted    *partCounts // what was counted before; nil: nothing is kept
}

// parting divides reports into runs that follow each other as a column rises.
type parting struct {
	column string
	run    string            // the run that a report is in; nothing where the column holds nothing
	begins func(run any) any // the value of the column with which a run begins
}

// lineIDs returns which reports stand on the lines from offset on.
func (db *DB) lineIDs(ctx context.Context, f data.Filter, column string, offset, limit int) (ids []int64, err error) {
	c, err := db.chosen(ctx, f)
	if err != nil {
		return nil, err
	}
	s := sorting{limits: quickLines, c: c, column: column, descending: f.Order.Descending}
	if offset+limit <= s.near {
		return s.sorted(ctx, db.sql, offset, limit)
	}
	s.parts = partsOf(f.Order.By, c.names)
	if f.Text == "" && f.IDs == nil && (f.Deadline == "" || f.Deadline == data.DeadlineNone) { // what is due changes by itself
		s.counted = &db.parts
	}
	err = db.inSnapshot(ctx, func(tx *sql.Tx) error {
		ids, err = s.far(ctx, tx, offset, limit)
		return err
	})
	return ids, err
}

// partsOf returns partings by which the order of the list can be followed, each finer than the one before.
func partsOf(by data.OrderBy, n *names) []parting {
	column := orders[by]
	switch by {
	case "", data.OrderSent, data.OrderSince:
		return []parting{days(column, n)}
	case data.OrderNumber:
		const letters = 6 // in Jakarta's numbers those of a month
		return []parting{{column, "left(" + column + ", " + n.put(letters) + ")", itself}}
	}
	const rows = 8192
	blocks := parting{"c.report_id", "c.report_id // " + n.put(rows), func(run any) any { return run.(int64) * rows }}
	return []parting{{column, column, itself}, blocks}
}

// days parts instants. It counts from long before any: a division towards zero would make the first two days one.
func days(column string, n *names) parting {
	const day, before = 24 * 60 * 60 * 1_000_000, 1_000_000
	begins := func(run any) any { return time.UnixMicro((run.(int64) - before) * day).UTC() }
	return parting{column, "(epoch_us(" + column + ") + " + n.put(before*day) + ") // " + n.put(day), begins}
}

func itself(run any) any { return run }

// far returns the reports on the lines from offset on; the last lines are the first of the list turned round.
func (s sorting) far(ctx context.Context, q querier, offset, limit int) ([]int64, error) {
	total := 0
	if err := q.QueryRowContext(ctx, s.c.with+"SELECT count(*)"+s.c.from, s.c.names.args...).Scan(&total); err != nil {
		return nil, err
	}
	limit = min(limit, total-offset)
	if limit <= 0 {
		return nil, nil
	}
	if total-offset > s.near {
		return s.lines(ctx, q, offset, limit)
	}
	ids, err := s.ids(ctx, q, s.turnedOrder(), total-offset-limit, limit)
	slices.Reverse(ids)
	return ids, err
}

// lines returns the reports on the lines from offset on.
func (s sorting) lines(ctx context.Context, q querier, offset, limit int) (ids []int64, err error) {
	if len(s.parts) == 0 || offset+limit <= s.near {
		return s.sorted(ctx, q, offset, limit)
	}
	counts, err := s.counts(ctx, q)
	if err != nil {
		return nil, err
	}
	from, to, offset := overlapped(counts, offset, limit)
	if size(counts[from:to]) <= s.few {
		return s.within(counts, from, to).sorted(ctx, q, offset, limit)
	}
	for i := from; i < to; i++ {
		n := min(limit-len(ids), counts[i].n-offset)
		more, err := s.within(counts, i, i+1).lines(ctx, q, offset, n)
		if err != nil {
			return nil, err
		}
		ids, offset = append(ids, more...), 0
	}
	return ids, nil
}

// partCount is how many reports a run has; an empty value is that of those without one.
type partCount struct {
	value any
	n     int
}

// overlapped returns from which to which run there are lines from offset on, and the offset within the first of them.
func overlapped(counts []partCount, offset, limit int) (from, to, within int) {
	for from < len(counts) && counts[from].n <= offset {
		offset -= counts[from].n
		from++
	}
	behind := 0
	for to = from; to < len(counts) && behind < offset+limit; to++ {
		behind += counts[to].n
	}
	return from, to, offset
}

func size(counts []partCount) (n int) {
	for _, c := range counts {
		n += c.n
	}
	return n
}

// counts returns how many reports each of the coarsest runs has, in the order of the list.
func (s sorting) counts(ctx context.Context, q querier) ([]partCount, error) {
	query := fmt.Sprintf("%sSELECT %s AS part, count(*)%s GROUP BY part ORDER BY part %s NULLS LAST",
		s.c.with, s.parts[0].run, s.c.from, direction(s.descending))
	if s.counted == nil {
		return countParts(ctx, q, query, s.c.names.args)
	}
	return s.counted.ask(ctx, q, query, s.c.names.args)
}

func countParts(ctx context.Context, q querier, query string, args []any) (all []partCount, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var c partCount
		if err := rows.Scan(&c.value, &c.n); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// within returns the way to find lines among the runs counts[from:to], of which there is at least one. It asks for a span of the
// column itself, not of runs: of that DuckDB knows beforehand which parts of the table cannot lie within.
func (s sorting) within(counts []partCount, from, to int) sorting {
	n := &names{slices.Clone(s.c.names.args)}
	p := s.parts[0]
	var either []string
	if counts[to-1].value == nil {
		either = append(either, p.column+" IS NULL")
		to--
	}
	if from < to {
		either = append(either, p.span(counts, from, to, s.descending, n))
	}
	s.c = choice{s.c.with, s.c.from + " AND (" + strings.Join(either, " OR ") + ")", n}
	s.parts = s.parts[1:]
	return s
}

// span returns the condition that a report is in one of the runs counts[from:to], none of which is that without a value. Where
// the next one begins they end.
func (p parting) span(counts []partCount, from, to int, descending bool, n *names) string {
	if p.run == p.column && to-from == 1 {
		return p.column + " = " + n.put(counts[from].value)
	}
	lowest, above := from, to
	if descending {
		lowest, above = to-1, from-1
	}
	span := p.column + " >= " + n.put(p.begins(counts[lowest].value))
	if above >= 0 && above < len(counts) && counts[above].value != nil {
		span += " AND " + p.column + " < " + n.put(p.begins(counts[above].value))
	}
	return span
}

// lineOrder is the order of a list by a column: what has no value stands last, and the report's id decides among equals.
func lineOrder(column string, descending bool) string {
	return fmt.Sprintf("%s %s NULLS LAST, c.report_id %[2]s", column, direction(descending))
}

// turnedOrder is the order of the list from its end.
func (s sorting) turnedOrder() string {
	return fmt.Sprintf("%s %s NULLS FIRST, c.report_id %[2]s", s.column, direction(!s.descending))
}

// sorted sorts the reports and returns those on the lines from offset on. Sorting the narrow rows alone is what makes it quick.
func (s sorting) sorted(ctx context.Context, q querier, offset, limit int) ([]int64, error) {
	return s.ids(ctx, q, lineOrder(s.column, s.descending), offset, limit)
}

func (s sorting) ids(ctx context.Context, q querier, order string, offset, limit int) ([]int64, error) {
	args := append(slices.Clone(s.c.names.args), sql.Named("limit", limit), sql.Named("offset", offset))
	return oneColumn[int64](ctx, q, s.c.with+"SELECT c.report_id"+s.c.from+" ORDER BY "+order+" LIMIT $limit OFFSET $offset", args...)
}
