package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tuntas/data"
)

// ReadHead reads a head that was written beside a database or a backup; a missing file gives an error that matches
// fs.ErrNotExist.
func ReadHead(name string) (h Head, err error) {
	text, err := os.ReadFile(name) //nolint:gosec // beside the user's own database
	if err != nil {
		return h, err
	}
	return h, json.Unmarshal(text, &h)
}

// photoFolder is where the photos of the database at path lie.
func photoFolder(path string) string { return path + ".photos" }

// copyBackup copies a finished backup, which nobody has open, into another folder, and reads the copy again before it gets
// its name.
func copyBackup(from, folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return cannotWrite(folder, err)
	}
	to := filepath.Join(folder, filepath.Base(from))
	if err := copyFile(from+".head", to+".head"); err != nil {
		return cannotWrite(folder, err)
	}
	if err := copyFile(from, to); err != nil {
		return cannotWrite(folder, err)
	}
	return nil
}

// copyFile copies a closed file: under another name first, then read again, then renamed.
func copyFile(from, to string) (err error) {
	temp := filepath.Join(filepath.Dir(to), "."+filepath.Base(to)+".part")
	defer func() {
		if err != nil {
			err = errors.Join(err, removed(temp))
		}
	}()
	want, err := writeCopy(from, temp)
	if err != nil {
		return err
	}
	got, err := fileSum(temp)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return data.About(to, data.ErrDamaged)
	}
	if err := os.Rename(temp, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}

// writeCopy writes the bytes of from to a new private file, makes them last, and returns their SHA-256.
func writeCopy(from, to string) (sum []byte, err error) {
	in, err := os.Open(from) //nolint:gosec // a file that the store has made or the person has named
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // beside the former
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(out, io.TeeReader(in, h)); err != nil {
		return nil, err
	}
	return h.Sum(nil), out.Sync()
}

func fileSum(path string) (sum []byte, err error) {
	f, err := os.Open(path) //nolint:gosec // a file that was written just now
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

// copyPhotos takes along the photos that the other folder lacks. A photo is named by its hash and never changes, so a name
// that is there is the photo; on the same disk one file gets two names.
func copyPhotos(ctx context.Context, from, to string, progress Progress) error {
	var n int64
	err := filepath.WalkDir(from, func(name string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == from:
			return fs.SkipAll
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case !e.Type().IsRegular() || strings.HasPrefix(e.Name(), "."):
			return nil
		}
		n++
		progress.tell(PartPhotos, n, 0)
		below, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		return copyPhoto(name, filepath.Join(to, below))
	})
	return err
}

func copyPhoto(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if os.Link(from, to) == nil {
		return nil
	}
	return copyFile(from, to)
}
