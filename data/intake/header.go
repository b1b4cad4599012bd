package intake

import (
	"bytes"
	"io"
	"strings"

	"tuntas/data"
)

const (
	delimiters = ",;\t|"
	titleRows  = 30  // rows among which the header is looked for
	lookRows   = 150 // rows by which a header is told from a title when no profile names its columns
)

// beginDelimited finds the header of delimited text. Rows above it are titles.
func (t *table) beginDelimited(p *Profile) error {
	if err := t.scan.skipBlank(); err == io.EOF {
		return data.About(t.path, data.ErrEmptyFile)
	} else if err != nil {
		return broken(t.path, err)
	}
	if err := t.scan.holdRow(); err != nil {
		return broken(t.path, err)
	}
	comma, titles, err := t.headerBy(p)
	if err != nil {
		return err
	}
	t.scan.comma, t.comma, t.titles = comma, string(rune(comma)), titles
	for range titles {
		if _, err := t.scan.next(); err != nil {
			return broken(t.path, err)
		}
	}
	rec, err := t.scan.next()
	if err != nil {
		return broken(t.path, err)
	}
	t.header = headerOf(rec.fields)
	t.fit = p.bind(t.header)
	return t.unfit(t.fit)
}

// headerBy returns the delimiter and how many rows stand above the header.
func (t *table) headerBy(p *Profile) (comma byte, titles int, err error) {
	if p.unknown {
		return t.guessHeader()
	}
	return t.findHeader(p)
}

// findHeader takes the first row that fits the profile, with the delimiter with which it fits best; a row that fits only in
// part tells which column is missing. A row above it that fills as many fields is no title: then the file holds another
// table, which must not be lost.
func (t *table) findHeader(p *Profile) (comma byte, titles int, err error) {
	best := fit{missing: "?", found: -1}
	ahead := t.peekAll()
	for row := range titleRows {
		for i := range ahead {
			fields, ok := ahead[i].next()
			if row == 0 && ahead[i].foreign {
				return 0, 0, data.About(t.path, data.ErrNotTable)
			}
			if !ok {
				continue
			}
			n := filled(fields)
			if f := p.bind(fields); n > ahead[i].filled && f.better(best) {
				best, comma, titles = f, ahead[i].scan.comma, row
			}
			ahead[i].filled = max(ahead[i].filled, n)
		}
		if comma != 0 && best.missing == "" {
			break
		}
	}
	if comma == 0 {
		return 0, 0, data.About(t.path, data.ErrNotTable)
	}
	return comma, titles, t.unfit(best)
}

// guessHeader finds the header of a file that no profile names the columns of: by the number of fields in the rows below and
// by how they differ from it. A text that no delimiter parts is no table.
func (t *table) guessHeader() (comma byte, titles int, err error) {
	best := guess{}
	for _, look := range t.peekAll() {
		var rows [][]string
		for range lookRows {
			fields, ok := look.next()
			if len(rows) == 0 && look.foreign {
				return 0, 0, data.About(t.path, data.ErrNotTable)
			}
			if !ok && look.done {
				break
			}
			rows = append(rows, fields)
		}
		if g := guessed(rows, func(width, below int) bool { return width == below }); g.better(best) {
			best, comma = g, look.scan.comma
		}
	}
	if comma == 0 {
		return 0, 0, data.About(t.path, data.ErrNotTable)
	}
	return comma, best.row, nil
}

// peeker reads the rows that lie in the buffer of a scanner, without moving it.
type peeker struct {
	scan    *scanner
	cut     bool // the buffer may end within a row
	done    bool
	foreign bool // the last row is no text, or too long
	filled  int  // most fields with a text among the rows so far
}

// filled counts the fields with a text.
func filled(fields []string) int {
	n := 0
	for _, f := range fields {
		if f != "" {
			n++
		}
	}
	return n
}

// peekAll returns a peeker for each delimiter.
func (t *table) peekAll() []peeker {
	s := t.scan
	all := make([]peeker, len(delimiters))
	for i := range all {
		all[i].cut = !s.eof
		all[i].scan = &scanner{
			comma: delimiters[i], buf: s.buf[s.pos:s.end:s.end], end: s.end - s.pos, eof: true, lf: -1, cr: -1, quote: -1,
		}
	}
	return all
}

// next returns the fields of the next row as headers; not ok when it cannot be taken apart or when no whole row is left.
func (p *peeker) next() (fields []string, ok bool) {
	if p.done {
		return nil, false
	}
	rec, err := p.scan.next()
	if err != nil || p.cut && p.scan.pos == p.scan.end {
		p.done = true
		return nil, false
	}
	p.foreign = rec.fault == data.RefusedShape || !isText(rec.raw)
	if rec.fault != "" || p.foreign {
		return nil, false
	}
	return headerOf(rec.fields), true
}

// holdRow reads until the buffer holds the end of a line, or more than a row may have.
func (s *scanner) holdRow() error {
	for !s.eof && s.end-s.pos <= maxRow && bytes.IndexByte(s.buf[s.pos:s.end], '\n') < 0 && bytes.IndexByte(s.buf[s.pos:s.end], '\r') < 0 {
		if err := s.fill(); err != nil {
			return err
		}
	}
	return nil
}

