package intake

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"tuntas/data"
)

// Limits of a workbook. Within one part no more than maxAhead bytes may lie between two tokens.
const (
	maxParts    = 10_000
	maxPart     = 512 << 20 // bytes of one part, unpacked
	maxStrings  = 256 << 20 // bytes of the texts that cells share
	contentPart = "[content_types].xml"
)

// workbook is an open workbook of Excel. Of its parts only those are read that say what is in the cells; nothing is written
// to the disk for that, and no formula is worked out.
type workbook struct {
	parts  map[string]*zip.File // by partName
	sheets []sheetPart          // in the order of the tabs; charts are none
	texts  []string             // that cells share
	styles []style              // of cells, by their number
	from04 bool                 // days are counted from 1904
	table  *table               // of which a child reads the sheets for this process; nil: they are read here
}

// sheetPart is a sheet of cells.
type sheetPart struct {
	name   string
	part   string
	hidden bool
	number int // among the sheets, from 0
}

// isWorkbook tells whether the archive is a document of an office program.
func isWorkbook(r *zip.Reader) bool {
	return slices.ContainsFunc(r.File, func(f *zip.File) bool { return partName(f.Name) == contentPart })
}

// partName is the name of a part as it is compared: some programs write other letters and slashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// openWorkbook reads all but the cells. It returns data.ErrNotTable, data.ErrTooLarge or data.ErrProtected.
func openWorkbook(r *zip.Reader) (*workbook, error) {
	if len(r.File) > maxParts {
		return nil, fmt.Errorf("%w: %d parts", data.ErrTooLarge, len(r.File))
	}
	w := &workbook{parts: make(map[string]*zip.File)}
	for _, f := range r.File {
		w.parts[partName(f.Name)] = f
	}
	main := "xl/workbook.xml"
	outer, err := w.links("")
	if err != nil {
		return nil, err
	}
	for _, l := range outer {
		if l.is("officeDocument") {
			main = l.part
		}
	}
	links, err := w.links(main)
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, links); err != nil {
		return nil, err
	}
	for _, l := range links {
		switch {
		case l.is("sharedStrings"):
			err = w.readTexts(l.part)
		case l.is("styles"):
			err = w.readStyles(l.part)
		}
		if err != nil {
			return nil, err
		}
	}
	return w, nil
}

// bookPart is an open part of a workbook.
type bookPart struct {
	body  io.ReadCloser
	dec   *xml.Decoder
	meter *meter
	name  string
}

// meter ends the reading when too much is read for one token.
type meter struct {
	r      io.Reader
	left   int
	failed error // with which the source ended too early
}

func (m *meter) Read(b []byte) (int, error) {
	if m.left <= 0 {
		m.failed = fmt.Errorf("%w: one cell holds more than %d bytes", data.ErrTooLarge, maxAhead)
		return 0, m.failed
	}
	n, err := m.r.Read(b)
	if err != nil && err != io.EOF {
		m.failed = err
	}
	m.left -= n
	return n, err
}

// open opens a part.
func (w *workbook) open(name string) (*bookPart, error) {
	f, ok := w.parts[name]
	if !ok {
		return nil, fmt.Errorf("%w: no part %q", data.ErrNotTable, name)
	}
	if err := judge(f, name); err != nil {
		return nil, err
	}
	if f.UncompressedSize64 > maxPart {
		return nil, fmt.Errorf("%w: part %q", data.ErrTooLarge, name)
	}
	body, err := f.Open()
	if err != nil {
		return nil, cutShort(err)
	}
	text, encoding, err := decode(bufio.NewReaderSize(body, headSize))
	if err == nil && encoding == Windows1252 {
		err = fmt.Errorf("%w: part %q is no UTF-8", data.ErrNotTable, name)
	}
	if err != nil {
		return nil, err // a part has nothing to close but what is in memory
	}
	m := &meter{r: text}
	return &bookPart{body: body, dec: newXML(m), meter: m, name: name}, nil
}

