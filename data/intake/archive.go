package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"tuntas/data"
)

// Limits of an archive. What is beyond them is refused before it is unpacked.
const (
	maxEntries  = 100
	maxUnpacked = 2 << 30 // bytes of one entry
	maxRatio    = 200     // unpacked to packed
	smallEntry  = 1 << 20 // bytes; up to here the ratio makes no difference
)

// place is where a table lies.
type place struct {
	path string // as it is shown: archive.zip!entry.csv for an entry of an archive
	file string // on the disk
	// entry counts the entries of the archive; wholeFile when the file is the table itself. Entries are opened by this number, so
	// that their names are never used for anything but showing.
	entry int
}

// wholeFile is the entry of a file that is no archive of tables.
const wholeFile = -1

// placesAt returns the tables that lie in the file at path: itself, or the entries of the archive that it is.
func placesAt(path string) ([]place, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // opened for reading only
	whole := []place{{path: path, file: path, entry: wholeFile}}
	if !isZip(f) {
		return whole, nil
	}
	archive, _, err := openZip(f)
	if err != nil {
		return nil, broken(path, err)
	}
	if isWorkbook(archive) {
		return whole, nil
	}
	return entries(path, archive)
}

// isZip tells whether the file begins as an archive does; one without entries has another mark.
func isZip(f io.ReaderAt) bool {
	var mark [4]byte
	if _, err := f.ReadAt(mark[:], 0); err != nil {
		return false
	}
	return bytes.Equal(mark[:], []byte("PK\x03\x04")) || bytes.Equal(mark[:], []byte("PK\x05\x06"))
}

// openZip opens the archive; the counter counts what is read of it.
func openZip(f *os.File) (*zip.Reader, *counter, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	c := &counter{at: f}
	r, err := zip.NewReader(c, info.Size())
	if errors.Is(err, zip.ErrInsecurePath) {
		err = nil // names are never used as paths
	}
	return r, c, cutShort(err)
}

// entries lists the tables of an archive. Folders, and papers that lie beside the tables, are none; whatever else there is
// must be a table.
func entries(archive string, r *zip.Reader) ([]place, error) {
	var all []place
	for i, f := range r.File {
		if isPaper(f.Name) {
			continue
		}
		at := place{path: archive + "!" + shown(f.Name), file: archive, entry: i}
		if err := judge(f, at.path); err != nil {
			return nil, err
		}
		all = append(all, at)
	}
	switch {
	case len(all) == 0:
		return nil, data.About(archive, data.ErrEmptyFile)
	case len(all) > maxEntries:
		return nil, data.About(archive, fmt.Errorf("%w: %d entries", data.ErrTooLarge, len(all)))
	}
	return all, nil
}

// judge refuses an entry that cannot be unpacked, or should not be.
func judge(f *zip.File, path string) error {
	const encrypted = 1
	switch {
	case f.Flags&encrypted != 0:
		return data.About(path, data.ErrProtected)
	case f.UncompressedSize64 > maxUnpacked:
		return data.About(path, fmt.Errorf("%w: %d bytes unpacked", data.ErrTooLarge, f.UncompressedSize64))
	case f.UncompressedSize64 > smallEntry && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return data.About(path, fmt.Errorf("%w: %d bytes become %d", data.ErrTooLarge, f.CompressedSize64, f.UncompressedSize64))
	}
	return nil
}

// paperEnds and paperNames tell what lies beside the tables of an archive without being one.
var (
	paperEnds  = []string{".md", ".pdf", ".htm", ".html", ".rtf", ".doc", ".docx", ".png", ".jpg", ".jpeg"}
	paperNames = []string{"readme", "license", "licence"}
)

func isPaper(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	base := name[strings.LastIndexByte(name, '/')+1:]
	stem, _, _ := strings.Cut(base, ".")
	return stem == "" || strings.HasPrefix(name, "__macosx/") || slices.Contains(paperNames, stem) ||
		slices.ContainsFunc(paperEnds, func(end string) bool { return strings.HasSuffix(base, end) })
}

// shown is the name of an entry for people: it may hold anything, also what would end a line.
func shown(name string) string {
	const longest = 200
	clean := []rune(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, printable([]byte(name))))
	if len(clean) > longest {
		clean = append(clean[:longest], '…')
	}
	return string(clean)
}
