package opendata

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
)

// Folder is where the files of a release go: a folder on the disk or an archive. A file is written from its beginning to
// its end before the next is made.
type Folder interface {
	Create(name string) (io.Writer, error)
}

// The files of a release.
const (
	CaseFile      = "laporan.csv"
	EventFile     = "riwayat_tahap.csv"
	AggregateFile = "agregat_bulanan.csv"
	DictionaryCSV = "kamus.csv"
	MeasureCSV    = "indikator.csv"
	Open311CSV    = "open311.csv"
	Workbook      = "rilis.xlsx"
	MetadataCSV   = "metadata.csv"
	PackageFile   = "datapackage.json"
	LicenceFile   = "LISENSI.txt"
	NotesFile     = "CATATAN.txt"
	ChecksumFile  = "CHECKSUMS.sha256"
)

// file is one written file.
type file struct {
	name  string
	bytes int64
	sum   string // hexadecimal SHA-256
	rows  int64
}

// writer writes the files of a release and remembers what it has written.
type writer struct {
	release *Release
	folder  Folder
	files   []file
	book    *book
}

// counting counts and hashes what goes through it.
type counting struct {
	to   io.Writer
	sum  hash.Hash
	size int64
}

func (c *counting) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.size += int64(n)
	c.sum.Write(b[:n])
	return n, err
}

// Write writes all files into the folder; the same release gives the same bytes. It reads the cases once more and stops
// when they are not the ones that were judged.
func (r *Release) Write(folder Folder) error {
	b, err := newBook(r)
	if err != nil {
		return fmt.Errorf("write release: %w", err)
	}
	w := &writer{release: r, folder: folder, book: b}
	for _, step := range []func() error{
		w.cases, w.stays, w.open311, w.aggregates, w.dictionary, w.measures, w.metadata, w.licence, w.notes, w.workbook, w.dataPackage,
		w.checksums,
	} {
		if err := step(); err != nil {
			return fmt.Errorf("write release: %w", errors.Join(err, b.drop()))
		}
	}
	return nil
}

// put writes one file; fill returns how many rows it has.
func (w *writer) put(name string, fill func(io.Writer) (int64, error)) error {
	to, err := w.folder.Create(name)
	if err != nil {
		return err
	}
	c := &counting{to: to, sum: sha256.New()}
	rows, err := fill(c)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	w.files = append(w.files, file{name: name, bytes: c.size, sum: hex.EncodeToString(c.sum.Sum(nil)), rows: rows})
	return nil
}

// table writes rows as CSV under a header; texts that a spreadsheet would take for a formula are guarded.
func table(to io.Writer, header []string, each func(write func(row []string) error) error) (int64, error) {
	w := csv.NewWriter(to)
	rows := int64(-1)
	write := func(row []string) error {
		rows++
		return w.Write(guarded(row))
	}
	if err := write(header); err != nil {
		return 0, err
	}
	if err := each(write); err != nil {
		return rows, err
	}
	w.Flush()
	return rows, w.Error()
}

// guarded puts ' before each text that a spreadsheet would take for a formula. Numbers, negative ones too, are none.
func guarded(row []string) []string {
	for i, text := range row {
		if guard(text) {
			row[i] = "'" + text
		}
	}
	return row
}

func guard(text string) bool {
	return text != "" && strings.IndexByte("=+-@\t\r\n", text[0]) >= 0 && !numeric(text)
}

func numeric(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && strings.Trim(digits, "0123456789.") == ""
}

// cases writes the case file and the event file; each reads the cases once and packs the same rows as Parquet and, the
// cases, for the workbook.
func (w *writer) cases() error {
	r := w.release
	packed := newColumnar[caseLine]()
	rows := func(write func([]string) error) error {
		return r.released(false, func(c Case, l Level) error {
			line := c.line(r.Plan.Salt, l)
			return errors.Join(w.book.caseRow(line), packed.add(line), write(line.cells()))
		})
	}
	if err := w.put(CaseFile, func(to io.Writer) (int64, error) { return table(to, CaseColumns, rows) }); err != nil {
		return err
	}
	return w.columns(CaseFile, packed.writeTo)
}

func (w *writer) stays() error {
	r := w.release
	packed := newColumnar[stayLine]()
	rows := func(write func([]string) error) error {
		return r.released(true, func(c Case, _ Level) error {
			for _, line := range c.lines(r.Plan.Salt) {
				if err := errors.Join(packed.add(line), write(line.cells())); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := w.put(EventFile, func(to io.Writer) (int64, error) { return table(to, EventColumns, rows) }); err != nil {
		return err
	}
	r.Balance.Stays = w.files[len(w.files)-1].rows
	return w.columns(EventFile, packed.writeTo)
}

func (w *writer) aggregates() error {
	packed := newColumnar[countLine]()
	rows := func(write func([]string) error) error {
		for _, a := range w.release.Aggregates {
			for _, line := range a.Lines() {
				if err := errors.Join(packed.add(line.line()), write(line.line().cells())); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := w.put(AggregateFile, func(to io.Writer) (int64, error) { return table(to, AggregateColumns, rows) }); err != nil {
		return err
	}
	return w.columns(AggregateFile, packed.writeTo)
}

// columns writes the Parquet file beside the CSV that was written last.
func (w *writer) columns(beside string, fill func(to io.Writer, rows int64) (int64, error)) error {
	rows := w.files[len(w.files)-1].rows
	return w.put(Columnar(beside), func(to io.Writer) (int64, error) { return fill(to, rows) })
}

// Columnar is the name of the Parquet file beside a CSV.
func Columnar(name string) string { return strings.TrimSuffix(name, ".csv") + ".parquet" }

// checksums lists the SHA-256 of every file before it, as sha256sum writes and reads it.
func (w *writer) checksums() error {
	return w.put(ChecksumFile, func(to io.Writer) (int64, error) {
		for _, f := range w.files {
			if _, err := fmt.Fprintf(to, "%s  %s\n", f.sum, f.name); err != nil {
				return 0, err
			}
		}
		return 0, nil
	})
}