// headerOf returns the fields of a row as headers.
func headerOf(fields [][]byte) []string {
	header := make([]string, len(fields))
	for i, b := range fields {
		header[i] = strings.TrimSpace(string(b))
	}
	return header
}

// guess is a row that may be the header of the rows below it. The zero guess is none.
type guess struct {
	row    int
	width  int
	filled int     // fields with a text
	differ int     // fields with a text above a column of values
	share  float64 // of the rows below that have its shape
}

// better tells whether g looks more like a header than h. Shapes that most rows keep come first, then those with more fields.
func (g guess) better(h guess) bool {
	if g.width == 0 || h.width == 0 {
		return g.width > 0
	}
	if a, b := int(g.share*10), int(h.share*10); a != b {
		return a > b
	}
	return g.width > h.width
}

// guessed finds the header among the first rows: the one with most texts above values; the first of equals. It fills more
// fields than any row above it. Rows that could not be taken apart are nil. keeps tells whether a row of below fields may stand under a header of width fields.
func guessed(rows [][]string, keeps func(width, below int) bool) (best guess) {
	columns, above := valueColumns(rows), 0
	for i := range min(len(rows), titleRows) {
		g := guess{row: i, width: len(rows[i]), filled: filled(rows[i])}
		if i > 0 {
			above = max(above, filled(rows[i-1]))
		}
		if g.filled <= above || !g.judge(rows[i], columns) {
			continue
		}
		kept, below := 0, rows[i+1:]
		for _, row := range below {
			if row != nil && keeps(g.width, len(row)) {
				kept++
			}
		}
		if g.share = 1; len(below) > 0 {
			g.share = float64(kept) / float64(len(below))
		}
		if g.share < 0.5 || best.width > 0 && (g.differ < best.differ || g.differ == best.differ && g.filled <= best.filled) {
			continue
		}
		best = g
	}
	return best
}

// judge tells whether the row reads like headers: at least two, half of the fields with something in them, mostly texts.
func (g *guess) judge(row []string, columns []bool) bool {
	values := 0
	for i, cell := range row {
		switch {
		case cell == "":
		case isValue(cell):
			values++
		case i < len(columns) && columns[i]:
			g.differ++
		}
	}
	return g.filled >= 2 && g.filled*2 >= len(row) && values*2 < g.filled
}

// valueColumns tells which columns hold numbers and times in most of the rows that fill them.
func valueColumns(rows [][]string) []bool {
	var filled, values []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(filled) {
				filled, values = append(filled, 0), append(values, 0)
			}
			if cell == "" {
				continue
			}
			filled[i]++
			if isValue(cell) {
				values[i]++
			}
		}
	}
	columns := make([]bool, len(filled))
	for i := range columns {
		columns[i] = values[i]*2 > filled[i]
	}
	return columns
}

// isValue tells whether a cell holds a number, a time or a code rather than words: it begins with a digit or a sign before
// one, and a third of its characters are digits.
func isValue(cell string) bool {
	digits := 0
	for i := range len(cell) {
		if cell[i]-'0' <= 9 {
			digits++
		}
	}
	first := strings.TrimLeft(cell, "+-.(")
	return first != "" && first[0]-'0' <= 9 && digits*3 >= len(cell)
}

// guessSheet takes the first visible sheet that has a header with rows below, as guessHeader does.
func (t *table) guessSheet(p *Profile, w *workbook) error {
	looked := false
	for _, at := range w.sheets {
		if at.hidden {
			continue
		}
		rows, err := w.firstRows(at)
		if err != nil {
			return broken(t.path, err)
		}
		looked = looked || len(rows) > 0
		g := guessed(rows, func(width, below int) bool { return below <= width })
		if g.width == 0 || g.row == len(rows)-1 {
			continue
		}
		return t.takeSheet(p, w, at, g.row)
	}
	if !looked {
		return data.About(t.path, data.ErrEmptyFile)
	}
	return data.About(t.path, data.ErrNotTable)
}

// firstRows reads the rows of a sheet by which its header is found.
func (w *workbook) firstRows(at sheetPart) ([][]string, error) {
	s, err := w.sheet(at)
	if err != nil {
		return nil, err
	}
	defer s.part.body.Close() //nolint:errcheck // opened for reading only
	var rows [][]string
	for range lookRows {
		cells, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, headerOf(cells))
	}
	return rows, nil
}

// takeSheet opens the sheet anew and reads up to its header.
func (t *table) takeSheet(p *Profile, w *workbook, at sheetPart, titles int) error {
	s, err := w.sheet(at)
	if err != nil {
		return broken(t.path, err)
	}
	var cells [][]byte
	for range titles + 1 {
		if cells, err = s.next(); err != nil {
			return broken(t.path, err)
		}
	}
	t.sheet, t.titles, t.header = at.name, titles, headerOf(cells)
	t.source = &sheetRows{s, make([][]byte, len(t.header))}
	t.fit = p.bind(t.header)
	return t.unfit(t.fit)
}
