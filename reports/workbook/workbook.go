// Package workbook writes a document as an Excel file to work with: a cover with links, a sheet for each section with its
// table and a native chart that reads the table's cells, and a sheet of measure cards. It knows cells, formats and the traps
// of the library that writes them. It refuses to know where numbers come from, files, and formulas: no cell it writes is one.
//
// Durations are written as days with decimals, the number that Excel itself counts time in, and the number format says so in
// each cell. The same document gives the same bytes under the same versions of Go and of the libraries.
package workbook

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"tuntas/analytics/figure"
)

// ErrCell is matched when a value cannot stand in a cell without being changed: a whole number of more than 15 digits, a date
// before March 1900, a value of a type that Table does not name, or a table that is too long.
var ErrCell = errors.New("the value cannot stand in a cell")

// maxRows is how many rows the table of a section may have. Sections hold answers, not cases; long lists leave as open data.
const maxRows = 20_000

// Write writes d as a workbook to w. Figures are charts that read cells; for those that Excel has no chart for, heat,
// calendar, flow and places, numbers are shaded instead, and the sheet says so. It returns an error that matches figure.ErrShape for a figure that cannot be drawn and ErrCell for a value
// that no cell can hold; w has got nothing then.
func Write(w io.Writer, d figure.Document) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write workbook: %w", err)
		}
	}()
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	b, err := newBook(f, d)
	if err != nil {
		return err
	}
	if err := b.fill(); err != nil {
		return err
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newArchive(w) })
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return err
	}
	_, err = buffer.WriteTo(w)
	return err
}

// book is a workbook in the making.
type book struct {
	file     *excelize.File
	document figure.Document
	styles   styles
	cover    string   // name of the cover sheet
	sheets   []string // names of the sections' sheets
	cards    string   // name of the sheet of measure cards; empty when no section has a card
	tables   int      // how many tables there are so far
}

func newBook(f *excelize.File, d figure.Document) (*book, error) {
	b := &book{file: f, document: d}
	var index names
	b.cover = index.sheet(d.Words.Contents)
	for _, s := range d.Sections {
		b.sheets = append(b.sheets, index.sheet(s.Title))
		if len(s.Card) > 0 && b.cards == "" {
			b.cards = d.Words.Measures
		}
	}
	if b.cards != "" {
		b.cards = index.sheet(b.cards)
	}
	styles, err := newStyles(f, d)
	b.styles = styles
	return b, err
}

func (b *book) fill() error {
	if err := b.file.SetSheetName("Sheet1", b.cover); err != nil {
		return err
	}
	others := b.sheets
	if b.cards != "" {
		others = append(others[:len(others):len(others)], b.cards)
	}
	for _, name := range others {
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	if err := b.writeCover(); err != nil {
		return err
	}
	for i, s := range b.document.Sections {
		if err := b.writeSection(b.sheets[i], s); err != nil {
			return fmt.Errorf("section %d: %w", i+1, err)
		}
	}
	if err := b.writeCards(); err != nil {
		return err
	}
	b.file.SetActiveSheet(0)
	return b.properties()
}

// properties writes who made the document and when, and nothing about the machine.
func (b *book) properties() error {
	d := b.document
	at := d.MadeAt.UTC().Format(time.RFC3339)
	if d.MadeAt.IsZero() {
		at = "2000-01-01T00:00:00Z"
	}
	language := "id-ID"
	if d.Language == "en" {
		language = "en-GB"
	}
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: clean(d.Title), Subject: clean(d.Subtitle), Creator: clean(d.Author), LastModifiedBy: clean(d.Author),
		Created: at, Modified: at, Language: language,
	})
}
