package store

import (
	"database/sql"
	"errors"

	"tuntas/data"
)

// Within the histories that an import has made or added to, some of its events are odd: a move that the official flow does
// not have, another order in the file than in time, a time before the report was sent. All of them are taken.

const foundMoves = `SELECT from_stage, kind, coalesce(stage, '') FROM step
	WHERE seq >= $first AND from_stage IS NOT NULL GROUP BY from_stage, kind, stage`

const findImpossible = `INSERT INTO found SELECT $kind, p.number, coalesce(w.activity, s.kind), s.from_stage, coalesce(s.stage, s.kind), $one
	FROM step s JOIN (SELECT unnest($froms) AS from_stage, unnest($kinds) AS kind, unnest($stages) AS stage) o
		ON o.from_stage = s.from_stage AND o.kind = s.kind AND o.stage = coalesce(s.stage, '')
	JOIN spoken p ON p.report_id = s.report_id JOIN arriving a ON a.seq = s.seq JOIN staged_what w ON w.code = a.what
	WHERE s.seq >= $first`

// moves are moves between stages, side by side as three lists.
type moves struct{ froms, kinds, stages []string }

// findImpossible asks package data about each move that occurs, and lists the events that make an impossible one.
func (m *merge) findImpossible() error {
	odd, err := m.impossibleMoves()
	if err != nil || len(odd.kinds) == 0 {
		return err
	}
	return m.find(data.FoundImpossible, findImpossible, sql.Named("froms", odd.froms), sql.Named("kinds", odd.kinds),
		sql.Named("stages", odd.stages), sql.Named("first", m.span.firstSeq), sql.Named("one", 1))
}

func (m *merge) impossibleMoves() (odd moves, err error) {
	rows, err := m.on.QueryContext(m.ctx, foundMoves, sql.Named("first", m.span.firstSeq))
	if err != nil {
		return odd, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var from, to data.Stage
		var kind data.Kind
		if err := rows.Scan(&from, &kind, &to); err != nil {
			return odd, err
		}
		if !data.PossibleMove(from, kind, to) {
			odd.froms, odd.kinds, odd.stages = append(odd.froms, string(from)), append(odd.kinds, string(kind)), append(odd.stages, string(to))
		}
	}
	return odd, rows.Err()
}

// Only events of one file stand in an order.
const findDisordered = `INSERT INTO found SELECT $kind, p.number, '', '', '', count(*)
	FROM step s JOIN arriving a ON a.seq = s.seq JOIN arriving b ON b.seq = s.seq_before AND b.file = a.file
	JOIN spoken p ON p.report_id = s.report_id
	WHERE s.seq >= $first AND s.seq_before > s.seq GROUP BY p.number`

const findBeforeSent = `INSERT INTO found SELECT $kind, p.number, coalesce(t.activity, t.kind), instant(p.sent_at), instant(t.happened_at), $one
	FROM arriving a JOIN spoken p ON p.report_id = a.report_id AND p.sent_told JOIN told t ON t.seq = a.seq
	WHERE a.seq >= $first AND a.happened_at < p.sent_at`

// findOdd lists the odd ones among the events that are added.
func (m *merge) findOdd() error {
	if err := m.findImpossible(); err != nil {
		return err
	}
	first := sql.Named("first", m.span.firstSeq)
	if err := m.find(data.FoundDisordered, findDisordered, first); err != nil {
		return err
	}
	return m.find(data.FoundBeforeSent, findBeforeSent, first, sql.Named("one", 1))
}
