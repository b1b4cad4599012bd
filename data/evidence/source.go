package evidence

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"tuntas/data"
)

// Limits of a folder or an archive. An archive beyond them is refused before anything is unpacked; an entry beyond its own
// is refused by itself.
const (
	maxFiles    = 100_000
	maxUnpacked = 64 << 30 // bytes of all entries
	maxRatio    = 200      // unpacked to packed
	smallEntry  = 1 << 20  // bytes; up to here the ratio makes no difference
)

// File is one file that may be a photo.
type File struct {
	Name    string       // its path inside the folder or archive, with slashes: a text for people and for comparing
	Refused data.Refusal // why it is not even opened; empty when it is
	at      string       // its path below the root; empty in an archive
	entry   *zip.File
}

// Source is where photos come from: a folder with all folders below it, a zip archive, or one file. Symbolic links are not
// followed. Names inside an archive are never used as paths.
type Source struct {
	Path    string
	Files   []File
	root    *os.Root
	archive *os.File
}

// OpenSource lists what lies at path, in the order of names or of the archive; the file except is left out. What a system
// lays beside photos (hidden files, previews of its own) is passed over, and so are albums. It returns data.ErrTooLarge for too many files.
func OpenSource(path, except string) (*Source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, data.About(path, err)
	}
	s := &Source{Path: path}
	if info.IsDir() {
		err = s.openFolder(except)
	} else {
		err = s.openFile()
	}
	if err != nil {
		return nil, errors.Join(data.About(path, err), s.Close())
	}
	return s, nil
}

// Close gives back what the source holds open.
func (s *Source) Close() error {
	var errs []error
	if s.root != nil {
		errs = append(errs, s.root.Close())
	}
	if s.archive != nil {
		errs = append(errs, s.archive.Close())
	}
	return errors.Join(errs...)
}

// Read hands the content of a file to read, which may be that of a Reader. A file that cannot be opened is no photo.
func (s *Source) Read(f File, read func(r io.Reader) (*Picture, error)) (p *Picture, err error) {
	var r io.ReadCloser
	if f.entry != nil {
		r, err = f.entry.Open()
	} else {
		r, err = s.root.Open(f.at)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", data.ErrNotPhoto, err)
	}
	defer r.Close() //nolint:errcheck // opened for reading only
	return read(r)
}

func (s *Source) openFolder(except string) (err error) {
	if s.root, err = os.OpenRoot(s.Path); err != nil {
		return err
	}
	left, err := os.Stat(except)
	if except != "" && err != nil {
		return data.About(except, err)
	}
	return fs.WalkDir(s.root.FS(), ".", func(at string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if at != "." && isBeside(at) {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular() || isBeside(at):
			return nil
		}
		if info, err := d.Info(); err == nil && left != nil && os.SameFile(left, info) {
			return nil
		}
		return s.add(File{Name: shown(at), at: at})
	})
}

func (s *Source) add(f File) error {
	if len(s.Files) == maxFiles {
		return fmt.Errorf("%w: more than %d files", data.ErrTooLarge, maxFiles)
	}
	s.Files = append(s.Files, f)
	return nil
}

// openFile opens an archive, or the folder in which a single file lies.
func (s *Source) openFile() error {
	f, err := os.Open(s.Path)
	if err != nil {
		return err
	}
	mark := make([]byte, 4)
	n, _ := f.ReadAt(mark, 0)
	if m := string(mark[:n]); m == "PK\x03\x04" || m == "PK\x05\x06" {
		s.archive = f
		return s.openArchive()
	}
	if err := f.Close(); err != nil {
		return err
	}
	if s.root, err = os.OpenRoot(filepath.Dir(s.Path)); err != nil {
		return err
	}
	base := filepath.Base(s.Path)
	return s.add(File{Name: shown(base), at: base})
}

func (s *Source) openArchive() error {
	info, err := s.archive.Stat()
	if err != nil {
		return err
	}
	r, err := zip.NewReader(s.archive, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are never used as paths
		return fmt.Errorf("%w: %w", data.ErrNotTable, err)
	}
	if len(r.File) > maxFiles {
		return fmt.Errorf("%w: %d entries", data.ErrTooLarge, len(r.File))
	}
	var unpacked uint64
	for _, f := range r.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		if strings.HasSuffix(name, "/") || isBeside(name) {
			continue
		}
		if unpacked += min(f.UncompressedSize64, maxUnpacked); unpacked > maxUnpacked {
			return fmt.Errorf("%w: more than %d bytes unpacked", data.ErrTooLarge, int64(maxUnpacked))
		}
		s.Files = append(s.Files, File{Name: shown(name), Refused: refusalOf(f), entry: f})
	}
	return nil
}

// refusalOf tells why an entry is not unpacked; empty when it is.
func refusalOf(f *zip.File) data.Refusal {
	const encrypted = 1
	switch {
	case f.Flags&encrypted != 0:
		return data.RefusedProtected
	case f.UncompressedSize64 > smallEntry && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return data.RefusedLarge
	}
	return ""
}

// albumEnd is how the name of an album's folder ends.
const albumEnd = ".photos"

// isBeside tells whether a system laid this file or folder beside the photos, or whether it is an album.
func isBeside(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(base, ".") || base == "thumbs.db" || base == "desktop.ini" || strings.HasPrefix(name, "__MACOSX/") ||
		name == "__MACOSX" || strings.HasSuffix(base, albumEnd)
}

// shown is a name as a text: it may hold anything, also what would end a line.
func shown(name string) string {
	if s := line(name); s != "" {
		return s
	}
	return "?"
}
