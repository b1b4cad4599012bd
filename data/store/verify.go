package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"github.com/duckdb/duckdb-go/v2"

	"tuntas/data"
)

// Health is what Verify has found.
type Health struct {
	Tables  []TableHealth   `json:"tables"`
	Derived []DerivedHealth `json:"derived"`
	Orphans []OrphanHealth  `json:"orphans"`
	Ledger  LedgerHealth    `json:"ledger"`
	Photos  PhotoHealth     `json:"photos"` // all zero for a copy that is verified before it gets its place
}

// TableHealth says whether every block of a table could be read.
type TableHealth struct {
	Name       string   `json:"name"`
	Rows       int64    `json:"rows"`
	Unreadable []string `json:"unreadable,omitempty"` // the columns in which a block does not fit its checksum
}

// DerivedHealth compares a derived table with what the events say.
type DerivedHealth struct {
	Name    string `json:"name"`
	Missing int64  `json:"missing"` // rows that the events demand and the table lacks
	Extra   int64  `json:"extra"`   // rows of the table that the events do not know
}

// OrphanHealth counts the rows of a table that belong to a report, or to an import, that is not there.
type OrphanHealth struct {
	Name string `json:"name"`
	Rows int64  `json:"rows"`
}

// LedgerHealth says how far the chain holds.
type LedgerHealth struct {
	Head   Head  `json:"head"`   // the end of the chain in the file
	Kept   Head  `json:"kept"`   // the end that is known outside the file; zero when none is
	Broken int64 `json:"broken"` // the first entry that does not fit its rows, its predecessor or the kept head; 0 when all do
	Lost   int64 `json:"lost"`   // entries that the kept head knows and the file lacks
}

// Sound tells whether nothing is wrong.
func (h Health) Sound() bool {
	for _, t := range h.Tables {
		if len(t.Unreadable) > 0 {
			return false
		}
	}
	for _, d := range h.Derived {
		if d.Missing+d.Extra > 0 {
			return false
		}
	}
	for _, o := range h.Orphans {
		if o.Rows > 0 {
			return false
		}
	}
	return h.Ledger.Broken == 0 && h.Ledger.Lost == 0 && h.Photos.Missing == 0 && h.Photos.Changed == 0
}

// Progress is called as work goes on: done of all steps of the part that is under way.
type Progress func(part Part, done, all int64)

// Part names what is being done, for whoever shows progress.
type Part string

// The parts of caring for a database.
const (
	PartBlocks  Part = "blocks"  // reading every block
	PartDerived Part = "derived" // computing the derived tables anew
	PartLedger  Part = "ledger"  // hashing the history again
	PartCopy    Part = "copy"    // writing a copy
	PartPhotos  Part = "photos"  // taking the photos along, or reading them
	PartErase   Part = "erase"   // writing backups anew without what was erased
)

func (p Progress) tell(part Part, done, all int64) {
	if p != nil {
		p(part, done, all)
	}
}

// Verify reads every block, computes the derived tables anew beside the stored ones, looks for orphans and hashes the whole
// ledger with all that it names, which must reach the head kept beside the file and outside, where it is not zero. Of a database
// that was opened in its place the photos are read, too. Nothing is changed; others may write meanwhile. The error is about verifying itself; what is wrong with the database is in the Health. A table of which a
// block cannot be read is not looked at further.
func (db *DB) Verify(ctx context.Context, outside Head, progress Progress) (h Health, err error) {
	if h.Tables, err = db.verifyBlocks(ctx, progress); err != nil {
		return h, fmt.Errorf("verify blocks: %w", err)
	}
	if h.Derived, err = db.verifyDerived(ctx, progress); err != nil && !unreadable(err) {
		return h, fmt.Errorf("verify derived tables: %w", err)
	}
	if h.Orphans, err = db.verifyOrphans(ctx); err != nil && !unreadable(err) {
		return h, fmt.Errorf("verify orphans: %w", err)
	}
	progress.tell(PartLedger, 0, 1)
	if h.Ledger, err = db.verifyHeads(ctx, outside); err != nil && !unreadable(err) {
		return h, fmt.Errorf("verify ledger: %w", err)
	}
	progress.tell(PartLedger, 1, 1)
	if db.lock == nil {
		return h, nil
	}
	if h.Photos, err = db.verifyPhotos(ctx, progress); err != nil && !unreadable(err) {
		return h, fmt.Errorf("verify photos: %w", err)
	}
	return h, nil
}

// verifyHeads verifies the ledger up to the head from outside, and also to the one kept beside the file.
func (db *DB) verifyHeads(ctx context.Context, outside Head) (LedgerHealth, error) {
	if outside.Entry == 0 {
		return db.verifyLedger(ctx, db.keptHead())
	}
	h, err := db.verifyLedger(ctx, outside)
	if err != nil {
		return h, err
	}
	return db.alsoKept(ctx, h)
}

// unreadable tells whether DuckDB met a block that does not fit its checksum. A disk that fails looks the same.
func unreadable(err error) bool {
	var de *duckdb.Error
	return errors.As(err, &de) && de.Type == duckdb.ErrorTypeIO
}

// verifyBlocks reads every column of every table.
func (db *DB) verifyBlocks(ctx context.Context, progress Progress) (found []TableHealth, err error) {
	all, err := tables(ctx, db.sql, "")
	if err != nil {
		return nil, err
	}
	for i, t := range all {
		progress.tell(PartBlocks, int64(i), int64(len(all)))
		h := TableHealth{Name: t.name}
		for _, c := range t.columns {
			rows, err := readColumn(ctx, db.sql, t.name, c)
			switch {
			case unreadable(err):
				h.Unreadable = append(h.Unreadable, c.name)
			case err != nil:
				return nil, err
			}
			h.Rows = max(h.Rows, rows)
		}
		found = append(found, h)
	}
	progress.tell(PartBlocks, int64(len(all)), int64(len(all)))
	return found, nil
}

// readColumn reads all values of a column and returns how many rows there are.
func readColumn(ctx context.Context, q querier, table string, c column) (rows int64, err error) {
	query := "SELECT count(*), " + hashes([]column{c}) + " FROM " + named(table) + " WHERE rowid >= $none"
	err = q.QueryRowContext(ctx, query, sql.Named("none", 0)).Scan(&rows, new(any))
	return rows, err
}

// verifyLedger hashes the ledger again. What was written while that went on is no fault: then it is asked once more with the
// writer waiting.
func (db *DB) verifyLedger(ctx context.Context, outside Head) (LedgerHealth, error) {
	before, err := db.Head(ctx)
	if err != nil {
		return LedgerHealth{}, err
	}
	h, err := db.hashLedger(ctx, outside)
	if err != nil || h.Broken == 0 || h.Head == before {
		return h, err
	}
	db.write.Lock()
	defer db.write.Unlock()
	return db.hashLedger(ctx, outside)
}

// hashLedger verifies the whole chain. The head kept outside is asked for only where the chain reaches it: what lies beyond
// is lost, and that is another fault than a chain that does not fit.
func (db *DB) hashLedger(ctx context.Context, outside Head) (h LedgerHealth, err error) {
	if h.Head, err = db.Head(ctx); err != nil {
		return h, err
	}
	h.Kept, h.Lost = outside, max(0, outside.Entry-h.Head.Entry)
	if h.Lost > 0 {
		outside = Head{}
	}
	err = db.VerifyLedger(ctx, outside)
	if errors.Is(err, data.ErrLedger) {
		h.Broken, err = strconv.ParseInt(data.Subject(err), 10, 64)
	}
	return h, err
}
