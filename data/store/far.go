package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"tuntas/data"
)

// A line far down a long list is not found by sorting all that stand above it. The reports are counted by parts that follow
// each other in the order of the list, days or units for instance, and only the part in which the line lies is sorted.
// limits are up to which line sorting is quick, and how many reports are sorted at once beyond.
type limits struct{ near, few int }

var quickLines = limits{near: 20_000, few: 60_000}

// sorting is a way to find lines: which reports, in which order, and by which parts they can be counted, coarse ones first.
type sorting struct {
	limits
	c          choice
	order      string
	descending bool
	parts      []string
}

// lineIDs returns which reports stand on the lines from offset on.
func (db *DB) lineIDs(ctx context.Context, f data.Filter, order string, offset, limit int) (ids []int64, err error) {
	c, err := db.chosen(ctx, f)
	if err != nil {
		return nil, err
	}
	s := sorting{quickLines, c, order, f.Order.Descending, nil}
	if offset+limit <= s.near {
		return s.sorted(ctx, db.sql, offset, limit)
	}
	s.parts = partsOf(f.Order.By, c.names)
	err = db.inSnapshot(ctx, func(tx *sql.Tx) error {
		ids, err = s.lines(ctx, tx, offset, limit)
		return err
	})
	return ids, err
}

// partsOf returns expressions that never fall where the order of the list rises, each finer than the one before.
func partsOf(by data.OrderBy, n *names) []string {
	column := orders[by]
	switch by {
	case "", data.OrderSent, data.OrderSince:
		const day = 24 * 60 * 60 * 1_000_000
		return []string{"epoch_us(" + column + ") // " + n.put(day)}
	case data.OrderNumber:
		const letters = 6 // in Jakarta's numbers those of a month
		return []string{"left(" + column + ", " + n.put(letters) + ")"}
	}
	const rows = 8192
	return []string{column, "c.report_id // " + n.put(rows)}
}

// lines returns the reports on the lines from offset on.
func (s sorting) lines(ctx context.Context, q querier, offset, limit int) (ids []int64, err error) {
	if len(s.parts) == 0 || offset+limit <= s.near {
		return s.sorted(ctx, q, offset, limit)
	}
	counts, err := s.count(ctx, q)
	if err != nil {
		return nil, err
	}
	counts, offset = overlapped(counts, offset, limit)
	if len(counts) == 0 {
		return nil, nil
	}
	if size(counts) <= s.few {
		return s.within(counts).sorted(ctx, q, offset, limit)
	}
	for _, c := range counts {
		n := min(limit-len(ids), c.n-offset)
		more, err := s.within([]partCount{c}).lines(ctx, q, offset, n)
		if err != nil {
			return nil, err
		}
		ids, offset = append(ids, more...), 0
	}
	return ids, nil
}

// partCount is how many reports a part has; an empty value is that of those without one.
type partCount struct {
	value any
	n     int
}

// overlapped returns the parts that hold lines from offset on, and the offset within the first of them.
func overlapped(counts []partCount, offset, limit int) ([]partCount, int) {
	for len(counts) > 0 && counts[0].n <= offset {
		offset -= counts[0].n
		counts = counts[1:]
	}
	behind := 0
	for i, c := range counts {
		if behind += c.n; behind >= offset+limit {
			return counts[:i+1], offset
		}
	}
	return counts, offset
}

func size(counts []partCount) (n int) {
	for _, c := range counts {
		n += c.n
	}
	return n
}

// count counts the reports of each of the coarsest parts, in the order of the list.
func (s sorting) count(ctx context.Context, q querier) (all []partCount, err error) {
	rows, err := q.QueryContext(ctx, fmt.Sprintf("%sSELECT %s AS part, count(*)%s GROUP BY part ORDER BY part %s NULLS LAST",
		s.c.with, s.parts[0], s.c.from, direction(s.descending)), s.c.names.args...)
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

// within returns the way to find lines among these parts, which follow each other; there is at least one.
func (s sorting) within(parts []partCount) sorting {
	n := &names{slices.Clone(s.c.names.args)}
	part, none := s.parts[0], ""
	if parts[len(parts)-1].value == nil {
		none = part + " IS NULL"
		parts = parts[:len(parts)-1]
	}
	condition := none
	if len(parts) > 0 {
		low, high := parts[0].value, parts[len(parts)-1].value
		if s.descending {
			low, high = high, low
		}
		condition = part + " BETWEEN " + n.put(low) + " AND " + n.put(high)
		if none != "" {
			condition += " OR " + none
		}
	}
	return sorting{s.limits, choice{s.c.with, s.c.from + " AND (" + condition + ")", n}, s.order, s.descending, s.parts[1:]}
}

// sorted sorts the reports and returns those on the lines from offset on. Sorting the narrow rows alone is what makes it quick.
func (s sorting) sorted(ctx context.Context, q querier, offset, limit int) ([]int64, error) {
	args := append(slices.Clone(s.c.names.args), sql.Named("limit", limit), sql.Named("offset", offset))
	return oneColumn[int64](ctx, q, s.c.with+"SELECT c.report_id"+s.c.from+" ORDER BY "+s.order+" LIMIT $limit OFFSET $offset", args...)
}
