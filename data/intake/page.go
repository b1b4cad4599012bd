package intake

import (
	"fmt"
	"hash/crc32"
	"io"
	"math"

	thriftcode "github.com/parquet-go/parquet-go/encoding/thrift"
	meta "github.com/parquet-go/parquet-go/format"

	"tuntas/data"
)

// Limits of the pages of a Parquet file.
const (
	maxPageHead   = 4 << 20   // bytes of a page's description, which may hold its largest and its smallest value
	maxPage       = 128 << 20 // bytes of a page, packed or not
	maxPageValues = 1 << 24
)

// pages gives out the pages of a column chunk, unpacked and one behind the other, as if they stood so in a file. The library
// reads them from here and never from the file itself: it makes whatever room a page asks for, and its codecs unpack to
// whatever end. Here each page must lie within its chunk, unpack to just the size that it names, and fit its checksum.
type pages struct {
	file   io.ReaderAt
	codec  meta.CompressionCodec
	at     int64 // of the next page in the file
	end    int64 // of the chunk
	length int   // bytes of a value of fixed length; 0 when the column has none

	buf      []byte // the page that is being given out, behind its description
	from     int64  // its place among what is given out
	values   int64  // of all pages so far, those of dictionaries aside
	unpacker *unpacker
	packed   []byte
}

// ReadAt gives out what follows; it never goes back behind the beginning of the last page that it gave out.
func (p *pages) ReadAt(b []byte, at int64) (n int, err error) {
	if at < p.from {
		return 0, errPage
	}
	for n < len(b) {
		for at-p.from >= int64(len(p.buf)) {
			if at-p.from > int64(len(p.buf)) {
				return n, errPage
			}
			p.from += int64(len(p.buf))
			if err := p.next(); err != nil {
				return n, err
			}
		}
		k := copy(b[n:], p.buf[at-p.from:])
		n, at = n+k, at+int64(k)
	}
	return n, nil
}

var errPage = fmt.Errorf("%w: a page is not what it says of itself", data.ErrNotTable)

// next unpacks the next page into p.buf, io.EOF behind the last.
func (p *pages) next() error {
	p.buf = nil
	if p.at == p.end {
		return io.EOF
	}
	head, size, err := p.head()
	if err != nil {
		return err
	}
	p.at += int64(size)
	if int64(head.CompressedPageSize) > p.end-p.at {
		return errPage
	}
	if err := p.judge(head); err != nil {
		return err
	}
	if p.packed, err = readPart(p.file, p.packed, p.at, int(head.CompressedPageSize)); err != nil {
		return err
	}
	p.at += int64(head.CompressedPageSize)
	if head.CRC != 0 && uint32(head.CRC) != crc32.ChecksumIEEE(p.packed) {
		return errPage
	}
	return p.unpack(head)
}

// head reads the description of the page at p.at, which is mostly short, and how long it is.
func (p *pages) head() (*meta.PageHeader, int, error) {
	const mostly = 4 << 10
	for _, most := range [...]int64{mostly, maxPageHead} {
		var err error
		if p.packed, err = readPart(p.file, p.packed, p.at, int(min(most, p.end-p.at))); err != nil {
			return nil, 0, err
		}
		t := &thrift{buf: p.packed}
		if err = t.walk(1); err == nil {
			head := new(meta.PageHeader)
			return head, t.at, thriftcode.Unmarshal(new(thriftcode.CompactProtocol), p.packed[:t.at], head)
		}
		if int64(len(p.packed)) < most {
			break
		}
	}
	return nil, 0, errPage
}

// readPart reads n bytes of the file into a buffer, which grows.
func readPart(file io.ReaderAt, buf []byte, at int64, n int) ([]byte, error) {
	if cap(buf) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	if k, err := file.ReadAt(buf, at); k < n {
		return buf, cutShort(err)
	}
	return buf, nil
}

// judge refuses a page that asks for more room than it may, and counts its values.
func (p *pages) judge(head *meta.PageHeader) error {
	values, encoding := int32(-1), meta.Plain
	switch {
	case head.Type == meta.DataPage && head.DataPageHeader.Valid:
		values, encoding = head.DataPageHeader.V.NumValues, head.DataPageHeader.V.Encoding
	case head.Type == meta.DataPageV2 && head.DataPageHeaderV2.Valid:
		values, encoding = head.DataPageHeaderV2.V.NumValues, head.DataPageHeaderV2.V.Encoding
	case head.Type == meta.DictionaryPage && head.DictionaryPageHeader.Valid:
		values = head.DictionaryPageHeader.V.NumValues
		if values > head.UncompressedPageSize {
			return errPage
		}
	}
	spread := encoding != meta.PlainDictionary && encoding != meta.RLEDictionary
	switch {
	case values < 0, head.CompressedPageSize < 0, head.UncompressedPageSize < 0:
		return errPage
	case head.CompressedPageSize > maxPage, head.UncompressedPageSize > maxPage, values > maxPageValues,
		spread && p.length > 0 && int(values) > maxPage/p.length:
		return fmt.Errorf("%w: a page of %d bytes and %d values", data.ErrTooLarge, head.UncompressedPageSize, values)
	}
	if head.Type != meta.DictionaryPage {
		p.values += int64(values)
	}
	return nil
}

// unpack puts the page in p.packed, and a description that says that it is not packed, into p.buf. Of pages of the second
// kind the beginning is never packed.
func (p *pages) unpack(head *meta.PageHeader) error {
	codec, plain := p.codec, 0
	if head.Type == meta.DataPageV2 {
		v := &head.DataPageHeaderV2.V
		if v.RepetitionLevelsByteLength < 0 || v.DefinitionLevelsByteLength < 0 || v.NumNulls < 0 || v.NumNulls > v.NumValues {
			return errPage
		}
		plain = int(v.RepetitionLevelsByteLength) + int(v.DefinitionLevelsByteLength)
		if v.IsCompressed.Valid && !v.IsCompressed.V {
			codec = meta.Uncompressed
		}
	}
	size := int(head.UncompressedPageSize)
	if plain > min(size, len(p.packed)) {
		return errPage
	}
	said := *head
	said.CompressedPageSize, said.CRC = head.UncompressedPageSize, 0
	text, err := thriftcode.Marshal(new(thriftcode.CompactProtocol), &said)
	if err != nil {
		return err
	}
	buf := make([]byte, 0, len(text)+size)
	buf = append(append(buf, text...), p.packed[:plain]...)
	p.buf, err = p.unpacker.unpack(codec, buf, p.packed[plain:], size-plain)
	return err
}

// finish goes through what is left and returns an error unless all pages have been given out and hold as many values as the
// chunk needs: one for each row where nothing repeats.
func (p *pages) finish(rows int64, repeats bool) error {
	if p.at < p.end || p.values < rows || p.values > rows && !repeats {
		return fmt.Errorf("%w: a column of %d values for %d rows", data.ErrNotTable, p.values, rows)
	}
	return nil
}

// endless is the size of a chunk that is given out: it ends where its pages do.
const endless = math.MaxInt64 / 2
