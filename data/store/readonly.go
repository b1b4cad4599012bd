package store

import (
	"context"
	"errors"

	"tuntas/data"
)

// OpenReadOnly opens the database at path under its lock, only to be looked at: nothing is changed, migrated or taken out of
// the log. Methods that write return data.ErrReadOnly. Unlike Open it also opens a database whose history does not reach the
// head kept outside, so that it can be verified.
func OpenReadOnly(ctx context.Context, path string, o Options) (*DB, error) {
	db := newDB(path, o)
	db.readOnly = true
	if err := db.look(ctx); err != nil {
		return nil, errors.Join(data.About(path, err), db.Close())
	}
	return db, nil
}

func (db *DB) look(ctx context.Context) error {
	if err := errors.Join(db.setZone(), db.prepareFile()); err != nil {
		return err
	}
	if empty, err := isEmpty(db.path); err != nil || empty {
		return errors.Join(data.ErrUnknownPlace, err)
	}
	if db.unclean {
		if err := survivable(ctx, db.path); err != nil {
			db.lock.stays = true
			return err
		}
	}
	db.connect(readerDSN(db.path), readerSettings)
	if _, err := db.schemaVersion(ctx); err != nil {
		return db.atOpening(err)
	}
	return db.atOpening(db.learnItems(ctx))
}
