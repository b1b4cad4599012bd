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

// ForgetWords drops the index of words.
func (db *DB) ForgetWords() { db.words.drop() }

// ForgetSearches drops what the latest searches have found.
func (db *DB) ForgetSearches() {
	db.words.mu.Lock()
	defer db.words.mu.Unlock()
	db.words.latest = nil
}

// WordsSize returns how many bytes the index of words takes, nearly.
func (db *DB) WordsSize() int {
	index, _ := db.words.now()
	return index.Size()
}

// IndexAllWords is IndexWords that leaves nothing to be looked through, and begins a segment often.
func (db *DB) IndexAllWords(ctx context.Context) error { return db.indexWords(ctx, 1, 3) }
