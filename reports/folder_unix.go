//go:build unix

package reports

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder makes the new name of a file last through a loss of power. File systems that cannot sync a folder are left be.
func syncFolder(path string) (err error) {
	folder, err := os.Open(path)
	if err != nil {
		if errors.Is(err, os.ErrPermission) {
			return nil // a folder that may be written but not read; the document itself is on the disk
		}
		return err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}

// namelessFile returns a file that goes away when it is closed, whatever happens.
func namelessFile() (file *os.File, ok bool, err error) {
	if file, err = os.CreateTemp("", ".tuntas-*.part"); err != nil {
		return nil, false, err
	}
	if err = os.Remove(file.Name()); err != nil {
		return nil, false, errors.Join(err, file.Close())
	}
	return file, true, nil
}
