//go:build unix

package store

import (
	"errors"
	"os"
)

// syncFolder makes a file's new name last.
func syncFolder(folder string) error {
	f, err := os.Open(folder) //nolint:gosec // the folder of a file that was written just now
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// modesCount tells whether the modes of files say who may read them.
const modesCount = true
