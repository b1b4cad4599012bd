package intake

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"tuntas/data"
)

// maxSheetRows is how many rows a sheet of Excel may have; maxColumns is how many columns.
const maxSheetRows = 1 << 20

// sheet gives out the rows of a sheet that hold something, each with its number. Its part is read to the end of its XML: a
// sheet that breaks off is an error and never a shorter sheet.
type sheet struct {
	book  *workbook
	part  *bookPart
	child *child // that reads the sheet for this process; nil: there is none
	row   int64
	cells [][]byte
	began bool // the root has been seen
}

func (w *workbook) sheet(s sheetPart) (*sheet, error) {
	if w.table != nil {
		return w.table.childSheet(s)
	}
	p, err := w.open(s.part)
	if err != nil {
		return nil, err
	}
	return &sheet{book: w, part: p}, nil
}

// next returns the next row that holds something, io.EOF behind the last. Empty cells at its end are left out. The slices
// hold until the next call, what is in them for good.
func (s *sheet) next() ([][]byte, error) {
	if s.child != nil {
		rec, err := s.child.next()
		s.row = rec.line
		return rec.fields, err
	}
	for {
		token, err := s.part.token()
		if err == io.EOF && !s.began {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !s.began && e.Name.Local != "worksheet" {
			return nil, fmt.Errorf("%w: the root of %s is %q", data.ErrNotTable, s.part.name, e.Name.Local)
		}
		s.began = true
		switch e.Name.Local {
		case "worksheet", "sheetData":
			continue
		case "row":
			if err := s.readRow(e); err != nil {
				return nil, cutShort(err)
			}
			if len(s.cells) > 0 {
				return s.cells, nil
			}
		default:
			if err := skipElement(s.part); err != nil {
				return nil, cutShort(err)
			}
		}
	}
}

// readRow reads the cells of a row. Its number must be higher than that of the row before; without one it is the next.
func (s *sheet) readRow(e xml.StartElement) error {
	number := s.row + 1
	if text := attr(e, "r"); text != "" {
		var err error
		if number, err = strconv.ParseInt(text, 10, 64); err != nil || number <= s.row {
			return fmt.Errorf("%w: row %q stands behind row %d", data.ErrNotTable, text, s.row)
		}
	}
	if number > maxSheetRows {
		return fmt.Errorf("%w: row %d", data.ErrTooLarge, number)
	}
	s.row, s.cells = number, s.cells[:0]
	for column, size := 0, 0; ; {
		token, err := s.part.token()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if e.Name.Local != "c" {
				if err := skipElement(s.part); err != nil {
					return err
				}
				continue
			}
			if column, err = s.columnOf(attr(e, "r"), column); err != nil {
				return err
			}
			text, err := s.readCell(e)
			if err != nil {
				return err
			}
			if size += len(text); size > maxRow {
				return fmt.Errorf("%w: row %d", data.ErrTooLarge, number)
			}
			s.put(column, text)
		}
	}
}

// put keeps the text of a cell; columns count from 1.
func (s *sheet) put(column int, text string) {
	if text == "" {
		return
	}
	for len(s.cells) < column-1 {
		s.cells = append(s.cells, nil)
	}
	s.cells = append(s.cells, []byte(text))
}

// columnOf reads a reference such as AB12, of which the column must lie behind the one before and the row be this one.
func (s *sheet) columnOf(ref string, before int) (int, error) {
	column := before + 1
	if ref != "" {
		letters := strings.TrimRight(ref, "0123456789")
		column = 0
		for _, c := range letters {
			if c |= 0x20; c < 'a' || c > 'z' || column > maxColumns {
				return 0, fmt.Errorf("%w: cell %.20q", data.ErrNotTable, ref)
			}
			column = column*26 + int(c-'a') + 1
		}
		if digits := ref[len(letters):]; digits != strconv.FormatInt(s.row, 10) || column <= before {
			return 0, fmt.Errorf("%w: cell %.20q in row %d behind column %d", data.ErrNotTable, ref, s.row, before)
		}
	}
	if column > maxColumns {
		return 0, fmt.Errorf("%w: column %d", data.ErrTooLarge, column)
	}
	return column, nil
}

