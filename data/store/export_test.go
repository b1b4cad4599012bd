package store

import (
	"context"
	"errors"
)

// CheckpointOften begins DuckDB anew so that it copies its log into the file with each commit.
func CheckpointOften(ctx context.Context, db *DB) error {
	db.engine.source += "&checkpoint_threshold=1KB"
	return db.restart(ctx)
}

// OldSchema makes a closed database of schema 0001 with one report.
var OldSchema = oldSchema

// SchemaOf returns the schema of a closed database.
func SchemaOf(ctx context.Context, path string) (version int, err error) {
	db, err := reader(path, Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.schemaVersion(ctx)
}
