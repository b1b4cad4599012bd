package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// Prepared rows are derived, too, but behind the transaction that changes a report, because they take long: that transaction
// writes the report down as unprepared. Whoever reads them leaves those reports out.

// preparedAtOnce is how many reports are prepared in one transaction: a decision waits at most for one of them.
const preparedAtOnce = 10_000

// Prepare tells the clocks, handings and ways of the reports that changed since they were last prepared, some at a time, until none is
// left or ctx ends. What is prepared stays so. It changes no answer: questions take what is prepared and tell the rest themselves.
func (db *DB) Prepare(ctx context.Context) error {
	for {
		reports, err := identifiers(ctx, db.sql, "SELECT DISTINCT report_id FROM unprepared WHERE report_id > $none ORDER BY report_id", sql.Named("none", 0))
		if err != nil {
			return fmt.Errorf("prepare: %w", err)
		}
		if len(reports) == 0 {
			return nil
		}
		for some := range slices.Chunk(reports, preparedAtOnce) {
			err := db.alone(ctx, func(conn *sql.Conn) error {
				return db.inQuietTxOn(ctx, conn, func(tx *sql.Tx) error { return prepare(step{ctx, tx}, some[0], some[len(some)-1]) })
			})
			if err != nil {
				return fmt.Errorf("prepare: %w", err)
			}
		}
	}
}

// preparedTables hold what is prepared.
var preparedTables = []string{"clock", "handing", "way"}

// prepare writes what is to be told of the unprepared reports from first to last in the place of their old rows.
func prepare(s step, first, last int64) error {
	span := []any{sql.Named("first", first), sql.Named("last", last)}
	reports, err := identifiers(s.ctx, s.on, "SELECT DISTINCT report_id FROM unprepared WHERE report_id BETWEEN $first AND $last ORDER BY report_id", span...)
	if err != nil || len(reports) == 0 { // somebody else was faster
		return err
	}
	these := append(span, sql.Named("reports", reports))
	for _, table := range preparedTables {
		query := "DELETE FROM " + table + " WHERE report_id BETWEEN $first AND $last AND report_id IN (SELECT unnest($reports))"
		if _, err := s.exec(query, these...); err != nil {
			return err
		}
	}
	if err := addTold(s, reports); err != nil {
		return err
	}
	_, err = s.exec("DELETE FROM unprepared WHERE report_id BETWEEN $first AND $last", span...)
	return err
}

// addTold writes what histories tell of some reports.
func addTold(s step, reports []int64) error {
	these, ever := sql.Named("reports", reports), sql.Named("forever", forever)
	_, err := s.exec(`INSERT INTO clock SELECT report_id, clock, pass, started_at, started_on, stopped_at, stopped_on, unit, channel,
			category, area, sent_date FROM clocks_told($reports, $forever) ORDER BY report_id`, these, ever)
	if err != nil {
		return err
	}
	_, err = s.exec(`INSERT INTO handing SELECT report_id, unit, next_unit, handed_at, handed_on, seconds, channel, category, area, sent_date
		FROM handings_told($reports) ORDER BY report_id`, these)
	if err != nil {
		return err
	}
	_, err = s.exec(`INSERT INTO way SELECT report_id, stages, activities, lengths, first_on, last_on, last_at, channel, category, area, sent_date
		FROM ways_told($reports, $forever) ORDER BY report_id`, these, ever)
	return err
}

// addPrepared writes what is to be told of those touched reports whose prepared rows hold.
func addPrepared(s step) error {
	reports, err := identifiers(s.ctx, s.on, `SELECT report_id FROM touched WHERE report_id > $none
		AND report_id NOT IN (SELECT report_id FROM unprepared) ORDER BY report_id`, sql.Named("none", 0))
	for some := range slices.Chunk(reports, preparedAtOnce) {
		if err == nil {
			err = addTold(s, some)
		}
	}
	return err
}

// markUnprepared writes down that the prepared rows of the touched reports no longer hold.
func markUnprepared(s step) error {
	_, err := s.exec("INSERT INTO unprepared SELECT report_id FROM touched WHERE report_id > $none ORDER BY report_id", sql.Named("none", 0))
	return err
}
