package store

import "context"

// CheckpointOften begins DuckDB anew so that it copies its log into the file with each commit.
func CheckpointOften(ctx context.Context, db *DB) error {
	db.engine.source += "&checkpoint_threshold=1KB"
	return db.restart(ctx)
}
