package intake

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"tuntas/data"
)

// What a child sends: each parcel is a letter, a size and so many bytes. Texts in it have their size before them.
const (
	parcelHeader = 'H' // form, encoding and header of a table that is no workbook
	parcelSheet  = 'S' // a sheet: its name, and whether it is hidden
	parcelListed = 'L' // there are no more sheets
	parcelRow    = 'R' // a row
	parcelEnd    = 'E' // code and words of the error with which the table ended; no code: it was read to its end
)

// maxParcel is how many bytes a parcel may have: a row, and its text beside it.
const maxParcel = 2 * maxAhead

var errChild = fmt.Errorf("%w: its reader spoke in tongues", data.ErrNotTable)

// codes name the errors that keep their meaning on the way from a child.
var codes = []struct {
	code string
	err  error
}{
	{"not table", data.ErrNotTable}, {"too large", data.ErrTooLarge}, {"protected", data.ErrProtected}, {"empty", data.ErrEmptyFile},
	{"answer", data.ErrService},
}

// codeOther is for what else goes wrong, such as a disk that fails.
const (
	codeOther  = "other"
	otherError = "in the child: "
)

// parcels writes what a child sends.
type parcels struct {
	w   *bufio.Writer
	buf []byte
}

func (p *parcels) text(b []byte) { p.buf = append(binary.AppendUvarint(p.buf, uint64(len(b))), b...) }

func (p *parcels) number(n int64) { p.buf = binary.AppendVarint(p.buf, n) }

// texts writes a list of texts; nil is another list than one without texts.
func (p *parcels) texts(all [][]byte) {
	if all == nil {
		p.number(-1)
		return
	}
	p.number(int64(len(all)))
	for _, b := range all {
		p.text(b)
	}
}

// send sends what was written since the parcel before.
func (p *parcels) send(kind byte) error {
	var head [1 + binary.MaxVarintLen64]byte
	head[0] = kind
	n := binary.PutUvarint(head[1:], uint64(len(p.buf)))
	_, err := p.w.Write(head[:1+n])
	if err == nil {
		_, err = p.w.Write(p.buf)
	}
	p.buf = p.buf[:0]
	return err
}

func (p *parcels) header(t *table) error {
	p.text([]byte(t.format))
	p.text([]byte(t.encoding))
	header := make([][]byte, len(t.header))
	for i, h := range t.header {
		header[i] = []byte(h)
	}
	p.texts(header)
	return p.sent(parcelHeader)
}

// sent sends a parcel for which somebody waits.
func (p *parcels) sent(kind byte) error {
	if err := p.send(kind); err != nil {
		return err
	}
	return p.w.Flush()
}

func (p *parcels) record(rec record, done int64) error {
	p.number(rec.line)
	p.number(done)
	p.text([]byte(rec.fault))
	p.text(rec.raw)
	p.texts(rec.fields)
	return p.send(parcelRow)
}

func (p *parcels) sheet(s sheetPart) error {
	hidden := int64(0)
	if s.hidden {
		hidden = 1
	}
	p.text([]byte(s.name))
	p.number(hidden)
	return p.send(parcelSheet)
}

// end sends how the reading ended.
func (p *parcels) end(err error) error {
	if err != nil {
		err = broken("", err)
	}
	var about *data.SubjectError
	for errors.As(err, &about) && about.Subject == "" { // the path, which a child does not know
		err = about.Err
	}
	code, words := "", ""
	if err != nil {
		code, words = codeOther, err.Error()
	}
	for _, c := range codes {
		if errors.Is(err, c.err) {
			code = c.code
			break
		}
	}
	p.text([]byte(code))
	p.text([]byte(words))
	return p.sent(parcelEnd)
}

// parcel is what came in one; its slices hold until the next comes.
type parcel struct {
	left []byte
	bad  bool // it is shorter than it says
}

func (p *parcel) number() int64 {
	n, size := binary.Varint(p.left)
	if size <= 0 {
		p.bad, p.left = true, nil
		return 0
	}
	p.left = p.left[size:]
	return n
}

func (p *parcel) text() []byte {
	n, size := binary.Uvarint(p.left)
	if size <= 0 || n > uint64(len(p.left)-size) {
		p.bad, p.left = true, nil
		return nil
	}
	b := p.left[size : size+int(n) : size+int(n)]
	p.left = p.left[size+int(n):]
	return b
}

// texts reads a list of texts into a slice that is used again.
func (p *parcel) texts(to [][]byte) [][]byte {
	n := p.number()
	if n < -1 || n > int64(len(p.left)) || n > maxColumns {
		p.bad = true
	}
	if n < 0 || p.bad {
		return nil
	}
	to = slices.Grow(to[:0], int(n))
	for range n {
		to = append(to, p.text())
	}
	return to
}

// whole tells whether the parcel was read to its end, and not beyond.
func (p *parcel) whole() bool { return !p.bad && len(p.left) == 0 }

// childError is an error of a child in its own words.
type childError struct {
	words string
	err   error
}

func (e *childError) Error() string { return e.words }
func (e *childError) Unwrap() error { return e.err }

// ended is the error that the parcel speaks of; io.EOF when the table was read to its end.
func (p *parcel) ended() error {
	code, words := string(p.text()), shown(string(p.text()))
	if !p.whole() {
		return errChild
	}
	if code == "" {
		return io.EOF
	}
	for _, c := range codes {
		if c.code == code {
			return &childError{words, c.err}
		}
	}
	return errors.New(otherError + words)
}

// receive returns the next parcel of the child.
func (c *child) receive() (kind byte, p *parcel, err error) {
	if kind, err = c.in.ReadByte(); err != nil {
		return 0, nil, c.died(err)
	}
	n, err := binary.ReadUvarint(c.in)
	if err != nil {
		return 0, nil, c.died(err)
	}
	if n > maxParcel {
		return 0, nil, errChild
	}
	c.frame = slices.Grow(c.frame[:0], int(n))[:n]
	if _, err := io.ReadFull(c.in, c.frame); err != nil {
		return 0, nil, c.died(err)
	}
	return kind, &parcel{left: c.frame}, nil
}

// next returns the next row that the child has read.
func (c *child) next() (record, error) {
	kind, p, err := c.receive()
	if err != nil {
		return record{}, err
	}
	switch kind {
	case parcelEnd:
		return record{}, p.ended()
	case parcelRow:
		rec := record{line: p.number()}
		c.read.n = p.number()
		rec.fault, rec.raw = data.Refusal(p.text()), p.text()
		c.fields = p.texts(c.fields)
		rec.fields = c.fields
		known := rec.fault == "" || rec.fault == data.RefusedShape || rec.fault == data.RefusedQuote || rec.fault == data.RefusedText
		if p.whole() && known && len(rec.raw) <= maxRow && (rec.fields != nil || rec.fault != "") {
			return rec, nil
		}
	}
	return record{}, errChild
}
