package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	steps, err := db.migrations()
	if err != nil {
		return err
	}
	version, err := db.schemaVersion(ctx)
	if err != nil {
		return err
	}
	newest := steps[len(steps)-1].version
	switch {
	case version > newest:
		return data.ErrNewerSchema
	case version > 0 && version < newest && db.lock != nil:
		if err := db.backupSchema(ctx, version); err != nil {
			return fmt.Errorf("backup before migration: %w", err)
		}
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

// migrations returns the steps of the schema.
func (db *DB) migrations() ([]migration, error) {
	if db.steps != nil {
		return db.steps, nil
	}
	return migrations()
}

// backupSchema makes a backup that is named for the schema. It is never thinned out; one of the same history that is there
// already will do, so that repeated failures do not fill the disk.
func (db *DB) backupSchema(ctx context.Context, version int) error {
	end, err := db.Head(ctx)
	if err != nil {
		return err
	}
	stem := fmt.Sprintf("%sschema%04d-", backupStem(db.path), version)
	entries, err := os.ReadDir(backupFolder(db.path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), stem) || !strings.HasSuffix(e.Name(), ".duckdb") {
			continue
		}
		if h, err := ReadHead(filepath.Join(backupFolder(db.path), e.Name()) + ".head"); err == nil && h == end {
			return nil
		}
	}
	_, err = db.backup(ctx, stem+db.clock().In(db.zone).Format(backupTime)+".duckdb", nil)
	return err
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
