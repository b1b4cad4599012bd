package intake

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"tuntas/data"
)

// table is an open file, or entry of an archive, whose header has been read.
type table struct {
	ctx      context.Context // of who reads; a child ends with it
	path     string          // as it is shown
	file     *os.File
	child    *child // that reads the file for this process; nil: there is none
	book     *workbook
	entry    int  // of the archive, where a child reads the book
	fresh    bool // the child that has listed its sheets has not given out a row
	read     *counter
	size     int64 // bytes of the file or entry as it lies there, packed or not
	source   rowSource
	scan     *scanner // the source, where it is delimited text or lines of JSON
	format   Format
	comma    string // of delimited text
	sheet    string // of a workbook
	encoding Encoding
	titles   int // rows above the header
	header   []string
	fit      fit
}

// Format is the form in which a file holds its rows. It is told from the content, not from the name.
type Format string

// The formats.
const (
	Delimited Format = "delimited" // CSV and its like
	JSON      Format = "json"      // an array of objects, or an object that holds one
	JSONLines Format = "jsonl"     // an object on each line
	EventLog  Format = "xes"       // event log in XML
	XML       Format = "xml"       // elements that repeat, such as Open311's requests
	Workbook  Format = "xlsx"      // workbook of Excel
	Parquet   Format = "parquet"   // columns, as data teams pass them on
)

// rowSource gives out the rows of a table behind its header, io.EOF behind the last. An error of the source ends it.
type rowSource interface {
	next() (record, error)
}

// counter counts the bytes that are read from a file.
type counter struct {
	at io.ReaderAt
	n  int64
}

// ReadAt reads as the file does.
func (c *counter) ReadAt(b []byte, at int64) (int, error) {
	if at < 0 { // a place that only a damaged archive names
		return 0, zip.ErrFormat
	}
	n, err := c.at.ReadAt(b, at)
	c.n += int64(n)
	return n, err
}

// openTable opens what lies at the place and finds its header and form. It returns data.ErrUnknownPlace, data.ErrNotTable,
// data.ErrTooLarge, data.ErrProtected or data.ErrEmptyFile about the path, data.ErrColumnMissing about the column,
// data.ErrColumnTwice about one that stands there twice.
func openTable(p *Profile, at place) (*table, error) { return openFor(context.Background(), p, at) }

// openFor is openTable for who may stop waiting for it and for the rows: a child that reads them ends with ctx, and its error
// is ctx's.
func openFor(ctx context.Context, p *Profile, at place) (*table, error) {
	f, err := openFile(at.file)
	if err != nil {
		return nil, err
	}
	t := &table{ctx: ctx, path: at.path, file: f}
	if err := t.open(p, at.entry); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path) // before it is opened: a pipe would wait for a writer
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, data.About(path, data.ErrUnknownPlace)
	case err != nil:
		return nil, fmt.Errorf("open table: %w", err)
	case !info.Mode().IsRegular():
		return nil, data.About(path, data.ErrNotTable)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open table: %w", err)
	}
	return f, nil
}

// Close closes the file and ends who reads it.
func (t *table) Close() error {
	if t.child != nil {
		t.child.end()
	}
	return t.file.Close()
}

// done is how many bytes of the file or entry have been read.
func (t *table) done() int64 { return min(t.read.n, t.size) }

// open finds the bytes of the table and reads its header. In a child p is nil: there the header is not judged, no sheet is
// chosen, and nothing is passed on to a child.
func (t *table) open(p *Profile, entry int) error {
	if entry >= 0 {
		return t.openEntry(p, entry)
	}
	info, err := t.file.Stat()
	if err != nil {
		return fmt.Errorf("open table: %w", err)
	}
	if isZip(t.file) {
		return t.openWorkbook(p, info.Size())
	}
	switch is, protected := isParquet(t.file, info.Size()); {
	case protected:
		return data.About(t.path, data.ErrProtected)
	case is:
		return t.openParquet(p, info.Size())
	}
	t.read, t.size = &counter{at: t.file}, info.Size()
	return t.begin(p, entry, io.NewSectionReader(t.read, 0, t.size))
}

// openWorkbook opens an archive that is no place of entries.
func (t *table) openWorkbook(p *Profile, size int64) error {
	archive, read, err := openZip(t.file)
	if err != nil {
		return broken(t.path, err)
	}
	t.read, t.size, t.format, t.encoding = read, size, Workbook, UTF8
	if begun, err := t.beginChild(p, wholeFile); begun {
		return err
	}
	if t.book, err = openWorkbook(archive); err != nil {
		return broken(t.path, err)
	}
	if p == nil {
		return nil
	}
	return t.beginWorkbook(p, t.book)
}

// openEntry unpacks an entry of the archive. That there are no more bytes than the archive says is package zip's to see.
func (t *table) openEntry(p *Profile, entry int) error {
	archive, read, err := openZip(t.file)
	if err != nil || entry >= len(archive.File) {
		return broken(t.path, cmp.Or(err, zip.ErrFormat))
	}
	f := archive.File[entry]
	if err := judge(f, t.path); err != nil {
		return err
	}
	unpacked, err := f.Open()
	if err != nil {
		return broken(t.path, cutShort(err))
	}
	read.n = 0 // what has been read so far is the archive's list
	t.read, t.size = read, int64(f.CompressedSize64)
	return t.begin(p, entry, unpacked)
}

