package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"tuntas/data"
)

// Window says which reports leave, and as of when they are seen.
type Window struct {
	From  time.Time // first day on which a report was sent
	Until time.Time // the day after the last one
	AsOf  time.Time // instant: what happened later is not seen
	Salt  string    // decides the order; see ReleaseCases
}

// ReleaseCase is a report as it comes to the gate of a release: no text, no address, no position, no person.
type ReleaseCase struct {
	Number   string
	Private  bool
	Category string
	Channel  string
	Area     string
	SentDate time.Time // day, midnight UTC
	Stage    data.Stage
	Pass     int
	Stays    []ReleaseStay // empty unless asked for
}

// ReleaseStay is one stay of a report.
type ReleaseStay struct {
	Stage data.Stage
	Pass  int
	Took  time.Duration // -1 while it lasts
	Next  data.Stage    // empty while it lasts
}

// The order of a release is worked out once for each walk: a temporary table of the reports with the first 60 bits of
// SHA-256(salt, number), in that order, so that a slice of it is found without hashing all numbers again. It goes away with the
// transaction.
const (
	makeReleaseOrder = `CREATE TEMP TABLE release_order (report_id BIGINT, place BIGINT)`
	fillReleaseOrder = `INSERT INTO release_order SELECT r.id, ($hex || left(sha256($salt || r.number), $digits))::BIGINT AS place
		FROM subject r WHERE r.sent_date >= $from AND r.sent_date < $until AND r.sent_at < $asof ORDER BY place`
	releaseSize = `SELECT count(*) FROM release_order`
)

// The stage at an instant is that of the last stay entered before it. Rows come in the order of SHA-256(salt, number).
const releaseCases = `SELECT r.number, r.private, coalesce(c.category, $empty), coalesce(c.channel, $empty), coalesce(c.area, $empty),
		r.sent_date, s.stage, s.pass
	FROM release_order o JOIN subject r ON r.id = o.report_id JOIN report_current c ON c.report_id = r.id
	JOIN (SELECT v.report_id, arg_max(v.stage, (v.entered_at, v.seq)) AS stage, max(v.pass) AS pass
		FROM analytics_visit v JOIN release_order i ON i.report_id = v.report_id
		WHERE v.entered_at < $asof AND i.place >= $low AND i.place <= $high
		GROUP BY v.report_id) s ON s.report_id = r.id
	WHERE o.place >= $low AND o.place <= $high
	ORDER BY o.place, sha256($salt || r.number)`

const releaseStays = `SELECT r.number, r.private, coalesce(c.category, $empty), coalesce(c.channel, $empty), coalesce(c.area, $empty),
		r.sent_date, v.stage, v.pass, CASE WHEN v.left_at < $asof THEN v.seconds END,
		CASE WHEN v.left_at < $asof THEN v.next_stage END
	FROM release_order o JOIN subject r ON r.id = o.report_id JOIN report_current c ON c.report_id = r.id
	JOIN analytics_visit v ON v.report_id = r.id
	WHERE v.entered_at < $asof AND o.place >= $low AND o.place <= $high
	ORDER BY o.place, r.number, v.entered_at, v.seq`

func (w Window) args() []any {
	return []any{sql.Named("from", w.From), sql.Named("until", w.Until), sql.Named("asof", w.AsOf.UTC())}
}

// About how many reports one statement sorts: the engine and the driver hold all its rows, beyond the engine's own limit of
// memory. There are fewer where each comes with its stays.
const (
	caseSlice = 250_000
	staySlice = 50_000
)

// placeDigits is how many hexadecimal digits a place in the order has; lastPlace is the highest.
const (
	placeDigits = 15
	lastPlace   = 1<<(4*placeDigits) - 1
)

// cuts are the first and last places of slices of equal width, of about so many of n reports each.
func cuts(n, slice int64) (all [][2]int64) {
	parts := max(1, (n+slice-1)/slice)
	width := lastPlace/parts + 1
	for i := range parts {
		all = append(all, [2]int64{i * width, min(lastPlace, i*width+width-1)})
	}
	return all
}

