package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// How many backups are kept: of each of the last days, weeks and months that have one, the latest.
const (
	keptDays   = 7
	keptWeeks  = 4
	keptMonths = 12
)

// backupTime is how the instant of a backup is written in its name, in the database's calendar.
const backupTime = "20060102-150405"

// backupStem is what the names of a database's backups begin with.
func backupStem(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + "-"
}

func backupName(path string, at time.Time) string {
	return backupStem(path) + at.Format(backupTime) + ".duckdb"
}

// backupAt reads the instant from the name of a backup; ok is false for any other name.
func backupAt(stem, name string, zone *time.Location) (at time.Time, ok bool) {
	rest, ok := strings.CutPrefix(name, stem)
	if !ok {
		return at, false
	}
	rest, ok = strings.CutSuffix(rest, ".duckdb")
	if !ok {
		return at, false
	}
	at, err := time.ParseInLocation(backupTime, rest, zone)
	return at, err == nil
}

// Thinned tells which of the backups, given by when they were made, may go: all but the latest of each of the last 7 days,
// 4 weeks (from Monday) and 12 months that have one. The very latest always stays. The calendar is that of the times.
func Thinned(made []time.Time) []time.Time {
	made = slices.Clone(made)
	slices.SortFunc(made, func(a, b time.Time) int { return b.Compare(a) })
	keep := make([]bool, len(made))
	for _, grain := range []struct {
		most int
		of   func(time.Time) string
	}{{keptDays, dayOf}, {keptWeeks, weekOf}, {keptMonths, monthOf}} {
		seen := map[string]bool{}
		for i, at := range made {
			if g := grain.of(at); !seen[g] && len(seen) < grain.most {
				seen[g] = true
				keep[i] = true
			}
		}
	}
	var gone []time.Time
	for i, at := range made {
		if !keep[i] {
			gone = append(gone, at)
		}
	}
	return gone
}

func dayOf(t time.Time) string   { return t.Format(time.DateOnly) }
func monthOf(t time.Time) string { return t.Format("2006-01") }
func weekOf(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprint(y, " ", w)
}

// thin removes the backups of the database at path from folder that are not kept.
func thin(path, folder string, zone *time.Location) error {
	all, err := backupsIn(path, folder, zone)
	if err != nil {
		return err
	}
	times := make([]time.Time, len(all))
	for i, b := range all {
		times[i] = b.MadeAt
	}
	gone := Thinned(times)
	var errs []error
	for _, b := range all {
		if slices.ContainsFunc(gone, b.MadeAt.Equal) {
			errs = append(errs, os.Remove(b.Path), removed(b.Path+".head"))
		}
	}
	return errors.Join(errs...)
}

// removed removes a file that may be missing.
func removed(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Backups lists the backups of the database at path in its own folder and in another one, which may be empty, the latest
// first. It asks the folders only: what is listed was whole when it was made.
func Backups(path, second string, zone *time.Location) ([]BackupRecord, error) {
	all, err := backupsIn(path, backupFolder(path), zone)
	if err != nil || second == "" {
		return all, err
	}
	more, err := backupsIn(path, second, zone)
	all = append(all, more...)
	slices.SortStableFunc(all, func(a, b BackupRecord) int { return b.MadeAt.Compare(a.MadeAt) })
	return all, err
}

// backupsIn lists the backups in one folder, the latest first.
func backupsIn(path, folder string, zone *time.Location) ([]BackupRecord, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []BackupRecord
	for _, e := range entries {
		at, ok := backupAt(backupStem(path), e.Name(), zone)
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
			continue
		}
		name := filepath.Join(folder, e.Name())
		head, _ := ReadHead(name + ".head") // a backup without its head is still one
		all = append(all, BackupRecord{Path: name, Head: head, Bytes: info.Size(), MadeAt: at.UTC()})
	}
	slices.SortFunc(all, func(a, b BackupRecord) int {
		return cmp.Or(b.MadeAt.Compare(a.MadeAt), cmp.Compare(a.Path, b.Path))
	})
	return all, nil
}