func (p *bookPart) token() (xml.Token, error) {
	p.meter.left = maxAhead
	token, err := xmlToken(p.dec, &p.meter.failed)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("part %s: %w", p.name, err)
	}
	return token, err
}

// each calls begin for each element of the part and end behind it, until the part ends. The root must have this name.
func (w *workbook) each(name, root string, begin func(p *bookPart, e xml.StartElement) error, end func(e xml.EndElement)) error {
	p, err := w.open(name)
	if err != nil {
		return err
	}
	defer p.body.Close() //nolint:errcheck // opened for reading only
	for seen := false; ; {
		token, err := p.token()
		if err == io.EOF && seen {
			return nil
		}
		if err != nil {
			return cutShort(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if !seen && e.Name.Local != root {
				return fmt.Errorf("%w: the root of %s is %q", data.ErrNotTable, name, e.Name.Local)
			}
			seen = true
			err = begin(p, e)
		case xml.EndElement:
			end(e)
		}
		if err != nil {
			return err
		}
	}
}

// cutShort makes the end of a file one that came too early; package zip, too, says io.EOF where an entry lies behind it.
func cutShort(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// link is what a part says of another that belongs to it.
type link struct{ id, kind, part string }

// is tells whether the link leads to a part of this kind; the words before the last differ between editions of the format.
func (l link) is(kind string) bool { return strings.HasSuffix(l.kind, "/"+kind) }

// links reads the list of what belongs to a part, or to the whole when from is empty; a part without a list has none.
func (w *workbook) links(from string) ([]link, error) {
	dir, base := path.Split(from)
	name := dir + "_rels/" + base + ".rels"
	if w.parts[name] == nil {
		return nil, nil
	}
	var all []link
	err := w.each(name, "Relationships", func(_ *bookPart, e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attr(e, "TargetMode") != "External" {
			target := strings.ReplaceAll(attr(e, "Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = dir + target
			}
			all = append(all, link{attr(e, "Id"), attr(e, "Type"), partName(path.Clean("/" + target))})
		}
		return nil
	}, func(xml.EndElement) {})
	return all, err
}

// attr returns the value of an attribute, whatever its name space.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readSheets lists the sheets of cells.
func (w *workbook) readSheets(main string, links []link) error {
	return w.each(main, "workbook", func(_ *bookPart, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			w.from04, _ = flag([]byte(attr(e, "date1904")))
		case "sheet":
			id := attr(e, "id")
			at := slices.IndexFunc(links, func(l link) bool { return l.id == id && l.is("worksheet") })
			if at >= 0 {
				state := attr(e, "state")
				w.sheets = append(w.sheets, sheetPart{attr(e, "name"), links[at].part, state != "" && state != "visible", len(w.sheets)})
			}
		}
		return nil
	}, func(xml.EndElement) {})
}

// readTexts reads the texts that cells share.
func (w *workbook) readTexts(name string) error {
	size := 0
	return w.each(name, "sst", func(p *bookPart, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := p.richText()
		w.texts = append(w.texts, text)
		if size += len(text) + 16; size > maxStrings { // a string has a head of 16 bytes
			return fmt.Errorf("%w: %d shared texts", data.ErrTooLarge, len(w.texts))
		}
		return err
	}, func(xml.EndElement) {})
}

// richText reads the rest of the element whose beginning was read last: its texts, without how they sound.
func (p *bookPart) richText() (string, error) {
	var b strings.Builder
	for inText := false; ; {
		token, err := p.token()
		if err != nil {
			return "", cutShort(err)
		}
		switch e := token.(type) {
		case xml.CharData:
			if inText {
				b.Write(e)
			}
		case xml.StartElement:
			inText = e.Name.Local == "t"
			if !inText && e.Name.Local != "r" {
				if err := skipElement(p); err != nil {
					return "", cutShort(err)
				}
			}
		case xml.EndElement:
			if inText = false; e.Name.Local != "t" && e.Name.Local != "r" {
				return unescaped(b.String()), nil
			}
		}
		if b.Len() > maxField {
			return "", fmt.Errorf("%w: a cell", data.ErrTooLarge)
		}
	}
}
