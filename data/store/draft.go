package store

import (
	"context"
	"database/sql"
	"fmt"

	"tuntas/data"
)

// KeepDraft keeps the note in place of the account's former draft for the report; an empty note takes that away. Drafts are
// no history: they have no entry in the ledger and go away with the report's other texts when it is erased.
func (db *DB) KeepDraft(ctx context.Context, d data.Draft) error {
	err := db.inTx(ctx, func(tx *sql.Tx) error {
		report, account := sql.Named("report", d.Report), sql.Named("account", d.Account)
		_, err := tx.ExecContext(ctx, "DELETE FROM draft WHERE report_id = $report AND account = $account", report, account)
		if err != nil || d.Note == "" {
			return err
		}
		n, err := step{ctx, tx}.exec(`INSERT INTO draft (report_id, account, note, kept_at)
			SELECT report_id, $account, $note, $now FROM report_current WHERE report_id = $report`,
			report, account, sql.Named("note", d.Note), sql.Named("now", db.now()))
		if err == nil && n == 0 {
			return data.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep draft: %w", err)
	}
	return nil
}

// Draft returns the account's draft for a report; one without a note when there is none.
func (db *DB) Draft(ctx context.Context, report int64, account string) (data.Draft, error) {
	all, err := db.drafts(ctx, report, account)
	if err != nil || len(all) == 0 {
		return data.Draft{Report: report, Account: account}, err
	}
	return all[0], nil
}

// Drafts returns the drafts of an account, the latest first: after a crash they are what it was writing.
func (db *DB) Drafts(ctx context.Context, account string) ([]data.Draft, error) {
	return db.drafts(ctx, 0, account)
}

func (db *DB) drafts(ctx context.Context, report int64, account string) ([]data.Draft, error) {
	return list(ctx, db, "drafts", func(rows *sql.Rows) (d data.Draft, err error) {
		err = rows.Scan(&d.Report, &d.Account, &d.Note, &d.KeptAt)
		return d, err
	}, `SELECT report_id, account, note, kept_at FROM draft WHERE account = $account AND ($report = $none OR report_id = $report)
		ORDER BY kept_at DESC, report_id`, sql.Named("account", account), sql.Named("report", report), sql.Named("none", 0))
}
