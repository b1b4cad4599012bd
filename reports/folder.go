package reports

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder takes the files of a document that is a folder, one after the other.
type Folder struct {
	path string
	open file
}

// Create begins the next file; the one before is on the disk then.
func (f *Folder) Create(name string) (io.Writer, error) {
	if err := f.end(); err != nil {
		return nil, err
	}
	made, err := disk.create(filepath.Join(f.path, name))
	if err != nil {
		return nil, err
	}
	f.open = made
	return made, nil
}

func (f *Folder) end() error {
	if f.open == nil {
		return nil
	}
	err := errors.Join(f.open.Sync(), f.open.Close())
	f.open = nil
	return err
}

// SaveFolder writes a document that is a folder to path, whole or not at all: what is there already is never touched and gives
// fs.ErrExist. The files go to a temporary folder beside it, which takes the name only after they are on the disk; on any
// error it is removed.
func SaveFolder(path string, write func(*Folder) error) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	temp, err := disk.temporaryFolder(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("save documents: %w", err)
	}
	if err := fillFolder(temp, path, write); err != nil {
		return fmt.Errorf("save documents: %w", errors.Join(err, os.RemoveAll(temp)))
	}
	if err := disk.sync(filepath.Dir(path)); err != nil {
		return fmt.Errorf("save documents: %w", err)
	}
	return nil
}

func fillFolder(temp, path string, write func(*Folder) error) error {
	f := &Folder{path: temp}
	if err := errors.Join(write(f), f.end()); err != nil {
		return err
	}
	if err := os.Chmod(temp, 0o755); err != nil { //nolint:gosec // made to be handed on
		return err
	}
	if err := disk.sync(temp); err != nil {
		return err
	}
	return disk.rename(temp, path)
}
