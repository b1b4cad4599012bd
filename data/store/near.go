package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"tuntas/data"
)

// nearby is how long before and after a report others count as near in time.
const nearby = 14 * 24 * time.Hour

// Near returns at most limit other reports of the same kelurahan and category that were sent up to fourteen days before or
// after r, the newest first. A report without area or category has none.
func (db *DB) Near(ctx context.Context, r data.Report, limit int) ([]data.Summary, error) {
	if r.Area == "" || r.Category == "" {
		return nil, nil
	}
	f := data.Filter{
		Area: r.Area, Category: r.Category, From: r.SentAt.Add(-nearby), Until: r.SentAt.Add(nearby),
		Order: data.Order{By: data.OrderSent, Descending: true},
	}
	lines, err := db.Reports(ctx, f, 0, limit+1)
	if err != nil {
		return nil, fmt.Errorf("near report %d: %w", r.ID, err)
	}
	var others []data.Summary
	for _, s := range lines {
		if s.ID != r.ID && len(others) < limit {
			others = append(others, s)
		}
	}
	return others, nil
}

// Continuing returns the reports that complain again about the one with this number, the oldest first.
func (db *DB) Continuing(ctx context.Context, number string) (all []data.Summary, err error) {
	ids, err := identifiers(ctx, db.sql, "SELECT coalesce(describes, id) FROM report WHERE continues = $number ORDER BY id", sql.Named("number", number))
	if err != nil {
		return nil, fmt.Errorf("reports that continue %s: %w", number, err)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return db.Reports(ctx, data.Filter{IDs: ids, Order: data.Order{By: data.OrderSent}}, 0, len(ids))
}
