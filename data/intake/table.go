package intake

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"tuntas/data"
)

// table is an open file whose header has been read.
type table struct {
	path   string
	file   *os.File
	read   *counter
	size   int64 // bytes of the file as it lies there, packed or not
	scan   *scanner
	header []string
	fit    fit
}

// counter counts the bytes that are read from a file.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// openTable opens the file and finds its header and delimiter. It returns data.ErrUnknownPlace, data.ErrNotTable or
// data.ErrEmptyFile about the path, data.ErrColumnMissing about the column, data.ErrProfile about a column that stands
// there twice.
func openTable(p *Profile, path string) (*table, error) {
	t, err := openFile(path)
	if err != nil {
		return nil, err
	}
	if err := t.begin(p); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func openFile(path string) (*table, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, data.About(path, data.ErrUnknownPlace)
	}
	if err != nil {
		return nil, fmt.Errorf("open table: %w", err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = data.About(path, data.ErrNotTable)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &table{path: path, file: f, read: &counter{r: f}, size: info.Size()}, nil
}

// Close closes the file.
func (t *table) Close() error { return t.file.Close() }

// begin unpacks, judges the first bytes and reads the header.
func (t *table) begin(p *Profile) error {
	packed := bufio.NewReaderSize(t.read, 64<<10)
	magic, err := packed.Peek(2)
	if err != nil && err != io.EOF {
		return t.broken(err)
	}
	t.scan = newScanner(packed)
	if bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			return t.broken(err)
		}
		t.scan = newScanner(unpacked)
	}
	if err := t.scan.fill(); err != nil {
		return t.broken(err)
	}
	if foreign(t.scan.buf[:t.scan.end]) {
		return data.About(t.path, data.ErrNotTable)
	}
	if bytes.HasPrefix(t.scan.buf[:t.scan.end], []byte("\ufeff")) {
		t.scan.pos = len("\ufeff")
	}
	return t.readHeader(p)
}

// broken is an error while reading: what is packed badly is no table.
func (t *table) broken(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.As(err, &corrupt) {
		return data.About(t.path, fmt.Errorf("%w: %w", data.ErrNotTable, err))
	}
	return fmt.Errorf("read table %s: %w", t.path, err)
}

// foreign tells whether a file begins like one of the formats that are often taken for delimited text: workbooks old and
// new, PDF, and text in UTF-16.
func foreign(head []byte) bool {
	for _, mark := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF-", "\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return true
		}
	}
	return false
}

const delimiters = ",;\t|"

// readHeader reads the header with each delimiter and keeps the one with which the profile fits best.
func (t *table) readHeader(p *Profile) error {
	if err := t.scan.skipBlank(); err == io.EOF {
		return data.About(t.path, data.ErrEmptyFile)
	} else if err != nil {
		return t.broken(err)
	}
	best, found := byte(0), fit{missing: "?", found: -1}
	for _, comma := range []byte(delimiters) {
		header, err := t.headerWith(comma, false)
		if err != nil {
			return err
		}
		if header == nil {
			continue
		}
		if f := p.bind(header); f.better(found) {
			best, found = comma, f
		}
	}
	switch {
	case best == 0:
		return data.About(t.path, data.ErrNotTable)
	case found.missing != "":
		return fmt.Errorf("%s: %w", t.path, data.About(found.missing, data.ErrColumnMissing))
	case found.twice != "":
		return fmt.Errorf("%s: a column stands twice: %w", t.path, data.About(found.twice, data.ErrProfile))
	}
	header, err := t.headerWith(best, true)
	t.header, t.fit = header, found
	return err
}

// headerWith takes the header apart with this delimiter: nil when its quotes are wrong. Unless keep is set, the scanner
// goes back to where it was: the header is still in its buffer.
func (t *table) headerWith(comma byte, keep bool) ([]string, error) {
	line := t.scan.line
	t.scan.comma = comma
	t.scan.settle()
	rec, err := t.scan.next()
	if err != nil {
		return nil, t.broken(err)
	}
	if rec.fault == data.RefusedShape || !isText(rec.raw) {
		return nil, data.About(t.path, data.ErrNotTable)
	}
	if !keep {
		defer t.scan.rewind(line)
	}
	var header []string
	for _, h := range rec.fields {
		header = append(header, strings.TrimSpace(string(h)))
	}
	return header, nil
}

// isText tells whether b is UTF-8 without control characters but those that a table needs.
func isText(b []byte) bool {
	if !utf8.Valid(b) {
		return false
	}
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}
