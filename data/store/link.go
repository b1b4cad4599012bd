package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tuntas/data"
)

// linkMark is the kind of mark by which links are in the ledger.
const linkMark = "link"

// linkLines are the rows of links as the ledger has them.
const linkLines = `SELECT nth, to_json([nth::VARCHAR, from_report::VARCHAR, to_report::VARCHAR, kind, cut::VARCHAR, linked_by,
		epoch_us(linked_at)::VARCHAR])::VARCHAR
	FROM link WHERE nth >= $first ORDER BY nth`

// standingLinks are the links that nobody has taken back, the latest word on each pair counting.
const standingLinks = `SELECT from_report, to_report, kind, linked_by, linked_at FROM link
	QUALIFY row_number() OVER (PARTITION BY from_report, to_report, kind ORDER BY nth DESC) = $one AND NOT cut ORDER BY nth`

// AddLink links two reports, with an entry of the ledger. A link that stands already changes nothing. It returns what
// data.Linkable returns, and data.ErrNotFound when one of the reports is not there.
func (db *DB) AddLink(ctx context.Context, l data.Link, by data.Staff) error {
	l.Cut = false
	return db.writeLink(ctx, l, by)
}

// CutLink takes a link back, with an entry of the ledger. One that does not stand changes nothing.
func (db *DB) CutLink(ctx context.Context, l data.Link, by data.Staff) error {
	l.Cut = true
	return db.writeLink(ctx, l, by)
}

func (db *DB) writeLink(ctx context.Context, l data.Link, by data.Staff) error {
	var end Head
	l.By = clean(by.Name)
	err := db.inTx(ctx, func(tx *sql.Tx) (err error) {
		end, err = db.addLink(ctx, tx, l, by)
		return err
	})
	if err != nil {
		return fmt.Errorf("link reports %d and %d: %w", l.From, l.To, err)
	}
	if end.Entry > 0 {
		db.keepHead(end)
	}
	return nil
}

func (db *DB) addLink(ctx context.Context, tx *sql.Tx, l data.Link, by data.Staff) (Head, error) {
	for _, id := range []int64{l.From, l.To} {
		if err := isReport(ctx, tx, id); err != nil {
			return Head{}, err
		}
	}
	all, err := links(ctx, tx)
	if err != nil {
		return Head{}, err
	}
	standing := map[int64]int64{}
	for _, other := range all {
		if other.Kind == l.Kind {
			standing[other.From] = other.To
		}
	}
	if to, stands := standing[l.From]; (stands && to == l.To) != l.Cut {
		return Head{}, nil // said already
	}
	if !by.Role.MayLink() {
		return Head{}, data.ErrRole
	}
	if !l.Cut {
		if err := data.Linkable(l, standing, by); err != nil {
			return Head{}, err
		}
	}
	return db.keepLink(ctx, tx, l)
}

func (db *DB) keepLink(ctx context.Context, tx *sql.Tx, l data.Link) (Head, error) {
	nth, err := nextMark(ctx, tx, linkMark)
	if err != nil {
		return Head{}, err
	}
	now := db.now()
	_, err = tx.ExecContext(ctx, `INSERT INTO link (nth, from_report, to_report, kind, cut, linked_by, linked_at)
		VALUES ($nth, $from, $to, $kind, $cut, $by, $now)`, sql.Named("nth", nth), sql.Named("from", l.From), sql.Named("to", l.To),
		sql.Named("kind", string(l.Kind)), sql.Named("cut", l.Cut), sql.Named("by", l.By), sql.Named("now", now))
	if err != nil {
		return Head{}, err
	}
	return chainMark(ctx, tx, linkMark, nth, now)
}

// links returns all links that stand, the earliest first: somebody set each of them by hand, so there are few.
func links(ctx context.Context, q querier) (all []data.Link, err error) {
	rows, err := q.QueryContext(ctx, standingLinks, sql.Named("one", 1))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var l data.Link
		if err := rows.Scan(&l.From, &l.To, &l.Kind, &l.By, &l.At); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, rows.Err()
}

// Links returns the links of a report that stand, whichever end it is, the earliest first.
func (db *DB) Links(ctx context.Context, report int64) ([]data.Linked, error) {
	all, err := links(ctx, db.sql)
	if err != nil {
		return nil, fmt.Errorf("links of report %d: %w", report, err)
	}
	var linked []data.Linked
	var ids []int64
	for _, l := range all {
		switch report {
		case l.From:
			linked, ids = append(linked, data.Linked{Link: l}), append(ids, l.To)
		case l.To:
			linked, ids = append(linked, data.Linked{Link: l}), append(ids, l.From)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	lines, err := db.Reports(ctx, data.Filter{IDs: ids}, 0, len(ids))
	if err != nil {
		return nil, fmt.Errorf("links of report %d: %w", report, err)
	}
	for _, s := range lines {
		for i := range ids {
			if ids[i] == s.ID {
				linked[i].Other = s
			}
		}
	}
	return linked, nil
}
