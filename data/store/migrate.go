package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"tuntas/data"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one numbered step of the schema; it is never edited after a release.
type migration struct {
	version int
	name    string
	text    string
}

// migrations returns the embedded steps in order of their numbers.
func migrations() ([]migration, error) {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	steps := make([]migration, 0, len(names))
	for _, name := range names {
		base := strings.TrimSuffix(strings.TrimPrefix(name, "migrations/"), ".sql")
		number, _, _ := strings.Cut(base, "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", name, err)
		}
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, migration{version, base, string(text)})
	}
	return steps, nil
}

const makeMigrationTable = `CREATE TABLE IF NOT EXISTS schema_migration (
	version INTEGER NOT NULL, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL,
	engine VARCHAR NOT NULL)`

// migrate brings the tables up to date, each step in its own transaction. A schema newer than ours is left untouched.
func (db *DB) migrate(ctx context.Context) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	version, err := db.schemaVersion(ctx)
	if err != nil {
		return err
	}
	if version > steps[len(steps)-1].version {
		return data.ErrNewerSchema
	}
	for _, m := range steps {
		if m.version <= version {
			continue
		}
		err := db.inTx(ctx, func(tx *sql.Tx) error { return apply(ctx, tx, m, db.now()) })
		if err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return nil
}

// schemaVersion returns the number of the last step applied; 0 for a new file. A file with tables of somebody else's is
// refused before anything is written to it.
func (db *DB) schemaVersion(ctx context.Context) (int, error) {
	var ours, others int
	err := db.sql.QueryRowContext(ctx, `SELECT count(*) FILTER (table_name = $name), count(*) FILTER (table_name <> $name)
		FROM duckdb_tables() WHERE NOT internal`, sql.Named("name", "schema_migration")).Scan(&ours, &others)
	switch {
	case err != nil:
		return 0, err
	case ours == 0 && others > 0:
		return 0, data.ErrNotDatabase
	case ours == 0:
		return 0, nil
	}
	var version int
	err = db.sql.QueryRowContext(ctx, `SELECT coalesce(max(version), $none) FROM schema_migration`,
		sql.Named("none", 0)).Scan(&version)
	return version, err
}

func apply(ctx context.Context, tx *sql.Tx, m migration, now time.Time) error {
	if _, err := tx.ExecContext(ctx, makeMigrationTable); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, m.text); err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(m.text))
	_, err := tx.ExecContext(ctx, `INSERT INTO schema_migration VALUES ($version, $name, $sum, $now, version())`,
		sql.Named("version", m.version), sql.Named("name", m.name), sql.Named("sum", hex.EncodeToString(sum[:])),
		sql.Named("now", now))
	return err
}
