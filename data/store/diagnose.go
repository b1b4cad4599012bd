package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tuntas/data"
)

// Diagnosis is what a person can send to whoever helps: nothing in it names a report, a person or a folder.
type Diagnosis struct {
	Problem  error // why the database does not open, or does not stand the check at opening; nil when it does
	Engine   string
	Schema   int
	Files    []FileSize
	Free     uint64 // bytes left on the disk; 0 when the system does not say
	Tables   []TableHealth
	Imports  []ImportLine
	Backup   BackupRecord // the latest; zero when there is none; Path is its name alone
	Backups  int
	Head     Head
	Kept     Head
	Settings []Setting
	Key      data.KeyPlace // of the key to the persons
	Open     []string      // files and folders of the database that other accounts can read, without their folder
	Erasing  bool          // something that was erased may still stand in the files
}

// FileSize is one file of the database.
type FileSize struct {
	Name  string `json:"name"` // without its folder
	Bytes int64  `json:"bytes"`
}

// ImportLine is one import.
type ImportLine struct {
	Profile string    `json:"profile"`
	Files   []string  `json:"files"` // without their folders
	Read    int64     `json:"read"`
	Taken   int64     `json:"taken"`
	Refused int64     `json:"refused"`
	At      time.Time `json:"at"`
}

// Setting is one setting of DuckDB.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Diagnose describes the database at path, also when it cannot be opened; it changes nothing. second may name another folder
// of backups.
func Diagnose(ctx context.Context, path, second string, o Options) (d Diagnosis, err error) {
	db := newDB(path, o)
	if err := db.setZone(); err != nil {
		return d, err
	}
	if err := d.lookAround(db, second); err != nil {
		return d, err
	}
	d.Problem = d.ask(ctx, path, o)
	return d, ctx.Err()
}

// Diagnose describes the open database as the function Diagnose describes one that is closed.
func (db *DB) Diagnose(ctx context.Context, second string) (d Diagnosis, err error) {
	if err := d.lookAround(db, second); err != nil {
		return d, err
	}
	d.Problem = d.askOpen(ctx, db, Options{})
	return d, ctx.Err()
}

// lookAround finds what can be known without DuckDB.
func (d *Diagnosis) lookAround(db *DB, second string) (err error) {
	path := db.path
	if d.Files, err = filesBeside(path); err != nil {
		return err
	}
	d.Free, _ = freeBytes(filepath.Dir(path))
	all, err := Backups(path, second, db.zone)
	if err != nil {
		return err
	}
	if d.Backups = len(all); len(all) > 0 {
		d.Backup = all[0]
		d.Backup.Path = filepath.Base(d.Backup.Path)
	}
	d.Kept, d.Erasing, d.Open = db.keptHead(), db.ErasureUnfinished(), OpenToOthers(path)
	return nil
}

// filesBeside lists the files whose names begin with that of the database.
func filesBeside(path string) (all []FileSize, err error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && strings.HasPrefix(e.Name(), filepath.Base(path)) {
			all = append(all, FileSize{e.Name(), info.Size()})
		}
	}
	return all, nil
}

// ask puts the questions that need DuckDB; the first error ends them.
func (d *Diagnosis) ask(ctx context.Context, path string, o Options) (err error) {
	db, err := OpenReadOnly(ctx, path, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return d.askOpen(ctx, db, o)
}

func (d *Diagnosis) askOpen(ctx context.Context, db *DB, o Options) error {
	for _, step := range []func(ctx context.Context, db *DB) error{d.askVersions, d.askTables, d.askImports, d.askSettings} {
		if err := step(ctx, db); err != nil {
			return db.atOpening(err)
		}
	}
	if err := db.compareHead(ctx, o); err != nil {
		return db.atOpening(err)
	}
	return db.atOpening(db.readSample(ctx))
}

func (d *Diagnosis) askVersions(ctx context.Context, db *DB) (err error) {
	if err := db.sql.QueryRowContext(ctx, "SELECT version()").Scan(&d.Engine); err != nil {
		return err
	}
	if d.Schema, err = db.schemaVersion(ctx); err != nil {
		return err
	}
	steps, err := db.migrations()
	switch {
	case err != nil:
		return err
	case d.Schema == 0:
		return data.ErrNotDatabase
	case d.Schema > steps[len(steps)-1].version:
		return data.ErrNewerSchema
	}
	if d.Key, err = db.KeyPlace(ctx); err != nil {
		return err
	}
	d.Head, err = db.Head(ctx)
	return err
}

func (d *Diagnosis) askTables(ctx context.Context, db *DB) error {
	all, err := tables(ctx, db.sql, "")
	if err != nil {
		return err
	}
	for _, t := range all {
		h := TableHealth{Name: t.name}
		err := db.sql.QueryRowContext(ctx, "SELECT count(*) FROM "+named(t.name)+" WHERE rowid >= $none", sql.Named("none", 0)).Scan(&h.Rows)
		if err != nil {
			return err
		}
		d.Tables = append(d.Tables, h)
	}
	return nil
}

// lastImports is how many imports a diagnosis tells.
const lastImports = 5

func (d *Diagnosis) askImports(ctx context.Context, db *DB) (err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT profile, array_to_string(paths, $lf), rows_read, rows_taken, rows_refused, imported_at
		FROM import ORDER BY id DESC LIMIT $most`, sql.Named("lf", "\n"), sql.Named("most", lastImports))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var line ImportLine
		var paths string
		if err := rows.Scan(&line.Profile, &paths, &line.Read, &line.Taken, &line.Refused, &line.At); err != nil {
			return err
		}
		line.Profile = lastName(line.Profile)
		for p := range strings.SplitSeq(paths, "\n") {
			line.Files = append(line.Files, lastName(p))
		}
		d.Imports = append(d.Imports, line)
	}
	return rows.Err()
}

// OpenToOthers lists the files of the database, and "." for their folder, that other accounts of this machine can read or
// write. Systems that keep no such modes give none.
func OpenToOthers(path string) (all []string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || !modesCount {
		return nil
	}
	if info, err := os.Stat(filepath.Dir(path)); err == nil && info.Mode().Perm()&0o077 != 0 {
		all = append(all, ".")
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), filepath.Base(path)) && info.Mode().Perm()&0o077 != 0 {
			all = append(all, e.Name())
		}
	}
	return all
}

// lastName is a path without its folders, whichever system it comes from.
func lastName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// toldSettings are the settings of DuckDB that matter when something is slow or fails.
var toldSettings = []string{"TimeZone", "access_mode", "enable_external_access", "lock_configuration", "max_memory", "threads"}

func (d *Diagnosis) askSettings(ctx context.Context, db *DB) (err error) {
	rows, err := db.sql.QueryContext(ctx, `SELECT name, value FROM duckdb_settings() WHERE list_contains($names, name) ORDER BY name`,
		sql.Named("names", toldSettings))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s Setting
		if err := rows.Scan(&s.Name, &s.Value); err != nil {
			return err
		}
		d.Settings = append(d.Settings, s)
	}
	return rows.Err()
}
