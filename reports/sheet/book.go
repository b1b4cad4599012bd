package sheet

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// Properties say who made a workbook, when and in which language; nothing about the machine.
type Properties struct {
	Title    string
	Subject  string
	Author   string
	Language string // "id" or "en"
	At       time.Time
	Licence  string // may be empty
	MostRows int    // of a table on one sheet; 0 takes a million. More rows go on on a further sheet.
}

// mostRows is where a table goes on on the next sheet: below what Excel and others hold.
const mostRows = 1_000_000

// Book is a workbook for publication in the making. Its sheets stand in the order in which they were begun and may be filled
// in any order. The same calls give the same bytes under the same versions of Go and of the libraries.
type Book struct {
	file   *excelize.File
	props  Properties
	styles styles
	names  Names
	sheets []*page
	parts  *Archive
	tables int
}

// New begins a workbook.
func New(p Properties) (*Book, error) {
	if p.MostRows <= 0 {
		p.MostRows = mostRows
	}
	b := &Book{file: excelize.NewFile(), props: p, parts: &Archive{made: map[string]*part{}}}
	var err error
	if b.styles, err = newStyles(b.file, p.Language); err != nil {
		return nil, errors.Join(err, b.file.Close())
	}
	return b, nil
}

// Write writes the workbook to w and ends it. A table that was not ended is an error.
func (b *Book) Write(w io.Writer) (err error) {
	defer func() { err = errors.Join(err, b.file.Close()) }()
	for _, p := range b.sheets {
		if !p.done {
			return fmt.Errorf("write workbook: sheet %q has no end", p.name)
		}
	}
	if err := b.properties(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	b.parts.out = w
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return b.parts })
	if _, err := b.file.WriteToBuffer(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// Drop ends a workbook that is not written.
func (b *Book) Drop() error { return b.file.Close() }

func (b *Book) properties() error {
	at := b.props.At.UTC().Format(time.RFC3339)
	if b.props.At.IsZero() {
		at = "2000-01-01T00:00:00Z"
	}
	language := "id-ID"
	if b.props.Language == "en" {
		language = "en-GB"
	}
	p := b.props
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: Clean(p.Title), Subject: Clean(p.Subject), Creator: Clean(p.Author), LastModifiedBy: Clean(p.Author),
		Created: at, Modified: at, Language: language,
	})
	if err != nil || p.Licence == "" {
		return err
	}
	return b.file.SetCustomProps(excelize.CustomProperty{Name: "License", Value: Clean(p.Licence)})
}

// begin adds a sheet to the file and starts its part.
func (b *Book) begin(name string) (*page, error) {
	n := len(b.sheets) + 1
	p := &page{name: b.names.Sheet(name), part: fmt.Sprintf("xl/worksheets/sheet%d.xml", n)}
	var err error
	if n == 1 {
		err = b.file.SetSheetName("Sheet1", p.name)
	} else {
		_, err = b.file.NewSheet(p.name)
	}
	if err != nil {
		return nil, err
	}
	if p.out, err = b.parts.pack(p.part); err != nil {
		return nil, err
	}
	b.sheets = append(b.sheets, p)
	return p, nil
}

// marked is where on a page the table stands: the rows of its header and its end, its headings, and how many columns are
// printed.
type marked struct {
	header, last int
	columns      []string
	across       int
}

// mark makes the rows of a page an Excel table and tells the printer what to print and which row to repeat.
func (b *Book) mark(p *page, m marked) error {
	for i, title := range m.columns {
		cell, err := excelize.CoordinatesToCellName(i+1, m.header)
		if err != nil {
			return err
		}
		if err := b.file.SetCellStr(p.name, cell, title); err != nil {
			return err
		}
	}
	end, err := excelize.CoordinatesToCellName(len(m.columns), m.last)
	if err != nil {
		return err
	}
	b.tables++
	err = b.file.AddTable(p.name, &excelize.Table{
		Range: fmt.Sprintf("A%d:%s", m.header, end), Name: fmt.Sprintf("Tabel_%d", b.tables), StyleName: "TableStyleLight1",
		ShowRowStripes: new(false),
	})
	if err != nil {
		return err
	}
	area, err := excelize.CoordinatesToCellName(m.across, m.last, true)
	if err != nil {
		return err
	}
	return errors.Join(
		b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: p.name, RefersTo: Quoted(p.name) + "!$A$1:" + area}),
		b.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", Scope: p.name, RefersTo: fmt.Sprintf("%s!$%d:$%d", Quoted(p.name), m.header, m.header),
		}))
}
