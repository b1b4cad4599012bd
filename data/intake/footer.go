package intake

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	thriftcode "github.com/parquet-go/parquet-go/encoding/thrift"
	meta "github.com/parquet-go/parquet-go/format"

	"tuntas/data"
)

// Limits of a Parquet file beside those of its pages.
const (
	maxFooter   = 16 << 20 // bytes of the description
	maxGroups   = 1 << 15
	fewRows     = 1 << 20 // up to here it makes no difference how small the file is
	maxBranches = 32      // groups within groups
)

// readFooter reads the description of a Parquet file, which lies at its end, and refuses what the library should not see.
func readFooter(f io.ReaderAt, size int64) (*meta.FileMetaData, error) {
	text, err := footerText(f, size)
	if err != nil {
		return nil, err
	}
	t := &thrift{buf: text}
	if err := t.walk(1); err != nil {
		return nil, err
	}
	m := new(meta.FileMetaData)
	if err := thriftcode.Unmarshal(new(thriftcode.CompactProtocol), text, m); err != nil {
		return nil, err
	}
	if m.EncryptionAlgorithm != (meta.EncryptionAlgorithm{}) {
		return nil, data.ErrProtected
	}
	rest, err := judgeSchema(m.Schema, 0)
	if err == nil && len(rest) > 0 {
		err = errThrift
	}
	if err == nil {
		err = judgeGroups(m, size)
	}
	return m, err
}

func footerText(f io.ReaderAt, size int64) ([]byte, error) {
	const tail = 8
	end, err := readPart(f, nil, size-tail, tail)
	if err != nil {
		return nil, err
	}
	n := int64(binary.LittleEndian.Uint32(end))
	switch {
	case n > size-tail-int64(len(parquetMark)):
		return nil, errThrift
	case n > maxFooter:
		return nil, fmt.Errorf("%w: a description of %d bytes", data.ErrTooLarge, n)
	}
	return readPart(f, nil, size-tail-n, int(n))
}

// judgeSchema judges the first element and those in it, and returns what stands behind them.
func judgeSchema(all []meta.SchemaElement, depth int) ([]meta.SchemaElement, error) {
	if len(all) == 0 {
		return nil, errThrift
	}
	if len(all) > 4*maxColumns || depth > maxBranches {
		return nil, fmt.Errorf("%w: %d columns in %d groups", data.ErrTooLarge, len(all), depth)
	}
	first, rest := &all[0], all[1:]
	children := int(first.NumChildren.V)
	if first.Type.Valid {
		if fixed := first.Type.V == meta.FixedLenByteArray; fixed && (first.TypeLength.V < 1 || first.TypeLength.V > maxField) || children > 0 {
			return nil, errThrift
		}
		return rest, nil
	}
	if children < 0 || children > len(rest) {
		return nil, errThrift
	}
	var err error
	for range children {
		if rest, err = judgeSchema(rest, depth+1); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// judgeGroups judges how many rows there are said to be and where they lie.
func judgeGroups(m *meta.FileMetaData, size int64) error {
	if len(m.RowGroups) > maxGroups {
		return fmt.Errorf("%w: %d groups of rows", data.ErrTooLarge, len(m.RowGroups))
	}
	rows := int64(0)
	for i := range m.RowGroups {
		g := &m.RowGroups[i]
		if g.NumRows < 0 {
			return errThrift
		}
		if rows += g.NumRows; rows < 0 || rows > fewRows && rows/maxRatio > size {
			return fmt.Errorf("%w: %d rows in %d bytes", data.ErrTooLarge, rows, size)
		}
		for j := range g.Columns {
			if err := judgeChunk(&g.Columns[j], size); err != nil {
				return err
			}
		}
	}
	if rows != m.NumRows {
		return errThrift
	}
	return nil
}

// judgeChunk judges where the pages of a column lie; never in another file.
func judgeChunk(c *meta.ColumnChunk, size int64) error {
	from, length := chunkBegin(&c.MetaData), c.MetaData.TotalCompressedSize
	switch {
	case c.FilePath != "":
		return fmt.Errorf("%w: its columns lie in another file", data.ErrNotTable)
	case from < int64(len(parquetMark)), length < 0, from > size-length:
		return errThrift
	}
	return nil
}

// chunkBegin is where the first page of a column lies.
func chunkBegin(m *meta.ColumnMetaData) int64 {
	if m.DictionaryPageOffset > 0 && m.DictionaryPageOffset < m.DataPageOffset {
		return m.DictionaryPageOffset
	}
	return m.DataPageOffset
}

// opened returns what the library makes of the description of a file whose pages are not packed and lie where pages gives
// them out.
func opened(m *meta.FileMetaData) (*parquet.File, error) {
	said := meta.FileMetaData{Version: m.Version, Schema: m.Schema, NumRows: m.NumRows}
	for _, g := range m.RowGroups {
		group := meta.RowGroup{NumRows: g.NumRows}
		for _, c := range g.Columns {
			group.Columns = append(group.Columns, meta.ColumnChunk{MetaData: meta.ColumnMetaData{
				Type: c.MetaData.Type, Encoding: c.MetaData.Encoding, PathInSchema: c.MetaData.PathInSchema, NumValues: c.MetaData.NumValues,
				Codec: meta.Uncompressed, TotalCompressedSize: endless,
			}})
		}
		said.RowGroups = append(said.RowGroups, group)
	}
	text, err := thriftcode.Marshal(new(thriftcode.CompactProtocol), &said)
	if err != nil {
		return nil, err
	}
	whole := append([]byte(parquetMark), text...)
	whole = binary.LittleEndian.AppendUint32(whole, uint32(len(text)))
	whole = append(whole, parquetMark...)
	return parquet.OpenFile(bytes.NewReader(whole), int64(len(whole)), &parquet.FileConfig{
		SkipPageIndex: true, SkipBloomFilters: true, ReadBufferSize: 4 << 10,
	})
}

// group is a group of rows whose columns read their pages from where they are given out.
type group struct {
	parquet.RowGroup
	columns []parquet.ColumnChunk
	pages   []*pages
}

// ColumnChunks returns the columns.
func (g *group) ColumnChunks() []parquet.ColumnChunk { return g.columns }

// chunk is a column of a group.
type chunk struct {
	*parquet.FileColumnChunk
	pages *pages
}

// Pages returns the pages of the column.
func (c chunk) Pages() parquet.Pages { return c.PagesFrom(c.pages) }

// groupOf returns the group with this number.
func (p *parquetTable) groupOf(number int) (*group, error) {
	g := &group{RowGroup: p.file.RowGroups()[number]}
	for i, c := range g.RowGroup.ColumnChunks() {
		column, ok := c.(*parquet.FileColumnChunk)
		if !ok {
			return nil, errThrift
		}
		said := &p.meta.RowGroups[number].Columns[i].MetaData
		from := chunkBegin(said)
		source := &pages{file: p.bytes, codec: said.Codec, at: from, end: from + said.TotalCompressedSize, unpacker: &p.unpacker}
		if c.Type().Kind() == parquet.FixedLenByteArray {
			source.length = c.Type().Length()
		}
		g.columns, g.pages = append(g.columns, chunk{column, source}), append(g.pages, source)
	}
	return g, nil
}

// finish returns an error unless all rows of the group, and nothing else, have been read.
func (g *group) finish() error {
	for i, p := range g.pages {
		leaf, ok := g.columns[i].(chunk).Node().(*parquet.Column)
		if !ok {
			return errThrift
		}
		if err := p.finish(g.NumRows(), leaf.MaxRepetitionLevel() > 0); err != nil {
			return err
		}
	}
	return nil
}
