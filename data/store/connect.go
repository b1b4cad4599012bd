package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"tuntas/data"
)

// memoryLimit bounds DuckDB's buffers: the whole application has 1 GB at 1.5 M reports.
const memoryLimit = "256MB"

// checkName refuses a path that the driver would cut short or take for something else than a path.
func checkName(path string) error {
	if _, err := url.Parse(dsn(path)); err != nil || strings.ContainsAny(path, "?#") {
		return data.ErrPathName
	}
	return nil
}

// dsn returns the safe data source name: nothing is installed, loaded or fetched by itself, and what is spilled lies
// beside the database, not in the system's folder for temporary files.
func dsn(path string) string {
	v := url.Values{}
	for _, off := range []string{
		"autoinstall_known_extensions", "autoload_known_extensions", "allow_community_extensions", "allow_persistent_secrets",
	} {
		v.Set(off, "false")
	}
	v.Set("memory_limit", memoryLimit)
	if path != "" {
		if !filepath.IsAbs(path) {
			path = "./" + path // ":memory:" is a file, too
		}
		v.Set("temp_directory", path+".tmp")
	}
	return path + "?" + v.Encode()
}

// settings are given in this order after opening; the last one locks all of them.
var settings = []string{
	"SET GLOBAL TimeZone='UTC'",
	"SET enable_external_access=false",
	"SET lock_configuration=true",
}

func (db *DB) configure(ctx context.Context) error {
	for _, s := range settings {
		if _, err := db.sql.ExecContext(ctx, s); err != nil {
			return db.diskFull(db.notDatabase(err))
		}
	}
	return nil
}

// notDatabase tells a file that DuckDB cannot open from other troubles. Driver texts are never compared: whatever opening
// refuses although the lock is ours is a file that cannot be used, unless it begins as one of DuckDB's does: that is damaged.
func (db *DB) notDatabase(err error) error {
	var de *duckdb.Error
	if errors.As(err, &de) && !db.begun() {
		return fmt.Errorf("%w: %w", data.ErrNotDatabase, err)
	}
	return err
}

// begun tells whether the file begins as DuckDB's files do: with a checksum and its name.
func (db *DB) begun() bool {
	file, err := os.Open(db.path)
	if err != nil {
		return false
	}
	defer file.Close() //nolint:errcheck // reading only
	head := make([]byte, 12)
	_, err = io.ReadFull(file, head)
	return err == nil && string(head[8:]) == "DUCK"
}

// writable tells with an error whether files can be made in folder.
func writable(folder string) error {
	probe, err := os.CreateTemp(folder, ".tuntas-probe-*")
	if err != nil {
		return cannotWrite(folder, err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// outOfMemory adds data.ErrOutOfMemory to err when the engine has met its limit and could not go on beside the disk.
func outOfMemory(err error) error {
	var de *duckdb.Error
	if errors.As(err, &de) && de.Type == duckdb.ErrorTypeOutOfMemory {
		return fmt.Errorf("%w: %w", data.ErrOutOfMemory, err)
	}
	return err
}

// diskFull adds data.ErrDiskFull to err when the database's disk has no room left; the driver's own error does not say.
func (db *DB) diskFull(err error) error {
	if err = outOfMemory(err); err == nil || db.path == "" {
		return err
	}
	if free, ok := freeBytes(filepath.Dir(db.path)); ok && free < lowDisk {
		return data.About(filepath.Dir(db.path), fmt.Errorf("%w: %w", data.ErrDiskFull, err))
	}
	return db.damaged(err)
}

// damaged adds data.ErrDamaged to err when the engine could not read or write what the file should hold.
func (db *DB) damaged(err error) error {
	err = outOfMemory(err)
	var de *duckdb.Error
	if db.path == "" || !errors.As(err, &de) || de.Type != duckdb.ErrorTypeIO {
		return err
	}
	return data.About(db.path, fmt.Errorf("%w: %w", data.ErrDamaged, err))
}

// lowDisk is the room below which a failed write is put down to the disk.
const lowDisk = 8 << 20
