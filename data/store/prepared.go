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

// Prepare tells the clocks of the reports that changed since they were last prepared, some at a time, until none is left or ctx
// ends. What is prepared stays so. It changes no answer: questions take what is prepared and tell the rest themselves.
func (db *DB) Prepare(ctx context.Context) error {
	for {
		reports, err := identifiers(ctx, db.sql, "SELECT DISTINCT report_id FROM unprepared WHERE report_id > $none ORDER BY report_id", sql.Named("none", 0))
		if err != nil || len(reports) == 0 {
			return err
		}
		for some := range slices.Chunk(reports, preparedAtOnce) {
			err := db.alone(ctx, func(conn *sql.Conn) error {
				return db.inQuietTxOn(ctx, conn, func(tx *sql.Tx) error { return prepareClocks(step{ctx, tx}, some) })
			})
			if err != nil {
				return fmt.Errorf("prepare: %w", err)
			}
		}
	}
}

func prepareClocks(s step, reports []int64) error {
	these := sql.Named("reports", reports)
	if _, err := s.exec("DELETE FROM clock WHERE report_id BETWEEN list_min($reports) AND list_max($reports) AND report_id IN (SELECT unnest($reports))", these); err != nil {
		return err
	}
	_, err := s.exec(`INSERT INTO clock SELECT report_id, clock, pass, started_at, started_on, stopped_at, stopped_on, unit, channel,
			category, area, sent_date FROM clocks_told($reports, $forever) ORDER BY report_id`, these, sql.Named("forever", forever))
	if err != nil {
		return err
	}
	_, err = s.exec("DELETE FROM unprepared WHERE report_id BETWEEN list_min($reports) AND list_max($reports) AND report_id IN (SELECT unnest($reports))", these)
	return err
}

// markUnprepared writes down that the prepared rows of the touched reports no longer hold.
func markUnprepared(s step) error {
	_, err := s.exec("INSERT INTO unprepared SELECT report_id FROM touched WHERE report_id > $none ORDER BY report_id", sql.Named("none", 0))
	return err
}
