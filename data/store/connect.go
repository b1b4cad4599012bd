package store

import (
	"errors"
	"fmt"
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

// writerSettings are given after opening, in this order; the last one locks all of them. Outside the database only the
// folders can be reached.
func writerSettings(folders ...string) []string {
	each := make([]string, len(folders))
	for i, f := range folders {
		each[i] = quoted(f)
	}
	return []string{
		"SET GLOBAL TimeZone='UTC'",
		"SET allowed_directories=[" + strings.Join(each, ", ") + "]",
		"SET enable_external_access=false",
		"SET lock_configuration=true",
	}
}

// readerSettings are writerSettings for a file that is only looked at: nothing outside it can be reached.
var readerSettings = []string{
	"SET GLOBAL TimeZone='UTC'", "SET enable_external_access=false", "SET lock_configuration=true",
}

// readerDSN is dsn for a file that is only looked at; its log is replayed in memory, and nothing is written.
func readerDSN(path string) string { return dsn(path) + "&access_mode=read_only" }

// atOpening names an error of DuckDB that comes before the tables are known. The file carries DuckDB's mark and the lock is
// ours, so whatever DuckDB refuses now is damage. Driver texts are never compared.
func (db *DB) atOpening(err error) error {
	err = db.diskFull(err)
	var de *duckdb.Error
	if db.path == "" || !errors.As(err, &de) || errors.Is(err, data.ErrDiskFull) || errors.Is(err, data.ErrOutOfMemory) {
		return err
	}
	return fmt.Errorf("%w: %w", data.ErrDamaged, err)
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
