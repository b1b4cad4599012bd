package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tuntas/data"
)

// Recovery says what a recovery has brought back.
type Recovery struct {
	Folder  string         // where the originals were copied to, untouched
	Path    string         // the recovered database, closed, in that folder
	Log     LogHealth      //
	Tables  []RescuedTable // what of each table was brought back; empty when all blocks could be read
	Events  int64
	Reports int64
	Head    Head // the end of the recovered ledger
	Kept    Head // what the head kept beside the database says should be there; zero when there is none
	Health  Health
}

// LogHealth says how much of DuckDB's log fits its checksums.
type LogHealth struct {
	Bytes int64 `json:"bytes"`
	Sound int64 `json:"sound"`
}

// RescuedTable says what of a table of which blocks could not be read was brought back.
type RescuedTable struct {
	Name  string   `json:"name"`
	Rows  int64    `json:"rows"`            // rows that are there again
	Lost  int64    `json:"lost"`            // rows that are not
	Blank []string `json:"blank,omitempty"` // columns that are empty in some rows that are there again
}

// LostEvents is how many events should be there and are not: events are numbered without gaps.
func (r Recovery) LostEvents() int64 { return max(0, max(r.Kept.Seq, r.Head.Seq)-r.Events) }

// LostEntries is how many transactions the kept head knows and the recovered ledger lacks.
func (r Recovery) LostEntries() int64 { return max(0, r.Kept.Entry-r.Head.Entry) }

// Recover brings back what can be read of the damaged database at path, which must be open nowhere. It copies the database,
// its logs and its head into a folder beside it and works on further copies there: what is at path stays as it is until
// AcceptRecovery. The log is kept up to the first entry that does not fit its checksum. Tables with blocks that cannot be
// read are copied piece by piece; derived tables are computed anew. An error that matches data.ErrDamaged means that nothing
// can be brought back by this way: then a backup is needed.
func Recover(ctx context.Context, path string, o Options, progress Progress) (r Recovery, err error) {
	db := newDB(path, o)
	if err := errors.Join(db.setZone(), db.prepareFolder()); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := checkMagic(path); err != nil {
		return r, data.About(path, err)
	}
	if empty, err := isEmpty(path); err != nil || empty {
		return r, data.About(path, errors.Join(data.ErrUnknownPlace, err))
	}
	r.Folder, r.Kept = asideName(path, "damaged", db.clock().In(db.zone)), db.keptHead()
	if err := copyAside(path, r.Folder); err != nil {
		return r, err
	}
	r.Path = filepath.Join(r.Folder, "recovered.duckdb")
	if err := r.recover(ctx, path, o, progress); err != nil {
		return r, fmt.Errorf("recover: %w", data.About(path, err))
	}
	return r, nil
}

func (r *Recovery) recover(ctx context.Context, path string, o Options, progress Progress) error {
	if err := r.copyWork(path); err != nil {
		return err
	}
	if err := r.cutLog(); err != nil {
		return err
	}
	broken, err := r.blocks(ctx, o, progress)
	if err != nil {
		return err
	}
	if !(Health{Tables: broken}).Sound() {
		if err := r.rescue(ctx, o, progress); err != nil {
			return err
		}
	}
	return r.finish(ctx, o, progress)
}

// copyWork makes the copies that are worked on.
func (r *Recovery) copyWork(path string) error {
	ends, err := logsOf(path)
	if err != nil {
		return err
	}
	for _, end := range append(ends, "") {
		if err := copyFile(path+end, r.Path+end); err != nil {
			return cannotWrite(r.Folder, err)
		}
	}
	return nil
}

// cutLog cuts the copied log where its checksums end to fit.
func (r *Recovery) cutLog() error {
	name := r.Path + ".wal"
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	r.Log.Bytes = info.Size()
	if r.Log.Sound, _, err = soundLog(name); err != nil {
		return err
	}
	if r.Log.Sound == 0 {
		return os.Remove(name)
	}
	return os.Truncate(name, r.Log.Sound)
}

// blocks reads every block of the copy. A log that fits its checksums and cannot be carried out all the same is left out.
func (r *Recovery) blocks(ctx context.Context, o Options, progress Progress) ([]TableHealth, error) {
	found, err := readOnce(ctx, r.Path, o, progress)
	if err == nil || r.Log.Sound == 0 || ctx.Err() != nil {
		return found, err
	}
	r.Log.Sound = 0
	if err := os.Remove(r.Path + ".wal"); err != nil {
		return nil, err
	}
	return readOnce(ctx, r.Path, o, progress)
}

// readOnce opens the copy in a child first, for it may be one at which DuckDB dies.
func readOnce(ctx context.Context, path string, o Options, progress Progress) (found []TableHealth, err error) {
	if err := survivable(ctx, path); err != nil {
		return nil, err
	}
	c, err := reader(path, o)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	found, err = c.verifyBlocks(ctx, progress)
	return found, c.atOpening(err)
}

// survivable tells with an error when DuckDB does not survive the opening of a database. What else a child has to say of it is
// left to who opens it.
func survivable(ctx context.Context, path string) error {
	_, err := apart(ctx, path, Options{AnyHead: true})
	if errors.Is(err, errDied) {
		return err
	}
	return nil
}

// finish computes the derived tables anew and says what the recovered database holds.
func (r *Recovery) finish(ctx context.Context, o Options, progress Progress) (err error) {
	c, err := unguarded(ctx, r.Path, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if err := c.Rebuild(ctx); err != nil {
		return err
	}
	if r.Health, err = c.Verify(ctx, r.Kept, progress); err != nil {
		return err
	}
	r.Head = r.Health.Ledger.Head
	return c.sql.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM event WHERE seq > $none), (SELECT count(*) FROM report WHERE id > $none)`,
		sql.Named("none", 0)).Scan(&r.Events, &r.Reports)
}

// AcceptRecovery puts the recovered database in the place of the one at path, which is kept under the name that is returned.
func AcceptRecovery(path string, r Recovery, o Options) (aside string, err error) {
	db := newDB(path, o)
	if err := errors.Join(db.setZone(), db.prepareFolder()); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	aside = asideName(path, "before-recovery", db.clock().In(db.zone))
	if err := swap(path, r.Path, aside, r.Head); err != nil {
		return "", fmt.Errorf("accept recovery: %w", err)
	}
	return aside, nil
}