// ReleaseCases walks over the reports of the window in the order of SHA-256(salt, number), which says nothing about them to
// who does not know the salt; with stays each has its stays in their order. It sees the database as it is when the walk
// begins. The first error ends it.
func (db *DB) ReleaseCases(ctx context.Context, w Window, stays bool) iter.Seq2[ReleaseCase, error] {
	return func(yield func(ReleaseCase, error) bool) {
		g := gatherer{yield: yield}
		if err := db.releaseCases(ctx, w, stays, &g); err != nil && !g.stopped {
			yield(ReleaseCase{}, fmt.Errorf("cases of a release: %w", db.damaged(err)))
		}
	}
}

func (db *DB) releaseCases(ctx context.Context, w Window, stays bool, g *gatherer) error {
	return db.inSnapshot(ctx, func(tx *sql.Tx) error { return g.read(ctx, tx, w, stays) })
}

// read takes all cases of the window.
func (g *gatherer) read(ctx context.Context, tx *sql.Tx, w Window, stays bool) error {
	if _, err := tx.ExecContext(ctx, makeReleaseOrder); err != nil {
		return err
	}
	order := append(w.args(), sql.Named("salt", w.Salt), sql.Named("hex", "0x"), sql.Named("digits", placeDigits))
	if _, err := tx.ExecContext(ctx, fillReleaseOrder, order...); err != nil {
		return err
	}
	var n int64
	if err := tx.QueryRowContext(ctx, releaseSize).Scan(&n); err != nil {
		return err
	}
	query, scan, slice := releaseCases, scanCase, int64(caseSlice)
	if stays {
		query, scan, slice = releaseStays, scanStay, staySlice
	}
	for _, cut := range cuts(n, slice) {
		args := []any{sql.Named("asof", w.AsOf.UTC()), sql.Named("empty", ""), sql.Named("low", cut[0]), sql.Named("high", cut[1])}
		if !stays {
			args = append(args, sql.Named("salt", w.Salt))
		}
		if err := g.walk(ctx, tx, query, args, scan); err != nil || g.stopped {
			return err
		}
	}
	g.flush()
	return nil
}

// walk takes the rows of one statement.
func (g *gatherer) walk(ctx context.Context, q querier, query string, args []any, scan func(*sql.Rows) (ReleaseCase, error)) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() && !g.stopped {
		c, err := scan(rows)
		if err != nil {
			return err
		}
		g.take(c)
	}
	return rows.Err()
}

func scanCase(rows *sql.Rows) (c ReleaseCase, err error) {
	err = rows.Scan(&c.Number, &c.Private, &c.Category, &c.Channel, &c.Area, &c.SentDate, &c.Stage, &c.Pass)
	return c, err
}

func scanStay(rows *sql.Rows) (c ReleaseCase, err error) {
	var s ReleaseStay
	var seconds sql.NullFloat64
	var next sql.NullString
	err = rows.Scan(&c.Number, &c.Private, &c.Category, &c.Channel, &c.Area, &c.SentDate, &s.Stage, &s.Pass, &seconds, &next)
	s.Took, s.Next = -1, data.Stage(next.String)
	if seconds.Valid {
		s.Took = time.Duration(seconds.Float64 * float64(time.Second))
	}
	c.Stage, c.Pass, c.Stays = s.Stage, s.Pass, []ReleaseStay{s}
	return c, err
}

// gatherer puts the rows of one report together.
type gatherer struct {
	yield   func(ReleaseCase, error) bool
	held    ReleaseCase
	stopped bool
}

func (g *gatherer) take(c ReleaseCase) {
	if c.Number != g.held.Number {
		g.flush()
		g.held = c
		return
	}
	g.held.Stage, g.held.Pass = c.Stage, max(g.held.Pass, c.Pass)
	g.held.Stays = append(g.held.Stays, c.Stays...)
}

func (g *gatherer) flush() {
	if g.held.Number != "" && !g.stopped {
		g.stopped = !g.yield(g.held, nil)
	}
	g.held = ReleaseCase{}
}