// readCell reads the cell whose beginning was read last: its value as it is stored, and never a formula.
func (s *sheet) readCell(start xml.StartElement) (string, error) {
	var value, inner string
	for {
		token, err := s.part.token()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if attr(start, "t") == "inlineStr" {
				return inner, nil
			}
			return s.textOf(start, value)
		case xml.StartElement:
			switch e.Name.Local {
			case "v":
				value, err = s.part.chars()
			case "is":
				inner, err = s.part.richText()
			default:
				err = skipElement(s.part)
			}
			if err != nil {
				return "", err
			}
		}
	}
}

// chars reads the characters of the element whose beginning was read last.
func (p *bookPart) chars() (string, error) {
	var b strings.Builder
	for {
		token, err := p.token()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.CharData:
			b.Write(e)
		case xml.StartElement:
			if err := skipElement(p); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
		if b.Len() > maxField {
			return "", fmt.Errorf("%w: a cell", data.ErrTooLarge)
		}
	}
}

// textOf makes a text of a stored value.
func (s *sheet) textOf(start xml.StartElement, value string) (string, error) {
	switch kind := attr(start, "t"); kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if value == "" {
			return "", nil
		}
		if err != nil || n < 0 || n >= len(s.book.texts) {
			return "", fmt.Errorf("%w: no shared text %.20q", data.ErrNotTable, value)
		}
		return s.book.texts[n], nil
	case "b":
		return map[string]string{"0": "FALSE", "1": "TRUE"}[value], nil
	case "str":
		return unescaped(value), nil
	case "", "n":
		n, _ := strconv.Atoi(attr(start, "s"))
		if n < 0 || n >= len(s.book.styles) {
			return plainNumber(value), nil
		}
		return s.book.styles[n].text(value, s.book.from04), nil
	}
	return value, nil // dates in ISO, and errors such as #N/A
}

// sheetRows gives out the rows of a sheet below its header.
type sheetRows struct {
	*sheet
	fields [][]byte
}

// next returns the next row. Cells to the right of the header are a fault.
func (s *sheetRows) next() (record, error) {
	cells, err := s.sheet.next()
	if err != nil {
		return record{}, err
	}
	rec := record{line: s.row, raw: shortened(bytes.Join(cells, []byte{'\t'}))}
	if len(cells) > len(s.fields) {
		rec.fault = data.RefusedShape
		return rec, nil
	}
	clear(s.fields)
	copy(s.fields, cells)
	rec.fields = s.fields
	return rec, nil
}

// beginWorkbook finds the header in the first visible sheet that has one.
func (t *table) beginWorkbook(p *Profile, w *workbook) error {
	if p.unknown {
		return t.guessSheet(p, w)
	}
	best, looked := fit{missing: "?", found: -1}, false
	sheets := p.sheetsOf(w)
	if len(sheets) == 0 && p.sheet != "" {
		return data.About(t.path+"!"+p.sheet, data.ErrUnknownPlace)
	}
	for _, at := range sheets {
		s, err := w.sheet(at)
		if err != nil {
			return broken(t.path, err)
		}
		for row := range titleRows {
			cells, err := s.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return broken(t.path, err)
			}
			header := headerOf(cells)
			f := p.bind(header)
			if !looked || f.better(best) {
				best, looked = f, true
			}
			if f.missing == "" {
				t.sheet, t.titles, t.header, t.fit = at.name, row, header, f
				t.source = &sheetRows{s, make([][]byte, len(header))}
				return t.unfit(f)
			}
		}
	}
	if !looked {
		return data.About(t.path, data.ErrEmptyFile)
	}
	return t.unfit(best)
}

// sheetsOf returns the sheets that are looked at: the one that the profile names, hidden or not, else the visible ones.
func (p *Profile) sheetsOf(w *workbook) []sheetPart {
	return slices.DeleteFunc(slices.Clone(w.sheets), func(at sheetPart) bool {
		if p.sheet != "" {
			return !strings.EqualFold(strings.TrimSpace(at.name), p.sheet)
		}
		return at.hidden
	})
}
