// Package reports puts finished documents on the disk. It knows how a file appears whole or not at all; it refuses to know
// what is in it. The folders below it make the documents and know no files.
package reports

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// fileMode is what a document gets: it is made to be handed on, unlike the database.
const fileMode = 0o644

// Save writes a document to path, replacing what is there. The bytes go to a temporary file in the same folder, which takes
// the name only after they are on the disk. On any error the temporary file is removed and the old document stays as it was.
// Errors wrap those of write and of the file system, so errors.Is finds fs.ErrPermission, fs.ErrNotExist and the like.
func Save(path string, write func(io.Writer) error) error {
	folder := filepath.Dir(path)
	file, err := disk.temporary(folder)
	if err != nil {
		return fmt.Errorf("save document: %w", err)
	}
	if err := fill(file, write); err != nil {
		return fmt.Errorf("save document: %w", errors.Join(err, os.Remove(file.Name())))
	}
	if err := disk.rename(file.Name(), path); err != nil {
		return fmt.Errorf("save document: %w", errors.Join(err, os.Remove(file.Name())))
	}
	if err := disk.sync(folder); err != nil {
		return fmt.Errorf("save document: %w", err)
	}
	return nil
}

// fill writes, flushes, sets the mode, syncs and closes; the file is closed whatever happens.
func fill(file file, write func(io.Writer) error) (err error) {
	defer func() { err = errors.Join(err, file.Close()) }()
	buffer := bufio.NewWriterSize(file, 1<<16)
	if err := write(buffer); err != nil {
		return err
	}
	if err := buffer.Flush(); err != nil {
		return err
	}
	if err := file.Chmod(fileMode); err != nil {
		return err
	}
	return file.Sync()
}