// begin unpacks, decodes, judges the first bytes and reads the header.
func (t *table) begin(p *Profile, entry int, r io.Reader) error {
	src := bufio.NewReaderSize(r, headSize)
	magic, err := src.Peek(2)
	if err != nil && err != io.EOF {
		return broken(t.path, err)
	}
	if bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unpacked, err := gzip.NewReader(src)
		if err != nil {
			return broken(t.path, err)
		}
		src = bufio.NewReaderSize(unpacked, headSize)
	}
	text, encoding, err := decode(src)
	if err != nil {
		return broken(t.path, err)
	}
	t.scan, t.encoding = newScanner(text), encoding
	t.source = t.scan
	if err := t.scan.fill(); err != nil {
		return broken(t.path, err)
	}
	switch head := t.scan.buf[:t.scan.end]; {
	case foreign(head) && bytes.Contains(head, []byte(encryptedMark)):
		return data.About(t.path, data.ErrProtected)
	case foreign(head):
		return data.About(t.path, data.ErrNotTable)
	case looksJSON(head) && looksLines(head):
		t.format = JSONLines
		return t.beginKeyed(p, jsonLines{t.scan})
	case looksJSON(head), looksXML(head):
		if begun, err := t.beginChild(p, entry); begun {
			return err
		}
		if looksXML(head) {
			return t.beginXML(p, head, text)
		}
		return t.beginJSON(p, head, text)
	}
	if err := httpAnswer(t.scan.buf[:t.scan.end]); err != nil {
		return data.About(t.path, err)
	}
	t.format = Delimited
	if p == nil {
		return nil
	}
	return t.beginDelimited(p)
}

// beginJSON reads the keys of a file that begins with head and goes on with rest.
func (t *table) beginJSON(p *Profile, head []byte, rest io.Reader) error {
	t.format = JSON
	array, err := newJSONArray(io.MultiReader(bytes.NewReader(head), rest))
	if err != nil {
		return broken(t.path, err)
	}
	return t.beginKeyed(p, array)
}

// beginXML reads the keys of a file that begins with head and goes on with rest: an event log, or elements that repeat.
func (t *table) beginXML(p *Profile, head []byte, rest io.Reader) error {
	root := rootOf(head)
	text := io.MultiReader(bytes.NewReader(head), rest)
	if t.encoding == UTF8 && declaredWestern(head) {
		text, t.encoding = western1252(text), Windows1252
	}
	if root == "log" || root == "" {
		t.format = EventLog
		return t.beginKeyed(p, newEventLog(text))
	}
	t.format = XML
	return t.beginKeyed(p, newXMLTable(text))
}

// beginKeyed makes a header of the keys of the first objects.
func (t *table) beginKeyed(p *Profile, src objectSource) error {
	k, err := newKeyed(src)
	switch {
	case err != nil:
		return broken(t.path, err)
	case len(k.ahead) == 0:
		return data.About(t.path, data.ErrEmptyFile)
	case isAnswer(k.header):
		return data.About(t.path, answered(printable(k.ahead[0].raw)))
	}
	t.source, t.header = k, k.header
	return t.judge(p)
}

// judge finds the section of the profile that fits the header.
func (t *table) judge(p *Profile) error {
	if p == nil {
		return nil
	}
	t.fit = p.bind(t.header)
	return t.unfit(t.fit)
}

// unfit is why a header cannot be used; nil when it can.
func (t *table) unfit(f fit) error {
	switch {
	case f.missing != "":
		return fmt.Errorf("%s: %w", t.path, data.About(f.missing, data.ErrColumnMissing))
	case f.twice != "":
		return fmt.Errorf("%s: %w", t.path, data.About(f.twice, data.ErrColumnTwice))
	}
	return nil
}

// broken is an error while reading what lies at path: what is packed badly is no table.
func broken(path string, err error) error {
	var corrupt flate.CorruptInputError
	for _, bad := range []error{
		gzip.ErrHeader, gzip.ErrChecksum, zip.ErrFormat, zip.ErrChecksum, zip.ErrAlgorithm, io.ErrUnexpectedEOF,
	} {
		if errors.Is(err, bad) {
			return data.About(path, fmt.Errorf("%w: %w", data.ErrNotTable, err))
		}
	}
	switch {
	case errors.As(err, &corrupt):
		return data.About(path, fmt.Errorf("%w: %w", data.ErrNotTable, err))
	case errors.Is(err, data.ErrNotTable), errors.Is(err, data.ErrTooLarge), errors.Is(err, data.ErrProtected),
		errors.Is(err, data.ErrService), errors.Is(err, data.ErrEmptyFile):
		return data.About(path, err)
	}
	return fmt.Errorf("read table %s: %w", path, err)
}

// encryptedMark stands, in UTF-16, in the wrapping that a password puts around a workbook.
const encryptedMark = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// foreign tells whether a file begins like one of the formats that are often taken for delimited text: workbooks old and
// new, and PDF.
func foreign(head []byte) bool {
	for _, mark := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF-"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return true
		}
	}
	return false
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
