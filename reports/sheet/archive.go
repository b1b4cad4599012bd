package sheet

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"slices"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zip"

	"tuntas/reports"
)

// level is the compression: on measurement 2.4 times as fast as the standard library's for 3 per cent more bytes.
const level = 6

// streamLevel is that of parts that are packed row by row.
const streamLevel = 4

// dosDate is 1 January 1980, the first day of the zip format: no clock gets into the file.
const dosDate = 0x21

// contentTypes is the part that lists all others; the library writes its lines in random order.
const contentTypes = "[Content_Types].xml"

// Archive is a zip file with its parts in one order, whatever order they were written in, and no clock in it: the zip writer
// of a workbook. It keeps the first error and returns it from Close, for the library loses errors of single parts.
type Archive struct {
	out   io.Writer
	parts []*part
	made  map[string]*part // parts that are packed already; what the library writes under their names is dropped
	err   error
}

// part is one file inside the archive, compressed as it comes; contentTypes and charts are kept as they are until the end.
type part struct {
	name   string
	packed reports.Pile
	packer *flate.Writer
	crc    uint32
	size   uint64
	parent *Archive
}

// NewArchive returns an archive that goes to w when it is closed.
func NewArchive(w io.Writer) *Archive { return &Archive{out: w} }

// Create begins a part. A name that is there already is refused.
func (a *Archive) Create(name string) (io.Writer, error) {
	if slices.ContainsFunc(a.parts, func(p *part) bool { return p.name == name }) {
		return nil, a.keep(fmt.Errorf("part %q is there twice", name))
	}
	if p, ok := a.made[name]; ok {
		a.parts = append(a.parts, p)
		return io.Discard, nil
	}
	p := &part{name: name, parent: a}
	if name != contentTypes && !isChart(name) {
		packer, err := flate.NewWriter(&p.packed, level)
		if err != nil {
			return nil, a.keep(err)
		}
		p.packer = packer
	}
	a.parts = append(a.parts, p)
	return p, nil
}

// pack begins a part that is packed now and stands in place of what the library writes under its name.
func (a *Archive) pack(name string) (*part, error) {
	p := &part{name: name, parent: a}
	var err error
	if p.packer, err = flate.NewWriter(&p.packed, streamLevel); err != nil {
		return nil, a.keep(err)
	}
	a.made[name] = p
	return p, nil
}

// AddFS is refused: no part of ours comes from a file system.
func (a *Archive) AddFS(fs.FS) error { return a.keep(errors.ErrUnsupported) }

// Write adds to the part.
func (p *part) Write(text []byte) (int, error) {
	if p.packer == nil {
		return p.packed.Write(text)
	}
	if p.size+uint64(len(text)) > math.MaxUint32 {
		return 0, p.parent.keep(fmt.Errorf("%w: part %s of more than 4 GiB", ErrCell, p.name))
	}
	p.crc = crc32.Update(p.crc, crc32.IEEETable, text)
	p.size += uint64(len(text))
	n, err := p.packer.Write(text)
	return n, p.parent.keep(err)
}

// Close writes the parts: the list of contents, the root relations, then the rest by name.
func (a *Archive) Close() error {
	if a.err != nil {
		return a.err
	}
	slices.SortFunc(a.parts, func(x, y *part) int {
		return cmp.Or(cmp.Compare(rank(x.name), rank(y.name)), cmp.Compare(x.name, y.name))
	})
	z := zip.NewWriter(a.out)
	for _, p := range a.parts {
		if err := p.finish(z); err != nil {
			return a.keep(err)
		}
	}
	return a.keep(z.Close())
}

func (a *Archive) keep(err error) error {
	if a.err == nil {
		a.err = err
	}
	return err
}

func rank(name string) int {
	switch name {
	case contentTypes:
		return 0
	case "_rels/.rels":
		return 1
	}
	return 2
}

func (p *part) finish(z *zip.Writer) error {
	if err := p.seal(); err != nil {
		return err
	}
	size := uint64(p.packed.Len()) //nolint:gosec // not below 0
	header := &zip.FileHeader{
		Name: p.name, Method: zip.Deflate, CRC32: p.crc, ModifiedDate: dosDate,
		CompressedSize64: size, UncompressedSize64: p.size,
	}
	w, err := z.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = p.packed.WriteTo(w)
	return err
}

// seal ends the compression; parts that were packed before are sealed already.
func (p *part) seal() error {
	if p.parent.made[p.name] == p {
		return nil
	}
	if p.packer == nil {
		if err := p.repack(); err != nil {
			return err
		}
	}
	return p.packer.Close()
}

// repack sorts the list of contents, mends a chart, and compresses it.
func (p *part) repack() error {
	var whole bytes.Buffer
	if _, err := p.packed.WriteTo(&whole); err != nil {
		return err
	}
	text := whole.Bytes()
	if p.name == contentTypes {
		text = sortTypes(text)
	} else {
		text = mendChart(text)
	}
	packer, err := flate.NewWriter(&p.packed, level)
	if err != nil {
		return err
	}
	p.packer = packer
	_, err = p.Write(text)
	return err
}

// sortTypes puts the empty elements of the list in order: the defaults, then the overrides, each by its text.
func sortTypes(text []byte) []byte {
	first := bytes.Index(text, []byte("<Default"))
	if other := bytes.Index(text, []byte("<Override")); first < 0 || other >= 0 && other < first {
		first = other
	}
	last := bytes.LastIndex(text, []byte("</Types>"))
	if first < 0 || last < first {
		return text
	}
	items := bytes.SplitAfter(text[first:last], []byte(">"))
	var joined [][]byte
	for _, item := range items {
		if bytes.HasPrefix(item, []byte("</")) && len(joined) > 0 {
			joined[len(joined)-1] = append(bytes.Clone(joined[len(joined)-1]), item...)
		} else if len(bytes.TrimSpace(item)) > 0 {
			joined = append(joined, item)
		}
	}
	slices.SortFunc(joined, bytes.Compare)
	return slices.Concat(text[:first], bytes.Join(joined, nil), text[last:])
}
