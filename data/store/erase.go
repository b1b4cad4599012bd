package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"tuntas/data"
)

// Erased says what an erasure has done.
type Erased struct {
	Reports   int64    `json:"reports"`   // erased by this order; those that were erased before are not counted
	Rows      int64    `json:"rows"`      // rows of which something was taken out
	Photos    int64    `json:"photos"`    // photos that went away, each counted once for each folder
	Rewritten []string `json:"rewritten"` // databases and backups that were written anew
	Left      []string `json:"left"`      // copies that may still hold what was erased, and that a person has to remove
}

// Erase takes the personal data of reports out for good: address, text, notes, sender, drafts, photos and the names of their
// files, and what refused rows and findings hold of them. The ledger stays whole, for it holds commitments of texts only, and
// gets an entry that says how many reports were erased, by whom and why.
//
// Deleted text stays in the free blocks of a file, so the database is then written anew, and so are its backups here and in
// the folder second, and former databases that a restore has kept; nothing is left to expire. The list of what was erased lies
// beside the database and beside the backups, and is carried out again after a restore. When the rewriting fails the error
// matches data.ErrNotRewritten: the rows are gone, FinishErasure does the rest, and so does erasing the same reports again. A
// report that does not exist gives data.ErrNotFound, a reason that is none data.ErrErasureReason; then nothing has changed.
func (db *DB) Erase(ctx context.Context, o data.ErasureOrder, second string, progress Progress) (e Erased, err error) {
	if !slices.Contains(data.ErasureReasons(), o.Reason) {
		return e, fmt.Errorf("erase: %w", data.About(string(o.Reason), data.ErrErasureReason))
	}
	var end Head
	err = db.inTx(ctx, func(tx *sql.Tx) (err error) {
		end, err = db.erase(ctx, tx, o, &e)
		return err
	})
	db.words.drop() // it holds what was there before
	if err != nil {
		return Erased{}, fmt.Errorf("erase: %w", err)
	}
	db.keepHead(end)
	if err := db.listErasures(ctx); err != nil {
		return e, fmt.Errorf("erase: %w: %w", data.ErrNotRewritten, err)
	}
	done, err := db.FinishErasure(ctx, second, progress)
	done.Reports, done.Rows = e.Reports, e.Rows
	return done, err
}

func (db *DB) erase(ctx context.Context, tx *sql.Tx, o data.ErasureOrder, e *Erased) (Head, error) {
	ids := slices.Compact(slices.Sorted(slices.Values(o.Reports)))
	numbers, err := oneColumn[string](ctx, tx, "SELECT number FROM report_current WHERE report_id IN (SELECT unnest($ids)) ORDER BY report_id",
		sql.Named("ids", ids))
	switch {
	case err != nil:
		return Head{}, err
	case len(numbers) != len(ids):
		return Head{}, data.ErrNotFound
	}
	if e.Rows, err = db.blank(ctx, tx, numbers); err != nil {
		return Head{}, err
	}
	return db.addErasure(ctx, tx, o, ids, e)
}

// addErasure records what was erased; reports that were erased before keep their first record.
func (db *DB) addErasure(ctx context.Context, tx *sql.Tx, o data.ErasureOrder, ids []int64, e *Erased) (Head, error) {
	nth, err := nextMark(ctx, tx, erasureMark)
	if err != nil {
		return Head{}, err
	}
	now := db.now()
	e.Reports, err = step{ctx, tx}.exec(`INSERT INTO erasure (nth, report_id, reason, erased_by, erased_at)
		SELECT $nth, id, $reason, $by, $now FROM (SELECT unnest($ids) AS id) WHERE id NOT IN (SELECT report_id FROM erasure) ORDER BY id`,
		sql.Named("nth", nth), sql.Named("reason", string(o.Reason)), sql.Named("by", clean(o.By)), sql.Named("now", now),
		sql.Named("ids", ids))
	switch {
	case err != nil:
		return Head{}, err
	case e.Reports == 0:
		return head(ctx, tx)
	}
	return chainMark(ctx, tx, erasureMark, nth, now)
}

// Erasures returns at most limit erasures from the one at offset on, the latest first; all from there on when limit is below 1.
func (db *DB) Erasures(ctx context.Context, limit, offset int) ([]data.Erasure, error) {
	return list(ctx, db, "erasures", func(rows *sql.Rows) (e data.Erasure, err error) {
		err = rows.Scan(&e.Report, &e.Number, &e.Reason, &e.By, &e.At)
		return e, err
	}, `SELECT e.report_id, c.number, e.reason, e.erased_by, e.erased_at FROM erasure e JOIN report_current c ON c.report_id = e.report_id
		WHERE e.nth > $none ORDER BY e.nth DESC, e.report_id LIMIT $limit OFFSET $offset`,
		sql.Named("none", 0), sql.Named("limit", most(limit)), sql.Named("offset", offset))
}

// FinishErasure writes the database, its backups and former databases anew where an erasure left that undone, and takes away
// the photos of erased reports. It does nothing when nothing is left to do; see ErasureUnfinished.
func (db *DB) FinishErasure(ctx context.Context, second string, progress Progress) (e Erased, err error) {
	if db.path == "" || !db.ErasureUnfinished() {
		return e, nil
	}
	db.copying.Lock()
	defer db.copying.Unlock()
	if err := db.finishErasure(ctx, second, progress, &e); err != nil {
		return e, fmt.Errorf("erase: %w: %w", data.ErrNotRewritten, err)
	}
	return e, nil
}

func (db *DB) finishErasure(ctx context.Context, second string, progress Progress, e *Erased) error {
	numbers, err := readErasures(erasuresPath(db.path))
	if err != nil {
		return err
	}
	if err := db.rewrite(ctx, progress); err != nil {
		return err
	}
	e.Rewritten = append(e.Rewritten, db.path)
	copies, left, err := formerCopies(db.path, second)
	if err != nil {
		return err
	}
	e.Left = left
	for i, name := range copies {
		progress.tell(PartErase, int64(i), int64(len(copies)))
		changed, err := db.eraseCopy(ctx, name, numbers)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			e.Left = append(e.Left, name) // damaged, or of nobody we know
		case changed:
			e.Rewritten = append(e.Rewritten, name)
		}
	}
	progress.tell(PartErase, int64(len(copies)), int64(len(copies)))
	err = errors.Join(db.removePhotos(ctx, second, e), spreadErasures(db.path, backupFolder(db.path), numbers),
		spreadErasures(db.path, second, numbers))
	if err != nil {
		return err
	}
	return removed(unfinishedPath(db.path))
}
