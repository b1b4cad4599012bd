package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// asideName is a name beside path that says why and when something was put there; it is free.
func asideName(path, why string, at time.Time) string {
	name := path + "." + why + "-" + at.Format(backupTime)
	for {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
		name += "x"
	}
}

// logsOf lists the logs that DuckDB keeps beside the database at path, by what is added to its name: ".wal", and others
// while it copies the log into the file.
func logsOf(path string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var ends []string
	for _, e := range entries {
		if end, ok := strings.CutPrefix(e.Name(), filepath.Base(path)); ok && strings.HasPrefix(end, ".wal") {
			ends = append(ends, end)
		}
	}
	return ends, nil
}

// copyAside copies the closed database at path, its logs and its head into a folder, under their own names.
func copyAside(path, folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return cannotWrite(folder, err)
	}
	ends, err := logsOf(path)
	if err != nil {
		return err
	}
	for _, end := range append(ends, "", ".head") {
		err := copyFile(path+end, filepath.Join(folder, filepath.Base(path)+end))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return cannotWrite(folder, err)
		}
	}
	return nil
}

// swap puts the closed database at fresh in the place of the one at path, which is kept with its logs and its head under the
// name aside. At no moment is there no database: a crash in between leaves the old one, which then lacks its log and says
// so, or the new one.
func swap(path, fresh, aside string, end Head) error {
	ends, err := logsOf(path)
	if err != nil {
		return err
	}
	for _, name := range []string{"", ".head"} {
		if err := keepAs(path+name, aside+name); err != nil {
			return err
		}
	}
	for _, name := range ends {
		if err := os.Rename(path+name, aside+name); err != nil {
			return cannotWrite(path, err)
		}
	}
	if err := syncFile(fresh); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return cannotWrite(path, err)
	}
	(&DB{path: path}).keepHead(end)
	return syncFolder(filepath.Dir(path))
}

// keepAs gives a file a second name, as a copy where the disk cannot do that. A missing file is none.
func keepAs(from, to string) error {
	_, err := os.Lstat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && os.Link(from, to) != nil {
		err = copyFile(from, to)
	}
	if err != nil {
		return cannotWrite(to, err)
	}
	return nil
}
