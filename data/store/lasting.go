package store

import (
	"errors"
	"os"
	"path/filepath"
)

// writeLasting writes a small private file beside the database whole: under another name first, made last, then renamed.
func writeLasting(path string, content []byte) (err error) {
	temp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".new")
	defer func() {
		if err != nil {
			err = errors.Join(cannotWrite(filepath.Dir(path), err), removed(temp))
		}
	}()
	if err := os.WriteFile(temp, content, 0o600); err != nil {
		return err
	}
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}
