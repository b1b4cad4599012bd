package store

import (
	"context"
	"errors"

	"tuntas/data"
)

// OpenSnapshot opens the latest backup of the database at path that can be opened, only to be read. DuckDB lets nobody look
// at a database that another process has open, so this is what there is to look at meanwhile; the record says how old it is.
// Backups of another schema are passed over. It returns data.ErrNoBackup when none is left.
func OpenSnapshot(ctx context.Context, path, second string, o Options) (*DB, BackupRecord, error) {
	db := newDB(path, o)
	if err := db.setZone(); err != nil {
		return nil, BackupRecord{}, err
	}
	all, err := Backups(path, second, db.zone)
	if err != nil {
		return nil, BackupRecord{}, err
	}
	for _, b := range all {
		c, err := openBackup(ctx, b.Path, o)
		if err == nil {
			return c, b, nil
		}
		if ctx.Err() != nil {
			return nil, BackupRecord{}, ctx.Err()
		}
	}
	return nil, BackupRecord{}, data.About(path, data.ErrNoBackup)
}

func openBackup(ctx context.Context, path string, o Options) (*DB, error) {
	c, err := reader(path, o)
	if err != nil {
		return nil, err
	}
	version, err := c.schemaVersion(ctx)
	steps, err2 := c.migrations()
	if err := errors.Join(err, err2); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	if version != steps[len(steps)-1].version {
		return nil, errors.Join(data.ErrNoBackup, c.Close())
	}
	return c, nil
}
