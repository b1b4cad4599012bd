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

// The stage at an instant is that of the last stay entered before it. Rows come in the order of SHA-256(salt, number).
const releaseCases = `SELECT r.number, r.private, coalesce(c.category, $empty), coalesce(c.channel, $empty), coalesce(c.area, $empty),
		r.sent_date, s.stage, s.pass
	FROM subject r JOIN report_current c ON c.report_id = r.id
	JOIN (SELECT v.report_id, arg_max(v.stage, (v.entered_at, v.seq)) AS stage, max(v.pass) AS pass
		FROM analytics_visit v JOIN subject o ON o.id = v.report_id
		WHERE v.entered_at < $asof AND o.sent_date >= $from AND o.sent_date < $until
			AND sha256($salt || o.number) >= $low AND sha256($salt || o.number) < $high
		GROUP BY v.report_id) s ON s.report_id = r.id
	WHERE r.sent_date >= $from AND r.sent_date < $until AND r.sent_at < $asof
		AND sha256($salt || r.number) >= $low AND sha256($salt || r.number) < $high
	ORDER BY sha256($salt || r.number)`

const releaseStays = `SELECT r.number, r.private, coalesce(c.category, $empty), coalesce(c.channel, $empty), coalesce(c.area, $empty),
		r.sent_date, v.stage, v.pass, CASE WHEN v.left_at < $asof THEN v.seconds END,
		CASE WHEN v.left_at < $asof THEN v.next_stage END
	FROM subject r JOIN report_current c ON c.report_id = r.id JOIN analytics_visit v ON v.report_id = r.id
	WHERE r.sent_date >= $from AND r.sent_date < $until AND r.sent_at < $asof AND v.entered_at < $asof
		AND sha256($salt || r.number) >= $low AND sha256($salt || r.number) < $high
	ORDER BY sha256($salt || r.number), v.entered_at, v.seq`

const releaseSize = `SELECT count(*) FROM subject r WHERE r.sent_date >= $from AND r.sent_date < $until AND r.sent_at < $asof`

func (w Window) args() []any {
	return []any{sql.Named("from", w.From), sql.Named("until", w.Until), sql.Named("asof", w.AsOf.UTC())}
}

// releaseSlice is about how many reports one statement sorts: the engine has to hold them.
const releaseSlice = 100_000

// bounds cut the hexadecimal hashes into slices of equal size, in their order.
func bounds(n int64) []string {
	digits := 0
	for size := int64(releaseSlice); n > size; size *= 16 {
		digits++
	}
	all := make([]string, 0, 1<<(4*digits)+1)
	for i := range 1 << (4 * digits) {
		all = append(all, fmt.Sprintf("%0*x", digits, i)[:digits])
	}
	return append(all, "g") // behind every hexadecimal digit
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
func (g *gatherer) read(ctx context.Context, q querier, w Window, stays bool) error {
	var n int64
	if err := q.QueryRowContext(ctx, releaseSize, w.args()...).Scan(&n); err != nil {
		return err
	}
	query, scan := releaseCases, scanCase
	if stays {
		query, scan = releaseStays, scanStay
	}
	cuts := bounds(n)
	for i := range len(cuts) - 1 {
		args := append(w.args(), sql.Named("salt", w.Salt), sql.Named("empty", ""), sql.Named("low", cuts[i]), sql.Named("high", cuts[i+1]))
		if err := g.walk(ctx, q, query, args, scan); err != nil || g.stopped {
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
