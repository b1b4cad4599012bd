package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"tuntas/data"
)

// Size is one of the pictures that an album keeps of a photo; each has a folder of its own.
type Size string

// The sizes. The original is the file as it came, with all its metadata; the others are upright JPEGs without any.
const (
	Original  Size = "original"
	Preview   Size = "preview"   // longest side PreviewSide pixels at most
	Thumbnail Size = "thumbnail" // longest side ThumbnailSide pixels at most
)

// Longest sides in pixels. Previews are made when a photo comes in: it is decoded then anyway, and to decode one of 12
// million pixels takes longer than the next case may take to appear; a preview is there in a fraction of that.
const (
	PreviewSide   = 1600
	ThumbnailSide = 320
)

// quality of the JPEGs that are made.
const quality = 82

// Album is a folder of photos, each under the SHA-256 of its file. No name from outside is ever a path in it. Its methods
// may be called from several goroutines.
type Album struct {
	path string
	root *os.Root
}

// AlbumOf returns the folder of the album that belongs to the database at path: it lies beside it.
func AlbumOf(path string) string { return path + albumEnd }

// OpenAlbum opens the album in this folder; a missing one is made. Nobody but the account itself can look into it.
func OpenAlbum(folder string) (*Album, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, data.About(folder, fmt.Errorf("%w: %w", data.ErrCannotWrite, err))
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, data.About(folder, err)
	}
	return &Album{folder, root}, nil
}

// Close gives the folder back.
func (a *Album) Close() error { return a.root.Close() }

// Put keeps the photo, its preview and its thumbnail; added is false when they were there already. Each file appears whole
// or not at all, the original last.
func (a *Album) Put(p *Picture) (added bool, err error) {
	name := p.Photo.SHA256
	if info, err := a.root.Stat(place(Original, name)); err == nil && info.Size() == p.Photo.Bytes {
		return false, nil
	}
	for size, m := range map[Size]*image.RGBA{Preview: p.preview, Thumbnail: p.thumb} {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
			return false, fmt.Errorf("%s of %s: %w", size, name, err)
		}
		if err := a.write(place(size, name), b.Bytes()); err != nil {
			return false, err
		}
	}
	if err := a.write(place(Original, name), p.raw); err != nil {
		return false, err
	}
	return true, nil
}

// Has tells whether the album holds the photo.
func (a *Album) Has(sha256 string) bool {
	if !isName(sha256) {
		return false
	}
	_, err := a.root.Stat(place(Original, sha256))
	return err == nil
}

// write writes a file beside its place and moves it there.
func (a *Album) write(name string, content []byte) (err error) {
	if err := a.root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return data.About(a.path, err)
	}
	beside := name + ".new"
	f, err := a.root.OpenFile(beside, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return data.About(a.path, err)
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = a.root.Rename(beside, name)
	}
	if err != nil {
		return data.About(a.path, errors.Join(err, a.root.Remove(beside)))
	}
	return nil
}

// Open opens one size of a photo; the caller closes it. It returns data.ErrUnknownPlace when the album does not hold it.
func (a *Album) Open(sha256 string, size Size) (io.ReadCloser, error) {
	if !isName(sha256) {
		return nil, data.About(sha256, data.ErrUnknownPlace)
	}
	f, err := a.root.Open(place(size, sha256))
	if errors.Is(err, fs.ErrNotExist) {
		err = data.About(sha256, data.ErrUnknownPlace)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Remove deletes a photo in all sizes; one that is not there is no error. Whoever erases a photo leaves its hash in the
// ledger.
func (a *Album) Remove(sha256 string) error {
	if !isName(sha256) {
		return data.About(sha256, data.ErrUnknownPlace)
	}
	var errs []error
	for _, size := range []Size{Original, Preview, Thumbnail} {
		if err := a.root.Remove(place(size, sha256)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, data.About(a.path, err))
		}
	}
	return errors.Join(errs...)
}

// Orphans returns the names of the photos that known does not know, in their order: files whose row was never written,
// because the machine stopped in between.
func (a *Album) Orphans(known func(sha256 string) bool) (names []string, err error) {
	err = fs.WalkDir(a.root.FS(), string(Original), func(at string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && at == string(Original) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		if name := path.Base(at); isName(name) && !known(name) {
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// place is where a size of a photo lies in the album.
func place(size Size, name string) string {
	if size != Original {
		return path.Join(string(size), name[:2], name[2:4], name+".jpg")
	}
	return path.Join(string(size), name[:2], name[2:4], name)
}

// isName tells whether s is a SHA-256 as an album writes it.
func isName(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }
