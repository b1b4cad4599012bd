package intake

import (
	"bytes"
	"io"
	"unicode/utf8"

	"tuntas/data"
)

const (
	bufferSize = 256 << 10
	maxField   = 1 << 20 // bytes of one field
	maxRow     = 4 << 20 // bytes of one row
	rawKept    = 64 << 10
)

// record is one row of a file. Its slices hold until the next row is read.
type record struct {
	line   int64        // on which the row begins, from 1
	raw    []byte       // the row without its line end; the beginning of it when the row is too long
	fields [][]byte     // quotes taken away; nil when there is a fault
	fault  data.Refusal // RefusedQuote or RefusedShape; empty when the row could be taken apart
}

// scanner takes delimited text apart, row by row, without a copy where none is needed. Lines end with LF, CR or both, also
// mixed; inside quotes they are kept as they stand. Quotes stand around a whole field or nowhere. Where the quotes of a row
// do not close, the line on which it begins is the row at fault and reading goes on with the next line, so that one lost
// quote does not swallow the rest of a file.
type scanner struct {
	src     io.Reader
	comma   byte
	buf     []byte
	pos     int // first byte not yet used
	end     int // behind the last byte read
	eof     bool
	line    int64 // of the byte at pos
	afterCR bool  // an LF at pos belongs to the line end before it
	lone    int64 // line ends so far that are CR alone

	lf, cr, quote int // where the next of these is: right when not before pos; end when there is none up to end

	fields  [][]byte
	scratch []byte // fields with doubled quotes
}

func newScanner(src io.Reader) *scanner {
	return &scanner{src: src, comma: ',', buf: make([]byte, bufferSize), line: 1, lf: -1, cr: -1, quote: -1}
}

// next returns the next row, io.EOF behind the last, or the error of the source. Lines without a character are passed over.
func (s *scanner) next() (record, error) {
	if err := s.skipBlank(); err != nil {
		return record{}, err
	}
	for {
		size, state := s.row()
		switch {
		case state == rowWhole:
			return s.take(size, s.fields, ""), nil
		case state == rowFault:
			return s.takeLine(data.RefusedQuote)
		case state == rowLong || s.end-s.pos > maxRow:
			return s.takeLine(data.RefusedShape)
		}
		if err := s.fill(); err != nil {
			return record{}, err
		}
	}
}

// rowState is how far a row could be read.
type rowState int

const (
	rowWhole rowState = iota
	rowShort          // the buffer ends before the row does
	rowFault          // quotes are wrong
	rowLong           // a field without quotes is too long
)

// row takes the row at pos apart into s.fields and returns its size.
func (s *scanner) row() (int, rowState) {
	end := min(s.find('\n', &s.lf), s.find('\r', &s.cr))
	if s.find('"', &s.quote) < end {
		return s.quotedRow(s.buf[s.pos:s.end])
	}
	if end == s.end && !s.eof {
		return 0, rowShort
	}
	b := s.buf[s.pos:end]
	s.fields = s.fields[:0]
	for {
		i := bytes.IndexByte(b, s.comma)
		if i > maxField || i < 0 && len(b) > maxField {
			return 0, rowLong
		}
		if i < 0 {
			s.fields = append(s.fields, b)
			return end - s.pos, rowWhole
		}
		s.fields = append(s.fields, b[:i])
		b = b[i+1:]
	}
}

// quotedRow takes apart a row that holds quotes; it lies at the beginning of b, which may hold more.
func (s *scanner) quotedRow(b []byte) (int, rowState) {
	s.fields, s.scratch = s.fields[:0], s.scratch[:0]
	for i := 0; ; i++ {
		value, state := []byte(nil), rowWhole
		if i < len(b) && b[i] == '"' {
			value, i, state = s.quotedField(b, i+1)
		} else {
			value, i, state = s.plainField(b, i)
		}
		if state != rowWhole {
			return 0, state
		}
		s.fields = append(s.fields, value)
		if i == len(b) || b[i] != s.comma {
			return i, rowWhole
		}
	}
}

// plainField reads a field without quotes from i on and returns where it ends.
func (s *scanner) plainField(b []byte, i int) ([]byte, int, rowState) {
	start := i
	for ; i < len(b); i++ {
		switch b[i] {
		case '"':
			return nil, i, rowFault
		case s.comma, '\n', '\r':
			return b[start:i], i, longer(i - start)
		}
	}
	if !s.eof {
		return nil, i, rowShort
	}
	return b[start:], i, longer(i - start)
}

// quotedField reads a field from behind its opening quote and returns where the closing one has been passed.
func (s *scanner) quotedField(b []byte, i int) ([]byte, int, rowState) {
	start, mark := i, len(s.scratch)
	for {
		n := bytes.IndexByte(b[i:], '"')
		switch {
		case n < 0 && !s.eof && len(b)-start <= maxField:
			return nil, i, rowShort
		case n < 0 || i+n-start > maxField:
			return nil, i, rowFault
		}
		at := i + n
		switch s.behindQuote(b[at+1:]) {
		case quoteCut:
			return nil, i, rowShort
		case quoteStray:
			return nil, i, rowFault
		case quoteCloses:
			if i == start {
				return b[start:at], at + 1, rowWhole
			}
			s.scratch = append(s.scratch, b[i:at]...)
			return s.scratch[mark:], at + 1, rowWhole
		}
		s.scratch = append(s.scratch, b[i:at+1]...)
		i = at + 2
	}
}

// quoteRole is what a quote within a quoted field is.
type quoteRole int

const (
	quoteCloses quoteRole = iota
	quoteDoubled
	quoteStray
	quoteCut // the buffer ends before it can be told
)

// behindQuote tells what a quote is by what stands behind it.
func (s *scanner) behindQuote(b []byte) quoteRole {
	if len(b) == 0 {
		if s.eof {
			return quoteCloses
		}
		return quoteCut
	}
	switch b[0] {
	case '"':
		return quoteDoubled
	case s.comma, '\n', '\r':
		return quoteCloses
	}
	return quoteStray
}

func longer(size int) rowState {
	if size > maxField {
		return rowLong
	}
	return rowWhole
}

// take gives out the size bytes at pos as a row and moves behind its line end.
func (s *scanner) take(size int, fields [][]byte, fault data.Refusal) record {
	rec := record{line: s.line, raw: s.buf[s.pos : s.pos+size], fields: fields, fault: fault}
	if s.quote < s.pos+size {
		s.line += lineEnds(rec.raw)
	}
	s.pos += size
	s.endLine()
	return rec
}

// endLine moves behind the line end at pos; there is none at the end of the file.
func (s *scanner) endLine() {
	if s.pos < s.end {
		s.afterCR = s.buf[s.pos] == '\r'
		s.pos++
		s.line++
	}
}

// takeLine gives out the line at pos as a row at fault. Of a line that is longer than a row may be the beginning is kept.
func (s *scanner) takeLine(fault data.Refusal) (record, error) {
	rec := record{line: s.line, fault: fault}
	for {
		end := min(s.find('\n', &s.lf), s.find('\r', &s.cr))
		if end < s.end || s.eof {
			if rec.raw == nil {
				return s.take(end-s.pos, nil, fault), nil
			}
			s.pos = end
			s.endLine()
			return rec, nil
		}
		if s.end-s.pos > maxRow && rec.raw == nil {
			rec.raw = bytes.Clone(beginning(s.buf[s.pos:s.end]))
		}
		if rec.raw != nil {
			s.pos = s.end
		}
		if err := s.fill(); err != nil {
			return record{}, err
		}
	}
}

// beginning is what is kept of a row that is too long; it does not end within a character.
func beginning(b []byte) []byte {
	n := rawKept
	for n > rawKept-utf8.UTFMax && !utf8.RuneStart(b[n]) {
		n--
	}
	return b[:n]
}

// skipBlank moves to the first character of the next row.
func (s *scanner) skipBlank() error {
	for {
		if s.pos == s.end {
			if s.eof {
				s.endCR(0)
				return io.EOF
			}
			if err := s.fill(); err != nil {
				return err
			}
			continue
		}
		c := s.buf[s.pos]
		s.endCR(c)
		if c != '\n' && c != '\r' {
			return nil
		}
		if c == '\r' || !s.afterCR {
			s.line++
		}
		s.afterCR = c == '\r'
		s.pos++
	}
}

// endCR counts a CR before pos as a line end of its own unless the next character is LF.
func (s *scanner) endCR(next byte) {
	if s.afterCR && next != '\n' {
		s.lone++
		s.afterCR = false
	}
}

// find returns where the next c at or behind pos is, s.end when there is none in the buffer. It searches only what it has
// not searched before.
func (s *scanner) find(c byte, known *int) int {
	if *known >= s.pos {
		return *known
	}
	*known = s.search(c, s.pos)
	return *known
}

func (s *scanner) search(c byte, from int) int {
	if i := bytes.IndexByte(s.buf[from:s.end], c); i >= 0 {
		return from + i
	}
	return s.end
}

// fill moves what is not yet used to the beginning of the buffer, makes the buffer larger when that leaves no room, and
// reads until it is full or the source ends.
func (s *scanner) fill() error {
	s.settle()
	old := s.end
	if s.end == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for s.end < len(s.buf) && !s.eof {
		n, err := s.src.Read(s.buf[s.end:])
		s.end += n
		switch {
		case err == io.EOF:
			s.eof = true
		case err != nil:
			return err
		}
	}
	s.lf = s.moved('\n', s.lf, old)
	s.cr = s.moved('\r', s.cr, old)
	s.quote = s.moved('"', s.quote, old)
	return nil
}

// moved returns the known position after fill: where there was none before, the new bytes are searched.
func (s *scanner) moved(c byte, known, old int) int {
	if known == old {
		return s.search(c, old)
	}
	return known
}

// lineEnds counts the line ends in b.
func lineEnds(b []byte) int64 {
	n := bytes.Count(b, []byte{'\n'})
	for i, c := range b {
		if c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			n++
		}
	}
	return int64(n)
}

// settle moves what is not yet used to the beginning of the buffer.
func (s *scanner) settle() {
	shift := s.pos
	copy(s.buf, s.buf[s.pos:s.end])
	s.pos, s.end = 0, s.end-shift
	s.lf, s.cr, s.quote = s.lf-shift, s.cr-shift, s.quote-shift
}
